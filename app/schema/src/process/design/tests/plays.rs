//! Cases played through on what was drawn.

use serde_json::json;

use super::*;
use crate::id::CaseNumber;
use crate::process::{Outcome, Process, Status};
use crate::role::RegionCode;

fn begun(definition: &Value, answers: Value) -> Play {
    let process = Process::read(&definition.to_string()).unwrap();
    let region = RegionCode::parse("440103").unwrap();
    let case = CaseNumber::new(region, "2026-03-02".parse().unwrap(), 1).unwrap();
    Play::begin(process, case, answers, "2026-03-02T01:00:00Z".parse().unwrap()).unwrap()
}

fn open(play: &Play) -> Vec<&str> {
    play.state().open.iter().map(|open| open.key.as_str()).collect()
}

fn go(play: &mut Play, task: &str, what: Move) {
    let act = Act { task: task.to_owned(), what };
    assert!(play.acts().contains(&act), "{act:?} of {:?}", play.acts());
    play.act(&act, "试", "2026-03-02T02:00:00Z".parse().unwrap()).unwrap();
}

/// Does whatever comes first, until nothing is left.
fn through(play: &mut Play) {
    for _ in 0..40 {
        let acts = play.acts();
        let Some(act) = acts.iter().find(|act| !matches!(act.what, Move::Back(_))) else { return };
        play.act(act, "试", "2026-03-02T02:00:00Z".parse().unwrap()).unwrap();
    }
}

#[test]
fn every_template_is_played_to_its_end() {
    for template in templates() {
        let mut play = begun(&template.definition, json!({}));
        through(&mut play);
        assert_eq!(play.state().status(), Some(Status::Delivered), "{}", template.id);
    }
}

#[test]
fn a_parallel_ends_when_every_branch_has_and_none_goes_back_into_another() {
    let mut play = begun(&template("joint"), json!({}));
    go(&mut play, "accept", Move::End(Outcome::Accepted));
    assert_eq!(open(&play), ["lead-agency", "first-partner", "second-partner"]);
    go(&mut play, "lead-agency", Move::End(Outcome::Approved));
    assert_eq!(open(&play), ["first-partner", "second-partner"]);
    assert!(play.acts().iter().all(|act| act.what != Move::Back("lead-agency".into())));
    go(&mut play, "first-partner", Move::End(Outcome::Approved));
    go(&mut play, "second-partner", Move::End(Outcome::Approved));
    assert_eq!(open(&play), ["sign", "sign#2"]);
}

#[test]
fn what_goes_back_within_its_branch_is_done_again_while_the_others_stay_open() {
    let mut play = begun(&add(&template("joint"), REVIEW, "1-1-1"), json!({}));
    go(&mut play, "accept", Move::End(Outcome::Accepted));
    go(&mut play, "first-partner", Move::End(Outcome::Approved));
    assert_eq!(open(&play), ["lead-agency", "second-partner", "review"]);
    go(&mut play, "review", Move::Back("first-partner".into()));
    assert_eq!(open(&play), ["lead-agency", "second-partner", "first-partner#2"]);
    go(&mut play, "first-partner#2", Move::End(Outcome::Approved));
    assert_eq!(open(&play), ["lead-agency", "second-partner", "review#2"]);
    for task in ["lead-agency", "second-partner", "review#2"] {
        go(&mut play, task, Move::End(Outcome::Approved));
    }
    assert_eq!(open(&play), ["sign", "sign#2"], "once, though one of its branches came back");
}

#[test]
fn those_of_an_agency_that_is_named_are_played_as_well() {
    let process = set(&template("promised"), "1", "agency", json!({ "named": "440100/广州市民政局" }));
    let mut play = begun(&process, json!({}));
    go(&mut play, "accept", Move::End(Outcome::Accepted));
    go(&mut play, "review", Move::End(Outcome::Approved));
    assert_eq!(open(&play), ["decide"]);
}

#[test]
fn a_condition_reads_what_is_answered_meanwhile() {
    let rule = json!({ "==": [{ "var": "far" }, true] });
    let drawn = add(&add(&template("promised"), New::Block(Shell::Choose), "2"), REVIEW, "2-0-0");
    let process = set(&drawn, "2-0", "when", rule);
    assert_eq!(reads(&Piece::read(&process).unwrap()).into_iter().collect::<Vec<_>>(), ["/far"]);
    for (far, next) in [(true, "review-2"), (false, "decide")] {
        let mut play = begun(&process, json!({}));
        go(&mut play, "accept", Move::End(Outcome::Accepted));
        play.answer(json!({ "far": far }));
        go(&mut play, "review", Move::End(Outcome::Approved));
        assert_eq!(open(&play), [next]);
    }
}
