//! Enquiries: who may do what when, what the last day is, and that nothing comes out that nobody let out.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use proptest::prelude::*;

use super::*;
use crate::calendar::{Calendar, local_day};

fn moment() -> DateTime<Utc> {
    "2026-03-02T01:00:00Z".parse().unwrap()
}

fn filed_as(of: EnquiryKind, consents: bool) -> Enquiry {
    let received_on = local_day(moment());
    let happened = EnquiryHappened::Filed { of, received_on, consents };
    Enquiry::replay([&EnquiryEvent { at: moment(), by: "1".to_owned(), happened }]).unwrap()
}

fn did(enquiry: &mut Enquiry, command: Command, actor: Actor<'_>) -> Result<(), Refusal> {
    let by = match actor {
        Actor::Handler { by, .. } => by,
        _ => "someone",
    };
    let happened = step(enquiry, command, actor)?;
    assert!(enquiry.apply(&EnquiryEvent { at: moment(), by: by.to_owned(), happened }));
    Ok(())
}

const OFFICER: Actor<'_> = Actor::Handler { by: "officer", leads: false };
const LEAD: Actor<'_> = Actor::Handler { by: "lead", leads: true };

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn a_question_is_routed_answered_and_let_out_by_another() {
    let mut it = filed_as(EnquiryKind::Question, true);
    assert_eq!(it.stage(), EnquiryStage::ToRoute);
    assert_eq!(did(&mut it, Command::Draft("好".into()), OFFICER), Err(Refusal::NotAllowed));
    did(&mut it, Command::Route(7), Actor::Registrar).unwrap();
    assert_eq!((it.stage(), it.agency), (EnquiryStage::ToReply, Some(7)));
    did(&mut it, Command::Draft("带身份证来。".into()), LEAD).unwrap();
    assert_eq!(
        did(&mut it, Command::Reply, LEAD),
        Err(Refusal::NotAllowed),
        "who wrote it does not let it out"
    );
    assert_eq!(did(&mut it, Command::Reply, OFFICER), Err(Refusal::NotAllowed), "only who leads does");
    did(&mut it, Command::GiveBack("说清楚时间。".into()), LEAD).unwrap();
    assert_eq!((it.stage(), it.given_back.as_deref()), (EnquiryStage::ToReply, Some("说清楚时间。")));
    did(&mut it, Command::Draft("工作日带身份证来。".into()), OFFICER).unwrap();
    did(&mut it, Command::Reply, LEAD).unwrap();
    assert_eq!(it.reply.as_ref().unwrap().words, "工作日带身份证来。");
    did(&mut it, Command::Rate { grade: 2, words: String::new() }, Actor::Writer).unwrap();
    let again = Command::Rate { grade: 5, words: String::new() };
    assert_eq!(did(&mut it, again, Actor::Writer), Err(Refusal::NotAllowed));
}

#[test]
fn a_complaint_is_taken_up_or_declined_with_a_reason() {
    let mut it = filed_as(EnquiryKind::Complaint, false);
    did(&mut it, Command::Route(7), Actor::Registrar).unwrap();
    assert_eq!(it.stage(), EnquiryStage::ToTakeUp);
    assert_eq!(did(&mut it, Command::Decline("不属于".into()), OFFICER), Err(Refusal::NotAllowed));
    assert!(matches!(did(&mut it, Command::Decline(" ".into()), LEAD), Err(Refusal::Invalid(_))));
    let mut declined = it.clone();
    did(&mut declined, Command::Decline("已经进入诉讼。".into()), LEAD).unwrap();
    assert_eq!(declined.stage(), EnquiryStage::Declined);
    did(&mut it, Command::TakeUp, OFFICER).unwrap();
    assert_eq!(it.stage(), EnquiryStage::ToReply);
}

#[test]
fn last_days_are_working_days_and_a_complaint_counts_anew_once_it_is_taken_up() {
    let calendar = Calendar::default();
    let mut it = filed_as(EnquiryKind::Question, false);
    // Monday the 2nd of March; five working days later is Monday the 9th.
    assert_eq!(due(&it, &calendar), Some(day("2026-03-09")));
    did(&mut it, Command::Withdraw, Actor::Writer).unwrap();
    assert_eq!(due(&it, &calendar), None);
    let mut it = filed_as(EnquiryKind::Complaint, false);
    assert_eq!(due(&it, &calendar), Some(day("2026-03-09")));
    did(&mut it, Command::Route(7), Actor::Registrar).unwrap();
    let happened = EnquiryHappened::TakenUp;
    it.apply(&EnquiryEvent { at: moment() + TimeDelta::days(3), by: "officer".into(), happened });
    assert_eq!(due(&it, &calendar), Some(day("2026-03-26")));
    let it = filed_as(EnquiryKind::Suggestion, false);
    assert_eq!(due(&it, &calendar), Some(day("2026-03-23")));
}

#[test]
fn what_is_published_was_answered_and_its_writer_agreed() {
    let published =
        Published {
            subject: "身份证".into(), words: "要带什么？".into(), reply: "户口簿。".into()
        };
    for consents in [false, true] {
        let mut it = filed_as(EnquiryKind::Question, consents);
        did(&mut it, Command::Route(7), Actor::Registrar).unwrap();
        did(&mut it, Command::Draft("户口簿。".into()), OFFICER).unwrap();
        assert_eq!(did(&mut it, Command::Publish(published.clone()), LEAD), Err(Refusal::NotAllowed));
        did(&mut it, Command::Reply, LEAD).unwrap();
        assert_eq!(did(&mut it, Command::Publish(published.clone()), OFFICER), Err(Refusal::NotAllowed));
        assert_eq!(did(&mut it, Command::Publish(published.clone()), LEAD).is_ok(), consents);
        assert_eq!(did(&mut it, Command::Feature(true), Actor::Editor).is_ok(), consents);
        assert_eq!(did(&mut it, Command::TakeDown, Actor::Editor).is_ok(), consents);
        assert!(it.published.is_none() && !it.featured);
    }
}

#[test]
fn whoever_wrote_withdraws_their_consent_and_nothing_stays_public() {
    let mut it = filed_as(EnquiryKind::Question, true);
    did(&mut it, Command::Route(7), Actor::Registrar).unwrap();
    did(&mut it, Command::Draft("户口簿。".into()), OFFICER).unwrap();
    did(&mut it, Command::Reply, LEAD).unwrap();
    let published = |words: &str, reply: &str| Published {
        subject: "身份证".into(),
        words: words.into(),
        reply: reply.into(),
    };
    let exposed = did(&mut it, Command::Publish(published("我的电话13900139000", "户口簿。")), LEAD);
    assert!(matches!(exposed, Err(Refusal::Invalid(faults)) if faults[0].pointer == "/asked"));
    let with_number = published("要带什么？", "打 020-83111111 问。");
    assert_eq!(with_number.exposed(false)[0].pointer, "/reply");
    assert!(with_number.exposed(true).is_empty(), "an agency says which numbers are its own");
    let long = published("要带什么？", &"长".repeat(1001));
    did(&mut it, Command::Publish(long), LEAD).unwrap();
    assert!(!allowed(&it, LEAD).contains(&EnquiryAct::Keep), "too long for the library");
    did(&mut it, Command::Publish(with_number), LEAD).unwrap();
    did(&mut it, Command::Keep(5), LEAD).unwrap();
    did(&mut it, Command::Feature(true), Actor::Editor).unwrap();
    assert_eq!(did(&mut it, Command::WithdrawConsent, LEAD), Err(Refusal::NotAllowed));
    did(&mut it, Command::WithdrawConsent, Actor::Writer).unwrap();
    assert!(it.published.is_none() && !it.featured && !it.kept && !it.consents);
    assert_eq!(did(&mut it, Command::WithdrawConsent, Actor::Writer), Err(Refusal::NotAllowed));
    assert!(!allowed(&it, LEAD).contains(&EnquiryAct::Publish));
    let kept: EnquiryHappened = serde_json::from_str(r#"{"kind":"kept"}"#).unwrap();
    assert_eq!(kept, EnquiryHappened::Kept { entry: None }, "as it was written before entries had numbers");
}

#[test]
fn what_is_written_has_words_and_a_complaint_a_name() {
    let new = NewEnquiry {
        kind: EnquiryKind::Complaint,
        subject: " ".into(),
        words: "字".repeat(2001),
        item: None,
        region: None,
        name: None,
        phone: Some("call me".into()),
        consents: false,
    };
    let pointers: Vec<String> = filed(&new, false).into_iter().map(|fault| fault.pointer).collect();
    assert_eq!(pointers, ["/subject", "/words", "/name", "/phone"]);
    let good = NewEnquiry {
        subject: "排队".into(),
        words: "等了两小时。".into(),
        phone: Some("020-8888 0000".into()),
        ..new
    };
    assert!(filed(&good, true).is_empty());
    assert_eq!(filed(&good, false).len(), 1);
}

fn any_command() -> impl Strategy<Value = Command> {
    let published = Published { subject: "s".into(), words: "w".into(), reply: "r".into() };
    prop::sample::select(vec![
        Command::Route(7),
        Command::SendBack("r".into()),
        Command::TakeUp,
        Command::Decline("r".into()),
        Command::Draft("d".into()),
        Command::GiveBack("r".into()),
        Command::Reply,
        Command::Publish(published),
        Command::TakeDown,
        Command::Feature(true),
        Command::Feature(false),
        Command::Keep(1),
        Command::WithdrawConsent,
        Command::Withdraw,
        Command::Rate { grade: 3, words: String::new() },
        Command::Urge,
    ])
}

fn any_actor() -> impl Strategy<Value = Actor<'static>> {
    let other = Actor::Handler { by: "deputy", leads: true };
    prop::sample::select(vec![
        Actor::Writer,
        Actor::Registrar,
        OFFICER,
        LEAD,
        other,
        Actor::Editor,
        Actor::Hall,
    ])
}

proptest! {
    #[test]
    fn whatever_is_tried_the_rules_hold(
        kind in prop::sample::select(EnquiryKind::ALL.to_vec()),
        consents in any::<bool>(),
        tried in prop::collection::vec((any_command(), any_actor()), 0..60),
    ) {
        let mut it = filed_as(kind, consents);
        let mut events = Vec::new();
        for (command, actor) in tried {
            let offered = command.act().map(|act| allowed(&it, actor).contains(&act));
            let before = it.clone();
            let result = did(&mut it, command.clone(), actor);
            // What is offered works, and nothing else does.
            prop_assert_eq!(offered.unwrap_or_else(|| result.is_ok()), result.is_ok());
            if result.is_err() {
                prop_assert_eq!(&before, &it);
            }
            // What was told or ended stays so.
            prop_assert!(before.reply.is_none() || before.reply == it.reply);
            prop_assert!(!before.stage().is_over() || before.stage() == it.stage());
            prop_assert!(it.published.is_none() || (it.consents && it.stage() == EnquiryStage::Replied));
            prop_assert!(!it.featured || it.published.is_some());
            prop_assert!(!it.kept || it.published.is_some());
            prop_assert_eq!(it.kept, it.entry.is_some());
            events.push(it.stage());
        }
        // From every stage that is not the end there is somebody who can act.
        let actors = [Actor::Registrar, OFFICER, LEAD, Actor::Handler { by: "deputy", leads: true }];
        let some = actors.iter().any(|actor| !allowed(&it, *actor).is_empty());
        prop_assert!(it.stage().is_over() || some);
    }
}
