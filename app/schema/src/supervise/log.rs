//! What supervision reads: what happened to one thing, in order, and what is known of it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::process::Event;
use crate::role::RegionCode;

/// The log of one thing under supervision: a case of the hall, or a matter of another system.
#[derive(Clone, Debug, PartialEq)]
pub struct Log {
    /// Where it is handled.
    pub region: RegionCode,
    /// What is known of it from the beginning. Conditions read it as `$facts`; of a case `item`, `agency` and `limit`.
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

impl Log {
    /// The log of a case. Conditions read the data of its events as the store has them, and under `$actor` who did it.
    ///
    /// # Errors
    /// An event that cannot be written.
    pub fn of_case(region: RegionCode, facts: Value, events: &[Event]) -> Result<Self, serde_json::Error> {
        let entries = events.iter().map(Entry::of_event).collect::<Result<_, _>>()?;
        Ok(Self { region, facts, entries })
    }
}

impl Entry {
    /// An event of a case.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn of_event(event: &Event) -> Result<Self, serde_json::Error> {
        let mut data = serde_json::to_value(&event.payload)?;
        if let Some(members) = data.as_object_mut() {
            members.insert("$actor".into(), json!({ "id": event.actor.id, "role": event.actor.role }));
        }
        Ok(Self { number: event.seq, at: event.at, kind: event.payload.kind().into(), data })
    }
}
