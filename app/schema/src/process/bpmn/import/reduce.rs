//! Making blocks of a graph, by three rules until none fits. A vertex between two ways makes one way of them. A split whose
//! ways all lead to one join of its kind, or to the end, is a fork; the join may wait for others too. A way back from a
//! split to the join its way began at is a loop. Each rule leaves what the graph does as it was, so whatever remains of a
//! graph in the end has no blocks.

use super::graph::{END, Edge, Gate, Graph, Part, only};
use super::piece::Piece;
use super::reader::Reader;
use super::report::{Refusal, Refused};
use super::source::{Xml, attribute};

/// One of the ways at a fork.
pub(super) struct Way<'x> {
    /// The flow it begins with, or the event that begins it.
    pub flow: Option<Xml<'x>>,
    pub pieces: Vec<Piece>,
}

impl<'x> Reader<'x> {
    /// What the graph does, one block after the other.
    pub(super) fn reduce(&mut self, mut graph: Graph<'x>) -> Result<Vec<Piece>, Refused> {
        let mut due: Vec<usize> = (0..graph.vertices.len()).rev().collect();
        while let Some(at) = due.pop() {
            let touched = match graph.pass(at) {
                Some(touched) => Some(touched),
                None => match self.close(&mut graph, at)? {
                    Some(touched) => Some(touched),
                    None => self.turn(&mut graph, at)?,
                },
            };
            due.extend(touched.into_iter().flatten());
        }
        graph.whole().ok_or_else(|| self.crossing(&graph))
    }

    /// A fork.
    fn close(&mut self, graph: &mut Graph<'x>, at: usize) -> Result<Option<[usize; 2]>, Refused> {
        let (Part::Split(gate), Some(to)) = (graph.vertices[at].part, graph.target(at)) else {
            return Ok(None);
        };
        if !matches!(graph.vertices[to].part, Part::End) && graph.vertices[to].part != Part::Join(gate) {
            return Ok(None);
        }
        let outs: Vec<usize> = graph.vertices[at].outs.iter().copied().collect();
        let ends = outs.iter().find_map(|out| graph.edges[*out].ends);
        if let Some(event) = ends.filter(|_| gate != Gate::Choose) {
            return Err(self.refuse(event, Refusal::EndsOthers));
        }
        let way = |edge: &mut Edge<'x>| Way { flow: edge.flow, pieces: std::mem::take(&mut edge.pieces) };
        let ways = outs.iter().map(|out| way(&mut graph.edges[*out])).collect();
        let pieces = self.fork(gate, graph.vertices[at].source, ways)?;
        for out in &outs[1..] {
            graph.cut(*out);
        }
        let edge = &mut graph.edges[outs[0]];
        (edge.pieces, edge.flow, edge.ends) = (pieces, None, ends);
        Ok(Some([at, to]))
    }

    /// A loop.
    fn turn(&mut self, graph: &mut Graph<'x>, at: usize) -> Result<Option<[usize; 2]>, Refused> {
        let (Part::Join(Gate::Choose), Some(body)) =
            (graph.vertices[at].part, only(&graph.vertices[at].outs))
        else {
            return Ok(None);
        };
        let split = graph.edges[body].to;
        if graph.vertices[split].part != Part::Split(Gate::Choose) {
            return Ok(None);
        }
        let outs: Vec<usize> = graph.vertices[split].outs.iter().copied().collect();
        let backs = outs.iter().enumerate().filter(|(_, out)| graph.edges[**out].to == at);
        let [(place, back)] = backs.map(|(place, out)| (place, *out)).collect::<Vec<_>>()[..] else {
            return Ok(None);
        };
        if outs.len() < 2 {
            return Ok(None);
        }
        let flows: Vec<Option<Xml<'x>>> = outs.iter().map(|out| graph.edges[*out].flow).collect();
        let done = std::mem::take(&mut graph.edges[body].pieces);
        let between = std::mem::take(&mut graph.edges[back].pieces);
        let source = graph.vertices[split].source;
        graph.edges[body].pieces = self.rounds(source, &flows, place, done, between)?;
        graph.cut(back);
        Ok(Some([at, split]))
    }

    /// Where a graph has no blocks: the first split whose ways join in another way, or else the first that is left.
    fn crossing(&self, graph: &Graph<'x>) -> Refused {
        let left = |at: &usize| !graph.vertices[*at].outs.is_empty() && !graph.vertices[*at].ins.is_empty();
        let of = |at: usize| Some((graph.vertices[at].source?, graph.vertices[at].part));
        let mut all: Vec<(Xml<'_>, Part, Option<usize>)> = (0..graph.vertices.len())
            .filter(left)
            .filter_map(|at| of(at).map(|(source, part)| (source, part, graph.target(at))))
            .collect();
        all.sort_by_key(|(source, ..)| source.range().start);
        let mismatch = all.iter().find_map(|(source, _, target)| {
            let (join, _) = of((*target)?).filter(|_| *target != Some(END))?;
            Some((*source, join))
        });
        if let Some((split, join)) = mismatch {
            let detail = attribute(split, "id").unwrap_or_default().to_owned();
            return Refused { detail, ..self.refuse(join, Refusal::Mismatch) };
        }
        let ids: Vec<&str> =
            all.iter().filter_map(|(source, ..)| attribute(*source, "id")).take(10).collect();
        let split = all.iter().find(|(_, part, _)| matches!(part, Part::Split(_))).or(all.first());
        match split {
            Some((source, ..)) => {
                Refused { detail: ids.join(", "), ..self.refuse(*source, Refusal::Unstructured) }
            }
            None => Refused::whole(Refusal::Unstructured, ids.join(", ")),
        }
    }
}
