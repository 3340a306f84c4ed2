//! The table handover: applications that go on in other hands before they are filed.

use chrono::{DateTime, NaiveDate, Utc};
use schema::applications::WaitingCheck;
use schema::catalogue::Way;
use sqlx::FromRow;

use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// Something that was handed over.
#[derive(Clone, Debug, FromRow)]
pub struct HandoverRow {
    pub id: i64,
    pub application: i64,
    pub way: String,
    pub code: String,
    /// Who handed it over.
    pub account: i64,
    pub handed_at: DateTime<Utc>,
    pub until: Option<NaiveDate>,
    /// What was declared then, as JSON.
    pub declared: String,
    pub ended: Option<String>,
    pub ended_by: Option<i64>,
    pub words: Option<String>,
}

impl HandoverRow {
    /// Whether it waits, on this day.
    pub fn waits(&self, today: NaiveDate) -> bool {
        self.ended.is_none() && self.until.is_none_or(|until| until >= today)
    }

    /// To whom it went.
    pub fn way(&self) -> Way {
        Way::from_slug(&self.way).unwrap_or_default()
    }
}

const SELECT: &str = "SELECT id, application, way, code, account, handed_at, until, declared, ended, ended_by, words FROM handover";

/// What was last handed over of an application.
pub async fn last_handover(tx: &mut Tx, application: i64) -> Result<Option<HandoverRow>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(format!(
            "{SELECT} WHERE application = $1 ORDER BY id DESC LIMIT 1"
        )))
        .bind(application)
        .fetch_optional(conn)
        .await?
    }))
}

/// What a code opens.
pub async fn handover_of(tx: &mut Tx, code: &str) -> Result<Option<HandoverRow>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(format!("{SELECT} WHERE code = $1")))
            .bind(code)
            .fetch_optional(conn)
            .await?
    }))
}

/// Whether an account is another agent of the enterprise that handed it over.
pub async fn may_check(tx: &mut Tx, handover: i64, account: i64) -> Result<bool> {
    let found: Option<i64> = sql!(tx, conn => {
        sqlx::query_scalar(
            "SELECT handover.id FROM handover
             JOIN account ON account.id = $2 AND account.enterprise = handover.enterprise
             WHERE handover.id = $1 AND handover.account <> $2",
        )
        .bind(handover)
        .bind(account)
        .fetch_optional(conn)
        .await?
    });
    Ok(found.is_some())
}

/// Something to be handed over.
pub struct NewHandover<'a> {
    pub application: i64,
    pub way: Way,
    pub code: &'a str,
    pub account: i64,
    pub until: Option<NaiveDate>,
    pub declared: String,
}

/// Hands it over: it counts as changed, so that nobody saves what they based on before.
pub async fn hand_over(tx: &mut Tx, new: &NewHandover<'_>, now: DateTime<Utc>) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query("UPDATE application SET revision = revision + 1, updated_at = $2 WHERE id = $1")
            .bind(new.application)
            .bind(now)
            .execute(&mut *conn)
            .await?;
        sqlx::query(
            "INSERT INTO handover (application, way, code, account, enterprise, handed_at, until, declared)
             VALUES ($1, $2, $3, $4, (SELECT enterprise FROM account WHERE id = $4), $5, $6, $7)",
        )
        .bind(new.application)
        .bind(new.way.slug())
        .bind(new.code)
        .bind(new.account)
        .bind(now)
        .bind(new.until)
        .bind(&new.declared)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}

/// Ends it; says whether it had not ended before.
pub async fn end_handover(
    tx: &mut Tx,
    id: i64,
    (how, account, words): (&str, i64, Option<&str>),
    now: DateTime<Utc>,
) -> Result<bool> {
    let ended = sql!(tx, conn => {
        sqlx::query(
            "UPDATE handover SET ended = $2, ended_by = $3, ended_at = $4, words = $5
             WHERE id = $1 AND ended_at IS NULL",
        )
        .bind(id)
        .bind(how)
        .bind(account)
        .bind(now)
        .bind(words)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(ended == 1)
}

/// Whether a clerk at a window has it.
pub async fn is_with_clerk(tx: &mut Tx, application: i64) -> Result<bool> {
    let clerk: Option<Option<i64>> = sql!(tx, conn => {
        sqlx::query_scalar("SELECT clerk FROM application WHERE id = $1").bind(application).fetch_optional(conn).await?
    });
    Ok(clerk.flatten().is_some())
}

/// A clerk at a window takes over what its applicant has filled in; says whether it was still theirs to take.
pub async fn take_over(tx: &mut Tx, application: i64, clerk: i64, now: DateTime<Utc>) -> Result<bool> {
    let taken = sql!(tx, conn => {
        sqlx::query(
            "UPDATE application SET clerk = $2, channel = 'window', revision = revision + 1, updated_at = $3
             WHERE id = $1 AND state = 'draft' AND clerk IS NULL",
        )
        .bind(application)
        .bind(clerk)
        .bind(now)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(taken == 1)
}

#[derive(FromRow)]
struct WaitingRow {
    id: i64,
    item_name: String,
    department: String,
    entered_by: String,
    handed_at: DateTime<Utc>,
}

/// What waits for this account to be checked, the newest first, before this one: of its enterprise, and not its own.
pub async fn waiting_checks(tx: &mut Tx, account: i64, before: i64, limit: i64) -> Result<Vec<WaitingCheck>> {
    let rows: Vec<WaitingRow> = sql!(tx, conn => {
        sqlx::query_as(
            "SELECT handover.id, item.name AS item_name, agency.name AS department, account.name AS entered_by,
                    handover.handed_at
             FROM handover
             JOIN application ON application.id = handover.application
             JOIN item ON item.code = application.item
             JOIN agency ON agency.id = item.agency
             JOIN account ON account.id = handover.account
             WHERE handover.enterprise = (SELECT enterprise FROM account WHERE id = $1)
               AND handover.enterprise IS NOT NULL AND handover.ended IS NULL AND handover.way = 'employer_check'
               AND handover.account <> $1 AND handover.id < $2
             ORDER BY handover.id DESC LIMIT $3",
        )
        .bind(account)
        .bind(before)
        .bind(limit)
        .fetch_all(conn)
        .await?
    });
    let line = |row: WaitingRow| {
        let WaitingRow { id, item_name, department, entered_by, handed_at } = row;
        WaitingCheck { id, item_name, department, entered_by, handed_at }
    };
    Ok(rows.into_iter().map(line).collect())
}
