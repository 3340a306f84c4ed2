//! The open cases of a version of a process, and what is held of them before they are moved.

use std::collections::BTreeSet;

use sqlx::QueryBuilder;

use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// The row numbers of the open cases that have a version of a process, behind one of them, in order.
pub async fn open_of(tx: &mut Tx, process: &str, version: u32, after: i64, limit: usize) -> Result<Vec<i64>> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar(
            "SELECT id FROM case_record
             WHERE process = $1 AND process_version = $2 AND closed_at IS NULL AND id > $3
             ORDER BY id LIMIT $4",
        )
        .bind(process)
        .bind(i64::from(version))
        .bind(after)
        .bind(i64::try_from(limit).unwrap_or(i64::MAX))
        .fetch_all(conn)
        .await?
    }))
}

/// The applications of these cases, in order. A joint application is older than its parts, and so comes before them.
pub async fn applications_of(tx: &mut Tx, cases: &[i64]) -> Result<BTreeSet<i64>> {
    let mut all = all_of(tx, "SELECT application FROM case_record", cases).await?;
    all.extend(all_of(tx, "SELECT COALESCE(joint, application) FROM case_record", cases).await?);
    Ok(all)
}

/// The agencies that have these cases, in order.
pub async fn agencies_of(tx: &mut Tx, cases: &[i64]) -> Result<BTreeSet<i64>> {
    all_of(tx, "SELECT agency FROM case_record", cases).await
}

async fn all_of(tx: &mut Tx, select: &'static str, cases: &[i64]) -> Result<BTreeSet<i64>> {
    if cases.is_empty() {
        return Ok(BTreeSet::new());
    }
    let found: Vec<i64> = sql!(tx, conn => {
        let mut text = QueryBuilder::new(select);
        text.push(" WHERE id IN (");
        let mut list = text.separated(", ");
        for case in cases {
            list.push_bind(*case);
        }
        text.push(")");
        text.build_query_scalar().fetch_all(conn).await?
    });
    Ok(found.into_iter().collect())
}
