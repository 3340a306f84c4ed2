//! Notices of the hall. One that bears a later day is not there yet.

pub mod demo;
pub mod http;
mod store;

pub use store::{ids, publish};

use chrono::NaiveDate;
use schema::notices::NoticeSummary;

use crate::db::Tx;
use crate::error::Result;

/// The newest notices of a day.
pub async fn newest(tx: &mut Tx, today: NaiveDate, limit: i64) -> Result<Vec<NoticeSummary>> {
    store::list(tx, today, None, limit).await
}
