//! Lists of joint applications, a page at a time, and what their lines say.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{FromRow, QueryBuilder};

use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// The joint applications of an account, the newest first, before one of them.
pub async fn of_account(tx: &mut Tx, account: i64, before: i64, limit: i64) -> Result<Vec<i64>> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar(
            "SELECT application FROM joint WHERE account = $1 AND application < $2
             ORDER BY application DESC LIMIT $3",
        )
        .bind(account)
        .bind(before)
        .bind(limit)
        .fetch_all(conn)
        .await?
    }))
}

/// Where a list of what is open goes on: by the last day, those that have none last.
#[derive(Clone, Copy, Debug, FromRow)]
pub struct PlaceInList {
    pub due: NaiveDate,
    pub application: i64,
}

/// The open joint applications that an agency leads, what is due first before the others, after one of them.
pub async fn open_of_agency(
    tx: &mut Tx,
    agency: i64,
    after: PlaceInList,
    limit: i64,
) -> Result<Vec<PlaceInList>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as(
            "SELECT COALESCE(due, '9999-12-31') AS due, application FROM joint
             WHERE agency = $1 AND closed_at IS NULL
               AND (COALESCE(due, '9999-12-31') > $2
                    OR (COALESCE(due, '9999-12-31') = $2 AND application > $3))
             ORDER BY COALESCE(due, '9999-12-31'), application LIMIT $4",
        )
        .bind(agency)
        .bind(after.due)
        .bind(after.application)
        .bind(limit)
        .fetch_all(conn)
        .await?
    }))
}

/// Those that have ended, the newest first, before one of them.
pub async fn ended_of_agency(tx: &mut Tx, agency: i64, before: i64, limit: i64) -> Result<Vec<i64>> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar(
            "SELECT application FROM joint WHERE agency = $1 AND closed_at IS NOT NULL AND application < $2
             ORDER BY application DESC LIMIT $3",
        )
        .bind(agency)
        .bind(before)
        .bind(limit)
        .fetch_all(conn)
        .await?
    }))
}

/// What a line of a list says of a joint application.
#[derive(FromRow)]
pub struct LineRow {
    pub application: i64,
    pub number: String,
    pub item_name: String,
    pub lead: String,
    pub applicant: String,
    pub submitted_at: DateTime<Utc>,
    pub status: String,
    pub due: Option<NaiveDate>,
}

/// The joint applications with these numbers.
pub async fn lines(tx: &mut Tx, ids: &[i64]) -> Result<Vec<LineRow>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(sql!(tx, conn => {
        let mut text = QueryBuilder::new(
            "SELECT joint.application, joint.number, item.name AS item_name, agency.name AS lead,
                    COALESCE(enterprise.name, account.name) AS applicant, joint.submitted_at, joint.status, joint.due
             FROM joint
             JOIN item ON item.code = joint.item
             JOIN agency ON agency.id = joint.agency
             JOIN account ON account.id = joint.account
             LEFT JOIN enterprise ON enterprise.id = account.enterprise
             WHERE joint.application IN (");
        push(&mut text, ids);
        text.build_query_as().fetch_all(conn).await?
    }))
}

/// How the parts of these joint applications stand: whose each is, its agency, how far it has come, where its case stands, and the
/// last day of that.
pub async fn standing(
    tx: &mut Tx,
    ids: &[i64],
) -> Result<Vec<(i64, String, String, Option<String>, Option<NaiveDate>)>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(sql!(tx, conn => {
        let mut text = QueryBuilder::new(
            "SELECT joint_part.joint, agency.name, joint_part.state, case_record.status,
                    (SELECT MIN(clock.due) FROM clock
                     WHERE clock.subject_kind = 'case' AND clock.subject_id = case_record.id
                       AND clock.stopped_at IS NULL)
             FROM joint_part
             JOIN item ON item.code = joint_part.item
             JOIN agency ON agency.id = item.agency
             LEFT JOIN case_record ON case_record.application = joint_part.application AND case_record.parent IS NULL
             WHERE joint_part.joint IN (");
        push(&mut text, ids);
        text.build_query_as().fetch_all(conn).await?
    }))
}

/// The parts beside this one: the item, its agency, how far it has come, and the last day of that.
pub async fn beside(
    tx: &mut Tx,
    joint: i64,
    application: i64,
) -> Result<Vec<(String, String, String, Option<NaiveDate>)>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as(
            "SELECT item.name, agency.name, joint_part.state,
                    (SELECT MIN(clock.due) FROM clock
                     WHERE clock.subject_kind = 'case' AND clock.subject_id = case_record.id
                       AND clock.stopped_at IS NULL)
             FROM joint_part
             JOIN item ON item.code = joint_part.item
             JOIN agency ON agency.id = item.agency
             LEFT JOIN case_record ON case_record.application = joint_part.application AND case_record.parent IS NULL
             WHERE joint_part.joint = $1 AND joint_part.application <> $2 ORDER BY joint_part.place",
        )
        .bind(joint)
        .bind(application)
        .fetch_all(conn)
        .await?
    }))
}

fn push<DB>(text: &mut QueryBuilder<DB>, ids: &[i64])
where
    DB: sqlx::Database,
    i64: for<'q> sqlx::Encode<'q, DB> + sqlx::Type<DB>,
{
    let mut list = text.separated(", ");
    for id in ids {
        list.push_bind(*id);
    }
    text.push(")");
}
