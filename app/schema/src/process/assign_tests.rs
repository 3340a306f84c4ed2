//! Who gets a task: by load, by turn, by post, the superior; deputies of those who are away; the staff of other agencies.

use serde_json::{Value, json};

use super::test_desk::{Desk, at, complete_words, person};
use super::*;
use crate::role::{RegionLevel, Role};

fn review(id: &str, more: Value) -> Value {
    let mut task = json!({ "id": id, "name": { "zh-CN": id }, "role": "officer", "kind": "review" });
    task.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    json!({ "task": task })
}

/// A case that is about to be accepted, before these.
fn held(middle: &[Value]) -> Desk {
    let of = |id: &str, role: &str, kind: &str| json!({ "task": { "id": id, "name": { "zh-CN": id }, "role": role, "kind": kind } });
    let mut seq = vec![of("accept", "intake", "accept")];
    seq.extend(middle.iter().cloned());
    seq.push(of("decide", "agency_lead", "decide"));
    let definition = json!({ "id": "simple", "version": 1, "title": { "zh-CN": "试" }, "seq": seq });
    let process = Process::read(&definition.to_string()).unwrap_or_else(|faults| panic!("{faults:?}"));
    Desk::of(process).then("ana", CommandName::Start).then("intake", CommandName::Claim)
}

fn staff<'f>(desk: &'f mut Desk, id: &str) -> &'f mut Staff {
    desk.facts.staff.iter_mut().find(|member| member.id == id).unwrap()
}

/// Who has what, and in whose place.
fn holders(desk: &Desk) -> Vec<String> {
    let one = |open: &OpenTask| {
        let holder = open.holder.as_deref().unwrap_or("nobody");
        let place = open.deputy.as_ref().map(|deputy| format!(" for {}", deputy.of)).unwrap_or_default();
        format!("{}: {holder}{place}", open.key)
    };
    desk.state.open.iter().map(one).collect()
}

fn accept(desk: &mut Desk) -> Vec<String> {
    desk.give("intake", complete_words(CommandName::Complete, "accept", Outcome::Accepted)).unwrap();
    let replayed = State::replay(&desk.process, desk.state.case, &desk.events);
    assert_eq!(replayed.as_ref(), Ok(&desk.state));
    holders(desk)
}

fn twice(assign: &str) -> Value {
    let of = |id: &str| {
        let mut branch = review(id, json!({ "assign": assign }));
        branch["name"] = json!({ "zh-CN": "支" });
        branch
    };
    json!({ "all": { "id": "both", "name": { "zh-CN": "岔" }, "branches": [of("a"), of("b")] } })
}

#[test]
fn whoever_has_the_least_to_do_gets_it() {
    let mut desk = held(&[review("a", json!({ "assign": "load" }))]);
    (staff(&mut desk, "officer").load, staff(&mut desk, "colleague").load) = (2, 3);
    staff(&mut desk, "agency_lead").load = 4;
    assert_eq!(accept(&mut desk), ["a: officer"]);
    let Payload::TaskOpened(opened) = &desk.events.last().unwrap().payload else { panic!() };
    assert_eq!(opened.task_kind, Some(TaskKind::Review));
    assert_eq!(desk.state.status(), Some(Status::InReview));
    // What is given out at the same moment counts too, and who is away or has an interest gets nothing.
    let mut desk = held(&[twice("load")]);
    staff(&mut desk, "agency_lead").absent = true;
    assert_eq!(accept(&mut desk), ["a: colleague", "b: officer"]);
    let mut desk = held(&[review("a", json!({ "assign": "load" }))]);
    desk.facts.interested = vec!["colleague".into(), "agency_lead".into()];
    assert_eq!(accept(&mut desk), ["a: officer"]);
    desk.facts.staff.clear();
    let mut nobody = held(&[review("a", json!({ "assign": "load" }))]);
    nobody.facts.staff.clear();
    assert_eq!(accept(&mut nobody), ["a: nobody"]);
}

#[test]
fn in_turn_whoever_was_given_something_the_longest_ago_gets_it() {
    let mut desk = held(&[twice("turn")]);
    for (id, day) in [("officer", "2026-03-01"), ("colleague", "2026-02-27"), ("agency_lead", "2026-02-26")] {
        staff(&mut desk, id).given_at = Some(at(&format!("{day}T01:00:00Z")));
    }
    assert_eq!(accept(&mut desk), ["a: agency_lead", "b: colleague"]);
}

#[test]
fn the_superior_of_who_did_the_task_before_gets_it() {
    let superior = || [review("a", json!({})), review("b", json!({ "assign": "superior" }))];
    for (of, gets) in
        [(Some("agency_lead"), "b: agency_lead"), (Some("supervisor"), "b: nobody"), (None, "b: nobody")]
    {
        let mut desk = held(&superior());
        staff(&mut desk, "officer").superior = of.map(Into::into);
        assert_eq!(accept(&mut desk), ["a: nobody"], "a post: who claims it does it for all");
        let desk = desk.work("officer", Outcome::Approved);
        assert_eq!(holders(&desk), [gets]);
    }
}

#[test]
fn what_is_given_to_somebody_who_is_away_goes_to_their_deputy() {
    // Also to the deputy of the deputy, whatever their role; in a circle, and to who has an interest, it does not.
    for (deputies, interested, gets) in [
        (&[("officer", Some("supervisor"))][..], "", "a: supervisor for officer"),
        (
            &[("officer", Some("colleague")), ("colleague", Some("supervisor"))],
            "",
            "a: supervisor for officer",
        ),
        (&[("officer", Some("colleague")), ("colleague", Some("officer"))], "", "a: officer"),
        (&[("officer", None)], "", "a: officer"),
        (&[("officer", Some("colleague"))], "colleague", "a: officer"),
    ] {
        let mut each = review("a", json!({}));
        for (member, value) in [
            ("id", json!("e")),
            ("name", json!({ "zh-CN": "会签" })),
            ("over", json!({ "people": ["officer"] })),
        ] {
            each[member] = value;
        }
        let mut desk = held(&[json!({ "each": each })]);
        for (id, deputy) in deputies {
            let member = staff(&mut desk, id);
            (member.absent, member.deputy) = (true, deputy.map(Into::into));
        }
        desk.facts.interested = vec![interested.into()];
        assert_eq!(accept(&mut desk), [gets]);
        let Some(holder) = desk.state.open[0].deputy.as_ref().map(|deputy| deputy.who.clone()) else {
            continue;
        };
        desk = desk.then(&holder, CommandName::Release).work(&holder, Outcome::Approved);
        assert_eq!(holders(&desk), ["decide: nobody"]);
    }
}

#[test]
fn what_comes_back_to_somebody_who_is_away_goes_to_their_deputy() {
    let mut desk = held(&[review("a", json!({})), review("b", json!({}))]);
    accept(&mut desk);
    let mut desk = desk.work("officer", Outcome::Approved).then("colleague", CommandName::Claim);
    let member = staff(&mut desk, "officer");
    (member.absent, member.deputy) = (true, Some("supervisor".into()));
    let back =
        Command::Return { task: "b".into(), to: "a".into(), resume: true, reason: "数据有误".into() };
    desk.give("colleague", back).unwrap();
    assert_eq!(holders(&desk), ["a#2: supervisor for officer"]);
    // And nobody hands anything to who is away.
    let desk = desk.on("supervisor", CommandName::Complete, Outcome::Approved);
    let reassign = Command::Reassign { task: "b#2".into(), to: "officer".into(), reason: "出差".into() };
    assert_eq!(desk.refusal("colleague", reassign), RefusalCode::NoSuchColleague);
}

#[test]
fn the_counter_that_is_given_an_application_has_taken_it_up() {
    let mut desk = held(&[]);
    let mut definition: Value =
        serde_json::from_str(include_str!("../../fixtures/process-simple.json")).unwrap();
    definition["seq"][0]["task"]["assign"] = json!("load");
    desk = Desk { facts: desk.facts, ..Desk::of(Process::read(&definition.to_string()).unwrap()) };
    let desk = desk.then("ana", CommandName::Start);
    assert_eq!((holders(&desk), desk.stages()), (vec!["accept: intake".into()], vec!["申办", "网上预受理"]));
}

#[test]
fn the_staff_of_other_agencies_do_what_is_theirs_and_nothing_else() {
    let middle = [
        review("a", json!({})),
        review("b", json!({ "agency": { "named": "fire" } })),
        review("c", json!({ "agency": "lead" })),
    ];
    let mut desk = held(&middle);
    (desk.facts.agency, desk.facts.lead_agency) = (Some("market".into()), Some("housing".into()));
    staff(&mut desk, "colleague").agency = Some("fire".into());
    staff(&mut desk, "agency_lead").agency = Some("housing".into());
    accept(&mut desk);
    for (key, who, others) in [
        ("a", "officer", ["colleague", "agency_lead"]),
        ("b", "colleague", ["officer", "agency_lead"]),
        ("c", "agency_lead", ["officer", "colleague"]),
    ] {
        for other in others {
            let claim = Command::Claim { task: key.into() };
            assert_eq!(desk.refusal(other, claim), RefusalCode::WrongAgency, "{key} {other}");
        }
        desk = desk.work(who, Outcome::Approved);
    }
    // The lead of another agency has no say in the case of this one.
    let terminate = Command::Terminate { reason: "申请人已注销".into() };
    assert_eq!(desk.refusal("agency_lead", terminate), RefusalCode::WrongAgency);
}

#[test]
fn what_goes_up_is_for_the_agency_at_its_level_and_for_the_own_where_there_is_none() {
    let middle = [
        review("a", json!({ "agency": { "level": "county" } })),
        review("b", json!({ "agency": { "level": "city" } })),
    ];
    let mut desk = held(&middle);
    desk.facts.agency = Some("village".into());
    desk.facts.levels.insert(RegionLevel::County, "banner".into());
    staff(&mut desk, "colleague").agency = Some("banner".into());
    let second = Staff { agency: Some("banner".into()), ..Staff::from(person("admin")) };
    desk.facts.staff.push(Staff { id: "second".into(), role: Role::Officer, ..second });
    accept(&mut desk);
    let claim = |task: &str| Command::Claim { task: task.into() };
    assert_eq!(desk.refusal("officer", claim("a")), RefusalCode::WrongAgency);
    let mut desk = desk.then("colleague", CommandName::Claim);
    // Nobody but those who work there is told of it, asked to sign it, or given it.
    for command in [CommandName::Reassign, CommandName::Delegate, CommandName::AddSigner, CommandName::Copy] {
        let may = allowed(&desk.process, &desk.state, &person("colleague"), &desk.facts);
        let may = may.into_iter().find(|may| may.command == command).unwrap();
        assert_eq!(may.to, ["second"], "{command:?}");
    }
    let copy = Command::Copy { task: "a".into(), to: vec!["officer".into()], words: None };
    assert_eq!(desk.refusal("colleague", copy), RefusalCode::NoSuchColleague);
    desk.give("colleague", complete_words(CommandName::Complete, "a", Outcome::Approved)).unwrap();
    assert_eq!(desk.refusal("colleague", claim("b")), RefusalCode::WrongAgency);
    desk.then("officer", CommandName::Claim);
}

#[test]
fn one_may_hold_the_same_post_at_two_agencies() {
    let mut desk = held(&[review("a", json!({ "agency": { "named": "fire" } }))]);
    desk.facts.agency = Some("market".into());
    let own = staff(&mut desk, "officer").clone();
    desk.facts.staff.push(Staff { agency: Some("fire".into()), ..own });
    accept(&mut desk);
    desk.work("officer", Outcome::Approved);
}

#[test]
fn everybody_of_a_role_is_everybody_there() {
    let each = json!({ "each": { "id": "signing", "name": { "zh-CN": "会签" }, "over": { "role": "officer" }, "rule": "all",
        "empty": "refuse", "seq": [review("sign", json!({ "agency": { "named": "fire" } }))] } });
    let mut desk = held(&[each]);
    desk.facts.agency = Some("market".into());
    staff(&mut desk, "colleague").agency = Some("fire".into());
    accept(&mut desk);
    assert_eq!(holders(&desk), ["sign: colleague"]);
}

#[test]
fn the_hall_hands_over_and_reminds_where_a_task_says_so_of_being_late() {
    let limit = json!({ "value": 1, "unit": "工作日" });
    let hall = |desk: &Desk, command: Command| {
        step(&desk.process, &desk.state, command, &Actor::system(), &desk.facts, desk.now)
            .map_err(|no| no.why)
    };
    let hand = |to: &str| Command::Reassign { task: "a".into(), to: to.into(), reason: "逾期".into() };
    let remind = || Command::Remind { words: None };
    for (late, hands, reminds) in
        [("remind", false, true), ("tell_lead", false, false), ("hand_to_lead", true, false)]
    {
        let mut desk = held(&[review("a", json!({ "limit": limit, "late": late }))]);
        accept(&mut desk);
        let desk = desk.then("officer", CommandName::Claim);
        assert_eq!(hall(&desk, hand("agency_lead")).is_ok(), hands, "{late}");
        assert!(hall(&desk, hand("colleague")).is_err(), "{late}");
        assert_eq!(hall(&desk, remind()).is_ok(), reminds, "{late}");
        assert_eq!(hall(&desk, Command::Terminate { reason: "逾期".into() }), Err(RefusalCode::WrongRole));
    }
    assert!(!person("admin").is_system());
}

#[test]
fn what_a_lead_has_stays_with_them_though_it_is_late() {
    let limit = json!({ "value": 1, "unit": "工作日" });
    let mut desk = held(&[review("a", json!({ "limit": limit, "late": "hand_to_lead" }))]);
    let second = Actor { id: "second".into(), role: Role::AgencyLead };
    desk.facts.staff.push(Staff::from(second));
    accept(&mut desk);
    let hand = Command::Reassign { task: "a".into(), to: "second".into(), reason: "逾期".into() };
    let by_hall = |desk: &Desk| {
        let done = step(&desk.process, &desk.state, hand.clone(), &Actor::system(), &desk.facts, desk.now);
        done.map(drop).map_err(|no| no.why)
    };
    assert_eq!(by_hall(&desk), Ok(()));
    let desk = desk.then("agency_lead", CommandName::Claim);
    assert_eq!(by_hall(&desk), Err(RefusalCode::AlreadyYours));
}
