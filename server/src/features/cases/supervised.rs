//! Cases under supervision: looked at with every step, and again when a moment has gone by; their logs, for who judges a rule.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use schema::calendar::Limit;
use schema::catalogue::Item;
use schema::id::CaseNumber;
use schema::role::RegionCode;
use schema::supervise::Log;
use serde_json::{Value, json};

use super::clocks;
use super::log::Case;
use super::store;
use super::versions::Versions;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::catalogue;
use crate::features::dashboards::Scope;
use crate::features::supervision::{self, Subject, Unseen};
use crate::state::AppState;

/// How many cases are looked at in one go.
const BATCH: i64 = 50;

/// How many are put up at a time to be looked at with a new version of a rule: the moments of others are not kept waiting.
const SLICE: i64 = 500;

/// Puts up the next cases under way to be looked at with a version of a rule that was published; says how many.
pub async fn put_up(state: &AppState) -> Result<usize> {
    let now = state.clock.now();
    let mut tx = state.db.write().await?;
    let Some(unseen) = Unseen::first(&mut tx, now).await? else { return Ok(0) };
    let cases = store::main_after(&mut tx, unseen.after(), SLICE).await?;
    unseen.put_up(&mut tx, &cases, now).await?;
    tx.commit().await?;
    Ok(cases.len())
}

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
    case.supervise(state, &mut tx, now).await?;
    tx.commit().await?;
    Ok(())
}

impl Case {
    /// Looks at it with the rules in force, and tells who is to know what was found. A case that another one began is that one's affair.
    pub(super) async fn supervise(&self, state: &AppState, tx: &mut Tx, now: DateTime<Utc>) -> Result<()> {
        if self.is_subcase() {
            return Ok(());
        }
        let subject = Subject {
            case: self.row.id,
            agency: self.row.agency,
            region: self.row.region()?,
            log: self.log()?,
        };
        let (rules, calendar) = (state.rulebook.current(), state.calendar.current());
        let raised = supervision::watch(tx, &rules, &calendar, &subject, now).await?;
        self.tell_cards(state, tx, &raised, now).await
    }

    /// Its log, as rules read it.
    fn log(&self) -> Result<Log> {
        let (row, limit) = (&self.row, clocks::decision_limit(&self.item));
        let facts =
            facts((&row.item, row.agency), Some(limit), published_fees(&self.item), row.joint.is_some());
        Ok(Log::of_case(row.region()?, facts, &self.events, &self.versions[..])
            .map_err(anyhow::Error::from)?)
    }
}

/// What rules know of a case beside its log: `item`, its code; `agency`, its number; `limit`, the time to decide; `fees`, the codes of
/// those that the item publishes; `joint`, whether it is a part of a joint application.
fn facts((item, agency): (&str, i64), limit: Option<Limit>, fees: BTreeSet<&str>, joint: bool) -> Value {
    json!({ "item": item, "agency": agency, "limit": limit, "fees": fees, "joint": joint })
}

/// The fees that an item publishes, in whatever situation.
fn published_fees(item: &Item) -> BTreeSet<&str> {
    let in_situations = item.terms.iter().flat_map(|term| term.fees.iter().flatten());
    item.fees.iter().map(|fee| &fee.code).chain(in_situations).map(String::as_str).collect()
}

/// The log of a case.
pub async fn log_of(tx: &mut Tx, id: i64) -> Result<Option<Log>> {
    Case::load(tx, id).await?.map(|case| case.log()).transpose()
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
    let (mut logs, mut versions) = (Vec::new(), Versions::default());
    let mut items: BTreeMap<(String, u32), Item> = BTreeMap::new();
    for row in store::filed_between(tx, scope.bounds(), after, until, limit).await? {
        let number = CaseNumber::parse(&row.number).map_err(anyhow::Error::from)?;
        let events = store::events_of(tx, row.id, number).await?;
        let limit = row.limit_json.as_deref().map(serde_json::from_str).transpose()?;
        let region = RegionCode::parse(&row.region).map_err(anyhow::Error::from)?;
        let processes = versions.had_in(tx, &row.process, &events).await?;
        let item = match items.entry((row.item.clone(), row.item_version())) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => {
                let item = catalogue::item_at(tx, &row.item, row.item_version()).await?;
                new.insert(item.ok_or_else(Error::not_found)?)
            }
        };
        let facts = facts((&row.item, row.agency), limit, published_fees(item), row.joint.is_some());
        let log = Log::of_case(region, facts, &events, &processes[..]).map_err(anyhow::Error::from)?;
        logs.push(FiledLog { place: (row.opened_at, row.id), number, log });
    }
    Ok(logs)
}
