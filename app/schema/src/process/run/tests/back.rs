//! Going back, taking back, and going elsewhere: what is dropped, what stays, and what comes next.

use super::*;

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
fn a_misprint_is_taken_back_until_somebody_hands_it_over_and_what_went_out_is_not() {
    let gate = |id: &str, kind: &str| json!({ "task": { "id": id, "name": { "zh-CN": id }, "role": "intake", "kind": kind } });
    let decided = |gates: Vec<Value>| {
        let mut desk = accepted(json!([task("look")]));
        let Node::Seq(nodes) = &mut desk.process.root else { panic!("a sequence") };
        let last = nodes.len() - 1;
        for gate in gates.into_iter().rev() {
            nodes.insert(last, Node::Task(Box::new(serde_json::from_value(gate["task"].clone()).unwrap())));
        }
        desk.does("officer", "look").does("agency_lead", "decide");
        desk
    };
    let mut desk = decided(vec![gate("print", "print")]);
    desk.ends("intake", "print", Outcome::Printed);
    desk.recalls("intake", "print").unwrap();
    assert_eq!((desk.open(), desk.state.decision), ("print#2:intake".into(), Some(Decision::Approved)));
    desk.ends("intake", "print#2", Outcome::Printed).claims("officer", "deliver#2");
    assert_eq!(
        desk.recalls("intake", "print#2").unwrap_err(),
        RefusalCode::NotRecallable,
        "it is at the counter"
    );

    let mut issues = gate("print", "print");
    issues["task"]["effects"] =
        json!([{ "id": "issue", "name": { "zh-CN": "证" }, "does": { "licence": "L-1" } }]);
    let mut desk = decided(vec![gate("pay", "pay"), issues]);
    desk.ends("intake", "pay", Outcome::Paid);
    assert_eq!(desk.recalls("intake", "pay").unwrap_err(), RefusalCode::NotRecallable, "it is on the books");
    desk.ends("intake", "print", Outcome::Printed);
    assert_eq!(
        desk.recalls("intake", "print").unwrap_err(),
        RefusalCode::NotRecallable,
        "the licence is issued"
    );
    assert_eq!(desk.recalls("agency_lead", "decide").unwrap_err(), RefusalCode::NotRecallable);
}
