//! Others who have a hand in a task: who sign besides, do it for a colleague, give more time, urge on, or are told of it.

use super::*;

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
    let signs = |desk: &Desk, key: &str| desk.state.is_signature(&desk.process, key);
    assert_eq!(["look", "look#2", "look#9"].map(|key| signs(&desk, key)), [false, true, false]);
    let complete = complete_words(CommandName::Complete, "look", Outcome::Approved);
    assert_eq!(desk.refusal("officer", complete.clone()), RefusalCode::SignersOpen);
    desk.ends("colleague", "look#2", Outcome::Rejected).give("officer", complete).unwrap();
    assert_eq!(desk.open(), "look#3:leader");
    assert!(signs(&desk, "look#3"), "also after it is done");
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
