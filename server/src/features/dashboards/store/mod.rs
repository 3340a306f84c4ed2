//! The tables case_roll and item_roll, and what is open now; the cases behind the numbers are in [`drill`].

mod drill;
mod rolled;
mod speed;

use chrono::NaiveDate;
pub use drill::{Place, Slice, cases, many_cases};
pub use rolled::{
    CaseSum, ItemSum, agencies, day_counted, day_rolled, days, month_counted, month_rolled, replace_day,
    replace_month,
};
use schema::role::RegionCode;
pub use speed::speeds;
use sqlx::FromRow;

use super::roll::Counted;
use super::tiles::month_of;
use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// How many items are read at most.
const SHOWN: i64 = 50;

/// A part of the tree as a range of codes: a region and everything below it down to its streets.
#[derive(Clone, Debug)]
pub struct Scope {
    first: String,
    last: String,
}

impl Scope {
    /// The whole hall.
    pub fn all() -> Self {
        Self { first: "0".repeat(12), last: "9".repeat(12) }
    }

    /// A region with everything below it.
    pub fn of(region: RegionCode) -> Self {
        let code = region.to_string();
        let last = format!("{:9<12}", &code[..region.level().digits()]);
        Self { first: code, last }
    }

    /// The first and the last code of the range.
    pub fn bounds(&self) -> (&str, &str) {
        (&self.first, &self.last)
    }
}

/// A period in a part of the tree.
#[derive(Clone, Debug)]
pub struct Span {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// Where.
    pub scope: Scope,
}

/// Adds what a step counts.
pub async fn add_case(tx: &mut Tx, counted: &Counted) -> Result<()> {
    let decided = counted.decided;
    sql!(tx, conn => {
        sqlx::query(
            "INSERT INTO case_roll (day, agency, region, item_type, opened, decided, on_time, closed, asked_late)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
             ON CONFLICT (day, agency, item_type) DO UPDATE SET
                opened = case_roll.opened + excluded.opened, decided = case_roll.decided + excluded.decided,
                on_time = case_roll.on_time + excluded.on_time, closed = case_roll.closed + excluded.closed,
                asked_late = case_roll.asked_late + excluded.asked_late",
        )
        .bind(counted.day)
        .bind(counted.agency)
        .bind(counted.region.to_string())
        .bind(counted.item_type.word())
        .bind(i64::from(counted.opened))
        .bind(i64::from(decided.is_some()))
        .bind(i64::from(decided.is_some_and(|(in_time, _)| in_time)))
        .bind(i64::from(counted.closed))
        .bind(i64::from(counted.asked_late))
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}

/// Adds a decision to the month of its item.
pub async fn add_item(tx: &mut Tx, counted: &Counted, month: NaiveDate, working_days: i64) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query(
            "INSERT INTO item_roll (month, item, region, decided, working_days) VALUES ($1, $2, $3, 1, $4)
             ON CONFLICT (month, item) DO UPDATE SET decided = item_roll.decided + 1,
                working_days = item_roll.working_days + excluded.working_days",
        )
        .bind(month)
        .bind(&counted.item)
        .bind(counted.region.to_string())
        .bind(working_days)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}

/// Runs a question over the roll-up: $1 and $2 the days, $3 and $4 the codes.
macro_rules! over {
    ($tx:expr, $span:expr, $fetch:ident, $text:expr) => {
        sql!($tx, conn => {
            sqlx::query_as($text)
                .bind($span.from)
                .bind($span.to)
                .bind(&$span.scope.first)
                .bind(&$span.scope.last)
                .$fetch(conn)
                .await?
        })
    };
}

/// What was filed and decided on a day, how much of that in time, and in how many cases what was missing was asked for too late.
#[derive(FromRow)]
pub struct DayRow {
    pub day: NaiveDate,
    pub filed: i64,
    pub decided: i64,
    pub on_time: i64,
    pub asked_late: i64,
}

/// The days on which something happened, in order.
pub async fn by_day(tx: &mut Tx, span: &Span) -> Result<Vec<DayRow>> {
    Ok(over!(
        tx,
        span,
        fetch_all,
        "SELECT day, CAST(SUM(opened) AS BIGINT) AS filed, CAST(SUM(decided) AS BIGINT) AS decided,
                CAST(SUM(on_time) AS BIGINT) AS on_time, CAST(SUM(asked_late) AS BIGINT) AS asked_late
         FROM case_roll WHERE day BETWEEN $1 AND $2 AND region BETWEEN $3 AND $4 GROUP BY day ORDER BY day"
    ))
}

/// What is counted under one name; nought of what is not asked for.
#[derive(Clone, Debug, Default, FromRow)]
#[sqlx(default)]
pub struct Sum {
    pub key: String,
    pub name: String,
    pub opened: i64,
    pub decided: i64,
    pub on_time: i64,
    pub asked_late: i64,
    pub working_days: i64,
    pub open: i64,
    pub late: i64,
}

/// Agencies, by their number.
pub async fn by_agency(tx: &mut Tx, span: &Span) -> Result<Vec<Sum>> {
    Ok(over!(
        tx,
        span,
        fetch_all,
        "SELECT CAST(agency.id AS TEXT) AS key, agency.name, CAST(SUM(opened) AS BIGINT) AS opened,
                CAST(SUM(decided) AS BIGINT) AS decided, CAST(SUM(on_time) AS BIGINT) AS on_time,
                CAST(SUM(case_roll.asked_late) AS BIGINT) AS asked_late
         FROM case_roll JOIN agency ON agency.id = case_roll.agency
         WHERE day BETWEEN $1 AND $2 AND case_roll.region BETWEEN $3 AND $4
         GROUP BY agency.id, agency.name ORDER BY agency.id"
    ))
}

/// Kinds of power.
pub async fn by_type(tx: &mut Tx, span: &Span) -> Result<Vec<Sum>> {
    Ok(over!(
        tx,
        span,
        fetch_all,
        "SELECT item_type AS key, item_type AS name, CAST(SUM(opened) AS BIGINT) AS opened,
                CAST(SUM(decided) AS BIGINT) AS decided, CAST(SUM(on_time) AS BIGINT) AS on_time,
                CAST(SUM(asked_late) AS BIGINT) AS asked_late
         FROM case_roll WHERE day BETWEEN $1 AND $2 AND region BETWEEN $3 AND $4
         GROUP BY item_type ORDER BY item_type"
    ))
}

/// Regions of the level whose codes have so many digits of their own, by code, with everything below them; and those above that
/// level by themselves.
pub async fn by_region(tx: &mut Tx, span: &Span, digits: usize) -> Result<Vec<Sum>> {
    let digits = i32::try_from(digits).unwrap_or(12);
    Ok(sql!(tx, conn => {
        sqlx::query_as(
            "SELECT counted.code AS key, COALESCE(region.name, counted.code) AS name, counted.opened, counted.decided,
                    counted.on_time, counted.asked_late
             FROM (SELECT CASE WHEN $5 < 6 THEN SUBSTR(MIN(region), 1, $5) || '00' ELSE SUBSTR(MIN(region), 1, $5) END
                             AS code,
                          CAST(SUM(opened) AS BIGINT) AS opened,
                          CAST(SUM(decided) AS BIGINT) AS decided, CAST(SUM(on_time) AS BIGINT) AS on_time,
                          CAST(SUM(asked_late) AS BIGINT) AS asked_late
                   FROM case_roll WHERE day BETWEEN $1 AND $2 AND region BETWEEN $3 AND $4
                   GROUP BY SUBSTR(region, 1, $5)) AS counted
             LEFT JOIN region ON region.code = counted.code
             ORDER BY counted.code",
        )
        .bind(span.from)
        .bind(span.to)
        .bind(&span.scope.first)
        .bind(&span.scope.last)
        .bind(digits)
        .fetch_all(conn)
        .await?
    }))
}

/// Items, by code: what was decided of each in whole months. The slowest of all, more than any tile shows.
pub async fn by_item(tx: &mut Tx, span: &Span) -> Result<Vec<Sum>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as(
            // A sum is no integer on PostgreSQL: made one before it is divided, both databases round down.
            "SELECT item.code AS key, item.name, CAST(SUM(item_roll.decided) AS BIGINT) AS decided,
                    CAST(SUM(item_roll.working_days) AS BIGINT) AS working_days
             FROM item_roll JOIN item ON item.code = item_roll.item
             WHERE item_roll.month BETWEEN $1 AND $2 AND item_roll.region BETWEEN $3 AND $4
             GROUP BY item.code, item.name
             ORDER BY CAST(SUM(item_roll.working_days) AS BIGINT) * 10 / CAST(SUM(item_roll.decided) AS BIGINT) DESC,
                      item.code LIMIT $5",
        )
        .bind(month_of(span.from))
        .bind(span.to)
        .bind(&span.scope.first)
        .bind(&span.scope.last)
        .bind(SHOWN)
        .fetch_all(conn)
        .await?
    }))
}

/// What is open at an agency now, and how much of that is past its last day.
#[derive(FromRow)]
pub struct OpenRow {
    pub id: i64,
    pub name: String,
    pub open: i64,
    pub late: i64,
}

/// Agencies, those with most open first. Reads the open tasks only, of which a case may have several: they do not grow with the
/// past. The cases are put together before they are counted: to count the different ones PostgreSQL would sort all tasks.
pub async fn in_hand(tx: &mut Tx, span: &Span, today: NaiveDate) -> Result<Vec<OpenRow>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as(
            "SELECT agency.id, agency.name, counted.open, counted.late
             FROM (SELECT agency, COUNT(*) AS open, CAST(SUM(late) AS BIGINT) AS late
                   FROM (SELECT agency, case_record, MAX(CASE WHEN due < $1 THEN 1 ELSE 0 END) AS late
                         FROM task GROUP BY agency, case_record) AS open_case
                   GROUP BY agency) AS counted
             JOIN agency ON agency.id = counted.agency
             WHERE agency.region BETWEEN $2 AND $3 ORDER BY counted.open DESC, agency.id",
        )
        .bind(today)
        .bind(&span.scope.first)
        .bind(&span.scope.last)
        .fetch_all(conn)
        .await?
    }))
}

/// What stands at each status now, and how much of that is past its last day: as many cases as [`drill`] lists.
pub async fn by_status(tx: &mut Tx, span: &Span, today: NaiveDate) -> Result<Vec<Sum>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as(
            "SELECT case_record.status AS key, case_record.status AS name, COUNT(*) AS open,
                    CAST(SUM(open_case.late) AS BIGINT) AS late
             FROM (SELECT case_record, MAX(CASE WHEN due < $1 THEN 1 ELSE 0 END) AS late
                   FROM task GROUP BY case_record) AS open_case
             JOIN case_record ON case_record.id = open_case.case_record
             WHERE case_record.region BETWEEN $2 AND $3 GROUP BY case_record.status ORDER BY case_record.status",
        )
        .bind(today)
        .bind(&span.scope.first)
        .bind(&span.scope.last)
        .fetch_all(conn)
        .await?
    }))
}

/// The regions that have numbers: code and name.
pub async fn regions(tx: &mut Tx, scope: &Scope) -> Result<Vec<(String, String)>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as(
            "SELECT DISTINCT region.code, region.name FROM agency JOIN region ON region.code = agency.region
             WHERE region.code BETWEEN $1 AND $2 ORDER BY region.code",
        )
        .bind(&scope.first)
        .bind(&scope.last)
        .fetch_all(conn)
        .await?
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_covers_everything_below_it() {
        let check = |code, first: &str, last: &str| {
            let scope = Scope::of(RegionCode::parse(code).unwrap());
            assert_eq!((scope.first.as_str(), scope.last.as_str()), (first, last), "{code}");
        };
        check("440000", "440000", "449999999999");
        check("440100", "440100", "440199999999");
        check("440103", "440103", "440103999999");
        check("440103001", "440103001", "440103001999");
        check("440103001201", "440103001201", "440103001201");
    }

    #[test]
    fn a_range_holds_what_lies_below_and_nothing_else() {
        let all = [
            "440000",
            "440100",
            "440103",
            "440103001",
            "440104",
            "440104002",
            "441900",
            "441900003",
            "450000",
        ];
        let check = |code, inside: &[&str]| {
            let scope = Scope::of(RegionCode::parse(code).unwrap());
            let within = |code: &&str| (scope.first.as_str()..=scope.last.as_str()).contains(code);
            assert_eq!(all.iter().copied().filter(within).collect::<Vec<_>>(), inside, "{code}");
        };
        check("440000", &all[..8]);
        check("440100", &all[1..6]);
        check("440103", &all[2..4]);
        check("440103001", &all[3..4]);
        check("441900", &all[6..8]);
    }
}
