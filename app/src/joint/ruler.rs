//! The lanes of a joint application on one ruler of days. Pure.

use chrono::{Days, NaiveDate};
use schema::bundles::{JointStatus, JointView, Lane, LaneState};
use schema::calendar::local_day;

use super::state::{Standing, standing};
use crate::ui::lanes::{Look, Row, Ruler, Sign, Stretch};

/// The least that a ruler shows, so that a day is not half of it.
const LEAST: u64 = 10;

/// The first day that is shown, and the last.
pub(super) fn span(view: &JointView) -> (NaiveDate, NaiveDate) {
    let first = local_day(view.submitted_at);
    let ends = |lane: &Lane| [lane.due, lane.closed_at.map(local_day)].into_iter().flatten().max();
    let runs = view.status == JointStatus::Open;
    let least = first.checked_add_days(Days::new(LEAST)).unwrap_or(first);
    let last = view.lanes.iter().filter_map(ends).chain(runs.then_some(view.today)).max().unwrap_or(first);
    let last = last.max(least);
    // The day for the whole is far off at first: it would press the lanes into a corner.
    let whole = view.deadline.as_ref().and_then(|deadline| deadline.due);
    let near = whole.filter(|whole| runs && (*whole - first).num_days() <= 2 * (last - first).num_days());
    (first, near.map_or(last, |whole| last.max(whole)))
}

/// The ruler of its lanes, and its first and last day.
pub fn ruler(view: &JointView) -> (Ruler, NaiveDate, NaiveDate) {
    let (first, last) = span(view);
    (Ruler::new(first, last, view.today, &view.off), first, last)
}

/// What is to be seen of a lane.
pub fn row(view: &JointView, lane: &Lane) -> Row {
    let Some(began) = lane.opened_at.map(local_day) else {
        let (_, last) = span(view);
        let waits = lane.state == LaneState::Held;
        let held = waits.then_some(Stretch { look: Look::Held, from: view.today, until: last });
        return Row { stretches: held.into_iter().collect(), sign: None };
    };
    let standing = standing(lane);
    let end = lane.closed_at.map_or(view.today, local_day);
    let mut stretches = worked(lane, standing, began, end);
    if matches!(standing, Standing::Waits | Standing::Handled | Standing::Late) {
        stretches.extend(ahead(lane, view.today));
    }
    let sign = match (standing, lane.closed_at) {
        (Standing::Waits, _) => Some(Sign::Waits),
        (Standing::Approved, _) => Some(Sign::Done),
        (Standing::Ended, _) | (_, Some(_)) => Some(Sign::Ended),
        _ => None,
    };
    Row { stretches, sign: sign.map(|sign| (sign, end)) }
}

/// What is behind: worked, but for the times when the clock stood; and what is past the last day.
fn worked(lane: &Lane, standing: Standing, began: NaiveDate, end: NaiveDate) -> Vec<Stretch> {
    let look = match standing {
        Standing::Approved => Look::Over,
        _ => Look::Worked,
    };
    let mut stretches = Vec::new();
    let mut from = began;
    for pause in &lane.pauses {
        let until = pause.until.unwrap_or(end).min(end);
        stretches.push(Stretch { look, from, until: pause.from });
        stretches.push(Stretch { look: Look::Standing, from: pause.from, until });
        from = until;
    }
    let late_from = lane.due.filter(|due| *due < end && standing == Standing::Late);
    let until = late_from.unwrap_or(end).max(from);
    stretches.push(Stretch { look, from, until });
    stretches.extend(late_from.map(|_| Stretch { look: Look::Late, from: until, until: end }));
    stretches.retain(|stretch| stretch.from < stretch.until);
    stretches
}

/// What is to come.
fn ahead(lane: &Lane, today: NaiveDate) -> Option<Stretch> {
    let due = lane.due.filter(|due| *due > today)?;
    Some(Stretch { look: Look::ToCome, from: today, until: due })
}

#[cfg(test)]
mod tests {
    use schema::bundles::LanePause;

    use super::super::samples::{day, lane, moment, view};
    use super::*;

    #[test]
    fn a_lane_that_stood_is_dashed_for_that_time() {
        let mut lane = lane("a", LaneState::Open);
        lane.pauses = vec![LanePause { from: day(3), until: Some(day(6)) }];
        lane.due = Some(day(20));
        let view = view(vec![lane.clone()]);
        let said: Vec<_> =
            row(&view, &lane).stretches.iter().map(|it| (it.look, it.from, it.until)).collect();
        assert_eq!(
            said,
            [
                (Look::Worked, day(1), day(3)),
                (Look::Standing, day(3), day(6)),
                (Look::Worked, day(6), day(10)),
                (Look::ToCome, day(10), day(20)),
            ]
        );
        assert_eq!(row(&view, &lane).sign, None);
    }

    #[test]
    fn what_waits_for_the_applicant_ends_today_in_a_sign() {
        let mut lane = lane("a", LaneState::Open);
        lane.status = Some(schema::process::Status::WaitingForApplicant);
        lane.pauses = vec![LanePause { from: day(4), until: None }];
        let row = row(&view(vec![lane.clone()]), &lane);
        assert_eq!(
            row.stretches.last(),
            Some(&Stretch { look: Look::Standing, from: day(4), until: day(10) })
        );
        assert_eq!(row.sign, Some((Sign::Waits, day(10))));
    }

    #[test]
    fn what_is_late_is_seen_from_its_last_day_on() {
        let mut lane = lane("a", LaneState::Open);
        (lane.due, lane.late) = (Some(day(7)), true);
        let row = row(&view(vec![lane.clone()]), &lane);
        assert_eq!(row.stretches.last(), Some(&Stretch { look: Look::Late, from: day(7), until: day(10) }));
    }

    #[test]
    fn what_was_approved_ends_with_a_tick_and_what_is_held_is_dotted() {
        let mut done = lane("a", LaneState::Closed);
        done.decision = Some(schema::process::Decision::Approved);
        done.closed_at = Some(moment(5));
        let held = lane("b", LaneState::Held);
        let view = view(vec![done.clone(), held.clone()]);
        let row_of_done = row(&view, &done);
        assert_eq!(row_of_done.stretches, [Stretch { look: Look::Over, from: day(1), until: day(5) }]);
        assert_eq!(row_of_done.sign, Some((Sign::Done, day(5))));
        assert_eq!(row(&view, &held).stretches.first().map(|it| it.look), Some(Look::Held));
    }

    #[test]
    fn of_what_is_decided_nothing_is_to_come() {
        let mut decided = lane("a", LaneState::Open);
        (decided.decision, decided.due) = (Some(schema::process::Decision::Approved), Some(day(20)));
        let row = row(&view(vec![decided.clone()]), &decided);
        assert_eq!(row.stretches, [Stretch { look: Look::Over, from: day(1), until: day(10) }]);
        assert_eq!(row.sign, Some((Sign::Done, day(10))));
    }

    #[test]
    fn the_day_for_the_whole_is_on_the_ruler_only_when_it_is_near() {
        let mut lane = lane("a", LaneState::Open);
        lane.due = Some(day(20));
        let mut view = view(vec![lane]);
        let due = |view: &mut JointView, due| {
            let days = Vec::new();
            view.deadline = Some(schema::calendar::Deadline {
                due: Some(due),
                at: None,
                total: 45,
                used: 45,
                provisional: false,
                days,
            });
            span(view).1
        };
        assert_eq!(due(&mut view, day(30)), day(30));
        assert_eq!(due(&mut view, NaiveDate::from_ymd_opt(2026, 12, 30).unwrap()), day(20));
    }
}
