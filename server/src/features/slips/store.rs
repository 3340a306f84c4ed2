//! The tables slip_template, slip_sequence and slip.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use schema::Locale;
use schema::slips::{Printed, SlipKind, SlipLine, SlipNumber, SlipTemplate};
use sqlx::FromRow;

use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// The newest version at the place of a template, with what it says.
pub async fn newest(tx: &mut Tx, template: &SlipTemplate) -> Result<Option<(i64, SlipTemplate)>> {
    let row: Option<(i64, String)> = sql!(tx, conn => {
        sqlx::query_as(
            "SELECT version, definition FROM slip_template WHERE kind = $1 AND agency = $2 AND item = $3
             ORDER BY version DESC LIMIT 1",
        )
        .bind(template.kind.slug())
        .bind(&template.agency)
        .bind(&template.item)
        .fetch_optional(conn)
        .await?
    });
    let Some((version, definition)) = row else { return Ok(None) };
    Ok(Some((version, serde_json::from_str(&definition)?)))
}

/// Stores a version of a template.
pub async fn insert_template(
    tx: &mut Tx,
    template: &SlipTemplate,
    version: i64,
    now: DateTime<Utc>,
) -> Result<()> {
    let definition = serde_json::to_string(template)?;
    sql!(tx, conn => {
        sqlx::query(
            "INSERT INTO slip_template (kind, agency, item, version, definition, stored_at)
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(template.kind.slug())
        .bind(&template.agency)
        .bind(&template.item)
        .bind(version)
        .bind(definition)
        .bind(now)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}

/// The template that a slip of this item of this agency is printed by: that of the item, else that of the agency, else that of
/// the hall.
pub async fn template_for(
    tx: &mut Tx,
    kind: SlipKind,
    (agency, item): (&str, &str),
) -> Result<Option<(i64, SlipTemplate)>> {
    for (agency, item) in [(agency, item), (agency, ""), ("", "")] {
        let row: Option<(i64, String)> = sql!(tx, conn => {
            sqlx::query_as(
                "SELECT id, definition FROM slip_template WHERE kind = $1 AND agency = $2 AND item = $3
                 ORDER BY version DESC LIMIT 1",
            )
            .bind(kind.slug())
            .bind(agency)
            .bind(item)
            .fetch_optional(conn)
            .await?
        });
        if let Some((id, definition)) = row {
            return Ok(Some((id, serde_json::from_str(&definition)?)));
        }
    }
    Ok(None)
}

/// The next number of a kind that an agency gives in a year. Who takes it keeps others waiting until its transaction ends, so
/// that none is left out.
pub async fn next_number(tx: &mut Tx, agency: i64, kind: SlipKind, year: i32) -> Result<SlipNumber> {
    let last: i64 = sql!(tx, conn => {
        sqlx::query_scalar(
            "INSERT INTO slip_sequence (agency, year, kind, last) VALUES ($1, $2, $3, 1)
             ON CONFLICT (agency, year, kind) DO UPDATE SET last = slip_sequence.last + 1
             RETURNING last",
        )
        .bind(agency)
        .bind(i64::from(year))
        .bind(kind.slug())
        .fetch_one(conn)
        .await?
    });
    Ok(SlipNumber { kind, year, sequence: u32::try_from(last).unwrap_or(u32::MAX) })
}

/// A slip to be kept.
pub struct New<'a> {
    pub case: i64,
    pub agency: i64,
    pub number: SlipNumber,
    pub template: i64,
    pub printed: &'a BTreeMap<Locale, Printed>,
    pub account: i64,
    pub at: DateTime<Utc>,
}

/// Keeps a slip as it was printed; returns its number within the hall.
pub async fn insert(tx: &mut Tx, new: &New<'_>) -> Result<i64> {
    let printed = serde_json::to_string(new.printed)?;
    Ok(sql!(tx, conn => {
        sqlx::query_scalar(
            "INSERT INTO slip (case_record, kind, agency, year, sequence, template, printed, account, at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id",
        )
        .bind(new.case)
        .bind(new.number.kind.slug())
        .bind(new.agency)
        .bind(i64::from(new.number.year))
        .bind(i64::from(new.number.sequence))
        .bind(new.template)
        .bind(printed)
        .bind(new.account)
        .bind(new.at)
        .fetch_one(conn)
        .await?
    }))
}

#[derive(FromRow)]
struct Row {
    id: i64,
    kind: String,
    year: i64,
    sequence: i64,
    at: DateTime<Utc>,
    reprints: i64,
}

impl Row {
    fn into_line(self) -> Result<SlipLine> {
        let kind = SlipKind::from_slug(&self.kind);
        let kind = kind.ok_or_else(|| anyhow::anyhow!("slip {}: kind {}", self.id, self.kind))?;
        let number = SlipNumber {
            kind,
            year: i32::try_from(self.year).unwrap_or(i32::MAX),
            sequence: u32::try_from(self.sequence).unwrap_or(u32::MAX),
        };
        Ok(SlipLine {
            id: self.id,
            kind,
            number: number.to_string(),
            at: self.at,
            reprints: u32::try_from(self.reprints).unwrap_or(u32::MAX),
        })
    }
}

/// So many slips of a case are listed: those issued last.
const LISTED: i64 = 100;

/// The slips of a case, the newest first.
pub async fn of_case(tx: &mut Tx, case: i64) -> Result<Vec<SlipLine>> {
    let rows: Vec<Row> = sql!(tx, conn => {
        sqlx::query_as(
            "SELECT id, kind, year, sequence, at, reprints FROM slip WHERE case_record = $1 ORDER BY id DESC LIMIT $2",
        )
        .bind(case)
        .bind(LISTED)
        .fetch_all(conn)
        .await?
    });
    rows.into_iter().map(Row::into_line).collect()
}

#[derive(FromRow)]
struct KeptRow {
    #[sqlx(flatten)]
    line: Row,
    printed: String,
    agency: String,
}

/// A slip as it was printed.
pub struct Kept {
    pub line: SlipLine,
    pub printed: BTreeMap<Locale, Printed>,
    /// The name of the agency whose it is.
    pub agency: String,
}

/// A slip of a case.
pub async fn kept(tx: &mut Tx, case: i64, id: i64) -> Result<Option<Kept>> {
    let row: Option<KeptRow> = sql!(tx, conn => {
        sqlx::query_as(
            "SELECT slip.id, slip.kind, slip.year, slip.sequence, slip.at, slip.reprints, slip.printed,
                    agency.name AS agency
             FROM slip JOIN agency ON agency.id = slip.agency WHERE slip.id = $1 AND slip.case_record = $2",
        )
        .bind(id)
        .bind(case)
        .fetch_optional(conn)
        .await?
    });
    let Some(KeptRow { line, printed, agency }) = row else { return Ok(None) };
    Ok(Some(Kept { line: line.into_line()?, printed: serde_json::from_str(&printed)?, agency }))
}

/// Counts that a slip of a case was printed again; false where there is no such slip.
pub async fn count_reprint(tx: &mut Tx, case: i64, id: i64) -> Result<bool> {
    let counted = sql!(tx, conn => {
        sqlx::query("UPDATE slip SET reprints = reprints + 1 WHERE id = $1 AND case_record = $2")
            .bind(id)
            .bind(case)
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(counted > 0)
}
