//! Answers to begin with: what is known of a person under the names of data elements, from whom, and what the applicant
//! made of it. What was corrected is marked for the officer.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::check::is_blank;
use super::control::Control;
use super::find::find;
use super::pointer::set;
use super::program::{Field, Form};
use super::same::same;
use super::state::FormState;
use crate::element::{self, Source};
use crate::expr::{Context, pointer_of_path};
use crate::role::RegionCode;

/// What one source tells, nested by the names of elements and facts: `{"person": {"name": …}, "today": …}`.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// Who tells it.
    pub source: Source,
    /// What.
    pub facts: &'a Value,
}

/// An answer that a form begins with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Prefilled {
    /// The field.
    pub pointer: String,
    /// The answer.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub value: Value,
    /// Who says so.
    pub source: Source,
}

/// The answers to begin with, each with its source: a field's default, else what the first of its element's sources
/// tells that tells anything. A default reads what all of them tell, by the same names.
pub fn prefilled(form: &Form, known: &[Known<'_>]) -> Vec<Prefilled> {
    let mut facts = Value::Null;
    known.iter().for_each(|known| merge(&mut facts, known.facts));
    let context = Context { facts: Some(&facts), ..Context::default() };
    let begin = |field: &Field| {
        let default = field.default.as_ref().map(|default| default.eval_in(&facts, context));
        let default = default.filter(|value| !is_blank(value)).map(|value| (value, Source::Form));
        let (value, source) = default.or_else(|| told(field, known))?;
        Some(Prefilled { pointer: field.pointer.clone(), value, source })
    };
    form.fields.iter().filter_map(begin).collect()
}

/// What is told of the field's element, and by whom.
fn told(field: &Field, known: &[Known<'_>]) -> Option<(Value, Source)> {
    let element = element::find(field.element.as_ref()?)?;
    let pointer = pointer_of_path(element.id);
    element.sources.iter().find_map(|source| {
        let facts = known.iter().filter(|known| known.source == *source);
        let mut values = facts.filter_map(|known| known.facts.pointer(&pointer));
        values.find(|value| !is_blank(value)).map(|value| (value.clone(), *source))
    })
}

/// Adds what is not there yet.
fn merge(all: &mut Value, more: &Value) {
    match (&mut *all, more) {
        (Value::Object(all), Value::Object(more)) => {
            more.iter().for_each(|(key, value)| merge(all.entry(key).or_insert(Value::Null), value));
        }
        (all, more) if is_blank(all) => *all = more.clone(),
        _ => {}
    }
}

/// The answers in what a form begins with.
pub fn begun(prefilled: &[Prefilled]) -> Value {
    let mut answers = Value::Object(Map::new());
    prefilled.iter().for_each(|it| set(&mut answers, &it.pointer, it.value.clone()));
    answers
}

/// The answers to begin with where it does not matter who says so.
pub fn prefill(form: &Form, facts: &Value) -> Value {
    begun(&prefilled(form, &Source::ALL.map(|source| Known { source, facts })))
}

/// Fills these fields with what is known of the elements they ask for, in place of what stood there; all fields where no
/// target is named. Tells what it filled in, and who says so.
pub fn take_known(
    form: &Form,
    known: &[Known<'_>],
    targets: &[String],
    answers: &mut Value,
) -> Vec<Prefilled> {
    let is_target = |it: &Prefilled| targets.is_empty() || targets.contains(&it.pointer);
    let mut taken = prefilled(form, known);
    taken.retain(|it| it.source != Source::Form && is_target(it));
    taken.iter().for_each(|it| set(answers, &it.pointer, it.value.clone()));
    taken
}

/// The fields that are asked and whose answer is no longer what a source said. A default is nobody's word.
pub fn corrected(form: &Form, state: &FormState, prefilled: &[Prefilled]) -> Vec<String> {
    let is_corrected = |it: &&Prefilled| {
        let Some(found) = find(form, &it.pointer).filter(|_| it.source != Source::Form) else { return false };
        let answer = state.answers().pointer(&it.pointer);
        state.visible(&it.pointer)
            && answer.is_none_or(|answer| !says_the_same(&found.field.control, answer, &it.value))
    };
    prefilled.iter().filter(is_corrected).map(|it| it.pointer.clone()).collect()
}

/// Space around a text and the way a region is written make no difference.
fn says_the_same(control: &Control, answer: &Value, said: &Value) -> bool {
    match (control, answer, said) {
        (Control::Region(_), Value::String(answer), Value::String(said)) => {
            answer == said || RegionCode::parse(answer).is_ok_and(|code| RegionCode::parse(said) == Ok(code))
        }
        (_, Value::String(answer), Value::String(said)) => answer.trim() == said.trim(),
        _ => same(answer, said),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::form::{compile, prune, state};

    fn form() -> Form {
        let (form, lints) = compile(&json!({"schema": {"type": "object", "properties": {
            "name": {"type": "string", "x-element": "person.name"},
            "region": {"type": "string", "x-element": "person.region"},
            "address": {"type": "string", "x-element": "person.address"},
            "day": {"type": "string", "format": "date", "title": "Day", "x-default": {"var": "today"}},
            "agency": {"type": "string", "title": "Agency", "x-default": {"element": "agency.name"}},
            "secret": {"type": "object", "title": "Secret", "properties": {
                "phone": {"type": "string", "x-element": "person.phone"},
            }},
        }}, "x-rules": [{"effect": "hide", "target": "/secret", "when": {"==": [{"var": "address"}, "hide"]}}]}));
        assert_eq!(lints, []);
        form
    }

    fn begin() -> Vec<Prefilled> {
        let account = json!({"person": {"name": "王小明", "phone": "13800138000", "address": "not for an account to say"}});
        let licence = json!({"person": {"name": "王晓明", "region": " "}, "enterprise": {"name": "甲"}});
        let earlier = json!({"person": {"name": "小王", "region": "440100", "address": "中山路"}});
        let region =
            json!({"person": {"region": "440300"}, "today": "2026-11-22", "agency": {"name": "人社局"}});
        let known = [
            Known { source: Source::Region, facts: &region },
            Known { source: Source::EarlierApplication, facts: &earlier },
            Known { source: Source::Licence, facts: &licence },
            Known { source: Source::Account, facts: &account },
        ];
        prefilled(&form(), &known)
    }

    #[test]
    fn each_answer_says_where_it_comes_from() {
        let begun = begin();
        let found: Vec<_> =
            begun.iter().map(|it| (it.pointer.as_str(), it.value.as_str().unwrap(), it.source)).collect();
        assert_eq!(
            found,
            [
                ("/name", "王小明", Source::Account),
                ("/region", "440100", Source::EarlierApplication),
                ("/address", "中山路", Source::EarlierApplication),
                ("/day", "2026-11-22", Source::Form),
                ("/agency", "人社局", Source::Form),
                ("/secret/phone", "13800138000", Source::Account),
            ]
        );
        let wire = serde_json::to_string(&begun).unwrap();
        assert_eq!(serde_json::from_str::<Vec<Prefilled>>(&wire).unwrap(), begun);
        assert!(wire.contains(r#""source":"earlier_application""#));
    }

    #[test]
    fn what_was_corrected_is_told() {
        let form = form();
        let check = |pointer: &str, value: Value, expect: &[&str]| {
            let mut answers = begun(&begin());
            set(&mut answers, pointer, value);
            assert_eq!(corrected(&form, &state(&form, &answers), &begin()), expect, "{pointer}");
        };
        check("/name", json!(" 王小明 "), &[]);
        check("/name", json!("王晓明"), &["/name"]);
        check("/name", json!(null), &["/name"]);
        check("/region", json!("4401"), &[]);
        check("/region", json!("440104"), &["/region"]);
        check("/day", json!("2026-11-23"), &[]);
        check("/secret", json!({}), &["/secret/phone"]);
        check("/address", json!("hide"), &["/address"]);
    }

    proptest! {
        #[test]
        fn what_is_left_as_it_was_is_not_corrected(name in "\\PC{1,6}", day in "\\PC{0,3}", region in "[0-9]{0,9}") {
            let facts = json!({"person": {"name": name, "region": region}, "today": day});
            let form = form();
            let begun_with = prefilled(&form, &Source::ALL.map(|source| Known { source, facts: &facts }));
            let answers = begun(&begun_with);
            prop_assert_eq!(&answers, &prefill(&form, &facts));
            prop_assert_eq!(&prune(&form, &answers), &answers);
            prop_assert_eq!(corrected(&form, &state(&form, &answers), &begun_with), Vec::<String>::new());
        }
    }
}
