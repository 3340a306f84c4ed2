//! Cards as they are read: how many, which, one of them; that one was seen, and how far it has come.

use chrono::{DateTime, Utc};
use schema::id::CaseNumber;
use schema::locale::Text;
use schema::process::Status;
use schema::role::RegionCode;
use schema::supervise::{CardCount, CardLine, CardStage, CardsQuery, Grade, Monitor, Rule, StageCount};
use sqlx::{FromRow, QueryBuilder};

use super::super::reach::Reach;
use super::rolled::{Tally, count};
use crate::cursor;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::sql;

/// Adds what keeps a statement within reach, by the columns of this table: a macro, as each database has a builder of its own.
macro_rules! within {
    ($text:ident, $table:literal, $reach:expr) => {
        match $reach {
            Reach::Regions(scope) => {
                let (first, last) = scope.bounds();
                $text.push(concat!($table, "region BETWEEN ")).push_bind(first.to_owned());
                $text.push(" AND ").push_bind(last.to_owned());
            }
            Reach::Agencies(agencies) => {
                $text.push(concat!($table, "agency IN ("));
                let mut list = $text.separated(", ");
                for agency in agencies {
                    list.push_bind(*agency);
                }
                $text.push(")");
            }
        }
    };
}

#[derive(FromRow)]
struct CountRow {
    monitor: String,
    grade: String,
    stage: String,
    cards: i64,
}

/// How many cards there are within reach: by monitor, without those that were withdrawn; and by how far they have come.
pub async fn counts(tx: &mut Tx, reach: &Reach) -> Result<(Vec<CardCount>, Vec<StageCount>)> {
    let rows: Vec<CountRow> = sql!(tx, conn => {
        let mut text = QueryBuilder::new(
            "SELECT monitor, grade, stage, CAST(SUM(cards) AS BIGINT) AS cards FROM card_roll WHERE ",
        );
        within!(text, "", reach);
        text.push(" GROUP BY monitor, grade, stage");
        text.build_query_as().fetch_all(conn).await?
    });
    let sum = |is_one: &dyn Fn(&CountRow) -> bool| {
        rows.iter().filter(|row| is_one(row)).map(|row| row.cards.unsigned_abs()).sum::<u64>()
    };
    let withdrawn = CardStage::Withdrawn.slug();
    let of = |monitor: Monitor, grade: Grade| {
        sum(&|row| {
            (row.monitor.as_str(), row.grade.as_str()) == (monitor.slug(), grade.slug())
                && row.stage != withdrawn
        })
    };
    let counts = Monitor::ALL
        .into_iter()
        .map(|monitor| CardCount { monitor, cards: Grade::ALL.map(|grade| of(monitor, grade)) });
    let counts = counts.filter(|count| count.cards.iter().any(|cards| *cards > 0)).collect();
    let stages =
        CardStage::ALL.map(|stage| StageCount { stage, cards: sum(&|row| row.stage == stage.slug()) });
    Ok((counts, stages.into()))
}

/// A card as it is kept, with its case.
#[derive(FromRow)]
pub struct CardRow {
    pub id: i64,
    pub case_record: i64,
    pub rule: String,
    pub key: String,
    monitor: String,
    grade: String,
    stage: String,
    pub at: DateTime<Utc>,
    pub agency: i64,
    region: String,
    pub acknowledged_at: Option<DateTime<Utc>>,
    number: String,
    item_name: String,
    department: String,
    status: String,
}

const CARDS: &str = "SELECT card.id, card.case_record, card.rule, card.key, card.monitor, card.grade, card.stage, card.at, card.agency,
        card.region, card.acknowledged_at, case_record.number, item.name AS item_name, agency.name AS department, case_record.status
     FROM card
     JOIN case_record ON case_record.id = card.case_record
     JOIN item ON item.code = case_record.item
     JOIN agency ON agency.id = card.agency
     WHERE ";

impl CardRow {
    fn unknown(&self, what: &str) -> Error {
        Error::Internal(anyhow::anyhow!("card {}: unknown {what}", self.id))
    }

    /// How bad it is.
    pub fn grade(&self) -> Result<Grade> {
        Grade::from_slug(&self.grade).ok_or_else(|| self.unknown("grade"))
    }

    /// How far it has come.
    pub fn stage(&self) -> Result<CardStage> {
        CardStage::from_slug(&self.stage).ok_or_else(|| self.unknown("stage"))
    }

    /// The number of its case.
    pub fn number(&self) -> Result<CaseNumber> {
        Ok(CaseNumber::parse(&self.number).map_err(anyhow::Error::from)?)
    }

    /// The region of its agency.
    pub fn region(&self) -> Result<RegionCode> {
        Ok(RegionCode::parse(&self.region).map_err(anyhow::Error::from)?)
    }

    /// As lists have it.
    pub fn line(&self, rules: &[Rule]) -> Result<CardLine> {
        let rule_name = rules.iter().rfind(|rule| rule.id == self.rule).map(|rule| rule.name.clone());
        Ok(CardLine {
            id: self.id,
            grade: self.grade()?,
            at: self.at,
            rule_name: rule_name.unwrap_or_else(|| Text::zh(&self.rule)),
            monitor: Monitor::from_slug(&self.monitor).ok_or_else(|| self.unknown("monitor"))?,
            case_number: self.number()?,
            item_name: self.item_name.clone(),
            department: self.department.clone(),
            status: Status::from_slug(&self.status).ok_or_else(|| self.unknown("status"))?,
            acknowledged: self.acknowledged_at.is_some(),
            stage: self.stage()?,
        })
    }
}

/// Cards within reach, the newest first, before a place in that order; those that were withdrawn only where they are asked for.
pub async fn cards(
    tx: &mut Tx,
    reach: &Reach,
    query: &CardsQuery,
    before: cursor::Moment,
    limit: i64,
) -> Result<Vec<CardRow>> {
    Ok(sql!(tx, conn => {
        let mut text = QueryBuilder::new(CARDS);
        within!(text, "card.", reach);
        match query.stage {
            Some(stage) => text.push(" AND card.stage = ").push_bind(stage.slug()),
            None => text.push(" AND card.stage <> ").push_bind(CardStage::Withdrawn.slug()),
        };
        if let Some(grade) = query.grade {
            text.push(" AND card.grade = ").push_bind(grade.slug());
        }
        if let Some(monitor) = query.monitor {
            text.push(" AND card.monitor = ").push_bind(monitor.slug());
        }
        if let Some(agency) = query.agency {
            text.push(" AND card.agency = ").push_bind(agency);
        }
        text.push(" AND (card.at, card.id) < (").push_bind(before.0).push(", ").push_bind(before.1);
        text.push(") ORDER BY card.at DESC, card.id DESC LIMIT ").push_bind(limit);
        text.build_query_as().fetch_all(conn).await?
    }))
}

/// One card within reach.
pub async fn card(tx: &mut Tx, reach: &Reach, id: i64) -> Result<Option<CardRow>> {
    Ok(sql!(tx, conn => {
        let mut text = QueryBuilder::new(CARDS);
        within!(text, "card.", reach);
        text.push(" AND card.id = ").push_bind(id);
        text.build_query_as().fetch_optional(conn).await?
    }))
}

/// What was found on a card.
#[derive(FromRow)]
pub struct SignalRow {
    pub grade: String,
    pub version: i64,
    pub at: DateTime<Utc>,
    pub evidence: String,
}

/// All of that, the first first.
pub async fn signals(tx: &mut Tx, card: i64) -> Result<Vec<SignalRow>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as("SELECT grade, version, at, evidence FROM card_signal WHERE card = $1 ORDER BY at, grade")
            .bind(card)
            .fetch_all(conn)
            .await?
    }))
}

/// Says that an agency has seen a card; not again.
pub async fn acknowledge(tx: &mut Tx, card: &CardRow, account: i64, now: DateTime<Utc>) -> Result<bool> {
    let changed = sql!(tx, conn => {
        sqlx::query(
            "UPDATE card SET acknowledged_at = $2, acknowledged_by = $3 WHERE id = $1 AND acknowledged_at IS NULL",
        )
        .bind(card.id)
        .bind(now)
        .bind(account)
        .execute(conn)
        .await?
        .rows_affected()
    });
    move_to(tx, card, card.stage()?.when_seen()).await?;
    Ok(changed == 1)
}

/// Says how far a card has come, as it was read while its case is held; where it is counted follows.
pub async fn move_to(tx: &mut Tx, card: &CardRow, stage: CardStage) -> Result<()> {
    if card.stage()? == stage {
        return Ok(());
    }
    let tally = Tally { agency: card.agency, region: &card.region, monitor: &card.monitor };
    count(tx, &tally, (&card.grade, &card.stage), -1).await?;
    count(tx, &tally, (&card.grade, stage.slug()), 1).await?;
    sql!(tx, conn => {
        sqlx::query("UPDATE card SET stage = $2 WHERE id = $1")
            .bind(card.id)
            .bind(stage.slug())
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(())
}
