//! What waits for an applicant, found by way of their own applications only.

use chrono::{DateTime, Utc};
use schema::home::{Wait, WaitingCase};
use sqlx::FromRow;

use crate::db::Tx;
use crate::error::Result;
use crate::sql;

#[derive(FromRow)]
struct WaitingRow {
    number: String,
    item_name: String,
    department: String,
    status: String,
    points: i64,
}

impl WaitingRow {
    fn into_case(self) -> WaitingCase {
        WaitingCase {
            number: self.number,
            item_name: self.item_name,
            department: self.department,
            wait: match self.status.as_str() {
                "waiting_for_applicant" => Wait::Supplement,
                "decided" => Wait::Collect,
                _ => Wait::Rate,
            },
            points: self.points.unsigned_abs(),
        }
    }
}

/// The cases of an account that wait for it: those to put right, then those decided, then those handed over since a
/// moment and not rated; of each the newest first.
pub async fn waiting(
    tx: &mut Tx,
    account: i64,
    since: DateTime<Utc>,
    limit: i64,
) -> Result<Vec<WaitingCase>> {
    let rows: Vec<WaitingRow> = sql!(tx, conn => {
        sqlx::query_as(
            "SELECT case_record.number, item.name AS item_name, agency.name AS department, case_record.status,
                    (SELECT COUNT(*) FROM case_change
                     WHERE case_change.case_record = case_record.id AND case_change.after IS NULL) AS points
             FROM application
             JOIN case_record ON case_record.application = application.id
             JOIN item ON item.code = case_record.item
             JOIN agency ON agency.id = case_record.agency
             LEFT JOIN rating ON rating.case_record = case_record.id
             WHERE application.account = $1 AND case_record.parent IS NULL
               AND (case_record.status IN ('waiting_for_applicant', 'decided')
                    OR (case_record.status = 'delivered' AND case_record.closed_at >= $2
                        AND rating.case_record IS NULL))
             ORDER BY CASE case_record.status WHEN 'waiting_for_applicant' THEN 0 WHEN 'decided' THEN 1 ELSE 2 END,
                      case_record.id DESC
             LIMIT $3",
        )
        .bind(account)
        .bind(since)
        .bind(limit)
        .fetch_all(conn)
        .await?
    });
    Ok(rows.into_iter().map(WaitingRow::into_case).collect())
}
