//! The days of each part of a joint application as numbered squares: the working days since its agency accepted it. Pure.

use chrono::NaiveDate;
use schema::bundles::{JointView, Lane, LaneState};
use schema::calendar::local_day;

use super::ruler::span;
use super::state::{Standing, standing};
use crate::ui::squares::{Columns, Square};

/// The columns that its lanes share; none where they would be too many to read.
pub fn columns(view: &JointView) -> Option<Columns> {
    let (first, last) = span(view);
    Columns::new(first, last, view.today, &view.off)
}

/// What is in the columns of a lane.
pub fn squares(view: &JointView, lane: &Lane, columns: &Columns) -> Vec<Square> {
    let held = |day| if day < view.today { Square::Blank } else { Square::Held };
    match (lane.opened_at.map(local_day), lane.state) {
        (Some(began), _) => {
            let mut clock = Clock::of(view, lane, began);
            columns.days().map(|day| clock.square(day)).collect()
        }
        (None, LaneState::Held) => columns.days().map(held).collect(),
        (None, _) => columns.days().map(|_| Square::Blank).collect(),
    }
}

/// How many working days a lane took so far, and on how many it stood.
pub fn counted(squares: &[Square]) -> (u32, u32) {
    let count = |is: fn(&Square) -> bool| {
        u32::try_from(squares.iter().filter(|square| is(square)).count()).unwrap_or(u32::MAX)
    };
    let worked = count(|square| {
        matches!(square, Square::Used(_) | Square::Now(_) | Square::Done(_) | Square::Late(_))
    });
    (worked, count(|square| *square == Square::Stood))
}

/// The clock of a lane, asked for one working day after the other.
struct Clock<'a> {
    lane: &'a Lane,
    standing: Standing,
    began: NaiveDate,
    /// The day from which on days are counted, itself not (民法典 art. 201).
    starts: NaiveDate,
    /// The last day on which it was worked on: that on which it ended, or today.
    ends: NaiveDate,
    today: NaiveDate,
    /// How many days were counted, and how many of them past the last one.
    days: u32,
    late: u32,
}

impl<'a> Clock<'a> {
    fn of(view: &JointView, lane: &'a Lane, began: NaiveDate) -> Self {
        Self {
            lane,
            standing: standing(lane),
            began,
            starts: lane.accepted_at.map_or(began, local_day),
            ends: lane.closed_at.map_or(view.today, local_day),
            today: view.today,
            days: 0,
            late: 0,
        }
    }

    fn square(&mut self, day: NaiveDate) -> Square {
        match day {
            day if day < self.began => Square::Blank,
            day if day < self.starts => Square::Before,
            day if day == self.starts => Square::Start,
            day if self.stands(day) => Square::Stood,
            day if day > self.ends => self.ahead(day),
            day => self.behind(day),
        }
    }

    /// Neither the day on which it was asked nor that on which the answer came is counted (see `schema::calendar::Pause`).
    fn stands(&self, day: NaiveDate) -> bool {
        let covers = |from, until: Option<NaiveDate>| from <= day && day <= until.unwrap_or(self.ends);
        self.lane.pauses.iter().any(|pause| covers(pause.from, pause.until))
    }

    fn behind(&mut self, day: NaiveDate) -> Square {
        let number = next(&mut self.days);
        let is_late = self.lane.due.is_some_and(|due| due < day);
        match self.standing {
            Standing::Approved => Square::Done(number),
            Standing::Late if is_late => Square::Late(next(&mut self.late)),
            Standing::Handled | Standing::Late if day == self.today => Square::Now(number),
            _ => Square::Used(number),
        }
    }

    fn ahead(&mut self, day: NaiveDate) -> Square {
        let goes_on = matches!(self.standing, Standing::Handled | Standing::Late);
        match self.lane.due.filter(|_| goes_on) {
            Some(due) if day < due => Square::ToCome(next(&mut self.days)),
            Some(due) if day == due => Square::Last(next(&mut self.days)),
            _ => Square::Blank,
        }
    }
}

fn next(count: &mut u32) -> u32 {
    *count = count.saturating_add(1);
    *count
}

#[cfg(test)]
mod tests {
    use schema::bundles::LanePause;
    use schema::process::{Decision, Status};

    use super::super::samples::{day, lane, moment, view};
    use super::*;

    /// Filed on Tuesday the first of September, looked at on Thursday the tenth; nobody works on the fifth and the sixth.
    fn seen(lane: &Lane) -> Vec<Square> {
        let view = JointView { off: vec![day(5), day(6)], ..view(vec![lane.clone()]) };
        squares(&view, lane, &columns(&view).unwrap())
    }

    fn open() -> Lane {
        Lane { accepted_at: Some(moment(2)), ..lane("甲", LaneState::Open) }
    }

    #[test]
    fn working_days_are_numbered_from_the_day_after_it_was_accepted() {
        use Square::{Before, Last, Now, Start, ToCome, Used};
        let due = Lane { due: Some(day(14)), ..open() };
        let squares = seen(&due);
        let [filed, start, rest @ ..] = squares.as_slice() else { panic!("{squares:?}") };
        assert_eq!((filed, start), (&Before, &Start));
        let expected =
            [Used(1), Used(2), Used(3), Used(4), Used(5), Now(6), ToCome(7), ToCome(8), ToCome(9), Last(10)];
        assert_eq!(rest, expected);
        assert_eq!(counted(&squares), (6, 0));
    }

    #[test]
    fn a_day_on_which_the_clock_stood_has_no_number() {
        use Square::{Stood, Used};
        let pauses = vec![LanePause { from: day(4), until: Some(day(8)) }];
        let squares = seen(&Lane { pauses, ..open() });
        assert_eq!(squares[2..7], [Used(1), Stood, Stood, Stood, Used(2)]);
        // While it stands nothing is to come, whenever it was due.
        let pauses = vec![LanePause { from: day(4), until: None }];
        let status = Some(Status::WaitingForApplicant);
        let squares = seen(&Lane { pauses, status, ..open() });
        assert_eq!(squares[3..8], [Stood; 5]);
        assert!(squares[8..].iter().all(|square| *square == Square::Blank), "{squares:?}");
        assert_eq!(counted(&squares), (1, 5));
    }

    #[test]
    fn days_past_the_last_one_are_counted_anew() {
        let squares = seen(&Lane { due: Some(day(8)), late: true, ..open() });
        assert_eq!(squares[5..8], [Square::Used(4), Square::Late(1), Square::Late(2)]);
    }

    #[test]
    fn what_has_ended_ends_there_and_what_waits_its_turn_is_dotted_from_today_on() {
        let decision = Some(Decision::Approved);
        let closed = Lane { decision, closed_at: Some(moment(7)), ..lane("甲", LaneState::Closed) };
        let closed = Lane { accepted_at: Some(moment(2)), ..closed };
        let squares = seen(&closed);
        assert_eq!(squares[2..6], [Square::Done(1), Square::Done(2), Square::Done(3), Square::Blank]);
        let squares = seen(&lane("乙", LaneState::Held));
        assert_eq!(squares[6..8], [Square::Blank, Square::Held]);
        assert!(seen(&lane("丙", LaneState::Dropped)).iter().all(|square| *square == Square::Blank));
    }
}
