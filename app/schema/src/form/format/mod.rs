//! The formats of text, those of dates and regions among them, and how each is told from what it is not.

mod day;
mod net;

use core::net::{Ipv4Addr, Ipv6Addr};

use serde::Serialize;

pub(crate) use self::day::is_date;
pub use self::day::{date_parts, date_range_parts};
pub(super) use self::day::{is_year_month, join_date};

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
    /// A day, `2026-11-22`.
    Date,
    /// A month, `2026-11`.
    YearMonth,
    /// A region by its statistical code.
    Region,
    /// A time of day with its offset, RFC 3339.
    Time,
    /// A time of day where one is, `09:30`.
    LocalTime,
    /// A day and a time with its offset, RFC 3339.
    DateTime,
    /// From one day to another, both counted, ISO 8601: `2026-01-01/2026-02-01`.
    DateRange,
    /// How long something takes, ISO 8601: `P3D`.
    Duration,
    /// An address of the internet, version 4.
    Ipv4,
    /// An address of the internet, version 6.
    Ipv6,
    /// A URI, RFC 3986.
    Uri,
    /// A UUID, RFC 9562.
    Uuid,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 17] = [
        Self::Email,
        Self::IdentityNumber,
        Self::CreditCode,
        Self::Phone,
        Self::PostalCode,
        Self::Date,
        Self::YearMonth,
        Self::Region,
        Self::Time,
        Self::LocalTime,
        Self::DateTime,
        Self::DateRange,
        Self::Duration,
        Self::Ipv4,
        Self::Ipv6,
        Self::Uri,
        Self::Uuid,
    ];

    /// Its name in JSON Schema.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::IdentityNumber => "identity-number",
            Self::CreditCode => "credit-code",
            Self::Phone => "phone",
            Self::PostalCode => "postal-code",
            Self::Date => "date",
            Self::YearMonth => "year-month",
            Self::Region => "region",
            Self::Time => "time",
            Self::LocalTime => "local-time",
            Self::DateTime => "date-time",
            Self::DateRange => "date-range",
            Self::Duration => "duration",
            Self::Ipv4 => "ipv4",
            Self::Ipv6 => "ipv6",
            Self::Uri => "uri",
            Self::Uuid => "uuid",
        }
    }

    /// The format with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// What is wrong with the text, if something is. Unless it is to be `exact`, space around it is not, and an address
    /// of electronic mail needs a dot: people who leave it out have made a mistake.
    pub(super) fn check(self, text: &str, exact: bool) -> Option<FieldCode> {
        let text = if exact { text } else { text.trim() };
        let (good, code) = match self {
            Self::Email => (net::is_email(text, !exact), FieldCode::BadEmail),
            Self::IdentityNumber => (IdentityNumber::parse(text).is_ok(), FieldCode::BadIdentityNumber),
            Self::CreditCode => (CreditCode::parse(text).is_ok(), FieldCode::BadCreditCode),
            Self::Phone => (is_phone(text), FieldCode::BadPhone),
            Self::PostalCode => (text.len() == 6 && is_digits(text), FieldCode::BadFormat),
            Self::Date => (is_date(text), FieldCode::BadDate),
            Self::YearMonth => (is_year_month(text), FieldCode::BadDate),
            Self::Region => (is_region(text), FieldCode::BadFormat),
            Self::Time => (day::is_time(text), FieldCode::BadFormat),
            Self::LocalTime => (day::is_local_time(text), FieldCode::BadTime),
            Self::DateTime => (day::is_date_time(text), FieldCode::BadDate),
            Self::DateRange => return day::range_fault(text),
            Self::Duration => (day::is_duration(text), FieldCode::BadFormat),
            Self::Ipv4 => (text.parse::<Ipv4Addr>().is_ok(), FieldCode::BadFormat),
            Self::Ipv6 => (text.parse::<Ipv6Addr>().is_ok(), FieldCode::BadFormat),
            Self::Uri => (net::is_uri(text), FieldCode::BadFormat),
            Self::Uuid => (net::is_uuid(text), FieldCode::BadFormat),
        };
        (!good).then_some(code)
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
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
    fn formats_hold() {
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
        assert_eq!(Format::PostalCode.check("518000", false), None);
        assert_eq!(Format::PostalCode.check("51800", false), Some(FieldCode::BadFormat));
        assert_eq!(
            Format::IdentityNumber.check("110105194912310021", false),
            Some(FieldCode::BadIdentityNumber)
        );
        assert_eq!(Format::IdentityNumber.check(" 11010519491231002X ", false), None);
        assert_eq!(Format::CreditCode.check("911", false), Some(FieldCode::BadCreditCode));
        for format in Format::ALL {
            assert_eq!(Format::from_name(format.name()), Some(format));
            assert_eq!(serde_json::to_value(format).unwrap(), format.name());
        }
    }
}
