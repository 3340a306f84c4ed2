//! Why a command is refused: who gave it, where the case stands, and words that are missing.

use super::*;

#[test]
fn a_refusal_says_why() {
    use CommandName::*;
    use RefusalCode as Why;
    for (name, who, command, task, why) in [
        ("new", "officer", Claim, "accept", Why::NotStarted),
        ("new", "officer", Start, "", Why::WrongRole),
        ("new", "stranger", Start, "", Why::NotTheApplicant),
        ("submitted", "ana", Start, "", Why::AlreadyStarted),
        ("submitted", "officer", Claim, "accept", Why::WrongRole),
        ("submitted", "intake", Claim, "review", Why::NotTheCurrentTask),
        ("submitted", "intake", Claim, "paint", Why::UnknownTask),
        ("submitted", "intake", Complete, "accept", Why::NotClaimed),
        ("submitted", "intake", Release, "accept", Why::NotClaimed),
        ("submitted", "stranger", Withdraw, "", Why::NotTheApplicant),
        ("submitted", "intake", ReceiveSupplement, "", Why::NotWaiting),
        ("in review", "officer", Claim, "review", Why::AlreadyYours),
        ("in review", "colleague", Release, "review", Why::HeldByAnother),
        ("in review", "agency_lead", Claim, "review", Why::HeldByAnother),
        ("in review", "agency_lead", Complete, "review", Why::HeldByAnother),
        ("waiting", "officer", Complete, "review", Why::WaitingForApplicant),
        ("waiting", "officer", RequestSupplement, "review", Why::WaitingForApplicant),
        ("waiting", "supervisor", ReceiveSupplement, "", Why::WrongRole),
        ("waiting", "stranger", ReceiveSupplement, "", Why::NotTheApplicant),
        ("decided", "ana", Withdraw, "", Why::AlreadyDecided),
        ("decided", "intake", RequestSupplement, "deliver", Why::AlreadyDecided),
        ("submitted, held", "intake", BeginSpecialProcedure, "accept", Why::NotYetAccepted),
        ("accepted", "officer", BeginSpecialProcedure, "review", Why::NotClaimed),
        ("in review", "colleague", BeginSpecialProcedure, "review", Why::HeldByAnother),
        ("in review", "officer", EndSpecialProcedure, "review", Why::NoSpecialProcedure),
        ("waiting", "officer", BeginSpecialProcedure, "review", Why::WaitingForApplicant),
        ("decided", "intake", BeginSpecialProcedure, "deliver", Why::AlreadyDecided),
        ("special procedure", "officer", Complete, "review", Why::SpecialProcedureOpen),
        ("special procedure", "officer", RequestSupplement, "review", Why::SpecialProcedureOpen),
        ("special procedure", "officer", BeginSpecialProcedure, "review", Why::SpecialProcedureOpen),
        ("special procedure", "colleague", EndSpecialProcedure, "review", Why::HeldByAnother),
        ("special procedure", "intake", EndSpecialProcedure, "review", Why::WrongRole),
        ("special procedure, released", "officer", EndSpecialProcedure, "review", Why::NotClaimed),
        ("new", "ana", Rate, "", Why::NotStarted),
        ("decided", "ana", Rate, "", Why::NotDelivered),
        ("withdrawn", "ana", Rate, "", Why::NotDelivered),
        ("delivered", "stranger", Rate, "", Why::NotTheApplicant),
        ("delivered", "intake", Rate, "", Why::NotTheApplicant),
        ("rated", "agent", Rate, "", Why::AlreadyRated),
        ("delivered", "intake", Claim, "deliver", Why::Closed),
        ("withdrawn", "ana", Withdraw, "", Why::Closed),
        ("not accepted", "ana", Withdraw, "", Why::Closed),
    ] {
        let found = situation(name).refusal(who, complete_words(command, task, Outcome::Approved));
        assert_eq!(found, why, "{name}: {who} {command}");
    }
}

#[test]
fn words_that_are_missing_are_asked_for() {
    use RefusalCode as Why;
    let complete = |task: &str, outcome, reason: Option<&str>, opinion| Command::Complete {
        task: task.into(),
        outcome,
        reason: reason.map(Into::into),
        opinion,
        checks: Vec::new(),
        next: None,
        changes: Vec::new(),
        forms: Vec::new(),
    };
    let request = |points, reason: Option<&str>| Command::RequestSupplement {
        task: "review".into(),
        points,
        reason: reason.map(Into::into),
    };
    let silent = SupplementPoint { place: Place::Pointer("/name".into()), reason: " ".into() };
    let nowhere = SupplementPoint { place: Place::Pointer("name".into()), reason: "不符".into() };
    let blank = Opinion { article: " ".into(), ..opinion() };
    let begin = |ends_on: &str, reason: &str| Command::BeginSpecialProcedure {
        task: "review".into(),
        ground: Ground::Testing,
        ends_on: ends_on.parse().unwrap(),
        reason: reason.into(),
    };
    let end = Command::EndSpecialProcedure { task: "review".into(), result: " ".into(), added: 0 };
    for (name, who, command, why) in [
        (
            "submitted, held",
            "intake",
            complete("accept", Outcome::Approved, None, None),
            Why::OutcomeNotPossible,
        ),
        (
            "submitted, held",
            "intake",
            complete("accept", Outcome::NotAccepted, Some(" "), None),
            Why::ReasonMissing,
        ),
        ("in review", "officer", complete("review", Outcome::Approved, None, None), Why::OpinionMissing),
        (
            "in review",
            "officer",
            complete("review", Outcome::Approved, None, Some(blank)),
            Why::OpinionMissing,
        ),
        (
            "in review",
            "officer",
            complete("review", Outcome::Rejected, None, Some(opinion())),
            Why::ReasonMissing,
        ),
        ("in review", "officer", complete("review", Outcome::Delivered, None, None), Why::OutcomeNotPossible),
        ("in review", "officer", request(vec![], None), Why::PlaceMissing),
        ("in review", "officer", request(vec![nowhere], None), Why::PlaceMissing),
        ("in review", "officer", request(vec![silent], None), Why::ReasonMissing),
        ("in review", "officer", request([points(), points()].concat(), None), Why::PlaceTwice),
        ("waiting", "ana", Command::ReceiveSupplement { changed: vec![] }, Why::PlaceMissing),
        ("in review", "officer", begin("2026-03-09", " "), Why::ReasonMissing),
        ("in review", "officer", begin("2026-03-02", "须检测"), Why::OutOfBounds),
        ("in review", "officer", begin("2026-03-09", &"长".repeat(2001)), Why::OutOfBounds),
        ("special procedure", "officer", end, Why::ResultMissing),
        ("delivered", "ana", Command::Rate { grade: 6, words: None }, Why::OutOfBounds),
    ] {
        assert_eq!(situation(name).refusal(who, command.clone()), why, "{name}: {command:?}");
    }
    let mut answered = situation("waiting").then("ana", CommandName::ReceiveSupplement);
    assert_eq!(answered.refusal("officer", request(points(), None)), Why::RepeatNeedsReason);
    answered.give("officer", request(points(), Some("现场核查发现"))).unwrap();
    let last = answered.events.last().unwrap();
    assert!(matches!(&last.payload, Payload::SupplementRequested(again) if again.repeat));
}
