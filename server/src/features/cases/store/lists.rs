//! What lists show of cases, a page in one statement: from the row of the case and its open task, without the log.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{FromRow, QueryBuilder};

use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// A case of a list.
#[derive(FromRow)]
pub struct ListRow {
    pub id: i64,
    pub number: String,
    /// The item as it was when the application was made: a line of the catalogue.
    pub item: String,
    pub department: String,
    pub person: String,
    pub enterprise: Option<String>,
    pub status: String,
    pub process: String,
    process_version: i64,
    /// The open task, its last day unless its clock stands, and who has taken it.
    pub task: Option<String>,
    pub due: Option<NaiveDate>,
    pub holder: Option<String>,
    pub opened_at: DateTime<Utc>,
}

impl ListRow {
    /// The version of the process.
    pub fn process_version(&self) -> u32 {
        u32::try_from(self.process_version).unwrap_or(u32::MAX)
    }
}

/// The cases with these row numbers, in their order.
pub async fn listed(tx: &mut Tx, ids: &[i64]) -> Result<Vec<ListRow>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut rows: Vec<ListRow> = sql!(tx, conn => {
        let mut text = QueryBuilder::new(
            "SELECT case_record.id, case_record.number, item_version.line AS item, agency.name AS department,
                    account.name AS person, enterprise.name AS enterprise, case_record.status,
                    case_record.process, case_record.process_version, task.task, task.due, holder.name AS holder,
                    case_record.opened_at
             FROM case_record
             JOIN application ON application.id = case_record.application
             JOIN item_version ON item_version.code = application.item
                              AND item_version.version = application.item_version
             JOIN agency ON agency.id = case_record.agency
             JOIN account ON account.id = application.account
             LEFT JOIN enterprise ON enterprise.id = account.enterprise
             LEFT JOIN task ON task.case_record = case_record.id
             LEFT JOIN account AS holder ON holder.id = task.holder
             WHERE case_record.id IN (");
        let mut list = text.separated(", ");
        for id in ids {
            list.push_bind(*id);
        }
        text.push(")");
        text.build_query_as().fetch_all(conn).await?
    });
    rows.sort_by_key(|row| ids.iter().position(|id| *id == row.id));
    Ok(rows)
}
