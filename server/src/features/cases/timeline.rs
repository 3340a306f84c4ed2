//! What happened to a case, line by line: to its applicant what concerns them, to its desk everything, with the names.

use std::collections::BTreeMap;

use schema::cases::{Happening, SpecialNotice};
use schema::process::{Event, Opinion, Payload, Stage};

use super::log::Case;
use super::people;
use super::view::Reader;
use crate::db::Tx;
use crate::error::Result;

/// The lines, the newest first.
pub async fn timeline(tx: &mut Tx, case: &Case, reader: Reader) -> Result<Vec<Happening>> {
    let at_desk = reader == Reader::Desk;
    let names = match at_desk {
        true => people::names(tx, case, case.events.iter().flat_map(named).cloned().collect()).await?,
        false => BTreeMap::new(),
    };
    let told = case.events.iter().rev().filter(|event| at_desk || !is_internal(event));
    Ok(told.map(|event| line(case, event, reader, &names)).collect())
}

fn line(case: &Case, event: &Event, reader: Reader, names: &BTreeMap<String, String>) -> Happening {
    let task_name = |key: &str| case.process.task(key).map(|task| task.name.clone());
    let name = |id: &str| names.get(id).cloned();
    Happening {
        at: event.at,
        kind: event.payload.kind().to_owned(),
        stages: Stage::recorded_by(&event.payload).to_vec(),
        role: event.actor.role,
        task: task(&event.payload).and_then(task_name),
        words: words(&event.payload).filter(|_| reader != Reader::Outside),
        special_procedure: notice(&event.payload),
        days: match &event.payload {
            Payload::TimeExtended(extended) => Some(extended.days),
            _ => None,
        },
        by: name(&event.actor.id),
        people: people(&event.payload).iter().filter_map(|id| name(id)).collect(),
        place: place(&event.payload).filter(|_| reader == Reader::Desk).and_then(task_name),
    }
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
    let by = event.actor.role.is_staff().then_some(&event.actor.id);
    by.into_iter().chain(people(&event.payload))
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
fn words(payload: &Payload) -> Option<String> {
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
        Payload::CaseTerminated(terminated) => Some(terminated.reason.clone()),
        Payload::CaseRated(rated) => rated.words.clone(),
        Payload::ExternalAnswered(answered) => answered.reason.clone(),
        Payload::CaseStarted(_)
        | Payload::PauseReported(_)
        | Payload::CallBegun(_)
        | Payload::CallEnded(_)
        | Payload::CallDropped(_)
        | Payload::ExternalSent(_)
        | Payload::ExternalTimedOut(_)
        | Payload::CaseMigrated(_)
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
