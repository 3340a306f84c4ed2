//! What is drawn can be seen: no two shapes meet, each lies in what it belongs to, and each flow ends at its shapes.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use roxmltree::{Document, Node};

use super::super::export;
use super::chance::any_worded_process;

#[derive(Clone, Copy, Debug, PartialEq)]
struct Bounds {
    x: u32,
    y: u32,
    right: u32,
    bottom: u32,
}

impl Bounds {
    fn holds(self, other: Self) -> bool {
        self.x <= other.x && self.y <= other.y && other.right <= self.right && other.bottom <= self.bottom
    }

    fn meets(self, other: Self) -> bool {
        self.x < other.right && other.x < self.right && self.y < other.bottom && other.y < self.bottom
    }

    /// Whether the point lies on its edge.
    fn ends(self, (x, y): (u32, u32)) -> bool {
        let is_beside = (x == self.x || x == self.right) && (self.y..=self.bottom).contains(&y);
        let is_above = (y == self.y || y == self.bottom) && (self.x..=self.right).contains(&x);
        is_beside || is_above
    }
}

fn number(node: Node<'_, '_>, name: &str) -> u32 {
    node.attribute(name).unwrap().parse().unwrap()
}

fn drawn<'x>(document: &'x Document<'_>, name: &str) -> BTreeMap<&'x str, Node<'x, 'x>> {
    let of = |node: Node<'x, 'x>| Some((node.attribute("bpmnElement")?, node));
    document.descendants().filter(|node| node.tag_name().name() == name).filter_map(of).collect()
}

fn bounds(shape: Node<'_, '_>) -> Bounds {
    let bounds = shape.children().find(|node| node.tag_name().name() == "Bounds").unwrap();
    let (x, y) = (number(bounds, "x"), number(bounds, "y"));
    Bounds { x, y, right: x + number(bounds, "width"), bottom: y + number(bounds, "height") }
}

fn check(xml: &str) {
    let document = Document::parse(xml).unwrap();
    let shapes: BTreeMap<&str, Bounds> =
        drawn(&document, "BPMNShape").into_iter().map(|(id, shape)| (id, bounds(shape))).collect();
    let edges = drawn(&document, "BPMNEdge");
    let model = || document.descendants().filter(|node| node.attribute("id").is_some());
    // Nodes of one scope lie apart, and in the frame or the lane they belong to.
    for scope in model().filter(|node| matches!(node.tag_name().name(), "process" | "subProcess")) {
        let nodes: Vec<Node<'_, '_>> = scope
            .children()
            .filter(|node| {
                node.is_element() && node.has_tag_name((super::super::MODEL, node.tag_name().name()))
            })
            .filter(|node| node.attribute("id").is_some())
            .filter(|node| !matches!(node.tag_name().name(), "sequenceFlow" | "laneSet"))
            .collect();
        let frame = scope.attribute("id").and_then(|id| shapes.get(id)).unwrap_or(&shapes["Pool"]);
        for (at, node) in nodes.iter().enumerate() {
            let own = shapes[node.attribute("id").unwrap()];
            assert!(frame.holds(own), "{own:?} {xml}");
            for other in &nodes[..at] {
                assert!(!own.meets(shapes[other.attribute("id").unwrap()]), "{node:?} {other:?} {xml}");
            }
        }
    }
    let lanes: Vec<Node<'_, '_>> = model().filter(|node| node.tag_name().name() == "lane").collect();
    for (at, lane) in lanes.iter().enumerate() {
        let own = shapes[lane.attribute("id").unwrap()];
        assert!(shapes["Pool"].holds(own));
        for part in lane.children().filter(|node| node.tag_name().name() == "flowNodeRef") {
            assert!(own.holds(shapes[part.text().unwrap()]), "{xml}");
        }
        assert!(lanes[..at].iter().all(|other| !own.meets(shapes[other.attribute("id").unwrap()])), "{xml}");
    }
    let mut flows = 0;
    for flow in model().filter(|node| node.tag_name().name() == "sequenceFlow") {
        let edge = edges[flow.attribute("id").unwrap()];
        let points: Vec<(u32, u32)> = edge
            .children()
            .filter(Node::is_element)
            .map(|point| (number(point, "x"), number(point, "y")))
            .collect();
        assert!(points.windows(2).all(|pair| pair[0].0 == pair[1].0 || pair[0].1 == pair[1].1), "{xml}");
        assert!(points.len() > 1 && points.windows(2).all(|pair| pair[0].0 <= pair[1].0), "{xml}");
        assert!(shapes[flow.attribute("sourceRef").unwrap()].ends(points[0]), "{xml}");
        assert!(shapes[flow.attribute("targetRef").unwrap()].ends(points[points.len() - 1]), "{xml}");
        flows += 1;
    }
    assert_eq!(flows, edges.len());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_two_shapes_meet_and_flows_end_at_theirs(process in any_worded_process()) {
        check(&export(&process));
    }
}

/// No two elements have the same id, and whatever is named is there.
fn check_references(xml: &str) {
    let document = Document::parse(xml).unwrap();
    let ids: Vec<&str> = document.descendants().filter_map(|node| node.attribute("id")).collect();
    let all: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(all.len(), ids.len(), "{xml}");
    for node in document.descendants() {
        let named = ["sourceRef", "targetRef", "default", "processRef", "bpmnElement"];
        let named = named.into_iter().filter_map(|name| node.attribute(name));
        let texts = ["incoming", "outgoing", "flowNodeRef"].contains(&node.tag_name().name());
        for id in named.chain(node.text().filter(|_| texts)) {
            assert!(all.contains(id), "{id}: {xml}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    // `make bpmn` hears the models and asks the schema of the OMG about them.
    #[test]
    fn every_reference_finds_its_element(process in any_worded_process()) {
        let xml = export(&process);
        println!("{xml}");
        check_references(&xml);
    }
}
