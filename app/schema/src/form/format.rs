//! The formats of text, the two formats of dates, and how each is told from what it is not.

use serde::Serialize;

use crate::id::{CreditCode, IdentityNumber};
use crate::problem::FieldCode;
use crate::role::RegionCode;

/// A kind of text, by the name it has in JSON Schema's `format`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// An e-mail address.
    Email,
    /// A citizen identity number, GB 11643.
    IdentityNumber,
    /// A unified social credit code, GB 32100.
    CreditCode,
    /// A telephone number, of a mobile or not.
    Phone,
    /// A postal code of six digits.
    PostalCode,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 5] =
        [Self::Email, Self::IdentityNumber, Self::CreditCode, Self::Phone, Self::PostalCode];

    /// Its name in JSON Schema.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::IdentityNumber => "identity-number",
            Self::CreditCode => "credit-code",
            Self::Phone => "phone",
            Self::PostalCode => "postal-code",
        }
    }

    /// The format with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// What is wrong with the text, if something is. Space around it is not.
    pub(super) fn check(self, text: &str) -> Option<FieldCode> {
        let text = text.trim();
        let (good, code) = match self {
            Self::Email => (is_email(text), FieldCode::BadEmail),
            Self::IdentityNumber => (IdentityNumber::parse(text).is_ok(), FieldCode::BadIdentityNumber),
            Self::CreditCode => (CreditCode::parse(text).is_ok(), FieldCode::BadCreditCode),
            Self::Phone => (is_phone(text), FieldCode::BadPhone),
            Self::PostalCode => (text.len() == 6 && is_digits(text), FieldCode::BadFormat),
        };
        (!good).then_some(code)
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_email(text: &str) -> bool {
    let Some((name, domain)) = text.rsplit_once('@') else { return false };
    let dotted = domain.contains('.') && domain.split('.').all(|label| !label.is_empty());
    let plain = |char: char| !char.is_whitespace() && !char.is_control() && !"@,;<>".contains(char);
    !name.is_empty() && dotted && text.len() <= 254 && name.chars().chain(domain.chars()).all(plain)
}

/// Lenient about how it is written: who can be called should not be turned away over a hyphen.
fn is_phone(text: &str) -> bool {
    let digits: String = text.chars().filter(|char| !matches!(char, ' ' | '-' | '(' | ')')).collect();
    let (local, lengths) = if let Some(local) = digits.strip_prefix("+86") {
        (local, 9..=11)
    } else if let Some(foreign) = digits.strip_prefix('+') {
        return is_digits(foreign) && (7..=15).contains(&foreign.len());
    } else {
        match digits.get(..3) {
            Some("400" | "800") => (&*digits, 10..=10),
            Some(area) if area.starts_with('0') => (&*digits, 10..=12),
            _ => (&*digits, 7..=8),
        }
    };
    let mobile = local.len() == 11 && local.starts_with('1');
    is_digits(local)
        && if mobile { matches!(local.as_bytes()[1], b'3'..=b'9') } else { lengths.contains(&local.len()) }
}

/// A code of a region as it is written in full: six digits, nine for a street.
pub(super) fn is_region(text: &str) -> bool {
    matches!(text.len(), 6 | 9) && RegionCode::parse(text).is_ok()
}

/// `2026-11`
pub(super) fn is_year_month(text: &str) -> bool {
    year_month(text).is_some()
}

/// `2026-11-22`, a day of the Gregorian calendar.
pub(crate) fn is_date(text: &str) -> bool {
    let Some((month_part, day)) = text.rsplit_once('-') else { return false };
    let (Some((year, month)), Some(day)) = (year_month(month_part), number(day, 2)) else { return false };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 31,
    };
    (1..=last).contains(&day)
}

fn year_month(text: &str) -> Option<(u32, u32)> {
    let (year, month) = text.split_once('-')?;
    let (year, month) = (number(year, 4)?, number(month, 2)?);
    (year > 0 && (1..=12).contains(&month)).then_some((year, month))
}

fn number(text: &str, length: usize) -> Option<u32> {
    (text.len() == length && is_digits(text)).then(|| text.parse().ok())?
}

/// Year, month and day of a date as it was typed, for three inputs; what is not there is empty.
pub fn date_parts(date: &str) -> [String; 3] {
    let mut parts = date.splitn(3, '-').map(ToOwned::to_owned);
    std::array::from_fn(|_| parts.next().unwrap_or_default())
}

/// The inverse of [`date_parts`]: one date of two or three parts, months and days of one digit filled up.
pub(super) fn join_date(parts: &[String]) -> String {
    let padded = parts.iter().enumerate().map(|(index, part)| match part.trim() {
        part if index > 0 && part.len() == 1 && is_digits(part) => format!("0{part}"),
        part => part.to_owned(),
    });
    padded.collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(is: fn(&str) -> bool, good: &[&str], bad: &[&str]) {
        for text in good {
            assert!(is(text), "{text} should be good");
        }
        for text in bad {
            assert!(!is(text), "{text} should be bad");
        }
    }

    #[test]
    fn dates_are_those_of_the_calendar() {
        check(
            is_date,
            &["2024-02-29", "2000-02-29", "1999-12-31"],
            &[
                "2023-02-29",
                "1900-02-29",
                "2026-13-01",
                "2026-04-31",
                "2026-00-10",
                "2026-1-1",
                "26-01-01",
                "",
                "2026-01",
                "0000-01-01",
                "2026-01-01-",
                "２０２６-01-01",
            ],
        );
        check(is_year_month, &["2026-11"], &["2026-13", "2026", "2026-1", "2026-11-01"]);
    }

    #[test]
    fn formats_hold() {
        check(
            is_email,
            &["a@b.cn", "张三@例子.中国"],
            &["a@b", "@b.cn", "a b@c.cn", "a@b..cn", "a@b@c.cn", ""],
        );
        check(
            is_phone,
            &[
                "13800138000",
                "+86 138 0013 8000",
                "0826-2345678",
                "(0755) 12345678",
                "12345678",
                "400-820-8820",
                "+86 755 12345678",
                "+1 415 555 0100",
            ],
            &["12800138000", "1380013800", "138001380", "abc", "", "+", "138001380001234"],
        );
        check(is_region, &["440300", "440304001"], &["44", "4403040", "44030a", "990000", "440304001002"]);
        assert_eq!(Format::PostalCode.check("518000"), None);
        assert_eq!(Format::PostalCode.check("51800"), Some(FieldCode::BadFormat));
        assert_eq!(Format::IdentityNumber.check("110105194912310021"), Some(FieldCode::BadIdentityNumber));
        assert_eq!(Format::IdentityNumber.check(" 11010519491231002X "), None);
        assert_eq!(Format::CreditCode.check("911"), Some(FieldCode::BadCreditCode));
        for format in Format::ALL {
            assert_eq!(Format::from_name(format.name()), Some(format));
            assert_eq!(serde_json::to_value(format).unwrap(), format.name());
        }
    }

    #[test]
    fn parts_of_dates_come_and_go() {
        let parts = |y: &str, m: &str, d: &str| [y.to_owned(), m.to_owned(), d.to_owned()];
        assert_eq!(join_date(&parts("1990", "5", "7")), "1990-05-07");
        assert_eq!(join_date(&parts("1990", "", "7")), "1990--07");
        assert_eq!(date_parts("1990--07"), parts("1990", "", "07"));
        assert_eq!(date_parts("去年"), parts("去年", "", ""));
    }
}
