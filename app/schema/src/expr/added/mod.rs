//! Our own operators: dates, working days, data elements, text. They are additions of this hall and no part of JSON
//! Logic, so another program that reads our rules has to add them.
//!
//! [`Added`] says what each takes and gives. A date is `2026-11-22`. What is no date, no text, no whole number or out
//! of bounds gives null in `eval`, and in `eval3` is as unknown as what is missing.

mod date;
mod text;

use std::borrow::Cow;

use serde_json::Value;

use super::context::CALENDAR;
use super::eval::{Known, Scope, only};
use super::{Expr, Op};
use crate::number::decimal;

/// An operator that is not JSON Logic's. The number of arguments is fixed, and checked when a rule is parsed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// `{"element": id}`: the datum known under this id of a data element, from the facts of the context. The id is a
    /// constant. Where the context knows it, `today` is one.
    Element,
    /// `{"date_add": [date, count, unit]}`: the date so many `"days"`, `"months"` or `"years"` later, or earlier when
    /// the count is negative. Where the month has no such day, its last day (民法典 art. 202). The unit is a constant.
    DateAdd,
    /// `{"days_between": [from, to]}`: days, negative when `to` is the earlier.
    DaysBetween,
    /// `{"months_between": [from, to]}`: full months, each complete on its corresponding day as `date_add` has it.
    MonthsBetween,
    /// `{"years_between": [from, to]}`: full years, so of a birthday the age (周岁). It grows on the birthday itself;
    /// of one born on 29 February, in other years on the 28th. Where a law counts from the day after the birthday
    /// (criminal law does), compare with the day before.
    YearsBetween,
    /// `{"year": date}`
    Year,
    /// `{"month": date}`, 1 to 12.
    Month,
    /// `{"day": date}`, 1 to 31.
    Day,
    /// `{"working_days_between": [from, to]}`: working days after `from`, up to and with `to`; negative when `to` is
    /// the earlier. By the calendar of the context.
    WorkingDaysBetween,
    /// `{"add_working_days": [date, count]}`: the working day so many after the date, which is itself not counted; for
    /// 0 the date itself, or the next working day. By the calendar of the context.
    AddWorkingDays,
    /// `{"length": text}`: characters of a text, or entries of a list.
    Length,
    /// `{"trim": text}`: without blanks at both ends, full-width ones too.
    Trim,
    /// `{"upper": text}`: the letters a to z as capitals.
    Upper,
    /// `{"half_width": text}`: full-width letters, digits, signs and blanks (`１２Ａ`) as those of ASCII.
    HalfWidth,
    /// `{"starts_with": [text, beginning]}`
    StartsWith,
    /// `{"ends_with": [text, end]}`
    EndsWith,
}

/// Every addition with its name and how many arguments it takes.
const TABLE: [(&str, Added, usize); 16] = [
    ("element", Added::Element, 1),
    ("date_add", Added::DateAdd, 3),
    ("days_between", Added::DaysBetween, 2),
    ("months_between", Added::MonthsBetween, 2),
    ("years_between", Added::YearsBetween, 2),
    ("year", Added::Year, 1),
    ("month", Added::Month, 1),
    ("day", Added::Day, 1),
    ("working_days_between", Added::WorkingDaysBetween, 2),
    ("add_working_days", Added::AddWorkingDays, 2),
    ("length", Added::Length, 1),
    ("trim", Added::Trim, 1),
    ("upper", Added::Upper, 1),
    ("half_width", Added::HalfWidth, 1),
    ("starts_with", Added::StartsWith, 2),
    ("ends_with", Added::EndsWith, 2),
];

impl Added {
    /// Every addition, in the order of its table.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(|(_, added, _)| *added)
    }

    /// The addition with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        TABLE.iter().find(|(other, ..)| *other == name).map(|(_, added, _)| *added)
    }

    /// How it is written.
    pub fn name(self) -> &'static str {
        TABLE.iter().find(|(_, added, _)| *added == self).map_or("", |(name, ..)| name)
    }

    /// How many arguments it takes.
    pub fn arity(self) -> usize {
        TABLE.iter().find(|(_, added, _)| *added == self).map_or(0, |(.., arity)| *arity)
    }

    /// Whether it can stand with these arguments.
    pub(super) fn takes(self, args: &[Expr]) -> bool {
        args.len() == self.arity()
            && match self {
                Self::Element => matches!(&args[0], Expr::Value(Value::String(id)) if !id.is_empty()),
                Self::DateAdd => {
                    matches!(&args[2], Expr::Value(Value::String(unit)) if date::is_unit(unit))
                }
                _ => true,
            }
    }
}

/// The id of the data element that an expression is.
pub(super) fn element(expr: &Expr) -> Option<&str> {
    match expr {
        Expr::Call(Op::Added(Added::Element), args) => match args.as_slice() {
            [Expr::Value(Value::String(id))] => Some(id),
            _ => None,
        },
        _ => None,
    }
}

/// Why there is no value.
enum Refusal {
    /// The argument with this index is not what is needed.
    Argument(usize),
    /// There is no calendar.
    Calendar,
    /// More work than one evaluation may do.
    Work,
}

/// The value of an addition, other than `element`, whose arguments are known.
pub(super) fn call<'a>(
    added: Added,
    args: &[Expr],
    values: &[Cow<'_, Value>],
    scope: &Scope<'_>,
) -> Known<'a> {
    let letters = values.iter().filter_map(|value| value.as_str()).map(str::len).sum();
    if !scope.spend(letters) {
        return scope.exhausted();
    }
    match value(added, values, scope) {
        Ok(value) => Ok(Cow::Owned(value)),
        Err(Refusal::Work) => scope.exhausted(),
        Err(Refusal::Calendar) => scope.unknown(CALENDAR.to_owned()),
        Err(Refusal::Argument(index)) => scope.unknown(match args.get(index) {
            Some(Expr::Var(path, _)) => scope.pointer(path),
            arg => arg.and_then(element).unwrap_or_default().to_owned(),
        }),
    }
}

fn value(added: Added, values: &[Cow<'_, Value>], scope: &Scope<'_>) -> Result<Value, Refusal> {
    match added {
        Added::Element => Ok(Value::Null),
        Added::DateAdd
        | Added::DaysBetween
        | Added::MonthsBetween
        | Added::YearsBetween
        | Added::Year
        | Added::Month
        | Added::Day
        | Added::WorkingDaysBetween
        | Added::AddWorkingDays => date::value(added, values, scope),
        Added::Length
        | Added::Trim
        | Added::Upper
        | Added::HalfWidth
        | Added::StartsWith
        | Added::EndsWith => text::value(added, values),
    }
}

/// A whole number that no sum of days or months makes overflow.
fn whole(value: &Value) -> Option<i64> {
    const MOST: f64 = 10_000_000.0;
    let number = match value {
        Value::Number(number) => number.as_f64()?,
        Value::String(text) => decimal(text.trim())?,
        _ => return None,
    };
    #[expect(clippy::cast_possible_truncation, reason = "whole and within ten million")]
    let whole = (number.fract() == 0.0 && number.abs() <= MOST).then_some(number as i64);
    whole
}

impl<'a> Scope<'a> {
    /// The fact known under the id that is the argument.
    pub(super) fn element(&self, args: &[Expr]) -> Known<'a> {
        let [Expr::Value(Value::String(id))] = args else { return self.unknown(String::new()) };
        match self.context.fact(id) {
            Some(fact) => Ok(Cow::Borrowed(fact)),
            None => self.unknown(id.clone()),
        }
    }

    fn unknown<'b>(&self, name: String) -> Known<'b> {
        if self.three { Err(only(name)) } else { Ok(Cow::Owned(Value::Null)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_addition_has_one_name_that_is_not_json_logics() {
        for added in Added::all() {
            assert_eq!(Added::from_name(added.name()), Some(added));
            assert_eq!(Op::from_name(added.name()), Some(Op::Added(added)));
            assert_eq!(Op::Added(added).name(), added.name());
            assert!(added.arity() > 0);
        }
    }

    #[test]
    fn whole_numbers_are_read_from_answers() {
        let check = |value: Value, expect| assert_eq!(whole(&value), expect, "{value}");
        check(3.into(), Some(3));
        check((-2.0).into(), Some(-2));
        check("12".into(), Some(12));
        check(1.5.into(), None);
        check(1e12.into(), None);
        check("".into(), None);
        check("many".into(), None);
        check(Value::Null, None);
        check(true.into(), None);
    }
}
