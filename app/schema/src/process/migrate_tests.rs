//! Cases that are moved to another version of their process: which fit, what stays, and what comes next.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};

use super::random_instructions::any_facts;
use super::random_models::{check, finish, give, ways};
use super::random_process::any_process;
use super::test_desk::{Desk, actor, case, complete_words};
use super::*;
use crate::locale::Text;
use crate::role::Role;

fn task(id: &str) -> Value {
    json!({ "task": { "id": id, "name": { "zh-CN": id }, "role": "officer", "kind": "review" } })
}

fn fork(kind: &str, branches: Value) -> Value {
    let mut branches = branches;
    for branch in branches.as_array_mut().unwrap() {
        branch["name"] = json!({ "zh-CN": "支" });
    }
    json!({ kind: { "id": "fork", "name": { "zh-CN": "岔" }, "branches": branches } })
}

fn version(version: u32, blocks: Value) -> Process {
    let of = |id: &str, role: &str, kind: &str| json!({ "task": { "id": id, "name": { "zh-CN": id }, "role": role, "kind": kind } });
    let mut seq = vec![of("accept", "intake", "accept")];
    seq.extend(blocks.as_array().unwrap().iter().cloned());
    seq.extend([of("decide", "agency_lead", "decide"), of("deliver", "intake", "deliver")]);
    let definition = json!({ "id": "simple", "version": version, "title": { "zh-CN": "试" }, "seq": seq });
    Process::read(&definition.to_string()).unwrap()
}

/// A case that has been accepted.
fn accepted(blocks: Value) -> Desk {
    Desk::of(version(1, blocks)).then("ana", CommandName::Start).work("intake", Outcome::Accepted)
}

impl Desk {
    fn fit(&self, new: &Process, choices: &Choices) -> Fit {
        plan(&self.process, new, &self.state, choices).fit
    }

    /// Moves the case, which must fit.
    fn moved(mut self, new: Process, choices: &Choices) -> Self {
        let editor = actor("editor", Role::Editor);
        let versions = (&self.process, &new);
        let events =
            migrate(versions, &self.state, choices, "新规定", &editor, &self.facts, self.now).unwrap();
        for event in &events {
            self.state.apply(&[&self.process, &new][..], event).unwrap();
        }
        self.events.extend(events);
        let replayed = State::replay(&[&self.process, &new][..], case(), &self.events);
        assert_eq!(replayed.as_ref(), Ok(&self.state));
        self.process = new;
        self
    }

    fn keys(&self) -> Vec<&str> {
        self.state.open.iter().map(|open| open.key.as_str()).collect()
    }

    fn done(&mut self, who: &str, key: &str) -> &mut Self {
        if self.state.task(key).is_some_and(|open| open.holder.is_none()) {
            self.give(who, complete_words(CommandName::Claim, key, Outcome::Approved)).unwrap();
        }
        self.give(who, complete_words(CommandName::Complete, key, Outcome::Approved)).unwrap()
    }
}

fn none() -> Choices {
    Choices::new()
}

#[test]
fn what_is_open_stays_open_and_what_is_new_before_it_is_passed_by() {
    let mut desk = accepted(json!([task("look"), task("weigh")]));
    desk.done("officer", "look");
    desk.give("colleague", complete_words(CommandName::Claim, "weigh", Outcome::Approved)).unwrap();
    let new = version(2, json!([task("first"), task("look"), task("weigh"), task("sum")]));
    let report = plan(&desk.process, &new, &desk.state, &none());
    assert_eq!((report.fit, report.passed), (Fit::Fits, vec!["first".to_owned()]));
    let before = desk.state.open[0].clone();
    let mut desk = desk.moved(new, &none());
    assert_eq!(desk.state.open[0], before);
    let back =
        Command::Return { task: "weigh".into(), to: "look".into(), resume: true, reason: "有误".into() };
    desk.give("colleague", back).unwrap();
    desk.done("officer", "look#2").done("colleague", "weigh#2");
    assert_eq!(desk.keys(), ["sum"]);
}

#[test]
fn something_stands_for_a_task_that_is_gone() {
    let mut desk = accepted(json!([task("look"), task("weigh")]));
    desk.done("officer", "look");
    desk.give("colleague", complete_words(CommandName::Claim, "weigh", Outcome::Approved)).unwrap();
    let new = version(2, json!([task("look"), task("measure")]));
    let choice = Choice { of: "weigh".into(), among: vec!["look".into(), "measure".into()] };
    assert_eq!(desk.fit(&new, &none()), Fit::NeedsChoice(vec![choice.clone()]));
    let odd = Choices::from([("weigh".to_owned(), "decide".to_owned())]);
    assert_eq!(desk.fit(&new, &odd), Fit::NeedsChoice(vec![choice]), "that is another kind of task");
    let again = Choices::from([("weigh".to_owned(), "look".to_owned())]);
    assert_eq!(desk.fit(&new, &again), Fit::Fits);
    let choices = Choices::from([("weigh".to_owned(), "measure".to_owned())]);
    let mut desk = desk.moved(new, &choices);
    assert_eq!((desk.keys(), desk.state.open[0].holder.as_deref()), (vec!["measure"], Some("colleague")));
    desk.done("colleague", "measure");
    assert_eq!(desk.keys(), ["decide"]);
}

#[test]
fn branches_are_known_by_what_is_in_them() {
    let both = || fork("all", json!([{ "seq": [task("fire"), task("pipes")] }, task("food")]));
    let mut desk = accepted(json!([both()]));
    desk.done("officer", "food");
    let new = version(2, json!([fork("all", json!([task("food"), task("noise"), task("fire")]))]));
    let desk = desk.moved(new, &none());
    assert_eq!(desk.keys(), ["fire", "noise"], "what was done is not done again, and a new branch begins");

    let desk = accepted(json!([both()]));
    let serial = version(2, json!([task("fire"), task("food")]));
    assert_eq!(desk.fit(&serial, &none()), Fit::Cannot(Obstacle::NotAtOnce("food".into())));
    let mut either = fork("choose", json!([task("fire"), task("food")]));
    either["choose"]["branches"][0]["when"] = json!(true);
    let either = version(2, json!([either]));
    assert_eq!(desk.fit(&either, &none()), Fit::Cannot(Obstacle::NotAtOnce("food".into())));

    let mut desk = accepted(json!([task("look"), task("fire")]));
    desk.done("officer", "look");
    let desk = desk
        .moved(version(2, json!([fork("all", json!([task("look"), task("fire"), task("food")]))])), &none());
    assert_eq!(desk.keys(), ["fire", "food"]);
}

#[test]
fn several_stay_several() {
    let each = |id: &str, rule: &str, of: Value| {
        let mut block = of;
        for (name, value) in [
            ("id", json!(id)),
            ("name", json!({ "zh-CN": "会签" })),
            ("over", json!({ "people": ["officer", "colleague"] })),
            ("rule", json!(rule)),
        ] {
            block[name] = value;
        }
        json!({ "each": block })
    };
    let mut desk = accepted(json!([each("all", "all", task("sign"))]));
    let alone = version(2, json!([task("sign")]));
    assert_eq!(desk.fit(&alone, &none()), Fit::Cannot(Obstacle::NotForEach("sign".into())));
    let turn = version(2, json!([each("all", "in_turn", task("sign"))]));
    assert_eq!(desk.fit(&turn, &none()), Fit::Cannot(Obstacle::NotAtOnce("all".into())));
    desk.done("officer", "sign");
    let one = version(2, json!([each("all", "one", task("sign"))]));
    assert_eq!(desk.fit(&one, &none()), Fit::Cannot(Obstacle::WouldDrop("sign#2".into())));
    let longer = version(2, json!([each("all", "all", json!({ "seq": [task("sign"), task("note")] }))]));
    let mut desk = desk.moved(longer, &none());
    desk.done("colleague", "sign#2");
    assert_eq!(desk.keys(), ["note"]);
}

#[test]
fn a_decision_that_was_made_is_not_to_come_again() {
    let call = json!({ "call": { "id": "print", "name": { "zh-CN": "制证" }, "process": "print" } });
    let seq = |number, early: bool| {
        let (one, other) = if early { (json!([call]), json!([])) } else { (json!([]), json!([call])) };
        let mut process = version(number, one);
        let Node::Seq(nodes) = &mut process.root else { panic!("a sequence") };
        if let Some(call) = other.as_array().unwrap().first() {
            let call: Call = serde_json::from_value(call["call"].clone()).unwrap();
            nodes.insert(2, Node::Call(call));
        }
        process
    };
    let mut desk = Desk::of(seq(1, false)).then("ana", CommandName::Start).work("intake", Outcome::Accepted);
    desk.done("agency_lead", "decide");
    assert_eq!(desk.state.awaited().count(), 1);
    assert_eq!(desk.fit(&seq(2, true), &none()), Fit::Cannot(Obstacle::OutOfStep("print".into())));
    assert_eq!(desk.fit(&seq(2, false), &none()), Fit::Fits);
    assert_eq!(desk.fit(&version(2, json!([])), &none()), Fit::Cannot(Obstacle::Gone("print".into())));
}

#[test]
fn a_case_is_moved_from_the_version_it_has() {
    let mut desk = accepted(json!([task("look")]));
    let (second, third) = (version(2, json!([task("look")])), version(3, json!([task("look")])));
    assert_eq!(plan(&second, &third, &desk.state, &none()).fit, Fit::Cannot(Obstacle::OtherProcess));
    assert_eq!(desk.fit(&desk.process, &none()), Fit::Cannot(Obstacle::OtherProcess));
    let fresh = State::new(case());
    assert_eq!(plan(&desk.process, &second, &fresh, &none()).fit, Fit::Cannot(Obstacle::NotUnderWay));
    desk.give("ana", Command::Withdraw { reason: None }).unwrap();
    assert_eq!(desk.fit(&second, &none()), Fit::Cannot(Obstacle::NotUnderWay));

    let desk = accepted(json!([task("look")])).moved(second.clone(), &none());
    assert_eq!(desk.state.version, Some(2));
    let alone = State::replay(&version(1, json!([task("look")])), case(), &desk.events);
    assert_eq!(alone, Err(ReplayError::MissingVersion(2)));
    assert_eq!(plan(&second, &third, &desk.state, &none()).fit, Fit::Fits);
}

/// A change of the blocks between acceptance and decision.
#[derive(Clone, Debug)]
enum Edit {
    Before,
    After,
    Beside,
    Replace,
    Leave,
    Swap,
}

fn any_edit() -> impl Strategy<Value = (Edit, Index)> {
    let edits = vec![Edit::Before, Edit::After, Edit::Beside, Edit::Replace, Edit::Leave, Edit::Swap];
    (proptest::sample::select(edits), any::<Index>())
}

fn new_task(id: String) -> Node {
    let value = task(&id)["task"].clone();
    Node::Task(serde_json::from_value(value).unwrap())
}

fn edited(node: Node, edit: &Edit, at: &mut usize, fresh: &str) -> Node {
    let mut inside = |node: Node| edited(node, edit, at, fresh);
    let branches = |fork: Fork, inside: &mut dyn FnMut(Node) -> Node| Fork {
        branches: fork
            .branches
            .into_iter()
            .map(|branch| Branch { node: inside(branch.node), ..branch })
            .collect(),
        ..fork
    };
    match node {
        Node::Seq(nodes) => {
            let mut nodes: Vec<Node> = nodes.into_iter().map(&mut inside).collect();
            if matches!(edit, Edit::Swap) && nodes.len() == 2 {
                nodes.reverse();
            }
            Node::Seq(nodes)
        }
        Node::All(fork) => Node::All(branches(fork, &mut inside)),
        Node::Any(fork) => Node::Any(branches(fork, &mut inside)),
        Node::Choose(fork) => Node::Choose(branches(fork, &mut inside)),
        Node::Repeat(repeat) => Node::Repeat(Repeat { node: Box::new(inside(*repeat.node)), ..repeat }),
        Node::Each(each) => Node::Each(Each { node: Box::new(inside(*each.node)), ..each }),
        Node::Task(mut task) => {
            // What a task says of others need not hold any more.
            task.next.clear();
            let is_here = task.kind == TaskKind::Review && std::mem::replace(at, at.wrapping_sub(1)) == 0;
            let (own, new) = (Node::Task(task), new_task(fresh.to_owned()));
            match edit {
                _ if !is_here => own,
                Edit::Before => Node::Seq(vec![new, own]),
                Edit::After => Node::Seq(vec![own, new]),
                Edit::Replace => new,
                Edit::Leave => Node::Seq(Vec::new()),
                Edit::Beside => {
                    let branch = |node| Branch { name: Text::zh("支"), when: None, node };
                    let (id, name) = (format!("{fresh}-fork"), Text::zh("岔"));
                    Node::All(Fork { id, name, branches: vec![branch(own), branch(new)] })
                }
                Edit::Swap => own,
            }
        }
        call @ Node::Call(_) => call,
    }
}

/// What stands for what is gone, if anything can.
fn chosen(fit: &Fit) -> Choices {
    match fit {
        Fit::NeedsChoice(choices) => {
            choices.iter().map(|choice| (choice.of.clone(), choice.among.last().unwrap().clone())).collect()
        }
        _ => Choices::new(),
    }
}

/// As many as there are of random walks; `PROPTEST_CASES` asks for more.
fn walks() -> ProptestConfig {
    let usual = ProptestConfig::default();
    ProptestConfig {
        cases: usual.cases.max(500),
        failure_persistence: None,
        max_shrink_iters: 2_000,
        ..usual
    }
}

proptest! {
    #![proptest_config(walks())]

    #[test]
    fn a_case_that_fits_keeps_what_is_open_and_can_be_finished(
        old in any_process(),
        edits in prop::collection::vec(any_edit(), 1..8),
        facts in any_facts(),
        attempts in prop::collection::vec(any::<Index>(), 1..25),
    ) {
        let (mut state, mut events) = (State::new(case()), Vec::new());
        let mut now = DateTime::<Utc>::UNIX_EPOCH + TimeDelta::days(20_000);
        for which in attempts {
            now += TimeDelta::hours(7);
            let mut ways = ways(&old, &state, &facts, now);
            let ends = |command: &Command| matches!(
                command,
                Command::Withdraw { .. } | Command::Terminate { .. }
                    | Command::Complete { outcome: Outcome::NotAccepted, .. }
            );
            ways.retain(|(_, command)| !ends(command));
            if ways.is_empty() {
                break;
            }
            give(&old, &mut state, &mut events, which.get(&ways), &facts, now);
        }
        let mut new = old.clone();
        new.version = 2;
        for (number, (edit, which)) in edits.iter().enumerate() {
            let reviews = new.root.tasks().iter().filter(|task| task.kind == TaskKind::Review).count();
            let mut at = which.index(reviews.max(1));
            new.root = edited(new.root, edit, &mut at, &format!("new{number}"));
        }
        let choices = chosen(&plan(&old, &new, &state, &Choices::new()).fit);
        let report = plan(&old, &new, &state, &choices);
        let editor = actor("editor", Role::Editor);
        let told = migrate((&old, &new), &state, &choices, "新规定", &editor, &facts, now);
        let both = [&old, &new];
        let Ok(told) = told else {
            prop_assert!(report.fit != Fit::Fits || matches!(told, Err(Fit::Cannot(Obstacle::Refused(_)))));
            return Ok(());
        };
        prop_assert_eq!(report.fit, Fit::Fits);
        let before = state.clone();
        for event in &told {
            prop_assert_eq!(state.apply(&both[..], event), Ok(()), "{:?}", event);
        }
        events.extend(told);
        for open in &before.open {
            let key = open.key.split('#').next().unwrap();
            if !choices.contains_key(key) {
                let after = state.task(&open.key);
                prop_assert_eq!(after.map(|after| (&after.holder, after.opened_at)), Some((&open.holder, open.opened_at)));
            }
        }
        prop_assert!(state.open.len() >= before.open.len(), "lost");
        let keys: BTreeSet<&str> = state.run.keys().into_iter().collect();
        prop_assert_eq!(keys.len(), state.open.len() + state.awaited().count());
        let done = |state: &State| state.done.iter().map(|done| done.key.clone()).collect::<Vec<_>>();
        prop_assert_eq!(done(&state), done(&before));
        if choices.is_empty() {
            check(&new, &state, &facts, &events);
        }
        finish(&new, &mut state, &mut events, &facts, now);
        prop_assert_eq!(&State::replay(&both[..], case(), &events), &Ok(state));
        let stored = serde_json::to_string(&events).unwrap();
        prop_assert_eq!(&serde_json::from_str::<Vec<Event>>(&stored).unwrap(), &events);
    }
}
