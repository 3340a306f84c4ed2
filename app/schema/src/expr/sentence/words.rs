//! The words of the sentences: each in both languages on one line.

use super::Saying;
use crate::expr::condition::{Aspect, Position, Quantifier, Unit};
use crate::locale::Locale;

/// How two things stand to each other, as it is said.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Relation {
    Is,
    IsNot,
    Less,
    AtMost,
    More,
    AtLeast,
}

/// Of what kind the things are that are compared.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    Number,
    Date,
}

impl Relation {
    /// What is so when this is not.
    pub(super) const fn denied(self) -> Self {
        match self {
            Self::Is => Self::IsNot,
            Self::IsNot => Self::Is,
            Self::Less => Self::AtLeast,
            Self::AtMost => Self::More,
            Self::More => Self::AtMost,
            Self::AtLeast => Self::Less,
        }
    }

    /// The same, said from the other side.
    pub(super) const fn turned(self) -> Self {
        match self {
            Self::Less => Self::More,
            Self::AtMost => Self::AtLeast,
            Self::More => Self::Less,
            Self::AtLeast => Self::AtMost,
            same => same,
        }
    }

    pub(super) const fn words(self, locale: Locale, kind: Kind) -> &'static str {
        let (zh, en) = match (self, kind) {
            (Self::Is, Kind::Number) => ("等于", "is"),
            (Self::IsNot, Kind::Number) => ("不等于", "is not"),
            (Self::Is, _) => ("是", "is"),
            (Self::IsNot, _) => ("不是", "is not"),
            (Self::Less, Kind::Date) => ("早于", "is before"),
            (Self::AtMost, Kind::Date) => ("不晚于", "is on or before"),
            (Self::More, Kind::Date) => ("晚于", "is after"),
            (Self::AtLeast, Kind::Date) => ("不早于", "is on or after"),
            (Self::Less, _) => ("小于", "is less than"),
            (Self::AtMost, _) => ("不大于", "is at most"),
            (Self::More, _) => ("大于", "is more than"),
            (Self::AtLeast, _) => ("不小于", "is at least"),
        };
        pick(locale, zh, en)
    }
}

pub(super) const fn pick<'a>(locale: Locale, zh: &'a str, en: &'a str) -> &'a str {
    match locale {
        Locale::ZhCn => zh,
        Locale::En => en,
    }
}

/// Which entries of a list are spoken of.
pub(super) fn opening(locale: Locale, quantifier: Quantifier, list: &str) -> String {
    match (locale, quantifier) {
        (Locale::ZhCn, Quantifier::All) => format!("{list}中每一项"),
        (Locale::ZhCn, Quantifier::Any) => format!("{list}中至少有一项"),
        (Locale::ZhCn, Quantifier::None) => format!("{list}中没有一项"),
        (Locale::En, Quantifier::All) => format!("for every entry of {list}"),
        (Locale::En, Quantifier::Any) => format!("for at least one entry of {list}"),
        (Locale::En, Quantifier::None) => format!("for no entry of {list}"),
    }
}

/// What stands before and after the part that something contains.
pub(super) const fn contains(locale: Locale, position: Position, saying: Saying) -> [&'static str; 2] {
    let (zh, en) = match (position, saying) {
        (Position::Anywhere, Saying::Asserted) => (["包含", ""], "contains"),
        (Position::Anywhere, Saying::Denied) => (["不包含", ""], "does not contain"),
        (Position::Start, Saying::Asserted) => (["以", "开头"], "begins with"),
        (Position::Start, Saying::Denied) => (["不以", "开头"], "does not begin with"),
        (Position::End, Saying::Asserted) => (["以", "结尾"], "ends with"),
        (Position::End, Saying::Denied) => (["不以", "结尾"], "does not end with"),
    };
    match locale {
        Locale::ZhCn => zh,
        Locale::En => [en, ""],
    }
}

/// What stands before, between and after two dates of which one counts the time.
pub(super) const fn elapsed(locale: Locale, unit: Unit) -> [&'static str; 3] {
    let (zh, en) = match unit {
        Unit::Days => ("的天数", "the number of days from"),
        Unit::WorkingDays => ("的工作日数", "the number of working days from"),
        Unit::Months => ("的整月数", "the number of full months from"),
        Unit::Years => ("的整年数", "the number of full years from"),
    };
    match locale {
        Locale::ZhCn => ["从", "到", zh],
        Locale::En => [en, "to", ""],
    }
}

/// How a date is said that lies before or after another: where it lies, and the unit.
pub(super) const fn shifted(locale: Locale, unit: Unit, is_before: bool) -> [&'static str; 2] {
    let (zh, en) = match unit {
        Unit::Days => ("天", "days"),
        Unit::WorkingDays => ("个工作日", "working days"),
        Unit::Months => ("个月", "months"),
        Unit::Years => ("年", "years"),
    };
    match locale {
        Locale::ZhCn => [if is_before { "之前" } else { "之后" }, zh],
        Locale::En => [if is_before { "before" } else { "after" }, en],
    }
}

/// What stands before and after the value of which something is asked.
pub(super) const fn aspect(locale: Locale, aspect: Aspect) -> [&'static str; 2] {
    let (zh, en) = match aspect {
        Aspect::Year => ("的年份", "the year of"),
        Aspect::Month => ("的月份", "the month of"),
        Aspect::Day => ("的日", "the day of the month of"),
        Aspect::Length => ("的长度", "the length of"),
        Aspect::Trimmed => ("（去掉首尾空格）", "the trimmed text of"),
        Aspect::Upper => ("（转为大写）", "the capitals of"),
        Aspect::HalfWidth => ("（转为半角）", "the half-width text of"),
    };
    match locale {
        Locale::ZhCn => ["", zh],
        Locale::En => [en, ""],
    }
}

/// `甲、乙或丙`, `a, b or c`.
pub(super) fn one_of(locale: Locale, names: &[String]) -> String {
    listed(names, pick(locale, "、", ", "), pick(locale, "或", " or "))
}

/// `甲、乙和丙`, `a, b and c`.
pub(super) fn each_of(locale: Locale, names: &[String]) -> String {
    listed(names, pick(locale, "、", ", "), pick(locale, "和", " and "))
}

fn listed(names: &[String], between: &str, last: &str) -> String {
    match names {
        [before @ .., end] if !before.is_empty() => format!("{}{last}{end}", before.join(between)),
        _ => names.concat(),
    }
}

/// Puts pieces side by side: with spaces in English, in Chinese only where letters or digits meet characters.
pub(super) fn glue(locale: Locale, pieces: &[&str]) -> String {
    let mut text = String::new();
    for piece in pieces.iter().filter(|piece| !piece.is_empty()) {
        let meets = match (text.chars().next_back(), piece.chars().next()) {
            (Some(before), Some(after)) => locale == Locale::En || is_foreign_border(before, after),
            _ => false,
        };
        if meets {
            text.push(' ');
        }
        text.push_str(piece);
    }
    text
}

/// Where a Latin word or a number meets a Chinese character. Quotes and other signs need no space.
fn is_foreign_border(before: char, after: char) -> bool {
    let is_latin = |letter: char| letter.is_ascii_alphanumeric();
    let is_character = |letter: char| ('\u{3400}'..='\u{9fff}').contains(&letter);
    (is_latin(before) && is_character(after)) || (is_character(before) && (is_latin(after) || after == '-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn denying_and_turning_twice_changes_nothing() {
        use Relation::{AtLeast, AtMost, Is, IsNot, Less, More};
        for relation in [Is, IsNot, Less, AtMost, More, AtLeast] {
            assert_eq!(relation.denied().denied(), relation);
            assert_eq!(relation.turned().turned(), relation);
            assert_ne!(relation.denied(), relation);
        }
    }

    #[test]
    fn chinese_has_spaces_around_latin_only() {
        assert_eq!(glue(Locale::ZhCn, &["年龄", "小于", "18", "岁"]), "年龄小于 18 岁");
        assert_eq!(glue(Locale::ZhCn, &["性别", "是", "“女”"]), "性别是“女”");
        assert_eq!(glue(Locale::En, &["age", "is", "", "18"]), "age is 18");
    }
}
