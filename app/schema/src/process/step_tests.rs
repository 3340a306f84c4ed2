//! Each command in each status, by table; and the walk through a case from filing to delivery.

use super::test_desk::{
    Desk, SITUATIONS, at, case, complete_words, facts, opinion, people, person, points, process, sent,
    situation,
};
use super::*;
use crate::calendar::{CLOSE_OF_OFFICE, Calendar, Limit, PauseReason, deadline, local_day};
use crate::id::CaseNumber;
use crate::role::Role;

#[test]
fn each_situation_has_its_status_and_replays_to_itself() {
    for (name, status) in SITUATIONS {
        let desk = situation(name);
        assert_eq!(desk.state.status(), status, "{name}");
        assert_eq!(State::replay(&desk.process, case(), &desk.events), Ok(desk.state), "{name}");
    }
    assert!(Status::ALL.iter().all(|status| SITUATIONS.iter().any(|(_, found)| *found == Some(*status))));
}

#[test]
fn each_person_may_do_this_and_nothing_else() {
    // Who is not named may do nothing there.
    let table: [(&str, &[(&str, &str)]); 17] = [
        ("new", &[("ana", "start"), ("agent", "start"), ("intake", "start")]),
        (
            "submitted",
            &[
                ("ana", "remind withdraw"),
                ("agent", "remind withdraw"),
                ("intake", "claim"),
                ("agency_lead", "reassign remind terminate"),
                ("supervisor", "remind"),
            ],
        ),
        (
            "submitted, held",
            &[
                ("ana", "remind withdraw"),
                ("agent", "remind withdraw"),
                ("intake", "release complete request_supplement delegate copy"),
                ("agency_lead", "release remind terminate"),
                ("supervisor", "remind"),
            ],
        ),
        (
            "accepted",
            &[
                ("ana", "remind withdraw"),
                ("agent", "remind withdraw"),
                ("officer", "claim"),
                ("colleague", "claim"),
                ("agency_lead", "claim jump reassign remind extend terminate"),
                ("supervisor", "remind"),
            ],
        ),
        (
            "in review",
            &[
                ("ana", "remind withdraw"),
                ("agent", "remind withdraw"),
                (
                    "officer",
                    "release complete request_supplement begin_special_procedure return reassign delegate add_signer copy",
                ),
                ("agency_lead", "release jump reassign remind extend terminate"),
                ("supervisor", "remind"),
            ],
        ),
        (
            "special procedure",
            &[
                ("ana", "remind withdraw"),
                ("agent", "remind withdraw"),
                ("officer", "release end_special_procedure reassign"),
                ("agency_lead", "release jump reassign remind extend terminate"),
                ("supervisor", "remind"),
            ],
        ),
        (
            "special procedure, released",
            &[
                ("ana", "remind withdraw"),
                ("agent", "remind withdraw"),
                ("officer", "claim"),
                ("colleague", "claim"),
                ("agency_lead", "claim jump reassign remind extend terminate"),
                ("supervisor", "remind"),
            ],
        ),
        (
            "waiting",
            &[
                ("ana", "receive_supplement remind withdraw"),
                ("agent", "receive_supplement remind withdraw"),
                ("intake", "receive_supplement"),
                ("officer", "release receive_supplement reassign"),
                ("colleague", "receive_supplement"),
                ("agency_lead", "release receive_supplement jump reassign remind extend terminate"),
                ("supervisor", "remind"),
            ],
        ),
        (
            "to decide",
            &[
                ("ana", "remind withdraw"),
                ("agent", "remind withdraw"),
                (
                    "agency_lead",
                    "release complete request_supplement begin_special_procedure return jump delegate add_signer copy remind extend terminate",
                ),
                ("supervisor", "remind"),
            ],
        ),
        (
            "reviewed",
            &[
                ("ana", "remind withdraw"),
                ("agent", "remind withdraw"),
                ("officer", "recall"),
                ("agency_lead", "claim jump remind extend terminate"),
                ("supervisor", "remind"),
            ],
        ),
        (
            "decided",
            &[
                ("ana", "remind"),
                ("agent", "remind"),
                ("intake", "claim"),
                ("officer", "claim"),
                ("colleague", "claim"),
                ("agency_lead", "claim reassign remind"),
                ("supervisor", "remind"),
            ],
        ),
        (
            "rejected",
            &[
                ("ana", "remind"),
                ("agent", "remind"),
                ("intake", "claim"),
                ("officer", "claim"),
                ("colleague", "claim"),
                ("agency_lead", "claim reassign remind"),
                ("supervisor", "remind"),
            ],
        ),
        ("delivered", &[("ana", "rate"), ("agent", "rate")]),
        ("rated", &[]),
        ("not accepted", &[]),
        ("withdrawn", &[]),
        ("terminated", &[]),
    ];
    for (name, expected) in table {
        let desk = situation(name);
        for person in people() {
            let may = allowed(&desk.process, &desk.state, &person, &facts());
            let names: Vec<&str> = may.iter().map(|allowed| allowed.command.slug()).collect();
            let row = expected.iter().find(|(id, _)| *id == person.id).map_or("", |(_, names)| names);
            assert_eq!(names.join(" "), row, "{name}: {}", person.id);
            check_allowed_is_exact(&desk, &person, &may);
        }
    }
}

/// What is allowed is accepted, what is not is refused, and the refusal names what is.
fn check_allowed_is_exact(desk: &Desk, person: &Actor, may: &[Allowed]) {
    for name in CommandName::ALL {
        let allowed = may.iter().find(|allowed| allowed.command == name);
        let outcome =
            allowed.and_then(|allowed| allowed.outcomes.first().copied()).unwrap_or(Outcome::Approved);
        let task = allowed.and_then(|allowed| allowed.task.clone()).unwrap_or_else(|| desk.task());
        let there = allowed.and_then(|allowed| allowed.to.first());
        let command = sent(complete_words(name, &task, outcome), there);
        match step(&desk.process, &desk.state, command, person, &facts(), desk.now) {
            Ok(events) => assert!(allowed.is_some() && !events.is_empty(), "{} {name}", person.id),
            Err(refusal) => {
                assert!(allowed.is_none(), "{} {name} {:?}", person.id, refusal.why);
                assert!(refusal.allowed.iter().eq(may.iter().map(|allowed| &allowed.command)));
            }
        }
    }
}

#[test]
fn nobody_handles_a_case_of_their_own() {
    for (name, _) in SITUATIONS {
        let desk = situation(name);
        for person in people().into_iter().filter(|person| person.role.is_staff()) {
            let filed = Facts { applicants: vec![person.id.clone()], ..Facts::default() };
            let named = Facts { interested: vec![person.id.clone()], ..facts() };
            for facts in [filed, named] {
                assert_eq!(allowed(&desk.process, &desk.state, &person, &facts), [], "{name}: {}", person.id);
                let claim = Command::Claim { task: desk.task() };
                let refusal = step(&desk.process, &desk.state, claim, &person, &facts, desk.now).unwrap_err();
                assert_eq!(refusal.why, RefusalCode::OwnCase, "{name}: {}", person.id);
            }
        }
    }
    // Who filed it acts as the applicant all the same.
    let own = Facts { interested: vec!["ana".into()], ..facts() };
    let desk = situation("submitted");
    assert_ne!(allowed(&desk.process, &desk.state, &person("ana"), &own), []);
}

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

#[test]
fn a_case_reports_its_stages() {
    let delivered = situation("waiting")
        .then("ana", CommandName::ReceiveSupplement)
        .then("officer", CommandName::BeginSpecialProcedure)
        .then("officer", CommandName::EndSpecialProcedure)
        .on("officer", CommandName::Complete, Outcome::Approved)
        .work("agency_lead", Outcome::Approved)
        .work("intake", Outcome::Delivered);
    let stages = [
        "申办",
        "网上预受理",
        "受理",
        "补交告知",
        "补交受理",
        "特别程序申请",
        "特别程序结果",
        "审批",
        "审批",
        "办结",
        "领取登记",
    ];
    assert_eq!(delivered.stages(), stages);
    assert!(Stage::ALL.into_iter().all(|stage| stages.contains(&stage.chinese())), "all ten are recorded");
    assert_eq!(delivered.then("ana", CommandName::Rate).stages(), stages, "a rating is no stage");
    assert_eq!(situation("not accepted").stages(), ["申办", "网上预受理", "受理", "办结"]);
    assert!(situation("withdrawn").stages().ends_with(&["补交告知", "办结"]));
}

#[test]
fn decisions_are_the_deciders_and_a_review_only_recommends() {
    let decided = situation("decided");
    assert_eq!(decided.state.decision, Some(Decision::Approved), "against the review");
    assert_eq!(decided.state.done[1].outcome, Outcome::Rejected);
    assert_eq!(situation("rejected").state.decision, Some(Decision::Rejected));
    let lead = situation("accepted").work("agency_lead", Outcome::Approved);
    assert_eq!(lead.state.done[1].by.role, Role::AgencyLead, "an agency lead's review is seen to be one");
}

#[test]
fn the_clock_stands_from_the_notice_to_the_answer() {
    let mut desk = situation("in review");
    desk.now = at("2026-03-04T17:00:00Z"); // already the 5th in China
    let mut desk = desk.then("officer", CommandName::RequestSupplement);
    let calendar = Calendar::from_json(crate::calendar::PUBLISHED).unwrap();
    let start = local_day(desk.state.accepted_at.unwrap());
    let due = |state: &State| {
        deadline(start, Limit::working_days(5), &calendar, &state.pauses(), &[], CLOSE_OF_OFFICE)
    };
    assert!(due(&desk.state).is_standing());
    assert_eq!(due(&desk.state).used, 2);
    desk.now = at("2026-03-06T09:00:00Z");
    let desk = desk.then("agent", CommandName::ReceiveSupplement);
    let [pause] = &desk.state.pauses()[..] else { panic!("one pause") };
    assert_eq!((pause.from.to_string(), pause.why), ("2026-03-05".into(), PauseReason::Supplement));
    assert_eq!(due(&desk.state).due, Some("2026-03-11".parse().unwrap()));
    assert_eq!(desk.state.status(), Some(Status::InReview));
}

#[test]
fn what_is_not_a_history_does_not_replay() {
    let desk = situation("in review");
    let replay = |events: &[Event]| State::replay(&desk.process, case(), events);
    let with = |index: usize, change: fn(&mut Event)| {
        let mut events = desk.events.clone();
        change(&mut events[index]);
        replay(&events).unwrap_err()
    };
    assert_eq!(replay(&desk.events[1..]), Err(ReplayError::OutOfOrder { expected: 1, found: 2 }));
    assert_eq!(with(1, |event| event.seq = 1), ReplayError::OutOfOrder { expected: 2, found: 1 });
    let other = with(0, |event| {
        event.payload = Payload::CaseStarted(CaseStarted { process: "simple".into(), version: 2 });
    });
    assert_eq!(other, ReplayError::OtherProcess("simple".into(), 2));
    let jumped = with(1, |event| {
        event.payload = Payload::TaskOpened(TaskOpened {
            task: "decide".into(),
            holder: None,
            instead_of: None,
            task_kind: None,
        })
    });
    assert_eq!(jumped, ReplayError::Impossible { seq: 2, kind: "task_opened" });
    let thief = with(3, |event| event.actor.id = "somebody".into());
    assert_eq!(thief, ReplayError::Impossible { seq: 4, kind: "task_completed" });
    let foreign = CaseNumber::new(case().region(), case().date(), 2).unwrap();
    assert_eq!(State::replay(&desk.process, foreign, &desk.events), Err(ReplayError::ForeignCase(case())));
    assert_eq!(replay(&[]), Ok(State::new(case())));
}

#[test]
fn an_impossible_event_leaves_the_state_as_it_was() {
    let mut desk = situation("waiting");
    let before = desk.state.clone();
    for (_, donor) in SITUATIONS.iter().map(|(name, _)| (name, situation(name))) {
        for mut event in donor.events {
            event.seq = before.seq + 1;
            if desk.state.apply(&desk.process, &event).is_err() {
                assert_eq!(desk.state, before, "{:?}", event.payload);
            }
            desk.state = before.clone();
        }
    }
}

#[test]
fn times_are_kept_to_the_microsecond() {
    let now = at("2026-03-02T01:00:00.123456789Z");
    let events =
        step(&process(), &State::new(case()), Command::Start {}, &person("ana"), &facts(), now).unwrap();
    assert!(events.iter().all(|event| event.at == at("2026-03-02T01:00:00.123456Z")));
    for event in events {
        let stored = serde_json::to_string(&event).unwrap();
        assert_eq!(serde_json::from_str::<Event>(&stored).unwrap(), event);
    }
}
