//! What the shapes and flows mean: the process, its lanes, its nodes and the ways between them.

use serde_json::json;

use super::super::super::definition::Process;
use super::super::roles;
use super::plan::{Flow, Gate, Plan, Scope, Shape, What};
use super::words::{self, condition, extend};
use super::xml::Xml;
use crate::locale::Locale;
use crate::role::Role;

pub(super) fn write(process: &Process, plan: &Plan<'_>, xml: &mut Xml) {
    let (title, reference) = (process.title.get(Locale::ZhCn), reference(&process.id));
    xml.open("bpmn:collaboration", &[("id", "Collaboration")]);
    xml.leaf("bpmn:participant", &[("id", "Pool"), ("name", title), ("processRef", &reference)]);
    xml.close();
    let attributes = [("id", reference.as_str()), ("name", title), ("isExecutable", "false")];
    xml.open("bpmn:process", &attributes);
    let mut own = json!({ "id": process.id, "version": process.version, "title": process.title });
    if let Some(extension) = &process.extension {
        own["extension"] = json!(extension);
    }
    if !process.facts.is_empty() {
        own["facts"] = json!(process.facts);
    }
    extend(xml, &[("process", own)]);
    xml.open("bpmn:laneSet", &[("id", "Lanes")]);
    for (at, lane) in plan.lanes.iter().enumerate() {
        let name = roles::names(lane.role).first().copied().unwrap_or_default();
        xml.open("bpmn:lane", &[("id", &lane_id(lane.role)), ("name", name)]);
        extend(xml, &[("lane", json!({ "role": lane.role }))]);
        for shape in plan.scope.shapes.iter().filter(|shape| shape.lane == at) {
            xml.text("bpmn:flowNodeRef", &[], &shape.id);
        }
        xml.close();
    }
    xml.close();
    scope(&plan.scope, xml);
    xml.close();
}

/// What a process is called in a file of ours.
pub(in super::super) fn reference(process: &str) -> String {
    format!("Process_{process}")
}

pub(super) fn lane_id(role: Role) -> String {
    format!("Lane_{}", role.slug())
}

/// The flows of a scope by the shapes they lead to and come from.
struct Ways<'s, 'p> {
    to: Vec<Vec<&'s Flow<'p>>>,
    from: Vec<Vec<&'s Flow<'p>>>,
}

impl<'s, 'p> Ways<'s, 'p> {
    fn of(scope: &'s Scope<'p>) -> Self {
        let none = || vec![Vec::new(); scope.shapes.len()];
        let (mut to, mut from): (Vec<Vec<&Flow<'p>>>, Vec<Vec<&Flow<'p>>>) = (none(), none());
        for flow in &scope.flows {
            if let Some(list) = to.get_mut(flow.to) {
                list.push(flow);
            }
            if let Some(list) = from.get_mut(flow.from) {
                list.push(flow);
            }
        }
        Self { to, from }
    }
}

fn scope(scope: &Scope<'_>, xml: &mut Xml) {
    let mut ways = Ways::of(scope);
    for ((shape, incoming), outgoing) in scope.shapes.iter().zip(&ways.to).zip(&mut ways.from) {
        if let What::Split(_, fork) = shape.what {
            // In the order in which conditions are asked, which is that of a reader too.
            let at = |flow: &&Flow<'_>| {
                let branch = flow.branch?;
                fork.branches.iter().position(|own| std::ptr::eq(own, branch))
            };
            outgoing.sort_by_cached_key(at);
        }
        node(shape, incoming, outgoing, xml);
    }
    for flow in &scope.flows {
        sequence_flow(scope, flow, xml);
    }
}

fn node(shape: &Shape<'_>, incoming: &[&Flow<'_>], outgoing: &[&Flow<'_>], xml: &mut Xml) {
    let called = match &shape.what {
        What::Call(call) => reference(&call.process),
        _ => String::new(),
    };
    let mut attributes = vec![("id", shape.id.as_str())];
    attributes.extend(words::name(shape).map(|name| ("name", name)));
    match &shape.what {
        What::Split(gate, _) => {
            attributes.push(("gatewayDirection", "Diverging"));
            let is_default = |flow: &&&Flow<'_>| flow.branch.is_some_and(|branch| branch.when.is_none());
            let default = outgoing.iter().filter(|_| *gate != Gate::All).find(is_default);
            attributes.extend(default.map(|flow| ("default", flow.id.as_str())));
        }
        What::Join(_) => attributes.push(("gatewayDirection", "Converging")),
        What::Call(_) => attributes.push(("calledElement", called.as_str())),
        What::Start | What::End | What::Task(_) | What::Sub(_) => {}
    }
    xml.open(element(&shape.what), &attributes);
    extend(xml, &words::of_shape(shape));
    for flow in incoming {
        xml.text("bpmn:incoming", &[], &flow.id);
    }
    for flow in outgoing {
        xml.text("bpmn:outgoing", &[], &flow.id);
    }
    if let Some(again) = shape.again {
        words::again(xml, again);
    }
    if let What::Sub(inner) = &shape.what {
        scope(inner, xml);
    }
    xml.close();
}

fn element(what: &What<'_>) -> &'static str {
    match what {
        What::Start => "bpmn:startEvent",
        What::End => "bpmn:endEvent",
        What::Task(task) if task.external.is_some() => "bpmn:serviceTask",
        What::Task(_) => "bpmn:userTask",
        What::Call(_) => "bpmn:callActivity",
        What::Sub(_) => "bpmn:subProcess",
        What::Split(gate, _) | What::Join(gate) => match gate {
            Gate::All => "bpmn:parallelGateway",
            Gate::Any => "bpmn:inclusiveGateway",
            Gate::Choose => "bpmn:exclusiveGateway",
        },
    }
}

fn sequence_flow(scope: &Scope<'_>, flow: &Flow<'_>, xml: &mut Xml) {
    let (Some(from), Some(to)) = (scope.shapes.get(flow.from), scope.shapes.get(flow.to)) else { return };
    let mut attributes = vec![("id", flow.id.as_str())];
    attributes.extend(flow.branch.map(|branch| ("name", branch.name.get(Locale::ZhCn))));
    attributes.extend([("sourceRef", from.id.as_str()), ("targetRef", to.id.as_str())]);
    let Some(branch) = flow.branch else { return xml.leaf("bpmn:sequenceFlow", &attributes) };
    xml.open("bpmn:sequenceFlow", &attributes);
    extend(xml, &[("branch", json!({ "name": branch.name }))]);
    if let Some(when) = &branch.when {
        condition(xml, "bpmn:conditionExpression", &when.to_value());
    }
    xml.close();
}
