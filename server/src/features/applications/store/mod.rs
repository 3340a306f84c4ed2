//! The tables application, submission and application_file: drafts here, what was handed in in [`submissions`], files in
//! [`files`], what stands beside the answers in [`beside`], going on with another version in [`moves`], answers for
//! statistics in [`answers`], what was filed before in [`earlier`].

mod answers;
mod beside;
mod clerks;
mod earlier;
mod files;
mod handovers;
mod moves;
mod parts;
mod submissions;

pub use answers::{AnswerRow, answers_of};
pub use beside::{Beside, keep_prefilled};
use chrono::{DateTime, NaiveDate, Utc};
pub use clerks::{Instead, came, clerked, draft_of_clerk, drafts_of_clerk, insert_for};
pub use earlier::last_filed;
pub use files::{filed_file, filed_files, files, insert_file, place_file, remove_file};
pub use handovers::{
    HandoverRow, NewHandover, end_handover, hand_over, handover_of, is_with_clerk, last_handover, may_check,
    take_over, waiting_checks,
};
pub use moves::{Moved, move_to, moved};
pub use parts::{NewPart, copy_file, file_part, insert_part, part_of, remove_filed, share, shared_state};
use schema::applications::{ApplicationState, ApplicationSummary, FormRef, HandedOn};
use schema::bundles::JointBrief;
use schema::catalogue::Way;
use schema::form::Prefilled;
use schema::id::CaseNumber;
use serde_json::Value;
use sqlx::FromRow;
pub use submissions::{Filed, Handed, filed, forget_supplement, insert_filed, is_submitted, submit};

use crate::cursor::Moment;
use crate::db::Tx;
use crate::error::Result;
use crate::sql;

#[derive(FromRow)]
struct Row {
    id: i64,
    item: String,
    item_version: i64,
    item_name: String,
    department: String,
    form: String,
    form_version: i64,
    state: String,
    answers: String,
    revision: i64,
    updated_at: DateTime<Utc>,
    submitted_at: Option<DateTime<Utc>>,
    case_number: Option<String>,
    joint_number: Option<String>,
    lanes: i64,
    ended: i64,
    part_of: Option<i64>,
    handed_to: Option<String>,
    handed_until: Option<NaiveDate>,
    #[sqlx(flatten)]
    beside: beside::Row,
}

/// An application as its applicant's verbs need it.
pub struct Stored {
    pub summary: ApplicationSummary,
    pub item_version: u32,
    pub form: FormRef,
    /// As the applicant has them now: while a supplement is open, with what they are putting right.
    pub answers: Value,
    pub revision: i64,
    pub submitted_at: Option<DateTime<Utc>>,
    pub beside: Beside,
    /// The joint application of which it is a part.
    pub part_of: Option<i64>,
}

const SELECT: &str =
    "SELECT application.id, application.item, application.item_version, item.name AS item_name,
        agency.name AS department, application.form, application.form_version, application.state,
        COALESCE(application.supplement, application.answers) AS answers, application.revision, application.updated_at,
        application.submitted_at, case_record.number AS case_number, application.surroundings,
        application.promises, application.prefilled, application.part_of, joint.number AS joint_number,
        (SELECT COUNT(*) FROM joint_part WHERE joint_part.joint = joint.application) AS lanes,
        (SELECT COUNT(*) FROM joint_part WHERE joint_part.joint = joint.application
           AND joint_part.state IN ('closed', 'dropped')) AS ended,
        (SELECT handover.way FROM handover
         WHERE handover.application = application.id AND handover.ended IS NULL) AS handed_to,
        (SELECT handover.until FROM handover
         WHERE handover.application = application.id AND handover.ended IS NULL) AS handed_until
 FROM application
 JOIN item ON item.code = application.item
 JOIN agency ON agency.id = item.agency
 LEFT JOIN joint ON joint.application = application.id
 LEFT JOIN case_record ON case_record.application = application.id AND case_record.parent IS NULL";

impl Row {
    fn into_stored(self) -> Result<Stored> {
        let state = ApplicationState::from_slug(&self.state);
        let state = state.ok_or_else(|| anyhow::anyhow!("application {}: state {}", self.id, self.state))?;
        let case =
            self.case_number.as_deref().map(CaseNumber::parse).transpose().map_err(anyhow::Error::from)?;
        let joint =
            self.joint_number.as_deref().map(CaseNumber::parse).transpose().map_err(anyhow::Error::from)?;
        let until = self.handed_until;
        let handed = self.handed_to.as_deref().and_then(Way::from_slug).map(|way| HandedOn { way, until });
        let version = |number: i64| u32::try_from(number).unwrap_or(u32::MAX);
        Ok(Stored {
            summary: ApplicationSummary {
                id: self.id,
                state,
                item: self.item,
                item_name: self.item_name,
                department: self.department,
                updated_at: self.updated_at,
                case,
                joint: joint.map(|number| JointBrief {
                    number,
                    lanes: version(self.lanes),
                    ended: version(self.ended),
                }),
                handed,
            },
            item_version: version(self.item_version),
            form: FormRef { id: self.form, version: version(self.form_version) },
            answers: serde_json::from_str(&self.answers)?,
            revision: self.revision,
            submitted_at: self.submitted_at,
            beside: self.beside.into_beside()?,
            part_of: self.part_of,
        })
    }
}

/// An application of this account.
pub async fn of_account(tx: &mut Tx, account: i64, id: i64) -> Result<Option<Stored>> {
    let row: Option<Row> = sql!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(format!(
            "{SELECT} WHERE application.id = $1 AND application.account = $2"
        )))
        .bind(id)
        .bind(account)
        .fetch_optional(conn)
        .await?
    });
    row.map(Row::into_stored).transpose()
}

/// Keeps others from changing an application until this transaction ends: what is read of it afterwards holds. SQLite
/// has one writer anyway.
pub async fn hold(tx: &mut Tx, id: i64) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query("UPDATE application SET revision = revision WHERE id = $1")
            .bind(id)
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(())
}

/// The applications of this account that are no part of another, the newest first, from this row on.
pub async fn list(tx: &mut Tx, account: i64, Moment(at, id): Moment, limit: i64) -> Result<Vec<Stored>> {
    let rows: Vec<Row> = sql!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(format!(
            "{SELECT} WHERE application.account = $1 AND application.part_of IS NULL
               AND (application.updated_at < $2 OR (application.updated_at = $2 AND application.id < $3))
             ORDER BY application.updated_at DESC, application.id DESC LIMIT $4"
        )))
        .bind(account)
        .bind(at)
        .bind(id)
        .bind(limit)
        .fetch_all(conn)
        .await?
    });
    rows.into_iter().map(Row::into_stored).collect()
}

/// The draft of an item that this account has begun.
pub async fn draft_of(tx: &mut Tx, account: i64, item: &str) -> Result<Option<i64>> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar(
            "SELECT id FROM application WHERE account = $1 AND item = $2 AND state = 'draft' AND clerk IS NULL",
        )
        .bind(account)
        .bind(item)
        .fetch_optional(conn)
        .await?
    }))
}

/// A new draft.
pub struct NewDraft<'a> {
    pub account: i64,
    pub item: &'a str,
    pub item_version: u32,
    pub form: &'a FormRef,
    pub answers: &'a Value,
    /// Which of them somebody told.
    pub prefilled: &'a [Prefilled],
    pub now: DateTime<Utc>,
}

/// Begins a draft; none when this account has one of the item, also one that was begun at this very moment.
pub async fn insert(tx: &mut Tx, draft: &NewDraft<'_>) -> Result<Option<i64>> {
    let prefilled = beside::written(draft.prefilled)?;
    Ok(sql!(tx, conn => {
        sqlx::query_scalar(
            "INSERT INTO application
                (account, item, item_version, form, form_version, state, answers, revision, created_at, updated_at,
                 prefilled)
             VALUES ($1, $2, $3, $4, $5, 'draft', $6, 1, $7, $7, $8)
             ON CONFLICT (account, item) WHERE state = 'draft' AND clerk IS NULL DO NOTHING
             RETURNING id",
        )
        .bind(draft.account)
        .bind(draft.item)
        .bind(i64::from(draft.item_version))
        .bind(&draft.form.id)
        .bind(i64::from(draft.form.version))
        .bind(draft.answers.to_string())
        .bind(draft.now)
        .bind(prefilled)
        .fetch_optional(conn)
        .await?
    }))
}

/// Keeps others from changing an application of this account until this transaction ends, and tells its revision.
pub async fn hold_own(tx: &mut Tx, account: i64, id: i64) -> Result<Option<i64>> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar(
            "UPDATE application SET revision = revision WHERE id = $1 AND account = $2 RETURNING revision",
        )
        .bind(id)
        .bind(account)
        .fetch_optional(conn)
        .await?
    }))
}

/// Saves the answers, beside those that were filed if they were; returns the revision now.
pub async fn save(tx: &mut Tx, id: i64, answers: &Value, now: DateTime<Utc>) -> Result<i64> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar(
            "UPDATE application SET answers = CASE WHEN state = 'draft' THEN $2 ELSE answers END,
                    supplement = CASE WHEN state = 'draft' THEN NULL ELSE $2 END,
                    revision = revision + 1, updated_at = $3
             WHERE id = $1
             RETURNING revision",
        )
        .bind(id)
        .bind(answers.to_string())
        .bind(now)
        .fetch_one(conn)
        .await?
    }))
}

/// The drafts of this account, the one saved last first.
pub async fn drafts(tx: &mut Tx, account: i64, limit: i64) -> Result<Vec<ApplicationSummary>> {
    let rows: Vec<Row> = sql!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(format!(
            "{SELECT} WHERE application.account = $1 AND application.state = 'draft'
             ORDER BY application.updated_at DESC, application.id DESC LIMIT $2"
        )))
        .bind(account)
        .bind(limit)
        .fetch_all(conn)
        .await?
    });
    rows.into_iter().map(|row| row.into_stored().map(|stored| stored.summary)).collect()
}
