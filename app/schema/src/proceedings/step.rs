//! What may be done about a proceeding, and what happens by it. Pure.

use chrono::{DateTime, NaiveDate, Utc};

use super::{Actor, Call, Command, Invitee, Payload, Proceeding, ProceedingAct, ProceedingKind};
use super::{ProceedingOutcome, Refusal, Stance};
use crate::calendar::{Calendar, local_day};
use crate::{FieldCode, FieldError};

/// The longest text, in characters.
const LETTERS: usize = 2000;

/// The longest subject, place or name.
const SHORT: usize = 200;

/// How many working days who is asked may have at most.
pub const MOST_DAYS: u16 = 60;

/// The first day on which a meeting may be held that is called today: one whole working day lies between.
pub fn earliest(today: NaiveDate, calendar: &Calendar) -> NaiveDate {
    let notice = calendar.add_working_days(today, 1);
    notice.succ_opt().unwrap_or(notice)
}

/// Calls a proceeding.
pub fn call(call: &Call, now: DateTime<Utc>, calendar: &Calendar) -> Result<Vec<Payload>, Refusal> {
    let today = local_day(now);
    let faults = faults(call, today, calendar);
    if !faults.is_empty() {
        return Err(Refusal::Invalid(faults));
    }
    let due = call.days.map(|days| calendar.add_working_days(today, days)).or(call.due);
    let called = Payload::Called {
        of: call.kind,
        subject: call.subject.trim().to_owned(),
        ground: call.ground,
        place: call.place.as_ref().map(|place| place.trim().to_owned()),
        held_at: call.held_at,
        due,
        attached: call.attached.clone(),
    };
    let invited = (1..).zip(&call.invited).map(|(key, (who, name))| Payload::Invited {
        key,
        who: who.clone(),
        name: name.clone(),
        until: None,
    });
    Ok(std::iter::once(called).chain(invited).collect())
}

fn faults(call: &Call, today: NaiveDate, calendar: &Calendar) -> Vec<FieldError> {
    let mut faults: Vec<FieldError> = said("/subject", &call.subject, SHORT).into_iter().collect();
    let missing = |pointer: &str| FieldError::new(pointer, FieldCode::Required);
    if call.kind.is_gathering() {
        faults.extend(said("/place", call.place.as_deref().unwrap_or_default(), SHORT));
        let first = earliest(today, calendar);
        match call.held_at.map(local_day) {
            None => faults.push(missing("/held_on")),
            Some(day) if day < first => {
                faults.push(FieldError::new("/held_on", FieldCode::TooEarly).with("min", first.to_string()))
            }
            Some(_) => {}
        }
        match call.due {
            None => faults.push(missing("/due")),
            Some(due) if due < today => {
                faults.push(FieldError::new("/due", FieldCode::TooEarly).with("min", today.to_string()));
            }
            Some(_) => {}
        }
    }
    if call.kind.ends_with_answer() {
        match call.days {
            None => faults.push(missing("/days")),
            Some(0) => faults.push(FieldError::new("/days", FieldCode::TooSmall).with("min", 1)),
            Some(days) if days > MOST_DAYS => {
                faults.push(FieldError::new("/days", FieldCode::TooLarge).with("max", MOST_DAYS));
            }
            Some(_) => {}
        }
        if call.invited.len() > 1 {
            faults.push(FieldError::new("/who", FieldCode::TooMany).with("max", 1));
        }
    }
    if call.kind != ProceedingKind::Special && call.invited.is_empty() {
        faults.push(missing("/who"));
    }
    faults
}

fn said(pointer: &str, text: &str, most: usize) -> Option<FieldError> {
    if text.trim().is_empty() {
        return Some(FieldError::new(pointer, FieldCode::Required));
    }
    (text.chars().count() > most).then(|| FieldError::new(pointer, FieldCode::TooLong).with("max", most))
}

/// What this actor may do now.
pub fn allowed(proceeding: &Proceeding, actor: Actor, now: DateTime<Utc>) -> Vec<ProceedingAct> {
    if proceeding.is_over() {
        return Vec::new();
    }
    let kind = proceeding.kind;
    let acts: &[ProceedingAct] = match actor {
        Actor::Caller if kind.is_gathering() => {
            &[ProceedingAct::Minutes, ProceedingAct::Conclude, ProceedingAct::Cancel]
        }
        Actor::Caller if kind == ProceedingKind::Special => {
            &[ProceedingAct::Attach, ProceedingAct::Invite, ProceedingAct::Revoke]
        }
        Actor::Caller => &[ProceedingAct::Cancel],
        Actor::Invitee(key) if !proceeding.invitee(key).is_some_and(|it| opens(it, now)) => &[],
        Actor::Invitee(_) if kind.is_gathering() => {
            &[ProceedingAct::Reply, ProceedingAct::Opine, ProceedingAct::Report]
        }
        Actor::Invitee(_) => &[ProceedingAct::Opine, ProceedingAct::Report],
        Actor::Hall => &[ProceedingAct::Conclude, ProceedingAct::Cancel],
    };
    let begun = proceeding.held_at.is_none_or(|at| at <= now);
    let may = |act: &ProceedingAct| match act {
        // What has not been held has no minutes and no result; who has somebody from outside may take that back.
        ProceedingAct::Minutes => begun,
        ProceedingAct::Conclude => begun && (proceeding.minutes.is_some() || !kind.is_gathering()),
        ProceedingAct::Reply => !begun,
        ProceedingAct::Revoke => proceeding.invitees.iter().any(|invitee| !invitee.revoked),
        _ => true,
    };
    acts.iter().copied().filter(may).collect()
}

/// Whether an invitation opens still.
fn opens(invitee: &Invitee, now: DateTime<Utc>) -> bool {
    !invitee.revoked && invitee.until.is_none_or(|until| now < until)
}

/// What happens by a command. Nothing where it is so already: who clicks twice does it once.
pub fn step(
    proceeding: &Proceeding,
    command: &Command,
    actor: Actor,
    now: DateTime<Utc>,
) -> Result<Vec<Payload>, Refusal> {
    if is_so(proceeding, command, actor) {
        return Ok(Vec::new());
    }
    if proceeding.is_over() {
        return Err(Refusal::Over);
    }
    if !allowed(proceeding, actor, now).contains(&command.act()) {
        return Err(Refusal::NotAllowed);
    }
    let key = match actor {
        Actor::Invitee(key) => key,
        Actor::Caller | Actor::Hall => 0,
    };
    match command {
        Command::Reply { comes, reason } => {
            let fault = if *comes { None } else { said("/reason", reason, LETTERS) };
            held(fault)?;
            Ok(vec![Payload::Replied { key, comes: *comes, reason: reason.trim().to_owned() }])
        }
        Command::Opine { stance, words } => opine(proceeding, key, *stance, words),
        Command::Report { file } => Ok(vec![Payload::Reported { key, file: *file }]),
        Command::Minutes { words } => {
            held(said("/words", words, LETTERS))?;
            Ok(vec![Payload::Minuted { words: words.trim().to_owned() }])
        }
        Command::Invite { key, name, until } => invite(proceeding, *key, name, *until, now),
        Command::Attach { attached } => {
            let new = attached.iter().filter(|it| !proceeding.attached.contains(it)).cloned();
            Ok(vec![Payload::Attached { attached: new.collect() }])
        }
        Command::Revoke { key } => match proceeding.invitee(*key) {
            Some(_) => Ok(vec![Payload::Revoked { key: *key }]),
            None => Err(Refusal::Invalid(vec![FieldError::new("/key", FieldCode::Unknown)])),
        },
        Command::Conclude { words } => end(ProceedingOutcome::Concluded, "/words", words),
        Command::Cancel { reason } => end(ProceedingOutcome::Cancelled, "/reason", reason),
    }
}

/// Whether it is so already as a command would have it.
fn is_so(proceeding: &Proceeding, command: &Command, actor: Actor) -> bool {
    let own = match actor {
        Actor::Invitee(key) => proceeding.invitee(key),
        Actor::Caller | Actor::Hall => None,
    };
    let ended = |outcome: ProceedingOutcome, words: &str| matches!(&proceeding.end, Some((how, said, _)) if *how == outcome && said == words.trim());
    match command {
        Command::Reply { comes, reason } => own
            .and_then(|own| own.comes.as_ref())
            .is_some_and(|(said, why)| said == comes && why == reason.trim()),
        Command::Opine { stance, words } => own
            .and_then(|own| own.opinion.as_ref())
            .is_some_and(|(stood, said, _)| stood == stance && said == words.trim()),
        Command::Report { file } => own.is_some_and(|own| own.reports.contains(file)),
        Command::Minutes { words } => {
            actor == Actor::Caller && proceeding.minutes.as_deref() == Some(words.trim())
        }
        Command::Invite { .. } => false,
        Command::Attach { attached } => {
            actor == Actor::Caller && attached.iter().all(|it| proceeding.attached.contains(it))
        }
        Command::Revoke { key } => {
            actor == Actor::Caller && proceeding.invitee(*key).is_some_and(|invitee| invitee.revoked)
        }
        Command::Conclude { words } => {
            !matches!(actor, Actor::Invitee(_)) && ended(ProceedingOutcome::Concluded, words)
        }
        Command::Cancel { reason } => {
            !matches!(actor, Actor::Invitee(_)) && ended(ProceedingOutcome::Cancelled, reason)
        }
    }
}

fn held(fault: Option<FieldError>) -> Result<(), Refusal> {
    fault.map_or(Ok(()), |fault| Err(Refusal::Invalid(vec![fault])))
}

/// An opinion at a meeting says where one stands; conditions and objections say why. An answer is words, and ends what asked.
fn opine(
    proceeding: &Proceeding,
    key: u32,
    stance: Option<Stance>,
    words: &str,
) -> Result<Vec<Payload>, Refusal> {
    let mut faults = Vec::new();
    if proceeding.kind.is_gathering() && stance.is_none() {
        faults.push(FieldError::new("/stance", FieldCode::Required));
    }
    if stance != Some(Stance::Agree) || !words.trim().is_empty() {
        faults.extend(said("/words", words, LETTERS));
    }
    if !faults.is_empty() {
        return Err(Refusal::Invalid(faults));
    }
    let words = words.trim().to_owned();
    let mut events = vec![Payload::Opined { key, stance, words: words.clone() }];
    if proceeding.kind.ends_with_answer() {
        events.push(Payload::Ended { outcome: ProceedingOutcome::Concluded, words });
    }
    Ok(events)
}

fn invite(
    proceeding: &Proceeding,
    key: Option<u32>,
    name: &str,
    until: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<Vec<Payload>, Refusal> {
    let mut faults = Vec::new();
    let known = key.map(|key| proceeding.invitee(key));
    match known {
        Some(None) => faults.push(FieldError::new("/key", FieldCode::Unknown)),
        Some(Some(_)) => {}
        None => faults.extend(said("/name", name, SHORT)),
    }
    if until <= now {
        let min = local_day(now).to_string();
        faults.push(FieldError::new("/until", FieldCode::TooEarly).with("min", min));
    }
    if !faults.is_empty() {
        return Err(Refusal::Invalid(faults));
    }
    let next = proceeding.invitees.last().map_or(1, |last| last.key + 1);
    let (key, who, name) = match known.flatten() {
        Some(known) => (known.key, known.who.clone(), known.name.clone()),
        None => (next, super::Who::Outside, name.trim().to_owned()),
    };
    Ok(vec![Payload::Invited { key, who, name, until: Some(until) }])
}

fn end(outcome: ProceedingOutcome, pointer: &str, words: &str) -> Result<Vec<Payload>, Refusal> {
    held(said(pointer, words, LETTERS))?;
    Ok(vec![Payload::Ended { outcome, words: words.trim().to_owned() }])
}
