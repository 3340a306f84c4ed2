//! What a process says while a task is open, at moments reckoned from its limit (催办计划): laid out with the case, said by the
//! watch of a running hall, above the worklist and by what its process says and whoever is told has asked for.

mod domain;

use chrono::{DateTime, Utc};
use schema::calendar::Calendar;

use self::domain::{Said, said};
use super::clocks::{self, Running};
use super::log::Case;
use super::store::{self, NewNote, Urging};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::audit::{self, Line};
use crate::state::AppState;

/// How many cases are looked at in one go.
const BATCH: i64 = 50;

/// Says what is due of any case; of how many something was. What cannot be said is logged, tried again the next time, and keeps
/// no other case waiting.
pub async fn ring(state: &AppState) -> Result<usize> {
    let now = state.clock.now();
    let (mut after, mut rung) = ((DateTime::UNIX_EPOCH, 0), 0);
    loop {
        let due = store::urging(&mut state.db.read().await?, now, after, BATCH).await?;
        let Some(last) = due.last() else { return Ok(rung) };
        after = *last;
        for (_, id) in due {
            match ring_case(state, id, now).await {
                Ok(done) => rung += usize::from(done),
                Err(error) => tracing::warn!(case = id, %error, "a task could not be urged on"),
            }
        }
    }
}

/// The same of one case. Another server may have seen the same: who holds the case first says it, and the other finds nothing
/// left to say.
async fn ring_case(state: &AppState, id: i64, now: DateTime<Utc>) -> Result<bool> {
    let mut tx = state.db.write().await?;
    Case::hold_row(&mut tx, id).await?;
    let due = store::urging_of(&mut tx, id, now).await?;
    if due.is_empty() {
        return Ok(false);
    }
    let mut case = Case::load(&mut tx, id).await?.ok_or_else(Error::not_found)?;
    case.look_around(&mut tx, now).await?;
    for (at, urge) in due.iter().enumerate() {
        let later = due.get(at + 1..).unwrap_or_default();
        case.ring_urge(state, &mut tx, (urge, later), now).await?;
    }
    tx.commit().await?;
    Ok(true)
}

impl Case {
    /// Sets what may come to be said, and takes away what no longer can.
    pub(super) async fn set_urges(
        &self,
        tx: &mut Tx,
        running: Option<&Running>,
        calendar: &Calendar,
    ) -> Result<()> {
        // An older version may have said something that this one does not.
        if self.versions.iter().all(|version| version.root.tasks().iter().all(|task| task.urge.is_empty())) {
            return Ok(());
        }
        let urges = self.urges(running, calendar);
        for there in store::urges_of(tx, self.row.id).await? {
            if !urges.iter().any(|urge| urge.task == there.task && urge.entry == there.entry) {
                store::drop_urge(tx, self.row.id, &there).await?;
            }
        }
        for urge in &urges {
            store::set_urge(tx, self.row.id, urge).await?;
        }
        Ok(())
    }

    fn urges(&self, running: Option<&Running>, calendar: &Calendar) -> Vec<Urging> {
        let pauses = self.state.pauses();
        let of_task = |(open, task)| {
            let due = running.and_then(|it| clocks::task_due(it, &self.state, (open, task), calendar).0);
            domain::moments((open, task), due, &pauses, calendar)
        };
        self.state.tasks(&self.process).flat_map(of_task).collect()
    }

    /// Says one of them, once for each opening. Where a later one is due to the same people too, that one alone is said: who
    /// reads both learns nothing from the first.
    async fn ring_urge(
        &self,
        state: &AppState,
        tx: &mut Tx,
        (urge, later): (&Urging, &[Urging]),
        now: DateTime<Utc>,
    ) -> Result<()> {
        let Some(Said { to, notes }) = said(&self.process, &self.state, &self.facts(), urge) else {
            return store::drop_urge(tx, self.row.id, urge).await;
        };
        let follows = |other: &&Urging| {
            let other = said(&self.process, &self.state, &self.facts(), other);
            other.is_some_and(|other| other.to == to)
        };
        let is_overtaken = later.iter().filter(|other| other.task == urge.task).any(|other| follows(&other));
        if !is_overtaken {
            for note in &notes {
                let new = NewNote {
                    case: self.row.id,
                    kind: note.kind,
                    task: note.key,
                    task_name: note.name,
                    words: Some(note.words),
                    now,
                };
                self.tell_desk(state, tx, &note.whom, &new, note.by).await?;
            }
            let told: usize = notes.iter().map(|note| note.whom.len()).sum();
            let line = Line::new("case.urged", &self.row.number).detail("task", urge.task.as_str());
            let line = line.detail("entry", urge.entry.as_str()).detail("told", told);
            audit::record(tx, line, self.chain(), now).await?;
        }
        store::end_urge(tx, self.row.id, urge, now).await
    }
}
