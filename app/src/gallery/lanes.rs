//! Rows on one ruler of days, in each of their states; the list they stand in; and rows of squares.

use chrono::NaiveDate;

use crate::prelude::*;
use crate::text::use_words;
use crate::ui::lanes::{Axis, Look, Row, Ruler, Sign, Stretch, Track};
use crate::ui::squares::{Columns, DayHead, DayRow, Square};

/// A day of the sample: October 2026, with a week of holidays.
fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 10, day).unwrap_or_default()
}

fn ruler(today: u32) -> Ruler {
    let off: Vec<NaiveDate> = [1, 2, 3, 4, 5, 6, 7, 17, 18, 24, 25].into_iter().map(day).collect();
    Ruler::new(day(1), day(30), day(today), &off)
}

fn row(stretches: &[(Look, u32, u32)], sign: Option<(Sign, u32)>) -> Row {
    let stretch = |(look, from, until): &(Look, u32, u32)| Stretch {
        look: *look,
        from: day(*from),
        until: day(*until),
    };
    Row { stretches: stretches.iter().map(stretch).collect(), sign: sign.map(|(sign, at)| (sign, day(at))) }
}

fn axis(today: u32) -> AnyView {
    let words = use_words();
    let (first, last) = (words.day(day(1)), words.day(day(30)));
    view! { <Axis ruler=ruler(today) today=words.bundles.today() first last/> }
}

fn track(row: Row) -> AnyView {
    view! { <Track ruler=ruler(15) row/> }
}

pub(super) fn states() -> Vec<(&'static str, AnyView)> {
    use Look::{Held, Late, Over, Standing, ToCome, Worked};
    let stood = [(Worked, 2, 6), (Standing, 6, 12), (Worked, 12, 15), (ToCome, 15, 30)];
    vec![
        ("today in the middle", axis(15)),
        ("nothing but days off", track(Row::default())),
        ("worked, to come", track(row(&[(Worked, 2, 15), (ToCome, 15, 28)], None))),
        ("it stood", track(row(&stood, None))),
        ("it waits", track(row(&[(Worked, 2, 9), (Standing, 9, 15)], Some((Sign::Waits, 15))))),
        ("late", track(row(&[(Worked, 2, 12), (Late, 12, 15)], None))),
        ("went well", track(row(&[(Over, 2, 11)], Some((Sign::Done, 11))))),
        ("is over", track(row(&[(Worked, 2, 11)], Some((Sign::Ended, 11))))),
        ("not begun", track(row(&[(Held, 15, 30)], None))),
    ]
}

pub(super) fn list() -> Vec<(&'static str, AnyView)> {
    let words = use_words().cases;
    let line = |class: &'static str, mark: &'static str, said: String, next: &'static str| {
        view! { <li class=class><h3><i class=mark></i>{words.item()}<small>{said}</small></h3><p>{next}</p></li> }
    };
    let lines = [
        line("you", "mark", words.stands().to_owned(), words.next_waiting()),
        line("", "mark doing", words.days_left(9), words.next_reviewing()),
        line("late", "mark doing", words.days_late(3), words.next_overdue()),
        line("done", "mark done", words.closed_delivered().to_owned(), words.next_none()),
    ];
    vec![("lanes", view! { <ol class="lanes" role="list">{lines.into_iter().collect_view()}</ol> })]
}

pub(super) fn squares() -> Vec<(&'static str, AnyView)> {
    use Square::{Before, Blank, Done, Held, Last, Late, Now, Start, Stood, ToCome, Used};
    let off: Vec<NaiveDate> = [17, 18].into_iter().map(day).collect();
    let Some(columns) = Columns::new(day(12), day(21), day(16), &off) else { return Vec::new() };
    let words = use_words();
    let row = |squares: [Square; 8]| view! { <DayRow columns=columns.clone() squares=squares.to_vec()/> };
    let (today, head) = (words.bundles.today(), columns.clone());
    vec![
        ("the days", view! { <DayHead columns=head today month=move |day| words.month(day)/> }),
        (
            "begun, used, today, to come",
            row([Before, Start, Used(1), Used(2), Now(3), ToCome(4), ToCome(5), Last(6)]),
        ),
        ("it stood", row([Start, Used(1), Stood, Stood, Stood, Blank, Blank, Blank])),
        ("late", row([Start, Used(1), Used(2), Late(1), Late(2), Blank, Blank, Blank])),
        ("went well", row([Start, Done(1), Done(2), Done(3), Blank, Blank, Blank, Blank])),
        ("not begun", row([Blank, Blank, Blank, Blank, Held, Held, Held, Held])),
    ]
}
