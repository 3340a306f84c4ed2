//! Answers meet a newer version of their form: what stays, what is asked again, and what no longer has a place. Nothing
//! that was typed is lost.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::check::{Matcher, is_blank};
use super::control::Control;
use super::diff::{Difference, Pairing, diff_paired};
use super::pointer::{key, remove, set, token, tokens};
use super::program::{Field, Form};
use super::validate::validate_in;
use crate::expr::Context;
use crate::locale::Text;
use crate::problem::FieldCode;

/// What became of answers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Migrated {
    /// The answers to the newer version.
    pub answers: Value,
    /// Where those of before stay, by the pointers they have now.
    pub kept: Vec<String>,
    /// What is different between the versions.
    pub changed: Vec<Difference>,
    /// Where something has to be answered that had not to be, or no longer holds.
    pub ask_again: Vec<String>,
    /// What has no place in the newer version.
    pub set_aside: Vec<SetAside>,
}

/// An answer that has no place any more.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SetAside {
    /// Where it stood.
    pub pointer: String,
    /// What the question was called.
    pub label: Text,
    /// What was answered.
    pub value: Value,
}

/// Takes answers over from one version of a form to another.
pub fn migrate(old: &Form, new: &Form, answers: &Value, matcher: &dyn Matcher) -> Migrated {
    migrate_in(old, new, answers, matcher, Context::default())
}

/// [`migrate`] with what there is besides the answers: facts and a calendar.
pub fn migrate_in(
    old: &Form,
    new: &Form,
    answers: &Value,
    matcher: &dyn Matcher,
    context: Context<'_>,
) -> Migrated {
    let pairing = Pairing::of(old, new);
    let mut carry = Carry::new(&pairing);
    carry.members(answers, &Place::default());
    let Carry { answers: mut carried, mut from, mut set_aside, .. } = carry;
    let mut ask_again = BTreeSet::new();
    // What is of another kind than asked for now would only be in the way.
    for error in validate_in(new, &carried, matcher, context) {
        let is_another_kind = matches!(error.code, FieldCode::WrongType | FieldCode::NotAChoice);
        if !is_another_kind {
            continue;
        }
        if let Some(origin) = from.remove(&error.pointer) {
            let value = carried.pointer(&error.pointer).cloned().unwrap_or_default();
            remove(&mut carried, &error.pointer);
            set_aside.push(SetAside { value, ..origin });
            ask_again.insert(error.pointer);
        }
    }
    let before = validate_in(old, answers, matcher, context);
    let was_wrong: BTreeSet<&str> = before.iter().map(|error| pairing.renamed(&error.pointer)).collect();
    let now = validate_in(new, &carried, matcher, context).into_iter().map(|error| error.pointer);
    ask_again.extend(now.filter(|pointer| !was_wrong.contains(pointer.as_str())));
    Migrated {
        answers: carried,
        kept: from.into_keys().collect(),
        changed: diff_paired(old, new, &pairing),
        ask_again: ask_again.into_iter().collect(),
        set_aside,
    }
}

/// Where one is in the answers: as they are, with rows written `-`, and the rows on the way.
#[derive(Clone, Default)]
struct Place {
    at: String,
    pattern: String,
    rows: Vec<usize>,
}

impl Place {
    fn member(&self, name: &str) -> Self {
        let name = token(name);
        let (at, pattern) = (format!("{}/{name}", self.at), format!("{}/{name}", self.pattern));
        Self { at, pattern, rows: self.rows.clone() }
    }

    fn row(&self, row: usize) -> Self {
        let rows = self.rows.iter().copied().chain([row]).collect();
        Self { at: format!("{}/{row}", self.at), pattern: format!("{}/-", self.pattern), rows }
    }

    /// A pattern with the rows of this place.
    fn filled(&self, pattern: &str) -> String {
        let mut rows = self.rows.iter();
        let each = tokens(pattern).map(|token| match token {
            "-" => rows.next().map_or_else(|| token.to_owned(), ToString::to_string),
            token => token.to_owned(),
        });
        each.fold(String::new(), |pointer, token| pointer + "/" + &token)
    }
}

/// Answers on their way.
struct Carry<'a> {
    /// By their old pointers, what the newer version calls fields, and asks there.
    targets: BTreeMap<&'a str, (&'a str, &'a Field)>,
    /// What the older version calls what it alone asks.
    gone: BTreeMap<&'a str, &'a Text>,
    answers: Value,
    /// Where each answer was, by where it is now.
    from: BTreeMap<String, SetAside>,
    set_aside: Vec<SetAside>,
}

impl<'a> Carry<'a> {
    fn new(pairing: &'a Pairing<'a>) -> Self {
        // What the older version did not ask for may stand there all the same.
        let added = pairing.added.iter().map(|(at, field)| (at.as_str(), (at.as_str(), *field)));
        let pairs = pairing.pairs.iter().map(|pair| (pair.before.as_str(), (pair.at.as_str(), pair.new)));
        let gone = pairing.removed.iter().map(|(at, field)| (at.as_str(), &field.label));
        Self {
            targets: added.chain(pairs).collect(),
            gone: gone.collect(),
            answers: Value::Object(Map::new()),
            from: BTreeMap::new(),
            set_aside: Vec::new(),
        }
    }

    fn members(&mut self, object: &Value, place: &Place) {
        for (name, value) in object.as_object().into_iter().flatten() {
            self.value(value, &place.member(name));
        }
    }

    fn value(&mut self, value: &Value, place: &Place) {
        if let Some((pattern, field)) = self.targets.get(place.pattern.as_str()).copied() {
            let at = place.filled(pattern);
            match (&field.control, value) {
                (Control::Repeat { .. }, Value::Array(rows)) => self.rows(rows, at, place),
                _ => self.put(value, at, place, &field.label),
            }
        } else if value.is_object() && !self.gone.contains_key(place.pattern.as_str()) {
            self.members(value, place);
        } else if !is_blank(value) {
            let label = self.gone.get(place.pattern.as_str()).map(|label| (*label).clone());
            let label =
                label.unwrap_or_else(|| Text::zh(key(place.at.rsplit('/').next().unwrap_or_default())));
            self.set_aside.push(SetAside { pointer: place.at.clone(), label, value: value.clone() });
        }
    }

    /// Rows keep their places, also those of which nothing is left.
    fn rows(&mut self, rows: &[Value], at: String, place: &Place) {
        set(&mut self.answers, &at, Value::Array(Vec::new()));
        for (index, row) in rows.iter().enumerate() {
            let is_object = row.is_object();
            let row_now = if is_object { Value::Object(Map::new()) } else { row.clone() };
            set(&mut self.answers, &format!("{at}/{index}"), row_now);
            self.members(row, &place.row(index));
        }
    }

    fn put(&mut self, value: &Value, at: String, place: &Place, label: &Text) {
        set(&mut self.answers, &at, value.clone());
        if !is_blank(value) {
            let origin = SetAside { pointer: place.at.clone(), label: label.clone(), value: Value::Null };
            self.from.insert(at, origin);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::form::compile;

    struct Nothing;
    impl Matcher for Nothing {
        fn is_match(&self, _: &str, _: &str) -> bool {
            true
        }
    }

    fn form(properties: Value, required: Value) -> Form {
        compile(&json!({"type": "object", "properties": properties, "required": required})).0
    }

    fn old() -> Form {
        let child = json!({"type": "object", "properties": {
            "name": {"type": "string", "title": "姓名"}, "age": {"type": "integer", "title": "年龄"},
        }});
        form(
            json!({
                "name": {"type": "string", "title": "姓名"},
                "kind": {"type": "string", "title": "种类", "enum": ["a", "b"]},
                "size": {"type": "integer", "title": "大小"},
                "fax": {"type": "string", "title": "传真"},
                "home": {"type": "object", "title": "家", "properties": {"street": {"type": "string", "title": "街"}}},
                "children": {"type": "array", "title": "子女", "items": child},
            }),
            json!(["name", "kind"]),
        )
    }

    #[test]
    fn what_rules_read_besides_answers_may_ask_again() {
        let form = |rules: Value| {
            let nick = json!({"type": "string", "title": "Nick"});
            let (form, lints) = compile(
                &json!({"schema": {"type": "object", "properties": {"nick": nick}}, "x-rules": rules}),
            );
            assert_eq!(lints, []);
            form
        };
        let when = json!({"==": [{"element": "person.name"}, "甲"]});
        let rule = json!([{"effect": "require", "target": "/nick", "when": when}]);
        let (old, new) = (form(json!([])), form(rule));
        let facts = json!({"person": {"name": "甲"}});
        let context = Context { facts: Some(&facts), ..Context::default() };
        let asked = migrate_in(&old, &new, &json!({}), &Nothing, context).ask_again;
        assert_eq!(asked, ["/nick"]);
        assert_eq!(migrate(&old, &new, &json!({}), &Nothing).ask_again, Vec::<String>::new());
    }

    #[test]
    fn what_fits_stays_what_does_not_is_set_aside_and_asked_again() {
        let child = json!({"type": "object", "properties": {
            "called": {"type": "string", "title": "姓名"}, "school": {"type": "string", "title": "学校"},
        }, "required": ["school"]});
        let new = form(
            json!({
                "name": {"type": "string", "title": "全名", "minLength": 3},
                "kind": {"type": "string", "title": "种类", "enum": ["b", "c"]},
                "size": {"type": "string", "title": "大小"},
                "phone": {"type": "string", "title": "电话"},
                "home": {"type": "object", "title": "家", "properties": {"road": {"type": "string", "title": "街"}}},
                "children": {"type": "array", "title": "子女", "items": child},
            }),
            json!(["name", "kind", "phone"]),
        );
        let answers = json!({
            "name": "王明", "kind": "a", "size": 3, "fax": "020", "home": {"street": "东路"},
            "children": [{"name": "甲", "age": 3}, {}], "junk": {"deep": true},
        });
        let migrated = migrate(&old(), &new, &answers, &Nothing);
        assert_eq!(
            migrated.answers,
            json!({"name": "王明", "home": {"road": "东路"}, "children": [{"called": "甲"}, {}]})
        );
        assert_eq!(migrated.kept, ["/children/0/called", "/home/road", "/name"]);
        // A name that has become too short, a choice that is gone, another type, and what was not needed.
        assert_eq!(
            migrated.ask_again,
            ["/children/0/school", "/children/1/school", "/kind", "/name", "/phone", "/size"]
        );
        let aside: Vec<(&str, &Value)> =
            migrated.set_aside.iter().map(|aside| (aside.pointer.as_str(), &aside.value)).collect();
        assert_eq!(
            aside,
            [
                ("/fax", &json!("020")),
                ("/children/0/age", &json!(3)),
                ("/junk/deep", &json!(true)),
                ("/kind", &json!("a")),
                ("/size", &json!(3)),
            ]
        );
        assert_eq!(migrated.set_aside[0].label, Text::zh("传真"));
        assert!(migrated.changed.iter().any(Difference::is_seen));
    }

    #[test]
    fn what_was_open_before_is_not_asked_again_and_a_new_label_breaks_nothing() {
        let mut new = old();
        new.fields[0].label = Text::zh("全名");
        let answers = json!({"kind": "b", "size": 3});
        let migrated = migrate(&old(), &new, &answers, &Nothing);
        assert_eq!((migrated.answers, migrated.set_aside, migrated.ask_again), (answers, vec![], vec![]));
        assert_eq!(migrated.changed.len(), 1);
    }

    #[test]
    fn nobody_gets_anothers_name() {
        let person = |title: &str| json!({"type": "object", "title": title, "properties": {"name": {"type": "string", "title": "姓名"}}});
        let (old, new) = (
            form(json!({"agent": person("代办人")}), json!([])),
            form(json!({"applicant": person("申请人")}), json!([])),
        );
        let migrated = migrate(&old, &new, &json!({"agent": {"name": "李四"}}), &Nothing);
        assert_eq!(migrated.answers, json!({}));
        assert_eq!(migrated.set_aside.len(), 1);
    }

    /// Every value that was typed, wherever it stands.
    fn typed(value: &Value, into: &mut Vec<String>) {
        match value {
            Value::Object(members) => members.values().for_each(|member| typed(member, into)),
            Value::Array(entries) => entries.iter().for_each(|entry| typed(entry, into)),
            other if is_blank(other) => {}
            other => into.push(other.to_string()),
        }
    }

    fn answer() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            Just(json!("a")),
            (0..5_i64).prop_map(Value::from),
            any::<bool>().prop_map(Value::from),
        ];
        leaf.prop_recursive(3, 12, 3, |inner| {
            let name =
                prop::sample::select(vec!["name", "kind", "children", "home", "street", "age", "x~/y"]);
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
                prop::collection::btree_map(name.prop_map(str::to_owned), inner, 0..4)
                    .prop_map(|members| Value::Object(members.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn nothing_typed_is_lost(answers in answer(), gone in 0..6_usize, renamed in 0..6_usize) {
            let mut new = old();
            new.fields[renamed].pointer.push('2');
            new.fields.remove(gone);
            new.pages.iter_mut().for_each(|page| page.items.clear());
            let migrated = migrate(&old(), &new, &answers, &Nothing);
            let (mut before, mut after) = (Vec::new(), Vec::new());
            if answers.is_object() {
                typed(&answers, &mut before);
            }
            typed(&migrated.answers, &mut after);
            migrated.set_aside.iter().for_each(|aside| typed(&aside.value, &mut after));
            before.sort();
            after.sort();
            prop_assert_eq!(before, after, "{}", migrated.answers);
        }
    }
}
