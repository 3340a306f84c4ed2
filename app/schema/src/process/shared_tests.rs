//! A shared answer that was put right in another part of a joint application: what that does to this one.

use super::test_desk::{Desk, SITUATIONS, situation};
use super::*;

const SHARED: &str = "/name";

fn take() -> Command {
    Command::TakeShared { changed: vec![Place::Pointer(SHARED.into())] }
}

/// A situation of a case that is part of a joint application.
fn part(name: &str) -> Desk {
    let mut desk = situation(name);
    desk.facts.lead_agency = Some("market".into());
    desk
}

fn taken(desk: &mut Desk) -> Result<Vec<Event>, RefusalCode> {
    let events = step(&desk.process, &desk.state, take(), &Actor::system(), &desk.facts, desk.now)
        .map_err(|refusal| refusal.why)?;
    for event in &events {
        desk.state.apply(&desk.process, event).unwrap();
    }
    desk.events.extend(events.iter().cloned());
    assert_eq!(State::replay(&desk.process, desk.state.case, &desk.events), Ok(desk.state.clone()));
    Ok(events)
}

#[test]
fn what_was_examined_is_examined_anew_by_who_did_it() {
    for name in ["reviewed", "to decide"] {
        let mut desk = part(name);
        let events = taken(&mut desk).unwrap();
        let Payload::SharedChanged(shared) = &events[0].payload else { panic!("{events:?}") };
        assert_eq!((shared.back.as_deref(), events[0].actor.is_system()), (Some("review"), true), "{name}");
        let open: Vec<_> =
            desk.state.open.iter().map(|open| (open.key.as_str(), open.holder.as_deref())).collect();
        assert_eq!(open, [("review#2", Some("officer"))], "{name}");
        let mut desk = desk.on("officer", CommandName::Complete, Outcome::Approved);
        assert_eq!(desk.task(), "decide#2", "{name}");
        // Once more: it goes back to the review as it was done last.
        taken(&mut desk).unwrap();
        assert_eq!(desk.task(), "review#3", "{name}");
    }
}

#[test]
fn before_the_first_examination_it_only_says_so() {
    for name in ["submitted", "submitted, held", "accepted", "in review"] {
        let mut desk = part(name);
        let before = desk.state.open.clone();
        let events = taken(&mut desk).unwrap();
        assert!(
            matches!(&events[..], [Event { payload: Payload::SharedChanged(it), .. }] if it.back.is_none())
        );
        assert_eq!(desk.state.open, before, "{name}");
    }
}

#[test]
fn while_the_case_is_out_of_the_hands_of_the_agency_it_stays_where_it_is() {
    for (name, after) in
        [("waiting", Status::WaitingForApplicant), ("special procedure", Status::SpecialProcedure)]
    {
        let mut desk = part(name);
        taken(&mut desk).unwrap();
        assert_eq!(desk.state.status(), Some(after));
    }
    // Asked from the decision: the review was done, and stays so.
    let mut desk = part("to decide").then("agency_lead", CommandName::RequestSupplement);
    taken(&mut desk).unwrap();
    assert_eq!((desk.task().as_str(), desk.state.is_waiting()), ("decide", true));
}

#[test]
fn what_is_decided_or_ended_is_not_touched() {
    for (name, status) in SITUATIONS {
        let mut desk = part(name);
        let why = match status {
            None => RefusalCode::NotStarted,
            Some(_) if desk.state.is_closed() => RefusalCode::Closed,
            Some(Status::Decided) => RefusalCode::AlreadyDecided,
            Some(_) => continue,
        };
        assert_eq!(taken(&mut desk), Err(why), "{name}");
    }
}

#[test]
fn only_the_hall_says_it_and_only_of_a_part() {
    let mut alone = situation("reviewed");
    assert_eq!(taken(&mut alone), Err(RefusalCode::WrongRole));
    for who in ["ana", "officer", "agency_lead"] {
        assert_eq!(part("reviewed").refusal(who, take()), RefusalCode::WrongRole);
    }
    let mut none = part("reviewed");
    let empty = Command::TakeShared { changed: Vec::new() };
    let refused = step(&none.process, &none.state, empty, &Actor::system(), &none.facts, none.now);
    assert_eq!(refused.unwrap_err().why, RefusalCode::PlaceMissing);
    taken(&mut none).unwrap();
}

#[test]
fn the_hall_ends_a_part_that_is_set_apart() {
    let end = || Command::Terminate { reason: "须分别办理".into() };
    let alone = situation("reviewed");
    let hall = Actor::system();
    let given = |desk: &Desk| step(&desk.process, &desk.state, end(), &hall, &desk.facts, desk.now);
    assert_eq!(given(&alone).unwrap_err().why, RefusalCode::WrongRole);
    assert!(given(&part("reviewed")).is_ok());
    assert_eq!(given(&part("decided")).unwrap_err().why, RefusalCode::AlreadyDecided);
}
