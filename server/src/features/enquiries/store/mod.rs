//! The tables of enquiries: the rows that lists ask for, the log of each, and the sums of months.

mod lists;
mod sums;

use chrono::{DateTime, NaiveDate, Utc};
use schema::enquiries::{
    EnquiryChannel, EnquiryEvent, EnquiryHappened, EnquiryKind, EnquiryLine, EnquiryStage, Published,
};
use schema::role::RegionCode;
use sqlx::FromRow;

pub use self::lists::{Place, featured, of_account, open_of, over_of, published, regions_to_route, to_route};
pub use self::sums::{AgencyMonth, Sum, by_agency, count, count_for, figures, of_agencies};

use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// An enquiry as it is laid out.
#[derive(Clone, FromRow)]
pub struct Row {
    pub id: i64,
    kind: String,
    channel: String,
    pub region: String,
    pub item: Option<String>,
    pub item_name: Option<String>,
    pub subject: String,
    pub words: String,
    pub account: Option<i64>,
    pub name: Option<String>,
    pub phone: Option<String>,
    /// SHA-256 of the code that opens it.
    pub secret: Option<String>,
    stage: String,
    pub agency_name: Option<String>,
    pub agency_region: Option<String>,
    pub received_on: NaiveDate,
    pub due: Option<NaiveDate>,
    pub ended_at: Option<DateTime<Utc>>,
    pub published_at: Option<DateTime<Utc>>,
    published: Option<String>,
    pub featured_at: Option<DateTime<Utc>>,
    grade: Option<i64>,
}

const COLUMNS: &str = "SELECT enquiry.id, enquiry.kind, enquiry.channel, enquiry.region, enquiry.item,
        item.name AS item_name, enquiry.subject, enquiry.words, enquiry.account, enquiry.name, enquiry.phone,
        enquiry.secret, enquiry.stage, agency.name AS agency_name, agency.region AS agency_region,
        enquiry.received_on, enquiry.due, enquiry.ended_at, enquiry.published_at, enquiry.published, enquiry.featured_at, enquiry.grade
     FROM enquiry
     LEFT JOIN agency ON agency.id = enquiry.agency
     LEFT JOIN item ON item.code = enquiry.item
     WHERE ";

impl Row {
    /// How it came in.
    pub fn channel(&self) -> Result<EnquiryChannel> {
        Ok(EnquiryChannel::from_slug(&self.channel).ok_or_else(|| self.unknown("channel"))?)
    }

    fn unknown(&self, what: &str) -> anyhow::Error {
        anyhow::anyhow!("enquiry {}: its {what}", self.id)
    }

    /// What is published of it.
    pub fn published(&self) -> Result<Option<Published>> {
        Ok(self.published.as_deref().map(serde_json::from_str).transpose()?)
    }

    /// As lists have it.
    pub fn line(&self) -> Result<EnquiryLine> {
        Ok(EnquiryLine {
            id: self.id,
            kind: EnquiryKind::from_slug(&self.kind).ok_or_else(|| self.unknown("kind"))?,
            subject: self.subject.clone(),
            agency: self.agency_name.clone(),
            stage: EnquiryStage::from_slug(&self.stage).ok_or_else(|| self.unknown("stage"))?,
            received_on: self.received_on,
            replied_on: self.ended_at.map(schema::calendar::local_day),
            due: self.due,
            grade: self.grade.and_then(|grade| u8::try_from(grade).ok()),
        })
    }
}

/// The one with this number.
pub async fn by_id(tx: &mut Tx, id: i64) -> Result<Option<Row>> {
    let text = format!("{COLUMNS} enquiry.id = $1");
    Ok(sql!(tx, conn => sqlx::query_as(sqlx::AssertSqlSafe(text)).bind(id).fetch_optional(conn).await?))
}

/// Holds the row until the transaction ends; says whether there is one.
pub async fn hold(tx: &mut Tx, id: i64) -> Result<bool> {
    let held = sql!(tx, conn => {
        sqlx::query("UPDATE enquiry SET seq = seq WHERE id = $1").bind(id).execute(conn).await?.rows_affected()
    });
    Ok(held > 0)
}

/// One that comes in.
pub struct New<'a> {
    pub kind: EnquiryKind,
    pub channel: EnquiryChannel,
    pub region: RegionCode,
    pub item: Option<&'a str>,
    pub subject: &'a str,
    pub words: &'a str,
    pub account: Option<i64>,
    pub name: Option<&'a str>,
    pub phone: Option<&'a str>,
    pub secret: Option<&'a str>,
    pub registered_by: Option<i64>,
    pub once: &'a str,
    pub received_on: NaiveDate,
    pub consents: bool,
}

/// Adds it; its number, or none where one was filed with the same key.
pub async fn insert(
    tx: &mut Tx,
    new: &New<'_>,
    (due, stage): (Option<NaiveDate>, EnquiryStage),
    now: DateTime<Utc>,
) -> Result<Option<i64>> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar(
            "INSERT INTO enquiry (kind, channel, region, item, subject, words, account, name, phone, secret,
                 registered_by, once, filed_at, seq, stage, received_on, due)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 1, $14, $15, $16)
             ON CONFLICT (once) DO NOTHING RETURNING id",
        )
        .bind(new.kind.slug())
        .bind(new.channel.slug())
        .bind(new.region.to_string())
        .bind(new.item)
        .bind(new.subject)
        .bind(new.words)
        .bind(new.account)
        .bind(new.name)
        .bind(new.phone)
        .bind(new.secret)
        .bind(new.registered_by)
        .bind(new.once)
        .bind(now)
        .bind(stage.slug())
        .bind(new.received_on)
        .bind(due)
        .fetch_optional(conn)
        .await?
    }))
}

/// The one that was filed with this already.
pub async fn filed_with(tx: &mut Tx, once: &str) -> Result<Option<i64>> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar("SELECT id FROM enquiry WHERE once = $1").bind(once).fetch_optional(conn).await?
    }))
}

/// A key is free again where what was filed with it is older than this, or is over.
pub async fn release(tx: &mut Tx, once: &str, instead: &str, since: DateTime<Utc>) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query(
            "UPDATE enquiry SET once = $2 WHERE once = $1 AND (filed_at < $3 OR ended_at IS NOT NULL)",
        )
        .bind(once)
        .bind(instead)
        .bind(since)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}

/// A code that opens it instead of the one before.
pub async fn set_secret(tx: &mut Tx, id: i64, secret: &str) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query("UPDATE enquiry SET secret = $2 WHERE id = $1")
            .bind(id)
            .bind(secret)
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(())
}

/// What lists ask for after a step.
pub struct Laid<'a> {
    pub seq: u64,
    pub stage: EnquiryStage,
    pub agency: Option<i64>,
    pub due: Option<NaiveDate>,
    pub ended: bool,
    pub published: Option<&'a Published>,
    pub featured: bool,
    pub grade: Option<u8>,
}

/// Lays it out. When it ended, was published or was featured first stays; another last day or another agency is urged on anew.
pub async fn lay_out(tx: &mut Tx, id: i64, laid: &Laid<'_>, now: DateTime<Utc>) -> Result<()> {
    let published = laid.published.map(serde_json::to_string).transpose()?;
    sql!(tx, conn => {
        sqlx::query(
            "UPDATE enquiry SET seq = $2, stage = $3, agency = $4, due = $5,
                 urged = CASE WHEN due IS DISTINCT FROM $5 OR agency IS DISTINCT FROM $4 THEN 0 ELSE urged END,
                 ended_at = CASE WHEN $6 THEN COALESCE(ended_at, $10) END,
                 published = CAST($7 AS TEXT),
                 published_at = CASE WHEN CAST($7 AS TEXT) IS NOT NULL THEN COALESCE(published_at, $10) END,
                 featured_at = CASE WHEN $8 THEN COALESCE(featured_at, $10) END, grade = $9
             WHERE id = $1",
        )
        .bind(id)
        .bind(laid.seq.cast_signed())
        .bind(laid.stage.slug())
        .bind(laid.agency)
        .bind(laid.due)
        .bind(laid.ended)
        .bind(published)
        .bind(laid.featured)
        .bind(laid.grade.map(i64::from))
        .bind(now)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}

#[derive(FromRow)]
struct EventRow {
    at: DateTime<Utc>,
    by: String,
    payload: String,
}

/// What happened to one, in its order.
pub async fn events(tx: &mut Tx, id: i64) -> Result<Vec<EnquiryEvent>> {
    let rows: Vec<EventRow> = sql!(tx, conn => {
        sqlx::query_as("SELECT at, by, payload FROM enquiry_event WHERE enquiry = $1 ORDER BY seq")
            .bind(id)
            .fetch_all(conn)
            .await?
    });
    let event = |row: EventRow| {
        let happened: EnquiryHappened = serde_json::from_str(&row.payload)?;
        Ok(EnquiryEvent { at: row.at, by: row.by, happened })
    };
    rows.into_iter().map(event).collect()
}

/// Adds what happened.
pub async fn append(tx: &mut Tx, id: i64, seq: u64, event: &EnquiryEvent) -> Result<()> {
    let payload = serde_json::to_string(&event.happened)?;
    sql!(tx, conn => {
        sqlx::query("INSERT INTO enquiry_event (enquiry, seq, at, by, payload) VALUES ($1, $2, $3, $4, $5)")
            .bind(id)
            .bind(seq.cast_signed())
            .bind(event.at)
            .bind(&event.by)
            .bind(payload)
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(())
}

/// The open ones after one, in the order of their numbers.
pub async fn open_after(tx: &mut Tx, after: i64, limit: i64) -> Result<Vec<i64>> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar("SELECT id FROM enquiry WHERE ended_at IS NULL AND id > $1 ORDER BY id LIMIT $2")
            .bind(after)
            .bind(limit)
            .fetch_all(conn)
            .await?
    }))
}

/// Another last day for one that is open, before which it is urged on anew.
pub async fn set_due(tx: &mut Tx, id: i64, due: Option<NaiveDate>) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query("UPDATE enquiry SET due = $2, urged = 0 WHERE id = $1")
            .bind(id)
            .bind(due)
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(())
}

/// What is to be urged on: open, due by a day, urged less often than so.
pub async fn to_urge(tx: &mut Tx, times: i64, by: NaiveDate, after: Place, limit: i64) -> Result<Vec<Place>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as(
            "SELECT due, id FROM enquiry
             WHERE urged = $1 AND ended_at IS NULL AND due <= $2 AND (due, id) > ($3, $4)
             ORDER BY due, id LIMIT $5",
        )
        .bind(times)
        .bind(by)
        .bind(after.0)
        .bind(after.1)
        .bind(limit)
        .fetch_all(conn)
        .await?
    }))
}

/// It is urged once more; says whether nobody did so before.
pub async fn urge(tx: &mut Tx, id: i64, times: i64) -> Result<bool> {
    let urged = sql!(tx, conn => {
        sqlx::query("UPDATE enquiry SET urged = $2 + 1 WHERE id = $1 AND urged = $2 AND ended_at IS NULL")
            .bind(id)
            .bind(times)
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(urged > 0)
}
