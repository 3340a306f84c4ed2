//! The tables of performance: index systems, what was counted and scored, what people entered; bulletins are in [`bulletin`].

mod bulletin;
mod entries;

use chrono::{DateTime, Utc};
use schema::performance::{AgencyScore, Assessment, Counted, IndexSystem, Period};
use sqlx::{FromRow, QueryBuilder};

pub use self::bulletin::{BulletinRow, bulletin, publish, save};
pub use self::entries::{NewRow, enter, entries, withdraw};
use crate::db::Tx;
use crate::error::Result;
use crate::features::dashboards::Scope;
use crate::features::supervision::Reach;
use crate::sql;

/// Publishes a version of an index system; one that is published already stays as it is.
pub async fn publish_system(tx: &mut Tx, system: &IndexSystem, now: DateTime<Utc>) -> Result<()> {
    let definition = serde_json::to_string(system)?;
    sql!(tx, conn => {
        sqlx::query(
            "INSERT INTO index_system (system, version, definition, published_at) VALUES ($1, $2, $3, $4)
             ON CONFLICT (system, version) DO NOTHING",
        )
        .bind(&system.id)
        .bind(i64::from(system.version))
        .bind(&definition)
        .bind(now)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}

/// A version of an index system; the newest of all if it says none.
pub async fn system(tx: &mut Tx, which: Option<(&str, u32)>) -> Result<Option<IndexSystem>> {
    let row: Option<String> = sql!(tx, conn => {
        match which {
            Some((id, version)) => {
                sqlx::query_scalar("SELECT definition FROM index_system WHERE system = $1 AND version = $2")
                    .bind(id)
                    .bind(i64::from(version))
            }
            None => sqlx::query_scalar(
                "SELECT definition FROM index_system ORDER BY published_at DESC, version DESC LIMIT 1",
            ),
        }
        .fetch_optional(conn)
        .await?
    });
    row.map(|text| Ok(serde_json::from_str(&text)?)).transpose()
}

/// The agencies of a part of the tree: number, region.
pub async fn agencies(tx: &mut Tx, scope: &Scope) -> Result<Vec<(i64, String)>> {
    let (first, last) = scope.bounds();
    Ok(sql!(tx, conn => {
        sqlx::query_as("SELECT id, region FROM agency WHERE region BETWEEN $1 AND $2 ORDER BY id")
            .bind(first)
            .bind(last)
            .fetch_all(conn)
            .await?
    }))
}

/// An agency in a period, as it is kept.
#[derive(FromRow)]
pub struct Row {
    pub agency: i64,
    pub department: String,
    counted: String,
    assessment: String,
    pub counted_at: DateTime<Utc>,
    pub closed_at: Option<DateTime<Utc>>,
}

impl Row {
    /// What was counted.
    pub fn counted(&self) -> Result<Counted> {
        Ok(serde_json::from_str(&self.counted)?)
    }

    /// The score with its lines.
    pub fn assessment(&self) -> Result<Assessment> {
        Ok(serde_json::from_str(&self.assessment)?)
    }

    /// As tables have it.
    pub fn score(&self) -> Result<AgencyScore> {
        let (counted, assessment) = (self.counted()?, self.assessment()?);
        Ok(AgencyScore {
            agency: self.agency,
            department: self.department.clone(),
            score: assessment.score,
            grade: assessment.grade,
            filed: counted.filed,
            decided: counted.decided,
        })
    }
}

/// Adds what keeps a statement within reach: a macro, as each database has a builder of its own.
macro_rules! within {
    ($text:ident, $reach:expr) => {
        match $reach {
            Reach::Regions(scope) => {
                let (first, last) = scope.bounds();
                $text.push(" AND performance.region BETWEEN ").push_bind(first.to_owned());
                $text.push(" AND ").push_bind(last.to_owned());
            }
            Reach::Agencies(agencies) => {
                $text.push(" AND performance.agency IN (");
                let mut list = $text.separated(", ");
                for agency in agencies {
                    list.push_bind(*agency);
                }
                $text.push(")");
            }
        }
    };
}

const ROWS: &str = "SELECT performance.agency, agency.name AS department, performance.counted,
        performance.assessment, performance.counted_at, performance.closed_at
     FROM performance JOIN agency ON agency.id = performance.agency WHERE performance.period = ";

/// The agencies within reach in a period, by their number.
pub async fn rows(tx: &mut Tx, reach: &Reach, period: Period) -> Result<Vec<Row>> {
    Ok(sql!(tx, conn => {
        let mut text = QueryBuilder::new(ROWS);
        text.push_bind(period.to_string());
        within!(text, reach);
        text.push(" ORDER BY performance.agency");
        text.build_query_as().fetch_all(conn).await?
    }))
}

/// One of them.
pub async fn row(tx: &mut Tx, reach: &Reach, period: Period, agency: i64) -> Result<Option<Row>> {
    Ok(sql!(tx, conn => {
        let mut text = QueryBuilder::new(ROWS);
        text.push_bind(period.to_string());
        within!(text, reach);
        text.push(" AND performance.agency = ").push_bind(agency);
        text.build_query_as().fetch_optional(conn).await?
    }))
}

/// Keeps what was counted of an agency with its score; says whether it did: a period that is closed stays as it is.
pub async fn keep(
    tx: &mut Tx,
    (period, agency, region): (Period, i64, &str),
    counted: &Counted,
    assessment: &Assessment,
    now: DateTime<Utc>,
) -> Result<bool> {
    let (counted, assessment) = (serde_json::to_string(counted)?, serde_json::to_string(assessment)?);
    let kept = sql!(tx, conn => {
        sqlx::query(
            "INSERT INTO performance (period, agency, region, counted, assessment, counted_at)
             VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (period, agency) DO UPDATE SET
                 counted = excluded.counted, assessment = excluded.assessment, counted_at = excluded.counted_at
             WHERE performance.closed_at IS NULL",
        )
        .bind(period.to_string())
        .bind(agency)
        .bind(region)
        .bind(&counted)
        .bind(&assessment)
        .bind(now)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(kept > 0)
}

/// Keeps another score of what was counted of an agency.
pub async fn rescore(tx: &mut Tx, (period, agency): (Period, i64), assessment: &Assessment) -> Result<()> {
    let assessment = serde_json::to_string(assessment)?;
    sql!(tx, conn => {
        sqlx::query(
            "UPDATE performance SET assessment = $3 WHERE period = $1 AND agency = $2 AND closed_at IS NULL",
        )
        .bind(period.to_string())
        .bind(agency)
        .bind(&assessment)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}

/// Whether a period is closed for every agency of a part of the tree that has one.
pub async fn is_closed(tx: &mut Tx, scope: &Scope, period: Period) -> Result<bool> {
    let (first, last) = scope.bounds();
    let (all, closed): (i64, i64) = sql!(tx, conn => {
        sqlx::query_as(
            "SELECT COUNT(*), COUNT(closed_at) FROM performance WHERE period = $1 AND region BETWEEN $2 AND $3",
        )
        .bind(period.to_string())
        .bind(first)
        .bind(last)
        .fetch_one(conn)
        .await?
    });
    Ok(all > 0 && all == closed)
}

/// Whether an agency of a part of the tree was last counted before a moment, and is open.
pub async fn is_early(tx: &mut Tx, scope: &Scope, period: Period, over: DateTime<Utc>) -> Result<bool> {
    let (first, last) = scope.bounds();
    let early: i64 = sql!(tx, conn => {
        sqlx::query_scalar(
            "SELECT COUNT(*) FROM performance
             WHERE period = $1 AND region BETWEEN $2 AND $3 AND closed_at IS NULL AND counted_at < $4",
        )
        .bind(period.to_string())
        .bind(first)
        .bind(last)
        .bind(over)
        .fetch_one(conn)
        .await?
    });
    Ok(early > 0)
}

/// Closes a period for the agencies of a part of the tree; says for how many.
pub async fn close(tx: &mut Tx, scope: &Scope, period: Period, now: DateTime<Utc>) -> Result<u64> {
    let (first, last) = scope.bounds();
    Ok(sql!(tx, conn => {
        sqlx::query(
            "UPDATE performance SET closed_at = $4
             WHERE period = $1 AND region BETWEEN $2 AND $3 AND closed_at IS NULL",
        )
        .bind(period.to_string())
        .bind(first)
        .bind(last)
        .bind(now)
        .execute(conn)
        .await?
        .rows_affected()
    }))
}

/// Keeps others from changing an agency's period until this write ends; says whether it is there and open.
pub async fn hold(tx: &mut Tx, period: Period, agency: i64) -> Result<bool> {
    let held = sql!(tx, conn => {
        sqlx::query(
            "UPDATE performance SET counted_at = counted_at
             WHERE period = $1 AND agency = $2 AND closed_at IS NULL",
        )
        .bind(period.to_string())
        .bind(agency)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(held > 0)
}
