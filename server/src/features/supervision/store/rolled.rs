//! How many cards an agency has, as the table card_roll says and as the cards themselves do. What was withdrawn stands there under
//! its stage, so that the roll-up proves it too.

use sqlx::FromRow;

use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// How many cards of a monitor have a grade.
#[derive(Clone, Debug, FromRow, PartialEq, Eq)]
pub struct CardSum {
    /// The agency's region.
    pub region: String,
    /// The monitor that found them.
    pub monitor: String,
    /// Their grade.
    pub grade: String,
    /// How far they have come.
    pub stage: String,
    /// How many they are.
    pub cards: i64,
}

/// Whose cards are counted, and of which monitor.
pub(super) struct Tally<'a> {
    pub agency: i64,
    pub region: &'a str,
    pub monitor: &'a str,
}

/// Counts so many cards more, of a grade and at a stage.
pub(super) async fn count(
    tx: &mut Tx,
    tally: &Tally<'_>,
    (grade, stage): (&str, &str),
    more: i64,
) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query(
            "INSERT INTO card_roll (agency, region, monitor, grade, stage, cards) VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (agency, monitor, grade, stage) DO UPDATE SET cards = card_roll.cards + excluded.cards",
        )
        .bind(tally.agency)
        .bind(tally.region)
        .bind(tally.monitor)
        .bind(grade)
        .bind(stage)
        .bind(more)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}

/// Counts the cards of an agency.
const COUNT: &str =
    "SELECT MIN(region) AS region, monitor, grade, stage, COUNT(*) AS cards FROM card WHERE agency = $1
     GROUP BY monitor, grade, stage ORDER BY monitor, grade, stage";

/// What the roll-up says of an agency, and what its cards do.
pub async fn card_sums(tx: &mut Tx, agency: i64) -> Result<(Vec<CardSum>, Vec<CardSum>)> {
    let rolled = sql!(tx, conn => {
        sqlx::query_as(
            "SELECT region, monitor, grade, stage, cards FROM card_roll WHERE agency = $1
             ORDER BY monitor, grade, stage",
        )
        .bind(agency)
        .fetch_all(conn)
        .await?
    });
    Ok((rolled, counted(tx, agency).await?))
}

async fn counted(tx: &mut Tx, agency: i64) -> Result<Vec<CardSum>> {
    Ok(sql!(tx, conn => sqlx::query_as(COUNT).bind(agency).fetch_all(conn).await?))
}

/// Counts the cards of an agency anew.
pub async fn recount_cards(tx: &mut Tx, agency: i64) -> Result<()> {
    let sums = counted(tx, agency).await?;
    sql!(tx, conn => {
        sqlx::query("DELETE FROM card_roll WHERE agency = $1").bind(agency).execute(conn).await?.rows_affected()
    });
    for sum in sums {
        sql!(tx, conn => {
            sqlx::query(
                "INSERT INTO card_roll (agency, region, monitor, grade, stage, cards)
                 VALUES ($1, $2, $3, $4, $5, $6)",
            )
            .bind(agency)
            .bind(&sum.region)
            .bind(&sum.monitor)
            .bind(&sum.grade)
            .bind(&sum.stage)
            .bind(sum.cards)
            .execute(conn)
            .await?
            .rows_affected()
        });
    }
    Ok(())
}
