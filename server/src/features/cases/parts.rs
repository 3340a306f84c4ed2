//! The cases of a joint application, for whoever looks at the whole of it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use schema::bundle::LaneEnd;
use schema::bundles::LanePause;
use schema::calendar::local_day;
use schema::id::CaseNumber;
use schema::locale::Text;
use schema::process::{Actor, Command, Decision, Status};

use super::books::Books;
use super::log::Case;
use super::store::{self, PartRow};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::state::AppState;

/// What of a case decides about the other parts.
pub struct PartCase {
    /// Its row number.
    pub id: i64,
    /// The code of its item.
    pub item: String,
    /// When it was accepted.
    pub accepted_at: Option<DateTime<Utc>>,
    /// Whether its handling has ended.
    pub closed: bool,
    /// How it was decided, or ended without.
    pub end: Option<LaneEnd>,
}

impl From<PartRow> for PartCase {
    fn from(row: PartRow) -> Self {
        let closed = row.closed_at.is_some();
        let given_up = matches!(
            Status::from_slug(&row.status),
            Some(Status::NotAccepted | Status::Withdrawn | Status::Terminated)
        );
        let end = match row.decision.as_deref() {
            Some("approved") => Some(LaneEnd::Approved),
            Some(_) => Some(LaneEnd::Refused),
            // A process that has nothing to decide (备案) ends well unless it was given up.
            None => closed.then_some(if given_up { LaneEnd::Refused } else { LaneEnd::Approved }),
        };
        Self { id: row.id, item: row.item, accepted_at: row.accepted_at, closed, end }
    }
}

/// The main cases of a joint application, in the order they began.
pub async fn parts_of(tx: &mut Tx, joint: i64) -> Result<Vec<PartCase>> {
    Ok(store::parts(tx, joint).await?.into_iter().map(PartCase::from).collect())
}

/// A case as a lane shows it.
pub struct LaneCase {
    /// Its number.
    pub number: CaseNumber,
    /// The agency that has it.
    pub department: String,
    /// Where it stands.
    pub status: Status,
    /// What was decided.
    pub decision: Option<Decision>,
    /// When it began.
    pub opened_at: DateTime<Utc>,
    /// When it was accepted.
    pub accepted_at: Option<DateTime<Utc>>,
    /// When it ended.
    pub closed_at: Option<DateTime<Utc>>,
    /// The last day for what is next.
    pub due: Option<NaiveDate>,
    /// Working days left until then.
    pub remaining: Option<i64>,
    /// When its clock stood.
    pub pauses: Vec<LanePause>,
    /// How many things the applicant is asked to put right.
    pub asked: u32,
    /// What is open.
    pub tasks: Vec<Text>,
    /// The agencies it has come to.
    pub come_to: BTreeSet<i64>,
}

/// The cases of a joint application by their applications.
pub async fn lanes(state: &AppState, tx: &mut Tx, joint: i64) -> Result<BTreeMap<i64, LaneCase>> {
    let calendar = state.calendar.current();
    let today = local_day(state.clock.now());
    let mut lanes = BTreeMap::new();
    for row in store::parts(tx, joint).await? {
        let case = Case::load(tx, row.id).await?.ok_or_else(Error::not_found)?;
        let deadline = case.running(&calendar).map(|running| running.deadline);
        let pauses = case.state.pauses();
        let lane = LaneCase {
            number: case.row.number()?,
            department: case.row.department.clone(),
            status: case.state.status().unwrap_or(Status::Submitted),
            decision: case.state.decision,
            opened_at: case.row.opened_at,
            accepted_at: case.state.accepted_at,
            closed_at: case.state.closed_at,
            due: deadline.as_ref().and_then(|deadline| deadline.due),
            remaining: deadline.as_ref().and_then(|deadline| deadline.remaining(today, &calendar)),
            pauses: pauses
                .into_iter()
                .map(|pause| LanePause { from: pause.from, until: pause.until })
                .collect(),
            asked: u32::try_from(case.open_points().len()).unwrap_or(u32::MAX),
            tasks: case.state.tasks(&case.process).map(|(_, task)| task.name.clone()).collect(),
            come_to: case.come_to,
        };
        lanes.insert(case.row.application, lane);
    }
    Ok(lanes)
}

/// Ends the case of a part without a decision, because the joint application is set apart.
pub async fn end(
    state: &AppState,
    tx: &mut Tx,
    case: i64,
    reason: &str,
    now: DateTime<Utc>,
    books: &mut Books,
) -> Result<()> {
    let mut case = Case::load(tx, case).await?.ok_or_else(Error::not_found)?;
    let command = Command::Terminate { reason: reason.to_owned() };
    case.give_in(state, tx, command, &Actor::system(), now, books).await
}

/// The applicant takes the case of a part back.
pub async fn withdraw(
    state: &AppState,
    tx: &mut Tx,
    case: i64,
    reason: Option<&str>,
    now: DateTime<Utc>,
    books: &mut Books,
) -> Result<()> {
    let mut case = Case::load(tx, case).await?.ok_or_else(Error::not_found)?;
    let actor = case.applicant();
    let command = Command::Withdraw { reason: reason.map(str::to_owned) };
    case.give_in(state, tx, command, &actor, now, books).await
}
