//! What lists show of cases, a page in one statement: from the row of the case and its running clock, without the log.

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
    /// The last day for what is next, unless its clock stands.
    pub due: Option<NaiveDate>,
    pub opened_at: DateTime<Utc>,
}

impl ListRow {
    /// The version of the process.
    pub fn process_version(&self) -> u32 {
        u32::try_from(self.process_version).unwrap_or(u32::MAX)
    }
}

/// The cases with these row numbers.
pub async fn listed(tx: &mut Tx, ids: &[i64]) -> Result<Vec<ListRow>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(sql!(tx, conn => {
        let mut text = QueryBuilder::new(
            "SELECT case_record.id, case_record.number, item_version.line AS item, agency.name AS department,
                    account.name AS person, enterprise.name AS enterprise, case_record.status,
                    case_record.process, case_record.process_version, case_record.opened_at,
                    (SELECT MIN(clock.due) FROM clock
                     WHERE clock.subject_kind = 'case' AND clock.subject_id = case_record.id
                       AND clock.stopped_at IS NULL) AS due
             FROM case_record
             JOIN application ON application.id = case_record.application
             JOIN item_version ON item_version.code = application.item
                              AND item_version.version = application.item_version
             JOIN agency ON agency.id = case_record.agency
             JOIN account ON account.id = application.account
             LEFT JOIN enterprise ON enterprise.id = account.enterprise
             WHERE case_record.id IN (");
        let mut list = text.separated(", ");
        for id in ids {
            list.push_bind(*id);
        }
        text.push(")");
        text.build_query_as().fetch_all(conn).await?
    }))
}
