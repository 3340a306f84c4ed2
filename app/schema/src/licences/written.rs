//! What is written on a licence: its data from the answers of the case, its number, its last day, and the lines of its paper.

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::document::{Holder, LicenceDocument, LicenceField};
use super::is_said;
use super::kind::{FieldRule, Layout, LicenceType, Validity};
use crate::calendar::MONTHS;
use crate::expr::{Context, Expr, pointer_of_path};
use crate::form::{Form, find, in_words};
use crate::id::LicenceNumber;
use crate::locale::{Locale, Text};
use crate::regions::Region;

/// What a licence is written from.
#[derive(Clone, Copy, Debug)]
pub struct Answered<'a> {
    /// The form of the case.
    pub form: &'a Form,
    /// The answers, with what officers changed in them.
    pub answers: &'a Value,
    /// What is known of the applicant, nested by the names of data elements.
    pub facts: &'a Value,
    /// The names of the regions that were answered.
    pub regions: &'a [Region],
}

/// The data of a licence of this type. What nobody answered stays null: the officer who decides has seen it.
pub fn fields(kind: &LicenceType, from: &Answered<'_>) -> Vec<LicenceField> {
    let field = |rule: &FieldRule| {
        let (value, text) = said(rule, from).unwrap_or_default();
        let (id, label) = (rule.id.clone(), rule.label.clone());
        LicenceField { id, label, element: rule.element.clone(), value, text }
    };
    kind.fields.iter().map(field).collect()
}

fn said(rule: &FieldRule, from: &Answered<'_>) -> Option<(Value, Text)> {
    if let Some(expression) = &rule.value {
        let context = Context { facts: Some(from.facts), ..Context::default() };
        let value = Expr::parse(expression).ok()?.eval_in(from.answers, context);
        return is_said(&value).then(|| plainly(value));
    }
    let placed = rule.pointers.iter().find_map(|pointer| answered(pointer, from));
    placed.or_else(|| of_element(rule.element.as_deref()?, from))
}

/// What was answered to the first field of an element, else what is known of the applicant under it.
fn of_element(element: &str, from: &Answered<'_>) -> Option<(Value, Text)> {
    let asked = from.form.fields.iter().filter(|field| field.element.as_deref() == Some(element));
    let told = asked.map(|field| field.pointer.as_str()).find_map(|pointer| answered(pointer, from));
    told.or_else(|| {
        let known = from.facts.pointer(&pointer_of_path(element))?;
        is_said(known).then(|| plainly(known.clone()))
    })
}

fn answered(pointer: &str, from: &Answered<'_>) -> Option<(Value, Text)> {
    let value = from.answers.pointer(pointer).filter(|value| is_said(value))?;
    let Some(found) = find(from.form, pointer) else { return Some(plainly(value.clone())) };
    let words = |locale| in_words(&found.field.control, value, locale, from.regions);
    Some((value.clone(), Text::zh(words(Locale::ZhCn)).with(Locale::En, words(Locale::En))))
}

fn plainly(value: Value) -> (Value, Text) {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    (value, Text::zh(text))
}

/// Who holds a licence with these data: whom its own data name, else whom the answers and the facts do; `applicant` is the name of
/// who filed, where nobody is named.
pub fn holder(kind: &LicenceType, fields: &[LicenceField], from: &Answered<'_>, applicant: &str) -> Holder {
    let text =
        |value: &Value| value.as_str().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    let of = |element: &str| {
        let written = fields.iter().find(|field| field.element.as_deref() == Some(element));
        let written = written.and_then(|field| text(&field.value));
        written.or_else(|| of_element(element, from).and_then(|(value, _)| text(&value)))
    };
    let field =
        |id: &String| fields.iter().find(|field| field.id == *id).and_then(|field| text(&field.value));
    let named = match &kind.holder_name {
        Some(id) => field(id),
        None => of(kind.holder.name_element()),
    };
    let is_other = kind.holder_name.is_some() && named != of(kind.holder.name_element());
    // Whoever is named by a field of the type is not whom the usual element numbers.
    let code = if is_other { None } else { of(kind.holder.code_element()) };
    Holder { kind: kind.holder, name: named.unwrap_or_else(|| applicant.to_owned()), code }
}

/// The last day of a licence that is issued on this one.
pub fn valid_until(kind: &LicenceType, fields: &[LicenceField], issued_on: NaiveDate) -> Option<NaiveDate> {
    match &kind.validity {
        Validity::Unlimited => None,
        Validity::Years(years) => {
            issued_on.checked_add_months(Months::new(years * 12))?.checked_sub_days(Days::new(1))
        }
        Validity::Until(id) => fields.iter().find(|field| field.id == *id)?.value.as_str()?.parse().ok(),
    }
}

/// How a number is written on a licence of this type.
pub fn number(kind: &LicenceType, number: LicenceNumber) -> String {
    let Some(pattern) = &kind.number else { return number.to_string() };
    filled(pattern, &|name| match name {
        "region" => number.region().to_string(),
        "year" => number.year().to_string(),
        "sequence" => format!("{:06}", number.sequence()),
        _ => number.check().to_string(),
    })
}

/// A line of the paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = LicenceLineWritten))]
pub struct LineWritten {
    /// What stands before it.
    pub label: Text,
    /// What it says.
    pub text: Text,
}

/// The lines of the paper of a licence. One that says nothing is left out: an empty line on a paper invites somebody to fill it.
pub fn lines(layout: &Layout, document: &LicenceDocument) -> Vec<LineWritten> {
    let said = |text: &Text, locale: Locale| {
        filled(text.get(locale), &|name| placed(layout, document, name, locale)).trim().to_owned()
    };
    let write = |line: &super::kind::Line| LineWritten {
        label: line.label.clone(),
        text: Text::zh(said(&line.text, Locale::ZhCn)).with(Locale::En, said(&line.text, Locale::En)),
    };
    layout.lines.iter().map(write).filter(|line| !line.text.get(Locale::ZhCn).is_empty()).collect()
}

fn placed(layout: &Layout, document: &LicenceDocument, name: &str, locale: Locale) -> String {
    let until = || match document.valid_until {
        Some(day) => day_of(day, locale),
        None => layout.unlimited.get(locale).to_owned(),
    };
    match name {
        "number" => document.number.clone(),
        "holder" => document.holder.name.clone(),
        "holder_code" => document.holder.code.clone().unwrap_or_default(),
        "agency" => document.agency.name.clone(),
        "issued_on" => day_of(document.issued_on, locale),
        "valid_until" => until(),
        "validity" => format!("{} – {}", day_of(document.issued_on, locale), until()),
        id => document.field(id).map_or_else(String::new, |field| field.text.get(locale).to_owned()),
    }
}

/// 2026年11月23日, 23 November 2026: as papers have it.
fn day_of(day: NaiveDate, locale: Locale) -> String {
    let month = MONTHS.get(day.month0() as usize).copied().unwrap_or_default();
    match locale {
        Locale::ZhCn => format!("{}年{}月{}日", day.year(), day.month(), day.day()),
        Locale::En => format!("{} {month} {}", day.day(), day.year()),
    }
}

/// The names in braces in a text, in order.
pub(super) fn placeholders(text: &str) -> Vec<&str> {
    let after = text.split('{').skip(1);
    after.filter_map(|rest| rest.split_once('}').map(|(name, _)| name)).collect()
}

/// A text with what stands for each name in braces.
fn filled(text: &str, of: &dyn Fn(&str) -> String) -> String {
    let mut pieces = text.split('{');
    let mut filled = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        match piece.split_once('}') {
            Some((name, rest)) => {
                filled.push_str(&of(name));
                filled.push_str(rest);
            }
            None => {
                filled.push('{');
                filled.push_str(piece);
            }
        }
    }
    filled
}
