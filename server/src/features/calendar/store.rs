//! The tables of the calendar: calendar_notice, calendar_day, calendar_state.

use chrono::NaiveDate;
use schema::calendar::{CalendarRow, RowKind};
use sqlx::FromRow;

use super::domain::Notice;
use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// Where a notice came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// With the program.
    Seed,
    /// It was read in here.
    Import,
}

impl Source {
    const fn slug(self) -> &'static str {
        match self {
            Self::Seed => "seed",
            Self::Import => "import",
        }
    }
}

/// How often the calendar has changed.
pub async fn revision(tx: &mut Tx) -> Result<i64> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar("SELECT revision FROM calendar_state WHERE id = 1").fetch_one(conn).await?
    }))
}

/// Says that the calendar has changed.
pub async fn advance_revision(tx: &mut Tx) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query("UPDATE calendar_state SET revision = revision + 1 WHERE id = 1").execute(conn).await?.rows_affected()
    });
    Ok(())
}

/// Which edition of the program's own calendar has been loaded.
pub async fn seed(tx: &mut Tx) -> Result<i64> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar("SELECT seed FROM calendar_state WHERE id = 1").fetch_one(conn).await?
    }))
}

/// Says which one has been.
pub async fn set_seed(tx: &mut Tx, edition: i64) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query("UPDATE calendar_state SET seed = $1 WHERE id = 1").bind(edition).execute(conn).await?.rows_affected()
    });
    Ok(())
}

#[derive(FromRow)]
struct DayRow {
    day: NaiveDate,
    kind: String,
    name: String,
}

impl TryFrom<DayRow> for CalendarRow {
    type Error = anyhow::Error;

    fn try_from(row: DayRow) -> anyhow::Result<Self> {
        let kind = RowKind::from_slug(&row.kind);
        let kind = kind.ok_or_else(|| anyhow::anyhow!("calendar {}: kind {}", row.day, row.kind))?;
        Ok(Self { date: row.day, kind, name: serde_json::from_str(&row.name)? })
    }
}

/// Every day that a notice speaks of, by date.
pub async fn rows(tx: &mut Tx) -> Result<Vec<CalendarRow>> {
    let rows: Vec<DayRow> = sql!(tx, conn => {
        sqlx::query_as("SELECT day, kind, name FROM calendar_day ORDER BY day").fetch_all(conn).await?
    });
    Ok(rows.into_iter().map(CalendarRow::try_from).collect::<anyhow::Result<_>>()?)
}

/// Where the notice of a year came from, if it is there.
pub async fn source(tx: &mut Tx, year: i32) -> Result<Option<Source>> {
    let source: Option<String> = sql!(tx, conn => {
        sqlx::query_scalar("SELECT source FROM calendar_notice WHERE year = $1")
            .bind(i64::from(year))
            .fetch_optional(conn)
            .await?
    });
    Ok(source.map(|source| if source == Source::Import.slug() { Source::Import } else { Source::Seed }))
}

/// Puts a notice in the place of what was known of its year.
pub async fn replace(tx: &mut Tx, notice: &Notice, source: Source) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query(
            "INSERT INTO calendar_notice (year, source) VALUES ($1, $2)
             ON CONFLICT (year) DO UPDATE SET source = excluded.source",
        )
        .bind(i64::from(notice.year))
        .bind(source.slug())
        .execute(conn)
        .await?
        .rows_affected()
    });
    sql!(tx, conn => {
        sqlx::query("DELETE FROM calendar_day WHERE notice = $1")
            .bind(i64::from(notice.year))
            .execute(conn)
            .await?
            .rows_affected()
    });
    for row in &notice.days {
        insert(tx, notice.year, row).await?;
    }
    Ok(())
}

/// A day that the notice of the year before spoke of is this notice's now.
async fn insert(tx: &mut Tx, notice: i32, row: &CalendarRow) -> Result<()> {
    let name = serde_json::to_string(&row.name)?;
    sql!(tx, conn => {
        sqlx::query(
            "INSERT INTO calendar_day (day, notice, kind, name) VALUES ($1, $2, $3, $4)
             ON CONFLICT (day) DO UPDATE SET notice = excluded.notice, kind = excluded.kind, name = excluded.name",
        )
        .bind(row.date)
        .bind(i64::from(notice))
        .bind(row.kind.slug())
        .bind(name)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}
