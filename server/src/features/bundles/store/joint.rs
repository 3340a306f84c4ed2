//! What was filed jointly: the tables joint, joint_part and joint_event.

use chrono::{DateTime, NaiveDate, Utc};
use schema::bundles::{JointEventKind, JointStatus, LaneState};
use schema::id::CaseNumber;
use sqlx::FromRow;

use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// A joint application as it is laid out for reading.
#[derive(Clone, FromRow)]
pub struct JointRow {
    pub application: i64,
    pub number: String,
    pub account: i64,
    pub item: String,
    pub bundle_version: i64,
    pub form_version: i64,
    pub agency: i64,
    /// The name of that agency.
    pub lead: String,
    pub item_name: String,
    /// The applicant: an enterprise's name, else the person's.
    pub applicant: String,
    /// The person's identity number.
    pub identity_number: Option<String>,
    status: String,
    pub seq: i64,
    pub submitted_at: DateTime<Utc>,
    pub accepted_at: Option<DateTime<Utc>>,
    /// Working days that an extension gave.
    pub extension: Option<i64>,
    pub due: Option<NaiveDate>,
    pub closed_at: Option<DateTime<Utc>>,
}

impl JointRow {
    /// The number, as it was given.
    pub fn number(&self) -> Result<CaseNumber> {
        Ok(CaseNumber::parse(&self.number).map_err(anyhow::Error::from)?)
    }

    /// How far it has come.
    pub fn status(&self) -> Result<JointStatus> {
        let status = JointStatus::from_slug(&self.status);
        Ok(status.ok_or_else(|| anyhow::anyhow!("joint {}: status {}", self.application, self.status))?)
    }
}

const SELECT: &str = "SELECT joint.application, joint.number, joint.account, joint.item, joint.bundle_version,
        application.form_version, joint.agency, agency.name AS lead, item.name AS item_name,
        COALESCE(enterprise.name, account.name) AS applicant, account.identity_number, joint.status, joint.seq,
        joint.submitted_at, joint.accepted_at, joint.extension, joint.due, joint.closed_at
 FROM joint
 JOIN application ON application.id = joint.application
 JOIN agency ON agency.id = joint.agency
 JOIN item ON item.code = joint.item
 JOIN account ON account.id = joint.account
 LEFT JOIN enterprise ON enterprise.id = account.enterprise";

/// The joint application that an application became.
pub async fn by_id(tx: &mut Tx, id: i64) -> Result<Option<JointRow>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(format!("{SELECT} WHERE joint.application = $1")))
            .bind(id)
            .fetch_optional(conn)
            .await?
    }))
}

/// The joint application with this number.
pub async fn by_number(tx: &mut Tx, number: &str) -> Result<Option<JointRow>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(format!("{SELECT} WHERE joint.number = $1")))
            .bind(number)
            .fetch_optional(conn)
            .await?
    }))
}

/// The region and the name of the agency that leads.
pub async fn lead(tx: &mut Tx, id: i64) -> Result<Option<(String, String)>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as(
            "SELECT agency.region, agency.name FROM joint JOIN agency ON agency.id = joint.agency
             WHERE joint.application = $1",
        )
        .bind(id)
        .fetch_optional(conn)
        .await?
    }))
}

/// A joint application that is filed.
pub struct NewJoint<'a> {
    pub application: i64,
    pub number: CaseNumber,
    pub item: &'a str,
    pub bundle_version: i64,
    pub agency: i64,
    pub now: DateTime<Utc>,
}

/// Adds a joint application, before its first event.
pub async fn insert(tx: &mut Tx, new: &NewJoint<'_>) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query(
            "INSERT INTO joint (application, number, account, item, bundle_version, agency, status, seq, submitted_at)
             SELECT id, $2, account, $3, $4, $5, 'open', 0, $6 FROM application WHERE id = $1",
        )
        .bind(new.application)
        .bind(new.number.to_string())
        .bind(new.item)
        .bind(new.bundle_version)
        .bind(new.agency)
        .bind(new.now)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}

/// What the row of a joint application says after something has happened.
pub struct Fold {
    pub status: JointStatus,
    pub seq: i64,
    pub accepted_at: Option<DateTime<Utc>>,
    pub extension: Option<i64>,
    pub due: Option<NaiveDate>,
    pub closed_at: Option<DateTime<Utc>>,
}

/// Writes it.
pub async fn fold(tx: &mut Tx, id: i64, fold: &Fold) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query(
            "UPDATE joint SET status = $2, seq = $3, accepted_at = $4, extension = $5, due = $6, closed_at = $7
             WHERE application = $1",
        )
        .bind(id)
        .bind(fold.status.slug())
        .bind(fold.seq)
        .bind(fold.accepted_at)
        .bind(fold.extension)
        .bind(fold.due)
        .bind(fold.closed_at)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}

/// The joint applications whose last day hangs on the calendar, after this one.
pub async fn running(tx: &mut Tx, after: i64, limit: i64) -> Result<Vec<i64>> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar(
            "SELECT application FROM joint WHERE due IS NOT NULL AND application > $1 ORDER BY application LIMIT $2",
        )
        .bind(after)
        .bind(limit)
        .fetch_all(conn)
        .await?
    }))
}

/// A part of a joint application.
#[derive(Clone, FromRow)]
pub struct PartRow {
    pub item: String,
    pub application: i64,
    state: String,
    held_for: String,
    pub item_name: String,
    pub item_version: i64,
    pub agency: i64,
    pub department: String,
    /// The region of that agency.
    pub region: String,
}

impl PartRow {
    /// How far it has come.
    pub fn state(&self) -> Result<LaneState> {
        let state = LaneState::from_slug(&self.state);
        Ok(state.ok_or_else(|| anyhow::anyhow!("part {}: state {}", self.application, self.state))?)
    }

    /// What it waits for, or waited for in vain.
    pub fn held_for(&self) -> Result<Vec<String>> {
        Ok(serde_json::from_str(&self.held_for)?)
    }
}

/// The parts of a joint application, in the order of its bundle.
pub async fn parts(tx: &mut Tx, joint: i64) -> Result<Vec<PartRow>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as(
            "SELECT joint_part.item, joint_part.application, joint_part.state, joint_part.held_for,
                    item.name AS item_name, application.item_version, item.agency, agency.name AS department,
                    agency.region
             FROM joint_part
             JOIN application ON application.id = joint_part.application
             JOIN item ON item.code = joint_part.item
             JOIN agency ON agency.id = item.agency
             WHERE joint_part.joint = $1 ORDER BY joint_part.place",
        )
        .bind(joint)
        .fetch_all(conn)
        .await?
    }))
}

/// The agencies of its parts and of its lead, in order.
pub async fn agencies(tx: &mut Tx, joint: i64) -> Result<Vec<i64>> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar(
            "SELECT DISTINCT item.agency FROM joint_part JOIN item ON item.code = joint_part.item
             WHERE joint_part.joint = $1 ORDER BY item.agency",
        )
        .bind(joint)
        .fetch_all(conn)
        .await?
    }))
}

/// Adds a part, held.
pub async fn insert_part(
    tx: &mut Tx,
    joint: i64,
    (item, place): (&str, usize),
    application: i64,
) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query(
            "INSERT INTO joint_part (joint, item, place, application, state, held_for)
             VALUES ($1, $2, $3, $4, 'held', '[]')",
        )
        .bind(joint)
        .bind(item)
        .bind(i64::try_from(place).unwrap_or(i64::MAX))
        .bind(application)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}

/// Says how far a part has come, and what it waits for.
pub async fn set_part(
    tx: &mut Tx,
    joint: i64,
    item: &str,
    (state, held_for): (LaneState, &[String]),
) -> Result<()> {
    let held_for = serde_json::to_string(held_for)?;
    sql!(tx, conn => {
        sqlx::query("UPDATE joint_part SET state = $3, held_for = $4 WHERE joint = $1 AND item = $2")
            .bind(joint)
            .bind(item)
            .bind(state.slug())
            .bind(held_for)
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(())
}

/// Something that has happened to the whole.
pub struct NewEvent<'a> {
    pub seq: i64,
    pub actor: &'a str,
    pub kind: JointEventKind,
    pub item: Option<&'a str>,
    pub data: String,
}

/// Appends an event. Two writers cannot append the same place: the key refuses the second.
pub async fn append(tx: &mut Tx, joint: i64, event: &NewEvent<'_>, now: DateTime<Utc>) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query(
            "INSERT INTO joint_event (joint, seq, at, actor, kind, item, data) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(joint)
        .bind(event.seq)
        .bind(now)
        .bind(event.actor)
        .bind(event.kind.slug())
        .bind(event.item)
        .bind(&event.data)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}

/// What has happened to the whole, in order: when, who, what, the item it is about, and the rest as JSON.
pub async fn events(
    tx: &mut Tx,
    joint: i64,
) -> Result<Vec<(DateTime<Utc>, String, String, Option<String>, String)>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as("SELECT at, actor, kind, item, data FROM joint_event WHERE joint = $1 ORDER BY seq")
            .bind(joint)
            .fetch_all(conn)
            .await?
    }))
}

/// The number of the case of a part, once it has begun.
pub async fn number_of(tx: &mut Tx, application: i64) -> Result<Option<CaseNumber>> {
    let number: Option<String> = sql!(tx, conn => {
        sqlx::query_scalar("SELECT number FROM case_record WHERE application = $1 AND parent IS NULL")
            .bind(application)
            .fetch_optional(conn)
            .await?
    });
    Ok(number.as_deref().map(CaseNumber::parse).transpose().map_err(anyhow::Error::from)?)
}
