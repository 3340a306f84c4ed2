//! The ways through a guide: a drawing of questions and outcomes from left to right, and the same as a list for who does not see it.

use std::collections::BTreeMap;

use schema::guide::{Ask, Guide, GuideEdge, GuideGraph, GuideNode, graph};

use crate::prelude::*;
use crate::text::{Guides, Guiding, Words};

/// The size of a box, and of the room it has.
const BOX: (usize, usize) = (176, 44);
const ROOM: (usize, usize) = (232, 60);
/// How many characters of a text a box shows.
const LETTERS: usize = 11;

/// The map of a guide.
pub fn map(words: Words, guide: &Guide) -> AnyView {
    let graph = graph(guide);
    let places = places(guide, &graph);
    let columns = places.values().map(|(column, _)| column + 1).max().unwrap_or(1);
    let rows = places.values().map(|(_, row)| row + 1).max().unwrap_or(1);
    let (width, height) = (columns * ROOM.0, rows * ROOM.1);
    let lines = graph.edges.iter().filter_map(|edge| line(&places, edge)).collect_view();
    let boxes = places.iter().map(|(node, place)| square(words, guide, &graph, *node, *place)).collect_view();
    let texts = Guiding(words.locale);
    let label = texts.map_of(guide.title.get(words.locale));
    let ways = graph.edges.iter().map(|edge| view! { <li>{way(words, guide, edge)}</li> }).collect_view();
    view! {
        <div class="guide-map" tabindex="0" role="group" aria-label=label>
            <svg viewBox=format!("0 0 {width} {height}") width=width height=height aria-hidden="true">
                {lines}{boxes}
            </svg>
        </div>
        <details class="of-map"><summary>{texts.map()}</summary><ol>{ways}</ol></details>
    }
}

/// The column and the row of each place: as far right as questions come before it. What cannot be reached stands last.
fn places(guide: &Guide, graph: &GuideGraph) -> BTreeMap<GuideNode, (usize, usize)> {
    let questions = (0..guide.questions.len()).map(GuideNode::Question);
    let nodes = questions.chain((0..guide.outcomes.len()).map(GuideNode::Outcome));
    let deepest = graph.depth.values().copied().max().unwrap_or(0);
    let mut filled: BTreeMap<usize, usize> = BTreeMap::new();
    let place = |node: GuideNode| {
        let column = graph.depth.get(&node).copied().unwrap_or(deepest + 1);
        let row = filled.entry(column).or_default();
        let at = (column, *row);
        *row += 1;
        (node, at)
    };
    nodes.map(place).collect()
}

fn line(places: &BTreeMap<GuideNode, (usize, usize)>, edge: &GuideEdge) -> Option<AnyView> {
    let (from, to) = (places.get(&GuideNode::Question(edge.from))?, places.get(&edge.to)?);
    let middle = |row: usize| row * ROOM.1 + ROOM.1 / 2;
    let (x1, y1) = (from.0 * ROOM.0 + BOX.0 + 8, middle(from.1));
    let (x2, y2) = (to.0 * ROOM.0 + 8, middle(to.1));
    let half = usize::midpoint(x1, x2);
    Some(view! { <path class="way" d=format!("M{x1} {y1}C{half} {y1} {half} {y2} {x2} {y2}")/> })
}

fn square(
    words: Words,
    guide: &Guide,
    graph: &GuideGraph,
    node: GuideNode,
    (column, row): (usize, usize),
) -> AnyView {
    let (x, y) = (column * ROOM.0 + 8, row * ROOM.1 + (ROOM.1 - BOX.1) / 2);
    let (class, text) = match node {
        GuideNode::Question(at) => ("asks", said(words, guide, GuideNode::Question(at))),
        GuideNode::Outcome(at) => ("leads-to", said(words, guide, GuideNode::Outcome(at))),
    };
    let lost = !graph.depth.contains_key(&node);
    let rounded = if class == "leads-to" { BOX.1 / 2 } else { 6 };
    let short: String = text.chars().take(LETTERS).collect();
    let short = if short.len() < text.len() { format!("{short}…") } else { short };
    let ((width, height), (middle, base)) = (BOX, (x + BOX.0 / 2, y + BOX.1 / 2 + 5));
    view! {
        <g class=class class:lost=lost>
            <title>{text}</title>
            <rect x=x y=y width=width height=height rx=rounded/>
            <text x=middle y=base text-anchor="middle">{short}</text>
        </g>
    }
}

fn said(words: Words, guide: &Guide, node: GuideNode) -> String {
    let text = match node {
        GuideNode::Question(at) => guide.questions.get(at).map(|question| &question.ask),
        GuideNode::Outcome(at) => guide.outcomes.get(at).map(|outcome| &outcome.say),
    };
    text.map(|text| text.get(words.locale).to_owned()).unwrap_or_default()
}

/// A way in words.
fn way(words: Words, guide: &Guide, edge: &GuideEdge) -> String {
    let texts = Guiding(words.locale);
    let from = said(words, guide, GuideNode::Question(edge.from));
    let called = |value: &String| {
        let yes_no = Guides(words.locale);
        match (guide.questions.get(edge.from).map(|question| &question.kind), value.as_str()) {
            (Some(Ask::YesNo), "yes") => yes_no.yes().to_owned(),
            (Some(Ask::YesNo), _) => yes_no.no().to_owned(),
            (Some(Ask::Choice { choices }), value) => choices
                .iter()
                .find(|choice| choice.value == value)
                .map_or_else(|| value.to_owned(), |choice| choice.label.get(words.locale).to_owned()),
            (_, value) => value.to_owned(),
        }
    };
    let by: Vec<String> = edge.by.iter().map(called).collect();
    let by = if by.is_empty() { texts.any_answer().to_owned() } else { by.join(words.catalogue.separator()) };
    texts.leads(&from, &by, &said(words, guide, edge.to))
}
