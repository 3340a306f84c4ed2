//! Whether one answer is what its control asks for. Whether there must be one at all is not asked here.

use std::cmp::Ordering;

use serde_json::{Number, Value};

use super::assertion::Count;
use super::control::{Choice, Control, Range, TextCheck};
use super::format::{Format, is_date, is_region, is_year_month};
use super::same::{compare, has_twins, same};
use crate::problem::{FieldCode, FieldError};

/// How ECMA-262 patterns are matched. The browser brings its own `RegExp`, the server a crate: a regular expression
/// engine is the last thing a phone should download.
pub trait Matcher {
    /// Whether the pattern (flag `u`) matches somewhere in the text. A pattern that is none matches everything.
    fn is_match(&self, pattern: &str, text: &str) -> bool;
}

/// Whether this is no answer: nothing, space, no entry.
pub fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(entries) => entries.is_empty(),
        _ => false,
    }
}

/// What is wrong with an answer, if something is. Rows of a repeated group are not looked into. Space around what a
/// person typed is forgiven, unless it is to be `exact`.
pub(super) fn check(
    control: &Control,
    pointer: &str,
    value: &Value,
    exact: bool,
    matcher: &dyn Matcher,
) -> Option<FieldError> {
    let error = |code| Some(FieldError::new(pointer, code));
    let text = |is: fn(&str) -> bool, code| match value.as_str() {
        Some(text) if is(if exact { text } else { text.trim() }) => None,
        Some(_) => error(code),
        None => error(FieldCode::WrongType),
    };
    match control {
        Control::Text(checks) => match value.as_str() {
            Some(text) => checks.check(pointer, text, exact, matcher),
            None => error(FieldCode::WrongType),
        },
        Control::Integer(range) => match value.as_number().filter(|number| is_whole(number)) {
            Some(number) => range.check(pointer, number),
            None => error(FieldCode::WrongType),
        },
        Control::Number(range) | Control::Money(range) => match value.as_number() {
            Some(number) => range.check(pointer, number),
            None => error(FieldCode::WrongType),
        },
        Control::YesNo if value.is_boolean() => None,
        Control::Agree if value == true => None,
        Control::Agree if value == false => error(FieldCode::Required),
        Control::YesNo | Control::Agree => error(FieldCode::WrongType),
        Control::Choice { options, .. } if is_choice(options, value) => None,
        Control::Choice { .. } => error(FieldCode::NotAChoice),
        Control::Choices { options, min, max, unique, .. } => {
            let Some(entries) = value.as_array() else { return error(FieldCode::WrongType) };
            if entries.iter().any(|entry| !is_choice(options, entry)) {
                return error(FieldCode::NotAChoice);
            }
            count(pointer, entries, Count { min: *min, max: *max, unique: *unique })
        }
        Control::Date => text(is_date, FieldCode::BadDate),
        Control::DateRange => match value.as_str() {
            Some(text) => Format::DateRange.check(text, exact).and_then(error),
            None => error(FieldCode::WrongType),
        },
        Control::YearMonth => text(is_year_month, FieldCode::BadDate),
        Control::Region(_) => text(is_region, FieldCode::BadFormat),
        // What is right is in the check of the field, always.
        Control::Opinion(_) | Control::Seal(_) => None,
        Control::Repeat { min, max, unique, .. } => match value.as_array() {
            Some(rows) => count(pointer, rows, Count { min: *min, max: *max, unique: *unique }),
            None => error(FieldCode::WrongType),
        },
    }
}

impl TextCheck {
    pub(super) fn check(
        &self,
        pointer: &str,
        text: &str,
        exact: bool,
        matcher: &dyn Matcher,
    ) -> Option<FieldError> {
        let length = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
        if let Some(min) = self.min.filter(|min| length < *min) {
            return Some(FieldError::new(pointer, FieldCode::TooShort).with("min", min));
        }
        if let Some(max) = self.max.filter(|max| length > *max) {
            return Some(FieldError::new(pointer, FieldCode::TooLong).with("max", max));
        }
        if let Some(format) = self.format
            && let Some(code) = format.check(text, exact)
        {
            return Some(FieldError::new(pointer, code).with("format", format.name()));
        }
        let pattern = self.pattern.as_ref()?;
        (!matcher.is_match(pattern, text)).then(|| FieldError::new(pointer, FieldCode::Pattern))
    }
}

impl Range {
    pub(super) fn check(&self, pointer: &str, number: &Number) -> Option<FieldError> {
        let error = |code, name, bound: &Number| {
            Some(FieldError::new(pointer, code).with(name, Value::Number(bound.clone())))
        };
        let is = |bound: &Number, wrong: fn(Ordering) -> bool| compare(number, bound).is_some_and(wrong);
        match self {
            Self { min: Some(min), .. } if is(min, Ordering::is_lt) => error(FieldCode::TooSmall, "min", min),
            Self { above: Some(above), .. } if is(above, Ordering::is_le) => {
                error(FieldCode::TooSmall, "above", above)
            }
            Self { max: Some(max), .. } if is(max, Ordering::is_gt) => error(FieldCode::TooLarge, "max", max),
            Self { below: Some(below), .. } if is(below, Ordering::is_ge) => {
                error(FieldCode::TooLarge, "below", below)
            }
            Self { step: Some(step), .. } if !is_multiple(number, step) => {
                error(FieldCode::NotMultiple, "step", step)
            }
            _ => None,
        }
    }
}

/// Whether the number has no fraction, however it is written.
pub(super) fn is_whole(number: &Number) -> bool {
    !number.is_f64() || float(number).fract() == 0.0
}

fn float(number: &Number) -> f64 {
    number.as_f64().unwrap_or(f64::NAN)
}

/// To the precision of decimal fractions in binary: 0.3 is a multiple of 0.1.
fn is_multiple(number: &Number, step: &Number) -> bool {
    if let (Some(number), Some(step)) = (number.as_i64(), step.as_i64()) {
        return number.checked_rem(step) == Some(0);
    }
    let times = float(number) / float(step);
    (times - times.round()).abs() <= 4.0 * f64::EPSILON * times.abs()
}

fn is_choice(options: &[Choice], value: &Value) -> bool {
    options.iter().any(|option| same(&option.value, value))
}

/// What is wrong with the number of entries, and with there being one twice.
pub(super) fn count(pointer: &str, entries: &[Value], size: Count) -> Option<FieldError> {
    let twice =
        || (size.unique && has_twins(entries)).then(|| FieldError::new(pointer, FieldCode::Duplicate));
    size.check(pointer, entries.len()).or_else(twice)
}
