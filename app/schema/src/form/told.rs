//! Answers that were given before the form was opened: in a guide, or about one's situation. They come from an address.

use serde_json::{Map, Value};

use super::accept::accept_answers;
use super::check::Matcher;
use super::control::Control;
use super::find::find;
use super::pairs::from_pairs_field;
use super::pointer::{remove, set};
use super::program::Form;
use super::state::state;
use super::validate::check_field;
use crate::expr::Context;

/// These answers, by pointer and as an address has them, as data; what is no field of the form is left out. `yes` and `no`
/// answer a question of yes or no.
pub fn told<'a>(form: &Form, written: impl IntoIterator<Item = (&'a str, &'a str)>) -> Value {
    let mut answers = Value::Object(Map::new());
    for (pointer, text) in written {
        let Some(found) = find(form, pointer).filter(|found| found.rows.is_empty()) else { continue };
        let text = match (&found.field.control, text) {
            (Control::YesNo, "yes") => "true",
            (Control::YesNo, "no") => "false",
            _ => text,
        };
        from_pairs_field(found.field, "", &mut answers, [(pointer.to_owned(), text.to_owned())]);
    }
    answers
}

/// The answers that a draft begins with, and those that were given before: in place of what stood there, as far as the form
/// takes them and leaves them to the applicant.
pub fn with_told<'a>(
    form: &Form,
    before: &Value,
    written: impl IntoIterator<Item = (&'a str, &'a str)>,
    matcher: &dyn Matcher,
) -> Value {
    let told = told(form, written);
    let mut sent = before.clone();
    let given: Vec<_> = form.fields.iter().filter(|field| told.pointer(&field.pointer).is_some()).collect();
    for field in &given {
        if let Some(value) = told.pointer(&field.pointer) {
            set(&mut sent, &field.pointer, value.clone());
        }
    }
    let follows = state(form, &sent);
    for field in &given {
        if check_field(form, &follows, field, &field.pointer, matcher).is_some() {
            match before.pointer(&field.pointer) {
                Some(value) => set(&mut sent, &field.pointer, value.clone()),
                None => remove(&mut sent, &field.pointer),
            }
        }
    }
    accept_answers(form, before, &sent, Context::default())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::form::compile;

    struct Anything;
    impl Matcher for Anything {
        fn is_match(&self, _: &str, _: &str) -> bool {
            true
        }
    }

    #[test]
    fn a_form_takes_what_was_answered_before_and_nothing_else() {
        let kinds = json!([{ "const": "work", "title": "上班" }, { "const": "study", "title": "上学" }]);
        let (form, _) = compile(&json!({ "schema": { "type": "object", "properties": {
            "ground": { "type": "string", "title": "为什么来", "oneOf": kinds },
            "married": { "type": "boolean", "title": "结婚了吗" },
            "months": { "type": "integer", "title": "几个月", "maximum": 12 },
            "item": { "type": "string", "title": "事项", "readOnly": true },
            "name": { "type": "string", "title": "姓名" },
        } } }));
        let before = json!({ "name": "安娜", "item": "A", "ground": "study" });
        let check = |written: &[(&str, &str)], expect: Value| {
            assert_eq!(with_told(&form, &before, written.iter().copied(), &Anything), expect, "{written:?}");
        };
        check(
            &[("/ground", "work"), ("/married", "yes"), ("/months", "3")],
            json!({ "name": "安娜", "item": "A", "ground": "work", "married": true, "months": 3 }),
        );
        // What the form does not take, does not ask, or keeps to itself.
        check(
            &[("/ground", "moon"), ("/months", "13"), ("/item", "B"), ("/age", "1"), ("", "x")],
            before.clone(),
        );
        check(&[("/married", "maybe")], before.clone());
    }
}
