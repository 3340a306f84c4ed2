//! The versions of processes that cases have been handled by. A published version never changes, so each is read once and kept
//! for as long as whoever reads cases keeps this.

use std::collections::BTreeMap;
use std::sync::Arc;

use schema::process::{Event, Payload, Process};

use super::store::CaseRow;
use crate::db::Tx;
use crate::error::Result;
use crate::features::definitions;

/// Those that were asked for.
#[derive(Default)]
pub struct Versions(BTreeMap<(String, u32), Arc<Process>>);

impl Versions {
    /// A version of a process.
    pub async fn at(&mut self, tx: &mut Tx, process: &str, version: u32) -> Result<Arc<Process>> {
        let key = (process.to_owned(), version);
        if let Some(known) = self.0.get(&key) {
            return Ok(Arc::clone(known));
        }
        let read = Arc::new(definitions::process(tx, process, version).await?);
        self.0.insert(key, Arc::clone(&read));
        Ok(read)
    }

    /// The versions that a case has had, as its events say, and the one it has: the last to which it was moved, or that of
    /// its row before anything has happened.
    pub async fn of(
        &mut self,
        tx: &mut Tx,
        row: &CaseRow,
        events: &[Event],
    ) -> Result<(Vec<Arc<Process>>, Arc<Process>)> {
        let last = events.iter().filter_map(had).next_back().unwrap_or_else(|| row.process_version());
        let mut all = self.had_in(tx, &row.process, events).await?;
        if all.is_empty() {
            all.push(self.at(tx, &row.process, last).await?);
        }
        Ok((all, self.at(tx, &row.process, last).await?))
    }

    /// The versions of a process that a case has had, as its events say.
    pub async fn had_in(
        &mut self,
        tx: &mut Tx,
        process: &str,
        events: &[Event],
    ) -> Result<Vec<Arc<Process>>> {
        let mut numbers: Vec<u32> = events.iter().filter_map(had).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let mut all = Vec::with_capacity(numbers.len());
        for number in numbers {
            all.push(self.at(tx, process, number).await?);
        }
        Ok(all)
    }
}

/// The version that a case has since an event.
const fn had(event: &Event) -> Option<u32> {
    match &event.payload {
        Payload::CaseStarted(started) => Some(started.version),
        Payload::CaseMigrated(migrated) => Some(migrated.to),
        _ => None,
    }
}
