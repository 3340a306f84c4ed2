//! One value in words.

use serde_json::Value;

use super::clause::Speaker;
use super::words::{Kind, aspect, elapsed, shifted};
use crate::calendar::MONTHS;
use crate::element;
use crate::expr::condition::{Aspect, Term, Unit};
use crate::form::{date_parts, is_date};
use crate::locale::Locale;

/// The fact that says which day it is.
const TODAY: &str = "today";

impl Speaker<'_> {
    pub(super) fn term(&self, term: &Term) -> String {
        match term {
            Term::Datum { pointer, default: None | Some(Value::Null) } => self.datum(pointer),
            Term::Datum { pointer, default: Some(default) } => {
                let default = self.constant(default, term);
                match self.locale {
                    Locale::ZhCn => self.glue(&[&self.datum(pointer), "（未填时按", &default, "）"]),
                    Locale::En => format!("{} ({default} if not given)", self.datum(pointer)),
                }
            }
            Term::Constant(value) => self.constant(value, term),
            Term::Element(id) => self.element(id),
            Term::Elapsed { unit: Unit::Years, from, to } if is_today(to) => {
                let from = self.term(from);
                self.glue(&[self.pick("按", "the age by"), &from, self.pick("计算的周岁", "")])
            }
            Term::Elapsed { unit, from, to } => {
                let [before, between, after] = elapsed(self.locale, *unit);
                self.glue(&[before, &self.term(from), between, &self.term(to), after])
            }
            Term::Shifted { unit, from, count } => {
                let count = self.term(count);
                let (count, is_before) =
                    count.strip_prefix('-').map_or((&*count, false), |count| (count, true));
                let [between, after] = shifted(self.locale, *unit, is_before);
                match self.locale {
                    Locale::ZhCn => self.glue(&[&self.term(from), between, count, after]),
                    Locale::En => self.glue(&[count, after, between, &self.term(from)]),
                }
            }
            Term::Aspect { aspect: of_what, of } => {
                let [before, after] = aspect(self.locale, *of_what);
                self.glue(&[before, &self.term(of), after])
            }
        }
    }

    /// A term beside another one, whose options it may name.
    pub(super) fn value(&self, term: &Term, beside: &Term) -> String {
        match term {
            Term::Constant(value) => self.constant(value, beside),
            other => self.term(other),
        }
    }

    pub(super) fn constant(&self, value: &Value, of: &Term) -> String {
        let option = match of {
            Term::Datum { pointer, .. } => (self.labels)(&self.absolute(pointer), Some(value)),
            Term::Element(id) => (self.labels)(id, Some(value)),
            _ => None,
        };
        let quoted = |text: &str| format!("“{text}”");
        match (option, value) {
            (Some(name), _) => quoted(&name),
            (None, Value::String(text)) => self.date(text).unwrap_or_else(|| quoted(text)),
            (None, Value::Bool(true)) => quoted(self.pick("是", "yes")),
            (None, Value::Bool(false)) => quoted(self.pick("否", "no")),
            (None, Value::Null) => self.pick("空", "empty").to_owned(),
            (None, other) => other.to_string(),
        }
    }

    fn element(&self, id: &str) -> String {
        let listed = || element::find(id).map(|element| element.label().get(self.locale).to_owned());
        let today = || (id == TODAY).then(|| self.pick("今天", "today").to_owned());
        (self.labels)(id, None).or_else(listed).or_else(today).unwrap_or_else(|| id.to_owned())
    }

    fn date(&self, text: &str) -> Option<String> {
        is_date(text).then_some(())?;
        let [year, month, day] = date_parts(text).map(|part| part.trim_start_matches('0').to_owned());
        Some(match self.locale {
            Locale::ZhCn => format!("{year} 年 {month} 月 {day} 日"),
            Locale::En => {
                let name = month.parse().ok().and_then(|month: usize| MONTHS.get(month.checked_sub(1)?))?;
                format!("{day} {name} {year}")
            }
        })
    }
}

fn is_today(term: &Term) -> bool {
    matches!(term, Term::Element(id) if id == TODAY)
}

/// Of what kind the terms are that stand in one comparison.
pub(super) fn kind(terms: &[&Term]) -> Kind {
    let has = |kind| terms.iter().any(|term| kind_of(term) == kind);
    [Kind::Date, Kind::Number].into_iter().find(|kind| has(*kind)).unwrap_or(Kind::Word)
}

fn kind_of(term: &Term) -> Kind {
    match term {
        Term::Constant(Value::String(text)) if is_date(text) => Kind::Date,
        Term::Constant(Value::Number(_)) | Term::Elapsed { .. } => Kind::Number,
        Term::Shifted { .. } => Kind::Date,
        Term::Element(_) if is_today(term) => Kind::Date,
        Term::Element(id) => match element::find(id).map(|element| element.kind) {
            Some(element::Kind::Date) => Kind::Date,
            Some(element::Kind::Number) => Kind::Number,
            _ => Kind::Word,
        },
        Term::Aspect { aspect: Aspect::Year | Aspect::Month | Aspect::Day | Aspect::Length, .. } => {
            Kind::Number
        }
        _ => Kind::Word,
    }
}
