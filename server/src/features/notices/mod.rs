//! Notices of the hall. One that bears a later day is not there yet.

pub mod demo;
pub mod http;
mod store;

pub use store::{after, ids};

use chrono::NaiveDate;
use schema::notices::{Notice, NoticeSummary};

use crate::db::Tx;
use crate::error::Result;
use crate::features::site_search;

/// The newest notices of a day.
pub async fn newest(tx: &mut Tx, today: NaiveDate, limit: i64) -> Result<Vec<NoticeSummary>> {
    store::list(tx, today, None, limit).await
}

/// Publishes a notice, or replaces the one with its id.
pub async fn publish(tx: &mut Tx, notice: &Notice) -> Result<()> {
    store::publish(tx, notice).await?;
    site_search::advance(tx).await
}
