//! The hall as a place: its building with what lies around it, its floors with counters, seats and ways, and when it is open.
//!
//! A hall is data of its region ([`Hall`]), drawn from a grid of cells. What is wrong with one is found by [`lint`], how one gets
//! to a counter by [`Hall::route`], when it is open by [`Hours`] and the working calendar. How an item is handled from counter to
//! counter is told in [`walk`].

mod desk;
mod grid;
mod hours;
mod lint;
mod navigator;
mod now;
pub mod sheet;
mod walk;

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

pub use desk::{DeskHall, LETTERS, MOST_CELLS};
pub use grid::{Leg, Spot};
pub use hours::{Hours, OpenDay, Span};
pub use lint::{HallFault, HallLint, lint};
pub use navigator::{Cue, Expression, Figure, Navigator, NavigatorView, Scene};
pub use now::{BUSY, CounterNow, CounterView, HallLine, HallNow, Lamp, QueueAct, QueueOrder, lamp};
pub use walk::{ItemWalk, WalkMatter, WalkPart, WalkStep, walk};

use crate::locale::Text;
use crate::role::RegionCode;

/// So many cells a counter is wide, with its clerk and its desk also deep. A cell is three quarters of a metre.
pub const COUNTER: u8 = 3;

/// A hall of a region.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Hall {
    /// The region it serves.
    pub region: RegionCode,
    /// What people call it.
    pub name: Text,
    /// Where it is.
    pub address: Text,
    /// Whom to call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// When it is open, unless a counter says otherwise.
    pub hours: Hours,
    /// What lies around it.
    pub surroundings: Surroundings,
    /// Its floors, the one with the entrance first.
    pub floors: Vec<Floor>,
    /// Whether it was invented for a demonstration.
    #[serde(default)]
    pub demonstration: bool,
}

/// What lies around a hall, and how one gets in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = HallSurroundings))]
#[serde(deny_unknown_fields)]
pub struct Surroundings {
    /// The street before it.
    pub street: Text,
    /// Where buses and trains stop, from left to right along the street.
    #[serde(default)]
    pub stops: Vec<Stop>,
    /// Where cars and bicycles stand.
    #[serde(default)]
    pub parking: Text,
    /// The car park in the open on its right, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub car_park: Option<CarPark>,
    /// How many trees stand along the street.
    #[serde(default)]
    pub trees: u8,
    /// How one gets in and around without steps (无障碍环境建设法 art. 12), a sentence each.
    #[serde(default)]
    pub step_free: Vec<Text>,
}

/// A car park.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = HallCarPark))]
#[serde(deny_unknown_fields)]
pub struct CarPark {
    /// How many cars may stand there.
    pub spaces: u16,
    /// How many of those places are kept for people with disabilities (无障碍环境建设法 art. 24), nearest to the door.
    pub accessible: u16,
    /// How many cars the drawing shows there; nobody counts those that come and go.
    #[serde(default, skip_serializing_if = "is_none")]
    pub cars: u16,
}

const fn is_none(cars: &u16) -> bool {
    *cars == 0
}

/// Where buses or trains stop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = HallStop))]
#[serde(deny_unknown_fields)]
pub struct Stop {
    /// What it is called.
    pub name: Text,
    /// The lines that stop there, as they are written on them.
    pub lines: Vec<String>,
}

/// A floor: so many cells along the back wall, so many along the left one. The corner of both is (0, 0).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = HallFloor))]
#[serde(deny_unknown_fields)]
pub struct Floor {
    /// Its number, as on the buttons of the lift.
    pub number: u8,
    /// What is done on it.
    pub name: Text,
    /// Cells along the back wall.
    pub width: u8,
    /// Cells along the left wall.
    pub depth: u8,
    /// Its counters, in the order of their numbers.
    pub counters: Vec<Counter>,
    /// Rows of seats, where people wait.
    #[serde(default)]
    pub seats: Vec<Area>,
    /// What else stands on it.
    #[serde(default)]
    pub pieces: Vec<Piece>,
    /// The ways in from the street.
    #[serde(default)]
    pub doors: Vec<Door>,
}

/// A counter at a wall.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Counter {
    /// Its number in the hall, such as `10`.
    pub id: String,
    /// The agency in a few characters, as on the plate above it.
    pub short: Text,
    /// The agency, by its name in the catalogue of the hall's region.
    pub agency: String,
    /// What it is for, in a few words.
    pub serves: Text,
    /// The items it takes in, by their codes. Empty: whatever its agency handles.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<String>,
    /// The wall it stands at.
    pub side: Side,
    /// The first of its cells along that wall.
    pub at: u8,
    /// When it is open, where that is not when the hall is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<Hours>,
}

/// A wall that counters stand at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = HallSide))]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The wall at the back: cells are counted from left to right.
    Back,
    /// The wall on the left: cells are counted from the back to the front.
    Left,
}

/// Some cells in a rectangle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = HallArea))]
#[serde(deny_unknown_fields)]
pub struct Area {
    /// The first cell along the back wall.
    pub x: u8,
    /// The first cell along the left wall.
    pub y: u8,
    /// Cells along the back wall.
    pub width: u8,
    /// Cells along the left wall.
    pub depth: u8,
}

/// Something that stands on a floor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = HallPiece))]
#[serde(deny_unknown_fields)]
pub struct Piece {
    /// What it is.
    pub kind: PieceKind,
    /// Where it stands.
    pub area: Area,
}

/// What stands on a floor besides counters and seats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = HallPieceKind))]
#[serde(rename_all = "snake_case")]
pub enum PieceKind {
    /// 导办台: somebody who shows the way.
    Desk,
    /// A machine one serves oneself at.
    Machine,
    /// A lift, at the left or the back wall.
    Lift,
}

/// A way in from the street.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = HallDoor))]
#[serde(deny_unknown_fields)]
pub struct Door {
    /// What it is called.
    pub name: Text,
    /// The cell one steps into, at the front or the right edge of the floor.
    pub x: u8,
    /// The same along the left wall.
    pub y: u8,
    /// Whether there are no steps on the way to it.
    pub step_free: bool,
}

impl Area {
    /// Whether it holds a cell.
    pub const fn holds(&self, spot: Spot) -> bool {
        spot.x >= self.x && spot.y >= self.y && spot.x - self.x < self.width && spot.y - self.y < self.depth
    }

    /// Whether both hold some cell.
    const fn meets(&self, other: &Self) -> bool {
        self.x < other.x.saturating_add(other.width)
            && other.x < self.x.saturating_add(self.width)
            && self.y < other.y.saturating_add(other.depth)
            && other.y < self.y.saturating_add(self.depth)
    }

    /// The cell before the middle of what stands at a wall.
    const fn front(&self) -> Spot {
        if self.x == 0 {
            Spot { x: self.width, y: self.y + self.depth / 2 }
        } else {
            Spot { x: self.x + self.width / 2, y: self.y + self.depth }
        }
    }
}

impl Counter {
    /// The cells that it and its clerk take up.
    pub const fn area(&self) -> Area {
        match self.side {
            Side::Back => Area { x: self.at, y: 0, width: COUNTER, depth: COUNTER },
            Side::Left => Area { x: 0, y: self.at, width: COUNTER, depth: COUNTER },
        }
    }

    /// Where one stands before it.
    pub const fn front(&self) -> Spot {
        let middle = self.at.saturating_add(COUNTER / 2);
        match self.side {
            Side::Back => Spot { x: middle, y: COUNTER },
            Side::Left => Spot { x: COUNTER, y: middle },
        }
    }

    /// When it is open.
    pub fn hours<'a>(&'a self, hall: &'a Hall) -> &'a Hours {
        self.hours.as_ref().unwrap_or(&hall.hours)
    }
}

impl Hall {
    /// The floor with this number.
    pub fn floor(&self, number: u8) -> Option<&Floor> {
        self.floors.iter().find(|floor| floor.number == number)
    }

    /// The counter with this number, and its floor.
    pub fn counter(&self, id: &str) -> Option<(&Floor, &Counter)> {
        self.counters().find(|(_, counter)| counter.id == id)
    }

    /// Every counter, floor by floor.
    pub fn counters(&self) -> impl Iterator<Item = (&Floor, &Counter)> {
        self.floors.iter().flat_map(|floor| floor.counters.iter().map(move |counter| (floor, counter)))
    }

    /// The counter that takes in an item: one that names it, else one of its agency that names none, else any of its agency.
    pub fn counter_of(&self, item: &str, agency: &str) -> Option<&Counter> {
        let all = || self.counters().map(|(_, counter)| counter);
        let named = all().find(|counter| counter.items.iter().any(|code| code == item));
        let ours = || all().filter(|counter| counter.agency == agency);
        named.or_else(|| ours().find(|counter| counter.items.is_empty())).or_else(|| ours().next())
    }
}
