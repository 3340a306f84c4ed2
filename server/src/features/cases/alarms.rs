//! What is due of a case by itself: set whenever a case is laid out, rung by the watch of a running hall. What is done then says
//! [`super::late`].

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use schema::calendar::{Calendar, moment};
use schema::cases::DeskNoteKind;
use schema::process::{Actor, Command};

use super::clocks::{self, Running};
use super::late::{self, Act};
use super::log::Case;
use super::store::{self, Alarm, NewNote};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::audit::{self, Line};
use crate::state::AppState;

/// How many cases are looked at in one go.
const BATCH: i64 = 50;

/// A task is late.
const LATE: &str = "late";
/// A special procedure has lasted very long.
const PAUSE: &str = "pause";

/// The reason that stands in the log where the hall hands a task over; pages have words of their own for it.
const BECAUSE_LATE: &str = "late";

/// Does what is due of any case; says of how many something was. What a case refuses is logged, tried again the next time, and
/// keeps no other case waiting.
pub async fn ring(state: &AppState) -> Result<usize> {
    let now = state.clock.now();
    let (mut after, mut rung) = ((DateTime::UNIX_EPOCH, 0), 0);
    loop {
        let due = store::ringing(&mut state.db.read().await?, now, after, BATCH).await?;
        let Some(last) = due.last() else { return Ok(rung) };
        after = *last;
        for (_, id) in due {
            match ring_case(state, id, now).await {
                Ok(done) => rung += usize::from(done),
                Err(error) => tracing::warn!(case = id, %error, "what was due of a case could not be done"),
            }
        }
    }
}

/// The same of one case. Another server may have seen the same: who holds the case first acts, and the other finds nothing
/// left to do.
async fn ring_case(state: &AppState, id: i64, now: DateTime<Utc>) -> Result<bool> {
    let mut tx = state.db.write().await?;
    Case::hold_row(&mut tx, id).await?;
    let due = store::ringing_of(&mut tx, id, now).await?;
    for (kind, task) in &due {
        let mut case = Case::load(&mut tx, id).await?.ok_or_else(Error::not_found)?;
        case.look_around(&mut tx, now).await?;
        match kind.as_str() {
            PAUSE => case.report_pause(state, &mut tx, task, now).await?,
            _ => case.ring_late(state, &mut tx, task, now).await?,
        }
    }
    tx.commit().await?;
    Ok(!due.is_empty())
}

impl Case {
    /// Sets what may come to be due, and takes away what no longer can.
    pub(super) async fn set_alarms(
        &self,
        tx: &mut Tx,
        running: Option<&Running>,
        calendar: &Calendar,
    ) -> Result<()> {
        let may_be_late = self.process.root.tasks().iter().any(|task| task.late.is_some());
        if !may_be_late && self.state.special_procedures.is_empty() {
            return Ok(());
        }
        let alarms = self.alarms(running, calendar);
        for (kind, task) in store::alarms_of(tx, self.row.id).await? {
            if !alarms.iter().any(|alarm| alarm.kind == kind && alarm.task == task) {
                store::drop_alarm(tx, self.row.id, &kind, &task).await?;
            }
        }
        for alarm in &alarms {
            store::set_alarm(tx, self.row.id, alarm).await?;
        }
        Ok(())
    }

    fn alarms(&self, running: Option<&Running>, calendar: &Calendar) -> Vec<Alarm> {
        let late = self.state.tasks(&self.process).filter(|(_, task)| task.late.is_some());
        let late = late.map(|(open, task)| Alarm {
            kind: LATE,
            task: open.key.clone(),
            at: running.and_then(|it| clocks::task_due(it, &self.state, (open, task), calendar).1),
        });
        let lasting = self.state.special_procedure().filter(|procedure| !procedure.reported);
        let lasting = lasting.map(|procedure| Alarm {
            kind: PAUSE,
            task: procedure.task.clone(),
            at: Some(moment(procedure.report_on(), NaiveTime::MIN)),
        });
        late.chain(lasting).collect()
    }

    /// Tells the leads that a special procedure still lasts. The event takes its alarm away.
    async fn report_pause(
        &mut self,
        state: &AppState,
        tx: &mut Tx,
        key: &str,
        now: DateTime<Utc>,
    ) -> Result<()> {
        if self.state.pause_to_report(now).is_none_or(|procedure| procedure.task != key) {
            return store::drop_alarm(tx, self.row.id, PAUSE, key).await;
        }
        let task = self.process.task(key).map(|task| task.agency.clone()).unwrap_or_default();
        let told = late::leads(&self.facts(), &task);
        self.give(state, tx, Command::ReportPause {}, &Actor::system(), now).await?;
        self.note(tx, &told, DeskNoteKind::LongPause, key, now).await
    }

    /// Does what the process says of a task that is late, once for each opening.
    async fn ring_late(
        &mut self,
        state: &AppState,
        tx: &mut Tx,
        key: &str,
        now: DateTime<Utc>,
    ) -> Result<()> {
        let is_open = self.state.task(key).is_some();
        let (told, kind) = match late::act(&self.process, &self.state, &self.facts(), key) {
            Act::Nothing if !is_open => return store::drop_alarm(tx, self.row.id, LATE, key).await,
            Act::Nothing => (Vec::new(), DeskNoteKind::Late),
            Act::PutOff => {
                let again = Some(now + TimeDelta::days(1));
                return store::end_alarm(tx, self.row.id, (LATE, key), None, again).await;
            }
            Act::Remind(whom) => {
                if !self.state.is_reminded() {
                    self.give(state, tx, Command::Remind { words: None }, &Actor::system(), now).await?;
                }
                (whom, DeskNoteKind::Late)
            }
            Act::Tell(leads) => {
                let line = Line::new("case.late", &self.row.number).detail("task", key);
                audit::record(tx, line, self.chain(), now).await?;
                (leads, DeskNoteKind::LateThere)
            }
            Act::HandTo(lead) => {
                let (task, to, reason) = (key.to_owned(), lead.clone(), BECAUSE_LATE.to_owned());
                let command = Command::Reassign { task, to, reason };
                self.give(state, tx, command, &Actor::system(), now).await?;
                (vec![lead], DeskNoteKind::HandedOver)
            }
        };
        self.note(tx, &told, kind, key, now).await?;
        store::end_alarm(tx, self.row.id, (LATE, key), Some(now), None).await
    }

    async fn note(
        &self,
        tx: &mut Tx,
        whom: &[String],
        kind: DeskNoteKind,
        key: &str,
        now: DateTime<Utc>,
    ) -> Result<()> {
        let name = self.process.task(key).map(|task| task.name.clone()).unwrap_or_default();
        let note = NewNote { case: self.row.id, kind, task: key, task_name: &name, words: None, now };
        for account in whom.iter().filter_map(|id| id.parse().ok()) {
            store::tell(tx, account, &note).await?;
        }
        Ok(())
    }
}
