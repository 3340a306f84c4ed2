//! What lies outside a case, laid out and told: that it waits for cases it began (子流程) or for the systems of other agencies
//! (外部环节), what a system was handed, and what happens in the cases whose trace is shown.

use chrono::{DateTime, Utc};
use schema::calendar::{CLOSE_OF_OFFICE, Calendar, deadline, local_day};
use schema::cases::{Caller, Outside, Subcase, WithSystem};
use schema::id::CaseNumber;
use schema::locale::Text;
use schema::process::{
    self, CallTrace, Decision, ExternalSent, Item, OpenTask, Payload, Status, SubcaseStatus, Task,
};
use schema::role::Role;
use serde_json::Value;

use super::clocks::Running;
use super::laid_out::said;
use super::log::Case;
use super::staff::Staff;
use super::store::{self, ChildRow, Handing};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::exchange;

impl Case {
    /// Puts the cases that are waited for on the worklists, among what waits.
    pub(super) async fn lay_out_awaited(&self, tx: &mut Tx, running: &Running) -> Result<()> {
        for subcase in self.state.awaited() {
            let waits = store::OpenTask {
                key: &subcase.key,
                role: Role::Admin.slug(),
                agency: self.row.agency,
                holder: None,
                owner: None,
                named: None,
                item: item(subcase),
                posts: Vec::new(),
                opened_at: subcase.begun_at,
                waiting: true,
                due: running.deadline.due,
                due_at: running.deadline.at,
                signs: false,
                item_code: &self.row.item,
                returned: false,
                joint: self.row.joint.is_some(),
            };
            store::insert_task(tx, self.row.id, &waits).await?;
        }
        Ok(())
    }

    /// Hands out what systems have to do, and takes back what they have not any more.
    pub(super) async fn hand_out(&self, tx: &mut Tx, calendar: &Calendar) -> Result<()> {
        if !self.process.root.tasks().iter().any(|task| task.external.is_some()) {
            return Ok(());
        }
        store::clear_handed(tx, self.row.id).await?;
        for (open, task, since) in self.with_systems() {
            let Some(external) = &task.external else { continue };
            let data = self.handed_out(&open.key);
            let handing = Handing {
                task: &open.key,
                system: &external.system,
                data: data.to_string(),
                sent_at: since,
                due_at: self.waited_until(task, since, calendar),
            };
            store::hand_out(tx, self.row.id, &handing).await?;
        }
        Ok(())
    }

    /// The tasks that systems have, with since when.
    fn with_systems(&self) -> impl Iterator<Item = (&OpenTask, &Task, DateTime<Utc>)> {
        self.state.tasks(&self.process).filter_map(|(open, task)| Some((open, task, open.outside?)))
    }

    /// Whether a system has, or had, the task with this key.
    pub(super) fn was_handed_out(&self, key: &str) -> bool {
        self.sent(key).is_some()
    }

    fn sent(&self, key: &str) -> Option<&ExternalSent> {
        self.events.iter().rev().find_map(|event| match &event.payload {
            Payload::ExternalSent(sent) if sent.task == key => Some(sent),
            _ => None,
        })
    }

    fn handed_out(&self, key: &str) -> Value {
        Value::Object(self.sent(key).map(|sent| sent.data.clone()).unwrap_or_default())
    }

    /// Until when a system is waited for; not while the clock of the case stands.
    fn waited_until(&self, task: &Task, since: DateTime<Utc>, calendar: &Calendar) -> Option<DateTime<Utc>> {
        let limit = task.external.as_ref()?.limit?;
        deadline(local_day(since), limit, calendar, &self.state.pauses(), &[], CLOSE_OF_OFFICE).at
    }

    fn called(&self, key: &str) -> Text {
        let known = || self.versions.iter().rev().find_map(|version| version.call(key));
        self.process.call(key).or_else(known).map(|call| call.name.clone()).unwrap_or_default()
    }
}

fn item(subcase: &process::Subcase) -> Option<String> {
    said(subcase.item.clone().map(Item::Data).as_ref())
}

/// What lies outside a case, for an officer.
pub async fn outside(tx: &mut Tx, staff: &Staff, case: &Case, calendar: &Calendar) -> Result<Outside> {
    let may_see = |agency: i64| staff.posts().iter().any(|post| post.agency == agency);
    let caller = match &case.origin {
        Some(origin) => Some(Caller {
            number: origin.parent.number()?,
            name: origin.call.as_ref().map(|call| call.name.clone()).unwrap_or_default(),
            may_see: may_see(origin.parent.agency),
        }),
        None => None,
    };
    let mut subcases = Vec::new();
    if !case.state.subcases.is_empty() {
        for row in store::children(tx, case.row.id).await? {
            subcases.push(told_of(case, &row, may_see(row.agency))?);
        }
    }
    let mut systems = Vec::new();
    for (open, task, since) in case.with_systems() {
        let Some(external) = &task.external else { continue };
        let name = exchange::name(tx, &external.system).await?;
        systems.push(WithSystem {
            task: open.key.clone(),
            name: task.name.clone(),
            system: name.unwrap_or_else(|| external.system.clone()),
            since,
            until: case.waited_until(task, since, calendar),
        });
    }
    Ok(Outside { caller, subcases, systems })
}

fn told_of(case: &Case, row: &ChildRow, may_see: bool) -> Result<Subcase> {
    let known = case.state.subcases.iter().find(|subcase| subcase.key == row.call_key);
    Ok(Subcase {
        key: row.call_key.clone(),
        name: case.called(&row.call_key),
        item: known.and_then(item),
        number: CaseNumber::parse(&row.number).map_err(anyhow::Error::from)?,
        may_see,
        waited: known.is_some_and(|subcase| subcase.status == SubcaseStatus::Waited),
        begun_at: row.opened_at,
        status: Status::from_slug(&row.status).unwrap_or(Status::Submitted),
        decision: row.decision.as_deref().and_then(decision),
        due: row.due,
        closed_at: row.closed_at,
    })
}

fn decision(slug: &str) -> Option<Decision> {
    serde_json::from_value(slug.into()).ok()
}

/// The cases whose trace is shown in this one, with what they are called here; and those whose trace is shown in them.
pub async fn traced(tx: &mut Tx, case: &Case) -> Result<Vec<(Text, Case)>> {
    let mut found = Vec::new();
    let mut ahead = shown(tx, case).await?;
    while let Some((name, id)) = ahead.pop() {
        let child = Case::load(tx, id).await?.ok_or_else(Error::not_found)?;
        ahead.extend(shown(tx, &child).await?);
        found.push((name, child));
    }
    Ok(found)
}

async fn shown(tx: &mut Tx, case: &Case) -> Result<Vec<(Text, i64)>> {
    let is_shown = |key: &str| case.process.call(key).is_some_and(|call| call.trace == CallTrace::Shown);
    if !case.state.subcases.iter().any(|subcase| is_shown(&subcase.key)) {
        return Ok(Vec::new());
    }
    let children = store::children(tx, case.row.id).await?.into_iter();
    let shown = children.filter(|row| is_shown(&row.call_key));
    Ok(shown.map(|row| (case.called(&row.call_key), row.id)).collect())
}
