//! Where everything lies. A way keeps to its track from left to right; each further branch of a fork has a track of its
//! own, and each track a row in each lane it touches. So no two shapes can meet, and the same process is always drawn alike.

use std::collections::BTreeMap;

use super::super::super::call::Call;
use super::super::super::definition::{Branch, Each, Fork, Node, Process, Repeat, Task};
use super::super::marks::{Marks, flat};
use crate::role::Role;

/// Between two shapes of a way.
const GAP: usize = 60;
/// Around what lies in a lane or a sub-process.
const ROOM: usize = 30;
/// How high the row of a way with nothing on it is.
const BYPASS: usize = 40;
/// A row of a lane: the lane, and the track in it.
type Row = (usize, usize);

/// What is drawn, in lanes.
pub(super) struct Plan<'p> {
    pub lanes: Vec<Lane>,
    pub scope: Scope<'p>,
}

/// The tasks of a role.
pub(super) struct Lane {
    pub role: Role,
    pub y: usize,
    pub height: usize,
}

/// What is drawn within one frame, with places counted from its corner.
#[derive(Default)]
pub(super) struct Scope<'p> {
    pub shapes: Vec<Shape<'p>>,
    pub flows: Vec<Flow<'p>>,
    pub width: usize,
    pub height: usize,
}

/// A node of the diagram.
pub(super) struct Shape<'p> {
    pub id: String,
    pub what: What<'p>,
    /// How it is done more than once.
    pub again: Option<Again<'p>>,
    pub marks: Marks,
    pub lane: usize,
    row: Row,
    pub x: usize,
    pub y: usize,
    pub width: usize,
    pub height: usize,
}

pub(super) enum What<'p> {
    Start,
    End,
    Task(&'p Task),
    Call(&'p Call),
    Split(Gate, &'p Fork),
    Join(Gate),
    Sub(Scope<'p>),
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Gate {
    All,
    Any,
    Choose,
}

#[derive(Clone, Copy)]
pub(super) enum Again<'p> {
    Repeat(&'p Repeat),
    Each(&'p Each),
}

/// The way from one shape to the next.
pub(super) struct Flow<'p> {
    pub id: String,
    pub from: usize,
    pub to: usize,
    pub branch: Option<&'p Branch>,
    /// The row of a branch with nothing on it.
    bypass: Option<Row>,
    pub points: Vec<(usize, usize)>,
}

impl<'p> Plan<'p> {
    pub fn of(process: &'p Process) -> Self {
        let mut roles: Vec<Role> = Vec::new();
        for task in process.root.tasks() {
            if !roles.contains(&task.role) {
                roles.push(task.role);
            }
        }
        let mut counter = 0;
        let planner = Planner { roles: &roles, counter: &mut counter, tracks: 0, scope: Scope::default() };
        let (scope, bands) = planner.scope(&process.root);
        let lanes = roles.into_iter().enumerate().filter_map(|(at, role)| {
            let (y, height) = *bands.get(&at)?;
            Some(Lane { role, y, height })
        });
        // A role that works in sub-processes only has no lane, so the others move up.
        let used: Vec<usize> = bands.keys().copied().collect();
        let mut plan = Self { lanes: lanes.collect(), scope };
        for shape in &mut plan.scope.shapes {
            shape.lane = used.iter().position(|lane| *lane == shape.lane).unwrap_or_default();
        }
        plan
    }
}

/// Where a way has got to.
#[derive(Clone, Copy)]
struct Spot<'p> {
    x: usize,
    track: usize,
    lane: usize,
    from: usize,
    branch: Option<&'p Branch>,
}

struct Planner<'p, 'c> {
    /// The lanes; none within a sub-process.
    roles: &'c [Role],
    counter: &'c mut usize,
    tracks: usize,
    scope: Scope<'p>,
}

impl<'p> Planner<'p, '_> {
    fn scope(mut self, node: &'p Node) -> (Scope<'p>, BTreeMap<usize, (usize, usize)>) {
        *self.counter += 1;
        let number = *self.counter;
        let lane = self.lane_of(node, 0);
        let start = self.shape(format!("Start_{number}"), What::Start, (ROOM, 0, lane), (36, 36));
        let spot = Spot { x: ROOM + 36 + GAP, track: 0, lane, from: start, branch: None };
        let spot = self.way(flat(node), spot);
        let place = (spot.x, spot.track, spot.lane);
        let end = self.shape(format!("End_{number}"), What::End, place, (36, 36));
        self.flow(spot, end, None);
        self.scope.width = spot.x + 36 + ROOM;
        let bands = self.settle();
        (self.scope, bands)
    }

    fn shape(
        &mut self,
        id: String,
        what: What<'p>,
        (x, track, lane): (usize, usize, usize),
        (width, height): (usize, usize),
    ) -> usize {
        let (again, marks) = (None, Marks::default());
        let row = (lane, track);
        self.scope.shapes.push(Shape { id, what, again, marks, lane, row, x, y: 0, width, height });
        self.scope.shapes.len() - 1
    }

    fn flow(&mut self, spot: Spot<'p>, to: usize, bypass: Option<Row>) {
        *self.counter += 1;
        let id = format!("Flow_{}", self.counter);
        let Spot { from, branch, .. } = spot;
        self.scope.flows.push(Flow { id, from, to, branch, bypass, points: Vec::new() });
    }

    /// Who begins with it; whoever had it before, if nobody does anything.
    fn lane_of(&self, node: &Node, before: usize) -> usize {
        let role = node.tasks().first().map(|task| task.role);
        self.roles.iter().position(|own| Some(*own) == role).unwrap_or(before)
    }

    fn way(&mut self, nodes: Vec<(&'p Node, Marks)>, mut spot: Spot<'p>) -> Spot<'p> {
        for (node, marks) in nodes {
            spot.lane = self.lane_of(node, spot.lane);
            spot = match node {
                Node::All(fork) => self.fork(Gate::All, fork, marks, spot),
                Node::Any(fork) => self.fork(Gate::Any, fork, marks, spot),
                Node::Choose(fork) => self.fork(Gate::Choose, fork, marks, spot),
                Node::Repeat(repeat) => {
                    self.step(&repeat.node, Some(Again::Repeat(repeat)), &repeat.id, marks, spot)
                }
                Node::Each(each) => self.step(&each.node, Some(Again::Each(each)), &each.id, marks, spot),
                Node::Task(task) => self.step(node, None, &task.id, marks, spot),
                Node::Call(call) => self.step(node, None, &call.id, marks, spot),
                // Sequences were laid flat before.
                Node::Seq(_) => spot,
            };
        }
        spot
    }

    fn step(
        &mut self,
        node: &'p Node,
        again: Option<Again<'p>>,
        id: &str,
        marks: Marks,
        spot: Spot<'p>,
    ) -> Spot<'p> {
        let (id, what, size) = match node {
            Node::Task(task) => (format!("Task_{}", task.id), What::Task(task), (100, 80)),
            Node::Call(call) => (format!("Call_{}", call.id), What::Call(call), (100, 80)),
            _ => {
                let counter = &mut *self.counter;
                let inner = Planner { roles: &[], counter, tracks: 0, scope: Scope::default() };
                let (scope, _) = inner.scope(node);
                let size = (scope.width, scope.height);
                (format!("Sub_{id}"), What::Sub(scope), size)
            }
        };
        let at = self.shape(id, what, (spot.x, spot.track, spot.lane), size);
        self.flow(spot, at, None);
        if let Some(shape) = self.scope.shapes.get_mut(at) {
            (shape.again, shape.marks) = (again, marks);
        }
        Spot { x: spot.x + size.0 + GAP, from: at, branch: None, ..spot }
    }

    fn fork(&mut self, gate: Gate, fork: &'p Fork, marks: Marks, spot: Spot<'p>) -> Spot<'p> {
        let place = |x| (x, spot.track, spot.lane);
        let split =
            self.shape(format!("Split_{}", fork.id), What::Split(gate, fork), place(spot.x), (50, 50));
        if let Some(shape) = self.scope.shapes.get_mut(split) {
            shape.marks = marks;
        }
        self.flow(spot, split, None);
        let begin = Spot { x: spot.x + 50 + GAP, from: split, ..spot };
        let mut ends = Vec::new();
        for (at, branch) in fork.branches.iter().enumerate() {
            if at > 0 {
                self.tracks += 1;
            }
            let track = if at > 0 { self.tracks } else { spot.track };
            let nodes = flat(&branch.node);
            let bypass = nodes.is_empty().then_some((spot.lane, track));
            let end = self.way(nodes, Spot { track, branch: Some(branch), ..begin });
            ends.push((end, bypass));
        }
        let x = ends.iter().map(|(end, _)| end.x).max().unwrap_or(begin.x);
        let join = self.shape(format!("Join_{}", fork.id), What::Join(gate), place(x), (50, 50));
        for (end, bypass) in ends {
            self.flow(end, join, bypass);
        }
        Spot { x: x + 50 + GAP, from: join, branch: None, ..spot }
    }

    /// Gives the rows their places, top down, and everything its place in its row.
    fn settle(&mut self) -> BTreeMap<usize, (usize, usize)> {
        let mut rows: BTreeMap<Row, (usize, usize)> = BTreeMap::new();
        let shapes = self.scope.shapes.iter().map(|shape| (shape.row, shape.height));
        let bypasses = self.scope.flows.iter().filter_map(|flow| Some((flow.bypass?, BYPASS)));
        for (row, height) in shapes.chain(bypasses) {
            let (_, most) = rows.entry(row).or_default();
            *most = height.max(*most);
        }
        let (mut y, mut bands) = (0, BTreeMap::new());
        for ((lane, _), (top, height)) in &mut rows {
            let (start, band) = bands.entry(*lane).or_insert((y, ROOM));
            *top = *start + *band;
            *band += *height + ROOM;
            y = *start + *band;
        }
        self.scope.height = bands.values().map(|(top, height)| top + height).max().unwrap_or_default();
        for shape in &mut self.scope.shapes {
            let (top, height) = rows.get(&shape.row).copied().unwrap_or_default();
            shape.y = top + (height - shape.height) / 2;
        }
        self.route(&rows);
        bands
    }

    fn route(&mut self, rows: &BTreeMap<Row, (usize, usize)>) {
        for flow in &mut self.scope.flows {
            let (Some(from), Some(to)) = (self.scope.shapes.get(flow.from), self.scope.shapes.get(flow.to))
            else {
                continue;
            };
            let (sx, sy) = (from.x + from.width, from.y + from.height / 2);
            let (tx, ty) = (to.x, to.y + to.height / 2);
            let (near, far) = (sx + GAP / 3, tx - GAP / 3);
            let across = flow.bypass.and_then(|row| rows.get(&row)).map(|(top, height)| top + height / 2);
            let bend = if matches!(to.what, What::Join(_)) { far } else { near };
            let points = match across {
                Some(y) => vec![(sx, sy), (near, sy), (near, y), (far, y), (far, ty), (tx, ty)],
                None if sy == ty => vec![(sx, sy), (tx, ty)],
                None => vec![(sx, sy), (bend, sy), (bend, ty), (tx, ty)],
            };
            flow.points = points;
            flow.points.dedup();
        }
    }
}
