//! Processes made by chance: every block of the language, within every other.

use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};

use super::random_instructions::{gates, instruct, linked};
use super::*;

/// A block before its names are given.
#[derive(Clone, Debug)]
enum Shape {
    Review(u16),
    External(Silent),
    Call(usize),
    Seq(Vec<Shape>),
    All(Vec<Shape>),
    Any(Vec<(bool, Shape)>, Box<Shape>),
    Choose(Vec<(bool, Shape)>, Box<Shape>),
    Repeat(bool, u32, Box<Shape>),
    Each(usize, EachRule, Box<Shape>),
    Past,
}

fn any_shape() -> impl Strategy<Value = Shape> {
    let silent = prop_oneof![Just(Silent::Person), Just(Silent::GoOn), Just(Silent::Reject)];
    let leaf = prop_oneof![
        5 => any::<u16>().prop_map(Shape::Review),
        1 => silent.prop_map(Shape::External),
        1 => (0_usize..4).prop_map(Shape::Call),
    ];
    leaf.prop_recursive(4, 24, 3, |inner| {
        let some = || prop::collection::vec(inner.clone(), 2..4);
        let ways = || prop::collection::vec((any::<bool>(), inner.clone()), 1..3);
        let rule = prop_oneof![
            Just(EachRule::All),
            Just(EachRule::One),
            Just(EachRule::InTurn),
            (1_u8..=100).prop_map(EachRule::Vote)
        ];
        let last = prop_oneof![inner.clone(), Just(Shape::Past)];
        prop_oneof![
            some().prop_map(Shape::Seq),
            some().prop_map(Shape::All),
            (ways(), last.clone()).prop_map(|(ways, last)| Shape::Any(ways, last.into())),
            (ways(), last).prop_map(|(ways, last)| Shape::Choose(ways, last.into())),
            (any::<bool>(), 1_u32..4, inner.clone()).prop_map(|(again, most, of)| Shape::Repeat(
                again,
                most,
                of.into()
            )),
            (0_usize..4, rule, inner.clone()).prop_map(|(over, rule, of)| Shape::Each(over, rule, of.into())),
        ]
    })
}

/// The block, with names.
fn named(shape: &Shape, next: &mut u32) -> Value {
    *next += 1;
    let (id, name) = (format!("b{next}"), json!({ "zh-CN": "块" }));
    let mut branch = |when: Option<bool>, shape: &Shape| {
        let mut branch = named(shape, next);
        branch["name"] = json!({ "zh-CN": "支" });
        if let Some(when) = when {
            branch["when"] = json!({ "==": [{ "var": "$facts.no" }, !when] });
        }
        branch
    };
    match shape {
        Shape::Past => json!({ "seq": [] }),
        Shape::Review(bits) => {
            let mut task = json!({ "id": id, "name": name, "role": "officer", "kind": "review" });
            instruct(&mut task, *bits);
            json!({ "task": task })
        }
        Shape::External(silent) => external(&id, &name, *silent),
        Shape::Call(how) => call(&id, &name, *how),
        Shape::Seq(shapes) => {
            json!({ "seq": shapes.iter().map(|shape| named(shape, next)).collect::<Vec<_>>() })
        }
        Shape::All(shapes) => {
            let branches: Vec<Value> = shapes.iter().map(|shape| branch(None, shape)).collect();
            json!({ "all": { "id": id, "name": name, "branches": branches } })
        }
        Shape::Any(ways, last) | Shape::Choose(ways, last) => {
            let mut branches: Vec<Value> =
                ways.iter().map(|(when, shape)| branch(Some(*when), shape)).collect();
            branches.push(branch(None, last));
            let block = json!({ "id": id, "name": name, "branches": branches });
            if matches!(shape, Shape::Any(..)) { json!({ "any": block }) } else { json!({ "choose": block }) }
        }
        Shape::Repeat(again, most, of) => {
            let mut block = named(of, next);
            (block["id"], block["name"], block["most"]) = (json!(id), name, json!(most));
            block["again"] = json!({ "==": [again, true] });
            json!({ "repeat": block })
        }
        Shape::Each(over, rule, of) => {
            let over = [
                json!({ "people": ["officer", "colleague", "agency_lead"] }),
                json!({ "role": "officer" }),
                json!({ "data": [1, 2, 3] }),
                json!({ "role": "citizen" }),
            ][*over]
                .clone();
            let mut block = named(of, next);
            (block["id"], block["name"], block["over"]) = (json!(id), name, over);
            (block["rule"], block["empty"]) = (json!(rule), json!("lead"));
            json!({ "each": block })
        }
    }
}

fn external(id: &str, name: &Value, silent: Silent) -> Value {
    json!({ "task": {
            "id": id, "name": name, "role": "officer", "kind": "review",
            "external": {
                "system": "fire", "send": { "a": "/a" }, "silent": silent, "limit": { "value": 3, "unit": "工作日" },
                "receive": { "b": { "to": "/b", "type": "string", "optional": true } },
            },
        } })
}

fn call(id: &str, name: &Value, how: usize) -> Value {
    let more = [
        json!({ "in": { "/a": "/a" }, "out": { "/result": "/result" } }),
        json!({ "over": [1, 2], "item": "/row", "out": { "/result": "/results/-" } }),
        json!({ "over": [], "materials": true }),
        json!({ "wait": false, "version": 2, "trace": "shown" }),
    ][how]
        .clone();
    let mut call = json!({ "id": id, "name": name, "process": "other" });
    call.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    json!({ "call": call })
}

pub(super) fn any_process() -> impl Strategy<Value = Process> {
    let links = prop::collection::vec((any::<Index>(), any::<Index>()), 0..3);
    (any_shape(), any::<u8>(), links).prop_map(|(shape, bits, links)| {
        let task = |id: &str, role: &str, kind: &str| {
            json!({ "task": { "id": id, "name": { "zh-CN": id }, "role": role, "kind": kind } })
        };
        let mut seq = vec![
            task("accept", "intake", "accept"),
            named(&shape, &mut 0),
            task("decide", "agency_lead", "decide"),
        ];
        seq.extend(gates(bits));
        seq.push(task("deliver", "intake", "deliver"));
        // What conditions read is computed; one fact reads the other.
        let fact = |id: &str, expr: Value| json!({ "id": id, "name": { "zh-CN": id }, "expr": expr });
        let facts = [fact("no", json!({ "!": [{ "var": "$facts.yes" }] })), fact("yes", json!(true))];
        let definition =
            json!({ "id": "simple", "version": 1, "title": { "zh-CN": "试" }, "facts": facts, "seq": seq });
        let definition = linked(definition, &links);
        Process::read(&definition.to_string()).unwrap_or_else(|faults| panic!("{faults:?} {definition}"))
    })
}
