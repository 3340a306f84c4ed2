//! Which events an applicant is told of, and as what. Pure.

use chrono::NaiveDate;
use schema::messages::MessageKind;
use schema::process::{Outcome, Payload, TaskCompleted, TaskKind};

/// What an event is told as; nothing where it is the agency's own affair. One event is one message: that the clock
/// stands or goes on is part of what is asked for or has arrived, and the last day travels with it.
pub const fn kind_of(payload: &Payload) -> Option<MessageKind> {
    match payload {
        Payload::CaseStarted(_) => Some(MessageKind::Received),
        Payload::TaskCompleted(done) => of_completion(done),
        Payload::SupplementRequested(_) => Some(MessageKind::SupplementAsked),
        Payload::SupplementReceived(_) => Some(MessageKind::SupplementReceived),
        Payload::SpecialProcedureStarted(_) => Some(MessageKind::SpecialProcedureStarted),
        Payload::SpecialProcedureEnded(_) => Some(MessageKind::SpecialProcedureEnded),
        Payload::TimeExtended(_) => Some(MessageKind::Extended),
        Payload::CaseTerminated(_) => Some(MessageKind::Terminated),
        Payload::CaseWithdrawn(_) => Some(MessageKind::Withdrawn),
        // A rating is the applicant's own.
        Payload::CaseRated(_)
        | Payload::TaskOpened(_)
        | Payload::TaskClaimed(_)
        | Payload::TaskReleased(_)
        | Payload::BranchTaken(_)
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
        | Payload::CaseReminded(_)
        | Payload::PauseReported(_)
        | Payload::SharedChanged(_)
        | Payload::CallBegun(_)
        | Payload::CallEnded(_)
        | Payload::CallDropped(_)
        | Payload::ExternalSent(_)
        | Payload::ExternalAnswered(_)
        | Payload::ExternalTimedOut(_)
        | Payload::CaseMigrated(_) => None,
    }
}

const fn of_completion(done: &TaskCompleted) -> Option<MessageKind> {
    match (done.task_kind, done.outcome) {
        (TaskKind::Accept, Outcome::NotAccepted) => Some(MessageKind::NotAccepted),
        (TaskKind::Accept, _) => Some(MessageKind::Accepted),
        // An examination is a step towards the decision, not one; a fee and a print are steps towards the delivery.
        (TaskKind::Review | TaskKind::Pay | TaskKind::Print, _) => None,
        (TaskKind::Decide, Outcome::Approved) => Some(MessageKind::Approved),
        (TaskKind::Decide, _) => Some(MessageKind::Rejected),
        (TaskKind::Deliver, _) => Some(MessageKind::Delivered),
    }
}

/// How many things an event asks to be put right.
pub fn points(payload: &Payload) -> Option<usize> {
    match payload {
        Payload::SupplementRequested(asked) => Some(asked.points.len()),
        _ => None,
    }
}

/// The day an event names itself: by when a special procedure is expected to end, which the applicant has to be told
/// in writing (行政许可法 art. 45).
pub const fn named_day(payload: &Payload) -> Option<NaiveDate> {
    match payload {
        Payload::SpecialProcedureStarted(started) => Some(started.ends_on),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use schema::process::{
        CaseRated, CaseStarted, CaseTerminated, CaseWithdrawn, Ground, Place, SpecialProcedureEnded,
        SpecialProcedureStarted, SupplementPoint, SupplementReceived, SupplementRequested, TaskClaimed,
        TaskOpened, TaskReleased, TaskReturned, TimeExtended,
    };

    use super::*;

    fn completed(task_kind: TaskKind, outcome: Outcome) -> Payload {
        Payload::TaskCompleted(TaskCompleted {
            task: "t".into(),
            task_kind,
            outcome,
            reason: None,
            opinion: None,
            changes: Vec::new(),
            checks: Vec::new(),
            next: None,
            effects: Vec::new(),
            forms: Vec::new(),
        })
    }

    fn asked() -> Payload {
        let point =
            |id: &str| SupplementPoint { place: Place::Material(id.into()), reason: "看不清".into() };
        let points = vec![point("photograph"), point("proof")];
        Payload::SupplementRequested(SupplementRequested {
            task: "t".into(),
            points,
            repeat: false,
            reason: None,
            late: false,
        })
    }

    fn special() -> Payload {
        Payload::SpecialProcedureStarted(SpecialProcedureStarted {
            task: "t".into(),
            ground: Ground::Hearing,
            ends_on: "2026-03-20".parse().unwrap(),
            reason: "申请人要求听证".into(),
        })
    }

    #[test]
    fn what_concerns_the_applicant_is_told_once() {
        use MessageKind as Kind;
        let task = || "t".to_owned();
        for (payload, expected) in [
            (Payload::CaseStarted(CaseStarted { process: "p".into(), version: 1 }), Some(Kind::Received)),
            (
                Payload::TaskOpened(TaskOpened {
                    task: task(),
                    task_kind: None,
                    holder: None,
                    instead_of: None,
                }),
                None,
            ),
            (Payload::TaskClaimed(TaskClaimed { task: task(), task_kind: TaskKind::Decide }), None),
            (Payload::TaskReleased(TaskReleased { task: task() }), None),
            (completed(TaskKind::Accept, Outcome::Accepted), Some(Kind::Accepted)),
            (completed(TaskKind::Accept, Outcome::NotAccepted), Some(Kind::NotAccepted)),
            (completed(TaskKind::Review, Outcome::Approved), None),
            (completed(TaskKind::Review, Outcome::Rejected), None),
            (completed(TaskKind::Decide, Outcome::Approved), Some(Kind::Approved)),
            (completed(TaskKind::Decide, Outcome::Rejected), Some(Kind::Rejected)),
            (completed(TaskKind::Deliver, Outcome::Delivered), Some(Kind::Delivered)),
            (asked(), Some(Kind::SupplementAsked)),
            (
                Payload::SupplementReceived(SupplementReceived { task: task(), changed: Vec::new() }),
                Some(Kind::SupplementReceived),
            ),
            (special(), Some(Kind::SpecialProcedureStarted)),
            (
                Payload::SpecialProcedureEnded(SpecialProcedureEnded {
                    task: task(),
                    result: "r".into(),
                    added: 0,
                }),
                Some(Kind::SpecialProcedureEnded),
            ),
            (
                Payload::TaskReturned(TaskReturned {
                    task: task(),
                    to: task(),
                    resume: true,
                    reason: "r".into(),
                }),
                None,
            ),
            (
                Payload::TimeExtended(TimeExtended { days: 5, reason: "案情复杂".into() }),
                Some(Kind::Extended),
            ),
            (
                Payload::CaseTerminated(CaseTerminated { reason: "申请人已注销".into() }),
                Some(Kind::Terminated),
            ),
            (Payload::CaseWithdrawn(CaseWithdrawn { reason: None }), Some(Kind::Withdrawn)),
            (Payload::CaseRated(CaseRated { grade: 5, words: None }), None),
        ] {
            assert_eq!(kind_of(&payload), expected, "{payload:?}");
        }
    }

    #[test]
    fn only_a_request_says_how_much_it_asks() {
        assert_eq!(points(&asked()), Some(2));
        assert_eq!(points(&completed(TaskKind::Accept, Outcome::Accepted)), None);
    }
    #[test]
    fn only_a_special_procedure_names_a_day() {
        assert_eq!(named_day(&special()), Some("2026-03-20".parse().unwrap()));
        assert_eq!(named_day(&asked()), None);
    }
}
