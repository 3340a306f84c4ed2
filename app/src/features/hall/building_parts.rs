//! The inputs of a hall, by the names that [`schema::hall::sheet`] gives them: what is filled in, what is wrong with it, and each part.

use std::collections::BTreeMap;

use schema::form::html_id;
use schema::hall::sheet::Sheet;
use schema::hall::{HallFault, PieceKind, Side};
use schema::role::RegionCode;
use schema::{FieldError, Locale, Problem};

use super::building::words;
use crate::prelude::*;
use crate::returned::Returned;
use crate::text::{field_error, problem, problem_help, use_words};
use crate::ui::field::Around;

/// What is filled in, and what came back.
pub struct Filled {
    fields: BTreeMap<String, String>,
    problem: Option<Problem>,
    /// What is wrong, by the names of the inputs.
    errors: Vec<(String, String)>,
}

impl Filled {
    /// What is there already.
    pub fn of(fields: Vec<(String, String)>) -> Self {
        Self { fields: fields.into_iter().collect(), problem: None, errors: Vec::new() }
    }

    /// What came back, each error at its input.
    pub fn returned(region: RegionCode, returned: Returned) -> Self {
        let sheet = Sheet::read(region, &returned.fields);
        let place = |error: &FieldError| (sheet.place(&error.pointer), said(error));
        let errors = returned.problem.errors.iter().map(place).collect();
        Self { fields: returned.fields.into_iter().collect(), problem: Some(returned.problem), errors }
    }

    /// Whether it came back.
    pub const fn is_returned(&self) -> bool {
        self.problem.is_some()
    }

    /// What a field says, if it says anything.
    pub fn said(&self, name: &str) -> Option<String> {
        self.fields.get(name).filter(|value| !value.is_empty()).cloned()
    }

    fn value(&self, name: &str) -> String {
        self.said(name).unwrap_or_default()
    }

    /// The rows of a list, each by the start of its names, and one more.
    pub fn rows(&self, list: &str) -> impl Iterator<Item = String> + use<> {
        let prefix = format!("{list}/");
        let numbers = self.fields.iter().filter(|(_, value)| !value.is_empty());
        let last =
            numbers.filter_map(|(name, _)| name.strip_prefix(&prefix)?.split('/').next()?.parse().ok()).max();
        let list = list.to_owned();
        (0..last.map_or(0, |last: usize| last + 1) + 1).map(move |at| format!("{list}/{at}"))
    }

    /// Whether anything is wrong below.
    fn is_wrong(&self, at: &str) -> bool {
        let below = format!("{at}/");
        self.errors.iter().any(|(name, _)| name == at || name.starts_with(&below))
    }

    fn around(&self, name: &str, label: String) -> Around {
        let message = self.errors.iter().find(|(place, _)| place == name).map(|(_, said)| said.clone());
        Around { id: html_id(name), label, hint: None, message }
    }

    /// What is wrong, on top of the form: each line leads to its input.
    pub fn wrong(&self) -> Option<AnyView> {
        let found = self.problem.as_ref()?;
        let locale = use_words().locale;
        let line = |(name, said): &(String, String)| {
            view! { <li><a href=format!("#{}", html_id(name))>{said.clone()}</a></li> }
        };
        let lines = self.errors.iter().map(line).collect_view();
        let title = if self.errors.is_empty() { problem(locale, found.kind()) } else { words().wrong() };
        let help = self.errors.is_empty().then(|| view! { <p>{problem_help(locale, found.kind())}</p> });
        Some(view! {
            <div class="errors" role="alert" tabindex="-1" id="errors" autofocus>
                <h2>{title}</h2>
                {help}
                <ul>{lines}</ul>
            </div>
        })
    }

    fn line(&self, name: &str, label: impl Into<String>) -> AnyView {
        let around = self.around(name, label.into());
        let (id, invalid, described) = (around.id.clone(), around.invalid(), around.described());
        let (name, value) = (name.to_owned(), self.value(name));
        around.input(view! {
            <input type="text" id=id name=name value=value autocomplete="off" aria-invalid=invalid aria-describedby=described/>
        })
    }

    fn number(&self, name: &str, label: impl Into<String>) -> AnyView {
        let around = self.around(name, label.into());
        let (id, invalid, described) = (around.id.clone(), around.invalid(), around.described());
        let (name, value) = (name.to_owned(), self.value(name));
        around.input(view! {
            <input type="number" id=id name=name value=value min="0" max="9999" autocomplete="off" aria-invalid=invalid aria-describedby=described/>
        })
    }

    /// A text in both languages.
    fn both(&self, at: &str, label: &str) -> AnyView {
        let words = words();
        let line = |locale: Locale| {
            let label = match locale {
                Locale::ZhCn => words.zh(label),
                Locale::En => words.en(label),
            };
            self.line(&format!("{at}/{}", locale.tag()), label)
        };
        Locale::ALL.map(line).collect_view().into_any()
    }

    fn choice(&self, name: &str, label: &str, choices: &[(&'static str, &'static str)]) -> AnyView {
        let around = self.around(name, label.to_owned());
        let (id, chosen) = (around.id.clone(), self.value(name));
        let option = |(value, said): &(&'static str, &'static str)| {
            view! { <option value=*value selected=(chosen == *value)>{*said}</option> }
        };
        let options = choices.iter().map(option).collect_view();
        let name = name.to_owned();
        around.input(view! { <select id=id name=name>{options}</select> })
    }

    fn tick(&self, name: &str, label: &'static str) -> AnyView {
        let (checked, name) = (self.said(name).is_some(), name.to_owned());
        view! { <label class="choice"><input type="checkbox" name=name value="yes" checked=checked/><span>{label}</span></label> }
    }

    fn hours(&self, at: &str) -> AnyView {
        let words = words();
        let (saturday, sunday) = (format!("{at}/saturday"), format!("{at}/sunday"));
        view! {
            {self.line(at, words.working())}
            {self.line(&saturday, words.saturday())}
            {self.line(&sunday, words.sunday())}
        }
    }
}

/// What is wrong with a place, in words.
fn said(error: &FieldError) -> String {
    let fault = error.params.get("fault").and_then(|slug| HallFault::from_slug(slug.as_str()?));
    fault.map_or_else(|| field_error(use_words().locale, error), |fault| words().fault(fault).to_owned())
}

/// The building.
pub fn building(filled: &Filled) -> AnyView {
    let words = words();
    view! {
        <h3>{words.building()}</h3>
        {filled.both("/name", words.name())}
        {filled.both("/address", words.address())}
        {filled.line("/phone", words.phone())}
        {filled.hours("/hours")}
        {filled.tick("/demonstration", words.demonstration())}
    }
}

/// What lies around it.
pub fn around(filled: &Filled) -> AnyView {
    let words = words();
    let stop = |(n, at): (usize, String)| {
        view! {
            {filled.both(&format!("{at}/name"), &words.stop(n + 1))}
            {filled.line(&format!("{at}/lines"), words.lines())}
        }
    };
    let stops = filled.rows("/surroundings/stops").enumerate().map(stop).collect_view();
    let ways = filled.rows("/surroundings/step_free").enumerate();
    let ways = ways.map(|(n, at)| filled.both(&at, &words.way(n + 1))).collect_view();
    view! {
        <details class="part" open=filled.is_wrong("/surroundings")>
            <summary>{words.around()}</summary>
            {filled.both("/surroundings/street", words.street())}
            {filled.both("/surroundings/parking", words.parking())}
            {filled.number("/surroundings/car_park/spaces", words.spaces())}
            {filled.number("/surroundings/car_park/accessible", words.accessible())}
            {filled.number("/surroundings/car_park/cars", words.cars())}
            {filled.number("/surroundings/trees", words.trees())}
            {stops}
            {ways}
        </details>
    }
}

/// A floor with everything on it.
pub fn floor(filled: &Filled, at: String) -> AnyView {
    let (words, locale) = (words(), use_words().locale);
    let counters: Vec<String> = filled.rows(&format!("{at}/counters")).collect();
    let title = match filled.said(&format!("{at}/number")) {
        Some(number) => {
            let name = filled.value(&format!("{at}/name/{}", locale.tag()));
            let count = words.counters(counters.len().saturating_sub(1));
            format!("{} · {name} · {count}", words.floor(&number))
        }
        None => words.new_floor().to_owned(),
    };
    let counters = counters.iter().map(|at| counter(filled, at)).collect_view();
    view! {
        <details class="part" open=filled.is_wrong(&at)>
            <summary>{title}</summary>
            {filled.number(&format!("{at}/number"), words.floor_number())}
            {filled.both(&format!("{at}/name"), words.floor_name())}
            {filled.number(&format!("{at}/width"), words.width())}
            {filled.number(&format!("{at}/depth"), words.depth())}
            {counters}
            {furniture(filled, &at)}
        </details>
    }
}

fn counter(filled: &Filled, at: &str) -> AnyView {
    let (words, locale) = (words(), use_words().locale);
    let of = |name: &str| format!("{at}/{name}");
    let title = match filled.said(&of("id")) {
        Some(id) => words.counter(&id, &filled.value(&of(&format!("short/{}", locale.tag())))),
        None => words.new_counter().to_owned(),
    };
    let walls = Side::named().map(|(slug, side)| (slug, words.wall(side)));
    view! {
        <details class="part" open=filled.is_wrong(at)>
            <summary>{title}</summary>
            {filled.line(&of("id"), words.counter_id())}
            {filled.both(&of("short"), words.short())}
            {filled.line(&of("agency"), words.agency())}
            {filled.both(&of("serves"), words.serves())}
            {filled.line(&of("items"), words.items())}
            {filled.choice(&of("side"), words.side(), &walls)}
            {filled.number(&of("at"), words.at())}
            <p class="cap">{words.own_hours()}</p>
            {filled.hours(&of("hours"))}
        </details>
    }
}

/// Seats, what else stands there, and doors.
fn furniture(filled: &Filled, at: &str) -> AnyView {
    let words = words();
    let list = |name: &str| format!("{at}/{name}");
    let seats = filled.rows(&list("seats")).enumerate();
    let seats = seats.map(|(n, at)| filled.line(&at, words.seats(n + 1))).collect_view();
    let kinds = PieceKind::named().map(|(slug, kind)| (slug, words.kind(kind)));
    let piece = |(n, at): (usize, String)| {
        view! {
            {filled.choice(&format!("{at}/kind"), &words.piece(n + 1), &kinds)}
            {filled.line(&format!("{at}/area"), words.area())}
        }
    };
    let pieces = filled.rows(&list("pieces")).enumerate().map(piece).collect_view();
    let door = |(n, at): (usize, String)| {
        view! {
            {filled.both(&format!("{at}/name"), &words.door(n + 1))}
            {filled.line(&format!("{at}/spot"), words.spot())}
            {filled.tick(&format!("{at}/step_free"), words.step_free())}
        }
    };
    let doors = filled.rows(&list("doors")).enumerate().map(door).collect_view();
    let is_wrong = ["seats", "pieces", "doors"].into_iter().any(|name| filled.is_wrong(&list(name)));
    view! {
        <details class="part" open=is_wrong>
            <summary>{words.furniture()}</summary>
            {seats}
            {pieces}
            {doors}
        </details>
    }
}
