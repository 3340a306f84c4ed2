//! A floor as an isometric drawing, from data alone: walls, counters with plate and lamp, seats with who waits, the way to a counter.
//!
//! What is seen is painted from the back to the front; what is pressed lies over it in the order of the counters' numbers, each a
//! link with a whole sentence as its name.

use std::fmt::Write;

use maud::{Markup, html};
use schema::Locale;
use schema::hall::{Counter, CounterNow, Floor, Hall, HallNow, Lamp, Leg, PieceKind, Side};

use super::around::{doors, shell};
use super::ground::street;
use super::parts::{parts, solid};
use super::projection::{At, CELL, View, foot, measures, middle, short, size};
use super::stack::stack;
use crate::text::Halls;

/// Space around the hall: on the left, above, on the right, below; more below where the street is.
const MARGIN: (f64, f64, f64, f64) = (70.0, 126.0, 44.0, 50.0);
const STREET: f64 = 80.0;

/// What is drawn.
pub struct Scene<'a> {
    /// The hall.
    pub hall: &'a Hall,
    /// Its floor.
    pub floor: &'a Floor,
    /// How it is there now.
    pub now: &'a HallNow,
    /// The counter one is led to, by its number.
    pub to: Option<&'a str>,
    /// The part of the way that lies on this floor.
    pub leg: Option<&'a Leg>,
    /// The words.
    pub words: Halls,
    /// Where a counter leads to.
    pub link: &'a dyn Fn(&Counter) -> String,
    /// Where a floor leads to; none where the drawing stands on another page than the hall's own.
    pub floors: Option<&'a dyn Fn(&Floor) -> String>,
    /// The figure that waits at the end of the way, and what it says there.
    pub guide: Option<(&'static str, &'a str)>,
}

/// What stands somewhere, with how far to the front it stands.
pub type Placed = (f64, Markup);

impl Scene<'_> {
    pub(super) const fn locale(&self) -> Locale {
        self.words.0
    }

    /// The view, and the size of the drawing.
    pub(super) fn view(&self) -> (View, f64, f64) {
        let (width, depth) = size(self.floor);
        let view = View { x: depth.mul_add(34.0, MARGIN.0), y: MARGIN.1 };
        let below = if self.floor.doors.is_empty() { MARGIN.3 } else { MARGIN.3 + STREET };
        (view, width.mul_add(34.0, view.x + MARGIN.2), (width + depth).mul_add(17.0, view.y + below))
    }

    /// How it is at a counter.
    fn at(&self, counter: &Counter) -> (Lamp, u32) {
        self.now.counter(&counter.id).map_or((Lamp::Closed, 0), |now: &CounterNow| (now.lamp, now.waiting))
    }

    /// How many wait on this floor.
    pub fn waiting(&self) -> u32 {
        self.floor.counters.iter().map(|counter| self.at(counter).1).sum()
    }

    /// The drawing as it stands in a page.
    pub fn draw(&self) -> Markup {
        let (view, width, height) = self.view();
        let label = self.words.drawing(self.hall.name.get(self.locale()), self.floor.number);
        let mut placed: Vec<Placed> =
            self.floor.counters.iter().map(|counter| self.counter(view, counter)).collect();
        placed.extend(self.seats(view));
        placed.extend(self.pieces(view));
        placed.sort_by(|a, b| a.0.total_cmp(&b.0));
        html! {
            svg.iso viewBox={ "0 0 " (short(width)) " " (short(height)) } role="group" aria-label=(label) {
                (parts())
                g aria-hidden="true" {
                    @if !self.floor.doors.is_empty() { (street(self, view)) }
                    (shell(self, view))
                    @if let Some(leg) = self.leg { (way(view, leg)) }
                    @for (_, markup) in &placed { (markup) }
                    (doors(self, view))
                    (self.guide(view))
                }
                @if let Some(link) = self.floors { (stack(self, link)) }
                @for counter in &self.floor.counters { (self.hit(view, counter)) }
            }
        }
    }

    /// A counter as it is seen.
    fn counter(&self, view: View, counter: &Counter) -> Placed {
        let at = foot(counter.side, counter.at);
        let (x, y) = view.point(at);
        let (lamp, waiting) = self.at(counter);
        let (class, light) = match lamp {
            Lamp::Open => ("open", "#h-open"),
            Lamp::Busy => ("busy", "#h-busy"),
            Lamp::Closed => ("closed", "#h-closed"),
        };
        let (turn, slant, sign) = match counter.side {
            Side::Back => ("", ".5", 1.0_f64),
            Side::Left => (" scale(-1 1)", "-.5", -1.0),
        };
        let text = |dx: f64, dy: f64| {
            format!("matrix(1 {slant} 0 1 {} {})", short(sign.mul_add(dx, x)), short(y + dy))
        };
        let status =
            if lamp == Lamp::Closed { self.words.closed().to_owned() } else { self.words.wait(waiting) };
        let goal = if self.to == Some(counter.id.as_str()) { " on" } else { "" };
        let markup = html! {
            g class={ (class) (goal) } {
                g class=[(counter.side == Side::Left).then_some("m")] transform={ "translate(" (short(x)) " " (short(y)) ")" (turn) } {
                    use href="#h-plate" {}
                    @if lamp != Lamp::Closed { use href="#h-clerk" {} }
                    use href="#h-desk" {}
                    use href=(light) {}
                }
                text.a transform=(text(0.0, -57.0)) { (counter.short.get(self.locale())) }
                text.b transform=(text(0.0, -42.0)) { (status) }
                text.no transform=(text(-74.8, 23.0)) { (counter.id) }
            }
        };
        (at.0 + at.1 + 2.0, markup)
    }

    /// What is pressed of a counter: its plate and its desk.
    fn hit(&self, view: View, counter: &Counter) -> Markup {
        let At(x, y, _) = foot(counter.side, counter.at);
        let place = |along: f64, off: f64, high: f64| match counter.side {
            Side::Back => At(x + along, off, high),
            Side::Left => At(off, y + along, high),
        };
        let outline = [
            (-1.1, 0.0, 2.3),
            (1.1, 0.0, 2.3),
            (1.1, 2.2, 0.95),
            (1.1, 2.2, 0.0),
            (-1.1, 2.2, 0.0),
            (-1.1, 2.2, 0.95),
        ];
        let outline = outline.map(|(along, off, high)| place(along, off, high));
        let (lamp, waiting) = self.at(counter);
        let wait = self.words.wait(waiting);
        let name = self.words.counter_link(&counter.id, &counter.agency, self.words.lamp(lamp), &wait);
        let current = (self.to == Some(counter.id.as_str())).then_some("true");
        html! { a.hit href=((self.link)(counter)) aria-label=(name) aria-current=[current] { path d=(view.face(&outline)) {} } }
    }

    /// The seats, with as many people on them as wait, as far as there are seats.
    fn seats(&self, view: View) -> Vec<Placed> {
        let mut left = self.waiting();
        let mut placed = Vec::new();
        for area in &self.floor.seats {
            for (dx, dy) in (0..area.width).flat_map(|dx| (0..area.depth).map(move |dy| (dx, dy))) {
                let At(x, y, z) = middle(schema::hall::Spot { x: area.x + dx, y: area.y + dy });
                let (sx, sy) = view.point(At(x, y, z));
                let (sx, sy) = (short(sx), short(sy));
                let taken = left > 0;
                left = left.saturating_sub(1);
                let seat = html! {
                    use href="#h-seat" x=(sx) y=(sy) {}
                    @if taken { use href="#h-sit" x=(sx) y=(sy) {} }
                };
                placed.push((x + y, seat));
            }
        }
        placed
    }

    /// The guide's desk, machines and lifts.
    fn pieces(&self, view: View) -> Vec<Placed> {
        let draw = |kind, at: At, width: f64, depth: f64| {
            let At(x, y, _) = at;
            let (sx, sy) = view.point(At(x + width / 2.0, y + depth / 2.0, 0.0));
            let (kx, ky) = view.point(At(x + width / 2.0, y + depth, 0.4));
            match kind {
                PieceKind::Machine => html! { use href="#h-machine" x=(short(sx)) y=(short(sy)) {} },
                PieceKind::Desk => html! {
                    (solid(view, at, (width, depth, 0.95)))
                    text.a transform={ "matrix(1 .5 0 1 " (short(kx)) " " (short(ky)) ")" } { (self.words.guide_desk()) }
                },
                PieceKind::Lift => lift(view, at, (width, depth), self.words.lift()),
            }
        };
        let placed = self.floor.pieces.iter().map(|piece| {
            let (at, width, depth) = measures(piece.area);
            (at.0 + width + at.1 + depth - CELL, draw(piece.kind, at, width, depth))
        });
        placed.collect()
    }

    /// The navigator at the end of the way, beside it what it says.
    fn guide(&self, view: View) -> Markup {
        let (Some(leg), Some((figure, said))) = (self.leg, self.guide) else { return html! {} };
        let Some(end) = leg.turns.last() else { return html! {} };
        let (x, y) = view.point(middle(*end));
        // To the side where there is more of the hall.
        let letters = said.chars().map(|letter| if letter.is_ascii() { 0.55 } else { 1.0 }).sum::<f64>();
        let width = letters.mul_add(19.0, 28.0);
        let (figure_x, bubble_x) =
            if x > view.x { (x - 92.0, x - 104.0 - width) } else { (x + 24.0, x + 104.0) };
        html! {
            g.says {
                use href={ "/icons.svg#" (figure) } x=(short(figure_x)) y=(short(y - 84.0)) width="68" height="79" {}
                rect.bub x=(short(bubble_x)) y=(short(y - 84.0)) width=(short(width)) height="44" rx="10" {}
                text.say x=(short(bubble_x + width / 2.0)) y=(short(y - 55.0)) { (said) }
            }
        }
    }
}

/// The doors of a lift in the wall it stands at, under its name.
fn lift(view: View, At(x, y, _): At, (width, depth): (f64, f64), name: &str) -> Markup {
    let is_left = x < CELL / 2.0;
    let place =
        |along: f64, high: f64| if is_left { At(0.0, y + along, high) } else { At(x + along, 0.0, high) };
    let (wide, slant) = if is_left { (depth, "-.5") } else { (width, ".5") };
    let frame = [place(0.3, 0.0), place(wide - 0.3, 0.0), place(wide - 0.3, 2.0), place(0.3, 2.0)];
    let gap = [place(wide / 2.0, 0.0), place(wide / 2.0, 2.0)];
    let (tx, ty) = view.point(place(wide / 2.0, 2.2));
    html! {
        path.ip d=(view.face(&frame)) {}
        path.is d=(view.line(&gap)) {}
        text.a transform={ "matrix(1 " (slant) " 0 1 " (short(tx)) " " (short(ty)) ")" } { (name) }
    }
}

/// A way: its line, where it begins, and a tile where it ends.
fn way(view: View, leg: &Leg) -> Markup {
    let places: Vec<At> = leg.turns.iter().map(|spot| middle(*spot)).collect();
    let line = view.line(&places);
    let tile = places.last().map(|At(x, y, _)| {
        let corner = |dx: f64, dy: f64| At(x + dx, y + dy, 0.0);
        view.face(&[corner(-0.4, -0.4), corner(0.4, -0.4), corner(0.4, 0.4), corner(-0.4, 0.4)])
    });
    let start = places.first().map(|place| view.point(*place));
    let mut ring = String::new();
    if let Some((x, y)) = start {
        // Writing to a String cannot fail.
        let _ = write!(ring, "M{} {}a9 4.5 0 1 0 18 0a9 4.5 0 1 0-18 0", short(x - 9.0), short(y));
    }
    html! {
        path.pc d=(line) {} path.pa d=(line) {}
        @if let Some(tile) = tile { path.end d=(tile) {} }
        path.p0 d=(ring) {}
    }
}
