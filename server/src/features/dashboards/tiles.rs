//! Tiles: each definition answered with the rows it asks for, from a few sums.

use chrono::{Datelike, NaiveDate};
use schema::Locale;
use schema::dashboards::{Definition, Dimension, Measure, Order, Row, Tile};
use schema::process::Status;
use schema::role::{RegionCode, RegionLevel};

use super::chart;
use super::store::{self, DayRow, OpenRow, Span, Sum};
use crate::db::Tx;
use crate::error::Result;

/// What is known already when tiles are answered.
pub struct Counts<'a> {
    /// When and where.
    pub span: &'a Span,
    /// The region that is looked at.
    pub region: Option<RegionCode>,
    /// What is late is so today.
    pub today: NaiveDate,
    /// The days on which something happened.
    pub days: Vec<DayRow>,
    /// What is open at each agency.
    pub open: Vec<OpenRow>,
}

/// The tiles that come with the program.
pub async fn tiles(tx: &mut Tx, counts: &Counts<'_>, locale: Locale) -> Result<Vec<Tile>> {
    let mut tiles = Vec::new();
    for definition in Definition::shipped()? {
        let rows = rows(tx, counts, &definition, locale).await?;
        let option = chart::option(&definition, &rows, locale)?;
        tiles.push(definition.tile(rows, option));
    }
    Ok(tiles)
}

/// The rows of a tile.
pub async fn rows(
    tx: &mut Tx,
    counts: &Counts<'_>,
    definition: &Definition,
    locale: Locale,
) -> Result<Vec<Row>> {
    let span = counts.span;
    let is_of_now = definition.measures.iter().any(|measure| measure.figure().is_of_now());
    let sums = match definition.dimension {
        Dimension::Day => every_day(span, &counts.days),
        Dimension::Agency if is_of_now => counts.open.iter().map(OpenRow::sum).collect(),
        Dimension::Agency => store::by_agency(tx, span).await?,
        Dimension::Type => store::by_type(tx, span).await?,
        Dimension::Region => by_region(tx, counts).await?,
        Dimension::Item => store::by_item(tx, span).await?,
        Dimension::Stage => by_stage(tx, counts, locale).await?,
    };
    // A row without a number of its first measure answers nothing: nobody decides a share of nought.
    let mut rows: Vec<Row> = sums.iter().filter_map(|sum| row(sum, &definition.measures)).collect();
    let first = |row: &Row| row.numbers.first().copied().unwrap_or_default();
    if definition.dimension != Dimension::Day {
        rows.retain(|row| row.numbers.iter().any(|number| *number != 0));
        match definition.order {
            Order::Most => rows.sort_by_key(|row| std::cmp::Reverse(first(row))),
            Order::Least => rows.sort_by_key(first),
        }
    }
    rows.truncate(definition.most.unwrap_or(usize::MAX));
    Ok(rows)
}

/// A row with these measures; none where one of them is of nothing.
fn row(sum: &Sum, measures: &[Measure]) -> Option<Row> {
    let number = |measure: &Measure| match measure {
        Measure::Opened => Some(sum.opened),
        Measure::Decided => Some(sum.decided),
        Measure::OnTime => Some(sum.on_time),
        Measure::OnTimeShare => (sum.on_time * 1000).checked_div(sum.decided),
        Measure::AverageDays => (sum.working_days * 10).checked_div(sum.decided),
        Measure::InHand => Some(sum.open),
        Measure::Late => Some(sum.late),
        Measure::AskedLate => Some(sum.asked_late),
    };
    let numbers = measures.iter().map(number).collect::<Option<_>>()?;
    Some(Row { name: sum.name.clone(), key: sum.key.clone(), numbers })
}

/// A sum for every day, also for those on which nothing happened.
fn every_day(span: &Span, counted: &[DayRow]) -> Vec<Sum> {
    let mut counted = counted.iter().peekable();
    let days = span.from.iter_days().take_while(|day| *day <= span.to);
    days.map(|day| {
        let sum = counted.next_if(|it| it.day == day).map(DayRow::sum);
        Sum { key: day.to_string(), name: day.to_string(), ..sum.unwrap_or_default() }
    })
    .collect()
}

/// The regions of the next level below the one that is looked at, each with everything below it. What is counted at the region
/// itself, or above that level, stands for itself alone.
async fn by_region(tx: &mut Tx, counts: &Counts<'_>) -> Result<Vec<Sum>> {
    let digits = match counts.region.map(RegionCode::level) {
        None | Some(RegionLevel::Province) => RegionLevel::City.digits(),
        Some(RegionLevel::City) => RegionLevel::County.digits(),
        Some(RegionLevel::County) => RegionLevel::Street.digits(),
        Some(RegionLevel::Street | RegionLevel::Village) => RegionLevel::Village.digits(),
    };
    let mut sums = store::by_region(tx, counts.span, digits).await?;
    for sum in &mut sums {
        let is_whole = RegionCode::parse(&sum.key).is_ok_and(|region| region.level().digits() == digits);
        if !is_whole {
            sum.key.insert(0, '=');
        }
    }
    Ok(sums)
}

/// What stands at each status, in the language of who reads it.
async fn by_stage(tx: &mut Tx, counts: &Counts<'_>, locale: Locale) -> Result<Vec<Sum>> {
    let mut sums = store::by_status(tx, counts.span, counts.today).await?;
    for sum in &mut sums {
        if let Some(status) = Status::from_slug(&sum.key) {
            sum.name = chart::stage(status, locale).to_owned();
        }
    }
    Ok(sums)
}

impl DayRow {
    fn sum(&self) -> Sum {
        let Self { filed, decided, on_time, asked_late, .. } = *self;
        Sum { opened: filed, decided, on_time, asked_late, ..Sum::default() }
    }
}

impl OpenRow {
    fn sum(&self) -> Sum {
        let Self { id, name, open, late } = self;
        Sum { key: id.to_string(), name: name.clone(), open: *open, late: *late, ..Sum::default() }
    }
}

/// The first day of the month of a day.
pub fn month_of(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}
