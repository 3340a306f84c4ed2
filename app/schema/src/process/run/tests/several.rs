//! Going back, taking back and going elsewhere where the same is done for each of several.

use super::*;

fn people(ids: &[&str]) -> Value {
    json!({ "people": ids })
}

/// Each of these looks at the site, weighs it, and signs.
fn three_steps(over: Value, rule: Value) -> Value {
    let mut block = each(over, rule);
    let of_each = block["each"].as_object_mut().unwrap();
    of_each.shift_remove("task");
    of_each.insert("seq".to_owned(), json!([task("site"), task("weigh"), task("sign")]));
    block
}

fn two() -> Value {
    people(&["officer", "colleague"])
}

fn return_to(key: &str, to: &str) -> Command {
    Command::Return { task: key.into(), to: to.into(), resume: false, reason: "数据有误".into() }
}

#[test]
fn a_return_within_one_of_several_leaves_the_others_alone() {
    for (resume, then) in
        [(false, "weigh#2:colleague weigh#3:officer"), (true, "sign#2:officer weigh#2:colleague")]
    {
        let mut desk = accepted(json!([three_steps(two(), json!("all"))]));
        desk.does("officer", "site").does("colleague", "site#2").does("officer", "weigh");
        assert_eq!(desk.open(), "sign:officer weigh#2:colleague");
        desk.returns("officer", "sign", "site", resume);
        assert_eq!(desk.open(), "site#3:officer weigh#2:colleague", "it comes back to who did it");
        desk.does("officer", "site#3");
        assert_eq!(desk.open(), then, "resume: {resume}");
    }
}

#[test]
fn a_return_to_before_several_drops_them_all_and_begins_them_anew() {
    let mut desk = accepted(json!([task("look"), three_steps(two(), json!("all"))]));
    desk.does("officer", "look").does("colleague", "site#2");
    desk.returns("officer", "site", "look", false);
    assert_eq!(desk.open(), "look#2:officer");
    desk.does("officer", "look#2");
    assert_eq!(desk.open(), "site#3:officer site#4:colleague", "also who was further already");
}

#[test]
fn a_return_to_before_several_that_resumes_holds_up_the_one_only() {
    let mut desk = accepted(json!([task("look"), three_steps(two(), json!("all"))]));
    desk.does("officer", "look").does("colleague", "site#2");
    desk.returns("officer", "site", "look", true);
    assert_eq!(desk.open(), "look#2:officer weigh:colleague");
    desk.does("colleague", "weigh").does("colleague", "sign");
    assert_eq!(desk.open(), "look#2:officer", "the others do not notice, and the block waits");
    desk.does("officer", "look#2");
    assert_eq!(desk.open(), "site#3:officer");
}

#[test]
fn what_another_of_several_did_is_not_returned_to() {
    let mut desk = accepted(json!([three_steps(two(), json!("all"))]));
    desk.does("officer", "site");
    assert_eq!(desk.returnable("colleague", "site#2"), ["accept"]);
    assert_eq!(desk.refusal("colleague", return_to("site#2", "site")), RefusalCode::NotReturnable);
}

#[test]
fn of_several_in_turn_the_later_returns_it_to_the_earlier_and_has_their_turn_again() {
    for resume in [false, true] {
        let mut desk =
            accepted(json!([each(people(&["officer", "colleague", "agency_lead"]), json!("in_turn"))]));
        desk.does("officer", "sign");
        assert_eq!(desk.returnable("colleague", "sign#2"), ["accept", "sign"]);
        desk.returns("colleague", "sign#2", "sign", resume);
        assert_eq!(desk.open(), "sign#3:officer");
        desk.does("officer", "sign#3");
        assert_eq!(desk.open(), "sign#4:colleague", "resume: {resume}");
        desk.does("colleague", "sign#4");
        assert_eq!(desk.open(), "sign#5:agency_lead");
    }
}

#[test]
fn a_return_to_one_of_several_that_have_ended_opens_theirs_only() {
    for resume in [false, true] {
        let mut desk = accepted(json!([each(two(), json!("all")), task("sum")]));
        desk.does("officer", "sign").does("colleague", "sign#2").claims("officer", "sum");
        desk.returns("officer", "sum", "sign#2", resume);
        assert_eq!(desk.open(), "sign#3:colleague");
        desk.ends("colleague", "sign#3", Outcome::Rejected);
        // One that goes through again is claimed anew; one that resumes comes to who had it.
        assert_eq!(desk.open(), if resume { "sum#2:officer" } else { "sum#2" });
        // To resume, the block was not gone through again: what it came to stands.
        assert_eq!(desk.verdict("each"), Some(resume), "resume: {resume}");
    }
}

#[test]
fn a_return_into_a_vote_asks_one_again_and_whoever_was_passed_by_once_their_vote_is_needed() {
    let three = people(&["officer", "colleague", "agency_lead"]);
    let mut desk = accepted(json!([each(three.clone(), json!({ "vote": 60 })), task("sum")]));
    desk.does("officer", "sign").does("agency_lead", "sign#3").claims("colleague", "sum");
    assert_eq!(desk.returnable("colleague", "sum"), ["accept", "sign", "sign#3"]);
    desk.returns("colleague", "sum", "sign", false);
    assert_eq!(desk.open(), "sign#4:officer", "whoever did not vote is not asked now");
    desk.ends("officer", "sign#4", Outcome::Rejected);
    assert_eq!(desk.open(), "sign#5:colleague", "one against one: now it is");
    desk.does("colleague", "sign#5");
    assert_eq!((desk.open(), desk.verdict("each")), ("sum#2".into(), Some(true)));
    // And the same where the vote was lost before all had voted.
    let mut desk = accepted(json!([each(three, json!({ "vote": 100 })), task("sum")]));
    desk.ends("officer", "sign", Outcome::Rejected).claims("colleague", "sum");
    desk.returns("colleague", "sum", "sign", false);
    assert_eq!(desk.open(), "sign#4:officer");
    desk.does("officer", "sign#4");
    assert_eq!(desk.open(), "sign#5:colleague sign#6:agency_lead");
    desk.does("colleague", "sign#5").does("agency_lead", "sign#6");
    assert_eq!((desk.open(), desk.verdict("each")), ("sum#2".into(), Some(true)));
}

#[test]
fn a_vote_that_others_lost_is_not_returned_to_who_approved() {
    let mut desk = accepted(json!([each(two(), json!({ "vote": 51 })), task("sum")]));
    desk.does("officer", "sign").ends("colleague", "sign#2", Outcome::Rejected).claims("officer", "sum");
    assert_eq!(desk.returnable("officer", "sum"), ["accept", "sign#2"]);
    assert_eq!(desk.refusal("officer", return_to("sum", "sign")), RefusalCode::NotReturnable);
}

#[test]
fn of_several_within_several_what_was_passed_by_stays_so_when_another_is_gone_back_to() {
    let within = |rule: Value, inner: Value| {
        let mut block = each(people(&["officer", "colleague", "agency_lead"]), rule);
        let of_each = block["each"].as_object_mut().unwrap();
        of_each.shift_remove("task");
        of_each.extend(inner.as_object().unwrap().clone());
        block["each"]["id"] = json!("outer");
        block
    };
    let data = json!({ "data": [1, 2, 3] });
    let in_turn = json!({ "seq": [task("site"), task("sign")] });
    let at_once = fork("all", json!([task("site"), task("sign")]));
    // What is done for each; what all of them did, and by what two of them settled the vote; who did the first of those.
    let halves = ["site", "site#2", "site#3"];
    let cases = [
        (each(data, json!("one")), &halves[..0], ["sign#4", "sign#7"], "sign#10:officer"),
        (in_turn, &halves, ["sign#2", "sign#3"], "sign#4:colleague"),
        (at_once, &halves, ["sign#2", "sign#3"], "sign#4:colleague"),
    ];
    for (inner, before, settles, again) in cases {
        let mut desk = accepted(json!([within(json!({ "vote": 34 }), inner), task("sum")]));
        for key in before.iter().chain(&settles) {
            let who = desk.state.task(key).and_then(|open| open.holder.clone());
            desk.does(who.as_deref().unwrap_or("officer"), key);
        }
        assert_eq!((desk.open(), desk.verdict("outer")), ("sum".into(), Some(true)));
        desk.claims("officer", "sum");
        assert!(!desk.returnable("officer", "sum").contains(&"site".to_owned()), "left unfinished");
        desk.returns("officer", "sum", settles[0], false);
        assert_eq!(desk.open(), again);
        let (key, who) = again.split_once(':').unwrap();
        desk.does(who, key);
        assert_eq!((desk.open(), desk.verdict("outer")), ("sum#2".into(), Some(true)));
    }
}

#[test]
fn one_of_several_takes_it_back_while_the_others_go_on() {
    let mut desk = accepted(json!([each(two(), json!("all")), task("sum")]));
    desk.does("officer", "sign");
    desk.recalls("officer", "sign").unwrap();
    assert_eq!(desk.open(), "sign#2:colleague sign#3:officer");
    desk.does("officer", "sign#3").does("colleague", "sign#2");
    assert_eq!(desk.open(), "sum");
    assert_eq!(
        desk.recalls("officer", "sign#3").unwrap_err(),
        RefusalCode::NotRecallable,
        "another has ended it for all"
    );
    desk.recalls("colleague", "sign#2").unwrap();
    assert_eq!(desk.open(), "sign#4:colleague", "the block is under way again");
    desk.does("colleague", "sign#4").claims("officer", "sum#2");
    assert_eq!(
        desk.recalls("colleague", "sign#4").unwrap_err(),
        RefusalCode::NotRecallable,
        "it is taken up"
    );
}

#[test]
fn who_settles_it_for_all_does_not_take_it_back() {
    for rule in [json!("one"), json!({ "vote": 50 })] {
        let mut desk = accepted(json!([each(two(), rule), task("sum")]));
        desk.does("officer", "sign");
        assert_eq!(desk.open(), "sum", "what the other had is dropped");
        assert_eq!(desk.recalls("officer", "sign").unwrap_err(), RefusalCode::NotRecallable);
    }
}

#[test]
fn of_several_in_turn_one_takes_it_back_until_the_next_has_done_anything() {
    let mut desk = accepted(json!([each(two(), json!("in_turn"))]));
    desk.does("officer", "sign");
    desk.recalls("officer", "sign").unwrap();
    assert_eq!(desk.open(), "sign#3:officer");
    // Nobody has to claim what is theirs from the beginning.
    for name in [CommandName::RequestSupplement, CommandName::BeginSpecialProcedure, CommandName::Delegate] {
        let mut desk = accepted(json!([each(two(), json!("in_turn"))]));
        desk.does("officer", "sign");
        let words = complete_words(name, "sign#2", Outcome::Approved);
        desk.give("colleague", sent(words, Some(&"leader".to_owned()))).unwrap();
        assert_eq!(desk.recalls("officer", "sign").unwrap_err(), RefusalCode::NotRecallable, "{name}");
    }
}

#[test]
fn what_begins_anew_has_not_been_done_and_is_not_taken_back() {
    let mut desk = accepted(json!([each(two(), json!("in_turn")), task("sum")]));
    desk.does("officer", "sign").does("colleague", "sign#2");
    desk.jumps("sum", "sign");
    assert_eq!(desk.open(), "sign#3:officer", "they have their turns again");
    assert_eq!(desk.recalls("colleague", "sign#2").unwrap_err(), RefusalCode::NotRecallable);
}

#[test]
fn a_jump_into_several_begins_them_all_from_the_beginning() {
    let mut desk = accepted(json!([task("look"), three_steps(two(), json!("all")), task("sum")]));
    desk.jumps("look", "weigh");
    assert_eq!(desk.open(), "site#2:colleague site:officer", "one by one they are not to be gone to");
    desk.does("officer", "site").jumps("weigh", "sign");
    assert_eq!(desk.open(), "site#3:officer site#4:colleague", "also from one of them");
}

#[test]
fn a_jump_out_of_one_of_several_leads_them_all_away() {
    let mut desk = accepted(json!([three_steps(two(), json!("all")), task("sum")]));
    desk.does("officer", "site").jumps("weigh", "sum");
    assert_eq!(desk.open(), "sum");
    assert_eq!(desk.returnable("officer", "sum"), [""; 0], "who has it is not known yet");
    desk.claims("colleague", "sum");
    assert_eq!(
        desk.returnable("colleague", "sum"),
        ["accept"],
        "what was left unfinished is not gone back to"
    );
    desk.jumps("sum", "site");
    assert_eq!(desk.open(), "site#3:officer site#4:colleague");
}

#[test]
fn a_list_that_is_too_long_is_refused_and_nobody_on_it_is_left_out() {
    let complete = || complete_words(CommandName::Complete, "look", Outcome::Approved);
    let of = |length: usize| {
        let mut desk =
            accepted(json!([task("look"), each(json!({ "data": { "var": "units" } }), json!("all"))]));
        desk.facts.answers = json!({ "units": vec!["a"; length] });
        desk.claims("officer", "look");
        desk
    };
    assert_eq!(of(MOST_ENTRIES + 1).refusal("officer", complete()), RefusalCode::TooMany);
    let mut most = of(MOST_ENTRIES);
    most.give("officer", complete()).unwrap();
    assert_eq!(most.state.open.len(), MOST_ENTRIES);
}
