//! A right answer to each control: for previews, print samples and tests. Nothing that a phone needs.

use serde_json::{Map, Number, Value, json};

use super::control::{Choice, Control, Range, RegionCheck, TextCheck};
use super::format::Format;
use super::opinion::Signer;
use super::pointer::set;
use super::program::{Field, Form};
use crate::role::RegionLevel;

/// An answer that the control takes. Patterns are the one thing it does not read.
pub fn example(control: &Control) -> Value {
    nth(control, 0)
}

/// An answer to each field that people answer, whether it is shown or not.
pub fn example_answers(form: &Form) -> Value {
    let official = form.official();
    let fields = form.fields.iter().enumerate().filter(|(place, _)| !official.contains(place));
    fill(fields.map(|(_, field)| field), 0)
}

fn fill<'a>(fields: impl Iterator<Item = &'a Field>, n: usize) -> Value {
    let mut answers = Value::Object(Map::new());
    for field in fields {
        set(&mut answers, &field.pointer, nth(&field.control, n));
    }
    answers
}

/// The example of this number, other than those before it wherever there is another.
fn nth(control: &Control, n: usize) -> Value {
    let day = format!("2026-05-{:02}", n % 28 + 1);
    match control {
        Control::Text(check) => text(check, n).into(),
        Control::Integer(range) => number(range, true, n).into(),
        Control::Number(range) | Control::Money(range) => number(range, false, n).into(),
        Control::YesNo | Control::Agree => true.into(),
        Control::Choice { options, .. } => {
            options.get(n % options.len().max(1)).map_or(Value::Null, |option| option.value.clone())
        }
        Control::Choices { options, min, .. } => {
            options.iter().take(at_least_one(*min)).map(|option| option.value.clone()).collect()
        }
        Control::Date => day.into(),
        Control::DateRange => format!("{day}/2026-06-30").into(),
        Control::YearMonth => format!("2026-{:02}", n % 12 + 1).into(),
        Control::Region(check) => region(*check).into(),
        Control::Opinion(opinion) => {
            let by =
                Signer { name: "李明", post: "科长", at: "2026-05-08T01:30:00Z", seal: Some("示例") };
            let outcome = opinion.outcomes.first().map(Choice::wire);
            opinion.sign(None, "同意。", outcome.as_deref(), by)
        }
        Control::Seal(seal) => seal.id.as_str().into(),
        Control::Repeat { fields, min, .. } => {
            (0..at_least_one(*min)).map(|n| fill(fields.iter(), n)).collect()
        }
    }
}

fn at_least_one(min: Option<u32>) -> usize {
    usize::try_from(min.unwrap_or(1).max(1)).unwrap_or(1)
}

fn text(check: &TextCheck, n: usize) -> String {
    if let Some(format) = check.format {
        return of_format(format).to_owned();
    }
    let (min, max) = (check.min.unwrap_or(0), check.max.unwrap_or(u32::MAX));
    let length = 4.min(max).max(min).max(1);
    let number = if n == 0 { String::new() } else { n.to_string() };
    format!("{number}示例文字").chars().cycle().take(usize::try_from(length).unwrap_or(4)).collect()
}

const fn of_format(format: Format) -> &'static str {
    match format {
        Format::Email => "name@example.cn",
        Format::IdentityNumber => "11010519491231002X",
        Format::CreditCode => "91350100M000100Y43",
        Format::Phone => "13800138000",
        Format::PostalCode => "518000",
        Format::Date => "2026-05-08",
        Format::DateRange => "2026-05-08/2026-06-30",
        Format::YearMonth => "2026-05",
        Format::Region => "440304",
        Format::Time => "09:30:00+08:00",
        Format::LocalTime => "09:30",
        Format::DateTime => "2026-05-08T09:30:00+08:00",
        Format::Duration => "P3D",
        Format::Ipv4 => "192.0.2.1",
        Format::Ipv6 => "2001:db8::1",
        Format::Uri => "https://example.cn/",
        Format::Uuid => "01890a5d-ac96-774b-bcce-b302099a8057",
    }
}

/// A region of the level asked for, in 深圳 unless it is to be elsewhere.
fn region(check: RegionCheck) -> String {
    const DIGITS: &str = "440304001201";
    let within = check.within.map(|code| (code.to_string(), code.level().digits()));
    let (outer, known) = within.unwrap_or_default();
    let wanted = check.level.unwrap_or(RegionLevel::County).digits().max(known);
    format!("{:0<6}", outer[..known].to_owned() + &DIGITS[known..wanted])
}

/// A number in the range: a whole one if there is one near its ends.
fn number(range: &Range, is_whole: bool, n: usize) -> Number {
    let bound = |a: &Option<Number>, b: &Option<Number>| a.as_ref().or(b.as_ref()).and_then(Number::as_f64);
    let (low, high) = (bound(&range.min, &range.above), bound(&range.max, &range.below));
    let unit = range.step.as_ref().and_then(Number::as_f64).unwrap_or(1.0);
    let near = |unit: f64| {
        let start = match (low, high) {
            (Some(low), _) => (low / unit).ceil(),
            (None, Some(high)) => (high / unit).floor() - 40.0,
            (None, None) => 1.0,
        };
        (0..42).map(move |step| (start + f64::from(step)) * unit)
    };
    let between = low.zip(high).map(|(low, high)| f64::midpoint(low, high));
    let candidates = near(1.0).chain(near(unit)).chain(low).chain(high).chain(between);
    let fits = |number: &Number| range.check("", number).is_none() && (!is_whole || number.is_i64());
    let fitting: Vec<Number> = candidates.filter_map(whole_or_not).filter(fits).collect();
    fitting.get(n % fitting.len().max(1)).cloned().unwrap_or_else(|| 1.into())
}

fn whole_or_not(number: f64) -> Option<Number> {
    let is_exact = number.fract() == 0.0 && number.abs() < 9e15;
    let whole = json!(number).to_string();
    match whole.strip_suffix(".0") {
        Some(whole) if is_exact => whole.parse::<i64>().ok().map(Number::from),
        _ => Number::from_f64(number),
    }
}
