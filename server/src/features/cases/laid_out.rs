//! What lists read of a case, laid out as its events now say: the row, the open tasks, the clocks.

use chrono::{DateTime, Utc};
use schema::calendar::{Calendar, local_day};
use schema::messages::MessageKind;
use schema::process::{self, Decision, Event, Item, OpenTask, Payload, Task};
use schema::role::Role;
use serde_json::Value;

use super::clocks::{self, Running};
use super::log::Case;
use super::store;
use crate::db::Tx;
use crate::error::Result;
use crate::features::audit::{self, Line};
use crate::features::messages::{self, Told};
use crate::features::supervision;
use crate::ports::Chance;

/// The posts at a desk.
const POSTS: [Role; 3] = [Role::Intake, Role::Officer, Role::AgencyLead];

impl Case {
    /// Writes the row, the open tasks and the clocks.
    pub(super) async fn lay_out(
        &self,
        tx: &mut Tx,
        running: Option<Running>,
        calendar: &Calendar,
        on_time: Option<bool>,
        now: DateTime<Utc>,
    ) -> Result<()> {
        store::lay_out(tx, self.row.id, &self.layout(on_time)).await?;
        store::close_elsewhere(tx, self.row.id, self.state.closed_at).await?;
        store::clear_tasks(tx, self.row.id).await?;
        self.set_alarms(tx, running.as_ref(), calendar).await?;
        self.set_urges(tx, running.as_ref(), calendar).await?;
        self.hand_out(tx, calendar).await?;
        let kind = running.as_ref().map(|running| running.measure.slug());
        store::stop_clocks(tx, self.row.id, kind, now).await?;
        match running {
            Some(running) => self.lay_out_running(tx, &running, calendar).await,
            None => Ok(()),
        }
    }

    fn layout(&self, on_time: Option<bool>) -> store::Layout {
        let decided_at = self.events.iter().find_map(|event| match &event.payload {
            Payload::TaskCompleted(done) if done.task_kind == process::TaskKind::Decide => Some(event.at),
            _ => None,
        });
        store::Layout {
            process_version: self.process.version,
            status: self.state.status().map_or("submitted", process::Status::slug),
            decision: self.state.decision.map(decision_slug),
            seq: self.state.seq,
            accepted_at: self.state.accepted_at,
            decided_at,
            on_time,
            asked_late_at: self.asked_late_at(),
            closed_at: self.state.closed_at,
        }
    }

    async fn lay_out_running(&self, tx: &mut Tx, running: &Running, calendar: &Calendar) -> Result<()> {
        for (open, task) in self.state.tasks(&self.process) {
            let agency = self.roster.number_of(&task.agency);
            if !self.come_to.contains(&agency) {
                store::comes_to(tx, (self.row.id, &self.row.item), agency, open.opened_at).await?;
            }
            store::insert_task(tx, self.row.id, &self.open_task(running, (open, task), calendar)).await?;
        }
        self.lay_out_awaited(tx, running).await?;
        let limit = serde_json::to_string(&running.limit)?;
        let clock = store::Clock {
            kind: running.measure.slug(),
            started_on: local_day(running.since),
            limit: &limit,
            due: running.deadline.due,
            due_at: running.deadline.at,
        };
        store::upsert_clock(tx, self.row.id, &clock).await
    }

    fn open_task<'c>(
        &'c self,
        running: &Running,
        (open, task): (&'c OpenTask, &'c Task),
        calendar: &Calendar,
    ) -> store::OpenTask<'c> {
        let account = |id: &Option<String>| id.as_deref().and_then(|id| id.parse().ok());
        let (due, due_at) = clocks::task_due(running, &self.state, (open, task), calendar);
        let (named, posts) = match &open.item {
            Some(Item::Person(id)) => (id.parse().ok(), Vec::new()),
            Some(Item::Role(role)) => (None, vec![*role]),
            Some(Item::Data(_)) | None => {
                (None, POSTS.into_iter().filter(|post| task.is_work_of(*post)).collect())
            }
        };
        store::OpenTask {
            key: &open.key,
            role: task.role.slug(),
            agency: self.roster.number_of(&task.agency),
            holder: account(&open.holder),
            owner: account(&open.owner),
            named,
            item: said(open.item.as_ref()),
            posts,
            opened_at: open.opened_at,
            waiting: self.state.waits(&open.key) || open.outside.is_some(),
            due,
            due_at,
            signs: self.state.is_signature(&self.process, &open.key),
            item_code: &self.row.item,
            returned: was_returned(&self.events, &open.key),
            joint: self.row.joint.is_some(),
        }
    }

    /// Lays the deadlines out anew for this calendar, and tells the applicant if theirs has moved; says whether it had.
    pub async fn follow(
        &self,
        tx: &mut Tx,
        chance: &Chance,
        calendar: &Calendar,
        now: DateTime<Utc>,
    ) -> Result<bool> {
        let Some(running) = self.running(calendar) else { return Ok(false) };
        let before = store::due_of(tx, self.row.id, running.measure.slug()).await?;
        store::clear_tasks(tx, self.row.id).await?;
        self.lay_out_running(tx, &running, calendar).await?;
        self.set_alarms(tx, Some(&running), calendar).await?;
        self.set_urges(tx, Some(&running), calendar).await?;
        self.hand_out(tx, calendar).await?;
        supervision::look_soon(tx, self.row.id, now).await?;
        if before == running.deadline.at || self.is_subcase() {
            return Ok(false);
        }
        let told = Told { account: self.filed.account, case: self.row.id, due: running.deadline.due };
        messages::of_calendar(tx, chance, &told, MessageKind::DeadlineChanged, now).await?;
        audit::record(tx, Line::new("case.deadline_moved", &self.row.number), self.row.id, now).await?;
        Ok(true)
    }
}

/// Whether a task is open because somebody sent it back: the last that anybody said before it was opened.
fn was_returned(events: &[Event], key: &str) -> bool {
    let is_opening =
        |event: &Event| matches!(&event.payload, Payload::TaskOpened(opened) if opened.task == key);
    let opened = events.iter().rposition(is_opening).unwrap_or_default();
    let said = events.get(..opened).into_iter().flatten().rfind(|event| !event.payload.is_consequence());
    matches!(said.map(|event| &event.payload), Some(Payload::TaskReturned(_)))
}

/// What people call that for which something is done, if it is not a person: they are its holder.
pub fn said(item: Option<&Item>) -> Option<String> {
    match item? {
        Item::Data(Value::String(text)) => Some(text.clone()),
        Item::Data(Value::Object(fields)) => {
            fields.values().find_map(|value| value.as_str().map(str::to_owned))
        }
        Item::Data(Value::Number(number)) => Some(number.to_string()),
        Item::Data(_) | Item::Person(_) | Item::Role(_) => None,
    }
}

const fn decision_slug(decision: Decision) -> &'static str {
    match decision {
        Decision::Approved => "approved",
        Decision::Rejected => "rejected",
    }
}
