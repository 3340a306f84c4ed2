//! Cases under supervision: looked at with every step, and again when a moment has gone by; their logs, for who judges a rule.

use chrono::{DateTime, Utc};
use schema::calendar::{Calendar, Limit};
use schema::id::CaseNumber;
use schema::role::RegionCode;
use schema::supervise::{Log, Rule};
use serde_json::{Value, json};

use super::clocks;
use super::log::Case;
use super::store;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::dashboards::Scope;
use crate::features::supervision::{self, Subject};
use crate::state::AppState;

/// How many cases are looked at in one go.
const BATCH: i64 = 50;

/// Looks at the cases whose moment has gone by; says at how many. What goes wrong with one is logged, tried again the next time,
/// and keeps no other waiting.
pub async fn look(state: &AppState) -> Result<usize> {
    let now = state.clock.now();
    let (mut after, mut looked) = ((DateTime::UNIX_EPOCH, 0), 0);
    loop {
        let due = supervision::due(&mut state.db.read().await?, now, after, BATCH).await?;
        let Some(last) = due.last() else { return Ok(looked) };
        after = *last;
        for (_, id) in due {
            match look_at(state, id, now).await {
                Ok(()) => looked += 1,
                Err(error) => tracing::warn!(case = id, %error, "a case could not be supervised"),
            }
        }
    }
}

/// The same of one. Another server may look as well: who holds the case first writes down what it finds, and the other finds it
/// written down.
async fn look_at(state: &AppState, id: i64, now: DateTime<Utc>) -> Result<()> {
    let mut tx = state.db.write().await?;
    Case::hold_row(&mut tx, id).await?;
    let case = Case::load(&mut tx, id).await?.ok_or_else(Error::not_found)?;
    case.supervise(&mut tx, &state.rulebook.current(), &state.calendar.current(), now).await?;
    tx.commit().await?;
    Ok(())
}

impl Case {
    /// Looks at it with these rules. A case that another one began is that one's affair.
    pub(super) async fn supervise(
        &self,
        tx: &mut Tx,
        rules: &[Rule],
        calendar: &Calendar,
        now: DateTime<Utc>,
    ) -> Result<()> {
        if self.is_subcase() {
            return Ok(());
        }
        let subject = Subject {
            case: self.row.id,
            agency: self.row.agency,
            region: self.row.region()?,
            facts: facts(&self.row.item, self.row.agency, Some(clocks::decision_limit(&self.item))),
            events: &self.events,
        };
        supervision::watch(tx, rules, calendar, &subject, now).await
    }
}

/// What rules know of a case beside its log: `item`, its code; `agency`, its number; `limit`, the time to decide.
fn facts(item: &str, agency: i64, limit: Option<Limit>) -> Value {
    json!({ "item": item, "agency": agency, "limit": limit })
}

/// The log of a case.
pub async fn log_of(tx: &mut Tx, id: i64) -> Result<Option<Log>> {
    let Some(case) = Case::load(tx, id).await? else { return Ok(None) };
    let facts = facts(&case.row.item, case.row.agency, Some(clocks::decision_limit(&case.item)));
    Ok(Some(Log::of_case(case.row.region()?, facts, &case.events)?))
}

/// A case that was filed, with its log.
pub struct FiledLog {
    /// When it was filed, and its row: its place in that order.
    pub place: (DateTime<Utc>, i64),
    /// Its number.
    pub number: CaseNumber,
    /// What happened to it.
    pub log: Log,
}

/// The logs of cases of a part of the tree in the order in which they were filed, after a place and before a moment.
pub async fn logs(
    tx: &mut Tx,
    scope: &Scope,
    after: (DateTime<Utc>, i64),
    until: DateTime<Utc>,
    limit: i64,
) -> Result<Vec<FiledLog>> {
    let mut logs = Vec::new();
    for row in store::filed_between(tx, scope.bounds(), after, until, limit).await? {
        let number = CaseNumber::parse(&row.number).map_err(anyhow::Error::from)?;
        let events = store::events_of(tx, row.id, number).await?;
        let limit = row.limit_json.as_deref().map(serde_json::from_str).transpose()?;
        let region = RegionCode::parse(&row.region).map_err(anyhow::Error::from)?;
        let log = Log::of_case(region, facts(&row.item, row.agency, limit), &events)?;
        logs.push(FiledLog { place: (row.opened_at, row.id), number, log });
    }
    Ok(logs)
}
