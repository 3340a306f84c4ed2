//! From what was counted to a score: line by line, in hundredths of a point, rounded half up once per line.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::system::{Grade, IndexSystem, Indicator, Measure, Scoring};

/// A part of a whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Ratio {
    /// The part.
    pub part: u64,
    /// What it is divided by.
    pub whole: u64,
}

/// What was counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = PerformanceValue))]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// A share.
    Share(Ratio),
    /// A number of times.
    Times(u64),
}

/// All that was counted of an agency in a period.
pub type Tally = BTreeMap<Measure, Value>;

/// Points that a person enters, with the reason (人工考核): a mystery visit, a call-back, a deduction, a commendation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The indicator it changes.
    pub indicator: String,
    /// By how many hundredths of a point.
    pub points: i32,
}

/// An assessment (考核结果): the score of an agency in a period, and how it came about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Assessment {
    /// The index system by its id.
    pub system: String,
    /// Its version.
    pub version: u32,
    /// A line for each indicator, in its order.
    pub lines: Vec<Line>,
    /// The points of the lines that count, in hundredths.
    pub points: u64,
    /// What these lines could have brought, in hundredths.
    pub of: u64,
    /// Points in a hundred, in hundredths; none where too little counts.
    pub score: Option<u32>,
    /// The grade of that score.
    pub grade: Option<Grade>,
}

/// One line of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Line {
    /// The indicator by its id.
    pub indicator: String,
    /// What was counted.
    pub value: Option<Value>,
    /// The points that follow from it, in hundredths.
    pub counted: u64,
    /// What people entered, in hundredths.
    pub entered: i64,
    /// The points of the line: both together, never below zero or above what it can bring; in hundredths.
    pub points: u64,
    /// What it can bring, in hundredths.
    pub of: u64,
    /// Why it does not count.
    pub left_out: Option<LeftOut>,
}

/// Why a line does not count: its points are taken out of what could be reached, too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum LeftOut {
    /// There was nothing to divide by.
    Nothing,
    /// There was too little for a share to say something.
    TooFew,
}

/// Assesses an agency.
///
/// What could not be judged is left out, with its points: an agency that decided nothing is neither fast nor slow. The score is
/// what was reached of what could be, times a hundred; where that is not enough to judge by, there is none.
pub fn assess(system: &IndexSystem, tally: &Tally, entries: &[Entry]) -> Assessment {
    let lines: Vec<Line> =
        system.indicators.iter().map(|indicator| Line::of(indicator, tally, entries)).collect();
    let counting = || lines.iter().filter(|line| line.left_out.is_none());
    let (points, of) = (counting().map(|line| line.points).sum(), counting().map(|line| line.of).sum());
    let is_enough = of >= u64::from(system.enough) * 100;
    let score = rounded(i128::from(points) * 10_000, i128::from(of)).filter(|_| is_enough);
    let score = score.and_then(|score| u32::try_from(score).ok());
    let grade = score
        .and_then(|score| system.grades.iter().find(|floor| floor.from <= score).map(|floor| floor.grade));
    Assessment { system: system.id.clone(), version: system.version, lines, points, of, score, grade }
}

/// A quotient, rounded half up; none where it divides by nothing.
fn rounded(part: i128, whole: i128) -> Option<i128> {
    let (part, whole) = if whole < 0 { (-part, -whole) } else { (part, whole) };
    (2 * part + whole).checked_div_euclid(2 * whole)
}

impl Ratio {
    /// The share in thousandths, rounded half up; but all is said of all only, and none of nobody only. None of nothing.
    pub fn permille(self) -> Option<u64> {
        let Self { part, whole } = self;
        let share = u64::try_from(rounded(i128::from(part) * 1000, i128::from(whole))?).ok()?;
        Some(match part {
            0 => 0,
            part if part < whole => share.clamp(1, 999),
            _ => share,
        })
    }
}

impl Line {
    fn of(indicator: &Indicator, tally: &Tally, entries: &[Entry]) -> Self {
        let of = u64::from(indicator.points) * 100;
        let value = indicator.measure.and_then(|measure| tally.get(&measure).copied());
        let (counted, left_out) = match (indicator.scoring, value) {
            (Scoring::Entries, _) => (of, None),
            (Scoring::Each { minus }, Some(Value::Times(times))) => {
                (of.saturating_sub(times.saturating_mul(u64::from(minus))), None)
            }
            (Scoring::Share { none, full }, Some(Value::Share(ratio))) if ratio.whole > 0 => {
                let few = ratio.whole < u64::from(indicator.least);
                (on_line(ratio, none, full, of), few.then_some(LeftOut::TooFew))
            }
            _ => (0, Some(LeftOut::Nothing)),
        };
        let entered = entries.iter().filter(|entry| entry.indicator == indicator.id);
        let entered: i64 = entered.map(|entry| i64::from(entry.points)).sum();
        let points = counted.saturating_add_signed(entered).min(of);
        Self { indicator: indicator.id.clone(), value, counted, entered, points, of, left_out }
    }
}

/// The points of a share on the line between two shares.
fn on_line(ratio: Ratio, none: u16, full: u16, of: u64) -> u64 {
    let (part, whole) = (i128::from(ratio.part), i128::from(ratio.whole));
    let (none, full) = (i128::from(none), i128::from(full));
    let points = rounded(i128::from(of) * (part * 1000 - none * whole), (full - none) * whole);
    let points = points.unwrap_or_default().clamp(0, i128::from(of));
    u64::try_from(points).unwrap_or(of)
}
