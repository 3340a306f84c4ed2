//! The tables of cases: case_record, case_event, case_sequence, case_change, rating; what is laid out for lists is in
//! [`layout`] and [`tasks`], the lists themselves are in [`lists`], what waits for an applicant in [`waiting`], what may be
//! moved to another version in [`moving`], to which agencies it has come in [`agencies`], who was told of it in [`copies`], the
//! queues of a desk in [`queues`] and what is in none of them in [`orphans`], what colleagues write to
//! each other in [`remarks`], what they attach in [`attachments`].

mod agencies;
mod alarms;
mod attachments;
mod beside;
mod copies;
mod due;
mod fees;
mod hands;
mod joint;
mod layout;
mod lists;
mod measured;
mod moving;
mod notes;
mod numbers;
mod orphans;
mod outside;
mod queues;
mod remarks;
mod supervised;
mod task_forms;
mod tasks;
mod urges;
mod waiting;

pub use agencies::{close_elsewhere, closed_elsewhere, come_to, comes_to};
pub use alarms::{Alarm, alarms_of, drop_alarm, end_alarm, ringing, ringing_of, set_alarm};
pub use attachments::{AttachmentRow, attach, attachments};
pub use beside::{
    enquiry_note, put_away_of_enquiry, put_away_of_proceeding, tell_of_enquiry, tell_of_proceeding,
    unseen_of_enquiries, unseen_of_proceedings,
};
use chrono::{DateTime, Utc};
pub use copies::{copies, copy_of, copy_to, count_unread, is_copied, see_copy, unread_of};
pub use due::{DueTasks, due_tasks};
pub use fees::{NewFee, fees_of, insert_fee, settle_fee, settle_fees};
pub use hands::{HandRow, hands_on, hold_agency};
pub use joint::{PartRow, parts};
pub use layout::{Clock, Layout, due_of, hold, lay_out, open_after, stop_clocks, upsert_clock};
pub use lists::{ListRow, listed};
pub use measured::{at_desk, days_at_desk, decided_in, filed_in, first_day_at_desk};
pub use moving::{agencies_of, applications_of, open_of};
pub use notes::{NewNote, note, put_away, see, tell, unseen, unseen_of_case, untold};
pub use numbers::{hold_numbers, next_number};
pub use orphans::{Reach, Within, orphans, reached};
pub use outside::{
    ChildRow, Handed, Handing, Silent, child, children, clear_handed, family, hand_out, handed, parent,
    silent, waited_until,
};
pub use queues::{
    Lane, OpenLine, Past, Stretch, closed, closed_one, count, id_of, items_open, lines_of, open_lines,
};
pub use remarks::{RemarkRow, insert_remark, last_acts, news, remarks_of};
use schema::ProblemKind;
use schema::cases::{Change, Rating};
use schema::catalogue::PowerType;
use schema::id::CaseNumber;
use schema::process::{Actor, CaseRated, Envelope, Event, Place};
use schema::role::{RegionCode, Role};
use serde_json::Value;
use sqlx::FromRow;
pub use supervised::{filed_between, main_after};
pub use task_forms::{
    SavedForm, TaskFormRow, forget_task_forms, save_task_form, task_form, tasks_with_forms,
};
pub use tasks::{OpenTask, TaskRow, clear_tasks, column, insert_task, tasks_of};
pub use urges::{Urging, drop_urge, end_urge, set_urge, urges_of, urging, urging_of};
pub use waiting::waiting;

use crate::db::{self, Tx};
use crate::error::{Error, Result};
use crate::sql;

/// A case as it is laid out for reading.
#[derive(Clone, FromRow)]
pub struct CaseRow {
    pub id: i64,
    pub number: String,
    pub application: i64,
    pub item: String,
    item_version: i64,
    pub agency: i64,
    pub department: String,
    agency_region: String,
    /// What the region of the agency is called.
    pub region_name: String,
    pub process: String,
    process_version: i64,
    pub opened_at: DateTime<Utc>,
    /// What it was rated with.
    pub grade: Option<i64>,
    /// The case that began it, and under which key; none of a main case.
    pub parent: Option<i64>,
    pub call_key: Option<String>,
    /// The answers it began with.
    pub handed: Option<String>,
    /// The joint application it is a part of.
    pub joint: Option<i64>,
}

impl CaseRow {
    /// The number, as it was given.
    pub fn number(&self) -> Result<CaseNumber> {
        Ok(CaseNumber::parse(&self.number).map_err(anyhow::Error::from)?)
    }

    /// The region of its agency.
    pub fn region(&self) -> Result<RegionCode> {
        Ok(RegionCode::parse(&self.agency_region).map_err(anyhow::Error::from)?)
    }

    /// The version of the process.
    pub fn process_version(&self) -> u32 {
        u32::try_from(self.process_version).unwrap_or(u32::MAX)
    }

    /// The version of the item that was applied for.
    pub fn item_version(&self) -> u32 {
        u32::try_from(self.item_version).unwrap_or(u32::MAX)
    }
}

const SELECT: &str = "SELECT case_record.id, case_record.number, case_record.application, case_record.item,
        application.item_version, case_record.agency, agency.name AS department,
        agency.region AS agency_region, region.name AS region_name, case_record.process,
        case_record.process_version, case_record.opened_at, rating.grade,
        case_record.parent, case_record.call_key, case_record.handed,
        case_record.joint
 FROM case_record
 JOIN application ON application.id = case_record.application
 JOIN agency ON agency.id = case_record.agency
 JOIN region ON region.code = agency.region
 LEFT JOIN rating ON rating.case_record = case_record.id";

/// The case with this row number.
pub async fn by_id(tx: &mut Tx, id: i64) -> Result<Option<CaseRow>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(format!("{SELECT} WHERE case_record.id = $1")))
            .bind(id)
            .fetch_optional(conn)
            .await?
    }))
}

/// The case with this number.
pub async fn by_number(tx: &mut Tx, number: &str) -> Result<Option<CaseRow>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(format!("{SELECT} WHERE case_record.number = $1")))
            .bind(number)
            .fetch_optional(conn)
            .await?
    }))
}

/// The main case an application became.
pub async fn by_application(tx: &mut Tx, application: i64) -> Result<Option<CaseRow>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(format!(
            "{SELECT} WHERE case_record.application = $1 AND case_record.parent IS NULL"
        )))
            .bind(application)
            .fetch_optional(conn)
            .await?
    }))
}

/// The row numbers of the main cases of an account that are no part of a joint application, the newest first, before one of them.
pub async fn of_account(tx: &mut Tx, account: i64, before: i64, limit: i64) -> Result<Vec<i64>> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar(
            "SELECT id FROM case_record WHERE account = $1 AND id < $2 AND parent IS NULL AND joint IS NULL
             ORDER BY id DESC LIMIT $3",
        )
            .bind(account)
            .bind(before)
            .bind(limit)
            .fetch_all(conn)
            .await?
    }))
}

/// A new case.
pub struct NewCase<'a> {
    pub number: CaseNumber,
    pub application: i64,
    /// The joint application it is a part of.
    pub joint: Option<i64>,
    pub item: &'a str,
    pub item_type: PowerType,
    pub agency: i64,
    pub region: RegionCode,
    pub process: &'a str,
    pub process_version: u32,
    pub origin: Option<Origin<'a>>,
    pub now: DateTime<Utc>,
}

/// Where a case comes from that another began.
pub struct Origin<'a> {
    pub parent: i64,
    pub key: &'a str,
    pub handed: String,
}

/// Adds a case, before its first event.
pub async fn insert(tx: &mut Tx, new: &NewCase<'_>) -> Result<i64> {
    let origin = new.origin.as_ref();
    Ok(sql!(tx, conn => {
        sqlx::query_scalar(
            "INSERT INTO case_record
                (number, application, account, item, item_type, agency, region, process, process_version, status,
                 seq, opened_at, parent, call_key, handed, joint)
             SELECT $1, id, account, $3, $4, $5, $6, $7, $8, 'submitted', 0, $9, $10, $11, $12, $13
             FROM application WHERE id = $2
             RETURNING id",
        )
        .bind(new.number.to_string())
        .bind(new.application)
        .bind(new.item)
        .bind(new.item_type.word())
        .bind(new.agency)
        .bind(new.region.to_string())
        .bind(new.process)
        .bind(i64::from(new.process_version))
        .bind(new.now)
        .bind(origin.map(|origin| origin.parent))
        .bind(origin.map(|origin| origin.key))
        .bind(origin.map(|origin| &origin.handed))
        .bind(new.joint)
        .fetch_one(conn)
        .await?
    }))
}

#[derive(FromRow)]
struct EventRow {
    seq: i64,
    at: DateTime<Utc>,
    actor: String,
    role: String,
    kind: String,
    v: i64,
    data: String,
}

/// The events of a case, in order.
pub async fn events(tx: &mut Tx, case: &CaseRow) -> Result<Vec<Event>> {
    events_of(tx, case.id, case.number()?).await
}

/// The same of the case with this row and number.
pub async fn events_of(tx: &mut Tx, id: i64, number: CaseNumber) -> Result<Vec<Event>> {
    let rows: Vec<EventRow> = sql!(tx, conn => {
        sqlx::query_as(
            "SELECT seq, at, actor, role, kind, v, data FROM case_event WHERE case_record = $1 ORDER BY seq",
        )
        .bind(id)
        .fetch_all(conn)
        .await?
    });
    rows.into_iter().map(|row| row.into_event(number)).collect()
}

impl EventRow {
    fn into_event(self, case: CaseNumber) -> Result<Event> {
        let role =
            Role::from_slug(&self.role).ok_or_else(|| anyhow::anyhow!("unknown role {}", self.role))?;
        let envelope = Envelope {
            seq: self.seq.unsigned_abs(),
            case,
            at: self.at,
            actor: Actor { id: self.actor, role },
            kind: self.kind,
            v: u16::try_from(self.v).unwrap_or(u16::MAX),
            data: serde_json::from_str(&self.data)?,
        };
        Ok(Event::try_from(envelope).map_err(|error| anyhow::anyhow!("{error}"))?)
    }
}

/// Appends an event. Two writers cannot append the same place: the key refuses the second, who saw what is no more.
pub async fn append(tx: &mut Tx, case: i64, event: &Event) -> Result<()> {
    let data = serde_json::to_string(&event.payload)?;
    let appended = sql!(tx, conn => {
        sqlx::query(
            "INSERT INTO case_event (case_record, seq, at, actor, role, kind, v, data)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(case)
        .bind(event.seq.cast_signed())
        .bind(event.at)
        .bind(&event.actor.id)
        .bind(event.actor.role.slug())
        .bind(event.payload.kind())
        .bind(i64::from(event.payload.version()))
        .bind(data)
        .execute(conn)
        .await
        .map(|_| ())
    });
    match appended {
        Err(error) if db::is_unique_violation(&error) => Err(Error::new(ProblemKind::Conflict)),
        other => Ok(other?),
    }
}

/// The rating of a case.
pub async fn rating(tx: &mut Tx, case: i64) -> Result<Option<Rating>> {
    let row: Option<(i64, Option<String>)> = sql!(tx, conn => {
        sqlx::query_as("SELECT grade, words FROM rating WHERE case_record = $1").bind(case).fetch_optional(conn).await?
    });
    Ok(row.map(|(grade, words)| Rating { grade: u8::try_from(grade).unwrap_or_default(), words }))
}

/// Keeps the one rating, a fold of its event.
pub async fn insert_rating(tx: &mut Tx, case: i64, rated: &CaseRated, at: DateTime<Utc>) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query("INSERT INTO rating (case_record, grade, words, rated_at) VALUES ($1, $2, $3, $4)")
            .bind(case)
            .bind(i64::from(rated.grade))
            .bind(&rated.words)
            .bind(at)
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(())
}

/// Notes what stands at a place when it is asked to be put right; `seq` is the place in the log where that was.
pub async fn begin_change(tx: &mut Tx, case: i64, seq: u64, place: &Place, before: &Value) -> Result<()> {
    let place = serde_json::to_string(place)?;
    sql!(tx, conn => {
        sqlx::query("INSERT INTO case_change (case_record, seq, place, before) VALUES ($1, $2, $3, $4)")
            .bind(case)
            .bind(seq.cast_signed())
            .bind(place)
            .bind(before.to_string())
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(())
}

/// Notes what stands there when it is handed in.
pub async fn end_change(tx: &mut Tx, case: i64, place: &Place, after: &Value) -> Result<()> {
    let place = serde_json::to_string(place)?;
    sql!(tx, conn => {
        sqlx::query("UPDATE case_change SET after = $3 WHERE case_record = $1 AND place = $2 AND after IS NULL")
            .bind(case)
            .bind(place)
            .bind(after.to_string())
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(())
}

/// What the last supplement changed.
pub async fn changes(tx: &mut Tx, case: i64) -> Result<Vec<Change>> {
    let rows: Vec<(String, String, String)> = sql!(tx, conn => {
        sqlx::query_as(
            "SELECT place, before, after FROM case_change
             WHERE case_record = $1 AND after IS NOT NULL
               AND seq = (SELECT MAX(seq) FROM case_change WHERE case_record = $1 AND after IS NOT NULL)
             ORDER BY place",
        )
        .bind(case)
        .fetch_all(conn)
        .await?
    });
    let change = |(place, before, after): (String, String, String)| {
        Ok(Change {
            place: serde_json::from_str(&place)?,
            before: serde_json::from_str(&before)?,
            after: serde_json::from_str(&after)?,
        })
    };
    rows.into_iter().map(change).collect()
}
