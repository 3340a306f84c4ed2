//! Soft requirements (容缺受理): what may be handed in later, what follows from leaving it out, and the promise that is
//! asked for instead. A promise holds up an application only when it is missing or its day is none.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::check::is_blank;
use super::control::Control;
use super::format::is_date;
use super::program::{Field, Form, Need, Soft};
use super::state::FormState;
use super::validate::rows;
use crate::expr::WorkingDays;
use crate::problem::{FieldCode, FieldError};

/// Working days within which something left out is to be handed in, where the form does not say.
pub const PROMISE_WITHIN_DAYS: u16 = 30;

/// A promise to hand in later what was left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Promise {
    /// The field that was left out.
    pub pointer: String,
    /// The last day on which it will come, `2026-11-22`; as it was typed.
    pub by: String,
}

/// Something recommended that was left out, for which a promise is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PromiseNeeded {
    /// The field that was left out.
    pub pointer: String,
    /// What follows from it.
    pub soft: Soft,
}

impl PromiseNeeded {
    /// The last day that may be promised.
    pub fn latest(&self, today: NaiveDate, calendar: &dyn WorkingDays) -> NaiveDate {
        calendar.add_working_days(today, self.soft.within_days.unwrap_or(PROMISE_WITHIN_DAYS))
    }
}

/// Everything recommended that is shown and left out, in the order of the form. None of it is an error.
pub fn promises_needed(form: &Form, state: &FormState) -> Vec<PromiseNeeded> {
    let mut needed = Vec::new();
    form.fields.iter().for_each(|field| collect(form, state, field, "", &mut needed));
    needed
}

fn collect(form: &Form, state: &FormState, field: &Field, base: &str, needed: &mut Vec<PromiseNeeded>) {
    let pointer = field.at(base);
    if !state.visible(&pointer) {
        return;
    }
    let is_out = state.answers().pointer(&pointer).is_none_or(is_blank);
    if is_out && state.need(field, &pointer) == Need::Recommended && !state.locked(field, &pointer) {
        let soft = state.soft(form, field, &pointer).clone();
        needed.push(PromiseNeeded { pointer, soft });
        return;
    }
    if let Control::Repeat { fields, .. } = &field.control {
        for (base, _) in rows(state.answers(), &pointer) {
            fields.iter().for_each(|field| collect(form, state, field, &base, needed));
        }
    }
}

/// What is wrong with the promises, at `/promises` and the pointer of the field: one that is missing, is of no day, of a
/// day that is past, or of one that is too far off. Promises that nobody asked for do no harm.
pub fn check_promises(
    needed: &[PromiseNeeded],
    promises: &[Promise],
    today: NaiveDate,
    calendar: &dyn WorkingDays,
) -> Vec<FieldError> {
    let fault = |it: &PromiseNeeded| {
        let error = |code| FieldError::new(format!("/promises{}", it.pointer), code);
        let promise = promises.iter().find(|promise| promise.pointer == it.pointer);
        let Some(by) = promise.map(|promise| promise.by.trim()).filter(|by| !by.is_empty()) else {
            return Some(error(FieldCode::Required));
        };
        let latest = it.latest(today, calendar);
        let day: Option<NaiveDate> = if is_date(by) { by.parse().ok() } else { None };
        match day {
            None => Some(error(FieldCode::BadDate)),
            Some(by) if by < today => Some(error(FieldCode::TooEarly).with("min", today.to_string())),
            Some(by) if by > latest => Some(error(FieldCode::TooLate).with("max", latest.to_string())),
            Some(_) => None,
        }
    };
    needed.iter().filter_map(fault).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::calendar::Calendar;
    use crate::form::Matcher;
    use crate::form::{compile, state, validate};
    use crate::locale::Locale;

    struct Anything;
    impl Matcher for Anything {
        fn is_match(&self, _: &str, _: &str) -> bool {
            true
        }
    }

    fn form() -> Form {
        let text = |title: &str| json!({"type": "string", "title": title});
        let (form, lints) = compile(&json!({
            "schema": {"type": "object", "properties": {
                "now": {"type": "boolean", "title": "Now"},
                "report": {"type": "string", "title": "Report",
                    "x-soft-required": {"consequence": "We cannot decide before it is here.", "within_days": 5}},
                "photo": {"type": "string", "title": "Photo", "x-soft-required": true},
                "rows": {"type": "array", "title": "Rows", "items": {"type": "object", "properties": {"a": text("A")}}},
                "letter": text("Letter"),
            }},
            "x-rules": [
                {"effect": "hide", "target": "/photo", "when": {"var": "now"}},
                {"effect": "recommend", "target": "/rows/-/a", "when": {"var": "/now"}, "text": "Then it takes longer."},
                {"effect": "require", "target": "/report", "when": {"==": [{"var": "letter"}, "none"]}},
            ],
        }));
        assert_eq!(lints, []);
        form
    }

    fn needed(answers: &Value) -> Vec<PromiseNeeded> {
        let form = form();
        promises_needed(&form, &state(&form, answers))
    }

    #[test]
    fn what_is_recommended_and_left_out_asks_for_a_promise() {
        let check = |answers: Value, expect: &[(&str, &str, Option<u16>)]| {
            let needed = needed(&answers);
            let found: Vec<_> = needed
                .iter()
                .map(|it| (it.pointer.as_str(), it.soft.consequence.get(Locale::En), it.soft.within_days))
                .collect();
            assert_eq!(found, expect, "{answers}");
            let soft: Vec<&str> = needed.iter().map(|it| it.pointer.as_str()).collect();
            let errors = validate(&form(), &answers, &Anything);
            assert!(errors.iter().all(|error| !soft.contains(&error.pointer.as_str())), "it blocks nothing");
        };
        let report = ("/report", "We cannot decide before it is here.", Some(5));
        check(json!({}), &[report, ("/photo", "", None)]);
        check(json!({"report": " ", "photo": "x"}), &[report]);
        check(json!({"letter": "none", "photo": "x"}), &[]);
        check(
            json!({"now": true, "report": "x", "rows": [{"a": "x"}, {}]}),
            &[("/rows/1/a", "Then it takes longer.", None)],
        );
    }

    #[test]
    fn a_promise_is_of_a_day_that_can_be_kept() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
        let needed = needed(&json!({"photo": "x"}));
        let fault = |by: &str| {
            let promises = [Promise { pointer: "/report".into(), by: by.into() }];
            let errors = check_promises(&needed, &promises, today, &Calendar::default());
            errors.first().map(|error| (error.code, error.params.values().next().cloned()))
        };
        assert_eq!(fault(""), Some((FieldCode::Required, None)));
        assert_eq!(fault("soon"), Some((FieldCode::BadDate, None)));
        assert_eq!(fault("2026-02-30"), Some((FieldCode::BadDate, None)));
        assert_eq!(fault("2026-11-19"), Some((FieldCode::TooEarly, Some("2026-11-20".into()))));
        assert_eq!(fault("2026-11-20"), None);
        assert_eq!(fault("2026-11-27"), None, "five working days after a Friday");
        assert_eq!(fault("2026-11-28"), Some((FieldCode::TooLate, Some("2026-11-27".into()))));
        let errors = check_promises(&needed, &[], today, &Calendar::default());
        assert_eq!(errors[0].pointer, "/promises/report");
        let others = [Promise { pointer: "/other".into(), by: "never".into() }];
        assert_eq!(check_promises(&[], &others, today, &Calendar::default()), []);
    }
}
