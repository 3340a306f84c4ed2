//! What the clock stands for, and what comes after the end: special procedures, withdrawals, ratings.

use super::test_desk::{Desk, at, complete_words, facts, person, situation};
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
    assert_eq!(
        refusal,
        Refusal { why: RefusalCode::AlreadyRated, allowed: vec![], points: vec![], forms: vec![] }
    );
}

#[test]
fn a_case_stays_closed_since_its_end_whatever_is_said_of_it() {
    let mut desk = situation("delivered");
    let closed_at = desk.state.closed_at;
    assert_eq!(closed_at, Some(desk.now));
    desk.now = at("2026-03-05T01:00:00Z");
    assert_eq!(desk.then("ana", CommandName::Rate).state.closed_at, closed_at);
}

#[test]
fn what_is_asked_for_later_than_two_working_days_after_receipt_counts_against_who_asks() {
    let calendar = Calendar::from_json(crate::calendar::PUBLISHED).unwrap();
    // Filed on Monday the 2nd; to be asked by the 4th.
    for (now, late) in [("2026-03-04T15:59:00Z", false), ("2026-03-04T16:00:00Z", true)] {
        let mut desk = situation("in review");
        desk.facts.ask_by = desk.state.ask_by(&calendar);
        assert_eq!(desk.facts.ask_by, Some("2026-03-04".parse().unwrap()));
        desk.now = at(now);
        let desk = desk.then("officer", CommandName::RequestSupplement);
        let asked = desk.state.supplements.last().unwrap();
        assert_eq!((asked.late, asked.by.as_str()), (late, "officer"), "{now}");
        assert!(desk.state.is_standing(), "the applicant loses nothing by it");
    }
    assert_eq!(State::new(super::test_desk::case()).ask_by(&calendar), None);
}

#[test]
fn what_asks_for_work_anew_adds_at_most_thirty_of_a_hundred_to_the_limit() {
    let end =
        |added| Command::EndSpecialProcedure {
            task: "review".into(), result: "须重新核算".into(), added
        };
    let begin = |ground| Command::BeginSpecialProcedure {
        task: "review".into(),
        ground,
        ends_on: "2026-03-20".parse().unwrap(),
        reason: "须检测".into(),
    };
    for (limit, ground, most) in [
        (Some(Limit::working_days(20)), Ground::Testing, 6),
        (Some(Limit::working_days(13)), Ground::Hearing, 3),
        (Some(Limit::working_days(3)), Ground::Testing, 0),
        (Some(Limit::working_days(20)), Ground::Auction, 0),
        (Some(Limit::working_days(20)), Ground::Bidding, 0),
        (None, Ground::Testing, 0),
    ] {
        let mut desk = situation("in review");
        desk.facts.limit = limit;
        desk.give("officer", begin(ground)).unwrap();
        assert_eq!(desk.refusal("officer", end(most + 1)), RefusalCode::TooMuchAdded);
        desk.give("officer", end(most)).unwrap();
        assert_eq!(desk.state.added_days(), u32::from(most), "{limit:?} {ground:?}");
        // What was added before counts.
        desk.give("officer", begin(ground)).unwrap();
        assert_eq!(desk.refusal("officer", end(1)), RefusalCode::TooMuchAdded);
        desk.give("officer", end(0)).unwrap();
        assert_eq!(State::replay(&desk.process, desk.state.case, &desk.events), Ok(desk.state));
    }
}

#[test]
fn at_three_months_the_lead_is_told_once() {
    let mut desk = situation("special procedure");
    let hall = Actor::system();
    let report = |desk: &Desk, who: &Actor| {
        step(&desk.process, &desk.state, Command::ReportPause {}, who, &desk.facts, desk.now)
            .map_err(|no| no.why)
    };
    assert_eq!(desk.state.special_procedure().unwrap().report_on(), "2026-06-02".parse().unwrap());
    assert_eq!(report(&desk, &person("agency_lead")), Err(RefusalCode::WrongRole));
    desk.now = at("2026-06-01T15:59:00Z");
    assert_eq!(desk.state.pause_to_report(desk.now), None);
    assert_eq!(report(&desk, &hall), Err(RefusalCode::NotYetDue));
    desk.now = at("2026-06-01T16:00:00Z");
    assert!(desk.state.pause_to_report(desk.now).is_some());
    let events = report(&desk, &hall).unwrap();
    let [Event { payload: Payload::PauseReported(told), actor, .. }] = &events[..] else {
        panic!("{events:?}")
    };
    assert_eq!((told.task.as_str(), actor), ("review", &hall));
    desk.state.apply(&desk.process, &events[0]).unwrap();
    assert_eq!(report(&desk, &hall), Err(RefusalCode::AlreadyReported));
    assert_eq!(desk.state.pause_to_report(desk.now), None);
    let over = situation("in review");
    assert_eq!(report(&over, &hall), Err(RefusalCode::NoSpecialProcedure));
}
