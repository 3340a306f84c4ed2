//! A hall as its editors see it, and what is wrong with what they wrote besides what [`lint`](super::lint) finds.

use serde::{Deserialize, Serialize};

use super::{Area, Door, Floor, Hall, Piece, PieceKind, Surroundings};
use crate::locale::{Locale, Text};
use crate::problem::{FieldCode, FieldError};
use crate::role::RegionCode;

/// The most cells a floor has on either side: what is beyond is no floor that is drawn on a page.
pub const MOST_CELLS: u8 = 60;
/// The longest text, in characters.
pub const LETTERS: usize = 200;

/// A hall at the desk. `GET` and `PUT /api/desk/halls/{region}`, whose revision is the one the editor saw.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DeskHall {
    /// The hall; an empty one where its region has none yet.
    pub hall: Hall,
    /// How often it was changed; 0: it is not there yet.
    pub revision: i64,
}

impl Hall {
    /// What editors begin with where there is no hall: one floor with a door that has no steps, and nothing in it.
    pub fn empty(region: RegionCode) -> Self {
        let door =
            Door { name: Text::zh("正门").with(Locale::En, "Entrance"), x: 10, y: 13, step_free: true };
        let lift = Piece { kind: PieceKind::Lift, area: Area { x: 0, y: 10, width: 1, depth: 3 } };
        let floor = Floor {
            number: 1,
            name: Text::zh("办事大厅").with(Locale::En, "Counters"),
            width: 20,
            depth: 14,
            counters: Vec::new(),
            seats: vec![Area { x: 6, y: 7, width: 5, depth: 1 }],
            pieces: vec![lift],
            doors: vec![door],
        };
        Self {
            region,
            name: Text::default(),
            address: Text::default(),
            phone: None,
            hours: super::sheet::hours_in("09:00-12:00 13:30-17:00", "", ""),
            surroundings: Surroundings::default(),
            floors: vec![floor],
            demonstration: false,
        }
    }

    /// Texts that are missing or too long, and floors that are too large, by pointers into the hall.
    pub fn faults(&self) -> Vec<FieldError> {
        let mut found = Faults(Vec::new());
        found.named("/name", &self.name);
        found.named("/address", &self.address);
        for (at, stop) in self.surroundings.stops.iter().enumerate() {
            found.named(&format!("/surroundings/stops/{at}/name"), &stop.name);
        }
        for (at, floor) in self.floors.iter().enumerate() {
            let floor_at = format!("/floors/{at}");
            found.named(&format!("{floor_at}/name"), &floor.name);
            for (side, cells) in [("width", floor.width), ("depth", floor.depth)] {
                if !(1..=MOST_CELLS).contains(&cells) {
                    let fault = FieldError::new(format!("{floor_at}/{side}"), FieldCode::TooLarge);
                    found.0.push(fault.with("max", MOST_CELLS));
                }
            }
            for (at, counter) in floor.counters.iter().enumerate() {
                found.named(&format!("{floor_at}/counters/{at}/short"), &counter.short);
                found.named(&format!("{floor_at}/counters/{at}/serves"), &counter.serves);
            }
            for (at, door) in floor.doors.iter().enumerate() {
                found.named(&format!("{floor_at}/doors/{at}/name"), &door.name);
            }
        }
        found.0
    }
}

struct Faults(Vec<FieldError>);

impl Faults {
    /// A text that people read: in Chinese at least, and not a book.
    fn named(&mut self, pointer: &str, text: &Text) {
        let at = |locale: Locale| format!("{pointer}/{}", locale.tag());
        if !text.has(Locale::ZhCn) {
            self.0.push(FieldError::new(at(Locale::ZhCn), FieldCode::Required));
        }
        for locale in Locale::ALL {
            if text.has(locale) && text.get(locale).chars().count() > LETTERS {
                self.0.push(FieldError::new(at(locale), FieldCode::TooLong).with("max", LETTERS));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{HallFault, lint};
    use super::*;

    fn empty() -> Hall {
        Hall::empty(RegionCode::parse("440300").unwrap())
    }

    #[test]
    fn a_hall_begins_sound_but_for_its_name() {
        let hall = empty();
        assert_eq!(lint(&hall, |_| true, |_| true), []);
        let pointers: Vec<String> = hall.faults().into_iter().map(|fault| fault.pointer).collect();
        assert_eq!(pointers, ["/name/zh-CN", "/address/zh-CN"]);
    }

    #[test]
    fn a_floor_that_nobody_could_draw_and_a_book_for_a_name_are_refused() {
        let mut hall = empty();
        (hall.name, hall.address) = (Text::zh("厅".repeat(201)), Text::zh("一号"));
        hall.floors[0].width = 61;
        let found: Vec<_> = hall.faults().into_iter().map(|fault| (fault.pointer, fault.code)).collect();
        let expected = [("/name/zh-CN", FieldCode::TooLong), ("/floors/0/width", FieldCode::TooLarge)]
            .map(|(at, code)| (at.to_owned(), code));
        assert_eq!(found, expected);
        for fault in HallFault::ALL {
            assert_eq!(HallFault::from_slug(fault.slug()), Some(fault));
        }
    }
}
