//! A process as BPMN 2.0 with its diagram: `plan` makes shapes and flows of the blocks, `model` writes what they mean,
//! `diagram` where they lie.
//!
//! A fork is a pair of gateways; what is done more than once is a loop or multi-instance marker, on the task itself where it
//! is one task and on a sub-process around it otherwise. A lane is a role; tasks in a sub-process say theirs themselves.

mod diagram;
mod model;
mod plan;
mod words;
mod xml;

use super::super::definition::Process;
use super::{MODEL, OWN};
pub(super) use model::reference;
use plan::Plan;
pub(super) use words::completion;
use xml::Xml;

/// The process as an XML document that is valid by the schema of the OMG.
///
/// [`import`](super::import) makes of it what it was. It is for people and modellers: `isExecutable` is false, because no
/// other engine knows the offices.
pub fn export(process: &Process) -> String {
    let plan = Plan::of(process);
    let mut xml = Xml::default();
    let target = format!("{OWN}/{}", process.id);
    xml.open(
        "bpmn:definitions",
        &[
            ("xmlns:bpmn", MODEL),
            ("xmlns:bpmndi", "http://www.omg.org/spec/BPMN/20100524/DI"),
            ("xmlns:dc", "http://www.omg.org/spec/DD/20100524/DC"),
            ("xmlns:di", "http://www.omg.org/spec/DD/20100524/DI"),
            ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
            ("xmlns:onehall", OWN),
            ("id", "Definitions"),
            ("targetNamespace", &target),
            ("exporter", "OneHall"),
        ],
    );
    model::write(process, &plan, &mut xml);
    diagram::write(process, &plan, &mut xml);
    xml.close();
    xml.finish()
}
