//! Days, months and moments.

use super::Builder;
use super::place::Answer;
use super::question::Asked;
use super::source::Source;
use super::with;

/// Whether a text is picked from a calendar.
pub(super) fn is_calendar(component: &Source<'_>) -> bool {
    component.inner("widget").is_some_and(|widget| widget.text("type") == "calendar")
}

/// `datetime`, or a text that is picked from a calendar.
pub(super) fn moment<'a>(builder: &mut Builder<'a>, component: &Source<'a>) -> Asked {
    let widget = component.inner("widget");
    let is_date = component.text("type") == "date";
    let denied =
        |name| component.is_denied(name) || widget.as_ref().is_some_and(|widget| widget.is_denied(name));
    let (date, time) = (!denied("enableDate"), !is_date && !denied("enableTime"));
    component.pass(&["enableDate", "enableTime", "enableMinDateInput", "enableMaxDateInput", "defaultDate"]);
    if let Some(picker) = component.inner("datePicker") {
        picker.pass(&[
            "showWeeks",
            "startingDay",
            "initDate",
            "minMode",
            "maxMode",
            "yearRows",
            "yearColumns",
        ]);
        picker.pass(&["datepickerMode"]);
        picker.close(&mut builder.report);
    }
    match (date, time) {
        (true, false) => Asked { answer: Answer::Date, ..Asked::text("date") },
        (false, true) => Asked::text("local-time"),
        _ => Asked::text("date-time"),
    }
}

/// `day`, of which some parts may not be asked. There it is written `MM/DD/YYYY`.
pub(super) fn day<'a>(builder: &mut Builder<'a>, component: &Source<'a>) -> Asked {
    let fields = component.inner("fields");
    let is_asked = |part| {
        let part = fields.as_ref().and_then(|fields| fields.inner(part));
        part.is_none_or(|part| !part.flag("hide"))
    };
    let (has_day, has_month) = (is_asked("day"), is_asked("month"));
    for part in ["day", "month", "year"] {
        let part = fields.as_ref().and_then(|fields| fields.inner(part));
        if let Some(part) = part {
            part.pass(&["type", "hide", "required"]);
            part.close(&mut builder.report);
        }
    }
    builder.represented(component, true, "2026-11-22");
    match (has_day, has_month) {
        (true, _) => Asked { answer: Answer::Date, ..Asked::text("date") },
        (false, true) => Asked { answer: Answer::Date, ..Asked::text("year-month") },
        _ => Asked { schema: with([("type", "integer".into())]), answer: Answer::Number, options: None },
    }
}

/// Whether some part of a day must be there.
pub(super) fn is_needed(component: &Source<'_>) -> bool {
    let fields = component.inner("fields");
    let is_needed = |part| {
        let part = fields.as_ref().and_then(|fields| fields.inner(part));
        part.is_some_and(|part| part.flag("required"))
    };
    ["day", "month", "year"].into_iter().any(is_needed)
}
