//! A deadline on the calendar: the weeks from its start to its end, what counts filled in.

use crate::prelude::*;
use chrono::{Datelike, Days, NaiveDate};
use schema::calendar::{DayKind, DayLine, DayNote, Deadline};

use crate::text::{Words, use_words};

/// Longer ones are told day by day only: nobody reads a calendar of half a year on a phone.
const MOST_WEEKS: usize = 10;

/// One square.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Square {
    number: u32,
    class: &'static str,
    said: String,
}

/// The weeks from Monday to Sunday that the deadline touches.
fn weeks(deadline: &Deadline, words: Words) -> Vec<Vec<Square>> {
    let (Some(first), Some(last)) = (deadline.days.first(), deadline.days.last()) else { return Vec::new() };
    let monday = first.date - Days::new(u64::from(first.date.weekday().num_days_from_monday()));
    let mut lines = deadline.days.iter().peekable();
    let squares: Vec<Square> = monday
        .iter_days()
        .take_while(|date| *date <= last.date || date.weekday().num_days_from_monday() > 0)
        .map(|date| square(date, lines.next_if(|line| line.date == date), deadline, words))
        .collect();
    squares.chunks(7).map(<[Square]>::to_vec).collect()
}

fn square(date: NaiveDate, line: Option<&DayLine>, deadline: &Deadline, words: Words) -> Square {
    let Some(line) = line else { return Square { number: date.day(), class: "", said: String::new() } };
    let class = match line {
        line if Some(line.date) == deadline.due => "end",
        DayLine { note: Some(DayNote::Start), .. } => "start",
        line if line.is_paused() => "paused",
        DayLine { counted: Some(_), .. } => "count",
        _ => "",
    };
    let said = match (&line.kind, line.counted, line.note) {
        (_, Some(day), _) => words.clock.nth(day),
        (_, _, Some(DayNote::Start)) => words.clock.day_of_start().to_owned(),
        (DayKind::Holiday(name), ..) => name.get(words.locale).to_owned(),
        _ => String::new(),
    };
    Square { number: date.day(), class, said }
}

/// The calendar of a deadline; none for a long one.
#[component]
pub fn Month(
    /// What is shown.
    deadline: Deadline,
) -> impl IntoView {
    let words = use_words();
    let weeks = weeks(&deadline, words);
    if weeks.is_empty() || weeks.len() > MOST_WEEKS {
        return ().into_any();
    }
    let names = words.weekday_initials().map(|name| view! { <th scope="col">{name}</th> });
    let rows = weeks.into_iter().map(|week| {
        let squares =
            week.into_iter().map(|it| view! { <td class=it.class>{it.number}<small>{it.said}</small></td> });
        view! { <tr>{squares.collect_view()}</tr> }
    });
    let rows = rows.collect_view();
    let caption =
        deadline.days.first().zip(deadline.days.last()).map(|(first, last)| {
            words.clock.from_to(&words.full_day(first.date), &words.full_day(last.date))
        });
    view! {
        <table class="month">
            <caption>{caption}</caption>
            <thead><tr>{names.collect_view()}</tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

#[cfg(test)]
mod tests {
    use schema::Locale;
    use schema::calendar::{CLOSE_OF_OFFICE, Calendar, Limit, LimitUnit, deadline};

    use super::*;

    #[test]
    fn whole_weeks_are_shown() {
        let start = NaiveDate::from_ymd_opt(2026, 9, 24).unwrap();
        let limit = Limit { value: 3, unit: LimitUnit::WorkingDays };
        let deadline = deadline(start, limit, &Calendar::default(), &[], &[], CLOSE_OF_OFFICE);
        let weeks = weeks(&deadline, Words::new(Locale::ZhCn));
        assert_eq!(weeks.len(), 2);
        assert!(weeks.iter().all(|week| week.len() == 7));
        let class = |week: usize| -> Vec<&str> { weeks[week].iter().map(|square| square.class).collect() };
        assert_eq!(class(0), ["", "", "", "start", "count", "", ""]);
        assert_eq!(class(1), ["count", "end", "", "", "", "", ""]);
        assert_eq!((weeks[0][0].number, weeks[1][1].said.as_str()), (21, "第3天"));
    }
}
