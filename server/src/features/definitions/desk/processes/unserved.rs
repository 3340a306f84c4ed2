//! What the language of processes can say and the desks of this hall do not act on yet. A process that says it is not
//! published: a case would wait for what nobody does, or a rule would be passed over in silence. Pure.

use schema::process::{Agency, Assign, Process, Task};
use schema::{FieldCode, FieldError};

/// Each such member, by its task or call.
pub fn unserved(process: &Process) -> Vec<FieldError> {
    let calls = process.calls().into_iter().map(|call| (call.id.as_str(), "call"));
    let members = process.root.tasks().into_iter().flat_map(of_task);
    let fault = |(id, member): (&str, &str)| {
        FieldError::new(format!("/definition/{id}/{member}"), FieldCode::Unexpected)
            .with("detail", format!("`{id}`: the desks of this hall do not act on `{member}` yet"))
    };
    calls.chain(members).map(fault).collect()
}

fn of_task(task: &Task) -> impl Iterator<Item = (&str, &'static str)> {
    let members = [
        ("forms", !task.forms.is_empty()),
        ("checklist", !task.checklist.is_empty()),
        ("guidance", task.guidance.is_some()),
        ("risk", task.risk.is_some()),
        ("late", task.late.is_some()),
        ("effects", !task.effects.is_empty()),
        ("agency", task.agency != Agency::default()),
        ("assign", task.assign != Assign::default()),
        ("next", !task.next.is_empty()),
        ("external", task.external.is_some()),
    ];
    members.into_iter().filter(|(_, said)| *said).map(|(member, _)| (task.id.as_str(), member))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_nobody_acts_on_is_named_with_its_task() {
        let task = |id: &str, kind: &str, role: &str, more: serde_json::Value| {
            let mut task = json!({ "id": id, "name": { "zh-CN": id }, "kind": kind, "role": role });
            task.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            json!({ "task": task })
        };
        let read = |more| {
            let seq = [
                task("accept", "accept", "intake", json!({})),
                task("review", "review", "officer", more),
                task("decide", "decide", "agency_lead", json!({})),
            ];
            let process = json!({ "id": "p", "version": 1, "title": { "zh-CN": "p" }, "seq": seq });
            unserved(&Process::read(&process.to_string()).unwrap())
        };
        assert_eq!(read(json!({})), []);
        let pointers: Vec<String> = read(json!({ "risk": { "zh-CN": "收礼" }, "assign": "load" }))
            .into_iter()
            .map(|fault| fault.pointer)
            .collect();
        assert_eq!(pointers, ["/definition/review/risk", "/definition/review/assign"]);
    }
}
