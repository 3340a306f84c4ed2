//! Whether the numbers of leaders are true: every roll-up beside what it sums up, a slice at a time; and healing those that are not.
//!
//! A slice is a day of cases, a month of decisions, an agency's cards. It is compared in one snapshot: what a step counts is in the
//! step's own transaction, so that the two never differ by a step that is under way. Only a slice that differs is counted anew, and
//! for that moment nobody else counts (`Tx::hold_table`): a step that had counted is waited for and is among the cases then, one that
//! had not adds to the new rows afterwards.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use chrono::{Datelike, NaiveDate};
use schema::calendar::Calendar;

use super::store::{self, CaseSum, ItemSum};
use crate::db::{self, Db, Tx};
use crate::error::{Error, Result};
use crate::features::calendar;
use crate::features::supervision::{self, CardSum};

/// How often a table is asked for that somebody is writing to, before a slice is given up.
const TRIES: u32 = 60;

/// How long others are let through between two tries.
const PAUSE: Duration = Duration::from_millis(250);

/// A number that is not what it sums up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The roll-up.
    pub roll: &'static str,
    /// Which slice, and what of it.
    pub place: String,
    /// The measure.
    pub measure: &'static str,
    /// What the roll-up says.
    pub rolled: i64,
    /// What it sums up.
    pub counted: i64,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { roll, place, measure, rolled, counted } = self;
        write!(f, "{roll} {place} {measure}: {rolled}, counted {counted}")
    }
}

/// What was looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Looked {
    /// Slices.
    pub slices: usize,
    /// Of those, how many were counted anew.
    pub healed: usize,
    /// Numbers that were compared.
    pub numbers: usize,
    /// Of those, how many were wrong.
    pub wrong: usize,
}

/// Compares every number, and says each that is wrong.
pub async fn verify(db: &Db, told: &mut impl FnMut(&Difference)) -> Result<Looked> {
    walk(db, false, told).await
}

/// The same, and counts anew what is wrong, while the hall is open.
pub async fn rebuild(db: &Db, told: &mut impl FnMut(&Difference)) -> Result<Looked> {
    walk(db, true, told).await
}

/// A part of a roll-up that is compared, and put right, as a whole.
#[derive(Clone, Copy, Debug)]
enum Slice {
    Day(NaiveDate),
    Month(NaiveDate),
    Cards(i64),
}

async fn walk(db: &Db, heals: bool, told: &mut impl FnMut(&Difference)) -> Result<Looked> {
    let mut tx = db.read().await?;
    let calendar = calendar::stored(&mut tx).await?;
    let slices = slices(&mut tx).await?;
    drop(tx);
    let mut looked = Looked { slices: slices.len(), ..Looked::default() };
    for slice in slices {
        let mut tx = db.read().await?;
        let compared = Compared::read(&mut tx, slice, &calendar).await?;
        drop(tx);
        looked.numbers += compared.numbers;
        looked.wrong += compared.differences.len();
        compared.differences.iter().for_each(&mut *told);
        if heals && !compared.differences.is_empty() {
            heal(db, slice, &calendar).await?;
            looked.healed += 1;
        }
    }
    Ok(looked)
}

async fn slices(tx: &mut Tx) -> Result<Vec<Slice>> {
    let mut slices = Vec::new();
    if let Some((first, last)) = store::days(tx).await? {
        let days = first.iter_days().take_while(|day| *day <= last);
        let months = days.clone().filter(|day| day.day() == 1 || *day == first);
        let months = months.filter_map(|day| day.with_day(1));
        slices.extend(days.map(Slice::Day));
        slices.extend(months.map(Slice::Month));
    }
    slices.extend(store::agencies(tx).await?.into_iter().map(Slice::Cards));
    Ok(slices)
}

/// Counts a slice anew. Another table than this one is not held, so that nobody waits for the other crosswise.
async fn heal(db: &Db, slice: Slice, calendar: &Calendar) -> Result<()> {
    for _ in 0..TRIES {
        let mut tx = db.write().await?;
        match tx.hold_table(slice.table()).await {
            Ok(()) => {
                slice.count_anew(&mut tx, calendar).await?;
                return Ok(tx.commit().await?);
            }
            Err(error) if db::is_lock_timeout(&error) => drop(tx),
            Err(error) => return Err(error.into()),
        }
        tokio::time::sleep(PAUSE).await;
    }
    Err(Error::Internal(anyhow::anyhow!("{} is written to all the time: try again later", slice.table())))
}

impl Slice {
    const fn table(self) -> &'static str {
        match self {
            Self::Day(_) => "case_roll",
            Self::Month(_) => "item_roll",
            Self::Cards(_) => "card_roll",
        }
    }

    async fn count_anew(self, tx: &mut Tx, calendar: &Calendar) -> Result<()> {
        match self {
            Self::Day(day) => {
                let sums = store::day_counted(tx, day).await?;
                store::replace_day(tx, day, &sums).await
            }
            Self::Month(month) => {
                let sums = store::month_counted(tx, month, calendar).await?;
                store::replace_month(tx, month, &sums).await
            }
            Self::Cards(agency) => supervision::recount_cards(tx, agency).await,
        }
    }
}

/// A slice that was compared.
struct Compared {
    numbers: usize,
    differences: Vec<Difference>,
}

impl Compared {
    async fn read(tx: &mut Tx, slice: Slice, calendar: &Calendar) -> Result<Self> {
        Ok(match slice {
            Slice::Day(day) => {
                let rolled = store::day_rolled(tx, day).await?;
                compare(slice, &day.to_string(), &rolled, &store::day_counted(tx, day).await?)
            }
            Slice::Month(month) => {
                let counted = store::month_counted(tx, month, calendar).await?;
                let rolled = store::month_rolled(tx, month).await?;
                compare(slice, &month.format("%Y-%m").to_string(), &rolled, &counted)
            }
            Slice::Cards(agency) => {
                let (rolled, counted) = supervision::card_sums(tx, agency).await?;
                compare(slice, &format!("agency {agency}"), &rolled, &counted)
            }
        })
    }
}

/// A row of sums: what they are of, and each under the name of its measure.
trait Sums {
    fn of(&self) -> String;
    fn measures(&self) -> Vec<(&'static str, i64)>;
}

impl Sums for CaseSum {
    fn of(&self) -> String {
        format!("agency {} in {}, {}", self.agency, self.region, self.item_type)
    }

    fn measures(&self) -> Vec<(&'static str, i64)> {
        vec![
            ("opened", self.opened),
            ("decided", self.decided),
            ("on_time", self.on_time),
            ("closed", self.closed),
            ("asked_late", self.asked_late),
        ]
    }
}

impl Sums for ItemSum {
    fn of(&self) -> String {
        format!("item {} in {}", self.item, self.region)
    }

    fn measures(&self) -> Vec<(&'static str, i64)> {
        vec![("decided", self.decided), ("working_days", self.working_days)]
    }
}

impl Sums for CardSum {
    fn of(&self) -> String {
        format!("in {}, {} {} {}", self.region, self.monitor, self.grade, self.stage)
    }

    fn measures(&self) -> Vec<(&'static str, i64)> {
        vec![("cards", self.cards)]
    }
}

/// Every number beside its counterpart; where there is no row, it is nought.
fn compare<S: Sums>(slice: Slice, place: &str, rolled: &[S], counted: &[S]) -> Compared {
    let mut numbers: BTreeMap<(String, &'static str), (i64, i64)> = BTreeMap::new();
    for sums in rolled {
        for (measure, number) in sums.measures() {
            numbers.entry((sums.of(), measure)).or_default().0 += number;
        }
    }
    for sums in counted {
        for (measure, number) in sums.measures() {
            numbers.entry((sums.of(), measure)).or_default().1 += number;
        }
    }
    let differences = numbers.iter().filter(|(_, (rolled, counted))| rolled != counted);
    let differences = differences.map(|((of, measure), (rolled, counted))| Difference {
        roll: slice.table(),
        place: format!("{place}, {of}"),
        measure,
        rolled: *rolled,
        counted: *counted,
    });
    Compared { numbers: numbers.len(), differences: differences.collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_number_that_differs_is_named_and_a_missing_row_is_nought() {
        let day = Slice::Day("2026-03-02".parse().unwrap());
        let sum = |item: &str, decided, working_days| ItemSum {
            item: item.into(),
            region: "440100".into(),
            decided,
            working_days,
        };
        let rolled = [sum("A", 1, 4), sum("B", 0, 0), sum("C", 2, 6)];
        let counted = [sum("A", 1, 5), sum("D", 1, 0), sum("C", 2, 6)];
        let compared = compare(day, "2026-03", &rolled, &counted);
        let lines: Vec<String> = compared.differences.iter().map(ToString::to_string).collect();
        assert_eq!(compared.numbers, 8);
        assert_eq!(
            lines,
            [
                "case_roll 2026-03, item A in 440100 working_days: 4, counted 5",
                "case_roll 2026-03, item D in 440100 decided: 0, counted 1",
            ]
        );
    }
}
