//! The catalogue of what government publishes (信息公开目录): read by everybody, kept by editors. A document that bears a later day is
//! not there yet; one that is to be asked for is named, and its text stays where it is.

pub mod demo;
pub mod desk;
pub mod http;
mod store;

use schema::disclosures::{Disclosure, DisclosureMode};

use crate::db::Tx;
use crate::error::Result;

/// What is published, in the order of its numbers, after one of them; the text of what is to be asked for left out. The day from
/// which each is seen may be yet to come.
pub async fn after(tx: &mut Tx, id: i64, limit: i64) -> Result<Vec<Disclosure>> {
    // Whether one holds is told where it is shown.
    let rows = store::after(tx, id, limit).await?;
    rows.into_iter().map(|row| row.whole(chrono::NaiveDate::default())).collect()
}

/// What everybody may read of a text.
fn readable(mode: DisclosureMode, body: String) -> String {
    match mode {
        DisclosureMode::Active => body,
        DisclosureMode::OnRequest => String::new(),
    }
}
