//! The map beside a row: the lines that run past, where they part and come together, and the mark of what stands there. Lines
//! are stretched to the height of their row; marks stand at the height of its first line of text.

use schema::process::design::{Bar, Line, PieceKind, Row, RowKind};

use super::Way;
use crate::prelude::*;

/// How far lanes are apart, and how far the first is from the edge.
const PITCH: usize = 22;
const EDGE: usize = 18;

/// The middle of a mark, from the top of its row.
const MIDDLE: usize = 22;

/// How wide the map of these rows is.
pub fn width(rows: &[Row]) -> usize {
    let lanes = rows.iter().flat_map(|row| row.lanes.iter().map(|lane| lane.at)).max().unwrap_or(0);
    2 * EDGE + PITCH * lanes
}

const fn x(lane: usize) -> usize {
    EDGE + PITCH * lane
}

/// The map of a row. `way` is how far a case has come at the row itself, `past` at the lines that run through it.
pub fn rail(
    row: &Row,
    width: usize,
    way: Way,
    past: impl Fn(&schema::process::design::Place) -> Way,
) -> AnyView {
    let line = |lane: &schema::process::design::Lane| {
        let at = x(lane.at);
        let own = lane.at == row.lane;
        let come = match lane.line {
            // The way back to another round is only drawn: whether it was walked is said in words.
            Line::Back => Way::Plain,
            // A line that is being walked has not come to what is still ahead on it.
            _ if own && matches!(way, Way::Ahead) => way,
            _ => past(&lane.of),
        };
        let class = format!("{} {}", kind(lane.line), come.slug());
        let (from, to) = match row.kind {
            RowKind::Start if own => (50, 100),
            RowKind::End if own => (0, 50),
            _ => (0, 100),
        };
        view! { <line class=class x1=at x2=at y1=from y2=to vector-effect="non-scaling-stroke"/> }
    };
    let lines = row.lanes.iter().map(line).collect_view();
    let back = row.parts.filter(|bar| bar.line == Line::Back).map(|bar| {
        let (from, to) = (x(bar.to), x(bar.from) + 10);
        let way = format!("M{from} {} V{MIDDLE} H{to}", MIDDLE * 2);
        let head = format!("M{to} {MIDDLE} l8 -4 v8 z");
        view! { <path class="back" d=way/><path class="head" d=head/> }
    });
    let bars = row.joins.iter().chain(row.parts.as_ref());
    let bars: Vec<&Bar> = bars.filter(|bar| bar.to > bar.from).collect();
    let drawn = bars.iter().enumerate().map(|(step, bar)| {
        let class = format!("bar {}", kind(bar.line));
        let (left, wide) = (x(bar.from).saturating_sub(6), x(bar.to) - x(bar.from) + 12);
        view! { <rect class=class x=left y=step * 7 width=wide height="4" rx="2"/> }
    });
    let drawn = drawn.collect_view();
    let tall = bars.len() * 7;
    view! {
        <svg class="lines" width=width height="100%" viewBox=format!("0 0 {width} 100") preserveAspectRatio="none" aria-hidden="true">{lines}</svg>
        <svg class="marks" width=width height=MIDDLE * 2 viewBox=format!("0 0 {width} {}", MIDDLE * 2) aria-hidden="true">
            {back}
            {mark(row, way)}
        </svg>
        {(tall > 0).then(|| view! {
            <svg class="bars" width=width height=tall viewBox=format!("0 0 {width} {tall}") aria-hidden="true">{drawn}</svg>
        })}
    }
}

const fn kind(line: Line) -> &'static str {
    match line {
        Line::Plain => "plain",
        Line::Together => "together",
        Line::Perhaps => "perhaps",
        Line::Each => "each",
        Line::Back => "round",
    }
}

/// The mark of what stands there, by what it is and how far a case has come.
fn mark(row: &Row, way: Way) -> AnyView {
    let (at, class) = (x(row.lane), format!("knot {}", way.slug()));
    match (row.kind, way) {
        (RowKind::Piece(PieceKind::Task), Way::Late) => {
            let shape = format!("M{at} {} l10 18 h-20 z", MIDDLE - 10);
            view! { <path class=class d=shape/> }
        }
        (RowKind::Piece(PieceKind::Task), Way::Walked) => {
            let tick = format!("M{} {MIDDLE} l3 3 5 -6", at - 4);
            view! { <circle class=class cx=at cy=MIDDLE r="9"/><path class="tick" d=tick/> }
        }
        (RowKind::Piece(PieceKind::Task), _) => view! { <circle class=class cx=at cy=MIDDLE r="8"/> },
        (RowKind::Piece(PieceKind::Choose | PieceKind::Any), _) => {
            let shape = format!("M{at} {} l10 10 -10 10 -10 -10 z", MIDDLE - 10);
            view! { <path class=class d=shape/> }
        }
        (RowKind::Piece(PieceKind::All), _) => {
            view! { <rect class=class x=at - 8 y=MIDDLE - 5 width="16" height="10" rx="2"/> }
        }
        (RowKind::Piece(PieceKind::Repeat), _) => {
            view! { <circle class=class cx=at cy=MIDDLE r="8"/><circle class="dot" cx=at cy=MIDDLE r="3"/> }
        }
        (RowKind::Piece(PieceKind::Each), _) => {
            let inner = class.clone();
            view! { <circle class=class cx=at cy=MIDDLE r="9"/><circle class=inner cx=at cy=MIDDLE r="5"/> }
        }
        (RowKind::Piece(PieceKind::Call), _) => {
            let inner = class.clone();
            view! {
                <rect class=class x=at - 9 y=MIDDLE - 8 width="18" height="16" rx="3"/>
                <rect class=inner x=at - 5 y=MIDDLE - 4 width="10" height="8" rx="1"/>
            }
        }
        (RowKind::Piece(PieceKind::Branch), _) => view! { <circle class=class cx=at cy=MIDDLE r="4"/> },
        (RowKind::Start | RowKind::End | RowKind::Piece(_), _) => {
            view! { <circle class=format!("{class} ends") cx=at cy=MIDDLE r="6"/> }
        }
    }
}
