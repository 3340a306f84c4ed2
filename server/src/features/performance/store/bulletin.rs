//! The table bulletin: what a person wrote of a month, and from its publication on its figures.

use chrono::{DateTime, Utc};
use schema::performance::{BulletinDraft, BulletinFigures, Period};
use sqlx::FromRow;

use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// A bulletin as it is kept.
#[derive(FromRow)]
pub struct BulletinRow {
    words: String,
    pub revision: i64,
    figures: Option<String>,
    pub published_at: Option<DateTime<Utc>>,
}

impl BulletinRow {
    /// What a person wrote, as JSON.
    pub fn draft(&self) -> Result<BulletinDraft> {
        let revision = u32::try_from(self.revision).unwrap_or(u32::MAX);
        Ok(BulletinDraft { revision, words: serde_json::from_str(&self.words)? })
    }

    /// The figures it was published with.
    pub fn figures(&self) -> Result<Option<BulletinFigures>> {
        self.figures.as_deref().map(|text| Ok(serde_json::from_str(text)?)).transpose()
    }
}

/// The bulletin of a period and a region.
pub async fn bulletin(tx: &mut Tx, period: Period, region: &str) -> Result<Option<BulletinRow>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as(
            "SELECT words, revision, figures, published_at FROM bulletin WHERE period = $1 AND region = $2",
        )
        .bind(period.to_string())
        .bind(region)
        .fetch_optional(conn)
        .await?
    }))
}

/// Saves what a person wrote; says whether it did: nothing that somebody else saved meanwhile, or that was published, is overwritten.
pub async fn save(
    tx: &mut Tx,
    (period, region): (Period, &str),
    draft: &BulletinDraft,
    account: i64,
    now: DateTime<Utc>,
) -> Result<bool> {
    let words = serde_json::to_string(&draft.words)?;
    let saved = sql!(tx, conn => {
        sqlx::query(
            "INSERT INTO bulletin (period, region, words, revision, saved_by, saved_at)
             VALUES ($1, $2, $3, $4 + 1, $5, $6)
             ON CONFLICT (period, region) DO UPDATE SET
                 words = excluded.words, revision = excluded.revision, saved_by = excluded.saved_by,
                 saved_at = excluded.saved_at
             WHERE bulletin.revision = $4 AND bulletin.published_at IS NULL",
        )
        .bind(period.to_string())
        .bind(region)
        .bind(&words)
        .bind(i64::from(draft.revision))
        .bind(account)
        .bind(now)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(saved > 0)
}

/// Publishes it with these figures, once and for all.
pub async fn publish(
    tx: &mut Tx,
    (period, region): (Period, &str),
    figures: &BulletinFigures,
    now: DateTime<Utc>,
) -> Result<()> {
    let figures = serde_json::to_string(figures)?;
    sql!(tx, conn => {
        sqlx::query(
            "UPDATE bulletin SET figures = $3, published_at = $4
             WHERE period = $1 AND region = $2 AND published_at IS NULL",
        )
        .bind(period.to_string())
        .bind(region)
        .bind(&figures)
        .bind(now)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}
