//! A deadline day by day: what counts, and why the others do not. Days that are alike stand on one line.

use crate::prelude::*;
use chrono::{Datelike, NaiveDate};
use schema::calendar::{DayKind, DayLine, DayNote, Deadline};
use schema::process::Ground;

use crate::text::{Words, use_words};
use crate::ui::icon::Icon;

/// A run of days of which the same is to be said.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Run {
    first: NaiveDate,
    last: NaiveDate,
    counted: bool,
    said: String,
}

fn runs(deadline: &Deadline, words: Words) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for line in &deadline.days {
        let said = said(line, words);
        match runs.last_mut() {
            Some(run) if !run.counted && line.counted.is_none() && run.said == said => run.last = line.date,
            _ => runs.push(Run { first: line.date, last: line.date, counted: line.counted.is_some(), said }),
        }
    }
    runs
}

fn said(line: &DayLine, words: Words) -> String {
    let text = words.clock;
    let kind = match &line.kind {
        DayKind::Working | DayKind::Weekend => None,
        DayKind::HalfDay => Some(text.half_day().to_owned()),
        DayKind::Holiday(name) => Some(text.holiday(name.get(words.locale))),
        DayKind::WorkedWeekend(name) => Some(text.worked_weekend(name.get(words.locale))),
    };
    let treated = match (line.counted, line.note) {
        (Some(day), Some(DayNote::Extension)) => text.extended(day),
        (Some(day), _) => text.counted(day),
        (None, Some(DayNote::Start)) => text.start().to_owned(),
        (None, Some(DayNote::Paused(why))) => match Ground::of(why) {
            Some(ground) => text.special_procedure(words.ground(ground)),
            None => text.supplement().to_owned(),
        },
        (None, Some(DayNote::MovedOn)) => text.moved_on().to_owned(),
        (None, _) if line.kind == DayKind::Weekend => text.weekend().to_owned(),
        (None, _) => text.not_counted().to_owned(),
    };
    match kind {
        Some(kind) => text.and(&kind, &treated),
        None => treated,
    }
}

/// The explanation, behind a fold.
#[component]
pub fn Days(
    /// What is explained.
    deadline: Deadline,
) -> impl IntoView {
    let words = use_words();
    let rows = runs(&deadline, words).into_iter().map(|run| {
        let days = if run.first == run.last {
            words.weekday_and_day(run.first)
        } else {
            words.clock.from_to(&words.day(run.first), &words.day(run.last))
        };
        view! { <tr class:off=!run.counted><th scope="row">{days}</th><td>{run.said}</td></tr> }
    });
    let rows = rows.collect_view();
    view! {
        <details class="more">
            <summary>{words.clock.how_counted()}<Icon name="down"/></summary>
            <table class="days"><tbody>{rows}</tbody></table>
        </details>
    }
}

/// That the holidays of the last year are not known yet, and what that means; nothing where they are.
#[component]
pub fn Provisional(
    /// What is explained.
    deadline: Deadline,
) -> impl IntoView {
    let words = use_words().clock;
    let last = deadline.days.last().filter(|_| deadline.provisional).map(|line| line.date.year());
    last.map(|year| view! { <p class="soft">{words.provisional(year)}</p> })
}

#[cfg(test)]
mod tests {
    use schema::Locale;
    use schema::calendar::PauseReason;
    use schema::locale::Text;

    use super::*;

    fn line(day: u32, kind: DayKind, counted: Option<u32>, note: Option<DayNote>) -> DayLine {
        DayLine { date: NaiveDate::from_ymd_opt(2026, 9, day).unwrap(), kind, counted, note }
    }

    #[test]
    fn each_day_is_accounted_for_once() {
        let holiday = || DayKind::Holiday(Text::zh("中秋节").with(Locale::En, "Mid-Autumn Festival"));
        let days = vec![
            line(24, DayKind::Working, None, Some(DayNote::Start)),
            line(25, holiday(), None, None),
            line(26, holiday(), None, None),
            line(27, DayKind::WorkedWeekend(Text::zh("国庆节")), Some(1), None),
            line(28, DayKind::Working, None, Some(DayNote::Paused(PauseReason::Supplement))),
            line(29, DayKind::Working, None, Some(DayNote::Paused(PauseReason::Hearing))),
            line(30, DayKind::Working, Some(2), Some(DayNote::Extension)),
        ];
        let deadline = Deadline { due: None, at: None, total: 2, used: 2, provisional: false, days };
        let said: Vec<String> =
            runs(&deadline, Words::new(Locale::ZhCn)).into_iter().map(|run| run.said).collect();
        assert_eq!(
            said,
            [
                "开始那天，不算",
                "中秋节放假，不算",
                "国庆节调休上班，第 1 天",
                "等补正，时限停住，不算",
                "听证，时限停住，不算",
                "延期里的第 2 天"
            ]
        );
        let runs = runs(&deadline, Words::new(Locale::En));
        assert_eq!(runs[1].said, "Mid-Autumn Festival, not counted");
        assert_eq!((runs[1].first, runs[1].last), (deadline.days[1].date, deadline.days[2].date));
    }
}
