//! The calendar against the published one, for every year it knows, and against hand-made rows.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use serde_json::Value;

use super::{CLOSE_OF_OFFICE, Calendar, CalendarError, CalendarRow, DayKind, NOON, RowKind};
use crate::locale::{Locale, Text};

pub(crate) const PUBLISHED: &str = include_str!("../../fixtures/cn-holidays-2004-2026.json");

pub(super) fn published() -> Calendar {
    Calendar::from_json(PUBLISHED).unwrap()
}

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The dates under this key of the published file, read without the calendar's own reader.
pub(super) fn dates(key: &str) -> BTreeSet<NaiveDate> {
    let published: Value = serde_json::from_str(PUBLISHED).unwrap();
    published[key].as_object().unwrap().keys().map(|date| day(date)).collect()
}

fn row(date: &str, kind: RowKind) -> CalendarRow {
    CalendarRow { date: day(date), kind, name: Text::zh("试") }
}

#[test]
fn every_published_day_is_what_the_notice_says() {
    let calendar = published();
    let (off, worked) = (dates("holidays"), dates("workdays"));
    assert!(calendar.known_years().eq(2004..=2026));
    for year in 2004..=2026 {
        assert!(off.iter().filter(|date| date.year() == year).count() >= 10, "{year}");
        for date in day(&format!("{year}-01-01")).iter_days().take_while(|date| date.year() == year) {
            let kind = calendar.day_kind(date);
            let weekend = date.weekday().number_from_monday() > 5;
            let as_expected = match &kind {
                DayKind::Holiday(name) => {
                    off.contains(&date) && name.has(Locale::ZhCn) && name.has(Locale::En)
                }
                DayKind::WorkedWeekend(name) => worked.contains(&date) && weekend && !name.is_empty(),
                DayKind::Weekend => weekend && !off.contains(&date) && !worked.contains(&date),
                DayKind::Working => !weekend && !off.contains(&date),
                DayKind::HalfDay => false,
            };
            assert!(as_expected, "{date} {kind:?}");
            assert_eq!(calendar.is_working(date), kind.is_working(), "{date}");
            assert!(!calendar.provisional(date), "{date}");
        }
    }
}

#[test]
fn some_days_by_name() {
    let calendar = published();
    let spring = Text::zh("春节").with(Locale::En, "Spring Festival");
    assert_eq!(calendar.day_kind(day("2026-02-16")), DayKind::Holiday(spring.clone()));
    assert_eq!(calendar.day_kind(day("2026-02-14")), DayKind::WorkedWeekend(spring));
    assert_eq!(calendar.day_kind(day("2026-03-07")), DayKind::Weekend);
    assert_eq!(calendar.day_kind(day("2026-03-09")), DayKind::Working);
}

#[test]
fn past_the_last_notice_only_the_fixed_holidays_are_known() {
    let calendar = published();
    for (date, holiday) in [
        ("2027-01-01", Some("元旦")),
        ("2027-02-08", None), // Spring Festival of 2027 is near, and not guessed
        ("2027-05-03", None),
        ("2028-05-01", Some("劳动节")),
        ("2028-05-02", Some("劳动节")),
        ("2027-10-01", Some("国庆节")),
        ("2030-10-03", Some("国庆节")),
        ("2027-10-04", None),
    ] {
        assert!(calendar.provisional(day(date)));
        match (calendar.day_kind(day(date)), holiday) {
            (DayKind::Holiday(name), Some(expected)) => {
                assert_eq!(name.get(Locale::ZhCn), expected, "{date}")
            }
            (kind, expected) => assert!(kind == DayKind::Working && expected.is_none(), "{date} {kind:?}"),
        }
    }
    assert!(calendar.provisional(day("2003-12-31")));
}

#[test]
fn a_year_becomes_known_with_its_national_day() {
    let local = Calendar::from_rows([row("2027-04-09", RowKind::Off)]).unwrap();
    assert!(local.provisional(day("2027-04-09")) && !local.is_working(day("2027-04-09")));
    let noticed = Calendar::from_rows([row("2027-10-01", RowKind::Off)]).unwrap();
    assert!(!noticed.provisional(day("2027-05-03")));
    assert!(noticed.is_working(day("2027-10-04")), "what a known year does not name is plain");
}

#[test]
fn half_days_are_worked_and_close_at_noon() {
    let calendar = Calendar::from_rows([
        row("2026-02-14", RowKind::Worked),
        row("2026-02-14", RowKind::HalfDay),
        row("2026-03-06", RowKind::HalfDay),
    ])
    .unwrap();
    for date in ["2026-02-14", "2026-03-06"] {
        assert_eq!(calendar.day_kind(day(date)), DayKind::HalfDay);
        assert!(calendar.is_working(day(date)));
        assert_eq!(calendar.closes(day(date), CLOSE_OF_OFFICE), NOON);
    }
    assert_eq!(calendar.closes(day("2026-03-05"), CLOSE_OF_OFFICE), CLOSE_OF_OFFICE);
}

#[test]
fn rows_that_contradict_are_refused() {
    use RowKind::{HalfDay, Off, Worked};
    for (rows, error) in [
        (
            vec![row("2026-02-14", Off), row("2026-02-14", Worked)],
            CalendarError::Contradiction(day("2026-02-14")),
        ),
        (vec![row("2026-03-05", Worked)], CalendarError::NotAWeekend(day("2026-03-05"))),
        (vec![row("2026-03-07", HalfDay)], CalendarError::NotWorked(day("2026-03-07"))),
        (
            vec![row("2026-03-05", HalfDay), row("2026-03-05", Off)],
            CalendarError::NotWorked(day("2026-03-05")),
        ),
    ] {
        assert_eq!(Calendar::from_rows(rows), Err(error));
    }
    assert!(matches!(Calendar::from_json("{}"), Err(CalendarError::Unreadable(_))));
    let unnamed = r#"{"holidays": {"2026-01-01": "元旦"}, "workdays": {}}"#;
    assert_eq!(Calendar::from_json(unnamed), Err(CalendarError::Name(day("2026-01-01"))));
}

#[test]
fn the_wire_is_its_rows() {
    let calendar = published();
    let wire = serde_json::to_string(&calendar).unwrap();
    assert!(
        wire.starts_with(r#"[{"date":"2004-01-01","kind":"off","name":{"zh-CN":"元旦""#),
        "{}",
        &wire[..80]
    );
    assert_eq!(serde_json::from_str::<Calendar>(&wire).unwrap(), calendar);
}

#[test]
fn adding_and_counting_working_days_undo_each_other() {
    let calendar = published();
    for start in day("2025-12-20").iter_days().take(90) {
        for count in [0, 1, 5, 20, 45] {
            let end = calendar.add_working_days(start, count);
            assert!(calendar.is_working(end));
            let between = calendar.working_days_between(start, end);
            assert_eq!(calendar.working_days_between(end, start), -between);
            match count {
                0 => assert!(between <= 1, "{start}"),
                _ => assert_eq!(between, i64::from(count), "{start}"),
            }
        }
    }
    assert_eq!(calendar.add_working_days(day("2026-02-13"), 1), day("2026-02-14"));
    assert_eq!(calendar.add_working_days(day("2026-02-14"), 1), day("2026-02-24"));
    assert_eq!(calendar.add_working_days(day("2026-02-15"), 0), day("2026-02-24"));
    assert_eq!(calendar.take_working_days(day("2026-02-24"), 0), day("2026-02-24"));
    assert_eq!(calendar.take_working_days(day("2026-02-24"), 1), day("2026-02-14"));
    assert_eq!(calendar.take_working_days(day("2026-02-15"), 0), day("2026-02-14"));
    assert_eq!(calendar.take_working_days(day("2026-02-23"), 1), day("2026-02-13"));
}
