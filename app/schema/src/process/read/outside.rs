//! Reading what passes between a case and what lies outside it: calls, and what a system does.

use serde_json::Value;

use super::super::call::{Call, CallFault};
use super::super::definition::{Node, Task, TaskKind};
use super::super::external::{External, Silent};
use super::{DefinitionProblem, Reader};

impl Reader {
    pub(super) fn call(&mut self, value: &Value, at: String) -> Option<Node> {
        let call: Call = self.typed(value.clone(), &at)?;
        self.check_own_id(&call.id, &format!("{at}/id"));
        self.check_name(&call.name, &format!("{at}/name"));
        self.check_id(&call.process, &format!("{at}/process"));
        for (place, fault) in call.faults() {
            self.fault::<()>(&format!("{at}{place}"), problem(fault));
        }
        if let Some(over) = &call.over {
            self.check_reads(over, &format!("{at}/over"));
        }
        self.leaves.push(at);
        Some(Node::Call(call))
    }

    pub(super) fn check_external(&mut self, task: &Task, external: &External, at: &str) {
        if task.kind != TaskKind::Review {
            self.fault::<()>(at, DefinitionProblem::ExternalNotHere);
        }
        self.check_id(&external.system, &format!("{at}/system"));
        if external.silent != Silent::Person && external.limit.is_none() {
            self.fault::<()>(&format!("{at}/silent"), DefinitionProblem::NeverLate);
        }
        for place in external.faults() {
            self.fault::<()>(&format!("{at}{place}"), DefinitionProblem::BadPointer);
        }
    }
}

const fn problem(fault: CallFault) -> DefinitionProblem {
    match fault {
        CallFault::Pointer => DefinitionProblem::BadPointer,
        CallFault::OnePlace => DefinitionProblem::OnePlace,
        CallFault::NotWaited => DefinitionProblem::NotWaited,
        CallFault::NoList => DefinitionProblem::NoList,
        CallFault::TooMany => DefinitionProblem::TooMany,
    }
}
