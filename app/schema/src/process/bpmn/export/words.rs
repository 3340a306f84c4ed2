//! What a process says that BPMN has no word for, as JSON in elements of our own; and conditions as text.

use serde_json::{Value, json};

use super::super::super::definition::{Each, EachRule, Over, Repeat};
use super::super::LOGIC;
use super::plan::{Again, Shape, What};
use super::xml::Xml;
use crate::locale::Locale;

/// JSON that XML can carry: what it has no character for is written as JSON escapes it.
pub(super) fn json_text(value: &Value) -> String {
    value.to_string().replace('\u{fffe}', "\\ufffe").replace('\u{ffff}', "\\uffff")
}

/// The extension elements that hold these.
pub(super) fn extend(xml: &mut Xml, parts: &[(&str, Value)]) {
    if parts.is_empty() {
        return;
    }
    xml.open("bpmn:extensionElements", &[]);
    for (name, value) in parts {
        xml.text(&format!("onehall:{name}"), &[], &json_text(value));
    }
    xml.close();
}

/// What a shape says beyond BPMN.
pub(super) fn of_shape(shape: &Shape<'_>) -> Vec<(&'static str, Value)> {
    let mut parts = Vec::new();
    match &shape.what {
        What::Task(task) => parts.push(("task", json!(task))),
        What::Call(call) => parts.push(("call", json!(call))),
        What::Split(_, fork) => parts.push(("fork", json!({ "id": fork.id, "name": fork.name }))),
        What::Start | What::End | What::Join(_) | What::Sub(_) => {}
    }
    match shape.again {
        Some(Again::Repeat(repeat)) => {
            parts.push(("repeat", json!({ "id": repeat.id, "name": repeat.name })));
        }
        Some(Again::Each(each)) => parts.push(("each", of_each(each))),
        None => {}
    }
    if let (Some((_, Value::Object(outer))), Some(marks)) = (parts.last_mut(), shape.marks.to_value()) {
        outer.insert("seq".into(), marks);
    }
    parts
}

fn of_each(each: &Each) -> Value {
    let Each { id, name, over, rule, empty, node: _ } = each;
    json!({ "id": id, "name": name, "over": over, "rule": rule, "empty": empty })
}

/// What people call it, as a diagram shows it.
pub(super) fn name<'p>(shape: &Shape<'p>) -> Option<&'p str> {
    match (&shape.what, shape.again) {
        (What::Task(task), _) => Some(task.name.get(Locale::ZhCn)),
        (What::Call(call), _) => Some(call.name.get(Locale::ZhCn)),
        (What::Split(_, fork), _) => Some(fork.name.get(Locale::ZhCn)),
        (What::Sub(_), Some(Again::Repeat(repeat))) => Some(repeat.name.get(Locale::ZhCn)),
        (What::Sub(_), Some(Again::Each(each))) => Some(each.name.get(Locale::ZhCn)),
        _ => None,
    }
}

/// A condition.
pub(super) fn condition(xml: &mut Xml, element: &str, value: &Value) {
    let attributes = [("xsi:type", "bpmn:tFormalExpression"), ("language", LOGIC)];
    xml.text(element, &attributes, &json_text(value));
}

/// How a task or sub-process is done more than once.
pub(super) fn again(xml: &mut Xml, again: Again<'_>) {
    match again {
        Again::Repeat(Repeat { again, most, .. }) => {
            let most = most.to_string();
            let attributes = [("testBefore", "false"), ("loopMaximum", most.as_str())];
            xml.open("bpmn:standardLoopCharacteristics", &attributes);
            condition(xml, "bpmn:loopCondition", &again.to_value());
        }
        Again::Each(each) => {
            let is_sequential = if each.rule == EachRule::InTurn { "true" } else { "false" };
            xml.open("bpmn:multiInstanceLoopCharacteristics", &[("isSequential", is_sequential)]);
            if let Over::People(people) = &each.over {
                condition(xml, "bpmn:loopCardinality", &json!(people.len()));
            }
            if let Some(done) = completion(each.rule) {
                condition(xml, "bpmn:completionCondition", &done);
            }
        }
    }
    xml.close();
}

/// When enough have ended, by the instance attributes of BPMN 2.0 (table 10.29) and the number that approve.
pub(in super::super) fn completion(rule: EachRule) -> Option<Value> {
    match rule {
        EachRule::All | EachRule::InTurn => None,
        EachRule::One => Some(json!({ ">=": [{ "var": "numberOfCompletedInstances" }, 1] })),
        EachRule::Vote(share) => Some(json!({ ">=": [
            { "*": [{ "var": "numberOfApprovals" }, 100] },
            { "*": [{ "var": "numberOfInstances" }, share] },
        ] })),
    }
}
