//! What events say of a case: its stages, its decisions and its clock; and what is no history.

use super::*;

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
