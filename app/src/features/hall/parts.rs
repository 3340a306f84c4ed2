//! What is drawn once and used often: counter, plate, clerk, lamps, seat, person, machine, bus stop. Each about its foot.

use maud::{Markup, html};

use super::projection::{At, View};

const HERE: View = View::LOCAL;

/// A box in three tints.
pub fn solid(view: View, at: At, size: (f64, f64, f64)) -> Markup {
    let [left, right, top] = view.solid(at, size);
    html! { path.il d=(left) {} path.ir d=(right) {} path.it d=(top) {} }
}

/// The parts, to be used by their ids.
pub fn parts() -> Markup {
    let plate =
        HERE.face(&[At(-1.08, 0.0, 1.05), At(1.08, 0.0, 1.05), At(1.08, 0.0, 2.2), At(-1.08, 0.0, 2.2)]);
    html! {
        defs {
            g id="h-plate" { path.ip d=(plate) {} }
            g id="h-desk" {
                (solid(HERE, At(-1.0, 1.45, 0.0), (2.0, 0.75, 0.95)))
                (solid(HERE, At(-0.45, 1.8, 0.95), (0.5, 0.12, 0.4)))
            }
            g id="h-clerk" { path.iw d="M-31 14v-32a7 8 0 0 1 14 0v32z" {} circle.iw cx="-24" cy="-33" r="5.5" {} }
            g id="h-open" { path.is d="M-33 11v-13" {} circle.io cx="-33" cy="-8" r="6.5" {} }
            g id="h-busy" { path.is d="M-33 11v-13" {} path.ib d="M-33-16l7.5 13h-15z" {} }
            g id="h-closed" { path.is d="M-33 11v-13" {} path.ic d="M-38.500-14h11v11h-11z" {} }
            g id="h-seat" {
                (solid(HERE, At(-0.28, -0.28, 0.0), (0.56, 0.56, 0.3)))
                (solid(HERE, At(-0.28, 0.2, 0.3), (0.56, 0.08, 0.4)))
            }
            g id="h-sit" { path.iw d="M-6-4v-12a6 7 0 0 1 12 0v12z" {} circle.iw cx="0" cy="-29" r="5" {} }
            (outside())
        }
    }
}

/// Machines, bus stops, trees, cars, and the sign of a place for a wheelchair.
fn outside() -> Markup {
    let screen = HERE.face(&[At(-0.2, 0.3, 0.9), At(0.2, 0.3, 0.9), At(0.2, 0.3, 1.35), At(-0.2, 0.3, 1.35)]);
    let panel = HERE.face(&[At(0.1, 0.0, 0.5), At(2.9, 0.0, 0.5), At(2.9, 0.0, 1.8), At(0.1, 0.0, 1.8)]);
    let posts = HERE.line(&[At(0.1, 0.0, 0.0), At(0.1, 0.0, 1.9)])
        + &HERE.line(&[At(2.9, 0.0, 0.0), At(2.9, 0.0, 1.9)]);
    html! {
        g id="h-machine" { (solid(HERE, At(-0.3, -0.3, 0.0), (0.6, 0.6, 1.5))) path.ip d=(screen) {} }
        g id="h-tree" { path.is d="M0 0v-22" {} path.tree d="M0-58c12 8 16 36 0 38c-16-2-12-30 0-38z" {} }
        g id="h-car" {
            (solid(HERE, At(-1.9, -0.8, 0.15), (3.8, 1.6, 0.55)))
            (solid(HERE, At(-1.2, -0.7, 0.7), (2.2, 1.4, 0.5)))
        }
        g id="h-wheel" transform="matrix(1.6 .8 -1.6 .8 0 8)" { path.is d="M-4-9h6l2 8l5 1M-5-3a7 7 0 1 0 9 7" {} circle.iw cx="-4" cy="-14" r="2.5" {} }
        g id="h-stop" { path.is d=(posts) {} path.ip d=(panel) {} (solid(HERE, At(0.0, -0.8, 1.9), (3.0, 0.9, 0.1))) }
    }
}
