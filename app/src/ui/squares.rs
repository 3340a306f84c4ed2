//! Rows of numbered squares on shared columns, a column a working day: what is used, what stood, what is to come. Days off that
//! follow each other are one narrow column. It knows nothing of government.
//!
//! The drawing says nothing to a screen reader: whoever uses it says the same in words beside it.

use crate::prelude::*;
use chrono::{Datelike, NaiveDate};

/// More columns than this say nothing that a line does not say better: the 45 working days and 15 more that several agencies
/// may have together (行政许可法 art. 42).
const MOST: usize = 60;

/// The columns that all rows of a drawing share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns {
    columns: Vec<Column>,
    today: NaiveDate,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Day(NaiveDate),
    Off,
}

/// What is in a column of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Square {
    /// Nothing.
    Blank,
    /// It has come, and is not begun: a line.
    Before,
    /// It begins: a ring.
    Start,
    /// A day that is used up, by its number.
    Used(u32),
    /// Today, by the number of the day.
    Now(u32),
    /// A day to come.
    ToCome(u32),
    /// The last day.
    Last(u32),
    /// A day of what went well in the end.
    Done(u32),
    /// A day on which it stood: hatched.
    Stood,
    /// So many days past the last one.
    Late(u32),
    /// It waits its turn: dotted.
    Held,
}

impl Square {
    /// The class it is drawn by.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Blank => "none",
            Self::Before => "before",
            Self::Start => "start",
            Self::Used(_) => "used",
            Self::Now(_) => "now",
            Self::ToCome(_) => "to-go",
            Self::Last(_) => "end",
            Self::Done(_) => "done",
            Self::Stood => "stood",
            Self::Late(_) => "late",
            Self::Held => "held",
        }
    }

    /// What stands in it.
    pub fn said(self) -> Option<String> {
        match self {
            Self::Used(day) | Self::Now(day) | Self::ToCome(day) | Self::Last(day) | Self::Done(day) => {
                Some(day.to_string())
            }
            Self::Late(days) => Some(format!("+{days}")),
            Self::Blank | Self::Before | Self::Start | Self::Stood | Self::Held => None,
        }
    }
}

impl Columns {
    /// The columns from one day to another, both with it; `off` are the days on which nobody works. None where there are more
    /// than can be read.
    pub fn new(first: NaiveDate, last: NaiveDate, today: NaiveDate, off: &[NaiveDate]) -> Option<Self> {
        let mut columns = Vec::new();
        for day in first.iter_days().take_while(|day| *day <= last) {
            if !off.contains(&day) {
                columns.push(Column::Day(day));
            } else if columns.last() != Some(&Column::Off) {
                columns.push(Column::Off);
            }
            if columns.len() > 2 * MOST {
                return None;
            }
        }
        let days = columns.iter().filter(|column| **column != Column::Off).count();
        (days <= MOST).then_some(Self { columns, today })
    }

    /// The days that have a column.
    pub fn days(&self) -> impl Iterator<Item = NaiveDate> {
        self.columns.iter().filter_map(|column| match column {
            Column::Day(day) => Some(*day),
            Column::Off => None,
        })
    }
}

/// The days over the rows: each by its number, under the name of its month where that begins, and under today's where it is.
#[component]
pub fn DayHead(
    /// The columns.
    columns: Columns,
    /// What today is called.
    today: &'static str,
    /// What the month of a day is called.
    month: impl Fn(NaiveDate) -> String + 'static,
) -> impl IntoView {
    let mut named = None;
    let cells = columns.columns.iter().map(|column| {
        let Column::Day(day) = *column else { return view! { <span class="off"></span> } };
        let is_new = named.replace((day.year(), day.month())) != Some((day.year(), day.month()));
        let (class, over) = match day {
            day if day == columns.today => ("day today", today.to_owned()),
            day if is_new => ("day", month(day)),
            _ => ("day", String::new()),
        };
        view! { <span class=class><small>{over}</small>{day.day()}</span> }
    });
    let cells = cells.collect::<Vec<_>>();
    view! { <div class="days-head" aria-hidden="true">{cells}</div> }
}

/// One row.
#[component]
pub fn DayRow(
    /// The columns.
    columns: Columns,
    /// What is in each that is a day.
    squares: Vec<Square>,
) -> impl IntoView {
    let mut squares = squares.into_iter();
    let cells = columns.columns.iter().map(|column| {
        let Column::Day(day) = *column else { return view! { <span class="off"></span> } };
        let square = squares.next().unwrap_or(Square::Blank);
        let here = if day == columns.today { " here" } else { "" };
        view! { <span class=format!("{}{here}", square.class())><i>{square.said()}</i></span> }
    });
    let cells = cells.collect::<Vec<_>>();
    view! { <div class="squares" aria-hidden="true">{cells}</div> }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 9, day).unwrap()
    }

    fn columns() -> Columns {
        Columns::new(day(3), day(9), day(7), &[day(5), day(6)]).unwrap()
    }

    #[test]
    fn days_off_that_follow_each_other_are_one_narrow_column() {
        assert_eq!(columns().days().collect::<Vec<_>>(), [day(3), day(4), day(7), day(8), day(9)]);
        let html = view! { <DayRow columns=columns() squares=Vec::new()/> }.to_html();
        assert_eq!((html.matches("\"off\"").count(), html.matches("\"none").count()), (1, 5), "{html}");
    }

    #[test]
    fn each_square_has_its_number_and_its_look() {
        let squares = vec![Square::Start, Square::Used(1), Square::Late(2), Square::Stood, Square::Last(12)];
        let html = view! { <DayRow columns=columns() squares/> }.to_html();
        let cells = [
            "start\"><i></i>",
            "used\"><i>1</i>",
            "late here\"><i>+2</i>",
            "stood\"><i></i>",
            "end\"><i>12</i>",
        ];
        for cell in cells {
            assert!(html.replace("<!>", "").contains(cell), "{cell}: {html}");
        }
    }

    #[test]
    fn the_month_is_named_where_it_begins_and_today_where_it_is() {
        let columns = Columns::new(day(29), day(30) + chrono::Days::new(3), day(30), &[]).unwrap();
        let month = |day: NaiveDate| format!("month {}", day.month());
        let html = view! { <DayHead columns today="today" month/> }.to_html();
        for said in ["month 9", "today", "month 10"] {
            assert_eq!(html.matches(&format!(">{said}<")).count(), 1, "{said}: {html}");
        }
    }

    #[test]
    fn more_than_can_be_read_is_not_drawn() {
        let last = |days: u64| Columns::new(day(1), day(1) + chrono::Days::new(days), day(1), &[]);
        assert!(last(59).is_some() && last(60).is_none());
        // However far the last day is, no more is counted than need be.
        assert!(Columns::new(day(1), NaiveDate::MAX, day(1), &[]).is_none());
    }
}
