//! What a task says beside whose it is: its checklist, what follows from it, where one may go from it, what gates the end,
//! and what a superior has fixed.

use serde_json::{Value, json};

use super::test_desk::{Desk, complete_words, opinion, person, points};
use super::*;
use crate::role::Role;

fn task(id: &str, role: &str, kind: &str, more: Value) -> Value {
    let mut task = json!({ "id": id, "name": { "zh-CN": id }, "role": role, "kind": kind });
    task.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    json!({ "task": task })
}

fn review(id: &str, more: Value) -> Value {
    task(id, "officer", "review", more)
}

/// A case that has been accepted, in a process with this between acceptance and decision, and that behind it.
fn accepted(middle: &[Value], end: &[Value]) -> Desk {
    let mut seq = vec![task("accept", "intake", "accept", json!({}))];
    seq.extend(middle.iter().cloned());
    seq.push(task("decide", "agency_lead", "decide", json!({})));
    seq.extend(end.iter().cloned());
    seq.push(task("deliver", "intake", "deliver", json!({})));
    let definition = json!({ "id": "simple", "version": 1, "title": { "zh-CN": "试" }, "seq": seq });
    let process = Process::read(&definition.to_string()).unwrap_or_else(|faults| panic!("{faults:?}"));
    Desk::of(process).then("ana", CommandName::Start).work("intake", Outcome::Accepted)
}

fn end(
    key: &str,
    outcome: Outcome,
    checks: &[Check],
    next: Option<&str>,
    changes: Vec<crate::form::Change>,
) -> Command {
    Command::Complete {
        task: key.into(),
        outcome,
        reason: Some("因为".into()),
        opinion: Some(opinion()),
        checks: checks.to_vec(),
        next: next.map(Into::into),
        changes,
        forms: Vec::new(),
    }
}

fn check(point: &str) -> Check {
    Check { point: point.into(), answer: CheckAnswer::NotApplicable, words: Some("无此项".into()) }
}

fn open(desk: &Desk) -> Vec<&str> {
    let mut keys: Vec<&str> = desk.state.open.iter().map(|open| open.key.as_str()).collect();
    keys.sort_unstable();
    keys
}

fn name() -> Value {
    json!({ "zh-CN": "项" })
}

fn with_checklist() -> Desk {
    let effects = json!([
        { "id": "tell", "name": name(), "on": ["approved"], "does": { "message": name() } },
        { "id": "fee", "name": name(), "does": { "fee": "F-1" } },
    ]);
    let checklist = json!([{ "id": "seal", "name": name() }, { "id": "size", "name": name() }]);
    accepted(&[review("review", json!({ "checklist": checklist, "effects": effects }))], &[])
}

#[test]
fn every_point_of_a_checklist_is_answered_before_an_opinion_is_filed() {
    let desk = with_checklist().then("officer", CommandName::Claim);
    let refused = |checks: &[Check]| {
        let command = end("review", Outcome::Approved, checks, None, Vec::new());
        let officer = person("officer");
        let refusal = step(&desk.process, &desk.state, command, &officer, &desk.facts, desk.now).unwrap_err();
        (refusal.why, refusal.points)
    };
    let missing = |points: &[&str]| points.iter().map(|&point| point.to_owned()).collect::<Vec<_>>();
    assert_eq!(refused(&[]), (RefusalCode::ChecklistOpen, missing(&["seal", "size"])));
    assert_eq!(refused(&[check("size")]), (RefusalCode::ChecklistOpen, missing(&["seal"])));
    let all = [check("size"), check("seal")];
    for odd in [check("seal"), check("colour")] {
        let checks = [&all[..], &[odd]].concat();
        assert_eq!(refused(&checks), (RefusalCode::NoSuchPoint, Vec::new()));
    }
    let long = Check { words: Some("长".repeat(2001)), ..check("seal") };
    assert_eq!(refused(&[check("size"), long]).0, RefusalCode::OutOfBounds);
    for (outcome, effects) in [(Outcome::Approved, &["tell", "fee"][..]), (Outcome::Rejected, &["fee"])] {
        let command = end("review", outcome, &all, None, Vec::new());
        let events =
            step(&desk.process, &desk.state, command, &person("officer"), &desk.facts, desk.now).unwrap();
        let Payload::TaskCompleted(done) = &events[0].payload else { panic!("{events:?}") };
        assert_eq!((&done.checks[..], &done.effects[..]), (&all[..], &missing(effects)[..]));
    }
}

#[test]
fn who_signs_besides_neither_checks_nor_makes_anything_follow() {
    let mut desk =
        with_checklist().then("officer", CommandName::Claim).then("officer", CommandName::AddSigner);
    desk.give("colleague", end("review#2", Outcome::Approved, &[], None, Vec::new())).unwrap();
    let Payload::TaskCompleted(signed) = &desk.events.last().unwrap().payload else { panic!() };
    assert_eq!(signed.effects, Vec::<String>::new());
    assert_eq!(
        desk.refusal("officer", end("review", Outcome::Approved, &[], None, Vec::new())),
        RefusalCode::ChecklistOpen
    );
}

#[test]
fn every_form_of_a_tasks_own_is_filled_in_once_before_it_ends() {
    let forms = json!({ "forms": ["inspection", "opinion"] });
    let desk = accepted(&[review("review", forms)], &[]).then("officer", CommandName::Claim);
    let filled = |id: &str| FilledForm { form: id.into(), version: 2, answers: json!({ "found": "整洁" }) };
    let give = |all: &[FilledForm]| {
        let mut command = end("review", Outcome::Approved, &[], None, Vec::new());
        if let Command::Complete { forms, .. } = &mut command {
            *forms = all.to_vec();
        }
        step(&desk.process, &desk.state, command, &person("officer"), &desk.facts, desk.now)
    };
    let refused = |all: &[FilledForm]| give(all).map_err(|refusal| (refusal.why, refusal.forms)).unwrap_err();
    let missing = |ids: &[&str]| (RefusalCode::FormMissing, ids.iter().map(|&id| id.to_owned()).collect());
    assert_eq!(refused(&[]), missing(&["inspection", "opinion"]));
    assert_eq!(refused(&[filled("opinion")]), missing(&["inspection"]));
    let all = [filled("opinion"), filled("inspection")];
    for odd in [filled("opinion"), filled("invoice")] {
        assert_eq!(refused(&[&all[..], &[odd]].concat()), (RefusalCode::NoSuchForm, Vec::new()));
    }
    let events = give(&all).unwrap();
    let Payload::TaskCompleted(done) = &events[0].payload else { panic!("{events:?}") };
    assert_eq!(done.forms, all);
}

#[test]
fn what_is_to_be_paid_and_printed_gates_the_delivery() {
    let gates = [task("pay", "intake", "pay", json!({})), task("print", "officer", "print", json!({}))];
    let mut desk = accepted(&[], &gates).work("agency_lead", Outcome::Approved);
    assert_eq!((open(&desk), desk.state.status()), (vec!["pay"], Some(Status::Decided)));
    desk = desk.then("officer", CommandName::Claim);
    for outcome in [Outcome::Delivered, Outcome::Printed, Outcome::Approved] {
        let command = end("pay", outcome, &[], None, Vec::new());
        assert_eq!(desk.refusal("officer", command), RefusalCode::OutcomeNotPossible);
    }
    let ask = Command::RequestSupplement { task: "pay".into(), points: points(), reason: None };
    assert_eq!(desk.refusal("officer", ask), RefusalCode::AlreadyDecided);
    let special = complete_words(CommandName::BeginSpecialProcedure, "pay", Outcome::Paid);
    assert_eq!(desk.refusal("officer", special), RefusalCode::AlreadyDecided);
    let mut desk = desk.on("officer", CommandName::Complete, Outcome::Paid).work("intake", Outcome::Printed);
    assert_eq!(desk.state.status(), Some(Status::Decided));
    desk = desk.work("intake", Outcome::Delivered);
    assert_eq!(desk.state.status(), Some(Status::Delivered));
    assert!(desk.stages().ends_with(&["办结", "领取登记"]));
    assert_eq!(State::replay(&desk.process, desk.state.case, &desk.events), Ok(desk.state));
}

#[test]
fn the_hall_ends_the_paying_of_what_is_settled_whoever_has_it() {
    let gates = [task("pay", "intake", "pay", json!({})), task("print", "officer", "print", json!({}))];
    for has_it in [false, true] {
        let mut desk = accepted(&[], &gates).work("agency_lead", Outcome::Approved);
        desk = if has_it { desk.then("officer", CommandName::Claim) } else { desk };
        let by_hall = |desk: &Desk, key: &str, outcome| {
            let command = end(key, outcome, &[], None, Vec::new());
            step(&desk.process, &desk.state, command, &Actor::system(), &desk.facts, desk.now)
        };
        assert!(by_hall(&desk, "pay", Outcome::Paid).is_err(), "something is left to pay");
        desk.facts.settled = true;
        assert!(by_hall(&desk, "pay", Outcome::Delivered).is_err());
        let events = by_hall(&desk, "pay", Outcome::Paid).unwrap();
        for event in &events {
            desk.state.apply(&desk.process, event).unwrap();
        }
        desk.events.extend(events);
        assert_eq!(open(&desk), ["print"]);
        assert!(by_hall(&desk, "print", Outcome::Printed).is_err(), "what is no paying is somebody's");
        assert_eq!(State::replay(&desk.process, desk.state.case, &desk.events), Ok(desk.state));
    }
}

#[test]
fn whoever_ends_a_task_sends_the_case_elsewhere_where_the_task_allows_it() {
    let middle = [
        review("a", json!({ "next": ["c"] })),
        review("b", json!({})),
        review("c", json!({ "next": ["a"] })),
    ];
    let mut desk = accepted(&middle, &[]).then("officer", CommandName::Claim);
    let may = allowed(&desk.process, &desk.state, &person("officer"), &desk.facts);
    let complete = may.iter().find(|way| way.command == CommandName::Complete).unwrap();
    assert_eq!(complete.to, ["c"]);
    for elsewhere in ["b", "a", "decide", "deliver", "nowhere"] {
        let command = end("a", Outcome::Approved, &[], Some(elsewhere), Vec::new());
        assert_eq!(desk.refusal("officer", command), RefusalCode::NotReachable, "{elsewhere}");
    }
    desk.give("officer", end("a", Outcome::Approved, &[], Some("c"), Vec::new())).unwrap();
    assert_eq!(open(&desk), ["c"]);
    // And back, from where it goes again through what lies between.
    desk = desk.then("officer", CommandName::Claim);
    desk.give("officer", end("c", Outcome::Approved, &[], Some("a"), Vec::new())).unwrap();
    assert_eq!(open(&desk), ["a#2"]);
    let desk = desk.work("officer", Outcome::Approved);
    assert_eq!(open(&desk), ["b"]);
    assert_eq!(State::replay(&desk.process, desk.state.case, &desk.events), Ok(desk.state));
}

#[test]
fn who_sends_a_case_elsewhere_leaves_the_other_branches_alone() {
    let branch = |seq: Value| json!({ "name": name(), "seq": seq });
    let branches = [
        branch(json!([
            review("a", json!({ "next": ["c"] })),
            review("b", json!({})),
            review("c", json!({}))
        ])),
        branch(json!([review("x", json!({}))])),
    ];
    let mut desk = accepted(&[json!({ "all": { "id": "fork", "name": name(), "branches": branches } })], &[]);
    desk.give("officer", Command::Claim { task: "a".into() }).unwrap();
    desk.give("officer", end("a", Outcome::Approved, &[], Some("c"), Vec::new())).unwrap();
    assert_eq!(open(&desk), ["c", "x"]);
}

#[test]
fn who_sends_a_case_elsewhere_leaves_alone_who_does_the_same_besides() {
    let seq = [review("a", json!({ "next": ["c"] })), review("b", json!({})), review("c", json!({}))];
    let each =
        json!({ "id": "e", "name": name(), "over": { "people": ["officer", "colleague"] }, "seq": seq });
    let mut desk = accepted(&[json!({ "each": each })], &[]);
    assert_eq!(open(&desk), ["a", "a#2"]);
    desk.give("colleague", end("a#2", Outcome::Approved, &[], Some("c"), Vec::new())).unwrap();
    assert_eq!(open(&desk), ["a", "c"]);
    assert_eq!(desk.state.task("c").unwrap().holder.as_deref(), Some("colleague"));
}

#[test]
fn nobody_is_sent_elsewhere_past_who_waits() {
    let middle = [review("a", json!({ "next": ["c"] })), review("b", json!({})), review("c", json!({}))];
    let elsewhere = || end("a", Outcome::Approved, &[], Some("c"), Vec::new());
    // Others have yet to sign it.
    let mut signed = accepted(&middle, &[]).then("officer", CommandName::Claim);
    let after =
        Command::AddSigner {
            task: "a".into(), to: "colleague".into(), after: true, reason: "须复核".into()
        };
    signed.give("officer", after).unwrap();
    assert_eq!(signed.refusal("officer", elsewhere()), RefusalCode::NotReachable);
    // It is to come straight back to who returned it.
    let mut returned =
        accepted(&middle, &[]).work("officer", Outcome::Approved).then("colleague", CommandName::Claim);
    let back =
        Command::Return { task: "b".into(), to: "a".into(), resume: true, reason: "数据有误".into() };
    returned.give("colleague", back).unwrap();
    assert_eq!(open(&returned), ["a#2"]);
    let elsewhere = end("a#2", Outcome::Approved, &[], Some("c"), Vec::new());
    assert_eq!(returned.refusal("officer", elsewhere), RefusalCode::NotReachable);
    // It is not accepted.
    let accept = task("accept", "intake", "accept", json!({ "next": ["b"] }));
    let seq = [
        accept,
        review("a", json!({})),
        review("b", json!({})),
        task("d", "agency_lead", "decide", json!({})),
    ];
    let definition = json!({ "id": "simple", "version": 1, "title": name(), "seq": seq });
    let mut filed = Desk::of(Process::read(&definition.to_string()).unwrap())
        .then("ana", CommandName::Start)
        .then("intake", CommandName::Claim);
    let refused = end("accept", Outcome::NotAccepted, &[], Some("b"), Vec::new());
    assert_eq!(filed.refusal("intake", refused), RefusalCode::NotReachable);
    filed.give("intake", end("accept", Outcome::Accepted, &[], Some("b"), Vec::new())).unwrap();
    assert_eq!((open(&filed), filed.state.accepted_at), (vec!["b"], Some(filed.now)));
}

#[test]
fn what_a_lead_has_written_is_locked_for_those_below() {
    let change =
        |pointer: &str| vec![serde_json::from_value(json!({ "pointer": pointer, "after": "改" })).unwrap()];
    let middle = [review("a", json!({})), review("b", json!({})), review("c", json!({}))];
    let mut desk = accepted(&middle, &[]).then("officer", CommandName::Claim);
    desk.give("officer", end("a", Outcome::Approved, &[], None, change("/note"))).unwrap();
    desk = desk.then("agency_lead", CommandName::Claim);
    desk.give("agency_lead", end("b", Outcome::Approved, &[], None, change("/check/text"))).unwrap();
    desk = desk.then("officer", CommandName::Claim);
    let fixed = |role| desk.state.fixed(role).into_iter().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(
        (fixed(Role::Officer), fixed(Role::Intake)),
        (vec!["/check/text".into()], vec!["/check/text".into()])
    );
    assert_eq!((fixed(Role::AgencyLead), fixed(Role::Leader)), (Vec::<String>::new(), Vec::new()));
    let write = |pointer: &str| end("c", Outcome::Approved, &[], None, change(pointer));
    for below in ["/check/text", "/check", "/check/text/0"] {
        assert_eq!(desk.refusal("officer", write(below)), RefusalCode::FixedAbove, "{below}");
    }
    for free in ["/note", "/check/texts"] {
        let told = step(&desk.process, &desk.state, write(free), &person("officer"), &desk.facts, desk.now);
        assert!(told.is_ok(), "{free}");
    }
    // What the applicant puts right is theirs again.
    let ask = Command::RequestSupplement { task: "c".into(), points: points(), reason: None };
    desk.give("officer", ask).unwrap();
    desk.give("ana", Command::ReceiveSupplement { changed: vec![Place::Pointer("/check".into())] }).unwrap();
    desk.give("officer", write("/check/text")).unwrap();
    assert_eq!(State::replay(&desk.process, desk.state.case, &desk.events), Ok(desk.state));
}
