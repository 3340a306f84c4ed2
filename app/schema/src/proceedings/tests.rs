//! The fold and the steps, by example and by chance.

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;

use super::*;
use crate::calendar::{Calendar, PUBLISHED};
use crate::{FieldCode, FieldError};

fn calendar() -> Calendar {
    Calendar::from_json(PUBLISHED).unwrap()
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Monday, 2 March 2026, at ten in the morning.
const NOW: &str = "2026-03-02T02:00:00Z";

fn calling(kind: ProceedingKind) -> Call {
    let gathers = kind.is_gathering();
    Call {
        kind,
        subject: "消防通道".to_owned(),
        ground: None,
        place: gathers.then(|| "会议室".to_owned()),
        held_at: gathers.then(|| at("2026-03-04T01:30:00Z")),
        due: gathers.then(|| day("2026-03-05")),
        days: kind.ends_with_answer().then_some(3),
        attached: Vec::new(),
        invited: vec![(Who::Agency(7), "规划局".to_owned())],
    }
}

fn begun(kind: ProceedingKind) -> Proceeding {
    let events = call(&calling(kind), at(NOW), &calendar()).unwrap();
    let events: Vec<Event> = events.into_iter().map(|payload| happened(payload, at(NOW))).collect();
    Proceeding::replay(&events).unwrap()
}

fn happened(payload: Payload, at: DateTime<Utc>) -> Event {
    Event { at, by: "1".to_owned(), payload }
}

/// Does it, and takes it in.
fn doing(proceeding: &mut Proceeding, command: &Command, actor: Actor, now: &str) -> Result<usize, Refusal> {
    let events = step(proceeding, command, actor, at(now))?;
    for payload in &events {
        assert!(proceeding.apply(&happened(payload.clone(), at(now))));
    }
    Ok(events.len())
}

fn opine(stance: Option<Stance>, words: &str) -> Command {
    Command::Opine { stance, words: words.to_owned() }
}

fn wrong(pointer: &str, code: FieldCode) -> Refusal {
    Refusal::Invalid(vec![FieldError::new(pointer, code)])
}

#[test]
fn a_meeting_has_one_whole_working_day_s_notice_over_holidays_too() {
    let calendar = calendar();
    for (today, first) in [
        // Monday: Tuesday lies between.
        ("2026-03-02", "2026-03-04"),
        // Friday: Monday lies between.
        ("2026-03-06", "2026-03-10"),
        // The day before the Spring Festival, which ends on 23 February.
        ("2026-02-14", "2026-02-25"),
    ] {
        assert_eq!(earliest(day(today), &calendar), day(first), "{today}");
    }
    let soon = Call { held_at: Some(at("2026-03-03T15:59:00Z")), ..calling(ProceedingKind::Meeting) };
    let refused = call(&soon, at(NOW), &calendar).unwrap_err();
    let fault = FieldError::new("/held_on", FieldCode::TooEarly).with("min", "2026-03-04");
    assert_eq!(refused, Refusal::Invalid(vec![fault]));
}

#[test]
fn what_a_call_needs_hangs_on_its_kind() {
    let bare = |kind| Call {
        subject: " ".to_owned(),
        place: None,
        held_at: None,
        due: None,
        days: None,
        invited: Vec::new(),
        ..calling(kind)
    };
    let wrong_at = |kind| match call(&bare(kind), at(NOW), &calendar()).unwrap_err() {
        Refusal::Invalid(faults) => faults.into_iter().map(|fault| fault.pointer).collect::<Vec<_>>(),
        other => panic!("{other:?}"),
    };
    assert_eq!(wrong_at(ProceedingKind::SiteVisit), ["/subject", "/place", "/held_on", "/due", "/who"]);
    assert_eq!(wrong_at(ProceedingKind::Assist), ["/subject", "/days", "/who"]);
    assert_eq!(wrong_at(ProceedingKind::Special), ["/subject"]);
    let two = Call {
        invited: vec![(Who::Agency(1), "甲".into()), (Who::Agency(2), "乙".into())],
        ..calling(ProceedingKind::Assist)
    };
    assert!(
        matches!(call(&two, at(NOW), &calendar()), Err(Refusal::Invalid(faults)) if faults[0].pointer == "/who")
    );
    // Three working days from Monday.
    assert_eq!(begun(ProceedingKind::Assist).due, Some(day("2026-03-05")));
}

#[test]
fn a_meeting_is_replied_to_before_and_concluded_after_it_was_held() {
    let mut meeting = begun(ProceedingKind::Meeting);
    let own = Actor::Invitee(1);
    let stays_away = Command::Reply { comes: false, reason: " ".to_owned() };
    assert_eq!(doing(&mut meeting, &stays_away, own, NOW), Err(wrong("/reason", FieldCode::Required)));
    let comes = Command::Reply { comes: true, reason: String::new() };
    assert_eq!(doing(&mut meeting, &comes, own, NOW), Ok(1));
    assert_eq!(doing(&mut meeting, &comes, own, NOW), Ok(0), "who clicks twice says it once");
    assert_eq!(doing(&mut meeting, &comes, Actor::Caller, NOW), Err(Refusal::NotAllowed));
    let minutes = Command::Minutes { words: "一致同意".to_owned() };
    assert_eq!(doing(&mut meeting, &minutes, Actor::Caller, NOW), Err(Refusal::NotAllowed));
    let end = Command::Conclude { words: "按方案办".to_owned() };
    let after = "2026-03-04T03:00:00Z";
    assert_eq!(doing(&mut meeting, &end, Actor::Caller, after), Err(Refusal::NotAllowed), "no minutes yet");
    assert_eq!(doing(&mut meeting, &minutes, own, after), Err(Refusal::NotAllowed));
    assert_eq!(doing(&mut meeting, &minutes, Actor::Caller, after), Ok(1));
    assert_eq!(
        doing(&mut meeting, &opine(None, "好"), own, after),
        Err(wrong("/stance", FieldCode::Required))
    );
    let object = |words| opine(Some(Stance::Object), words);
    assert_eq!(doing(&mut meeting, &object(""), own, after), Err(wrong("/words", FieldCode::Required)));
    assert_eq!(doing(&mut meeting, &object("通道不足四米"), own, "2026-03-06T03:00:00Z"), Ok(1));
    let invitee = meeting.invitee(1).unwrap();
    assert!(meeting.is_late(invitee, day("2026-03-06")), "it was due on the 5th");
    assert_eq!(doing(&mut meeting, &end, Actor::Caller, after), Ok(1));
    assert_eq!(doing(&mut meeting, &end, Actor::Caller, after), Ok(0));
    assert_eq!(doing(&mut meeting, &opine(Some(Stance::Agree), ""), own, after), Err(Refusal::Over));
}

#[test]
fn the_answer_of_the_one_that_was_asked_ends_it() {
    for kind in [ProceedingKind::Assist, ProceedingKind::Escalation] {
        let mut asked = begun(kind);
        assert_eq!(
            doing(&mut asked, &opine(None, " "), Actor::Invitee(1), NOW),
            Err(wrong("/words", FieldCode::Required))
        );
        let answer = opine(None, "已核实");
        assert_eq!(doing(&mut asked, &answer, Actor::Invitee(1), NOW), Ok(2));
        assert_eq!(doing(&mut asked, &answer, Actor::Invitee(1), NOW), Ok(0));
        let (outcome, words, _) = asked.end.clone().unwrap();
        assert_eq!((outcome, words.as_str()), (ProceedingOutcome::Concluded, "已核实"));
    }
}

#[test]
fn who_is_from_outside_answers_until_the_link_ends_or_is_taken_back() {
    let mut hearing = begun(ProceedingKind::Special);
    let invite =
        |key, until: &str| Command::Invite { key, name: "检测中心".to_owned(), until: at(until) };
    let past = doing(&mut hearing, &invite(None, NOW), Actor::Caller, NOW).unwrap_err();
    assert!(matches!(past, Refusal::Invalid(faults) if faults[0].pointer == "/until"));
    assert_eq!(doing(&mut hearing, &invite(None, "2026-03-10T00:00:00Z"), Actor::Caller, NOW), Ok(1));
    let guest = hearing.invitees.last().unwrap().clone();
    assert_eq!((guest.key, guest.who), (2, Who::Outside));
    let words = opine(None, "合格");
    assert_eq!(
        doing(&mut hearing, &words, Actor::Invitee(2), "2026-03-10T00:00:00Z"),
        Err(Refusal::NotAllowed)
    );
    assert_eq!(doing(&mut hearing, &Command::Revoke { key: 2 }, Actor::Caller, NOW), Ok(1));
    assert_eq!(doing(&mut hearing, &words, Actor::Invitee(2), NOW), Err(Refusal::NotAllowed));
    // A new link opens again, under the same key.
    assert_eq!(doing(&mut hearing, &invite(Some(2), "2026-03-12T00:00:00Z"), Actor::Caller, NOW), Ok(1));
    assert_eq!(doing(&mut hearing, &words, Actor::Invitee(2), "2026-03-10T00:00:00Z"), Ok(1));
    assert_eq!(
        doing(&mut hearing, &Command::Report { file: 5 }, Actor::Invitee(2), "2026-03-10T00:00:00Z"),
        Ok(1)
    );
    assert_eq!(hearing.invitee(2).unwrap().reports, [5]);
    // It ends with the procedure of the case only.
    let end = Command::Conclude { words: "合格".to_owned() };
    assert_eq!(doing(&mut hearing, &end, Actor::Caller, NOW), Err(Refusal::NotAllowed));
    assert_eq!(doing(&mut hearing, &end, Actor::Hall, NOW), Ok(1));
}

#[test]
fn names_stand_on_the_wire_as_in_the_database() {
    for kind in ProceedingKind::ALL {
        assert_eq!(serde_json::to_value(kind).unwrap(), kind.slug());
        assert_eq!(ProceedingKind::from_slug(kind.slug()), Some(kind));
    }
    for stance in Stance::ALL {
        assert_eq!(serde_json::to_value(stance).unwrap(), stance.slug());
        assert_eq!(Stance::from_slug(stance.slug()), Some(stance));
    }
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), Just("同意".to_owned()), Just("不同意".to_owned())]
}

fn commands() -> impl Strategy<Value = (Command, Actor, i64)> {
    let stance = prop_oneof![Just(None), Just(Some(Stance::Agree)), Just(Some(Stance::Object))];
    let key = prop_oneof![Just(None), (0..4_u32).prop_map(Some)];
    let command = prop_oneof![
        (any::<bool>(), words()).prop_map(|(comes, reason)| Command::Reply { comes, reason }),
        (stance, words()).prop_map(|(stance, words)| Command::Opine { stance, words }),
        (0..3_i64).prop_map(|file| Command::Report { file }),
        words().prop_map(|words| Command::Minutes { words }),
        (key, words(), 0..9_i64).prop_map(|(key, name, days)| Command::Invite {
            key,
            name,
            until: at(NOW) + TimeDelta::days(days),
        }),
        words().prop_map(|label| Command::Attach {
            attached: vec![Attached { label, value: "值".to_owned() }],
        }),
        (0..4_u32).prop_map(|key| Command::Revoke { key }),
        words().prop_map(|words| Command::Conclude { words }),
        words().prop_map(|reason| Command::Cancel { reason }),
    ];
    let actor = prop_oneof![Just(Actor::Caller), Just(Actor::Hall), (0..4_u32).prop_map(Actor::Invitee)];
    (command, actor, 0..9_i64)
}

#[test]
fn who_has_not_answered_owes_it_from_the_day_after_the_last() {
    let calendar = calendar();
    for kind in [ProceedingKind::Meeting, ProceedingKind::Assist] {
        let events: Vec<Event> = call(&calling(kind), at(NOW), &calendar)
            .unwrap()
            .into_iter()
            .map(|payload| happened(payload, at(NOW)))
            .collect();
        let mut proceeding = Proceeding::replay(&events).unwrap();
        let due = proceeding.due.unwrap();
        let owing = |it: &Proceeding, today| it.owing(today).map(|invitee| invitee.key).collect::<Vec<_>>();
        let next = due.succ_opt().unwrap();
        assert_eq!((proceeding.is_overdue(due), owing(&proceeding, due)), (false, vec![]));
        let all: Vec<u32> = proceeding.invitees.iter().map(|invitee| invitee.key).collect();
        assert_eq!((proceeding.is_overdue(next), owing(&proceeding, next)), (true, all.clone()));
        let ended = Payload::Ended { outcome: ProceedingOutcome::Cancelled, words: String::new() };
        assert!(proceeding.apply(&happened(ended, at(NOW))));
        assert_eq!((proceeding.is_overdue(next), owing(&proceeding, next)), (false, vec![]));
    }
}

proptest! {
    #[test]
    fn whatever_is_done_the_log_tells_it_again_and_nothing_follows_the_end(
        kind in proptest::sample::select(ProceedingKind::ALL.to_vec()),
        steps in proptest::collection::vec(commands(), 0..24),
    ) {
        let calendar = calendar();
        let mut events: Vec<Event> = call(&calling(kind), at(NOW), &calendar).unwrap()
            .into_iter().map(|payload| happened(payload, at(NOW))).collect();
        let mut proceeding = Proceeding::replay(&events).unwrap();
        for (command, actor, days) in steps {
            let now = at(NOW) + TimeDelta::days(days);
            let (before, was_over) = (proceeding.clone(), proceeding.is_over());
            let told = step(&proceeding, &command, actor, now);
            if let Ok(told) = &told {
                prop_assert!(!was_over || told.is_empty(), "nothing follows the end");
                // What is done is allowed, unless it was so already.
                prop_assert!(told.is_empty() || allowed(&before, actor, now).contains(&command.act()));
                for payload in told {
                    let event = happened(payload.clone(), now);
                    prop_assert!(proceeding.apply(&event));
                    events.push(event);
                }
                // Done again it is done already, but a new link is a new one each time.
                if !matches!(command, Command::Invite { .. }) {
                    prop_assert_eq!(step(&proceeding, &command, actor, now), Ok(Vec::new()));
                }
            } else {
                prop_assert_eq!(&proceeding, &before);
            }
        }
        prop_assert_eq!(proceeding.seq, events.len() as u64);
        let written: Vec<String> = events.iter().map(|event| serde_json::to_string(&event.payload).unwrap()).collect();
        let read: Vec<Event> = events.iter().zip(&written)
            .map(|(event, text)| happened(serde_json::from_str(text).unwrap(), event.at)).collect();
        prop_assert_eq!(Proceeding::replay(&read), Some(proceeding.clone()));
        // Keys are those of a list, so none means two.
        let keys: Vec<u32> = proceeding.invitees.iter().map(|invitee| invitee.key).collect();
        prop_assert_eq!(keys, (1..=proceeding.invitees.len() as u32).collect::<Vec<_>>());
    }
}
