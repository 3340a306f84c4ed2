//! A process as a graph. Every node is split into how ways come together before it, itself, and how they part after it, so
//! that each vertex does one thing.

use std::collections::BTreeSet;

use super::piece::Piece;
use super::source::Xml;

/// How ways part or come together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gate {
    All,
    Any,
    Choose,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Start,
    End,
    Plain,
    Join(Gate),
    Split(Gate),
}

pub(super) struct Vertex<'x> {
    pub part: Part,
    pub source: Option<Xml<'x>>,
    pub pieces: Vec<Piece>,
    pub ins: BTreeSet<usize>,
    /// In the order in which conditions are asked.
    pub outs: BTreeSet<usize>,
}

/// A way from one vertex to another, and what is done on it.
pub(super) struct Edge<'x> {
    pub from: usize,
    pub to: usize,
    pub pieces: Vec<Piece>,
    /// The flow it begins with, or the event that begins it.
    pub flow: Option<Xml<'x>>,
    /// The event on it that ends everything else too.
    pub ends: Option<Xml<'x>>,
}

#[derive(Default)]
pub(super) struct Graph<'x> {
    pub vertices: Vec<Vertex<'x>>,
    pub edges: Vec<Edge<'x>>,
}

/// Where a graph begins and ends.
pub(super) const START: usize = 0;
pub(super) const END: usize = 1;

impl<'x> Graph<'x> {
    pub fn new() -> Self {
        let mut graph = Self::default();
        graph.vertex(Part::Start, None, Vec::new());
        graph.vertex(Part::End, None, Vec::new());
        graph
    }

    pub fn vertex(&mut self, part: Part, source: Option<Xml<'x>>, pieces: Vec<Piece>) -> usize {
        let (ins, outs) = Default::default();
        self.vertices.push(Vertex { part, source, pieces, ins, outs });
        self.vertices.len() - 1
    }

    pub fn edge(&mut self, from: usize, to: usize, flow: Option<Xml<'x>>) -> usize {
        let at = self.edges.len();
        self.edges.push(Edge { from, to, pieces: Vec::new(), flow, ends: None });
        self.vertices[from].outs.insert(at);
        self.vertices[to].ins.insert(at);
        at
    }

    /// Takes out a vertex with one way in and one way out; gives what it lay between.
    pub fn pass(&mut self, at: usize) -> Option<[usize; 2]> {
        let vertex = &self.vertices[at];
        let (before, after) = (only(&vertex.ins)?, only(&vertex.outs)?);
        if before == after {
            return None;
        }
        let own = std::mem::take(&mut self.vertices[at].pieces);
        let rest = std::mem::take(&mut self.edges[after].pieces);
        let (to, ends) = (self.edges[after].to, self.edges[after].ends);
        let edge = &mut self.edges[before];
        edge.pieces.extend(own);
        edge.pieces.extend(rest);
        edge.to = to;
        edge.ends = edge.ends.or(ends);
        let from = edge.from;
        self.vertices[at].ins.clear();
        self.vertices[at].outs.clear();
        self.vertices[to].ins.remove(&after);
        self.vertices[to].ins.insert(before);
        Some([from, to])
    }

    /// Where all ways from here lead, if there are several and they lead to one place.
    pub fn target(&self, at: usize) -> Option<usize> {
        let mut outs = self.vertices[at].outs.iter().map(|out| self.edges[*out].to);
        // The last is asked first: it is the one that is still on its way while the graph shrinks from the front.
        let last = outs.next_back().filter(|to| *to != at)?;
        (outs.len() > 0 && outs.all(|to| to == last)).then_some(last)
    }

    /// Takes a way out.
    pub fn cut(&mut self, edge: usize) {
        let Edge { from, to, .. } = self.edges[edge];
        self.vertices[from].outs.remove(&edge);
        self.vertices[to].ins.remove(&edge);
    }

    /// What is done from the start to the end, if there is but one way left.
    pub fn whole(&mut self) -> Option<Vec<Piece>> {
        let edge = only(&self.vertices[START].outs)?;
        let is_all = self.edges[edge].to == END && self.vertices[END].ins.len() == 1;
        is_all.then(|| std::mem::take(&mut self.edges[edge].pieces))
    }

    /// A vertex that no way from the start reaches, and one from which none leads to the end.
    pub fn lost(&self) -> (Option<usize>, Option<usize>) {
        let from = self.reached(START, |vertex| &vertex.outs, |edge| edge.to);
        let to = self.reached(END, |vertex| &vertex.ins, |edge| edge.from);
        let missing = |reached: Vec<bool>| reached.iter().position(|is_reached| !is_reached);
        (missing(from), missing(to))
    }

    fn reached(
        &self,
        from: usize,
        edges: for<'v> fn(&'v Vertex<'x>) -> &'v BTreeSet<usize>,
        end: fn(&Edge<'x>) -> usize,
    ) -> Vec<bool> {
        let mut reached = vec![false; self.vertices.len()];
        let mut due = vec![from];
        while let Some(at) = due.pop() {
            if !std::mem::replace(&mut reached[at], true) {
                due.extend(edges(&self.vertices[at]).iter().map(|edge| end(&self.edges[*edge])));
            }
        }
        reached
    }
}

/// The one in it.
pub(super) fn only(set: &BTreeSet<usize>) -> Option<usize> {
    if set.len() == 1 { set.first().copied() } else { None }
}
