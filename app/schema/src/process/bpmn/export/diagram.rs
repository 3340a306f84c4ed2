//! The diagram of it (BPMN DI): bounds of the shapes, waypoints of the flows.

use super::super::super::definition::Process;
use super::model::lane_id;
use super::plan::{Plan, Scope, What};
use super::xml::Xml;

/// Where the pool stands.
const CORNER: (usize, usize) = (160, 80);
/// The strip at the left of a pool, or of a lane, that its name stands in.
const LABEL: usize = 30;

pub(super) fn write(process: &Process, plan: &Plan<'_>, xml: &mut Xml) {
    xml.open("bpmndi:BPMNDiagram", &[("id", &format!("Diagram_{}", process.id))]);
    xml.open("bpmndi:BPMNPlane", &[("id", "Plane"), ("bpmnElement", "Collaboration")]);
    let (x, y) = CORNER;
    let (width, height) = (plan.scope.width + 2 * LABEL, plan.scope.height);
    shape(xml, "Pool", &[("isHorizontal", "true")], (x, y, width, height));
    for lane in &plan.lanes {
        let bounds = (x + LABEL, y + lane.y, width - LABEL, lane.height);
        shape(xml, &lane_id(lane.role), &[("isHorizontal", "true")], bounds);
    }
    scope(&plan.scope, (x + 2 * LABEL, y), xml);
    xml.close();
    xml.close();
}

fn scope(scope_of: &Scope<'_>, (x, y): (usize, usize), xml: &mut Xml) {
    for own in &scope_of.shapes {
        let bounds = (x + own.x, y + own.y, own.width, own.height);
        match &own.what {
            What::Sub(inner) => {
                shape(xml, &own.id, &[("isExpanded", "true")], bounds);
                scope(inner, (bounds.0, bounds.1), xml);
            }
            What::Split(..) => shape(xml, &own.id, &[("isMarkerVisible", "true")], bounds),
            What::Start | What::End | What::Task(_) | What::Call(_) | What::Join(_) => {
                shape(xml, &own.id, &[], bounds)
            }
        }
    }
    for flow in &scope_of.flows {
        let id = format!("Edge_{}", flow.id);
        xml.open("bpmndi:BPMNEdge", &[("id", &id), ("bpmnElement", &flow.id)]);
        for point in &flow.points {
            let (x, y) = ((x + point.0).to_string(), (y + point.1).to_string());
            xml.leaf("di:waypoint", &[("x", &x), ("y", &y)]);
        }
        xml.close();
    }
}

fn shape(
    xml: &mut Xml,
    element: &str,
    more: &[(&str, &str)],
    (x, y, width, height): (usize, usize, usize, usize),
) {
    let id = format!("Shape_{element}");
    let attributes = [[("id", id.as_str()), ("bpmnElement", element)].as_slice(), more].concat();
    xml.open("bpmndi:BPMNShape", &attributes);
    let [x, y, width, height] = [x, y, width, height].map(|length| length.to_string());
    xml.leaf("dc:Bounds", &[("x", &x), ("y", &y), ("width", &width), ("height", &height)]);
    xml.close();
}
