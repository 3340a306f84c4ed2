//! What comes from outside the case: the answer of a system that has a task, its silence, and the end of another case.

use super::super::command::Command;
use super::super::event::{CallEnded, ExternalAnswered, ExternalTimedOut, Payload};
use super::super::external::External;
use super::super::permit::RefusalCode;
use super::super::state::State;
use super::{Scene, check_end};

/// Whether this is an answer from outside that has been taken already. A system that did not hear so says it again.
pub(super) fn is_known(state: &State, command: &Command) -> bool {
    match command {
        Command::AnswerExternal { task, reference, .. } => state.answered(reference) == Some(task),
        _ => false,
    }
}

impl Scene<'_> {
    pub(super) fn come_in(&self, command: Command) -> Result<Payload, RefusalCode> {
        match command {
            Command::AnswerExternal { task, reference, outcome, reason, data } => {
                check_end(self.state, self.defined(&task)?.kind, outcome, reason.as_deref(), None)
                    .or_else(|why| if why == RefusalCode::OpinionMissing { Ok(()) } else { Err(why) })?;
                if reference.trim().is_empty() || self.state.answered(&reference).is_some() {
                    return Err(RefusalCode::ReferenceTaken);
                }
                let changes = self.contract(&task)?.taken(&data, &self.facts.answers);
                let changes = changes.ok_or(RefusalCode::ContractBroken)?;
                Ok(Payload::ExternalAnswered(ExternalAnswered { task, reference, outcome, reason, changes }))
            }
            Command::TimeOutExternal { task } => {
                let then = self.contract(&task)?.silent;
                Ok(Payload::ExternalTimedOut(ExternalTimedOut { task, then }))
            }
            Command::EndCall { call, outcome, data, changes: besides } => {
                let subcase = self.state.subcase(&call).ok_or(RefusalCode::NotTheCurrentTask)?;
                let defined = self.process.call(&call).ok_or(RefusalCode::UnknownTask)?;
                let mut changes = defined.taken(&data, subcase.place, &self.facts.answers);
                let taken = |pointer: &str| changes.iter().any(|change| change.pointer == pointer);
                let besides: Vec<_> = besides.into_iter().filter(|change| !taken(&change.pointer)).collect();
                changes.extend(besides);
                Ok(Payload::CallEnded(CallEnded { call, outcome, changes }))
            }
            _ => Err(RefusalCode::NoWay),
        }
    }

    fn contract(&self, task: &str) -> Result<&External, RefusalCode> {
        self.defined(task)?.external.as_ref().ok_or(RefusalCode::NotWithSystem)
    }
}
