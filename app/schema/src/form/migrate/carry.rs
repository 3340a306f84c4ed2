//! Answers on their way to a newer version: each is put where it is asked for, or set aside.

use std::collections::{BTreeMap, BTreeSet};
use std::mem::discriminant;

use serde_json::{Map, Value};

use super::SetAside;
use crate::form::check::is_blank;
use crate::form::control::Control;
use crate::form::diff::{Pair, Pairing};
use crate::form::format::Format;
use crate::form::pointer::{key, set, token, tokens};
use crate::form::program::{Field, Form};
use crate::form::validate::collect;
use crate::locale::Text;
use crate::role::RegionCode;

/// What an answer was to the older version, and the question that takes it over.
pub(super) struct Origin<'a> {
    /// Where it stood.
    pub(super) pointer: String,
    /// The question that was asked there, if one was.
    old: Option<&'a Field>,
    new: &'a Field,
}

impl Origin<'_> {
    pub(super) fn with(&self, value: Value) -> SetAside {
        SetAside::of(&self.pointer, self.old.unwrap_or(self.new), value)
    }

    /// Whether what was typed may not be shown as it is, if it does not hold: a day cannot be shown as a month.
    pub(super) fn is_asked_otherwise(&self) -> bool {
        let is_time = |field: &Field| matches!(&field.control, Control::Text(text) if text.format == Some(Format::LocalTime));
        let same_control = |old: &Field| discriminant(&old.control) == discriminant(&self.new.control);
        !self.old.is_some_and(|old| same_control(old) && is_time(old) == is_time(self.new))
    }

    /// Whether the question has a place for it on the screen: rows for a list, for a region a way to choose it.
    pub(super) fn has_place(&self, value: Option<&Value>) -> bool {
        match (&self.new.control, value) {
            (Control::Region(asked), Some(Value::String(code))) => {
                RegionCode::parse(code).is_ok_and(|code| asked.offers(code))
            }
            (Control::Region(_), _) => false,
            (Control::Repeat { .. } | Control::Choices { .. }, value) => value.is_some_and(Value::is_array),
            _ => true,
        }
    }
}

/// The fields that applicants are asked, by their pointers: those on pages that are not the office's.
struct Asked<'a>(BTreeSet<&'a str>);

impl<'a> Asked<'a> {
    fn of(form: &'a Form) -> Self {
        let mut places = BTreeSet::new();
        form.pages.iter().for_each(|page| collect(&page.items, &mut places));
        let fields = places.into_iter().filter_map(|place| form.fields.get(place));
        Self(fields.map(|field| field.pointer.as_str()).collect())
    }

    /// Whether this is asked, by itself or with the group it is in.
    fn has(&self, pointer: &str, field: &Field) -> bool {
        let ends = pointer.match_indices('/').map(|(end, _)| end).skip(1).chain([pointer.len()]);
        let mut above = ends.map(|end| &pointer[..end]);
        !field.control.is_official() && above.any(|pointer| self.0.contains(pointer))
    }
}

/// Where one is in the answers: as they are, with rows written `-`, and the rows on the way.
#[derive(Clone, Default)]
pub(super) struct Place {
    at: String,
    pattern: String,
    rows: Vec<usize>,
}

impl Place {
    fn member(&self, name: &str) -> Self {
        let name = token(name);
        let (at, pattern) = (format!("{}/{name}", self.at), format!("{}/{name}", self.pattern));
        Self { at, pattern, rows: self.rows.clone() }
    }

    fn row(&self, row: usize) -> Self {
        let rows = self.rows.iter().copied().chain([row]).collect();
        Self { at: format!("{}/{row}", self.at), pattern: format!("{}/-", self.pattern), rows }
    }

    /// A pattern with the rows of this place.
    fn filled(&self, pattern: &str) -> String {
        let mut rows = self.rows.iter();
        let each = tokens(pattern).map(|token| match token {
            "-" => rows.next().map_or_else(|| token.to_owned(), ToString::to_string),
            token => token.to_owned(),
        });
        each.fold(String::new(), |pointer, token| pointer + "/" + &token)
    }
}

/// Answers on their way.
pub(super) struct Carry<'a> {
    /// By their old pointers, what the newer version calls fields, what was asked there, and what is.
    targets: BTreeMap<&'a str, (&'a str, Option<&'a Field>, &'a Field)>,
    /// What the older version alone asks of applicants.
    gone: BTreeMap<&'a str, &'a Field>,
    pub(super) answers: Value,
    /// Where each answer was, by where it is now.
    pub(super) from: BTreeMap<String, Origin<'a>>,
    pub(super) set_aside: Vec<SetAside>,
}

impl<'a> Carry<'a> {
    pub(super) fn new(pairing: &'a Pairing<'a>, (old, new): (&'a Form, &'a Form)) -> Self {
        let (asked, asks) = (Asked::of(old), Asked::of(new));
        // What the older version did not ask for may stand there all the same.
        let added = pairing.added.iter().filter(|(at, field)| asks.has(at, field));
        let added = added.map(|(at, field)| (at.as_str(), (at.as_str(), None, *field)));
        // What nobody typed goes along to where nobody sees it.
        let is_seen = |pair: &&Pair<'_>| asks.has(&pair.at, pair.new) || !asked.has(&pair.before, pair.old);
        let (pairs, unseen): (Vec<_>, Vec<_>) = pairing.pairs.iter().partition(is_seen);
        let pairs = pairs
            .into_iter()
            .map(|pair| (pair.before.as_str(), (pair.at.as_str(), Some(pair.old), pair.new)));
        let gone = pairing.removed.iter().map(|(at, field)| (at.as_str(), *field));
        let unseen = unseen.into_iter().map(|pair| (pair.before.as_str(), pair.old));
        Self {
            targets: added.chain(pairs).collect(),
            gone: gone.chain(unseen).collect(),
            answers: Value::Object(Map::new()),
            from: BTreeMap::new(),
            set_aside: Vec::new(),
        }
    }

    pub(super) fn members(&mut self, object: &Value, place: &Place) {
        for (name, value) in object.as_object().into_iter().flatten() {
            self.value(value, &place.member(name));
        }
    }

    fn value(&mut self, value: &Value, place: &Place) {
        if let Some((pattern, old, new)) = self.targets.get(place.pattern.as_str()).copied() {
            let at = place.filled(pattern);
            match (&new.control, value) {
                (Control::Repeat { fields, .. }, Value::Array(rows)) => {
                    self.rows(rows, (fields, old.unwrap_or(new)), &at, place);
                }
                _ => self.put(value, at, Origin { pointer: place.at.clone(), old, new }),
            }
        } else if value.is_object() && !self.gone.contains_key(place.pattern.as_str()) {
            self.members(value, place);
        } else {
            self.leave(value, place, self.gone.get(place.pattern.as_str()).copied());
        }
    }

    /// Sets aside what has no place; what nothing asked for is called by its name in the answers.
    fn leave(&mut self, value: &Value, place: &Place, field: Option<&Field>) {
        if is_blank(value) {
            return;
        }
        let name = || Text::zh(key(place.at.rsplit('/').next().unwrap_or_default()));
        let (pointer, value) = (place.at.clone(), value.clone());
        self.set_aside.push(match field {
            Some(field) => SetAside::of(&pointer, field, value),
            None => SetAside { pointer, label: name(), said: Vec::new(), value },
        });
    }

    /// Rows keep their places, also those of which nothing is left.
    fn rows(&mut self, rows: &[Value], (fields, group): (&[Field], &Field), at: &str, place: &Place) {
        let only = fields.first().filter(|field| field.pointer.is_empty());
        set(&mut self.answers, at, Value::Array(Vec::new()));
        for (index, row) in rows.iter().enumerate() {
            let (at, place) = (format!("{at}/{index}"), place.row(index));
            set(&mut self.answers, &at, if only.is_some() { Value::Null } else { Value::Object(Map::new()) });
            match row {
                _ if only.is_some() => self.value(row, &place),
                Value::Object(_) => self.members(row, &place),
                // A row that is no row of this table.
                _ => self.leave(row, &place, Some(group)),
            }
        }
    }

    fn put(&mut self, value: &Value, at: String, origin: Origin<'a>) {
        set(&mut self.answers, &at, value.clone());
        if !is_blank(value) {
            self.from.insert(at, origin);
        }
    }
}
