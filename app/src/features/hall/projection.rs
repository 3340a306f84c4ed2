//! From metres to the drawing: x runs to the right and down, y to the left and down, z up. Every solid is a box.

use std::fmt::Write;

use schema::hall::{Area, Floor, Side, Spot};

/// A metre, in units of the drawing.
const SCALE: f64 = 34.0;

/// A cell, in metres.
pub const CELL: f64 = 0.75;

/// How high the walls are, in metres.
pub const WALL: f64 = 3.0;

/// A place in the hall: metres along the back wall, along the left wall, above the floor.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct At(pub f64, pub f64, pub f64);

/// Where the corner of both walls stands in the drawing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    /// From the left edge.
    pub x: f64,
    /// From the upper edge.
    pub y: f64,
}

impl View {
    /// The corner itself is the origin, for what is drawn once and used often.
    pub const LOCAL: Self = Self { x: 0.0, y: 0.0 };

    /// A place in the drawing.
    pub fn point(self, At(x, y, z): At) -> (f64, f64) {
        (self.x + (x - y) * SCALE, self.y + (x + y) * SCALE / 2.0 - z * SCALE)
    }

    /// A line through places, as path data.
    pub fn line(self, places: &[At]) -> String {
        let mut data = String::new();
        for (number, place) in places.iter().enumerate() {
            let (x, y) = self.point(*place);
            let letter = if number == 0 { 'M' } else { 'L' };
            // Writing to a String cannot fail.
            let _ = write!(data, "{letter}{} {}", short(x), short(y));
        }
        data
    }

    /// The same, closed.
    pub fn face(self, places: &[At]) -> String {
        self.line(places) + "Z"
    }

    /// The three faces of a box that one sees: left, right, top. A box begins at a place and has these sizes.
    pub fn solid(self, At(x, y, z): At, (width, depth, height): (f64, f64, f64)) -> [String; 3] {
        let (x2, y2, z2) = (x + width, y + depth, z + height);
        [
            self.face(&[At(x, y2, z), At(x2, y2, z), At(x2, y2, z2), At(x, y2, z2)]),
            self.face(&[At(x2, y, z), At(x2, y2, z), At(x2, y2, z2), At(x2, y, z2)]),
            self.face(&[At(x, y, z2), At(x2, y, z2), At(x2, y2, z2), At(x, y2, z2)]),
        ]
    }
}

/// A number of the drawing, with one digit at the most.
pub fn short(number: f64) -> String {
    let text = format!("{number:.1}");
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

/// The middle of a cell.
pub fn middle(spot: Spot) -> At {
    At((f64::from(spot.x) + 0.5) * CELL, (f64::from(spot.y) + 0.5) * CELL, 0.0)
}

/// Where an area begins, and its sizes, in metres.
pub fn measures(area: Area) -> (At, f64, f64) {
    let metres = |cells: u8| f64::from(cells) * CELL;
    (At(metres(area.x), metres(area.y), 0.0), metres(area.width), metres(area.depth))
}

/// Width and depth of a floor, in metres.
pub fn size(floor: &Floor) -> (f64, f64) {
    (f64::from(floor.width) * CELL, f64::from(floor.depth) * CELL)
}

/// The foot of the wall behind the middle of a counter.
pub fn foot(side: Side, at: u8) -> At {
    let middle = (f64::from(at) + 1.5) * CELL;
    match side {
        Side::Back => At(middle, 0.0, 0.0),
        Side::Left => At(0.0, middle, 0.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_as_short_as_they_can_be() {
        assert_eq!([12.0, -0.5, 7.34, 10.06].map(short), ["12", "-0.5", "7.3", "10.1"]);
    }

    #[test]
    fn right_is_right_and_down_left_is_left_and_down_high_is_up() {
        let origin = View::LOCAL.point(At(0.0, 0.0, 0.0));
        let (right, left, high) = (
            View::LOCAL.point(At(1.0, 0.0, 0.0)),
            View::LOCAL.point(At(0.0, 1.0, 0.0)),
            View::LOCAL.point(At(0.0, 0.0, 1.0)),
        );
        assert!(right.0 > origin.0 && right.1 > origin.1);
        assert!(left.0 < origin.0 && left.1 > origin.1);
        assert!(high.0 == origin.0 && high.1 < origin.1);
        assert_eq!(View::LOCAL.solid(At(0.0, 0.0, 0.0), (1.0, 1.0, 1.0))[2], "M0 -34L34 -17L0 0L-34 -17Z");
    }
}
