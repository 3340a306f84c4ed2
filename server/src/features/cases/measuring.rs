//! What agencies did in a time, for who assesses them; the days on which their staff did something; and what is due of them.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use schema::calendar::local_day;
use schema::process::Event;
use schema::role::Role;
use schema::supervise::DueRow;

use super::store;
use crate::db::Tx;
use crate::error::Result;
use crate::features::dashboards::Scope;
use crate::features::supervision::Reach;

/// What an agency did: cases that another one began are not counted, they are that one's affair.
#[derive(Clone, Copy, Debug, Default)]
pub struct Measured {
    /// Cases filed.
    pub filed: u64,
    /// Of those, by the applicants themselves online.
    pub online: u64,
    /// Cases decided.
    pub decided: u64,
    /// Of those, by their last day.
    pub on_time: u64,
    /// Of those, in which a step was returned.
    pub returned: u64,
    /// Ratings of those decided, from one to five.
    pub ratings: [u64; 5],
}

/// What the agencies of a part of the tree did between two moments, by their number.
pub async fn measured(
    tx: &mut Tx,
    scope: &Scope,
    between: (DateTime<Utc>, DateTime<Utc>),
) -> Result<BTreeMap<i64, Measured>> {
    let mut agencies: BTreeMap<i64, Measured> = BTreeMap::new();
    for row in store::filed_in(tx, scope.bounds(), between).await? {
        let agency = agencies.entry(row.agency).or_default();
        (agency.filed, agency.online) = (row.filed.unsigned_abs(), row.online.unsigned_abs());
    }
    for row in store::decided_in(tx, scope.bounds(), between).await? {
        let agency = agencies.entry(row.agency).or_default();
        agency.decided = row.decided.unsigned_abs();
        agency.on_time = row.on_time.unsigned_abs();
        agency.returned = row.returned.unsigned_abs();
        agency.ratings = [row.ones, row.twos, row.threes, row.fours, row.fives].map(i64::unsigned_abs);
    }
    Ok(agencies)
}

/// The first day of which it was put down who did something.
pub async fn first_day_at_desk(tx: &mut Tx) -> Result<Option<NaiveDate>> {
    store::first_day_at_desk(tx).await
}

/// The days from one to another on which these members of staff did something, each once.
pub async fn days_at_desk(
    tx: &mut Tx,
    accounts: &[i64],
    days: (NaiveDate, NaiveDate),
) -> Result<Vec<(i64, NaiveDate)>> {
    store::days_at_desk(tx, accounts, days).await
}

/// What is late, due today, or due on the next working day, of the tasks within reach.
pub async fn due(tx: &mut Tx, reach: &Reach, days: (NaiveDate, NaiveDate)) -> Result<Vec<DueRow>> {
    let row = |due: store::DueTasks| DueRow {
        agency: due.agency,
        department: due.department,
        officer: due.officer,
        late: due.late.unsigned_abs(),
        today: due.today.unsigned_abs(),
        next: due.next.unsigned_abs(),
    };
    Ok(store::due_tasks(tx, reach, days).await?.into_iter().map(row).collect())
}

/// Puts down that a member of staff did something on this day.
pub(super) async fn note_at_desk(tx: &mut Tx, event: &Event) -> Result<()> {
    let is_staff = matches!(event.actor.role, Role::Intake | Role::Officer | Role::AgencyLead);
    match event.actor.id.parse() {
        Ok(account) if is_staff => store::at_desk(tx, account, local_day(event.at), event.at).await,
        _ => Ok(()),
    }
}
