//! The floors one above the other, small, beside the drawing: each a link to its own, the one that is drawn filled.

use maud::{Markup, html};
use schema::hall::Floor;

use super::projection::short;
use super::scene::Scene;

/// Where the lowest floor stands, how wide half of one is, and how far one lies above the other.
const X: f64 = 84.0;
const Y: f64 = 58.0;
const HALF: f64 = 56.0;
const APART: f64 = 38.0;

/// The floors from above to below, as one sees them.
pub fn stack(scene: &Scene, link: &dyn Fn(&Floor) -> String) -> Markup {
    let mut floors: Vec<&Floor> = scene.hall.floors.iter().collect();
    floors.sort_by_key(|floor| floor.number);
    let count = floors.len();
    // Painted from the lowest up, so that each lies over the one below; read from the lowest up too.
    let plates = floors.into_iter().enumerate().map(|(above, floor)| {
        let from_top = u8::try_from(count - 1 - above).unwrap_or(u8::MAX);
        plate(scene, floor, f64::from(from_top).mul_add(APART, Y), link)
    });
    html! { g.stack { @for plate in plates { (plate) } } }
}

fn plate(scene: &Scene, floor: &Floor, y: f64, link: &dyn Fn(&Floor) -> String) -> Markup {
    let name = scene.words.floor_named(floor.number, floor.name.get(scene.locale()));
    let current = (floor.number == scene.floor.number).then_some("page");
    let (half, low) = (HALF, HALF / 2.0);
    let top = format!("M{} {}l{half} {low}l-{half} {low}l-{half}-{low}z", short(X), short(y - low));
    let edge = format!("M{} {}v7l{half} {low}l{half}-{low}v-7l-{half} {low}z", short(X - half), short(y));
    html! {
        a.to-floor href=(link(floor)) aria-current=[current] {
            path.ir d=(edge) {} path.it d=(top) {}
            text.st-name x=(short(X + HALF + 14.0)) y=(short(y + 8.0)) { (name) }
        }
    }
}
