//! The tables of supervision: when to look again, cards, what was found, how many cards there are; [`rules`]; how cards are argued
//! ([`inquiry`]); and how all that is read in [`board`].

mod board;
mod drafts;
mod inquiry;
mod raised;
mod rolled;
mod rules;

use chrono::{DateTime, Utc};
use schema::supervise::{CardStage, Grade, Monitor, Signal};
use sqlx::{FromRow, QueryBuilder};

pub use self::board::{CardRow, SignalRow, acknowledge, card, cards, counts, move_to, signals};
pub use self::drafts::{DraftRow, clear as clear_draft, draft, drafts, save as save_draft};
pub use self::inquiry::{NewRun, RunRow, append, events, insert_run, process, publish_process, runs};
pub use self::raised::raised_in;
pub use self::rolled::{CardSum, card_sums, recount_cards};
use self::rolled::{Tally, count};
pub use self::rules::{
    VersionRow, kept, newest, publish, published, rule, rules, seen_until, unseen, versions,
};
use super::Subject;
use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// The cases at which it is time to look, each with its moment, after a place in that order.
pub async fn due(
    tx: &mut Tx,
    now: DateTime<Utc>,
    after: (DateTime<Utc>, i64),
    limit: i64,
) -> Result<Vec<(DateTime<Utc>, i64)>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as(
            "SELECT at, case_record FROM supervision_due
             WHERE at < $1 AND (at, case_record) > ($2, $3) ORDER BY at, case_record LIMIT $4",
        )
        .bind(now)
        .bind(after.0)
        .bind(after.1)
        .bind(limit)
        .fetch_all(conn)
        .await?
    }))
}

/// Sets when a case is looked at again though nothing happens to it; never, if there is no moment.
pub async fn look_again(tx: &mut Tx, case: i64, at: Option<DateTime<Utc>>) -> Result<()> {
    sql!(tx, conn => {
        match at {
            None => sqlx::query("DELETE FROM supervision_due WHERE case_record = $1").bind(case),
            Some(at) => sqlx::query(
                "INSERT INTO supervision_due (case_record, at) VALUES ($1, $2)
                 ON CONFLICT (case_record) DO UPDATE SET at = excluded.at",
            )
            .bind(case)
            .bind(at),
        }
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}

/// Has these cases looked at now, whatever was waited for.
pub async fn put_up(tx: &mut Tx, cases: &[i64], now: DateTime<Utc>) -> Result<()> {
    sql!(tx, conn => {
        let mut text = QueryBuilder::new("INSERT INTO supervision_due (case_record, at) ");
        text.push_values(cases, |mut row, case| {
            row.push_bind(*case).push_bind(now);
        });
        text.push(" ON CONFLICT (case_record) DO UPDATE SET at = excluded.at");
        text.build().execute(conn).await?.rows_affected()
    });
    Ok(())
}

/// Looks at a case soon that is looked at later.
pub async fn look_soon(tx: &mut Tx, case: i64, now: DateTime<Utc>) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query("UPDATE supervision_due SET at = $2 WHERE case_record = $1")
            .bind(case)
            .bind(now)
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(())
}

/// Something that was found in a case before.
#[derive(FromRow)]
pub struct Found {
    rule: String,
    key: String,
    grade: String,
}

impl Found {
    /// What is found once: the rule, about what, and how bad.
    pub fn name(&self) -> (&str, &str, &str) {
        (&self.rule, &self.key, &self.grade)
    }
}

/// What was found in a case so far.
pub async fn found(tx: &mut Tx, case: i64) -> Result<Vec<Found>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as(
            "SELECT card.rule, card.key, card_signal.grade
             FROM card JOIN card_signal ON card_signal.card = card.id WHERE card.case_record = $1",
        )
        .bind(case)
        .fetch_all(conn)
        .await?
    }))
}

/// Writes down what was found: on its card, which is new or has a graver colour from now on; says whether that is news. What was
/// withdrawn was wrong from the beginning: what else its rule finds is on record, and brings it back to no board.
pub async fn raise(tx: &mut Tx, subject: &Subject, monitor: Monitor, signal: &Signal) -> Result<bool> {
    let card: Option<(i64, String, String)> = sql!(tx, conn => {
        sqlx::query_as("SELECT id, grade, stage FROM card WHERE case_record = $1 AND rule = $2 AND key = $3")
            .bind(subject.case)
            .bind(&signal.rule)
            .bind(&signal.key)
            .fetch_optional(conn)
            .await?
    });
    let region = subject.region.to_string();
    let tally = Tally { agency: subject.agency, region: &region, monitor: monitor.slug() };
    let (card, is_news) = match card {
        None => {
            count(tx, &tally, (signal.grade.slug(), CardStage::Raised.slug()), 1).await?;
            (insert(tx, subject, monitor, signal).await?, true)
        }
        Some((card, _, stage)) if stage == CardStage::Withdrawn.slug() => (card, false),
        Some((card, before, stage)) => {
            if Grade::from_slug(&before).is_none_or(|before| before < signal.grade) {
                let known =
                    CardStage::from_slug(&stage).ok_or_else(|| anyhow::anyhow!("unknown stage {stage}"))?;
                let after = known.when_worse();
                count(tx, &tally, (&before, &stage), -1).await?;
                count(tx, &tally, (signal.grade.slug(), after.slug()), 1).await?;
                worsen(tx, card, signal, after).await?;
            }
            (card, true)
        }
    };
    let evidence = serde_json::to_string(&signal.evidence)?;
    sql!(tx, conn => {
        sqlx::query("INSERT INTO card_signal (card, grade, version, at, evidence) VALUES ($1, $2, $3, $4, $5)")
            .bind(card)
            .bind(signal.grade.slug())
            .bind(i64::from(signal.version))
            .bind(signal.at)
            .bind(&evidence)
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(is_news)
}

async fn insert(tx: &mut Tx, subject: &Subject, monitor: Monitor, signal: &Signal) -> Result<i64> {
    let region = subject.region.to_string();
    Ok(sql!(tx, conn => {
        sqlx::query_scalar(
            "INSERT INTO card (case_record, rule, key, monitor, grade, at, agency, region)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id",
        )
        .bind(subject.case)
        .bind(&signal.rule)
        .bind(&signal.key)
        .bind(monitor.slug())
        .bind(signal.grade.slug())
        .bind(signal.at)
        .bind(subject.agency)
        .bind(&region)
        .fetch_one(conn)
        .await?
    }))
}

/// A card gets another colour: whoever has seen it has not seen that.
async fn worsen(tx: &mut Tx, card: i64, signal: &Signal, stage: CardStage) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query(
            "UPDATE card SET grade = $2, at = $3, stage = $4, acknowledged_at = NULL, acknowledged_by = NULL WHERE id = $1",
        )
        .bind(card)
        .bind(signal.grade.slug())
        .bind(signal.at)
        .bind(stage.slug())
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}
