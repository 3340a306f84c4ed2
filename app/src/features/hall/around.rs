//! The building around a floor: ground, walls, front walls with their doors, and the street with its stops.

use maud::{Markup, html};
use schema::hall::{Door, Leg};

use super::parts::solid;
use super::projection::{At, CELL, View, WALL, middle, short, size};
use super::scene::Scene;

/// How thick walls are, how high those at the front, and how wide a door is, in metres.
const THICK: f64 = 0.25;
const LOW: f64 = 0.35;
const DOOR: f64 = 1.8;

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
    let seats = scene
        .floor
        .seats
        .first()
        .map(|area| view.point(middle(schema::hall::Spot { x: area.x, y: area.y + 2 })));
    html! {
        (slab)
        path.st d=(view.face(&band)) {}
        path.ir d=(view.face(&left)) {}
        path.il d=(view.face(&back)) {}
        path.cut d=(view.face(&top)) {}
        @if let Some(leg) = step_free(scene) { path.bl d=(line(view, &leg)) {} }
        @if let Some((x, y)) = seats {
            text.f transform={ "matrix(1 .5 -1 .5 " (short(x + 60.0)) " " (short(y + 66.0)) ")" } { (scene.words.seats()) }
        }
    }
}

/// The way without steps from the street to the lift, on the floor with the doors.
fn step_free(scene: &Scene) -> Option<Leg> {
    let upstairs = scene.hall.counters().find(|(floor, _)| floor.number != scene.floor.number)?;
    let route = scene.hall.route(&upstairs.1.id, true)?;
    route.into_iter().find(|leg| leg.floor == scene.floor.number && leg.to_lift)
}

fn line(view: View, leg: &Leg) -> String {
    let places: Vec<At> = leg.turns.iter().map(|spot| middle(*spot)).collect();
    view.line(&places)
}

/// The low walls at the front, open where the doors are, and what the doors are called.
pub fn doors(scene: &Scene, view: View) -> Markup {
    let (w, d) = size(scene.floor);
    let at_front = |door: &&Door| f64::from(door.y + 1) * CELL >= d;
    let mut gaps: Vec<f64> =
        scene.floor.doors.iter().filter(at_front).map(|door| (f64::from(door.x) + 0.5) * CELL).collect();
    gaps.sort_by(f64::total_cmp);
    let mut walls = Vec::new();
    let mut from = 0.0;
    for gap in gaps {
        walls.push((from, gap - DOOR / 2.0));
        from = gap + DOOR / 2.0;
    }
    walls.push((from, w + THICK));
    let label = |door: &Door| {
        let (x, y) = view.point(At((f64::from(door.x) + 0.5) * CELL, d + 0.9, 0.0));
        html! { text.lab x=(short(x)) y=(short(y)) { (door.name.get(scene.locale())) } }
    };
    html! {
        (solid(view, At(w, 0.0, 0.0), (THICK, d, LOW)))
        @for (from, to) in walls {
            @if to > from { (solid(view, At(from, d, 0.0), (to - from, THICK, LOW))) }
        }
        @for door in &scene.floor.doors { (label(door)) }
    }
}

/// The street before the hall, and what stops there.
pub fn street(scene: &Scene, view: View) -> Markup {
    let (w, d) = size(scene.floor);
    let (near, far) = (d + 3.2, d + 7.0);
    let ground = [At(-9.0, -1.0, -0.3), At(w + 9.0, -1.0, -0.3), At(w + 9.0, far, -0.3), At(-9.0, far, -0.3)];
    let road = [At(-9.0, near, -0.3), At(w + 9.0, near, -0.3), At(w + 9.0, far, -0.3), At(-9.0, far, -0.3)];
    let middle = (near + far) / 2.0;
    let dash = [At(-9.0, middle, -0.3), At(w + 9.0, middle, -0.3)];
    let (nx, ny) = view.point(At(w * 0.42, near + 1.0, -0.3));
    let around = &scene.hall.surroundings;
    let stop = |number: f64, stop: &schema::hall::Stop| {
        let at = At(number.mul_add(5.5, 9.4), d + 2.7, -0.3);
        let (x, y) = view.point(at);
        let (tx, ty) = view.point(At(at.0 + 1.5, at.1, at.2 + 1.15));
        let slanted = |dy: f64| format!("matrix(1 .5 0 1 {} {})", short(tx), short(ty + dy));
        html! {
            use href="#h-stop" x=(short(x)) y=(short(y)) {}
            text.b transform=(slanted(-6.0)) { (stop.name.get(scene.locale())) }
            text.a transform=(slanted(13.0)) { (stop.lines.join(" · ")) }
        }
    };
    html! {
        path.gr d=(view.face(&ground)) {}
        path.rd d=(view.face(&road)) {}
        path.dash d=(view.line(&dash)) {}
        text.f transform={ "matrix(1 .5 -1 .5 " (short(nx)) " " (short(ny)) ")" } { (around.street.get(scene.locale())) }
        @for (number, place) in (0_u8..).zip(&around.stops).take(2) { (stop(f64::from(number), place)) }
    }
}
