//! What the clock stands for, and what comes after the end: special procedures, withdrawals, ratings.

use super::test_desk::{at, complete_words, facts, person, situation};
use super::*;
use crate::calendar::{CLOSE_OF_OFFICE, Calendar, DayNote, Limit, PauseReason, deadline, local_day};

#[test]
fn the_clock_stands_for_a_special_procedure_whoever_has_the_task() {
    let calendar = Calendar::from_json(crate::calendar::PUBLISHED).unwrap();
    let due = |state: &State| {
        let start = local_day(state.accepted_at.unwrap());
        deadline(start, Limit::working_days(5), &calendar, &state.pauses(), &[], CLOSE_OF_OFFICE)
    };
    let mut desk = situation("in review");
    assert_eq!(due(&desk.state).due, Some("2026-03-09".parse().unwrap()));
    desk.now = at("2026-03-04T01:00:00Z");
    let mut desk = desk.then("officer", CommandName::BeginSpecialProcedure);
    let standing = due(&desk.state);
    assert_eq!((standing.due, standing.used, standing.is_standing()), (None, 1, true));
    let note = standing.days.last().unwrap().note;
    assert_eq!(note, Some(DayNote::Paused(PauseReason::ExpertReview)));
    // Given back and taken by another, it goes on, and the other ends it.
    desk.now = at("2026-03-06T01:00:00Z");
    let mut desk = desk.then("agency_lead", CommandName::Release).then("colleague", CommandName::Claim);
    assert!(due(&desk.state).is_standing());
    desk.now = at("2026-03-10T01:00:00Z");
    let desk = desk.then("colleague", CommandName::EndSpecialProcedure);
    // Five working days, from the 4th to the 10th, are not counted.
    assert_eq!(due(&desk.state).due, Some("2026-03-16".parse().unwrap()));
    assert_eq!((desk.state.status(), desk.state.special_procedure()), (Some(Status::InReview), None));
}

#[test]
fn a_withdrawal_ends_what_the_clock_stands_for() {
    let desk = situation("special procedure").then("ana", CommandName::Withdraw);
    assert_eq!((desk.state.status(), desk.state.is_standing()), (Some(Status::Withdrawn), false));
    assert!(desk.state.pauses().iter().all(|pause| pause.until.is_some()));
}

#[test]
fn a_rating_of_old_counts_though_the_log_has_none() {
    let desk = situation("delivered");
    let rated = Facts { rated: true, ..facts() };
    let rate = complete_words(CommandName::Rate, "", Outcome::Delivered);
    let refusal = step(&desk.process, &desk.state, rate, &person("ana"), &rated, desk.now).unwrap_err();
    assert_eq!(refusal, Refusal { why: RefusalCode::AlreadyRated, allowed: vec![] });
}

#[test]
fn a_case_stays_closed_since_its_end_whatever_is_said_of_it() {
    let mut desk = situation("delivered");
    let closed_at = desk.state.closed_at;
    assert_eq!(closed_at, Some(desk.now));
    desk.now = at("2026-03-05T01:00:00Z");
    assert_eq!(desk.then("ana", CommandName::Rate).state.closed_at, closed_at);
}
