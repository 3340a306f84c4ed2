//! The building around a floor: ground, walls, and front walls with their doors.

use maud::{Markup, html};
use schema::hall::{Counter, Door, Leg, Spot};

use super::ground::{at_front, on_ground, ways_in};
use super::parts::solid;
use super::projection::{At, CELL, View, WALL, middle, short, size};
use super::scene::Scene;

/// How thick walls are, how high those at the front, and how wide a door is, in metres.
const THICK: f64 = 0.25;
const LOW: f64 = 0.35;
const DOOR: f64 = 1.8;
/// How many cells the name of a way needs beside it.
const MARK: u8 = 6;

/// The floor and the two walls behind it.
pub fn shell(scene: &Scene, view: View) -> Markup {
    let (w, d) = size(scene.floor);
    let slab = solid(view, At(0.0, 0.0, -0.3), (w, d, 0.3));
    let band = 3.0 * CELL + 0.15;
    let band = [
        At(0.0, 0.0, 0.0),
        At(w, 0.0, 0.0),
        At(w, band, 0.0),
        At(band, band, 0.0),
        At(band, d, 0.0),
        At(0.0, d, 0.0),
    ];
    let left = [At(0.0, 0.0, 0.0), At(0.0, d, 0.0), At(0.0, d, WALL), At(0.0, 0.0, WALL)];
    let back = [At(0.0, 0.0, 0.0), At(w, 0.0, 0.0), At(w, 0.0, WALL), At(0.0, 0.0, WALL)];
    let top = [
        At(-THICK, -THICK, WALL),
        At(w, -THICK, WALL),
        At(w, 0.0, WALL),
        At(0.0, 0.0, WALL),
        At(0.0, d, WALL),
        At(-THICK, d, WALL),
    ];
    let seats = scene.floor.seats.first().map(|area| view.point(middle(Spot { x: area.x, y: area.y + 2 })));
    html! {
        (slab)
        path.st d=(view.face(&band)) {}
        path.ir d=(view.face(&left)) {}
        path.il d=(view.face(&back)) {}
        path.cut d=(view.face(&top)) {}
        @for leg in step_free(scene) { path.bl d=(line(view, &leg)) {} }
        @if let Some(place) = step_free(scene).iter().filter_map(beside).next_back() {
            (on_ground(view, place, scene.words.accessible_way()))
        }
        @if let Some((x, y)) = seats {
            text.f transform={ "matrix(1 .5 -1 .5 " (short(x + 60.0)) " " (short(y + 66.0)) ")" } { (scene.words.seats()) }
        }
    }
}

/// The ways without steps from the street, on the floor with the doors: to the lift, and past the counters to the last of them.
fn step_free(scene: &Scene) -> Vec<Leg> {
    let here = scene.floor.number;
    let upstairs = scene.hall.counters().find(|(floor, _)| floor.number != here).map(|(_, counter)| counter);
    let last = scene.floor.counters.last().filter(|_| !scene.floor.doors.is_empty());
    let leg = |(counter, to_lift): (&Counter, bool)| {
        let route = scene.hall.route(&counter.id, true)?;
        route.into_iter().find(|leg| leg.floor == here && leg.to_lift == to_lift)
    };
    let ends = [upstairs.map(|counter| (counter, true)), last.map(|counter| (counter, false))];
    ends.into_iter().flatten().filter_map(leg).collect()
}

/// Where words lie beside a way: along its longest part that runs as they are read.
fn beside(leg: &Leg) -> Option<At> {
    let along = |pair: &[Spot]| match pair {
        [a, b] if a.y == b.y && a.x.abs_diff(b.x) >= MARK => {
            Some((a.x.abs_diff(b.x), Spot { x: a.x.max(b.x), y: a.y }))
        }
        _ => None,
    };
    let (_, from) = leg.turns.windows(2).filter_map(along).max_by_key(|(cells, _)| *cells)?;
    let At(x, y, z) = middle(from);
    // Before its end, on the side of the counters: the other one may lie under the gate.
    Some(At(x - 3.1, y - 0.3, z))
}

fn line(view: View, leg: &Leg) -> String {
    let places: Vec<At> = leg.turns.iter().map(|spot| middle(*spot)).collect();
    view.line(&places)
}

/// The low walls at the front, open where the doors are, and what the doors are called.
pub fn doors(scene: &Scene, view: View) -> Markup {
    let (w, d) = size(scene.floor);
    let mut gaps: Vec<f64> = at_front(scene).map(|(_, x)| x).collect();
    gaps.sort_by(f64::total_cmp);
    let mut walls = Vec::new();
    let mut from = 0.0;
    for gap in gaps {
        walls.push((from, gap - DOOR / 2.0));
        from = gap + DOOR / 2.0;
    }
    walls.push((from, w + THICK));
    // Below the steps, or below the foot of the ramp.
    let label = |door: &Door| {
        let below = if door.step_free { 3.3 } else { 2.1 };
        let (x, y) = view.point(At((f64::from(door.x) + 0.5) * CELL, d + below, 0.0));
        html! { text.lab x=(short(x)) y=(short(y)) { (door.name.get(scene.locale())) } }
    };
    html! {
        (solid(view, At(w, 0.0, 0.0), (THICK, d, LOW)))
        @for (from, to) in walls {
            @if to > from { (solid(view, At(from, d, 0.0), (to - from, THICK, LOW))) }
        }
        (ways_in(scene, view))
        @for door in &scene.floor.doors { (label(door)) }
    }
}
