//! What a case waits for outside it: other cases that it begins, and systems of other agencies that do a task.

mod back;

use super::*;

fn call(more: Value) -> Value {
    let mut call = json!({ "id": "fire", "name": { "zh-CN": "消防" }, "process": "fire-check" });
    call.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    json!({ "call": call })
}

fn external(id: &str, more: Value) -> Value {
    let mut contract = json!({
        "system": "fire-brigade", "send": { "size": "/area" }, "limit": { "value": 3, "unit": "工作日" },
        "receive": { "score": { "to": "/fire/score", "type": "integer" } },
    });
    contract.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let mut task = task(id);
    task["task"]["external"] = contract;
    task
}

/// What stands between acceptance and decision of a shop of 120 square metres.
fn shop(blocks: Value) -> Desk {
    let mut desk = accepted(json!([task("look")]));
    let Node::Seq(nodes) = &mut desk.process.root else { panic!("a sequence") };
    let more = accepted(blocks).process;
    let Node::Seq(others) = more.root else { panic!("a sequence") };
    nodes.splice(2..2, others.into_iter().skip(1).rev().skip(2).rev());
    desk.facts.answers = json!({ "area": 120, "shops": ["a", "b"] });
    desk
}

fn told(command: &str, more: Value) -> Command {
    let mut command = json!({ "command": command });
    command.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    serde_json::from_value(command).unwrap()
}

fn answer(task: &str, reference: &str, score: i64) -> Command {
    let outcome = if score > 5 { "approved" } else { "rejected" };
    let said =
        json!({ "task": task, "reference": reference, "outcome": outcome, "data": { "score": score } });
    let mut said = said;
    if score <= 5 {
        said["reason"] = json!("通道过窄");
    }
    told("answer_external", said)
}

impl Desk {
    /// The hall says something.
    fn hall(&mut self, command: Command) -> Result<usize, RefusalCode> {
        let actor = Actor::system();
        let events = step(&self.process, &self.state, command, &actor, &self.facts, self.now);
        let events = events.map_err(|refusal| refusal.why)?;
        for event in &events {
            self.state.apply(&self.process, event).unwrap();
        }
        self.events.extend(events.iter().cloned());
        assert_eq!(State::replay(&self.process, self.state.case, &self.events).as_ref(), Ok(&self.state));
        Ok(events.len())
    }

    fn ended(&mut self, call: &str, outcome: Value, data: Value) -> Result<usize, RefusalCode> {
        self.hall(told("end_call", json!({ "call": call, "outcome": outcome, "data": data })))
    }

    /// The cases that are waited for.
    fn awaited(&self) -> String {
        self.state.awaited().map(|subcase| subcase.key.as_str()).collect::<Vec<_>>().join(" ")
    }

    fn dropped(&self) -> Vec<&str> {
        let dropped = self.events.iter().filter_map(|event| match &event.payload {
            Payload::CallDropped(dropped) => Some(dropped.call.as_str()),
            _ => None,
        });
        dropped.collect()
    }

    /// The answers, as the log has them.
    fn answers(&self) -> Value {
        answers(&self.facts.answers, &self.events)
    }

    fn last<T>(&self, of: impl Fn(&Payload) -> Option<&T>) -> &T {
        self.events.iter().rev().find_map(|event| of(&event.payload)).unwrap()
    }
}

#[test]
fn another_case_is_handed_something_waited_for_and_taken_back() {
    let passes =
        json!({ "in": { "/area": "/size", "/none": "/none" }, "out": { "/result": "/fire/result" } });
    let when = json!({ "==": [{ "var": "fire.result" }, "bad"] });
    let mut mend = task("mend");
    mend["when"] = when;
    let mut desk = shop(json!([call(passes), fork("choose", json!([mend, { "seq": [] }]))]));
    desk.does("officer", "look");
    assert_eq!((desk.open(), desk.awaited()), (String::new(), "fire".into()));
    let begun = desk.last(|payload| match payload {
        Payload::CallBegun(begun) => Some(begun),
        _ => None,
    });
    assert_eq!((begun.process.as_str(), begun.cases[0].data.clone()), ("fire-check", json!({ "size": 120 })));
    let end = told("end_call", json!({ "call": "fire", "data": {} }));
    assert_eq!(desk.refusal("officer", end), RefusalCode::WrongRole);
    desk.ended("fire", json!("rejected"), json!({ "result": "bad", "secret": 1 })).unwrap();
    assert_eq!(desk.open(), "mend", "conditions read what came back at once");
    assert_eq!(desk.answers()["fire"], json!({ "result": "bad" }));
    assert_eq!(desk.verdict("fire"), Some(false));
    assert_eq!(
        desk.ended("fire", json!("approved"), json!({})),
        Err(RefusalCode::UnknownTask),
        "it ends once"
    );
    let traced: Vec<&str> = trace(&desk.events).into_iter().map(|traced| traced.task).collect();
    assert_eq!(traced, ["fire"]);
    let told = course(&desk.state, &desk.events);
    let leg = told.of("fire").next().unwrap();
    assert_eq!(leg.ended.as_ref().unwrap().outcome, Some(Outcome::Rejected), "its course shows it");
}

#[test]
fn one_case_begins_many_and_goes_on_when_all_have_ended() {
    let over = json!({ "over": { "var": "shops" }, "item": "/shop", "out": { "/n": "/counts/-" } });
    let mut desk = shop(json!([call(over.clone())]));
    desk.does("officer", "look");
    assert_eq!(desk.awaited(), "fire fire#2");
    assert_eq!(desk.state.subcases[1].item, Some(json!("b")));
    desk.ended("fire#2", json!("approved"), json!({ "n": 2 })).unwrap();
    assert_eq!((desk.open(), desk.awaited()), (String::new(), "fire".into()));
    desk.facts.answers = desk.answers();
    desk.ended("fire", Value::Null, json!({ "n": 1 })).unwrap();
    assert_eq!((desk.open(), desk.verdict("fire")), ("decide".into(), Some(true)));
    assert_eq!(desk.answers()["counts"], json!([1, 2]));

    let mut none = shop(json!([call(over)]));
    none.facts.answers = json!({ "shops": [] });
    none.does("officer", "look");
    assert_eq!((none.open(), none.awaited()), ("decide".into(), String::new()));
}

#[test]
fn what_is_not_waited_for_is_no_business_of_the_case() {
    let mut desk = shop(json!([call(json!({ "wait": false }))]));
    desk.does("officer", "look");
    assert_eq!((desk.open(), desk.awaited()), ("decide".into(), String::new()));
    assert_eq!(desk.ended("fire", json!("approved"), json!({})), Err(RefusalCode::UnknownTask));
    assert_eq!(desk.recalls("officer", "look").unwrap_err(), RefusalCode::NotRecallable, "it has begun");
    let reason = "申请人已注销".to_owned();
    desk.give("agency_lead", Command::Terminate { reason }).unwrap();
    assert_eq!(desk.dropped(), Vec::<&str>::new());
}

#[test]
fn a_case_that_is_no_longer_wanted_is_told_to_end() {
    let begun = || {
        let mut desk = shop(json!([fork("all", json!([call(json!({})), task("food")]))]));
        desk.does("officer", "look").claims("colleague", "food");
        assert_eq!((desk.open(), desk.awaited()), ("food:colleague".into(), "fire".into()));
        desk
    };
    let mut back = begun();
    back.returns("colleague", "food", "look", false);
    assert_eq!((back.open(), back.dropped()), ("look#2:officer".into(), vec!["fire"]));
    back.does("officer", "look#2");
    assert_eq!((back.open(), back.awaited()), ("food#2".into(), "fire#2".into()), "another begins");
    assert_eq!(back.ended("fire", json!("approved"), json!({})), Err(RefusalCode::UnknownTask));

    let mut aside = begun();
    aside.returns("colleague", "food", "look", true);
    assert_eq!((aside.open(), aside.awaited()), ("look#2:officer".into(), "fire".into()));

    let mut over = begun();
    over.does("colleague", "food").jumps("fire", "decide");
    assert_eq!((over.open(), over.dropped()), ("decide".into(), vec!["fire"]), "a lead goes on without it");

    for (who, command) in [
        ("agency_lead", Command::Terminate { reason: "申请人已注销".into() }),
        ("ana", Command::Withdraw { reason: None }),
    ] {
        let mut ended = begun();
        ended.give(who, command).unwrap();
        assert_eq!((ended.dropped(), ended.state.is_closed()), (vec!["fire"], true));
        assert_eq!(ended.state.subcases[0].status, SubcaseStatus::Dropped);
        assert_eq!(ended.ended("fire", json!("approved"), json!({})), Err(RefusalCode::Closed));
    }
}

#[test]
fn a_way_that_leads_past_the_delivery_ends_the_case() {
    let mut desk = shop(json!([]));
    let Node::Seq(nodes) = &mut desk.process.root else { panic!("a sequence") };
    let last = nodes.pop().unwrap();
    let branch = |when: Option<Value>, node| Branch {
        name: crate::locale::Text::zh("支"),
        when: when.map(|when| crate::expr::Expr::parse(&when).unwrap()),
        node,
    };
    nodes.push(Node::Choose(Fork {
        id: "fetched".into(),
        name: crate::locale::Text::zh("取"),
        branches: vec![branch(Some(json!(false)), last), branch(None, Node::Seq(Vec::new()))],
    }));
    desk.does("officer", "look").does("agency_lead", "decide");
    assert!(desk.state.is_closed() && desk.state.open.is_empty());
}

#[test]
fn the_hall_begins_what_another_case_calls_and_ends_it_before_its_decision() {
    let mut desk = Desk::of(accepted(json!([task("look")])).process);
    assert_eq!(desk.hall(told("start", json!({}))), Err(RefusalCode::WrongRole), "no other case calls it");
    desk.facts.called = true;
    desk.hall(told("start", json!({}))).unwrap();
    assert_eq!(desk.open(), "accept");
    desk.ends("intake", "accept", Outcome::Accepted);
    desk.hall(told("terminate", json!({ "reason": "不再需要" }))).unwrap();
    assert!(desk.state.is_closed());
    let mut done = accepted(json!([task("look")]));
    done.does("officer", "look").does("agency_lead", "decide");
    done.facts.called = true;
    let late = done.hall(told("terminate", json!({ "reason": "不再需要" })));
    assert_eq!(late, Err(RefusalCode::AlreadyDecided), "what is decided stays decided");
    let mut waits = shop(json!([call(json!({}))]));
    waits.does("officer", "look");
    let jump = told("jump", json!({ "task": "fire", "to": "decide", "reason": "r" }));
    assert_eq!(waits.hall(jump), Err(RefusalCode::WrongRole), "only a lead goes on without it");
}

#[test]
fn a_system_does_a_task_by_its_contract_and_once() {
    let mut desk = shop(json!([external("fire", json!({})), external("food", json!({}))]));
    desk.does("officer", "look");
    let sent = desk.last(|payload| match payload {
        Payload::ExternalSent(sent) => Some(sent),
        _ => None,
    });
    assert_eq!((sent.system.as_str(), json!(sent.data)), ("fire-brigade", json!({ "size": 120 })));
    assert_eq!(desk.state.task("fire").unwrap().outside, Some(desk.now));
    let claim = complete_words(CommandName::Claim, "fire", Outcome::Approved);
    assert_eq!(desk.refusal("officer", claim), RefusalCode::WithSystem);
    assert_eq!(desk.refusal("officer", answer("fire", "7", 9)), RefusalCode::WrongRole);
    for (odd, why) in [
        (json!({ "outcome": "rejected", "data": { "score": 9 } }), RefusalCode::ReasonMissing),
        (json!({ "outcome": "delivered", "data": { "score": 9 } }), RefusalCode::OutcomeNotPossible),
        (json!({ "outcome": "approved", "data": { "score": "9" } }), RefusalCode::ContractBroken),
        (json!({ "outcome": "approved", "data": { "score": 9, "more": 1 } }), RefusalCode::ContractBroken),
        (json!({ "outcome": "approved", "data": {} }), RefusalCode::ContractBroken),
    ] {
        let mut said = json!({ "task": "fire", "reference": "7" });
        said.as_object_mut().unwrap().extend(odd.as_object().unwrap().clone());
        assert_eq!(desk.hall(told("answer_external", said)), Err(why), "{odd}");
    }
    let leg = |desk: &Desk, id: &str| course(&desk.state, &desk.events).of(id).next().cloned().unwrap();
    assert_eq!(
        (leg(&desk, "fire").system.as_deref(), leg(&desk, "fire").ended),
        (Some("fire-brigade"), None)
    );
    desk.hall(answer("fire", "7", 9)).unwrap();
    assert_eq!(leg(&desk, "fire").ended.unwrap().outcome, Some(Outcome::Approved));
    assert_eq!((desk.open(), desk.answers()["fire"]["score"].clone()), ("food".into(), json!(9)));
    assert_eq!(desk.hall(answer("fire", "7", 9)), Ok(0), "said again, it changes nothing");
    assert_eq!(desk.hall(answer("food", "7", 9)), Err(RefusalCode::ReferenceTaken));
    desk.hall(answer("food", "8", 3)).unwrap();
    assert_eq!(desk.open(), "decide");
    let data = desk.state.data(&desk.process, &Value::Null);
    assert_eq!(data["$tasks"]["food"]["outcome"], "rejected");
    assert!(desk.stages().ends_with(&["审批", "审批"]));
}

#[test]
fn where_no_answer_comes_the_contract_says_what_happens() {
    let late = |silent: &str| {
        let mut desk = shop(json!([external("fire", json!({ "silent": silent }))]));
        desk.does("officer", "look");
        let out = told("time_out_external", json!({ "task": "fire" }));
        assert_eq!(desk.refusal("agency_lead", out.clone()), RefusalCode::WrongRole);
        desk.hall(out.clone()).unwrap();
        assert!(desk.hall(out).is_err(), "once");
        assert!(desk.hall(answer("fire", "7", 9)).is_err(), "it is too late now");
        let outcome = desk.state.data(&desk.process, &Value::Null)["$tasks"]["fire"]["outcome"].clone();
        (desk.open(), outcome)
    };
    assert_eq!(late("person"), ("fire".into(), Value::Null));
    assert_eq!(late("go_on"), ("decide".into(), Value::Null));
    assert_eq!(late("reject"), ("decide".into(), json!("rejected")));
}

#[test]
fn a_task_of_a_system_is_asked_of_it_again_and_a_lead_takes_it_from_there() {
    let sent = |desk: &Desk| {
        desk.events.iter().filter(|event| matches!(event.payload, Payload::ExternalSent(_))).count()
    };
    let mut desk = shop(json!([external("fire", json!({})), task("sum")]));
    desk.does("officer", "look").hall(answer("fire", "7", 9)).unwrap();
    desk.claims("officer", "sum").returns("officer", "sum", "fire", true);
    assert_eq!((desk.open(), sent(&desk)), ("fire#2".into(), 2), "nobody has it but the system");
    let to = "colleague".to_owned();
    desk.give("agency_lead", Command::Reassign { task: "fire#2".into(), to, reason: "系统故障".into() })
        .unwrap();
    assert_eq!(desk.hall(answer("fire#2", "8", 9)), Err(RefusalCode::NotWithSystem));
    desk.does("colleague", "fire#2");
    assert_eq!(desk.open(), "sum#2:officer");
    desk.returns("officer", "sum#2", "fire#2", false);
    assert_eq!((desk.open(), sent(&desk)), ("fire#3:colleague".into(), 2), "it comes back to who did it");
    desk.jumps("fire#3", "decide");
    assert_eq!(desk.open(), "decide");
}
