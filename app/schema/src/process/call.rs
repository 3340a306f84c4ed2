//! Sub-processes (子流程): a case that begins others, what it hands over to them, and what it takes back when they end. Each
//! is a case of its own, with its own process, people and log; here is what passes between the two.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::definition::{MOST_ENTRIES, is_too_long};
use super::permit::RefusalCode;
use crate::expr::{Context, Expr};
use crate::form::{Change, with_changes};
use crate::locale::Text;

/// What stands for the place of one of several in a list.
const ROW: &str = "/-";

/// Where one or several other cases begin, each with a process of its own.
///
/// What lies outside a case: other cases that it begins (子流程, [`Call`]), each with a process, people and a log of its own,
/// and tasks that a system of another agency does (外部环节, [`External`](super::External)). Of both the hall tells the case ([`Actor::system`](super::Actor::system)).
/// Inside another case everything above holds by its own process, and nothing of it is returned to or jumped to from here.
/// Whatever drops a place where others are waited for, be it return, jump, recall, termination or withdrawal, or a block that
/// ends without them, tells them to end ([`CallDropped`](super::CallDropped)); going through it again begins others. What is not waited for goes on
/// by itself. A task that a system has is dropped like any other, its late answer refused; returning to one asks the system
/// again; a lead who reassigns it takes it from there. An answer that comes twice changes nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Call {
    /// Its id, unique in the process.
    pub id: String,
    /// What people call it.
    pub name: Text,
    /// The process of the other case.
    pub process: String,
    /// The version of that; the one that is in force when it begins, where none is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<u32>,
    /// A list that is computed, for each entry of which one begins; a single one where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub over: Option<Expr>,
    /// Where the entry is put in the answers of the one that begins for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// What is handed over: answers of this case, by JSON Pointer, and where each is put in those of the other.
    #[serde(default, rename = "in", skip_serializing_if = "BTreeMap::is_empty")]
    pub hands: BTreeMap<String, String>,
    /// What is taken back: answers of the other case, and where each is put in those of this one. Where several begin,
    /// `-` stands there for the place in the list.
    #[serde(default, rename = "out", skip_serializing_if = "BTreeMap::is_empty")]
    pub takes: BTreeMap<String, String>,
    /// Whether this case goes on when all of them have ended, and not before.
    #[serde(default = "waited", skip_serializing_if = "Clone::clone")]
    pub wait: bool,
    /// Whether who reads this case reads what happens in the others.
    #[serde(default, skip_serializing_if = "is_hidden")]
    pub trace: CallTrace,
    /// Whether the materials pass both ways.
    #[serde(default, skip_serializing_if = "is_not")]
    pub materials: bool,
    /// Whether the body of the document passes both ways.
    #[serde(default, skip_serializing_if = "is_not")]
    pub body: bool,
}

/// Whether what happens in a case is seen in the one that began it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallTrace {
    /// It is.
    Shown,
    /// It is not.
    #[default]
    Hidden,
}

const fn waited() -> bool {
    true
}

fn is_hidden(trace: &CallTrace) -> bool {
    *trace == CallTrace::Hidden
}

const fn is_not(said: &bool) -> bool {
    !*said
}

/// What is wrong with what a call says passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CallFault {
    /// It points at nothing: no pointer, or one into a list where there is none.
    Pointer,
    /// Several would be put in one place.
    OnePlace,
    /// Nothing comes back of what nobody waits for.
    NotWaited,
    /// There is no list whose entries could be put anywhere.
    NoList,
    /// Its list is longer than any may be.
    TooMany,
}

impl Call {
    /// For whom they begin: the entries of its list, or nothing in particular. There are [`MOST_ENTRIES`] at most.
    pub(super) fn items(&self, data: &Value) -> Result<Vec<Option<Value>>, RefusalCode> {
        let Some(over) = &self.over else { return Ok(vec![None]) };
        match over.known_in(data, "", Context::default()) {
            Some(Value::Array(list)) if list.len() > MOST_ENTRIES => Err(RefusalCode::TooMany),
            Some(Value::Array(list)) => Ok(list.into_iter().map(Some).collect()),
            _ => Ok(Vec::new()),
        }
    }

    /// What the other case begins with: its answers.
    pub fn handed(&self, answers: &Value, item: Option<&Value>) -> Value {
        let of = |(from, to): (&String, &String)| {
            Some(Change { pointer: to.clone(), before: None, after: Some(answers.pointer(from)?.clone()) })
        };
        let entry = self.item.iter().zip(item).map(|(to, item)| Change {
            pointer: to.clone(),
            before: None,
            after: Some(item.clone()),
        });
        let changes: Vec<Change> = self.hands.iter().filter_map(of).chain(entry).collect();
        with_changes(&json!({}), &changes)
    }

    /// What changes in the answers of this case when the other, the one at this place of several, has ended with these.
    pub fn taken(&self, given: &Value, place: usize, answers: &Value) -> Vec<Change> {
        let mut now = answers.clone();
        let mut changes = Vec::new();
        for (from, to) in &self.takes {
            let Some(value) = given.pointer(from) else { continue };
            let change = put(&now, to, place, value);
            if change.before != change.after {
                now = with_changes(&now, std::slice::from_ref(&change));
                changes.push(change);
            }
        }
        changes
    }

    /// What is wrong with it, by pointer within it.
    pub(super) fn faults(&self) -> Vec<(String, CallFault)> {
        let mut faults = Vec::new();
        let mut look = |place: String, pointer: &str, rows: usize| {
            if !pointer.starts_with('/') || pointer.matches(ROW).count() > rows {
                faults.push((place, CallFault::Pointer));
            }
        };
        let rows = usize::from(self.over.is_some());
        let sides = [("in", &self.hands, 0), ("out", &self.takes, rows)];
        for (name, from, to, rows) in sides
            .iter()
            .flat_map(|(name, map, rows)| map.iter().map(move |(from, to)| (name, from, to, *rows)))
        {
            let place = format!("/{name}/{}", from.replace('~', "~0").replace('/', "~1"));
            look(place.clone(), from, 0);
            look(place, to, rows);
        }
        if let Some(item) = &self.item {
            look("/item".to_owned(), item, 0);
        }
        let shared = self.over.is_some() && self.takes.values().any(|to| !to.contains(ROW));
        let more = [
            (shared, "/out", CallFault::OnePlace),
            (!self.wait && !self.takes.is_empty(), "/out", CallFault::NotWaited),
            (self.item.is_some() && self.over.is_none(), "/item", CallFault::NoList),
            (self.over.as_ref().is_some_and(is_too_long), "/over", CallFault::TooMany),
        ];
        faults.extend(more.into_iter().filter(|(is, ..)| *is).map(|(_, at, fault)| (at.to_owned(), fault)));
        faults
    }
}

/// What changes when this is put there; a list as a whole where it has no such row yet.
fn put(answers: &Value, to: &str, place: usize, value: &Value) -> Change {
    let after = Some(value.clone());
    let Some((list, rest)) = to.split_once(ROW) else {
        return Change { pointer: to.to_owned(), before: answers.pointer(to).cloned(), after };
    };
    let row = format!("{list}/{place}{rest}");
    let rows = answers.pointer(list).and_then(Value::as_array);
    if rows.is_some_and(|rows| place < rows.len()) {
        let before = answers.pointer(&row).cloned();
        return Change { pointer: row, before, after };
    }
    let mut all = rows.cloned().unwrap_or_default();
    all.resize(place, Value::Null);
    all.push(with_changes(&Value::Null, &[Change { pointer: rest.to_owned(), before: None, after }]));
    let before = answers.pointer(list).cloned();
    Change { pointer: list.to_owned(), before, after: Some(Value::Array(all)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call(more: Value) -> Call {
        let mut call = json!({ "id": "fire", "name": { "zh-CN": "消防" }, "process": "fire-check" });
        call.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let read: Call = serde_json::from_value(call.clone()).unwrap();
        assert_eq!(serde_json::to_value(&read).unwrap(), call, "what is usual is not written");
        read
    }

    #[test]
    fn what_is_handed_over_is_put_where_it_is_said() {
        let call = call(json!({
            "in": { "/shop/area": "/area", "/none": "/nothing" }, "item": "/unit",
            "over": { "var": "units" }, "version": 3, "trace": "shown", "materials": true,
        }));
        let answers = json!({ "shop": { "area": 120 }, "units": ["a", { "b": 1 }] });
        let items = call.items(&answers).unwrap();
        assert_eq!(items, [Some(json!("a")), Some(json!({ "b": 1 }))]);
        assert_eq!(
            call.handed(&answers, items[1].as_ref()),
            json!({ "area": 120, "unit": { "b": 1 } }),
            "what there is no answer to is not made up"
        );
        assert_eq!(call.items(&json!({})), Ok(vec![]), "a list that is not known begins nothing");
        let of = |length: usize| call.items(&json!({ "units": vec![1; length] })).map(|items| items.len());
        assert_eq!([of(200), of(201)], [Ok(200), Err(RefusalCode::TooMany)], "none of it is left out");
    }

    #[test]
    fn what_comes_back_is_a_change_of_the_answers() {
        let one = call(json!({ "out": { "/result": "/fire/result", "/on": "/fire/on" } }));
        let answers = json!({ "fire": { "on": "d" } });
        let changes = one.taken(&json!({ "result": "ok", "on": "d" }), 0, &answers);
        assert_eq!(changes.len(), 1, "what is there already is no change");
        assert_eq!(with_changes(&answers, &changes), json!({ "fire": { "on": "d", "result": "ok" } }));
    }

    #[test]
    fn each_of_several_has_its_row() {
        let each = call(json!({ "over": [1, 2], "out": { "/a": "/rows/-/a", "/b": "/rows/-/b" } }));
        let given = json!({ "a": 1, "b": 2 });
        let after = |answers: Value, place| with_changes(&answers, &each.taken(&given, place, &answers));
        let late = after(json!({}), 1);
        assert_eq!(late, json!({ "rows": [null, { "a": 1, "b": 2 }] }), "in whatever order they end");
        assert_eq!(after(late, 0), json!({ "rows": [{ "a": 1, "b": 2 }, { "a": 1, "b": 2 }] }));
        let there = after(json!({ "rows": [{ "c": 3 }] }), 0);
        assert_eq!(there, json!({ "rows": [{ "c": 3, "a": 1, "b": 2 }] }));
    }

    #[test]
    fn what_could_not_pass_is_told() {
        let faults = |more| call(more).faults();
        assert_eq!(faults(json!({ "in": { "/a": "/b" }, "out": { "/a": "/b" } })), []);
        assert_eq!(faults(json!({ "in": { "a/b": "/b" } })), [("/in/a~1b".into(), CallFault::Pointer)]);
        assert_eq!(faults(json!({ "out": { "/a": "/b/-" } })), [("/out/~1a".into(), CallFault::Pointer)]);
        assert_eq!(
            faults(json!({ "over": [1], "out": { "/a": "/b" } })),
            [("/out".into(), CallFault::OnePlace)]
        );
        assert_eq!(
            faults(json!({ "wait": false, "out": { "/a": "/b" } })),
            [("/out".into(), CallFault::NotWaited)]
        );
        assert_eq!(faults(json!({ "item": "/a" })), [("/item".into(), CallFault::NoList)]);
        assert_eq!(faults(json!({ "over": vec![1; 200] })), []);
        assert_eq!(faults(json!({ "over": vec![1; 201] })), [("/over".into(), CallFault::TooMany)]);
    }
}
