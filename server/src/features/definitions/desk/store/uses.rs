//! Who is under way with which version of a form or a process: applications that are being filled in, and open cases.

use std::collections::BTreeMap;

use schema::definitions::VersionUse;

use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// The versions of a form that somebody is under way with, the newest first.
pub async fn uses(tx: &mut Tx, id: &str) -> Result<Vec<VersionUse>> {
    let drafts: Vec<(i64, i64)> = sql!(tx, conn => {
        sqlx::query_as(
            "SELECT form_version, COUNT(*) FROM application WHERE state = 'draft' AND form = $1 GROUP BY form_version",
        )
        .bind(id)
        .fetch_all(conn)
        .await?
    });
    // From what is open, which is less than what was ever filed. A join would leave it to the planner where to begin.
    let cases: Vec<(i64, i64)> = sql!(tx, conn => {
        sqlx::query_as(
            "SELECT open.version, COUNT(*)
             FROM (SELECT DISTINCT task.case_record,
                          (SELECT application.form_version
                           FROM case_record JOIN application ON application.id = case_record.application
                           WHERE case_record.id = task.case_record AND application.form = $1) AS version
                   FROM task) AS open
             WHERE open.version IS NOT NULL
             GROUP BY open.version",
        )
        .bind(id)
        .fetch_all(conn)
        .await?
    });
    let mut counts: BTreeMap<i64, (u64, u64)> = BTreeMap::new();
    for (version, drafts) in drafts {
        counts.entry(version).or_default().0 = drafts.unsigned_abs();
    }
    for (version, cases) in cases {
        counts.entry(version).or_default().1 = cases.unsigned_abs();
    }
    let known = counts.into_iter().rev().filter_map(|(version, (drafts, cases))| {
        Some(VersionUse { version: u32::try_from(version).ok()?, drafts, cases })
    });
    Ok(known.collect())
}

/// The versions of a process that open cases are handled by, the newest first.
pub async fn cases_under_way(tx: &mut Tx, process: &str) -> Result<Vec<VersionUse>> {
    let cases: Vec<(i64, i64)> = sql!(tx, conn => {
        sqlx::query_as(
            "SELECT process_version, COUNT(*) FROM case_record WHERE process = $1 AND closed_at IS NULL
             GROUP BY process_version ORDER BY process_version DESC",
        )
        .bind(process)
        .fetch_all(conn)
        .await?
    });
    let known = cases.into_iter().filter_map(|(version, cases)| {
        Some(VersionUse { version: u32::try_from(version).ok()?, drafts: 0, cases: cases.unsigned_abs() })
    });
    Ok(known.collect())
}
