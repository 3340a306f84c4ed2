//! JSON values of all sorts: what people type, what programs send, and what lies at the edges.

use serde_json::{Map, Value, json};

use super::chance::Chance;

/// Texts that mean something somewhere, and texts that are hard to count, to fold or to match.
const TEXTS: [&str; 60] = [
    "",
    " ",
    "\u{3000}",
    "a",
    "ab",
    "abc",
    "Abc1",
    "foo bar",
    "c1",
    "c2",
    "c3",
    "选项一",
    "1",
    "0",
    "-1",
    "12",
    "12px",
    "1e3",
    "0.1",
    "００１２",
    "1,234.50",
    "1,23",
    "true",
    "on",
    "null",
    "王小明",
    "王 小明",
    "𠮷野家",
    "😀",
    "👨\u{200d}👩\u{200d}👧",
    "e\u{301}",
    "é",
    "İ",
    "ß",
    "ſ",
    "\u{212a}",
    "ǅ",
    "a\nb",
    "a\r\nb",
    "a\u{2028}b",
    "\u{85}",
    "\u{feff}a",
    "<b>",
    "\"'\\",
    "a_b-c",
    "2026-11-22",
    "2026-02-29",
    "2024-02-29",
    "2026-11",
    "9999-12-31",
    "0001-01-01",
    "13800138000",
    "+86 138 0013 8000",
    "11010519491231002X",
    "91350100M000100Y43",
    "a@example.org",
    "440103",
    "440100",
    "441900",
    "440103001",
];

/// Any of the texts, or two of them.
pub fn text(chance: &mut Chance) -> String {
    let mut text = (*chance.pick(&TEXTS)).to_owned();
    if chance.odds(15) {
        text += *chance.pick(&TEXTS);
    }
    text
}

/// A whole number such as people type.
pub fn small(chance: &mut Chance) -> i64 {
    i64::try_from(chance.below(24)).unwrap_or_default() - 3
}

/// A decimal fraction, in so many parts of one.
pub fn decimal(chance: &mut Chance, parts: f64) -> f64 {
    let digits = i32::try_from(chance.below(2_000_000)).unwrap_or_default() - 100_000;
    f64::from(digits) / parts
}

/// Any number.
pub fn number(chance: &mut Chance) -> Value {
    const ODD: [f64; 14] = [
        0.1 + 0.2,
        1.005,
        0.3,
        -0.0,
        4.35,
        1e21,
        1e-7,
        123_456_789.123_456_78,
        9_007_199_254_740_993.0,
        2_147_483_648.0,
        4_294_967_296.0,
        f64::MAX,
        f64::MIN_POSITIVE,
        5e-324,
    ];
    match chance.below(12) {
        0..=5 => small(chance).into(),
        6 | 7 => decimal(chance, 100.0).into(),
        8 => decimal(chance, 1e6).into(),
        9 => (*chance.pick(&ODD)).into(),
        10 => {
            let whole = [i64::MIN, i64::MAX, 4_294_967_295, 4_294_967_296, 9_007_199_254_740_993];
            (*chance.pick(&whole)).into()
        }
        _ => f64::from_bits(chance.next()).into(),
    }
}

/// A day, most often of the calendar.
pub fn day(chance: &mut Chance) -> String {
    let (year, month) = (*chance.pick(&[1949, 1999, 2000, 2024, 2025, 2026, 2100]), chance.between(1, 12));
    let last = if chance.odds(95) { 28 } else { 32 };
    format!("{year}-{month:02}-{:02}", chance.between(1, last))
}

/// A value of no list and no object.
pub fn scalar(chance: &mut Chance) -> Value {
    match chance.below(10) {
        0 => Value::Null,
        1 => chance.odds(50).into(),
        2..=4 => number(chance),
        5 => day(chance).into(),
        _ => text(chance).into(),
    }
}

/// Any value, at most so deep.
pub fn anything(chance: &mut Chance, depth: u32) -> Value {
    match chance.below(8) {
        0 if depth > 0 => chance.some(0, 3, |chance| anything(chance, depth - 1)).into(),
        1 if depth > 0 => {
            let member = |chance: &mut Chance| (text(chance), anything(chance, depth - 1));
            chance.some(0, 3, member).into_iter().collect::<Map<_, _>>().into()
        }
        _ => scalar(chance),
    }
}

/// Nearly this value.
pub fn near(chance: &mut Chance, value: Value) -> Value {
    match value {
        Value::String(text) => near_text(chance, text).into(),
        Value::Number(number) => match chance.below(4) {
            0 => json!(number.as_f64().unwrap_or_default() + 0.01),
            1 => json!(number.as_f64().unwrap_or_default() * 1.1),
            2 => json!(-number.as_f64().unwrap_or_default()),
            _ => number.to_string().into(),
        },
        Value::Array(mut entries) => {
            match (chance.below(3), entries.first().cloned()) {
                (0, Some(first)) => entries.push(first),
                (1, Some(_)) => _ = entries.pop(),
                _ => entries.push(scalar(chance)),
            }
            entries.into()
        }
        Value::Object(mut members) => {
            let first = members.keys().next().cloned();
            match (chance.below(2), first) {
                (0, Some(first)) => _ = members.shift_remove(&first),
                _ => _ = members.insert(text(chance), scalar(chance)),
            }
            members.into()
        }
        Value::Bool(yes) => yes.to_string().into(),
        Value::Null => scalar(chance),
    }
}

fn near_text(chance: &mut Chance, mut text: String) -> String {
    let wide = |char: char| match char {
        '!'..='~' => char::from_u32(u32::from(char) + 0xfee0).unwrap_or(char),
        other => other,
    };
    match chance.below(6) {
        0 => _ = text.pop(),
        1 => text = format!(" {text}\u{3000}"),
        2 => text = text.chars().map(wide).collect(),
        3 => text = text.to_lowercase(),
        4 => text += *chance.pick(&TEXTS),
        _ => text = text.chars().rev().collect(),
    }
    text
}
