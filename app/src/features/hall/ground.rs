//! What lies around the hall, from its data: the street with its stops and trees, the car park on the right, and how one comes in, up
//! the steps under the gate or up the ramp.

use maud::{Markup, html};
use schema::hall::{CarPark, Door, Stop};

use super::parts::solid;
use super::projection::{At, CELL, View, short, size};
use super::scene::Scene;

/// How far below the floor the street lies, in metres.
const STREET: f64 = -0.3;
/// Where the stops stand along the street, and how far apart.
const FIRST_STOP: f64 = 9.4;
const NEXT_STOP: f64 = 5.5;
/// How wide a place for a car is.
const PLACE: f64 = 2.5;

/// The street before the hall with what stops there and what grows there, and the car park beside it.
pub fn street(scene: &Scene, view: View) -> Markup {
    let (w, d) = size(scene.floor);
    let (near, far) = (d + 3.2, d + 7.0);
    let strip = |from: f64| {
        let low = |x: f64, y: f64| At(x, y, STREET);
        view.face(&[low(-9.0, from), low(w + 9.0, from), low(w + 9.0, far), low(-9.0, far)])
    };
    let middle = f64::midpoint(near, far);
    let dash = [At(-9.0, middle, STREET), At(w + 9.0, middle, STREET)];
    let around = &scene.hall.surroundings;
    let name = around.street.get(scene.locale());
    html! {
        path.gr d=(strip(-1.0)) {}
        path.rd d=(strip(near)) {}
        path.dash d=(view.line(&dash)) {}
        (on_ground(view, At(w * 0.42, near + 1.0, STREET), name))
        @if let Some(lot) = around.car_park { (car_park(scene, view, lot)) }
        @for (x, y) in trees(scene) {
            @let (x, y) = view.point(At(x, y, STREET));
            use href="#h-tree" x=(short(x)) y=(short(y)) {}
        }
        @for (number, place) in (0_u8..).zip(&around.stops).take(2) { (stop(scene, view, f64::from(number), place)) }
    }
}

/// Words that lie on the ground.
pub fn on_ground(view: View, at: At, words: &str) -> Markup {
    let (x, y) = view.point(at);
    html! { text.f transform={ "matrix(1 .5 -1 .5 " (short(x)) " " (short(y)) ")" } { (words) } }
}

fn stop(scene: &Scene, view: View, number: f64, stop: &Stop) -> Markup {
    let (_, d) = size(scene.floor);
    let at = At(number.mul_add(NEXT_STOP, FIRST_STOP), d + 2.7, STREET);
    let (x, y) = view.point(at);
    let (tx, ty) = view.point(At(at.0 + 1.5, at.1, at.2 + 1.15));
    let slanted = |dy: f64| format!("matrix(1 .5 0 1 {} {})", short(tx), short(ty + dy));
    html! {
        use href="#h-stop" x=(short(x)) y=(short(y)) {}
        text.b transform=(slanted(-6.0)) { (stop.name.get(scene.locale())) }
        text.a transform=(slanted(13.0)) { (stop.lines.join(" · ")) }
    }
}

/// Where trees stand: before the hall as far as neither a door nor a stop is there, then across the street.
fn trees(scene: &Scene) -> Vec<(f64, f64)> {
    let (w, d) = size(scene.floor);
    let around = &scene.hall.surroundings;
    let stops = (0_u8..).zip(&around.stops).take(2);
    let mut taken: Vec<(f64, f64)> = stops
        .map(|(number, _)| f64::from(number).mul_add(NEXT_STOP, FIRST_STOP))
        .map(|from| (from - 0.6, from + 3.4))
        .collect();
    taken.extend(at_front(scene).map(|(_, x)| (x - 2.4, x + 2.4)));
    let free = |x: &f64| !taken.iter().any(|(from, to)| from < x && x < to);
    let along = |from: f64, apart: f64, to: f64| {
        (0_u8..).map(move |number| f64::from(number).mul_add(apart, from)).take_while(move |x| *x < to)
    };
    let here = along(1.2, 1.1, w).filter(free).map(|x| (x, d + 2.6));
    let across = along(8.0, 4.4, w - 1.0).map(|x| (x, d + 7.4));
    here.chain(across).take(around.trees.into()).collect()
}

/// The doors in the wall at the front, each with its place along it.
pub fn at_front<'s>(scene: &'s Scene) -> impl Iterator<Item = (&'s Door, f64)> {
    let (_, d) = size(scene.floor);
    let is_front = move |door: &&Door| f64::from(door.y + 1) * CELL >= d;
    scene.floor.doors.iter().filter(is_front).map(|door| (door, (f64::from(door.x) + 0.5) * CELL))
}

/// The car park, as long as the hall is: so many of its places as there is room for, the accessible ones nearest to the door.
fn car_park(scene: &Scene, view: View, lot: CarPark) -> Markup {
    let (w, d) = size(scene.floor);
    let (left, right, end) = (w + 1.3, w + 5.8, d + 0.2);
    let place = |number: u16| f64::from(number).mul_add(-PLACE, end);
    let count = (0..=lot.spaces).take_while(|number| place(*number) > d * 0.3).last().unwrap_or_default();
    let mut lines = view.line(&[At(right, end, STREET), At(right, place(count), STREET)]);
    for number in 0..=count {
        lines += &view.line(&[At(left, place(number), STREET), At(right, place(number), STREET)]);
    }
    let words = scene.words.car_park(lot.spaces);
    html! {
        path.is d=(lines) {}
        @for number in 0..lot.accessible.min(count) {
            @let (x, y) = view.point(At(f64::midpoint(left, right), place(number) - PLACE / 2.0, STREET));
            use href="#h-wheel" x=(short(x)) y=(short(y)) {}
        }
        // Those farthest from the door, the farther ones first: what stands nearer hides them.
        @for number in (lot.accessible.max(count.saturating_sub(lot.cars))..count).rev() {
            @let (x, y) = view.point(At(f64::midpoint(left, right), place(number) - PLACE / 2.0, STREET));
            use href="#h-car" x=(short(x)) y=(short(y)) {}
        }
        (on_ground(view, At(left + 0.9, end + 1.4, STREET), &words))
    }
}

/// How one comes in at the front: steps under the gate, or a ramp where there are none.
pub fn ways_in(scene: &Scene, view: View) -> Markup {
    let (_, d) = size(scene.floor);
    let edge = d + 0.25;
    html! {
        @for (door, x) in at_front(scene) {
            @if door.step_free { (ramp(view, x, edge)) } @else { (gate(scene, view, x, edge)) }
        }
    }
}

/// A slope from the street up to the floor.
fn ramp(view: View, x: f64, edge: f64) -> Markup {
    let (left, right, foot) = (x - 0.7, x + 0.7, edge + 1.8);
    let slope = [At(left, edge, 0.0), At(right, edge, 0.0), At(right, foot, STREET), At(left, foot, STREET)];
    let side = [At(right, edge, 0.0), At(right, foot, STREET), At(right, edge, STREET)];
    let rail = [At(right, edge, 0.9), At(right, foot, 0.6), At(right, foot, STREET)];
    html! { path.it d=(view.face(&slope)) {} path.ir d=(view.face(&side)) {} path.is d=(view.line(&rail)) {} }
}

/// Two steps, two posts, and over them what it is.
fn gate(scene: &Scene, view: View, x: f64, edge: f64) -> Markup {
    let (left, right) = (x - 1.45, x + 1.45);
    let board = [At(left, edge, 2.05), At(right, edge, 2.05), At(right, edge, 2.75), At(left, edge, 2.75)];
    let (tx, ty) = view.point(At(x, edge, 2.25));
    html! {
        (solid(view, At(left, edge, STREET), (right - left, 0.8, 0.2)))
        (solid(view, At(left, edge, STREET), (right - left, 0.4, 0.3)))
        (solid(view, At(left, edge - 0.06, 0.0), (0.12, 0.12, 2.05)))
        (solid(view, At(right - 0.12, edge - 0.06, 0.0), (0.12, 0.12, 2.05)))
        path.ip d=(view.face(&board)) {}
        text.gate transform={ "matrix(1 .5 0 1 " (short(tx)) " " (short(ty)) ")" } { (scene.words.gate()) }
    }
}
