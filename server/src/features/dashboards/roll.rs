//! Counting: what a step of a case adds to the roll-ups, in its own transaction.

use chrono::{Datelike, NaiveDate};
use schema::catalogue::PowerType;
use schema::role::RegionCode;

use super::store;
use crate::db::Tx;
use crate::error::Result;

/// What one step of a case adds.
#[derive(Clone, Debug)]
pub struct Counted {
    /// The local day.
    pub day: NaiveDate,
    /// The agency.
    pub agency: i64,
    /// Its region.
    pub region: RegionCode,
    /// The item.
    pub item: String,
    /// Its kind of power.
    pub item_type: PowerType,
    /// Whether it was filed.
    pub opened: bool,
    /// Whether it was decided: if so, in time or not, and after how many working days.
    pub decided: Option<(bool, i64)>,
    /// Whether it ended.
    pub closed: bool,
    /// Whether what was missing was asked for too late, for the first time.
    pub asked_late: bool,
}

/// Adds it.
pub async fn count(tx: &mut Tx, counted: &Counted) -> Result<()> {
    if !counted.opened && counted.decided.is_none() && !counted.closed && !counted.asked_late {
        return Ok(());
    }
    store::add_case(tx, counted).await?;
    match counted.decided {
        Some((_, working_days)) => {
            let month = counted.day.with_day(1).unwrap_or(counted.day);
            store::add_item(tx, counted, month, working_days).await
        }
        None => Ok(()),
    }
}
