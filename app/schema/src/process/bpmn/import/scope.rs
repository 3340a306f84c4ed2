//! A process or sub-process as a graph: which nodes are in it, which ways lead from which to which.

use std::collections::HashMap;

use super::graph::{END, Gate, Graph, Part, START};
use super::piece::Piece;
use super::reader::Reader;
use super::report::{LossCode, Refusal, Refused};
use super::source::{Xml, attribute, child, children, text, word};

/// The most nodes and flows in a scope.
const MOST: usize = 5_000;

/// How deep sub-processes may lie within each other.
const DEEPEST: usize = 16;

/// What is in a scope.
#[derive(Default)]
struct Parts<'x> {
    nodes: Vec<Xml<'x>>,
    flows: Vec<Xml<'x>>,
    places: HashMap<&'x str, usize>,
}

/// A way between two nodes, by their numbers.
#[derive(Clone, Copy)]
struct Way<'x> {
    from: usize,
    to: usize,
    flow: Option<Xml<'x>>,
}

/// Whether ways lead to or from elements of this name.
pub(super) fn is_flow_node(name: &str) -> bool {
    is_activity(name) || is_event(name) || name.ends_with("Gateway")
}

fn is_activity(name: &str) -> bool {
    name == "task" || name == "callActivity" || name == "transaction" || {
        let ends = name.ends_with("Task") || name.ends_with("SubProcess") || name == "subProcess";
        ends && !name.starts_with("global") && !name.starts_with("choreography")
    }
}

fn is_event(name: &str) -> bool {
    matches!(
        name,
        "startEvent" | "endEvent" | "intermediateThrowEvent" | "intermediateCatchEvent" | "boundaryEvent"
    )
}

/// The definition of an event in it.
fn has(node: Xml<'_>, definition: &str) -> bool {
    child(node, definition).is_some()
}

fn is_true(node: Xml<'_>, name: &str) -> bool {
    matches!(attribute(node, name), Some("true" | "1"))
}

impl<'x> Reader<'x> {
    /// What is done in it, one block after the other.
    pub(super) fn scope(&mut self, container: Xml<'x>) -> Result<Vec<Piece>, Refused> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.refuse(container, Refusal::TooDeep));
        }
        let parts = self.parts(container)?;
        if parts.nodes.is_empty() {
            return Err(self.refuse(container, Refusal::NoProcess));
        }
        if parts.nodes.len() + parts.flows.len() > MOST {
            return Err(self.refuse(container, Refusal::TooLarge));
        }
        let ways = self.ways(&parts)?;
        let graph = self.graph(container, &parts, &ways)?;
        let pieces = self.reduce(graph)?;
        self.depth -= 1;
        Ok(pieces)
    }

    /// The nodes and flows; everything else in the scope is named as lost.
    fn parts(&mut self, container: Xml<'x>) -> Result<Parts<'x>, Refused> {
        let mut parts = Parts::default();
        for part in children(container) {
            match word(part) {
                Some("sequenceFlow") => parts.flows.push(part),
                Some("laneSet") => self.lane_set(part),
                Some("incoming" | "outgoing" | "extensionElements" | "standardLoopCharacteristics")
                | Some("multiInstanceLoopCharacteristics") => {}
                Some(name) if is_flow_node(name) => {
                    let is_node = self.is_in_flow(part)?;
                    if let Some(id) = attribute(part, "id").filter(|_| is_node) {
                        parts.places.insert(id, parts.nodes.len());
                    }
                    parts.nodes.extend(is_node.then_some(part));
                }
                Some("documentation") => {
                    self.lose(container, LossCode::Dropped, format!("documentation: {}", text(part)))
                }
                Some(_) => self.lose(part, LossCode::Dropped, text(part)),
                None => {}
            }
        }
        Ok(parts)
    }

    /// Whether ways lead through it. What is only for compensation is outside all ways; what begins by itself is refused.
    fn is_in_flow(&mut self, node: Xml<'x>) -> Result<bool, Refused> {
        if is_true(node, "triggeredByEvent") {
            return Err(self.refuse(node, Refusal::EventSubProcess));
        }
        if is_true(node, "isForCompensation") {
            self.lose(node, LossCode::Dropped, "isForCompensation");
            return Ok(false);
        }
        match word(node) {
            Some("boundaryEvent") if has(node, "compensateEventDefinition") => {
                self.lose(node, LossCode::EventDropped, "compensateEventDefinition");
                Ok(false)
            }
            Some("boundaryEvent") => Err(self.refuse(node, Refusal::Boundary)),
            Some("complexGateway") => Err(self.refuse(node, Refusal::ComplexGateway)),
            Some(name)
                if name.ends_with("Gateway")
                    && !matches!(
                        name,
                        "exclusiveGateway" | "inclusiveGateway" | "parallelGateway" | "eventBasedGateway"
                    ) =>
            {
                Err(self.refuse(node, Refusal::UnknownElement))
            }
            _ => Ok(true),
        }
    }

    /// The ways by their nodes, in the order in which these name them.
    fn ways(&mut self, parts: &Parts<'x>) -> Result<Vec<Way<'x>>, Refused> {
        let mut ways = Vec::new();
        for flow in &parts.flows {
            let end = |name| attribute(*flow, name).and_then(|id| parts.places.get(id)).copied();
            let (Some(from), Some(to)) = (end("sourceRef"), end("targetRef")) else {
                return Err(self.refuse(*flow, Refusal::BrokenFlow));
            };
            let is_wrong =
                word(parts.nodes[from]) == Some("endEvent") || word(parts.nodes[to]) == Some("startEvent");
            if is_wrong {
                return Err(self.refuse(*flow, Refusal::BrokenFlow));
            }
            self.leftovers(*flow, &["sourceRef", "targetRef", "isImmediate"], &["conditionExpression"]);
            ways.push(Way { from, to, flow: Some(*flow) });
        }
        self.links(parts, &mut ways)?;
        let mut order: HashMap<&str, usize> = HashMap::new();
        for node in &parts.nodes {
            let outgoing = children(*node).filter(|part| word(*part) == Some("outgoing"));
            order.extend(outgoing.enumerate().filter_map(|(at, part)| Some((part.text()?.trim(), at))));
        }
        ways.sort_by_key(|way| {
            let id = way.flow.and_then(|flow| attribute(flow, "id"));
            (way.from, id.and_then(|id| order.get(id)).copied().unwrap_or(usize::MAX))
        });
        Ok(ways)
    }

    /// Links are ways without a line.
    fn links(&mut self, parts: &Parts<'x>, ways: &mut Vec<Way<'x>>) -> Result<(), Refused> {
        let name = |node: Xml<'x>| {
            child(node, "linkEventDefinition")
                .and_then(|link| attribute(link, "name").or(attribute(node, "name")))
        };
        let of = |kind: &'static str| {
            let nodes = parts.nodes.iter().copied().enumerate();
            nodes.filter(move |(_, node)| word(*node) == Some(kind) && has(*node, "linkEventDefinition"))
        };
        let catches: HashMap<&str, usize> =
            of("intermediateCatchEvent").filter_map(|(at, node)| Some((name(node)?, at))).collect();
        for (from, node) in of("intermediateThrowEvent") {
            let Some(to) = name(node).and_then(|name| catches.get(name)) else {
                return Err(self.refuse(node, Refusal::BrokenFlow));
            };
            ways.push(Way { from, to: *to, flow: None });
        }
        Ok(())
    }

    fn graph(
        &mut self,
        container: Xml<'x>,
        parts: &Parts<'x>,
        ways: &[Way<'x>],
    ) -> Result<Graph<'x>, Refused> {
        let count = parts.nodes.len();
        let (mut ins, mut outs) = (vec![0_usize; count], vec![0_usize; count]);
        let mut conditional = vec![false; count];
        for way in ways {
            outs[way.from] += 1;
            ins[way.to] += 1;
            conditional[way.from] |= way.flow.is_some_and(|flow| has(flow, "conditionExpression"));
        }
        let mut graph = Graph::new();
        let mut ends = Vec::new();
        for (at, node) in parts.nodes.iter().enumerate() {
            let pieces = self.node(*node)?;
            if conditional[at] && outs[at] == 1 {
                self.lone_condition(*node, ways.get(ways.partition_point(|way| way.from < at)));
            }
            ends.push(vertices(&mut graph, *node, pieces, [ins[at], outs[at]], conditional[at]));
        }
        for way in ways {
            graph.edge(ends[way.from].1, ends[way.to].0, way.flow);
        }
        self.start(container, &mut graph, parts, &ends, &ins)?;
        for (at, node) in parts.nodes.iter().enumerate().filter(|(at, _)| outs[*at] == 0) {
            let edge = graph.edge(ends[at].1, END, None);
            graph.edges[edge].ends = has(*node, "terminateEventDefinition").then_some(*node);
        }
        let refuse = |at: usize, why| graph.vertices[at].source.map(|node| self.refuse(node, why));
        let (unreached, endless) = graph.lost();
        let lost = unreached
            .filter(|at| *at > END)
            .map(|at| (at, Refusal::Unreached))
            .or(endless.map(|at| (at, Refusal::NoEnd)));
        match lost {
            Some((at, why)) => Err(refuse(at, why).unwrap_or_else(|| self.refuse(container, why))),
            None => Ok(graph),
        }
    }

    fn lone_condition(&mut self, node: Xml<'x>, way: Option<&Way<'x>>) {
        if let Some(flow) = way.and_then(|way| way.flow)
            && attribute(node, "default") != attribute(flow, "id")
        {
            let condition = child(flow, "conditionExpression").map(text).unwrap_or_default();
            self.lose(flow, LossCode::ConditionDropped, condition);
        }
    }

    /// What a node does; for events and gateways, that it is not told.
    fn node(&mut self, node: Xml<'x>) -> Result<Vec<Piece>, Refused> {
        let name = word(node).unwrap_or_default();
        if is_activity(name) {
            return self.activity(node);
        }
        if name.ends_with("Gateway") {
            if name == "eventBasedGateway" {
                if is_true(node, "instantiate") {
                    return Err(self.refuse(node, Refusal::BeginsByRace));
                }
                self.lose(node, LossCode::RaceReplaced, "");
            }
            let known = ["gatewayDirection", "default", "instantiate", "eventGatewayType"];
            self.leftovers(node, &known, &["incoming", "outgoing"]);
            return Ok(Vec::new());
        }
        self.event(node, name);
        Ok(Vec::new())
    }

    /// An event is left out. One that is nothing but a point on the way is no loss.
    fn event(&mut self, node: Xml<'x>, name: &str) {
        let is_kind = |part: &Xml<'x>| {
            word(*part).is_some_and(|name| name.ends_with("ventDefinition") || name == "eventDefinitionRef")
        };
        let kinds: Vec<&str> = children(node).filter(is_kind).filter_map(word).collect();
        let is_way = kinds == ["linkEventDefinition"] || kinds == ["terminateEventDefinition"];
        if !kinds.is_empty() && !is_way {
            self.lose(node, LossCode::EventDropped, kinds.join(", "));
        } else if kinds.is_empty() && name.starts_with("intermediate") {
            self.lose(node, LossCode::EventDropped, "");
        }
        let known = [&["incoming", "outgoing"], kinds.as_slice()].concat();
        self.leftovers(node, &["isInterrupting", "parallelMultiple"], &known);
    }

    /// Where it begins: one of its start events, or else every node that no way leads to, all at once.
    fn start(
        &mut self,
        container: Xml<'x>,
        graph: &mut Graph<'x>,
        parts: &Parts<'x>,
        ends: &[(usize, usize)],
        ins: &[usize],
    ) -> Result<(), Refused> {
        let is_start = |at: &usize| word(parts.nodes[*at]) == Some("startEvent");
        let events: Vec<usize> = (0..ends.len()).filter(is_start).collect();
        let free: Vec<usize> = (0..ends.len()).filter(|at| ins[*at] == 0).collect();
        let (gate, starts) = if events.is_empty() { (Gate::All, free) } else { (Gate::Choose, events) };
        if starts.is_empty() {
            return Err(self.refuse(container, Refusal::NoStart));
        }
        let split = graph.vertex(Part::Split(gate), Some(container), Vec::new());
        graph.edge(START, split, None);
        for at in &starts {
            let event = (starts.len() > 1).then_some(parts.nodes[*at]);
            graph.edge(split, ends[*at].0, event);
            if let Some(event) = event.filter(|_| gate == Gate::Choose) {
                self.lose(event, LossCode::RaceReplaced, "");
            }
        }
        Ok(())
    }
}

/// The vertices of a node: where ways come together, itself, where they part. Gives the first and the last.
fn vertices<'x>(
    graph: &mut Graph<'x>,
    node: Xml<'x>,
    pieces: Vec<Piece>,
    [ins, outs]: [usize; 2],
    is_conditional: bool,
) -> (usize, usize) {
    let (join, split) = match word(node) {
        Some("exclusiveGateway" | "eventBasedGateway") => (Gate::Choose, Gate::Choose),
        Some("inclusiveGateway") => (Gate::Any, Gate::Any),
        Some("parallelGateway") => (Gate::All, Gate::All),
        // Elsewhere each token that comes goes on, and goes every way, or those whose conditions hold.
        _ => (Gate::Choose, if is_conditional { Gate::Any } else { Gate::All }),
    };
    let own = graph.vertex(Part::Plain, Some(node), pieces);
    let (mut first, mut last) = (own, own);
    if ins > 1 {
        first = graph.vertex(Part::Join(join), Some(node), Vec::new());
        graph.edge(first, own, None);
    }
    if outs > 1 {
        last = graph.vertex(Part::Split(split), Some(node), Vec::new());
        graph.edge(own, last, None);
    }
    (first, last)
}
