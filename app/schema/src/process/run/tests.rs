//! Going on, back and elsewhere, block by block: what is dropped, what stays, and what comes next.

mod outside;

use serde_json::{Value, json};

use super::super::test_desk::{Desk, complete_words, person};
use super::super::*;

fn task(id: &str) -> Value {
    json!({ "task": { "id": id, "name": { "zh-CN": id }, "role": "officer", "kind": "review" } })
}

/// A process in which this stands between acceptance and decision, with a case that has been accepted.
fn accepted(blocks: Value) -> Desk {
    let of = |id: &str, role: &str, kind: &str| json!({ "task": { "id": id, "name": { "zh-CN": id }, "role": role, "kind": kind } });
    let mut seq = vec![of("accept", "intake", "accept")];
    seq.extend(blocks.as_array().unwrap().iter().cloned());
    seq.extend([of("decide", "agency_lead", "decide"), of("deliver", "intake", "deliver")]);
    let definition = json!({ "id": "simple", "version": 1, "title": { "zh-CN": "试" }, "seq": seq });
    let process = Process::read(&definition.to_string()).unwrap();
    Desk::of(process).then("ana", CommandName::Start).work("intake", Outcome::Accepted)
}

fn fork(kind: &str, branches: Value) -> Value {
    let mut branches = branches;
    for branch in branches.as_array_mut().unwrap() {
        branch["name"] = json!({ "zh-CN": "支" });
    }
    json!({ kind: { "id": "fork", "name": { "zh-CN": "岔" }, "branches": branches } })
}

fn each(over: Value, rule: Value) -> Value {
    let mut block = task("sign");
    for (name, value) in
        [("id", json!("each")), ("name", json!({ "zh-CN": "会签" })), ("over", over), ("rule", rule)]
    {
        block[name] = value;
    }
    json!({ "each": block })
}

impl Desk {
    /// What is open, by key, with who has it.
    fn open(&self) -> String {
        let mut open: Vec<String> = self
            .state
            .open
            .iter()
            .map(|open| {
                open.holder.as_ref().map_or(open.key.clone(), |holder| format!("{}:{holder}", open.key))
            })
            .collect();
        open.sort_unstable();
        open.join(" ")
    }

    /// Somebody takes a task up, if they do not have it, and says yes.
    fn does(&mut self, who: &str, key: &str) -> &mut Self {
        self.ends(who, key, Outcome::Approved)
    }

    fn ends(&mut self, who: &str, key: &str, outcome: Outcome) -> &mut Self {
        if self.state.task(key).is_some_and(|open| open.holder.is_none()) {
            self.give(who, complete_words(CommandName::Claim, key, outcome)).unwrap();
        }
        self.give(who, complete_words(CommandName::Complete, key, outcome)).unwrap();
        self
    }

    fn claims(&mut self, who: &str, key: &str) -> &mut Self {
        self.give(who, complete_words(CommandName::Claim, key, Outcome::Approved)).unwrap()
    }

    fn returns(&mut self, who: &str, key: &str, to: &str, resume: bool) -> &mut Self {
        let (task, to, reason) = (key.to_owned(), to.to_owned(), "数据有误".to_owned());
        self.give(who, Command::Return { task, to, resume, reason }).unwrap()
    }

    fn jumps(&mut self, key: &str, to: &str) -> &mut Self {
        let (task, to, reason) = (key.to_owned(), to.to_owned(), "并案".to_owned());
        self.give("agency_lead", Command::Jump { task, to, reason }).unwrap()
    }

    fn recalls(&mut self, who: &str, key: &str) -> Result<&mut Self, RefusalCode> {
        self.give(who, Command::Recall { task: key.to_owned(), reason: None }).map_err(|refusal| refusal.why)
    }

    /// Where it may be returned to from there.
    fn returnable(&self, who: &str, key: &str) -> Vec<String> {
        let may = allowed(&self.process, &self.state, &person(who), &super::super::test_desk::facts());
        let here = may
            .into_iter()
            .find(|way| way.command == CommandName::Return && way.task.as_deref() == Some(key));
        here.map(|way| way.to).unwrap_or_default()
    }
}

#[test]
fn branches_run_side_by_side_and_join() {
    let mut desk =
        accepted(json!([fork("all", json!([task("fire"), { "seq": [task("site"), task("food")] }]))]));
    assert_eq!(desk.open(), "fire site");
    desk.does("officer", "site");
    assert_eq!(desk.open(), "fire food");
    desk.does("colleague", "food");
    assert_eq!(desk.open(), "fire");
    desk.does("officer", "fire");
    assert_eq!(desk.open(), "decide");
}

#[test]
fn a_return_within_a_branch_leaves_the_others_alone() {
    let mut desk =
        accepted(json!([fork("all", json!([task("fire"), { "seq": [task("site"), task("food")] }]))]));
    desk.does("officer", "site").claims("colleague", "food").claims("officer", "fire");
    assert_eq!(desk.returnable("colleague", "food"), ["accept", "site"]);
    desk.returns("colleague", "food", "site", false);
    assert_eq!(desk.open(), "fire:officer site#2:officer", "it comes back to who did it");
    desk.does("officer", "fire").does("officer", "site#2");
    assert_eq!(desk.open(), "food#2");
    desk.does("colleague", "food#2");
    assert_eq!(desk.open(), "decide");
}

#[test]
fn a_return_to_before_the_fork_drops_every_branch() {
    let mut desk = accepted(json!([task("look"), fork("all", json!([task("fire"), task("food")]))]));
    desk.does("officer", "look").does("officer", "fire").claims("colleague", "food");
    desk.returns("colleague", "food", "look", false);
    assert_eq!(desk.open(), "look#2:officer");
    desk.does("officer", "look#2");
    assert_eq!(desk.open(), "fire#2 food#2", "all branches are gone through again");
}

#[test]
fn a_return_that_resumes_waits_in_its_place_and_nobody_else_notices() {
    let mut desk = accepted(json!([task("look"), fork("all", json!([task("fire"), task("food")]))]));
    desk.does("officer", "look").claims("colleague", "food");
    desk.returns("colleague", "food", "look", true);
    assert_eq!(desk.open(), "fire look#2:officer");
    desk.does("officer", "fire");
    assert_eq!(desk.open(), "look#2:officer", "the join waits");
    desk.does("officer", "look#2");
    assert_eq!(desk.open(), "food#2:colleague", "straight back to who had returned it");
    desk.does("colleague", "food#2");
    assert_eq!(desk.open(), "decide");
}

#[test]
fn a_return_from_a_return_comes_back_by_both() {
    let mut desk = accepted(json!([task("look"), task("weigh"), task("sum")]));
    desk.does("officer", "look").does("colleague", "weigh").claims("officer", "sum");
    desk.returns("officer", "sum", "weigh", true);
    assert_eq!(desk.returnable("colleague", "weigh#2"), ["accept", "look"]);
    desk.returns("colleague", "weigh#2", "look", true);
    assert_eq!(desk.open(), "look#2:officer");
    desk.does("officer", "look#2");
    assert_eq!(desk.open(), "weigh#3:colleague");
    desk.does("colleague", "weigh#3");
    assert_eq!(desk.open(), "sum#2:officer");
}

#[test]
fn a_return_into_a_fork_that_has_joined_opens_the_one_branch() {
    let mut desk = accepted(json!([fork("all", json!([task("fire"), task("food")])), task("sum")]));
    desk.does("officer", "fire").does("colleague", "food").claims("officer", "sum");
    desk.returns("officer", "sum", "food", false);
    assert_eq!(desk.open(), "food#2:colleague");
    desk.does("colleague", "food#2");
    assert_eq!(desk.open(), "sum#2", "the other branch stays ended");
}

#[test]
fn nothing_in_another_branch_can_be_returned_to() {
    let branches = json!([{ "seq": [task("fire"), task("pipes")] }, task("food")]);
    let mut desk = accepted(json!([fork("all", branches)]));
    desk.does("officer", "fire").claims("colleague", "food");
    assert_eq!(desk.returnable("colleague", "food"), ["accept"]);
}

#[test]
fn what_is_accepted_stays_accepted_when_it_comes_back_to_the_counter() {
    let mut desk = accepted(json!([task("look")]));
    let since = desk.state.accepted_at;
    desk.claims("officer", "look").returns("officer", "look", "accept", false);
    assert_eq!(desk.open(), "accept#2:intake");
    let turned_away = complete_words(CommandName::Complete, "accept#2", Outcome::NotAccepted);
    assert_eq!(desk.refusal("intake", turned_away), RefusalCode::OutcomeNotPossible);
    desk.ends("intake", "accept#2", Outcome::Accepted);
    assert_eq!((desk.open(), desk.state.accepted_at), ("look#2".into(), since));
}

#[test]
fn who_did_a_task_may_take_it_back_until_somebody_acts_on_it() {
    let mut desk =
        accepted(json!([task("look"), fork("all", json!([task("fire"), task("food")])), task("sum")]));
    desk.does("officer", "look");
    desk.recalls("officer", "look").unwrap();
    assert_eq!(desk.open(), "look#2:officer");
    desk.does("officer", "look#2");
    assert_eq!(
        desk.recalls("colleague", "look#2").unwrap_err(),
        RefusalCode::NotRecallable,
        "it is not theirs"
    );
    desk.claims("colleague", "food#2");
    assert_eq!(
        desk.recalls("officer", "look#2").unwrap_err(),
        RefusalCode::NotRecallable,
        "it has been taken up"
    );
    // While the join waits, nobody has acted on what ended one branch.
    desk.does("officer", "fire#2");
    desk.recalls("officer", "fire#2").unwrap();
    assert_eq!(desk.open(), "fire#3:officer food#2:colleague");
    desk.does("officer", "fire#3").does("colleague", "food#2");
    desk.recalls("colleague", "food#2").unwrap();
    assert_eq!(desk.open(), "food#3:colleague", "the join is undone");
}

#[test]
fn a_lead_jumps_over_what_lies_between_and_into_what_was_never_begun() {
    let mut desk =
        accepted(json!([task("look"), fork("all", json!([task("fire"), task("food")])), task("sum")]));
    desk.jumps("look", "sum");
    assert_eq!(desk.open(), "sum");
    desk.jumps("sum", "fire");
    assert_eq!(desk.open(), "fire food", "the other branch has not been yet");
    desk.does("officer", "fire").jumps("food", "decide");
    assert_eq!(desk.open(), "decide");
}

#[test]
fn conditions_choose_the_branch_by_answers_and_outcomes() {
    let when = |branch: Value, rule: Value| {
        let mut branch = branch;
        branch["when"] = rule;
        branch
    };
    let rejected = json!({ "==": [{ "var": "$tasks.look.outcome" }, "rejected"] });
    let branches = json!([when(task("again"), rejected.clone()), { "seq": [] }]);
    let mut desk = accepted(json!([task("look"), fork("choose", branches)]));
    desk.does("officer", "look");
    assert_eq!(desk.open(), "decide");
    let large = json!({ ">": [{ "var": "area" }, 100] });
    let branches = json!([when(task("fire"), large), when(task("food"), rejected), task("sum")]);
    let mut desk = accepted(json!([task("look"), fork("any", branches)]));
    desk.facts.answers = json!({ "area": 120 });
    desk.ends("officer", "look", Outcome::Rejected);
    assert_eq!(desk.open(), "fire food");
}

#[test]
fn rounds_go_on_as_long_as_their_condition_holds() {
    let mut rounds = json!({ "seq": [task("mend"), task("look")] });
    for (name, value) in [
        ("id", json!("rounds")),
        ("name", json!({ "zh-CN": "整改" })),
        ("most", json!(3)),
        ("again", json!({ "==": [{ "var": "$tasks.look.outcome" }, "rejected"] })),
    ] {
        rounds[name] = value;
    }
    let mut desk = accepted(json!([{ "repeat": rounds }]));
    for (mend, look) in [("mend", "look"), ("mend#2", "look#2")] {
        desk.does("officer", mend).ends("colleague", look, Outcome::Rejected);
    }
    assert_eq!(desk.open(), "mend#3");
    desk.does("officer", "mend#3").ends("colleague", "look#3", Outcome::Rejected);
    assert_eq!(desk.open(), "decide", "three rounds are the most");
}

#[test]
fn everybody_signs_or_one_or_one_after_the_other_or_they_vote() {
    let three = || json!({ "people": ["officer", "colleague", "agency_lead"] });
    let begun = |rule: Value| accepted(json!([each(three(), rule)]));
    let mut all = begun(json!("all"));
    assert_eq!(all.open(), "sign#2:colleague sign#3:agency_lead sign:officer");
    let claim = complete_words(CommandName::Complete, "sign#2", Outcome::Approved);
    assert_eq!(all.refusal("officer", claim), RefusalCode::NamedForAnother);
    all.does("officer", "sign").ends("colleague", "sign#2", Outcome::Rejected).does("agency_lead", "sign#3");
    assert_eq!((all.open(), all.verdict("each")), ("decide".into(), Some(false)));

    let mut one = begun(json!("one"));
    one.does("colleague", "sign#2");
    assert_eq!((one.open(), one.verdict("each")), ("decide".into(), Some(true)));

    let mut turn = begun(json!("in_turn"));
    assert_eq!(turn.open(), "sign:officer");
    turn.does("officer", "sign");
    assert_eq!(turn.open(), "sign#2:colleague");
    turn.ends("colleague", "sign#2", Outcome::Rejected);
    assert_eq!((turn.open(), turn.verdict("each")), ("decide".into(), Some(false)));

    let mut vote = begun(json!({ "vote": 60 }));
    vote.does("officer", "sign");
    assert_eq!(vote.state.open.len(), 2);
    vote.does("agency_lead", "sign#3");
    assert_eq!((vote.open(), vote.verdict("each")), ("decide".into(), Some(true)), "two of three are enough");
}

#[test]
fn where_nobody_is_there_to_do_it_the_definition_says_what_happens() {
    let with = |empty: &str| {
        let mut block = each(json!({ "role": "leader" }), json!("all"));
        block["each"]["empty"] = json!(empty);
        block
    };
    let alone = |block: Value| {
        let mut desk = accepted(json!([task("look"), block]));
        desk.facts.staff.retain(|person| person.role != crate::role::Role::Leader);
        desk.claims("officer", "look");
        desk
    };
    let complete = complete_words(CommandName::Complete, "look", Outcome::Approved);
    assert_eq!(alone(with("refuse")).refusal("officer", complete), RefusalCode::NobodyToDoIt);
    assert_eq!(alone(with("skip")).does("officer", "look").open(), "decide");
    let mut desk = alone(with("lead"));
    desk.does("officer", "look").does("agency_lead", "sign");
    assert_eq!(desk.open(), "decide");
}

#[test]
fn others_sign_before_a_task_is_done_or_after() {
    let sign = |desk: &mut Desk, key: &str, to: &str, after: bool| {
        let (task, to, reason) = (key.to_owned(), to.to_owned(), "涉及消防".to_owned());
        desk.give("officer", Command::AddSigner { task, to, after, reason })
            .map(drop)
            .map_err(|refusal| refusal.why)
    };
    let mut desk = accepted(json!([task("look")]));
    desk.claims("officer", "look");
    assert_eq!(sign(&mut desk, "look", "officer", false), Err(RefusalCode::NoSuchColleague));
    sign(&mut desk, "look", "colleague", false).unwrap();
    sign(&mut desk, "look", "leader", true).unwrap();
    assert_eq!(
        sign(&mut desk, "look", "colleague", false),
        Err(RefusalCode::NoSuchColleague),
        "once is enough"
    );
    assert_eq!(desk.open(), "look#2:colleague look:officer");
    let complete = complete_words(CommandName::Complete, "look", Outcome::Approved);
    assert_eq!(desk.refusal("officer", complete.clone()), RefusalCode::SignersOpen);
    desk.ends("colleague", "look#2", Outcome::Rejected).give("officer", complete).unwrap();
    assert_eq!(desk.open(), "look#3:leader");
    desk.does("leader", "look#3");
    assert_eq!(desk.open(), "decide");
    assert_eq!(
        desk.state.data(&desk.process, &Value::Null)["$tasks"]["look"]["outcome"],
        "approved",
        "whose task it is"
    );
}

#[test]
fn a_signer_who_cannot_be_waited_for_is_taken_off() {
    let mut desk = accepted(json!([task("look")]));
    desk.claims("officer", "look");
    for name in [CommandName::AddSigner, CommandName::RemoveSigner] {
        desk.give("officer", complete_words(name, "look", Outcome::Approved)).unwrap();
    }
    assert_eq!(desk.open(), "look:officer");
    desk.does("officer", "look");
    assert_eq!(desk.open(), "decide");
}

#[test]
fn who_signs_a_decision_does_not_decide() {
    let mut desk = accepted(json!([task("look")]));
    desk.does("officer", "look").claims("agency_lead", "decide");
    desk.give("agency_lead", complete_words(CommandName::AddSigner, "decide", Outcome::Approved)).unwrap();
    desk.ends("colleague", "decide#2", Outcome::Rejected);
    assert_eq!((desk.state.decision, desk.open()), (None, "decide:agency_lead".into()));
    desk.does("agency_lead", "decide");
    assert_eq!(desk.state.decision, Some(Decision::Approved));
}

#[test]
fn what_is_delegated_comes_back_to_whose_it_is() {
    let mut desk = accepted(json!([task("look")]));
    desk.claims("officer", "look");
    desk.give("officer", complete_words(CommandName::Delegate, "look", Outcome::Approved)).unwrap();
    assert_eq!(desk.open(), "look:colleague");
    let complete = complete_words(CommandName::Complete, "look", Outcome::Approved);
    assert_eq!(desk.refusal("colleague", complete), RefusalCode::OnlyDelegated);
    desk.give("colleague", complete_words(CommandName::Answer, "look", Outcome::Approved)).unwrap();
    assert_eq!(desk.open(), "look:officer");
    desk.does("officer", "look");
    assert_eq!(desk.open(), "decide");
}

#[test]
fn there_is_more_time_once_and_a_reminder_until_something_happens() {
    let mut desk = accepted(json!([task("look")]));
    let words = |name| complete_words(name, "", Outcome::Approved);
    desk.give("agency_lead", words(CommandName::Extend)).unwrap();
    assert_eq!(desk.state.extension, Some(10));
    assert_eq!(desk.refusal("agency_lead", words(CommandName::Extend)), RefusalCode::AlreadyExtended);
    let longer = Command::Extend { days: 11, reason: "复杂".into() };
    assert_eq!(accepted(json!([task("look")])).refusal("agency_lead", longer), RefusalCode::OutOfBounds);
    desk.give("ana", words(CommandName::Remind)).unwrap();
    assert_eq!(desk.refusal("supervisor", words(CommandName::Remind)), RefusalCode::AlreadyReminded);
    desk.claims("officer", "look").give("supervisor", words(CommandName::Remind)).unwrap();
    let copy =
        Command::Copy { task: "look".into(), to: vec!["leader".into(), "stranger".into()], words: None };
    assert_eq!(desk.refusal("officer", copy), RefusalCode::NoSuchColleague);
    desk.give("officer", complete_words(CommandName::Copy, "look", Outcome::Approved)).unwrap();
    assert!(desk.state.readers.contains("colleague"));
}
