//! The two processes as they ship, who may do what in them, and at random: nothing is lost or doubled, and what is over stays over.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::process::design::{Piece, Setting, remarks};
use crate::process::{Opinion, Outcome, Payload};
use crate::role::RegionCode;

const INQUIRY: &str = include_str!("../../../../../server/seed/processes/card-inquiry.json");
const APPEAL: &str = include_str!("../../../../../server/seed/processes/card-appeal.json");

fn process(run: CardRun) -> Process {
    Process::read(match run {
        CardRun::Inquiry => INQUIRY,
        CardRun::Appeal => APPEAL,
    })
    .unwrap()
}

/// Monday 2 March 2026, nine o'clock in China, and so many days later.
fn day(days: i64) -> DateTime<Utc> {
    "2026-03-02T01:00:00Z".parse::<DateTime<Utc>>().unwrap() + TimeDelta::days(days)
}

fn person(id: &str) -> CardPerson {
    let (leads, supervises, stands_in) = match id {
        "lead" => (true, false, false),
        "one" | "two" => (false, true, false),
        "admin" => (false, false, true),
        // Who supervises and leads the agency as well speaks for the agency.
        "both" => (true, true, true),
        _ => (false, false, false),
    };
    CardPerson { id: id.to_owned(), leads, supervises, stands_in }
}

fn docket(grade: Grade) -> CardDocket {
    CardDocket { grade, acknowledged: false, inquiry: None, appeal: None }
}

fn begin(docket: &mut CardDocket, run: CardRun, who: &str, now: DateTime<Utc>) -> Result<(), CardRefusal> {
    let who = person(who);
    let by = match run {
        CardRun::Inquiry => docket.may_open(&who)?,
        CardRun::Appeal => docket.may_appeal(&who, &Calendar::default(), local_day(now))?,
    };
    let case = CaseNumber::new(RegionCode::parse("440103").unwrap(), local_day(now), 1).unwrap();
    docket.put(run, CardProceeding::begin(process(run), case, by, now).unwrap());
    Ok(())
}

fn complete(task: &str, outcome: Outcome) -> CardCommand {
    let opinion =
        Opinion { facts: "经查".into(), opinion: "如上".into(), article: "办法第九条".into() };
    CardCommand::Complete {
        task: task.into(),
        outcome,
        reason: Some("见事实".into()),
        opinion: Some(opinion),
    }
}

fn give(
    docket: &mut CardDocket,
    who: &str,
    command: CardCommand,
    now: DateTime<Utc>,
) -> Result<(), RefusalCode> {
    let (run, after) = docket.give(&person(who), command, now).map_err(|refusal| refusal.why)?;
    docket.put(run, after);
    Ok(())
}

/// An inquiry of which each task ended so, on the days after the second of March.
fn argued(ends: &[(&str, &str, Outcome)]) -> CardDocket {
    let mut docket = docket(Grade::Yellow);
    begin(&mut docket, CardRun::Inquiry, "lead", day(0)).unwrap();
    for (days, (who, task, outcome)) in (1..).zip(ends) {
        give(&mut docket, who, complete(task, *outcome), day(days)).unwrap();
    }
    docket
}

const FILED: (&str, &str, Outcome) = ("one", "file", Outcome::Accepted);
const STATED: (&str, &str, Outcome) = ("lead", "state", Outcome::Rejected);
const INQUIRED: (&str, &str, Outcome) = ("one", "inquire", Outcome::Approved);
const UPHELD: (&str, &str, Outcome) = ("one", "handle", Outcome::Approved);

#[test]
fn both_processes_are_sound_and_each_task_has_a_stage_of_its_own() {
    let mut stages = Vec::new();
    for run in CardRun::ALL {
        let text = if run == CardRun::Inquiry { INQUIRY } else { APPEAL };
        let process = process(run);
        let stored: serde_json::Value = serde_json::from_str(text).unwrap();
        let piece = Piece::read(&stored).unwrap();
        assert_eq!(remarks(&piece, &process, &Setting::default(), None), [], "{run:?}");
        for task in process.root.tasks() {
            assert!(
                task.limit.is_some() && crate::Locale::ALL.iter().all(|it| task.name.has(*it)),
                "{}",
                task.id
            );
            stages.push(run.stage_of(&task.id));
        }
    }
    use CardStage::{Appeal, Filing, Handling, Inquiry, Review, Statement};
    assert_eq!(stages, [Filing, Statement, Inquiry, Handling, Appeal, Review]);
    for stage in CardStage::ALL {
        assert_eq!(CardStage::from_slug(stage.slug()), Some(stage));
        assert_eq!(serde_json::to_value(stage).unwrap(), stage.slug());
    }
}

#[test]
fn a_card_goes_its_way_to_its_end() {
    let mut card = docket(Grade::Red);
    assert_eq!(card.stage(), CardStage::Raised);
    card.acknowledged = true;
    assert_eq!(card.stage(), CardStage::Acknowledged);
    let mut stages = Vec::new();
    for ends in 0..=4 {
        stages.push(argued(&[FILED, STATED, INQUIRED, UPHELD][..ends]).stage());
    }
    use CardStage::{Filing, Handling, Inquiry, Statement, Upheld};
    assert_eq!(stages, [Filing, Statement, Inquiry, Handling, Upheld]);
    let turned_away = argued(&[("one", "file", Outcome::NotAccepted)]);
    assert_eq!(turned_away.stage(), CardStage::Closed);
    let wrong = argued(&[FILED, STATED, INQUIRED, ("one", "handle", Outcome::Rejected)]);
    assert_eq!(wrong.stage(), CardStage::Withdrawn);
    for (admitted, decided, stage) in [
        (Outcome::NotAccepted, None, CardStage::Closed),
        (Outcome::Accepted, Some(Outcome::Rejected), CardStage::Closed),
        (Outcome::Accepted, Some(Outcome::Approved), CardStage::Withdrawn),
    ] {
        let mut card = argued(&[FILED, STATED, INQUIRED, UPHELD]);
        begin(&mut card, CardRun::Appeal, "lead", day(5)).unwrap();
        assert_eq!(card.stage(), CardStage::Appeal);
        give(&mut card, "two", complete("accept", admitted), day(6)).unwrap();
        if let Some(decided) = decided {
            assert_eq!(card.stage(), CardStage::Review);
            give(&mut card, "two", complete("review", decided), day(7)).unwrap();
        }
        assert!(card.stage() == stage && card.stage().is_final() && card.open().is_none());
    }
}

#[test]
fn each_side_does_its_own_and_nobody_hears_an_appeal_against_themselves() {
    use RefusalCode::{HeldByAnother, NotTheCurrentTask, OwnCase, WrongRole};
    let mut card = argued(&[]);
    for nobody in ["lead", "both", "admin", "stranger"] {
        assert_eq!(give(&mut card, nobody, complete("file", Outcome::Accepted), day(1)), Err(WrongRole));
        assert_eq!(card.allowed(&person(nobody)), []);
    }
    give(&mut card, "one", CardCommand::Claim { task: "file".into() }, day(1)).unwrap();
    let late = complete("file", Outcome::Accepted);
    assert_eq!(give(&mut card, "two", late.clone(), day(1)), Err(HeldByAnother));
    assert_eq!(give(&mut card, "lead", CardCommand::Release { task: "file".into() }, day(1)), Err(WrongRole));
    give(&mut card, "two", CardCommand::Release { task: "file".into() }, day(1)).unwrap();
    give(&mut card, "two", late.clone(), day(1)).unwrap();
    assert_eq!(give(&mut card, "one", late, day(1)), Err(NotTheCurrentTask), "a second too late");
    assert_eq!(give(&mut card, "one", complete("state", Outcome::Approved), day(1)), Err(WrongRole));
    for (who, task, outcome) in [STATED, INQUIRED, UPHELD] {
        give(&mut card, who, complete(task, outcome), day(2)).unwrap();
    }
    assert_eq!(card.inquirers(), ["one", "two"]);
    begin(&mut card, CardRun::Appeal, "both", day(3)).unwrap();
    for inquirer in ["one", "two"] {
        assert_eq!(give(&mut card, inquirer, complete("accept", Outcome::Accepted), day(4)), Err(OwnCase));
        assert_eq!(card.allowed(&person(inquirer)), []);
    }
    give(&mut card, "admin", complete("accept", Outcome::Accepted), day(4)).unwrap();
    give(&mut card, "admin", complete("review", Outcome::Approved), day(4)).unwrap();
    assert_eq!(card.stage(), CardStage::Withdrawn);
}

#[test]
fn who_may_open_and_until_when_one_may_appeal() {
    use CardRefusal::{NotTheirs, NotUpheld, Opened, TooLate, Warned};
    let mut warned = docket(Grade::Warning);
    assert_eq!(begin(&mut warned, CardRun::Inquiry, "lead", day(0)), Err(Warned));
    assert_eq!(begin(&mut docket(Grade::Red), CardRun::Inquiry, "stranger", day(0)), Err(NotTheirs));
    assert_eq!(begin(&mut docket(Grade::Red), CardRun::Inquiry, "admin", day(0)), Err(NotTheirs));
    let mut filed = argued(&[FILED]);
    assert_eq!(begin(&mut filed, CardRun::Inquiry, "one", day(2)), Err(Opened));
    assert_eq!(begin(&mut filed, CardRun::Appeal, "lead", day(2)), Err(NotUpheld));
    // Decided on Friday the 6th: ten working days later is Friday the 20th.
    let upheld = argued(&[FILED, STATED, INQUIRED, UPHELD]);
    let last = upheld.appeal_until(&Calendar::default()).unwrap();
    assert_eq!(last.to_string(), "2026-03-20");
    assert_eq!(begin(&mut upheld.clone(), CardRun::Appeal, "one", day(18)), Err(NotTheirs));
    assert_eq!(begin(&mut upheld.clone(), CardRun::Appeal, "lead", day(19)), Err(TooLate));
    let mut appealed = upheld;
    begin(&mut appealed, CardRun::Appeal, "lead", day(18)).unwrap();
    assert_eq!(begin(&mut appealed, CardRun::Appeal, "lead", day(18)), Err(Opened));
    assert_eq!(appealed.appeal_until(&Calendar::default()), None);
    let (_, hearing) = appealed.open().unwrap();
    assert_eq!(hearing.due(&Calendar::default()).unwrap().to_string(), "2026-03-25");
}

/// Something that somebody tries.
#[derive(Clone, Debug)]
enum Attempt {
    Open(&'static str, CardRun),
    Command(&'static str, CardCommand),
    /// The command of this place among those that the person may give.
    Allowed(&'static str, usize, usize),
    See,
}

fn any_attempt() -> impl Strategy<Value = Attempt> {
    let people = || select(vec!["lead", "one", "two", "admin", "both", "stranger"]);
    let task = select(vec!["file", "state", "inquire", "handle", "accept", "review", "paint"]);
    let outcomes =
        [Outcome::Accepted, Outcome::NotAccepted, Outcome::Approved, Outcome::Rejected, Outcome::Paid];
    let command = (task, select(outcomes.to_vec()), 0..3).prop_map(|(task, outcome, kind)| match kind {
        0 => CardCommand::Claim { task: task.into() },
        1 => CardCommand::Release { task: task.into() },
        _ => complete(task, outcome),
    });
    prop_oneof![
        2 => (people(), select(CardRun::ALL.to_vec())).prop_map(|(who, run)| Attempt::Open(who, run)),
        2 => (people(), command).prop_map(|(who, command)| Attempt::Command(who, command)),
        6 => (people(), 0..9_usize, 0..9_usize).prop_map(|(who, which, how)| Attempt::Allowed(who, which, how)),
        1 => Just(Attempt::See),
    ]
}

/// The command of this place among those that somebody may give.
fn chosen(card: &CardDocket, who: &str, which: usize, how: usize) -> Option<CardCommand> {
    let may = card.allowed(&person(who));
    let may = (!may.is_empty()).then(|| may[which % may.len()].clone())?;
    let task = may.task.unwrap();
    Some(match may.command {
        CommandName::Claim => CardCommand::Claim { task },
        CommandName::Release => CardCommand::Release { task },
        CommandName::Complete => complete(&task, may.outcomes[how % may.outcomes.len()]),
        other => panic!("{other:?} is none of the commands on a card"),
    })
}

/// What holds of every card, whatever was tried.
fn check(card: &CardDocket) {
    let mut open = 0;
    for proceeding in card.inquiry.iter().chain(&card.appeal) {
        let (mut opened, mut done) = (BTreeMap::new(), BTreeMap::new());
        for event in &proceeding.events {
            match &event.payload {
                Payload::TaskOpened(it) => *opened.entry(it.task.clone()).or_insert(0) += 1,
                Payload::TaskCompleted(it) => *done.entry(it.task.clone()).or_insert(0) += 1,
                _ => {}
            }
        }
        let tasks = &proceeding.state.open;
        assert_eq!(tasks.len(), usize::from(!proceeding.state.is_closed()), "one task, until it is over");
        assert!(opened.values().chain(done.values()).all(|times| *times == 1), "nothing is doubled");
        assert_eq!(opened.len(), done.len() + tasks.len(), "nothing is lost");
        let replayed = State::replay(&proceeding.process, proceeding.state.case, &proceeding.events);
        assert_eq!(replayed.as_ref(), Ok(&proceeding.state));
        open += tasks.len();
    }
    assert!(open <= 1, "one side at a time");
    assert!(card.appeal.is_none() || card.inquiry.is_some());
    assert!(card.grade != Grade::Warning || card.inquiry.is_none());
}

proptest! {
    #[test]
    fn whatever_is_tried_a_card_stays_whole(
        grade in select(Grade::ALL.to_vec()),
        attempts in prop::collection::vec(any_attempt(), 0..60),
    ) {
        let mut card = docket(grade);
        for (days, attempt) in (0..).zip(attempts) {
            let before = card.stage();
            match attempt {
                Attempt::Open(who, run) => drop(begin(&mut card, run, who, day(days / 4))),
                Attempt::Command(who, command) => drop(give(&mut card, who, command, day(days / 4))),
                Attempt::Allowed(who, which, how) => {
                    if let Some(command) = chosen(&card, who, which, how) {
                        prop_assert_eq!(give(&mut card, who, command.clone(), day(days / 4)), Ok(()), "{:?}", command);
                    }
                }
                Attempt::See => card.acknowledged = true,
            }
            let after = card.stage();
            check(&card);
            prop_assert!(!before.is_final() || before == after, "{:?} became {:?}", before, after);
            prop_assert!(before <= after, "{:?} became {:?}", before, after);
        }
    }
}
