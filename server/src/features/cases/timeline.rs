//! What happened to a case, line by line: to its applicant what concerns them, to its desk everything, with the names.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use schema::cases::{Given, Happening, SpecialNotice};
use schema::process::{Event, Opinion, Payload, Stage};
use schema::role::Role;

use super::changes;
use super::family;
use super::log::Case;
use super::outside;
use super::people;
use super::remarks;
use super::sheet;
use super::view::Reader;
use crate::db::Tx;
use crate::error::Result;
use crate::features::questionnaires;

/// The lines, the newest first, with those of the cases that it began and whose trace is shown.
pub async fn timeline(tx: &mut Tx, case: &Case, reader: Reader) -> Result<Vec<Happening>> {
    // What happened at the same moment happened here first.
    let mut lines = Vec::new();
    for (name, child) in outside::traced(tx, case).await? {
        // That it began is told here.
        let told = own(tx, &child, reader).await?.into_iter().filter(|line| line.kind != "case_started");
        lines.extend(told.map(|line| Happening { within: Some(name.clone()), ..line }));
    }
    lines.extend(own(tx, case, reader).await?);
    lines.extend(questions(tx, case.row.id, reader).await?);
    if reader == Reader::Desk {
        lines.extend(remarks::lines(tx, case.row.id).await?);
    }
    lines.sort_by_key(|line| Reverse(line.at));
    Ok(lines)
}

async fn own(tx: &mut Tx, case: &Case, reader: Reader) -> Result<Vec<Happening>> {
    let at_desk = reader == Reader::Desk;
    let names = match at_desk {
        true => people::names(tx, case, case.events.iter().flat_map(named).cloned().collect()).await?,
        false => BTreeMap::new(),
    };
    let mut lines = Vec::new();
    for event in case.events.iter().rev().filter(|event| at_desk || !is_internal(event)) {
        let mut told = line(case, event, reader, &names);
        if at_desk {
            (told.checks, told.forms) =
                (sheet::checked(case, &event.payload), sheet::on_file(tx, &event.payload).await?);
        }
        lines.push(told);
    }
    Ok(lines)
}

fn line(case: &Case, event: &Event, reader: Reader, names: &BTreeMap<String, String>) -> Happening {
    let task_name = |key: &str| case.task(key).map(|task| task.name.clone());
    let name = |id: &str| names.get(id).cloned();
    Happening {
        at: event.at,
        kind: event.payload.kind().to_owned(),
        agency: task(&event.payload).and_then(|key| agency(case, key)),
        stages: Stage::recorded_by(&event.payload).to_vec(),
        role: event.actor.role,
        task: task(&event.payload).and_then(task_name),
        words: words(&event.payload).filter(|_| tells_words(event, reader)),
        special_procedure: notice(&event.payload),
        late: reader == Reader::Desk && changes::is_asked_late(event),
        days: match &event.payload {
            Payload::TimeExtended(extended) => Some(extended.days),
            Payload::SpecialProcedureEnded(ended) => Some(u32::from(ended.added)).filter(|days| *days > 0),
            _ => None,
        },
        by: name(&event.actor.id),
        given: given(case, &event.payload, names).filter(|_| reader == Reader::Desk),
        by_hall: event.actor.is_system(),
        people: people(&event.payload).iter().filter_map(|id| name(id)).collect(),
        within: None,
        place: place(&event.payload).filter(|_| reader == Reader::Desk).and_then(task_name),
        checks: Vec::new(),
        forms: Vec::new(),
    }
}

/// That something was asked further, and that it was answered; what was answered stands elsewhere.
async fn questions(tx: &mut Tx, case: i64, reader: Reader) -> Result<Vec<Happening>> {
    let Some(happened) = questionnaires::happened(tx, case).await? else { return Ok(Vec::new()) };
    let line = |at, kind: &str, role| remarks::line(kind, at, role);
    // The desk of the agency reads it beside the answers; other agencies have tasks in the case too.
    let words = Some(happened.why).filter(|_| reader == Reader::Applicant);
    let asked = Happening { words, ..line(happened.asked_at, "questions_asked", Role::Officer) };
    let answered = happened.answered_at.map(|at| line(at, "questions_answered", Role::Citizen));
    Ok([asked].into_iter().chain(answered).collect())
}

/// Which agency did it or does it, where several have a part in the case.
fn agency(case: &Case, key: &str) -> Option<String> {
    case.roster.told_of(&case.task(key)?.agency).map(str::to_owned)
}

/// Whether it is the agency's own affair: no applicant is told of it.
fn is_internal(event: &Event) -> bool {
    match &event.payload {
        Payload::BranchTaken(_)
        | Payload::RoundEnded(_)
        | Payload::EachBegun(_)
        | Payload::TaskReturned(_)
        | Payload::TaskRecalled(_)
        | Payload::TaskJumped(_)
        | Payload::TaskReassigned(_)
        | Payload::TaskDelegated(_)
        | Payload::DelegateAnswered(_)
        | Payload::SignerAdded(_)
        | Payload::SignerRemoved(_)
        | Payload::CaseCopied(_)
        | Payload::PauseReported(_)
        | Payload::SharedChanged(_)
        | Payload::CallBegun(_)
        | Payload::CallEnded(_)
        | Payload::CallDropped(_)
        | Payload::ExternalSent(_)
        | Payload::ExternalAnswered(_)
        | Payload::ExternalTimedOut(_)
        | Payload::CaseMigrated(_) => true,
        Payload::CaseReminded(_) => event.actor.role.is_staff(),
        Payload::CaseStarted(_)
        | Payload::TaskOpened(_)
        | Payload::TaskClaimed(_)
        | Payload::TaskReleased(_)
        | Payload::TaskCompleted(_)
        | Payload::SupplementRequested(_)
        | Payload::SupplementReceived(_)
        | Payload::SpecialProcedureStarted(_)
        | Payload::SpecialProcedureEnded(_)
        | Payload::TimeExtended(_)
        | Payload::CaseWithdrawn(_)
        | Payload::CaseTerminated(_)
        | Payload::CaseRated(_) => false,
    }
}

/// Everybody an event names: of staff who did it, and whom it concerns.
fn named(event: &Event) -> impl Iterator<Item = &String> {
    let is_person = event.actor.role.is_staff() && !event.actor.is_system();
    let by = is_person.then_some(&event.actor.id);
    let instead_of = match &event.payload {
        Payload::TaskOpened(opened) => opened.instead_of.as_ref(),
        _ => None,
    };
    by.into_iter().chain(people(&event.payload)).chain(instead_of)
}

/// Whether the words of an event are for this reader. Why a case was ended that another began is what an officer said of the
/// other, where they sent that back or on: it stays at the desk.
fn tells_words(event: &Event, reader: Reader) -> bool {
    let is_told_above = event.actor.is_system() && matches!(event.payload, Payload::CaseTerminated(_));
    match reader {
        Reader::Outside => false,
        Reader::Applicant => !is_late(event) && !is_told_above,
        Reader::Desk => !is_late(event),
    }
}

/// Whether the hall handed something over because it was late: it has no words of its own, pages say why.
fn is_late(event: &Event) -> bool {
    event.actor.is_system() && matches!(event.payload, Payload::TaskReassigned(_))
}

/// How who has an opened task came to it, if nobody took it themselves.
fn given(case: &Case, payload: &Payload, names: &BTreeMap<String, String>) -> Option<Given> {
    let Payload::TaskOpened(opened) = payload else { return None };
    let rule = opened.task_kind.and_then(|_| case.task(&opened.task)).map(|task| task.assign);
    let instead_of = opened.instead_of.as_ref().and_then(|id| names.get(id).cloned());
    (rule.is_some() || instead_of.is_some()).then_some(Given { by: rule, instead_of })
}

/// Who has it, to whom it went, who was asked, who is to know.
fn people(payload: &Payload) -> &[String] {
    match payload {
        Payload::TaskOpened(opened) => opened.holder.as_slice(),
        Payload::TaskReassigned(reassigned) => std::slice::from_ref(&reassigned.to),
        Payload::TaskDelegated(delegated) => std::slice::from_ref(&delegated.to),
        Payload::SignerAdded(added) => std::slice::from_ref(&added.who),
        Payload::SignerRemoved(removed) => std::slice::from_ref(&removed.who),
        Payload::CaseCopied(copied) => &copied.to,
        _ => &[],
    }
}

fn place(payload: &Payload) -> Option<&str> {
    match payload {
        Payload::TaskReturned(returned) => Some(&returned.to),
        Payload::TaskJumped(jumped) => Some(&jumped.to),
        Payload::SharedChanged(shared) => shared.back.as_deref(),
        _ => None,
    }
}

fn notice(payload: &Payload) -> Option<SpecialNotice> {
    match payload {
        Payload::SpecialProcedureStarted(started) => {
            Some(SpecialNotice { ground: started.ground, ends_on: started.ends_on })
        }
        _ => None,
    }
}

/// The key of the task an event is on.
fn task(payload: &Payload) -> Option<&str> {
    match payload {
        Payload::TaskOpened(opened) => Some(&opened.task),
        Payload::TaskClaimed(claimed) => Some(&claimed.task),
        Payload::TaskReleased(released) => Some(&released.task),
        Payload::TaskCompleted(done) => Some(&done.task),
        Payload::SupplementRequested(asked) => Some(&asked.task),
        Payload::SupplementReceived(received) => Some(&received.task),
        Payload::SpecialProcedureStarted(started) => Some(&started.task),
        Payload::SpecialProcedureEnded(ended) => Some(&ended.task),
        Payload::TaskReturned(returned) => Some(&returned.task),
        Payload::TaskRecalled(recalled) => Some(&recalled.task),
        Payload::TaskJumped(jumped) => Some(&jumped.task),
        Payload::TaskReassigned(reassigned) => Some(&reassigned.task),
        Payload::TaskDelegated(delegated) => Some(&delegated.task),
        Payload::DelegateAnswered(answered) => Some(&answered.task),
        Payload::SignerAdded(added) => Some(&added.task),
        Payload::SignerRemoved(removed) => Some(&removed.task),
        Payload::PauseReported(reported) => Some(&reported.task),
        Payload::ExternalSent(sent) => Some(&sent.task),
        Payload::ExternalAnswered(answered) => Some(&answered.task),
        Payload::ExternalTimedOut(silent) => Some(&silent.task),
        Payload::CaseStarted(_)
        | Payload::SharedChanged(_)
        | Payload::CallBegun(_)
        | Payload::CallEnded(_)
        | Payload::CallDropped(_)
        | Payload::CaseMigrated(_)
        | Payload::BranchTaken(_)
        | Payload::RoundEnded(_)
        | Payload::EachBegun(_)
        | Payload::CaseCopied(_)
        | Payload::CaseReminded(_)
        | Payload::TimeExtended(_)
        | Payload::CaseWithdrawn(_)
        | Payload::CaseTerminated(_)
        | Payload::CaseRated(_) => None,
    }
}

/// The words that go with it: a reason, a result; of a rating, the applicant's.
pub(super) fn words(payload: &Payload) -> Option<String> {
    match payload {
        Payload::TaskCompleted(done) => done.reason.clone(),
        Payload::SupplementRequested(asked) => asked.reason.clone(),
        Payload::SpecialProcedureStarted(started) => Some(started.reason.clone()),
        Payload::SpecialProcedureEnded(ended) => Some(ended.result.clone()),
        Payload::TaskReturned(returned) => Some(returned.reason.clone()),
        Payload::TaskRecalled(recalled) => recalled.reason.clone(),
        Payload::TaskJumped(jumped) => Some(jumped.reason.clone()),
        Payload::TaskReassigned(reassigned) => Some(reassigned.reason.clone()),
        Payload::TaskDelegated(delegated) => Some(delegated.reason.clone()),
        Payload::DelegateAnswered(answered) => Some(all_of(&answered.opinion)),
        Payload::SignerAdded(added) => Some(added.reason.clone()),
        Payload::SignerRemoved(removed) => Some(removed.reason.clone()),
        Payload::CaseCopied(copied) => copied.words.clone(),
        Payload::CaseReminded(reminded) => reminded.words.clone(),
        Payload::TimeExtended(extended) => Some(extended.reason.clone()),
        Payload::CaseWithdrawn(withdrawn) => withdrawn.reason.clone(),
        Payload::CaseTerminated(terminated) => family::said(&terminated.reason),
        Payload::CaseRated(rated) => rated.words.clone(),
        Payload::ExternalAnswered(answered) => answered.reason.clone(),
        Payload::CaseMigrated(migrated) => Some(migrated.reason.clone()),
        Payload::CaseStarted(_)
        | Payload::PauseReported(_)
        | Payload::SharedChanged(_)
        | Payload::CallBegun(_)
        | Payload::CallEnded(_)
        | Payload::CallDropped(_)
        | Payload::ExternalSent(_)
        | Payload::ExternalTimedOut(_)
        | Payload::TaskOpened(_)
        | Payload::TaskClaimed(_)
        | Payload::TaskReleased(_)
        | Payload::SupplementReceived(_)
        | Payload::BranchTaken(_)
        | Payload::RoundEnded(_)
        | Payload::EachBegun(_) => None,
    }
}

fn all_of(opinion: &Opinion) -> String {
    [opinion.facts.as_str(), &opinion.opinion, &opinion.article].join(" · ")
}
