//! `onehall export catalogue`: the catalogue as canonical lines, in the order of codes.

use std::io::Write;

use super::store;
use crate::db::Db;
use crate::error::Result;

/// How many items are read at a time, so that memory stays flat.
pub const PAGE: i64 = 500;

/// Writes every item; returns how many.
pub async fn write(db: &Db, out: &mut impl Write) -> Result<u64> {
    let mut tx = db.read().await?;
    let (mut after, mut count) = (String::new(), 0);
    loop {
        let rows = store::items_after(&mut tx, &after, PAGE).await?;
        for row in &rows {
            writeln!(out, "{}", row.line).map_err(anyhow::Error::from)?;
            count += 1;
        }
        match rows.last() {
            Some(row) => after = super::line::Line::of_row(row)?.task_code,
            None => return Ok(count),
        }
    }
}
