//! A type of licence (证照目录): what is written on a licence of it, for how long it is valid, and how it looks on paper.

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::document::HolderKind;
use super::written::placeholders;
use crate::element;
use crate::expr::Expr;
use crate::locale::{Locale, Text};

/// The most fields of a type, and the most duplicates of a licence.
const MOST: (usize, u32) = (60, 20);

/// What a line of the layout may name besides fields.
const BUILT_IN: [&str; 7] =
    ["number", "holder", "holder_code", "agency", "issued_on", "valid_until", "validity"];

/// A type of licence, as it is stored. Another definition under the same code is its next version; what was issued keeps its own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LicenceType {
    /// Its code, by which effects of processes and materials of forms name it: `licence.hygiene`.
    pub code: String,
    /// What it is called, in every language.
    pub name: Text,
    /// Who holds it.
    pub holder: HolderKind,
    /// The field that says the holder's name, where it is not what the usual element of a holder says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holder_name: Option<String>,
    /// What stands on it, in order.
    pub fields: Vec<FieldRule>,
    /// For how long it is valid.
    #[serde(default)]
    pub validity: Validity,
    /// How many duplicates (副本) are issued with the original (正本).
    #[serde(default)]
    pub duplicates: u32,
    /// How its numbers are written, if not as [`crate::id::LicenceNumber`]: a text with `{region}`, `{year}`, `{sequence}`, and
    /// `{check}` if it is to have a check digit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Whether a new one takes the place of the one its holder has (换发).
    #[serde(default)]
    pub renews: bool,
    /// How it looks on paper.
    pub layout: Layout,
}

/// Where a datum comes from: what an expression says, else what was answered at a place of the form, else what was answered
/// to the field of its element, else what is known of the applicant under that element.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = LicenceFieldRule))]
#[serde(deny_unknown_fields)]
pub struct FieldRule {
    /// Its id, unique in the type.
    pub id: String,
    /// What it is called, in every language.
    pub label: Text,
    /// The data element it tells: a later form that asks for it can begin with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub element: Option<String>,
    /// The places of the answer, as JSON Pointers: the first that is answered counts, so that forms of more than one item may
    /// lead to the same licence.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pointers: Vec<String>,
    /// An expression over the answers and the facts of the applicant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub value: Option<Value>,
}

/// For how long a licence is valid, from the day on which it is issued.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = LicenceValidity))]
#[serde(rename_all = "snake_case")]
pub enum Validity {
    /// Without an end.
    #[default]
    Unlimited,
    /// So many years; the day before the anniversary is the last.
    Years(u32),
    /// Until the day that this field says; without an end where it says none.
    Until(String),
}

/// How a licence looks on paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = LicenceLayout))]
#[serde(deny_unknown_fields)]
pub struct Layout {
    /// Its heading, in every language.
    pub heading: Text,
    /// Its lines.
    pub lines: Vec<Line>,
    /// What it says where the end of its validity would stand and there is none: 长期.
    #[serde(default)]
    pub unlimited: Text,
    /// The law it rests on.
    #[serde(default)]
    pub basis: Text,
}

/// A line of the paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = LicenceLine))]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// What stands before it, in every language.
    pub label: Text,
    /// What it says: a text in which `{id}` is the field of that id, or `number`, `holder`, `holder_code`, `agency`,
    /// `issued_on`, `valid_until`, `validity` (both days).
    pub text: Text,
}

/// What is wrong with a type, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeFault {
    /// The member, as a JSON Pointer.
    pub at: String,
    /// What is wrong with it, for who wrote it.
    pub why: String,
}

impl fmt::Display for TypeFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.at, self.why)
    }
}

impl LicenceType {
    /// Everything that is wrong with it: a type that has faults is not stored.
    pub fn faults(&self) -> Vec<TypeFault> {
        let mut faults = Faults(Vec::new());
        let is_code = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"._-".contains(&byte);
        let fits = !self.code.is_empty() && self.code.len() <= 64 && self.code.bytes().all(is_code);
        faults.unless(fits, "/code", "1 to 64 small letters, digits, `.`, `-` or `_`");
        faults.said("/name", &self.name);
        let (most_fields, most_duplicates) = MOST;
        let count = (1..=most_fields).contains(&self.fields.len());
        faults.unless(count, "/fields", "a licence has 1 to 60 fields");
        faults.unless(self.duplicates <= most_duplicates, "/duplicates", "at most 20");
        self.fields.iter().enumerate().for_each(|(place, field)| self.field(place, field, &mut faults));
        match &self.validity {
            Validity::Years(years) => {
                faults.unless((1..=100).contains(years), "/validity/years", "1 to 100");
            }
            Validity::Until(field) => faults.unless(self.has(field), "/validity/until", "no such field"),
            Validity::Unlimited => {}
        }
        if let Some(field) = &self.holder_name {
            faults.unless(self.has(field), "/holder_name", "no such field");
        }
        if let Some(pattern) = &self.number {
            faults.unless(is_pattern(pattern), "/number", PATTERN);
        }
        self.layout(&mut faults);
        faults.0
    }

    fn has(&self, field: &str) -> bool {
        self.fields.iter().any(|rule| rule.id == field)
    }

    fn field(&self, place: usize, field: &FieldRule, faults: &mut Faults) {
        let at = |member: &str| format!("/fields/{place}/{member}");
        let before: BTreeSet<&str> = self.fields[..place].iter().map(|field| field.id.as_str()).collect();
        let fits = !field.id.is_empty()
            && field
                .id
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
        let is_new = !before.contains(field.id.as_str()) && !BUILT_IN.contains(&field.id.as_str());
        faults.unless(
            fits && is_new,
            &at("id"),
            "small letters, digits and `_`, once in the type, and none that layouts have",
        );
        faults.said(&at("label"), &field.label);
        if let Some(element) = &field.element {
            faults.unless(element::find(element).is_some(), &at("element"), "no such data element");
        }
        let is_expression = field.value.as_ref().is_none_or(|value| Expr::parse(value).is_ok());
        faults.unless(is_expression, &at("value"), "no expression");
        let are_pointers = field.pointers.iter().all(|pointer| pointer.starts_with('/'));
        faults.unless(are_pointers, &at("pointers"), "a JSON Pointer begins with `/`");
        let comes = field.value.is_some() || !field.pointers.is_empty() || field.element.is_some();
        faults.unless(comes, &at("value"), "nothing says what it is: value, pointers or element");
    }

    fn layout(&self, faults: &mut Faults) {
        faults.said("/layout/heading", &self.layout.heading);
        for (place, line) in self.layout.lines.iter().enumerate() {
            faults.said(&format!("/layout/lines/{place}/label"), &line.label);
            let texts = Locale::ALL.map(|locale| line.text.get(locale));
            let knows = |name: &str| BUILT_IN.contains(&name) || self.has(name);
            let known = texts.iter().all(|text| placeholders(text).into_iter().all(knows));
            let at = format!("/layout/lines/{place}/text");
            faults.unless(
                !line.text.is_empty() && known,
                &at,
                "names a field that there is not, or says nothing",
            );
        }
    }
}

const PATTERN: &str = "names {region}, {year} and {sequence} once each, is at most 40 letters besides, and has none of / ? # % :";

/// Whether numbers can be written by a pattern: each is another one, and stands in an address as it is.
fn is_pattern(pattern: &str) -> bool {
    let names = placeholders(pattern);
    let once = |name: &str| names.iter().filter(|other| **other == name).count() == 1;
    let is_known = |name: &&str| ["region", "year", "sequence", "check"].contains(name);
    let has_no = |letter: char| !matches!(letter, '/' | '?' | '#' | '%' | ':' | '\\') && !letter.is_control();
    ["region", "year", "sequence"].into_iter().all(once)
        && names.iter().all(is_known)
        && pattern.chars().count() <= 40 + "{region}{year}{sequence}{check}".len()
        && pattern.chars().all(has_no)
        && pattern.trim() == pattern
}

struct Faults(Vec<TypeFault>);

impl Faults {
    fn unless(&mut self, holds: bool, at: &str, why: &str) {
        if !holds {
            self.0.push(TypeFault { at: at.to_owned(), why: why.to_owned() });
        }
    }

    /// A text that people read is there in every language.
    fn said(&mut self, at: &str, text: &Text) {
        let is_said = Locale::ALL.into_iter().all(|locale| text.has(locale) && !text.get(locale).is_empty());
        self.unless(is_said, at, "is said in every language");
    }
}
