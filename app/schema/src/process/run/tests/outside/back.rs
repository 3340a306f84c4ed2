//! Going back, taking back and going elsewhere where other cases begin: nothing in them is a place of this one.

use super::*;

fn return_to(key: &str, to: &str) -> Command {
    Command::Return { task: key.into(), to: to.into(), resume: false, reason: "数据有误".into() }
}

fn jump_to(key: &str, to: &str) -> Command {
    Command::Jump { task: key.into(), to: to.into(), reason: "并案".into() }
}

/// A case that began another, which has ended.
fn over() -> Desk {
    let mut desk = shop(json!([call(json!({})), task("sum")]));
    desk.does("officer", "look").ended("fire", json!("approved"), json!({})).unwrap();
    desk.claims("colleague", "sum");
    desk
}

#[test]
fn more_cases_than_can_begin_at_once_are_refused_and_none_is_left_out() {
    let mut desk = shop(json!([call(json!({ "over": { "var": "shops" } }))]));
    desk.facts.answers = json!({ "shops": vec!["a"; MOST_ENTRIES + 1] });
    desk.claims("officer", "look");
    let complete = complete_words(CommandName::Complete, "look", Outcome::Approved);
    assert_eq!(desk.refusal("officer", complete.clone()), RefusalCode::TooMany);
    desk.facts.answers = json!({ "shops": vec!["a"; MOST_ENTRIES] });
    desk.give("officer", complete).unwrap();
    assert_eq!(desk.state.awaited().count(), MOST_ENTRIES);
}

#[test]
fn a_case_that_has_ended_is_begun_again_where_it_is_gone_through_again() {
    let mut desk = over();
    desk.returns("colleague", "sum", "look", false).does("officer", "look#2");
    assert_eq!((desk.open(), desk.awaited()), (String::new(), "fire#2".into()));
    assert_eq!(desk.dropped(), Vec::<&str>::new(), "of one that has ended nobody need be told");
}

#[test]
fn a_case_that_has_ended_is_not_begun_again_by_a_return_that_resumes() {
    let mut desk = over();
    desk.returns("colleague", "sum", "look", true).does("officer", "look#2");
    assert_eq!((desk.open(), desk.awaited()), ("sum#2:colleague".into(), String::new()));
    assert_eq!(desk.state.subcases.len(), 1);
}

#[test]
fn another_case_is_no_place_to_return_or_to_jump_to() {
    let mut desk = over();
    assert_eq!(desk.returnable("colleague", "sum"), ["accept", "look"]);
    assert_eq!(desk.refusal("colleague", return_to("sum", "fire")), RefusalCode::NotReturnable);
    assert_eq!(desk.refusal("agency_lead", jump_to("sum", "fire")), RefusalCode::NotReachable);
    // Nor is it a task that somebody has, who could return it.
    desk.returns("colleague", "sum", "look", false).does("officer", "look#2");
    for who in ["officer", "agency_lead"] {
        assert_eq!(desk.refusal(who, return_to("fire#2", "look#2")), RefusalCode::NotTheCurrentTask, "{who}");
    }
}

#[test]
fn who_led_to_another_case_does_not_take_that_back_while_it_lasts_or_after_it() {
    let mut desk = shop(json!([call(json!({})), task("sum")]));
    desk.does("officer", "look");
    assert_eq!(desk.recalls("officer", "look").unwrap_err(), RefusalCode::NotRecallable, "it has begun");
    desk.ended("fire", json!("approved"), json!({})).unwrap();
    assert_eq!(desk.recalls("officer", "look").unwrap_err(), RefusalCode::NotRecallable, "it has ended");
}

#[test]
fn beside_another_case_a_task_is_taken_back_and_that_goes_on() {
    let mut desk = shop(json!([fork("all", json!([call(json!({})), task("food")]))]));
    desk.does("officer", "look").does("colleague", "food");
    desk.recalls("colleague", "food").unwrap();
    assert_eq!((desk.open(), desk.awaited()), ("food#2:colleague".into(), "fire".into()));
    assert_eq!(desk.dropped(), Vec::<&str>::new());
}

#[test]
fn a_jump_past_a_call_begins_nothing_and_one_back_to_before_it_does_when_it_is_come_to() {
    let mut desk = shop(json!([call(json!({})), task("sum")]));
    desk.jumps("look", "sum");
    assert_eq!((desk.open(), desk.awaited(), desk.state.subcases.len()), ("sum".into(), String::new(), 0));
    desk.jumps("sum", "look").does("officer", "look#2");
    assert_eq!(desk.awaited(), "fire");
    desk.jumps("fire", "look");
    assert_eq!((desk.open(), desk.dropped()), ("look#3".into(), vec!["fire"]), "it is told to end");
}

#[test]
fn in_the_case_that_another_began_all_of_it_holds_by_its_own_process() {
    let mut desk = Desk::of(accepted(json!([task("look"), task("sum")])).process);
    desk.facts.called = true;
    desk.hall(told("start", json!({}))).unwrap();
    desk.ends("intake", "accept", Outcome::Accepted).does("officer", "look");
    desk.recalls("officer", "look").unwrap();
    desk.does("officer", "look#2").claims("colleague", "sum#2");
    assert_eq!(desk.returnable("colleague", "sum#2"), ["accept", "look#2"], "and nothing of the other case");
    desk.returns("colleague", "sum#2", "look#2", true).does("officer", "look#3");
    assert_eq!(desk.open(), "sum#3:colleague");
    desk.jumps("sum#3", "decide");
    assert_eq!(desk.open(), "decide");
}
