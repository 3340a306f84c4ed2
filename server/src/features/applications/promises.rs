//! Promises to hand in later what was left out (容缺受理): which are asked for, what is wrong with them, and which are
//! kept on record. Pure.

use chrono::NaiveDate;
use schema::applications::{PromiseAsked, Promised};
use schema::expr::WorkingDays;
use schema::form::{Form, FormState, Promise, PromiseNeeded, check_promises, label, promises_needed};
use schema::locale::Text;
use schema::{FieldError, Locale};

/// What is left out and not promised yet. Nobody promises twice, such as with a supplement.
fn open(form: &Form, state: &FormState, before: &[Promise]) -> Vec<PromiseNeeded> {
    let mut needed = promises_needed(form, state);
    needed.retain(|it| before.iter().all(|promise| promise.pointer != it.pointer));
    needed
}

/// What a promise is asked for, each with the last day that may be promised.
pub fn asked(
    form: &Form,
    state: &FormState,
    before: &[Promise],
    today: NaiveDate,
    calendar: &dyn WorkingDays,
) -> Vec<PromiseAsked> {
    let asked = |it: PromiseNeeded| {
        let latest = it.latest(today, calendar);
        PromiseAsked { pointer: it.pointer, consequence: it.soft.consequence, latest }
    };
    open(form, state, before).into_iter().map(asked).collect()
}

/// What is wrong with the promises that came, at `/promises` and the pointer of the field.
pub fn faults(
    form: &Form,
    state: &FormState,
    (before, sent): (&[Promise], &[Promise]),
    today: NaiveDate,
    calendar: &dyn WorkingDays,
) -> Vec<FieldError> {
    check_promises(&open(form, state, before), sent, today, calendar)
}

/// The promises on record afterwards: of what is still left out, and of nothing else.
pub fn kept(form: &Form, state: &FormState, before: &[Promise], sent: &[Promise]) -> Vec<Promise> {
    let promise = |it: PromiseNeeded| {
        let mut given = before.iter().chain(sent);
        let given = given.find(|promise| promise.pointer == it.pointer)?;
        Some(Promise { pointer: it.pointer, by: given.by.trim().to_owned() })
    };
    promises_needed(form, state).into_iter().filter_map(promise).collect()
}

/// Promises on record by what the form calls them.
pub fn named(form: &Form, promises: &[Promise]) -> Vec<Promised> {
    let name = |promise: &Promise| {
        let called = |locale| label(form, &promise.pointer, locale).unwrap_or_default();
        let label = Text::zh(called(Locale::ZhCn)).with(Locale::En, called(Locale::En));
        Some(Promised { pointer: promise.pointer.clone(), label, by: promise.by.parse().ok()? })
    };
    promises.iter().filter_map(name).collect()
}

#[cfg(test)]
mod tests {
    use schema::calendar::Calendar;
    use schema::form::{compile, state};
    use serde_json::{Value, json};

    use super::*;

    fn form() -> Form {
        compile(&json!({"schema": {"type": "object", "properties": {
            "report": {"type": "string", "title": {"zh-CN": "报告", "en": "Report"},
                "x-soft-required": {"consequence": "没有它办不完", "within_days": 5}},
            "photo": {"type": "string", "title": "照片", "x-soft-required": true},
        }}}))
        .0
    }

    fn promise(pointer: &str) -> Promise {
        Promise { pointer: pointer.to_owned(), by: " 2026-11-24 ".to_owned() }
    }

    #[test]
    fn what_is_promised_is_not_asked_again_and_what_has_come_is_no_promise() {
        let (form, calendar) = (form(), Calendar::default());
        let today = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
        let pointers = |answers: Value, before: &[Promise]| -> Vec<String> {
            let asked = asked(&form, &state(&form, &answers), before, today, &calendar);
            asked.into_iter().map(|it| it.pointer).collect()
        };
        assert_eq!(pointers(json!({}), &[]), ["/report", "/photo"]);
        assert_eq!(pointers(json!({}), &[promise("/report")]), ["/photo"]);
        let empty = state(&form, &json!({}));
        let latest = asked(&form, &empty, &[], today, &calendar)[0].latest;
        assert_eq!(latest.to_string(), "2026-11-27", "five working days after a Friday");
        let wrong = faults(&form, &empty, (&[promise("/report")], &[]), today, &calendar);
        assert_eq!(wrong.iter().map(|it| it.pointer.as_str()).collect::<Vec<_>>(), ["/promises/photo"]);

        let all = [promise("/photo"), promise("/nothing")];
        let kept = |answers| kept(&form, &state(&form, &answers), &[promise("/report")], &all);
        let clean = |pointer: &str| Promise { by: "2026-11-24".into(), ..promise(pointer) };
        assert_eq!(kept(json!({})), [clean("/report"), clean("/photo")]);
        assert_eq!(kept(json!({"report": "有了"})), [clean("/photo")]);
        let named = named(&form, &[clean("/report")]);
        assert_eq!(
            (named[0].label.get(Locale::En), named[0].by.to_string().as_str()),
            ("Report", "2026-11-24")
        );
    }
}
