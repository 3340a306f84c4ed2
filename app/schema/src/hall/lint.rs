//! What is wrong with a hall as data: what lies in each other, what cannot be reached, what nobody knows.

use std::collections::BTreeSet;
use std::fmt;

use super::{Area, Floor, Hall, Spot};

/// Something that is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HallLint {
    /// JSON Pointer into the hall.
    pub pointer: String,
    /// What is wrong there.
    pub fault: HallFault,
}

/// What may be wrong with a hall.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HallFault {
    /// It has no floor.
    NoFloor,
    /// No floor has a door to the street.
    NoEntrance,
    /// No door can be reached without steps.
    NoStepFreeEntrance,
    /// Another floor has this number.
    SameFloor,
    /// A floor beside the one with the door has no lift, or that one has none.
    NoLift,
    /// It has the number of another counter.
    SameCounter,
    /// It has no number, or one that cannot stand in an address.
    BadId,
    /// It reaches beyond its floor.
    Outside,
    /// It takes up what something else takes up.
    Overlap,
    /// No way leads there from the door, or from the lift.
    NoWay,
    /// The catalogue has no such agency in the region.
    UnknownAgency,
    /// The catalogue has no such item.
    UnknownItem,
    /// It closes before it opens.
    BadHours,
    /// It has no places, or more accessible ones than places.
    BadCarPark,
}

impl HallFault {
    /// Every fault.
    pub const ALL: [Self; 14] = [
        Self::NoFloor,
        Self::NoEntrance,
        Self::NoStepFreeEntrance,
        Self::SameFloor,
        Self::NoLift,
        Self::SameCounter,
        Self::BadId,
        Self::Outside,
        Self::Overlap,
        Self::NoWay,
        Self::UnknownAgency,
        Self::UnknownItem,
        Self::BadHours,
        Self::BadCarPark,
    ];

    /// The fault with this name.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|fault| fault.slug() == slug)
    }

    /// Its name, as the command line prints it.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::NoFloor => "no_floor",
            Self::NoEntrance => "no_entrance",
            Self::NoStepFreeEntrance => "no_step_free_entrance",
            Self::SameFloor => "same_floor",
            Self::NoLift => "no_lift",
            Self::SameCounter => "same_counter",
            Self::BadId => "bad_id",
            Self::Outside => "outside",
            Self::Overlap => "overlap",
            Self::NoWay => "no_way",
            Self::UnknownAgency => "unknown_agency",
            Self::UnknownItem => "unknown_item",
            Self::BadHours => "bad_hours",
            Self::BadCarPark => "bad_car_park",
        }
    }
}

impl fmt::Display for HallLint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.pointer, self.fault.slug())
    }
}

/// Everything that is wrong with a hall; `agency` and `item` say whether the catalogue has one of that name, or of that code.
pub fn lint(hall: &Hall, agency: impl Fn(&str) -> bool, item: impl Fn(&str) -> bool) -> Vec<HallLint> {
    let mut found = Found(Vec::new());
    found.building(hall);
    let (mut floors, mut ids) = (BTreeSet::new(), BTreeSet::new());
    for (place, floor) in hall.floors.iter().enumerate() {
        let at = format!("/floors/{place}");
        found.add_if(!floors.insert(floor.number), &at, HallFault::SameFloor);
        found.add_if(hall.floors.len() > 1 && floor.lift().is_none(), &at, HallFault::NoLift);
        found.floor(&at, floor);
        for (place, counter) in floor.counters.iter().enumerate() {
            let at = format!("{at}/counters/{place}");
            found.add_if(!ids.insert(&counter.id), &at, HallFault::SameCounter);
            let plain = !counter.id.is_empty() && counter.id.bytes().all(|byte| byte.is_ascii_alphanumeric());
            found.add_if(!plain, &at, HallFault::BadId);
            found.add_if(!agency(&counter.agency), &format!("{at}/agency"), HallFault::UnknownAgency);
            for (place, code) in counter.items.iter().enumerate() {
                found.add_if(!item(code), &format!("{at}/items/{place}"), HallFault::UnknownItem);
            }
            let sound = counter.hours.as_ref().is_none_or(super::Hours::is_sound);
            found.add_if(!sound, &format!("{at}/hours"), HallFault::BadHours);
            let reached =
                [false, true].into_iter().all(|step_free| hall.route(&counter.id, step_free).is_some());
            found.add_if(!reached, &at, HallFault::NoWay);
        }
    }
    found.0
}

struct Found(Vec<HallLint>);

impl Found {
    fn add_if(&mut self, wrong: bool, pointer: &str, fault: HallFault) {
        if wrong {
            self.0.push(HallLint { pointer: pointer.to_owned(), fault });
        }
    }

    fn building(&mut self, hall: &Hall) {
        let doors = || hall.floors.iter().flat_map(|floor| &floor.doors);
        self.add_if(hall.floors.is_empty(), "/floors", HallFault::NoFloor);
        self.add_if(doors().next().is_none(), "/floors", HallFault::NoEntrance);
        self.add_if(!doors().any(|door| door.step_free), "/floors", HallFault::NoStepFreeEntrance);
        self.add_if(!hall.hours.is_sound(), "/hours", HallFault::BadHours);
        let odd =
            hall.surroundings.car_park.is_some_and(|lot| lot.spaces == 0 || lot.accessible > lot.spaces);
        self.add_if(odd, "/surroundings/car_park", HallFault::BadCarPark);
    }

    /// What lies on a floor, each against those before it.
    fn floor(&mut self, at: &str, floor: &Floor) {
        let names = (0..floor.counters.len()).map(|n| format!("{at}/counters/{n}"));
        let names = names.chain((0..floor.seats.len()).map(|n| format!("{at}/seats/{n}")));
        let names = names.chain((0..floor.pieces.len()).map(|n| format!("{at}/pieces/{n}")));
        let taken = floor.taken();
        for (n, (area, pointer)) in taken.iter().zip(names).enumerate() {
            self.add_if(!lies_on(floor, area), &pointer, HallFault::Outside);
            let overlaps = taken.iter().take(n).any(|other| other.meets(area));
            self.add_if(overlaps, &pointer, HallFault::Overlap);
        }
        for (n, door) in floor.doors.iter().enumerate() {
            let spot = Spot { x: door.x, y: door.y };
            let at_edge = floor.has(spot) && (spot.x + 1 == floor.width || spot.y + 1 == floor.depth);
            self.add_if(!at_edge, &format!("{at}/doors/{n}"), HallFault::Outside);
        }
    }
}

fn lies_on(floor: &Floor, area: &Area) -> bool {
    let ends =
        |first: u8, cells: u8, all: u8| cells > 0 && u16::from(first) + u16::from(cells) <= u16::from(all);
    ends(area.x, area.width, floor.width) && ends(area.y, area.depth, floor.depth)
}
