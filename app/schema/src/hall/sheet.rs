//! A hall as the inputs of one form, by pointers, and read back: what editors fill in without scripts. A row whose first input was emptied
//! is gone; [`Sheet::place`] tells where in the form stands what a pointer into the hall names.

mod reader;
mod written;

use std::collections::BTreeMap;

use chrono::{NaiveTime, Timelike};

use self::reader::Reader;
pub use self::written::fields;
use super::{Area, Hall, Hours, PieceKind, Side, Span};
use crate::role::RegionCode;

/// No cell of any floor: what [`lint`](super::lint) finds outside.
const NOWHERE: u8 = u8::MAX;

/// A hall that was read from a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The hall.
    pub hall: Hall,
    /// The rows of each list that were kept, by the list's pointer into the hall, as the form numbers them.
    kept: BTreeMap<String, Vec<usize>>,
}

impl Sheet {
    /// Reads the inputs of a form. What should be a number, or a time, and is none becomes what the lint refuses: nothing is dropped unseen.
    pub fn read(region: RegionCode, fields: &[(String, String)]) -> Self {
        let mut reader = Reader {
            fields: fields.iter().map(|(name, value)| (name.as_str(), value.trim())).collect(),
            kept: BTreeMap::new(),
        };
        let hall = reader.hall(region);
        Self { hall, kept: reader.kept }
    }

    /// The input of the form that stands for a place in the hall.
    pub fn place(&self, pointer: &str) -> String {
        let (mut sent, mut form) = (String::new(), String::new());
        for token in pointer.split('/').skip(1) {
            let row = token.parse().ok().and_then(|at: usize| self.kept.get(&sent)?.get(at));
            form = format!("{form}/{}", row.map_or_else(|| token.to_owned(), ToString::to_string));
            sent = format!("{sent}/{token}");
        }
        input_of(form)
    }
}

/// A place that is no input by itself is that of the one that says what it is.
fn input_of(form: String) -> String {
    let tokens: Vec<&str> = form.split('/').skip(1).collect();
    let tail = match tokens.as_slice() {
        ["floors"] => "/0/number",
        ["floors", _] => "/number",
        ["floors", _, "counters", _] => "/id",
        ["floors", _, "counters", _, "items", _] => {
            return form.rsplit_once('/').map_or_else(String::new, |(list, _)| list.to_owned());
        }
        ["floors", _, "pieces", _] => "/area",
        ["floors", _, "doors", _] => "/spot",
        ["surroundings", "car_park"] => "/spaces",
        _ => "",
    };
    form + tail
}

/// The hours that three lines of spans, such as `09:00-12:00 13:30-17:00`, say.
pub fn hours_in(working: &str, saturday: &str, sunday: &str) -> Hours {
    Hours { working: spans_in(working), saturday: spans_in(saturday), sunday: spans_in(sunday) }
}

fn spans_in(line: &str) -> Vec<Span> {
    let time = |text: &str| NaiveTime::parse_from_str(text, "%H:%M").ok();
    let span = |part: &str| {
        let (from, to) = part.split_once(['-', '–', '至']).unwrap_or((part, ""));
        // What is no time closes when it opens, which no hours may.
        time(from)
            .zip(time(to))
            .map_or_else(|| Span { from: NaiveTime::MIN, to: NaiveTime::MIN }, |(from, to)| Span { from, to })
    };
    line.split_whitespace().map(span).collect()
}

fn spans(spans: &[Span]) -> String {
    let clock = |time: NaiveTime| format!("{:02}:{:02}", time.hour(), time.minute());
    let span = |span: &Span| format!("{}-{}", clock(span.from), clock(span.to));
    spans.iter().map(span).collect::<Vec<_>>().join(" ")
}

fn area(area: Area) -> String {
    format!("{} {} {} {}", area.x, area.y, area.width, area.depth)
}

fn area_in(text: &str) -> Area {
    match cells(text).as_slice() {
        [x, y, width, depth] => Area { x: *x, y: *y, width: *width, depth: *depth },
        _ => Area { x: NOWHERE, y: NOWHERE, width: NOWHERE, depth: NOWHERE },
    }
}

fn cells(text: &str) -> Vec<u8> {
    let parts = text.split([' ', ',', '，', '、']).filter(|part| !part.is_empty());
    parts.map(|part| part.parse().unwrap_or(NOWHERE)).collect()
}

const KINDS: [(&str, PieceKind); 3] =
    [("desk", PieceKind::Desk), ("machine", PieceKind::Machine), ("lift", PieceKind::Lift)];

impl PieceKind {
    /// Every kind, with its name on the wire.
    pub const fn named() -> [(&'static str, Self); 3] {
        KINDS
    }
}

const SIDES: [(&str, Side); 2] = [("back", Side::Back), ("left", Side::Left)];

impl Side {
    /// Both walls, with their names on the wire.
    pub const fn named() -> [(&'static str, Self); 2] {
        SIDES
    }
}

fn word<T: Copy + PartialEq>(all: &[(&'static str, T)], wanted: T) -> String {
    all.iter().find(|(_, it)| *it == wanted).map_or_else(String::new, |(word, _)| (*word).to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::{HallFault, lint};
    use super::*;

    fn demo() -> Hall {
        serde_json::from_str(include_str!("../../../../server/seed/hall.json")).unwrap()
    }

    fn change(fields: &mut Vec<(String, String)>, name: &str, value: &str) {
        fields.retain(|(key, _)| key != name);
        fields.push((name.to_owned(), value.to_owned()));
    }

    #[test]
    fn a_hall_is_read_from_its_form_as_it_was_written() {
        let hall = demo();
        assert_eq!(Sheet::read(hall.region, &fields(&hall)).hall, hall);
    }

    #[test]
    fn a_row_that_was_emptied_is_gone_and_what_comes_after_it_is_still_found() {
        let hall = demo();
        let mut form = fields(&hall);
        change(&mut form, "/floors/0/counters/0/id", "");
        change(&mut form, "/floors/0/counters/12/id", "99");
        change(&mut form, "/floors/0/counters/12/at", "60");
        change(&mut form, "/floors/0/seats/0", "here");
        let sheet = Sheet::read(hall.region, &form);
        let counters = &sheet.hall.floors[0].counters;
        assert_eq!((counters.len(), counters[0].id.as_str(), counters[11].id.as_str()), (12, "2", "99"));
        let found = lint(&sheet.hall, |agency| !agency.is_empty(), |_| true);
        let outside: Vec<String> = found
            .iter()
            .filter(|lint| lint.fault == HallFault::Outside)
            .map(|lint| sheet.place(&lint.pointer))
            .collect();
        assert_eq!(outside, ["/floors/0/counters/12/id", "/floors/0/seats/0"]);
        assert_eq!(sheet.place("/floors/0/counters/0/items/3"), "/floors/0/counters/1/items");
        assert_eq!(sheet.place("/floors/2/pieces/0"), "/floors/2/pieces/0/area");
        assert_eq!(sheet.place("/surroundings/car_park"), "/surroundings/car_park/spaces");
    }

    #[test]
    fn what_is_no_time_is_no_opening_hour() {
        assert!(hours_in("09:00-12:00 13:30-17:00", "9:00-12:00", "").is_sound());
        for wrong in ["nine", "09:00", "12:00-09:00", "09:00-25:00"] {
            assert!(!hours_in(wrong, "", "").is_sound(), "{wrong}");
        }
        let hours = hours_in("09:00-12:00 13:30-17:00", "", "");
        assert_eq!(spans(&hours.working), "09:00-12:00 13:30-17:00");
    }
}
