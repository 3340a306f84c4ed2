//! Deadlines: a naive walk over the published data as oracle for every year, the rules one by one, and properties.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate, TimeDelta};
use proptest::prelude::*;

use super::day_tests::{dates, day, published};
use super::*;

fn plain(start: &str, limit: Limit) -> Deadline {
    deadline(day(start), limit, &published(), &[], &[], CLOSE_OF_OFFICE)
}

fn paused(start: &str, limit: Limit, pauses: &[Pause]) -> Deadline {
    deadline(day(start), limit, &published(), pauses, &[], CLOSE_OF_OFFICE)
}

fn pause(from: &str, until: Option<&str>) -> Pause {
    Pause { from: day(from), until: until.map(day), why: PauseReason::Supplement }
}

/// The rule in its plainest words, on sets of dates.
struct Oracle {
    off: BTreeSet<NaiveDate>,
    worked: BTreeSet<NaiveDate>,
}

impl Oracle {
    fn works(&self, date: NaiveDate) -> bool {
        let fixed = [(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)].contains(&(date.month(), date.day()));
        let off = if date.year() > 2026 { fixed } else { self.off.contains(&date) };
        self.worked.contains(&date) || (date.weekday().number_from_monday() < 6 && !off)
    }

    fn due(&self, start: NaiveDate, mut left: u16) -> NaiveDate {
        let mut date = start;
        while left > 0 || !self.works(date) {
            date += TimeDelta::days(1);
            if self.works(date) {
                left = left.saturating_sub(1);
            }
        }
        date
    }
}

#[test]
fn in_every_year_from_every_day_it_agrees_with_the_naive_walk() {
    let oracle = Oracle { off: dates("holidays"), worked: dates("workdays") };
    let calendar = published();
    for start in day("2004-01-01").iter_days().take_while(|date| date.year() <= 2026) {
        for value in [0, 1, 5, 20] {
            let found = deadline(start, Limit::working_days(value), &calendar, &[], &[], CLOSE_OF_OFFICE);
            assert_eq!(found.due, Some(oracle.due(start, value)), "{value} from {start}");
            assert_eq!(found.due, Some(calendar.add_working_days(start, value)), "{value} from {start}");
            assert_eq!(found.provisional, found.due.unwrap().year() > 2026);
        }
    }
}

#[test]
fn five_days_over_spring_festival_explained() {
    let found = plain("2026-02-12", Limit::working_days(5));
    let told: Vec<String> = found
        .days
        .iter()
        .map(|line| format!("{} {:?} {:?}", line.date.to_string().split_off(5), line.counted, line.note))
        .collect();
    assert_eq!(told[0], "02-12 None Some(Start)");
    assert_eq!(told[1], "02-13 Some(1) None");
    assert_eq!(told[2], "02-14 Some(2) None", "the Saturday is worked");
    assert!(told[3..12].iter().all(|line| line.ends_with("None None")), "nine days off: {told:?}");
    assert_eq!(told[12..], ["02-24 Some(3) None", "02-25 Some(4) None", "02-26 Some(5) None"]);
    assert_eq!(found.at.unwrap().to_string(), "2026-02-26 09:30:00 UTC");
    assert!(!found.provisional);
    assert_eq!((found.used, found.total), (5, 5));
}

#[test]
fn on_the_spot_is_the_same_day_or_the_next_that_is_worked() {
    assert_eq!(plain("2026-03-05", Limit::working_days(0)).due, Some(day("2026-03-05")));
    let filed_on_sunday = plain("2026-03-08", Limit::working_days(0));
    assert_eq!(filed_on_sunday.due, Some(day("2026-03-09")));
    assert_eq!(filed_on_sunday.days[1].note, Some(DayNote::MovedOn));
}

#[test]
fn calendar_days_run_on_and_end_on_a_working_day() {
    assert_eq!(plain("2026-03-02", Limit::calendar_days(4)).due, Some(day("2026-03-06")));
    // The fifth and sixth day are Saturday and Sunday.
    for value in [5, 6, 7] {
        assert_eq!(plain("2026-03-02", Limit::calendar_days(value)).due, Some(day("2026-03-09")), "{value}");
    }
    let over_national_day = plain("2025-09-20", Limit::calendar_days(15));
    assert_eq!(over_national_day.due, Some(day("2025-10-09")));
    assert_eq!(over_national_day.used, 15);
}

#[test]
fn neither_end_of_a_pause_counts() {
    let limit = Limit::working_days(5);
    // Without a pause: Tuesday 3 to Monday 9 March.
    assert_eq!(plain("2026-03-02", limit).due, Some(day("2026-03-09")));
    for (from, until, due) in [
        ("2026-03-04", "2026-03-04", "2026-03-10"),
        ("2026-03-04", "2026-03-05", "2026-03-11"),
        ("2026-03-06", "2026-03-09", "2026-03-11"),
        ("2026-03-07", "2026-03-08", "2026-03-09"),
        ("2026-03-09", "2026-03-11", "2026-03-12"),
        ("2026-02-20", "2026-03-02", "2026-03-09"), // over by the start
        ("2026-03-02", "2026-03-03", "2026-03-10"),
        ("2026-03-10", "2026-03-20", "2026-03-09"), // after the due day
    ] {
        assert_eq!(
            paused("2026-03-02", limit, &[pause(from, Some(until))]).due,
            Some(day(due)),
            "{from} {until}"
        );
    }
    let overlapping = [pause("2026-03-03", Some("2026-03-05")), pause("2026-03-04", Some("2026-03-06"))];
    assert_eq!(paused("2026-03-02", limit, &overlapping).due, Some(day("2026-03-13")));
}

#[test]
fn while_the_clock_stands_there_is_no_due_day_and_the_days_used_are_told() {
    let found = paused("2026-03-02", Limit::working_days(5), &[pause("2026-03-05", None)]);
    assert_eq!((found.due, found.at, found.used, found.total), (None, None, 2, 5));
    assert_eq!(found.days.last().unwrap().note, Some(DayNote::Paused(PauseReason::Supplement)));
    assert!(found.is_standing());
    assert_eq!(found.remaining(day("2026-03-20"), &published()), None);
    // Asked on the very last day: it stands rather than run out.
    assert!(paused("2026-03-02", Limit::working_days(5), &[pause("2026-03-09", None)]).is_standing());
    // Asked on the day after it ran out: too late to stop it.
    let late = paused("2026-03-02", Limit::working_days(5), &[pause("2026-03-10", None)]);
    assert_eq!(late.due, Some(day("2026-03-09")));
}

#[test]
fn an_extension_adds_to_the_limit_and_says_so() {
    let extension = Extension { days: 10, reason: "需现场核查".into() };
    let found = deadline(day("2026-03-02"), law::DECISION, &published(), &[], &[extension], CLOSE_OF_OFFICE);
    assert_eq!(found.due, plain("2026-03-02", Limit::working_days(30)).due);
    let extended = found.days.iter().filter(|line| line.note == Some(DayNote::Extension)).count();
    assert_eq!((found.total, extended), (30, 10));
}

#[test]
fn a_half_day_counts_and_is_due_at_noon() {
    let half = CalendarRow { date: day("2026-03-06"), kind: RowKind::HalfDay, name: Default::default() };
    let calendar = Calendar::from_rows(published().rows().chain([half])).unwrap();
    let found = deadline(day("2026-03-02"), Limit::working_days(4), &calendar, &[], &[], CLOSE_OF_OFFICE);
    assert_eq!(found.at.unwrap().to_string(), "2026-03-06 04:00:00 UTC");
}

#[test]
fn what_is_left_counts_down_to_the_due_day_and_below() {
    let found = plain("2026-03-02", Limit::working_days(5));
    for (today, left) in [
        ("2026-03-02", 5),
        ("2026-03-06", 1),
        ("2026-03-08", 1),
        ("2026-03-09", 0),
        ("2026-03-10", -1),
        ("2026-03-15", -4),
        ("2026-03-16", -5),
    ] {
        assert_eq!(found.remaining(day(today), &published()), Some(left), "{today}");
    }
}

#[test]
fn a_limit_past_the_horizon_has_no_due_day() {
    let found = plain("2026-03-02", Limit::calendar_days(u16::MAX));
    assert!(found.due.is_none() && !found.is_standing() && found.provisional);
}

#[test]
fn the_explanation_survives_the_wire() {
    let found = paused("2026-12-28", Limit::working_days(5), &[pause("2026-12-29", Some("2026-12-30"))]);
    assert!(found.provisional);
    let wire = serde_json::to_value(&found).unwrap();
    assert_eq!(
        wire["days"][0],
        serde_json::json!({"date": "2026-12-28", "kind": "working", "note": "start"})
    );
    assert_eq!(wire["days"][1]["note"], serde_json::json!({"paused": "supplement"}));
    assert_eq!(wire["days"][4]["name"]["zh-CN"], "元旦");
    assert_eq!(serde_json::from_value::<Deadline>(wire).unwrap(), found);
}

prop_compose! {
    fn any_start()(offset in 0_i64..8000) -> NaiveDate {
        day("2005-01-01") + TimeDelta::days(offset)
    }
}

prop_compose! {
    fn any_limit()(value in 0_u16..90, working in any::<bool>()) -> Limit {
        if working { Limit::working_days(value) } else { Limit::calendar_days(value) }
    }
}

prop_compose! {
    /// Pauses near a start, as offsets in days from it.
    fn any_pauses()(pauses in prop::collection::vec((-20_i64..120, 0_i64..40, any::<bool>()), 0..4)) -> Vec<(i64, i64, bool)> {
        pauses
    }
}

fn from_offsets(start: NaiveDate, offsets: &[(i64, i64, bool)]) -> Vec<Pause> {
    let pause = |(from, length, special): &(i64, i64, bool)| Pause {
        from: start + TimeDelta::days(*from),
        until: Some(start + TimeDelta::days(from + length)),
        why: if *special { PauseReason::ExpertReview } else { PauseReason::Supplement },
    };
    offsets.iter().map(pause).collect()
}

proptest! {
    #[test]
    fn more_time_is_never_due_earlier(start in any_start(), limit in any_limit(), offsets in any_pauses(), days in 0_u16..20) {
        let (calendar, pauses) = (published(), from_offsets(start, &offsets));
        let longer = Limit { value: limit.value + days, ..limit };
        let extension = Extension { days, reason: String::new() };
        let due = |limit, extensions: &[Extension]| {
            deadline(start, limit, &calendar, &pauses, extensions, CLOSE_OF_OFFICE).at
        };
        prop_assert!(due(longer, &[]) >= due(limit, &[]));
        prop_assert_eq!(due(longer, &[]), due(limit, &[extension]));
    }

    #[test]
    fn a_pause_never_makes_it_earlier(start in any_start(), limit in any_limit(), offsets in any_pauses(), from in -20_i64..120, length in 0_i64..40) {
        let calendar = published();
        let some = from_offsets(start, &offsets);
        let more = [some.clone(), from_offsets(start, &[(from, length, true)])].concat();
        let due = |pauses: &[Pause]| deadline(start, limit, &calendar, pauses, &[], CLOSE_OF_OFFICE).due;
        prop_assert!(due(&more) >= due(&some));
    }

    #[test]
    fn the_explanation_adds_up(start in any_start(), limit in any_limit(), offsets in any_pauses()) {
        let (calendar, pauses) = (published(), from_offsets(start, &offsets));
        let found = deadline(start, limit, &calendar, &pauses, &[], CLOSE_OF_OFFICE);
        let due = found.due.unwrap();
        prop_assert!(calendar.is_working(due));
        prop_assert_eq!(found.days.first().unwrap().date, start);
        prop_assert_eq!(found.days.last().unwrap().date, due);
        let counted: Vec<u32> = found.days.iter().filter_map(|line| line.counted).collect();
        prop_assert!(counted.iter().copied().eq(1..=u32::from(limit.value)));
        prop_assert_eq!(found.used, found.total);
        let running = pauses.iter().filter(|pause| pause.until.unwrap() > start);
        let stands: Vec<&Pause> = running.collect();
        for line in &found.days {
            let covered = stands.iter().any(|pause| pause.covers(line.date));
            prop_assert_eq!(line.is_paused(), covered);
            prop_assert!(line.counted.is_none() || (!covered && limit.unit.counts(&line.kind) && line.date > start));
        }
        prop_assert_eq!(found.remaining(due, &calendar), Some(0));
        prop_assert!(found.remaining(start, &calendar).unwrap() >= 0);
    }
}
