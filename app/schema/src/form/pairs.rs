//! Answers as the name-value pairs of an HTML form, and back. What cannot be read as its type stays as it was typed.

use std::collections::BTreeMap;

use serde_json::{Map, Number, Value};

use super::control::{Choice, Control, written};
use super::format::{is_date, is_year_month, join_date};
use super::pointer::{remove, set};
use super::program::{Field, Form, Page};
use super::validate::{fields_of, rows};
use crate::number::decimal;
use crate::role::RegionCode;

type Pairs = BTreeMap<String, Vec<String>>;

/// The answers in the fields of a submitted HTML form. Names that are no field of the form are left out, and so are
/// fields and rows with nothing in them (rows that the group cannot do without are kept, to be asked for).
pub fn from_pairs(form: &Form, pairs: impl IntoIterator<Item = (String, String)>) -> Value {
    let pairs = collect(pairs);
    let mut answers = Value::Object(Map::new());
    for field in &form.fields {
        if let Some(value) = read(field, "", &pairs) {
            set(&mut answers, &field.pointer, value);
        }
    }
    answers
}

/// [`from_pairs`] for one page, into answers of which the other pages are kept.
pub fn from_pairs_page(
    form: &Form,
    page: &Page,
    answers: &mut Value,
    pairs: impl IntoIterator<Item = (String, String)>,
) {
    let pairs = collect(pairs);
    for field in fields_of(form, &page.items) {
        match read(field, "", &pairs) {
            Some(value) => set(answers, &field.pointer, value),
            // No input is theirs, so that there is none says nothing.
            None if field.control.is_official() => {}
            None => remove(answers, &field.pointer),
        }
    }
}

/// [`from_pairs`] for the one field in the row at `base`, into answers of which all others are kept. An answer in a
/// row that is not there yet makes it, and those before it, so that a place on the screen keeps its number.
pub fn from_pairs_field(
    field: &Field,
    base: &str,
    answers: &mut Value,
    pairs: impl IntoIterator<Item = (String, String)>,
) {
    match read(field, base, &collect(pairs)) {
        Some(value) => {
            make_rows(answers, base, &blank_row(std::slice::from_ref(field)));
            set(answers, &field.at(base), value);
        }
        // An entry that is no object keeps its place, with nothing in it.
        None if field.pointer.is_empty() && answers.pointer(base).is_some() => {
            set(answers, base, Value::Null)
        }
        None => remove(answers, &field.at(base)),
    }
}

/// A row with nothing in it: of fields, or of one value.
fn blank_row(fields: &[Field]) -> Value {
    let is_value = matches!(fields, [field] if field.pointer.is_empty());
    if is_value { Value::Null } else { Value::Object(Map::new()) }
}

fn make_rows(answers: &mut Value, base: &str, blank: &Value) {
    let ends = base.match_indices('/').map(|(end, _)| end).chain([base.len()]);
    for row in ends.map(|end| &base[..end]) {
        let Some((list, number)) = row.rsplit_once('/') else { continue };
        let Ok(number) = number.parse::<usize>() else { continue };
        if !answers.pointer(list).is_some_and(Value::is_array) {
            set(answers, list, Value::Array(Vec::new()));
        }
        let Some(Value::Array(rows)) = answers.pointer_mut(list) else { continue };
        while rows.len() <= number {
            rows.push(blank.clone());
        }
    }
}

/// The pairs that give these answers again.
pub fn to_pairs(form: &Form, answers: &Value) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for field in &form.fields {
        write(field, "", answers, &mut pairs);
    }
    pairs
}

/// What stands in the input of a field: as it was typed, the values that are ticked, or nothing.
/// A date is one text; [`super::date_parts`] takes it apart for three inputs.
pub fn inputs(field: &Field, value: Option<&Value>) -> Vec<String> {
    match (&field.control, value) {
        (_, None | Some(Value::Null)) | (Control::Opinion(_) | Control::Seal(_), _) => Vec::new(),
        (Control::Choices { .. }, Some(Value::Array(entries))) => entries.iter().map(written).collect(),
        (_, Some(value)) => vec![written(value)],
    }
}

fn collect(pairs: impl IntoIterator<Item = (String, String)>) -> Pairs {
    let mut all = Pairs::new();
    for (name, value) in pairs {
        // HTML sends line breaks as CR LF whatever was typed.
        all.entry(name).or_default().push(value.replace("\r\n", "\n"));
    }
    all
}

fn write(field: &Field, base: &str, answers: &Value, pairs: &mut Vec<(String, String)>) {
    let pointer = field.at(base);
    match &field.control {
        Control::Repeat { fields, .. } if answers.pointer(&pointer).is_some_and(Value::is_array) => {
            for (base, _) in rows(answers, &pointer) {
                fields.iter().for_each(|field| write(field, &base, answers, pairs));
            }
        }
        _ => {
            let values = inputs(field, answers.pointer(&pointer));
            pairs.extend(values.into_iter().map(|value| (pointer.clone(), value)));
        }
    }
}

fn read(field: &Field, base: &str, pairs: &Pairs) -> Option<Value> {
    let name = field.at(base);
    let typed = typed(&name, pairs);
    match &field.control {
        Control::Date => read_date(&name, &DAY, pairs),
        Control::DateRange => read_range(&name, pairs).or_else(|| typed.map(|typed| typed.as_str().into())),
        Control::YearMonth => read_date(&name, &DAY[..2], pairs),
        Control::Repeat { fields, min, .. } => read_rows(&name, fields, min.unwrap_or(0), pairs),
        Control::Choices { options, .. } => {
            let ticked = pairs.get(&name)?.iter().filter(|value| !value.is_empty());
            let values: Vec<Value> = ticked.map(|value| choose(options, value)).collect();
            (!values.is_empty()).then(|| values.into())
        }
        Control::Choice { options, .. } => typed.map(|typed| choose(options, typed)),
        Control::Integer(_) => typed.map(|typed| read_number(typed, true)),
        Control::Number(_) => typed.map(|typed| read_number(typed, false)),
        Control::Money(_) => typed.map(|typed| read_money(typed)),
        Control::YesNo | Control::Agree => typed.map(|typed| match typed.as_str() {
            "true" | "on" => true.into(),
            "false" => false.into(),
            other => other.into(),
        }),
        Control::Opinion(_) | Control::Seal(_) => None,
        Control::Text(_) => typed.map(|typed| typed.as_str().into()),
        Control::Region(_) => deepest(pairs.get(&name)?).map(Into::into),
    }
}

/// What was last typed under this name.
fn typed<'a>(name: &str, pairs: &'a Pairs) -> Option<&'a String> {
    pairs.get(name)?.iter().rev().find(|value| !value.trim().is_empty())
}

/// Of regions chosen level by level the deepest. What stands behind a level that was left open, or lies outside of
/// what was chosen before it, belongs to a choice that is no more.
fn deepest(levels: &[String]) -> Option<&str> {
    let mut chosen: Option<&str> = None;
    for level in levels.iter().map(String::as_str).take_while(|level| !level.trim().is_empty()) {
        let lies_within = chosen.is_none_or(|outer| {
            let (outer, inner) = (RegionCode::parse(outer), RegionCode::parse(level));
            outer.is_ok_and(|outer| inner.is_ok_and(|inner| outer.contains(&inner)))
        });
        if !lies_within {
            break;
        }
        chosen = Some(level);
    }
    chosen
}

fn choose(options: &[Choice], wire: &str) -> Value {
    options
        .iter()
        .find(|option| option.wire() == wire)
        // In a list that is searched one types what an answer is called.
        .or_else(|| options.iter().find(|option| option.is_called(wire.trim())))
        .map_or_else(|| wire.into(), |option| option.value.clone())
}

/// What the names of the parts of a day end in.
const DAY: [&str; 3] = [".y", ".m", ".d"];

/// A date in parts if any part is there, else as one text.
fn read_date(name: &str, ends: &[&str], pairs: &Pairs) -> Option<Value> {
    let part = |end: &&str| pairs.get(&format!("{name}{end}")).and_then(|values| values.last()).cloned();
    let parts: Vec<String> = ends.iter().map(|end| part(end).unwrap_or_default()).collect();
    if parts.iter().all(|part| part.trim().is_empty()) {
        let tidy =
            |typed: &String| Some(ascii(typed.trim())).filter(|text| is_date(text) || is_year_month(text));
        return typed(name, pairs).map(|typed| tidy(typed).unwrap_or_else(|| typed.clone()).into());
    }
    Some(ascii(&join_date(&parts)).into())
}

/// Two days, if something was typed into either.
fn read_range(name: &str, pairs: &Pairs) -> Option<Value> {
    let [from, to] = [".from", ".to"].map(|end| read_date(&format!("{name}{end}"), &DAY, pairs));
    let day = |day: &Option<Value>| day.as_ref().map(written).unwrap_or_default();
    (from.is_some() || to.is_some()).then(|| format!("{}/{}", day(&from), day(&to)).into())
}

/// The rows in the order of their numbers, which need not be without gaps.
fn read_rows(name: &str, fields: &[Field], min: u32, pairs: &Pairs) -> Option<Value> {
    let prefix = format!("{name}/");
    let names =
        pairs.range(prefix.clone()..).map(|(name, _)| name).map_while(|name| name.strip_prefix(&prefix));
    // Not `usize`, which is another size in the browser.
    let mut numbers: Vec<u32> = names.filter_map(|rest| rest.split('/').next()?.parse().ok()).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let mut rows: Vec<Value> = Vec::new();
    for number in numbers {
        let base = format!("{prefix}{number}");
        let mut row = blank_row(fields);
        for field in fields {
            if let Some(value) = read(field, &base, pairs) {
                set(&mut row, &field.pointer, value);
            }
        }
        let filled = row.as_object().map_or(!row.is_null(), |row| !row.is_empty());
        if filled || rows.len() < usize::try_from(min).unwrap_or(usize::MAX) {
            rows.push(row);
        }
    }
    (!rows.is_empty()).then(|| rows.into())
}

fn read_number(typed: &str, whole: bool) -> Value {
    let text = ascii(typed.trim());
    let integral = whole || !text.contains(['.', 'e', 'E']);
    let exact = text
        .parse()
        .map(|number: i64| number.into())
        .or_else(|_| text.parse().map(|number: u64| number.into()));
    let number = match exact.ok().or_else(|| decimal(&text).and_then(Number::from_f64)) {
        Some(number) if integral => integer(number),
        number => number,
    };
    number.map_or_else(|| typed.into(), Value::Number)
}

/// A number that may be written in groups of three: 12,000.50. Any other comma may have been meant for a point.
fn read_money(typed: &str) -> Value {
    let text = ascii(typed.trim());
    let (whole, fraction) = text.split_at(text.find('.').unwrap_or(text.len()));
    let is_grouped = whole.split(',').skip(1).all(|group| group.len() == 3);
    let text = if is_grouped { whole.replace(',', "") + fraction } else { text };
    match read_number(&text, false) {
        Value::Number(sum) => sum.into(),
        _ => typed.into(),
    }
}

/// A number without a fraction as an integer, unless it is too large to be exact; one with a fraction as it is.
fn integer(number: Number) -> Option<Number> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    match number.as_f64() {
        Some(float) if number.is_f64() && float.fract() == 0.0 =>
        {
            #[expect(clippy::cast_possible_truncation, reason = "whole and within ±2^53")]
            (float.abs() <= EXACT).then(|| Number::from(float as i64))
        }
        _ => Some(number),
    }
}

/// Digits as a Chinese keyboard types them in full width, in the width of ASCII.
fn ascii(text: &str) -> String {
    let narrow = |char: char| match char {
        '\u{ff0b}'..='\u{ff19}' => char::from_u32(u32::from(char) - 0xfee0).unwrap_or(char),
        other => other,
    };
    text.chars().map(narrow).collect()
}
