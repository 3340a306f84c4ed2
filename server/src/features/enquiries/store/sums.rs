//! How many came in, were answered and were rated, by month.

use schema::enquiries::{AgencyFigures, EnquiryKind, MonthFigures};
use sqlx::FromRow;

use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// What a step adds to a month.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sum {
    pub received: i64,
    pub answered: i64,
    pub on_time: i64,
    pub rated: i64,
    pub grades: i64,
}

/// Adds it.
pub async fn count(tx: &mut Tx, month: &str, kind: EnquiryKind, sum: Sum) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query(
            "INSERT INTO enquiry_sum (month, kind, received, answered, on_time, rated, grades)
             VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (month, kind) DO UPDATE SET
                 received = enquiry_sum.received + excluded.received,
                 answered = enquiry_sum.answered + excluded.answered,
                 on_time = enquiry_sum.on_time + excluded.on_time,
                 rated = enquiry_sum.rated + excluded.rated,
                 grades = enquiry_sum.grades + excluded.grades",
        )
        .bind(month)
        .bind(kind.slug())
        .bind(sum.received)
        .bind(sum.answered)
        .bind(sum.on_time)
        .bind(sum.rated)
        .bind(sum.grades)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}

/// Adds it to what an agency did.
pub async fn count_for(tx: &mut Tx, month: &str, (agency, kind): (i64, EnquiryKind), sum: Sum) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query(
            "INSERT INTO enquiry_agency_sum (month, agency, kind, received, answered, on_time, rated, grades)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
             ON CONFLICT (month, agency, kind) DO UPDATE SET
                 received = enquiry_agency_sum.received + excluded.received,
                 answered = enquiry_agency_sum.answered + excluded.answered,
                 on_time = enquiry_agency_sum.on_time + excluded.on_time,
                 rated = enquiry_agency_sum.rated + excluded.rated,
                 grades = enquiry_agency_sum.grades + excluded.grades",
        )
        .bind(month)
        .bind(agency)
        .bind(kind.slug())
        .bind(sum.received)
        .bind(sum.answered)
        .bind(sum.on_time)
        .bind(sum.rated)
        .bind(sum.grades)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}

#[derive(FromRow)]
struct AgencyRow {
    agency: String,
    region: String,
    received: i64,
    answered: i64,
    on_time: i64,
    rated: i64,
    grades: i64,
}

/// What agencies did from a month to another, all kinds together: who was handed most first. The months are added up before names
/// are looked for: joined at once, PostgreSQL may go by agency through all the months there ever were.
pub async fn by_agency(tx: &mut Tx, from: &str, to: &str) -> Result<Vec<AgencyFigures>> {
    let rows: Vec<AgencyRow> = sql!(tx, conn => {
        sqlx::query_as(
            "WITH summed AS MATERIALIZED (
                 SELECT agency, CAST(SUM(received) AS BIGINT) AS received, CAST(SUM(answered) AS BIGINT) AS answered,
                     CAST(SUM(on_time) AS BIGINT) AS on_time, CAST(SUM(rated) AS BIGINT) AS rated,
                     CAST(SUM(grades) AS BIGINT) AS grades
                 FROM enquiry_agency_sum WHERE month BETWEEN $1 AND $2 GROUP BY agency
             )
             SELECT agency.name AS agency, region.name AS region, received, answered, on_time, rated, grades
             FROM summed
             JOIN agency ON agency.id = summed.agency
             JOIN region ON region.code = agency.region",
        )
        .bind(from)
        .bind(to)
        .fetch_all(conn)
        .await?
    });
    let count = |number: i64| u32::try_from(number).unwrap_or(u32::MAX);
    let figures = |row: AgencyRow| AgencyFigures {
        agency: row.agency,
        region: row.region,
        received: count(row.received),
        answered: count(row.answered),
        on_time: count(row.on_time),
        rated: count(row.rated),
        grades: count(row.grades),
    };
    let mut figures: Vec<AgencyFigures> = rows.into_iter().map(figures).collect();
    figures.sort_by(|a, b| b.received.cmp(&a.received).then_with(|| a.agency.cmp(&b.agency)));
    Ok(figures)
}

#[derive(FromRow)]
struct SumRow {
    month: String,
    kind: String,
    received: i64,
    answered: i64,
    on_time: i64,
    rated: i64,
    grades: i64,
}

/// The figures from a month on, the newest first.
pub async fn figures(tx: &mut Tx, from: &str) -> Result<Vec<MonthFigures>> {
    let rows: Vec<SumRow> = sql!(tx, conn => {
        sqlx::query_as(
            "SELECT month, kind, received, answered, on_time, rated, grades FROM enquiry_sum
             WHERE month >= $1 ORDER BY month DESC, kind",
        )
        .bind(from)
        .fetch_all(conn)
        .await?
    });
    let count = |number: i64| u32::try_from(number).unwrap_or(u32::MAX);
    let figures = |row: SumRow| {
        Some(MonthFigures {
            kind: EnquiryKind::from_slug(&row.kind)?,
            month: row.month,
            received: count(row.received),
            answered: count(row.answered),
            on_time: count(row.on_time),
            rated: count(row.rated),
            grades: count(row.grades),
        })
    };
    Ok(rows.into_iter().filter_map(figures).collect())
}

/// What an agency received and answered in a month.
#[derive(FromRow)]
pub struct AgencyMonth {
    /// Its number.
    pub agency: i64,
    /// Complaints that came in.
    pub complaints: i64,
    /// What it answered, of whatever kind.
    pub answered: i64,
    /// Of that, by the last day.
    pub on_time: i64,
}

/// What each agency received and answered in a month, such as `2026-10`.
pub async fn of_agencies(tx: &mut Tx, month: &str) -> Result<Vec<AgencyMonth>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as(
            "SELECT agency, CAST(SUM(CASE WHEN kind = 'complaint' THEN received ELSE 0 END) AS BIGINT) AS complaints,
                    CAST(SUM(answered) AS BIGINT) AS answered, CAST(SUM(on_time) AS BIGINT) AS on_time
             FROM enquiry_agency_sum WHERE month = $1 GROUP BY agency",
        )
        .bind(month)
        .fetch_all(conn)
        .await?
    }))
}
