//! Going on as the process says, block by block: branches, conditions, rounds, and the same for each of several.

use super::*;

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
