//! Going back, taking back and going elsewhere where something is done in rounds.

use super::*;

/// What has to be mended is looked at, until it is found right, in so many rounds at most.
fn rounds(most: u32) -> Value {
    json!({ "repeat": {
        "id": "rounds", "name": { "zh-CN": "整改" }, "most": most,
        "again": { "==": [{ "var": "$tasks.look.outcome" }, "rejected"] },
        "seq": [task("mend"), task("look")],
    } })
}

/// A case in the second of these rounds, in which something has been mended.
fn second(most: u32) -> Desk {
    let mut desk = accepted(json!([task("begin"), rounds(most), task("sum")]));
    desk.does("officer", "begin").does("officer", "mend").ends("colleague", "look", Outcome::Rejected);
    desk.does("officer", "mend#2").claims("colleague", "look#2");
    desk
}

#[test]
fn a_return_within_rounds_stays_in_the_round() {
    for (resume, then) in [(false, "look#3"), (true, "look#3:colleague")] {
        let mut desk = second(2);
        assert_eq!(
            desk.returnable("colleague", "look#2"),
            ["accept", "begin", "mend#2"],
            "not what was done in the round before"
        );
        desk.returns("colleague", "look#2", "mend#2", resume);
        assert_eq!(desk.open(), "mend#3:officer");
        desk.does("officer", "mend#3");
        assert_eq!(desk.open(), then);
        desk.ends("colleague", "look#3", Outcome::Rejected);
        assert_eq!(desk.open(), "sum", "it was the second round, and two are the most");
    }
}

#[test]
fn what_was_done_in_the_round_before_is_not_returned_to() {
    let mut desk = second(3);
    for to in ["mend", "look"] {
        let back = Command::Return {
            task: "look#2".into(),
            to: to.into(),
            resume: false,
            reason: "数据有误".into(),
        };
        assert_eq!(desk.refusal("colleague", back), RefusalCode::NotReturnable, "{to}");
    }
    desk.returns("colleague", "look#2", "mend#2", false);
    assert_eq!(desk.returnable("officer", "mend#3"), ["accept", "begin"], "nor from the first of a round");
}

#[test]
fn a_return_to_before_rounds_begins_them_to_count_anew_unless_it_resumes() {
    let mut desk = second(2);
    desk.returns("colleague", "look#2", "begin", false).does("officer", "begin#2");
    assert_eq!(desk.open(), "mend#3");
    desk.does("officer", "mend#3").ends("colleague", "look#3", Outcome::Rejected);
    assert_eq!(desk.open(), "mend#4", "the second round of two");

    let mut desk = second(2);
    desk.returns("colleague", "look#2", "begin", true).does("officer", "begin#2");
    assert_eq!(desk.open(), "look#3:colleague");
    desk.ends("colleague", "look#3", Outcome::Rejected);
    assert_eq!(desk.open(), "sum", "it stayed in the second");
}

#[test]
fn a_return_into_rounds_that_have_ended_leads_into_the_last() {
    let mut desk = second(2);
    desk.does("colleague", "look#2").claims("officer", "sum");
    assert_eq!(desk.returnable("officer", "sum"), ["accept", "begin", "mend#2", "look#2"]);
    desk.returns("officer", "sum", "mend#2", false);
    assert_eq!(desk.open(), "mend#3:officer");
    desk.does("officer", "mend#3").ends("colleague", "look#3", Outcome::Rejected);
    assert_eq!(desk.open(), "sum#2", "two are still the most");
}

#[test]
fn what_ended_the_last_round_is_taken_back_and_what_another_followed_is_not() {
    let mut desk = second(3);
    desk.does("colleague", "look#2");
    assert_eq!(desk.open(), "sum");
    desk.recalls("colleague", "look#2").unwrap();
    assert_eq!(desk.open(), "look#3:colleague", "the rounds are under way again");
    desk.ends("colleague", "look#3", Outcome::Rejected);
    assert_eq!(desk.open(), "mend#3");
    assert_eq!(
        desk.recalls("colleague", "look#3").unwrap_err(),
        RefusalCode::NotRecallable,
        "with the third round the second is past; a lead jumps"
    );
    desk.jumps("mend#3", "look");
    assert_eq!(desk.open(), "look#4");
}

#[test]
fn within_a_round_a_task_is_taken_back_as_anywhere() {
    let mut desk = accepted(json!([rounds(2)]));
    desk.does("officer", "mend");
    desk.recalls("officer", "mend").unwrap();
    assert_eq!(desk.open(), "mend#2:officer");
    desk.does("officer", "mend#2").claims("colleague", "look#2");
    assert_eq!(desk.recalls("officer", "mend#2").unwrap_err(), RefusalCode::NotRecallable);
}

#[test]
fn a_jump_within_rounds_stays_in_the_round_and_one_out_of_them_ends_them() {
    let mut desk = second(2);
    desk.jumps("look#2", "mend");
    assert_eq!(desk.open(), "mend#3");
    desk.does("officer", "mend#3").ends("colleague", "look#3", Outcome::Rejected);
    assert_eq!(desk.open(), "sum", "it was the second round, and two are the most");

    let mut desk = second(2);
    desk.jumps("look#2", "sum");
    assert_eq!(desk.open(), "sum");
    desk.jumps("sum", "look");
    assert_eq!(desk.open(), "look#3", "into the middle of them");
    desk.ends("colleague", "look#3", Outcome::Rejected);
    assert_eq!(desk.open(), "mend#3", "rounds that were left are counted anew");
}
