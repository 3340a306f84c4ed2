//! A process as a map of lines beside a table: a row for each piece, and in each row what runs past in which lane. The same
//! map stands under the designer and under a case.

use super::piece::{Piece, PieceKind};
use crate::form::design::Place;

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// The application is filed.
    Start,
    /// A piece of the process.
    Piece(PieceKind),
    /// Its end.
    End,
}

/// How a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// One after the other.
    Plain,
    /// One of several that are taken together.
    Together,
    /// One that is taken if its condition holds.
    Perhaps,
    /// Done for each of several.
    Each,
    /// The way back to another round.
    Back,
}

/// A line that runs through a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lane {
    /// Which lane, from the left.
    pub at: usize,
    /// How it is drawn.
    pub line: Line,
    /// The piece whose blocks lie on it.
    pub of: Place,
}

/// Where lanes part or come together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bar {
    /// The lane it begins at.
    pub from: usize,
    /// The lane it ends at.
    pub to: usize,
    /// How its lines are drawn.
    pub line: Line,
}

/// A row of the map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What it is.
    pub kind: RowKind,
    /// Where it stands; the start and the end at the process itself.
    pub place: Place,
    /// How many blocks it lies in.
    pub depth: usize,
    /// The lane it stands on.
    pub lane: usize,
    /// What runs through it, its own lane among them.
    pub lanes: Vec<Lane>,
    /// Where lanes part below it.
    pub parts: Option<Bar>,
    /// Where lanes come together below it, the inner ones first.
    pub joins: Vec<Bar>,
}

/// The rows of a process, from its start to its end.
pub fn rows(process: &Piece) -> Vec<Row> {
    let mut map = Map { rows: Vec::new(), lanes: Vec::new(), depth: 0 };
    map.lanes.push(Lane { at: 0, line: Line::Plain, of: Place::default() });
    map.row(RowKind::Start, &Place::default(), 0, None);
    map.sequence(process, &Place::default(), 0);
    map.row(RowKind::End, &Place::default(), 0, None);
    map.rows
}

/// How many lanes a piece takes.
fn width(piece: &Piece) -> usize {
    let widest = piece.children.iter().map(width).max().unwrap_or(1);
    match piece.kind {
        kind if kind.is_fork() => piece.children.iter().map(width).sum::<usize>().max(1),
        PieceKind::Repeat => widest + 1,
        _ => widest,
    }
}

struct Map {
    rows: Vec<Row>,
    lanes: Vec<Lane>,
    depth: usize,
}

impl Map {
    fn row(&mut self, kind: RowKind, place: &Place, lane: usize, parts: Option<Bar>) {
        let lanes = self.lanes.clone();
        let row =
            Row { kind, place: place.clone(), depth: self.depth, lane, lanes, parts, joins: Vec::new() };
        self.rows.push(row);
    }

    fn sequence(&mut self, piece: &Piece, place: &Place, lane: usize) {
        for (index, child) in piece.children.iter().enumerate() {
            self.piece(child, &place.child(index), lane);
        }
    }

    fn piece(&mut self, piece: &Piece, place: &Place, lane: usize) {
        let kind = RowKind::Piece(piece.kind);
        match piece.kind {
            PieceKind::All => self.fork(piece, place, lane, Line::Together),
            PieceKind::Any | PieceKind::Choose => self.fork(piece, place, lane, Line::Perhaps),
            PieceKind::Repeat => {
                let back = lane + width(piece) - 1;
                let bar = Bar { from: lane, to: back, line: Line::Back };
                self.row(kind, place, lane, Some(bar));
                self.within(piece, place, lane, &[(lane, Line::Plain), (back, Line::Back)]);
                self.join(bar);
            }
            PieceKind::Each => {
                self.row(kind, place, lane, None);
                self.within(piece, place, lane, &[(lane, Line::Each)]);
            }
            _ => self.row(kind, place, lane, None),
        }
    }

    /// What lies in a block, with these lines beside each other.
    fn within(&mut self, piece: &Piece, place: &Place, lane: usize, lines: &[(usize, Line)]) {
        let before = self.lanes.clone();
        for (at, line) in lines {
            self.lay(Lane { at: *at, line: *line, of: place.clone() });
        }
        self.depth += 1;
        self.sequence(piece, place, lane);
        self.depth -= 1;
        self.lanes = before;
    }

    fn fork(&mut self, fork: &Piece, place: &Place, lane: usize, line: Line) {
        let starts: Vec<usize> = fork
            .children
            .iter()
            .scan(lane, |next, branch| Some(std::mem::replace(next, *next + width(branch))))
            .collect();
        let bar = starts.last().map(|last| Bar { from: lane, to: *last, line });
        self.row(RowKind::Piece(fork.kind), place, lane, bar);
        let before = self.lanes.clone();
        for (index, at) in starts.iter().enumerate() {
            self.lay(Lane { at: *at, line, of: place.child(index) });
        }
        self.depth += 1;
        for ((index, branch), at) in fork.children.iter().enumerate().zip(starts) {
            let place = place.child(index);
            self.row(RowKind::Piece(PieceKind::Branch), &place, at, None);
            self.depth += 1;
            self.sequence(branch, &place, at);
            self.depth -= 1;
        }
        self.depth -= 1;
        self.lanes = before;
        bar.into_iter().for_each(|bar| self.join(bar));
    }

    fn lay(&mut self, lane: Lane) {
        self.lanes.retain(|other| other.at != lane.at);
        self.lanes.push(lane);
        self.lanes.sort_by_key(|lane| lane.at);
    }

    fn join(&mut self, bar: Bar) {
        self.rows.iter_mut().next_back().into_iter().for_each(|row| row.joins.push(bar));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn branches_run_beside_each_other_and_rounds_come_back() {
        let task = || json!({ "task": {} });
        let process = Piece::read(&json!({ "seq": [
            task(),
            { "all": { "branches": [
                { "seq": [task(), { "choose": { "branches": [{ "seq": [task()] }, { "seq": [] }] } }] },
                { "seq": [{ "repeat": { "seq": [task()] } }] },
            ] } },
            task(),
        ] }))
        .unwrap();
        let drawn: Vec<String> = rows(&process)
            .iter()
            .map(|row| {
                let lanes: Vec<String> = row.lanes.iter().map(|lane| lane.at.to_string()).collect();
                let joins: Vec<String> =
                    row.joins.iter().map(|bar| format!("{}-{}", bar.from, bar.to)).collect();
                format!("{} {} [{}] {}", row.depth, row.lane, lanes.join(""), joins.join(" "))
            })
            .collect();
        let expected = [
            "0 0 [0] ",
            "0 0 [0] ",
            "0 0 [0] ",
            "1 0 [02] ",
            "2 0 [02] ",
            "2 0 [02] ",
            "3 0 [012] ",
            "4 0 [012] ",
            "3 1 [012] 0-1",
            "1 2 [02] ",
            "2 2 [02] ",
            "3 2 [023] 2-3 0-2",
            "0 0 [0] ",
            "0 0 [0] ",
        ];
        assert_eq!(drawn, expected);
    }
}
