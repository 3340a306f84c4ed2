//! What was changed in the answers while a case was handled, as its log tells it (痕迹保留).

use chrono::{DateTime, Utc};
use serde_json::Value;

use super::command::Actor;
use super::event::{Event, Payload};
use crate::form::{Change, with_changes};

/// One change: who made it, in which task, when.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Traced<'e> {
    /// Who.
    pub by: &'e Actor,
    /// In which task, by its key, or by which other case.
    pub task: &'e str,
    /// When.
    pub at: DateTime<Utc>,
    /// What.
    pub change: &'e Change,
}

/// Every change, the oldest first.
pub fn trace(events: &[Event]) -> Vec<Traced<'_>> {
    events.iter().flat_map(traced).collect()
}

fn traced(event: &Event) -> impl Iterator<Item = Traced<'_>> {
    let (by, at) = (&event.actor, event.at);
    let told = event.payload.changes().into_iter();
    told.flat_map(move |(task, changes)| changes.iter().map(move |change| Traced { by, task, at, change }))
}

/// The answers of a case: as they were filed, with what was changed since. What an applicant has put right stands as
/// they put it, whatever an officer had written there before.
pub fn answers(filed: &Value, events: &[Event]) -> Value {
    let mut changes: Vec<Change> = Vec::new();
    for event in events {
        match &event.payload {
            Payload::SupplementReceived(received) if !event.actor.role.is_staff() => {
                changes.retain(|change| !received.changed.iter().any(|place| place.touches(&change.pointer)));
            }
            payload => {
                changes.extend(payload.changes().into_iter().flat_map(|(_, changes)| changes).cloned());
            }
        }
    }
    with_changes(filed, &changes)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::id::CaseNumber;
    use crate::process::{Outcome, Place, SupplementReceived, TaskCompleted, TaskKind};
    use crate::role::{RegionCode, Role};

    fn event(seq: u64, role: Role, payload: Payload) -> Event {
        let (region, day) = (RegionCode::parse("440100").unwrap(), "2026-03-02".parse().unwrap());
        let case = CaseNumber::new(region, day, 1).unwrap();
        let actor = Actor { id: seq.to_string(), role };
        Event { seq, case, at: "2026-03-05T01:00:00Z".parse().unwrap(), actor, payload }
    }

    fn done(seq: u64, changes: Value) -> Event {
        let changes = serde_json::from_value(changes).unwrap();
        let (task, task_kind, outcome) = (format!("task-{seq}"), TaskKind::Review, Outcome::Approved);
        let done = TaskCompleted {
            task,
            task_kind,
            outcome,
            reason: None,
            opinion: None,
            checks: Vec::new(),
            next: None,
            effects: Vec::new(),
            changes,
            forms: Vec::new(),
        };
        event(seq, Role::Officer, Payload::TaskCompleted(done))
    }

    fn put_right(seq: u64, role: Role, pointer: &str) -> Event {
        let changed = vec![Place::Pointer(pointer.into()), Place::Material("card".into())];
        let received = SupplementReceived { task: "review".into(), changed };
        event(seq, role, Payload::SupplementReceived(received))
    }

    #[test]
    fn every_change_is_told_and_the_answers_follow_from_the_log() {
        let filed = json!({"name": "王", "home": {"door": "1"}});
        let events = [
            done(
                1,
                json!([{"pointer": "/home/door", "before": "1", "after": "2"}, {"pointer": "/check", "after": "好"}]),
            ),
            done(
                2,
                json!([{"pointer": "/check", "before": "好"}, {"pointer": "/home/door", "before": "2", "after": "3"}]),
            ),
        ];
        let told: Vec<_> = trace(&events)
            .into_iter()
            .map(|it| (it.by.id.as_str(), it.task, it.change.pointer.as_str(), it.change.after.clone()))
            .collect();
        assert_eq!(
            told,
            [
                ("1", "task-1", "/home/door", Some(json!("2"))),
                ("1", "task-1", "/check", Some(json!("好"))),
                ("2", "task-2", "/check", None),
                ("2", "task-2", "/home/door", Some(json!("3"))),
            ]
        );
        assert_eq!(
            answers(&filed, &events[..1]),
            json!({"name": "王", "home": {"door": "2"}, "check": "好"})
        );
        assert_eq!(answers(&filed, &events), json!({"name": "王", "home": {"door": "3"}}));
        assert_eq!(answers(&filed, &[]), filed);
    }

    #[test]
    fn what_the_applicant_puts_right_stands_as_they_put_it() {
        let filed = json!({"home": {"door": "9"}, "name": "王"});
        let change = || done(1, json!([{"pointer": "/home/door", "before": "1", "after": "2"}]));
        for (pointer, role, door) in [
            ("/home/door", Role::Citizen, "9"),
            ("/home", Role::Citizen, "9"),
            ("/name", Role::Citizen, "2"),
            ("/homer", Role::Citizen, "2"),
            // On paper: what is filed stayed as it was.
            ("/home/door", Role::Intake, "2"),
        ] {
            let events = [change(), put_right(2, role, pointer)];
            assert_eq!(answers(&filed, &events)["home"]["door"], door, "{pointer} {role:?}");
            assert_eq!(trace(&events).len(), 1);
        }
    }
}
