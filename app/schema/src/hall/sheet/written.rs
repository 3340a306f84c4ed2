//! The inputs of a hall, by the names of the form.

use super::{KINDS, SIDES, area, spans, word};
use crate::hall::{CarPark, Counter, Floor, Hall, Hours, Surroundings};
use crate::locale::{Locale, Text};

/// The inputs of a hall, in the order of the form; those that are blank left out.
pub fn fields(hall: &Hall) -> Vec<(String, String)> {
    let mut written = Written(Vec::new());
    written.text("/name", &hall.name);
    written.text("/address", &hall.address);
    written.put("/phone", hall.phone.clone().unwrap_or_default());
    written.hours("/hours", Some(&hall.hours));
    written.surroundings(&hall.surroundings);
    for (at, floor) in hall.floors.iter().enumerate() {
        written.floor(&format!("/floors/{at}"), floor);
    }
    written.flag("/demonstration", hall.demonstration);
    written.0.retain(|(_, value)| !value.is_empty());
    written.0
}

struct Written(Vec<(String, String)>);

impl Written {
    fn put(&mut self, name: impl Into<String>, value: String) {
        self.0.push((name.into(), value));
    }

    fn flag(&mut self, name: &str, is_so: bool) {
        self.put(name, if is_so { "yes".to_owned() } else { String::new() });
    }

    fn text(&mut self, at: &str, text: &Text) {
        for locale in Locale::ALL {
            let said = if text.has(locale) { text.get(locale).to_owned() } else { String::new() };
            self.put(format!("{at}/{}", locale.tag()), said);
        }
    }

    fn hours(&mut self, at: &str, hours: Option<&Hours>) {
        let Some(hours) = hours else { return };
        self.put(at, spans(&hours.working));
        self.put(format!("{at}/saturday"), spans(&hours.saturday));
        self.put(format!("{at}/sunday"), spans(&hours.sunday));
    }

    fn surroundings(&mut self, around: &Surroundings) {
        self.text("/surroundings/street", &around.street);
        self.text("/surroundings/parking", &around.parking);
        if let Some(CarPark { spaces, accessible, cars }) = around.car_park {
            self.put("/surroundings/car_park/spaces", spaces.to_string());
            self.put("/surroundings/car_park/accessible", accessible.to_string());
            self.put("/surroundings/car_park/cars", cars.to_string());
        }
        self.put("/surroundings/trees", around.trees.to_string());
        for (at, stop) in around.stops.iter().enumerate() {
            self.text(&format!("/surroundings/stops/{at}/name"), &stop.name);
            self.put(format!("/surroundings/stops/{at}/lines"), stop.lines.join("、"));
        }
        for (at, way) in around.step_free.iter().enumerate() {
            self.text(&format!("/surroundings/step_free/{at}"), way);
        }
    }

    fn floor(&mut self, at: &str, floor: &Floor) {
        self.put(format!("{at}/number"), floor.number.to_string());
        self.text(&format!("{at}/name"), &floor.name);
        self.put(format!("{at}/width"), floor.width.to_string());
        self.put(format!("{at}/depth"), floor.depth.to_string());
        for (n, counter) in floor.counters.iter().enumerate() {
            self.counter(&format!("{at}/counters/{n}"), counter);
        }
        for (n, seats) in floor.seats.iter().enumerate() {
            self.put(format!("{at}/seats/{n}"), area(*seats));
        }
        for (n, piece) in floor.pieces.iter().enumerate() {
            self.put(format!("{at}/pieces/{n}/kind"), word(&KINDS, piece.kind));
            self.put(format!("{at}/pieces/{n}/area"), area(piece.area));
        }
        for (n, door) in floor.doors.iter().enumerate() {
            self.put(format!("{at}/doors/{n}/spot"), format!("{} {}", door.x, door.y));
            self.text(&format!("{at}/doors/{n}/name"), &door.name);
            self.flag(&format!("{at}/doors/{n}/step_free"), door.step_free);
        }
    }

    fn counter(&mut self, at: &str, counter: &Counter) {
        self.put(format!("{at}/id"), counter.id.clone());
        self.text(&format!("{at}/short"), &counter.short);
        self.put(format!("{at}/agency"), counter.agency.clone());
        self.text(&format!("{at}/serves"), &counter.serves);
        self.put(format!("{at}/items"), counter.items.join(" "));
        self.put(format!("{at}/side"), word(&SIDES, counter.side));
        self.put(format!("{at}/at"), counter.at.to_string());
        self.hours(&format!("{at}/hours"), counter.hours.as_ref());
    }
}
