//! A hall read from the inputs of a form: the rows of each list whose first input is filled in, in their order.

use std::collections::{BTreeMap, BTreeSet};

use super::{KINDS, NOWHERE, SIDES, area_in, cells, hours_in};
use crate::hall::{CarPark, Counter, Door, Floor, Hall, Hours, Piece, PieceKind, Side, Stop, Surroundings};
use crate::locale::{Locale, Text};
use crate::role::RegionCode;

/// What was filled in, and what of it was kept.
pub(super) struct Reader<'f> {
    pub fields: BTreeMap<&'f str, &'f str>,
    pub kept: BTreeMap<String, Vec<usize>>,
}

impl Reader<'_> {
    fn get(&self, name: &str) -> &str {
        self.fields.get(name).copied().unwrap_or_default()
    }

    fn number(&self, name: &str) -> u8 {
        self.get(name).parse().unwrap_or(NOWHERE)
    }

    fn is(&self, name: &str) -> bool {
        !self.get(name).is_empty()
    }

    fn text(&self, at: &str) -> Text {
        let said = Locale::ALL.map(|locale| (locale, self.get(&format!("{at}/{}", locale.tag()))));
        let said = said.into_iter().filter(|(_, text)| !text.is_empty());
        said.fold(Text::default(), |all, (locale, text)| all.with(locale, text))
    }

    fn hours(&self, at: &str) -> Hours {
        hours_in(self.get(at), self.get(&format!("{at}/saturday")), self.get(&format!("{at}/sunday")))
    }

    /// The rows of a list in the form whose first input is filled in. `sent` is where the list stands in the hall.
    fn rows(&mut self, (form, sent): (&str, String), first: &str) -> Vec<String> {
        let prefix = format!("{form}/");
        let numbers: BTreeSet<usize> = self
            .fields
            .keys()
            .filter_map(|name| name.strip_prefix(&prefix)?.split('/').next()?.parse().ok())
            .collect();
        let kept: Vec<usize> =
            numbers.into_iter().filter(|at| self.is(&format!("{form}/{at}{first}"))).collect();
        let rows = kept.iter().map(|at| format!("{form}/{at}")).collect();
        self.kept.insert(sent, kept);
        rows
    }

    /// The whole of it.
    pub fn hall(&mut self, region: RegionCode) -> Hall {
        let floors = self.rows(("/floors", "/floors".to_owned()), "/number");
        Hall {
            region,
            name: self.text("/name"),
            address: self.text("/address"),
            phone: Some(self.get("/phone").to_owned()).filter(|phone| !phone.is_empty()),
            hours: self.hours("/hours"),
            surroundings: self.surroundings(),
            floors: floors
                .iter()
                .enumerate()
                .map(|(n, at)| self.floor(at, &format!("/floors/{n}")))
                .collect(),
            demonstration: self.is("/demonstration"),
        }
    }

    fn surroundings(&mut self) -> Surroundings {
        let at = "/surroundings";
        let list = |name: &str| format!("{at}/{name}");
        let stops = self.rows((&list("stops"), list("stops")), "/name/zh-CN");
        let ways = self.rows((&list("step_free"), list("step_free")), "/zh-CN");
        let lines = |text: &str| -> Vec<String> {
            text.split(['、', '，', ','])
                .map(str::trim)
                .filter(|line| !line.is_empty())
                .map(str::to_owned)
                .collect()
        };
        let count = |name: &str| self.get(&format!("{at}/car_park/{name}")).parse().unwrap_or_default();
        Surroundings {
            street: self.text(&list("street")),
            stops: stops
                .iter()
                .map(|at| Stop {
                    name: self.text(&format!("{at}/name")),
                    lines: lines(self.get(&format!("{at}/lines"))),
                })
                .collect(),
            parking: self.text(&list("parking")),
            car_park: self.is(&format!("{at}/car_park/spaces")).then(|| CarPark {
                spaces: count("spaces"),
                accessible: count("accessible"),
                cars: count("cars"),
            }),
            trees: self.get(&list("trees")).parse().unwrap_or_default(),
            step_free: ways.iter().map(|at| self.text(at)).collect(),
        }
    }

    fn floor(&mut self, at: &str, sent: &str) -> Floor {
        let list = |name: &str| (format!("{at}/{name}"), format!("{sent}/{name}"));
        let mut rows = |name: &str, first: &str| {
            let (form, sent) = list(name);
            self.rows((&form, sent), first)
        };
        let (counters, seats) = (rows("counters", "/id"), rows("seats", ""));
        let (pieces, doors) = (rows("pieces", "/area"), rows("doors", "/spot"));
        let kind = |at: &String| {
            let word = self.get(&format!("{at}/kind"));
            KINDS.iter().find(|(known, _)| *known == word).map_or(PieceKind::Desk, |(_, kind)| *kind)
        };
        Floor {
            number: self.number(&format!("{at}/number")),
            name: self.text(&format!("{at}/name")),
            width: self.number(&format!("{at}/width")),
            depth: self.number(&format!("{at}/depth")),
            counters: counters.iter().map(|at| self.counter(at)).collect(),
            seats: seats.iter().map(|at| area_in(self.get(at))).collect(),
            pieces: pieces
                .iter()
                .map(|at| Piece { kind: kind(at), area: area_in(self.get(&format!("{at}/area"))) })
                .collect(),
            doors: doors.iter().map(|at| self.door(at)).collect(),
        }
    }

    fn counter(&self, at: &str) -> Counter {
        let of = |name: &str| self.get(&format!("{at}/{name}"));
        let own = ["hours", "hours/saturday", "hours/sunday"].into_iter().any(|name| !of(name).is_empty());
        Counter {
            id: of("id").to_owned(),
            short: self.text(&format!("{at}/short")),
            agency: of("agency").to_owned(),
            serves: self.text(&format!("{at}/serves")),
            items: of("items").split_whitespace().map(str::to_owned).collect(),
            side: SIDES.iter().find(|(known, _)| *known == of("side")).map_or(Side::Back, |(_, side)| *side),
            at: self.number(&format!("{at}/at")),
            hours: own.then(|| self.hours(&format!("{at}/hours"))),
        }
    }

    fn door(&self, at: &str) -> Door {
        let (x, y) = match cells(self.get(&format!("{at}/spot"))).as_slice() {
            [x, y] => (*x, *y),
            _ => (NOWHERE, NOWHERE),
        };
        let step_free = self.is(&format!("{at}/step_free"));
        Door { name: self.text(&format!("{at}/name")), x, y, step_free }
    }
}
