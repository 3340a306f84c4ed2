//! What supervision reads: what happened to one thing, in order, and what is known of it.

use std::fmt;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::cited::strange_laws;
use crate::process::{EffectKind, Event, Payload, Process, ReplayError, State, Task, Versions};
use crate::role::RegionCode;

/// The log of one thing under supervision: a case of the hall, or a matter of another system.
#[derive(Clone, Debug, PartialEq)]
pub struct Log {
    /// Where it is handled.
    pub region: RegionCode,
    /// What is known of it from the beginning. Conditions read it as `$facts`; of a case `item`, `agency` and `limit`, the codes of
    /// the `fees` its item publishes, and whether it is `joint`, a part of a joint application.
    pub facts: Value,
    /// What happened, the earliest first. Of two at the same moment the first comes first.
    pub entries: Vec<Entry>,
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Its place in the log, growing.
    pub number: u64,
    /// When.
    pub at: DateTime<Utc>,
    /// What kind of thing, such as `task_completed`.
    pub kind: String,
    /// Its particulars, an object. Conditions read its members by their names.
    pub data: Value,
}

/// Why events are no log.
#[derive(Debug)]
pub enum LogError {
    /// An event cannot be written.
    Event(serde_json::Error),
    /// They are not the history of one case.
    History(ReplayError),
}

impl fmt::Display for LogError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Event(error) => error.fmt(f),
            Self::History(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for LogError {}

impl From<serde_json::Error> for LogError {
    fn from(error: serde_json::Error) -> Self {
        Self::Event(error)
    }
}

impl From<ReplayError> for LogError {
    fn from(error: ReplayError) -> Self {
        Self::History(error)
    }
}

impl Log {
    /// The log of a case, with the versions of its process by which it has been handled. Conditions read the data of its events as
    /// the store has them, and besides, of each what was known when it happened:
    ///
    /// - `$actor`: who did it, by `id` and `role`;
    /// - `$task`: of the task it is about the `name`, the `kind`, its own `limit`, whether it has a `risk` point, and whether that has
    ///   a `control`, a checklist or a form of its own;
    /// - `$left`: the keys of the tasks that were open before it and are not after it;
    /// - `$fees`: the codes of the fees that fall due by it; `$unpublished_fees`: those of them that `$facts.fees` does not have;
    /// - `$strange_laws`: the laws that it cites and its process does not name.
    ///
    /// # Errors
    /// An event that cannot be written, or that cannot have happened.
    pub fn of_case<V: Versions + ?Sized>(
        region: RegionCode,
        facts: Value,
        events: &[Event],
        versions: &V,
    ) -> Result<Self, LogError> {
        let mut entries = Vec::with_capacity(events.len());
        let Some(first) = events.first() else { return Ok(Self { region, facts, entries }) };
        let mut state = State::new(first.case);
        for event in events {
            let open: Vec<String> = state.open.iter().map(|open| open.key.clone()).collect();
            let before = process_of(&state, versions);
            state.apply(versions, event)?;
            let process = before.or_else(|| process_of(&state, versions));
            let mut data = serde_json::to_value(&event.payload)?;
            if let Some(members) = data.as_object_mut() {
                let left: Vec<String> = open.into_iter().filter(|key| state.task(key).is_none()).collect();
                if !left.is_empty() {
                    members.insert("$left".into(), json!(left));
                }
                let actor = json!({ "id": event.actor.id, "role": event.actor.role });
                members.insert("$actor".into(), actor);
                if let Some(process) = process {
                    annotate(members, process, &facts, &event.payload);
                }
            }
            entries.push(Entry { number: event.seq, at: event.at, kind: event.payload.kind().into(), data });
        }
        Ok(Self { region, facts, entries })
    }
}

/// The version of the process that a case is handled by, once it has begun.
fn process_of<'v, V: Versions + ?Sized>(state: &State, versions: &'v V) -> Option<&'v Process> {
    versions.version(state.version?)
}

/// Adds what the process says of a task and of what came of it.
fn annotate(members: &mut Map<String, Value>, process: &Process, facts: &Value, payload: &Payload) {
    let Some(task) = members.get("task").and_then(Value::as_str).and_then(|key| process.task(key)) else {
        return;
    };
    let control = !task.checklist.is_empty() || !task.forms.is_empty();
    let told = json!({
        "id": task.id, "name": task.name, "kind": task.kind, "limit": task.limit,
        "risk": task.risk.is_some(), "control": control,
    });
    members.insert("$task".into(), told);
    let Payload::TaskCompleted(done) = payload else { return };
    let fees = fees(task, &done.effects);
    let published = facts.get("fees").and_then(Value::as_array);
    let is_strange = |code: &&&str| {
        published.is_some_and(|published| published.iter().all(|own| own.as_str() != Some(**code)))
    };
    let unpublished: Vec<&str> = fees.iter().filter(is_strange).copied().collect();
    let laws = done.opinion.as_ref().map(|opinion| strange_laws(process, &opinion.article));
    for (name, list) in
        [("$fees", json!(fees)), ("$unpublished_fees", json!(unpublished)), ("$strange_laws", json!(laws))]
    {
        if list.as_array().is_some_and(|list| !list.is_empty()) {
            members.insert(name.into(), list);
        }
    }
}

/// The codes of the fees among what follows from the end of a task.
fn fees<'t>(task: &'t Task, effects: &[String]) -> Vec<&'t str> {
    let due = task.effects.iter().filter(|effect| effects.contains(&effect.id));
    due.filter_map(|effect| match &effect.does {
        EffectKind::Fee(code) => Some(code.as_str()),
        _ => None,
    })
    .collect()
}
