//! What the language of processes can say and the desks of this hall do not act on yet. A process that says it is not
//! published: a case would wait for what nobody does, or a rule would be passed over in silence. Pure.

use schema::process::{EffectKind, Process, Task};
use schema::{FieldCode, FieldError};

/// Each such member, by its task.
pub fn unserved(process: &Process) -> Vec<FieldError> {
    let members = process.root.tasks().into_iter().flat_map(of_task);
    let fault = |(id, member): (&str, &str)| {
        FieldError::new(format!("/definition/{id}/{member}"), FieldCode::Unexpected)
            .with("detail", format!("`{id}`: the desks of this hall do not act on `{member}` yet"))
    };
    members.map(fault).collect()
}

fn of_task(task: &Task) -> impl Iterator<Item = (&str, &'static str)> {
    let members = [
        ("effects/licence", does(task, |kind| matches!(kind, EffectKind::Licence(_)))),
        ("effects/exchange", does(task, |kind| matches!(kind, EffectKind::Exchange(_)))),
    ];
    members.into_iter().filter(|(_, said)| *said).map(|(member, _)| (task.id.as_str(), member))
}

/// Whether one of the effects of a task is of this kind.
fn does(task: &Task, is_kind: impl Fn(&EffectKind) -> bool) -> bool {
    task.effects.iter().any(|effect| is_kind(&effect.does))
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
        let effect = |kind: &str| json!({ "id": kind, "name": { "zh-CN": kind }, "does": { kind: "x" } });
        let effects = json!([effect("licence"), effect("fee"), effect("exchange")]);
        let pointers: Vec<String> = read(json!({ "assign": "load", "effects": effects }))
            .into_iter()
            .map(|fault| fault.pointer)
            .collect();
        let told = ["/definition/review/effects/licence", "/definition/review/effects/exchange"];
        assert_eq!(pointers, told);
    }
}
