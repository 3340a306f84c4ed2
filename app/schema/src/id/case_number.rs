//! The number of a case (办件编号), which people copy from paper and read out over the telephone.

use std::fmt;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{IdError, wire::plain, wire_as_text};
use crate::role::RegionCode;

/// `region6-YYMMDD-seq5-check`, such as `440103-260305-00042-7`: the region that handles the case, the local day
/// it was filed, its running number in that region on that day, and a check digit.
///
/// The check is ISO 7064 MOD 11,10 over the seventeen digits before it. It is always a digit, and finds every
/// single wrong digit and nearly every exchange of two neighbours, so that a slip finds no stranger's case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CaseNumber {
    region: RegionCode,
    date: NaiveDate,
    sequence: u32,
}

wire_as_text!(CaseNumber);

impl CaseNumber {
    /// The highest running number of a day.
    pub const LAST: u32 = 99_999;

    /// The number of the `sequence`th case, 1 to [`LAST`](Self::LAST), filed in this region on this local day of
    /// the years 2000 to 2099. A street or village counts under its county.
    pub fn new(region: RegionCode, date: NaiveDate, sequence: u32) -> Result<Self, IdError> {
        if !(2000..2100).contains(&date.year()) {
            return Err(IdError::Date);
        }
        if !(1..=Self::LAST).contains(&sequence) {
            return Err(IdError::Sequence);
        }
        Ok(Self { region: region.down_to_county(), date, sequence })
    }

    /// Reads a number as people type it; blanks around it and full-width forms are put right, hyphens must stand.
    pub fn parse(text: &str) -> Result<Self, IdError> {
        let text = plain(text)?;
        let parts: Vec<&str> = text.split('-').collect();
        let [region, day, sequence, check] = parts[..] else { return Err(IdError::Shape) };
        if (region.len(), day.len(), sequence.len(), check.len()) != (6, 6, 5, 1) {
            return Err(IdError::Shape);
        }
        let digits = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
        if !(digits(region) && digits(day) && digits(sequence) && digits(check)) {
            return Err(IdError::Character);
        }
        let number = Self::new(RegionCode::parse(region)?, date(day)?, decimal(sequence)?)?;
        if decimal(check)? == number.check() { Ok(number) } else { Err(IdError::Check) }
    }

    /// The region that handles the case.
    pub const fn region(self) -> RegionCode {
        self.region
    }

    /// The local day the case was filed.
    pub const fn date(self) -> NaiveDate {
        self.date
    }

    /// The running number of that day in that region.
    pub const fn sequence(self) -> u32 {
        self.sequence
    }

    fn day(self) -> u32 {
        self.date.year().rem_euclid(100).unsigned_abs() * 10_000 + self.date.month() * 100 + self.date.day()
    }

    fn check(self) -> u32 {
        mod_11_10(&format!("{}{:06}{:05}", self.region, self.day(), self.sequence))
    }
}

impl fmt::Display for CaseNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:06}-{:05}-{}", self.region, self.day(), self.sequence, self.check())
    }
}

fn decimal(digits: &str) -> Result<u32, IdError> {
    digits.parse().map_err(|_| IdError::Character)
}

fn date(digits: &str) -> Result<NaiveDate, IdError> {
    let day = decimal(digits)?;
    let year = 2000 + i32::try_from(day / 10_000).map_err(|_| IdError::Date)?;
    NaiveDate::from_ymd_opt(year, day / 100 % 100, day % 100).ok_or(IdError::Date)
}

/// ISO 7064 MOD 11,10, a hybrid system: the check digit of these digits.
pub(super) fn mod_11_10(digits: &str) -> u32 {
    let product = digits.bytes().fold(10, |product, digit| match (product + u32::from(digit - b'0')) % 10 {
        0 => 10 * 2 % 11,
        sum => sum * 2 % 11,
    });
    (11 - product) % 10
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    fn number(region: &str, date: NaiveDate, sequence: u32) -> Result<CaseNumber, IdError> {
        CaseNumber::new(RegionCode::parse(region).unwrap(), date, sequence)
    }

    #[test]
    fn the_check_is_the_one_of_iso_7064() {
        // The samples of the standard and of python-stdnum.
        for (digits, check) in [("0794", 5), ("79462", 3), ("00200667308", 5)] {
            assert_eq!(mod_11_10(digits), check, "{digits}");
        }
    }

    #[test]
    fn what_it_writes_it_reads() {
        let case = number("440103", day(2026, 3, 5), 42).unwrap();
        assert_eq!(case.to_string(), format!("440103-260305-00042-{}", mod_11_10("44010326030500042")));
        for case in [
            case,
            number("44", day(2000, 1, 1), 1).unwrap(),
            number("4401", day(2099, 12, 31), 99_999).unwrap(),
        ] {
            assert_eq!(CaseNumber::parse(&case.to_string()), Ok(case));
            assert_eq!(
                serde_json::from_str::<CaseNumber>(&serde_json::to_string(&case).unwrap()).unwrap(),
                case
            );
        }
        assert_eq!(
            (case.region().to_string(), case.date(), case.sequence()),
            ("440103".into(), day(2026, 3, 5), 42)
        );
    }

    #[test]
    fn a_street_counts_under_its_county() {
        let street = number("440103001", day(2026, 3, 5), 42).unwrap();
        assert_eq!(street, number("440103", day(2026, 3, 5), 42).unwrap());
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        assert_eq!(number("44", day(2100, 1, 1), 1), Err(IdError::Date));
        assert_eq!(number("44", day(1999, 12, 31), 1), Err(IdError::Date));
        assert_eq!(number("44", day(2026, 1, 1), 0), Err(IdError::Sequence));
        assert_eq!(number("44", day(2026, 1, 1), 100_000), Err(IdError::Sequence));
        for (text, error) in [
            ("440103260305000427", IdError::Shape),
            ("440103-260305-0042-7", IdError::Shape),
            ("440103-260305-00042-7-7", IdError::Shape),
            ("440103-260305-+0042-7", IdError::Character),
            ("990103-260305-00042-7", IdError::Area),
            ("440103-260230-00042-7", IdError::Date),
            ("440103-260305-00000-7", IdError::Sequence),
        ] {
            assert_eq!(CaseNumber::parse(text), Err(error), "{text}");
        }
    }

    #[test]
    fn no_single_slip_goes_unseen() {
        let case = number("440103", day(2026, 3, 5), 42).unwrap().to_string();
        for (at, _) in case.char_indices().filter(|(_, character)| *character != '-') {
            for digit in '0'..='9' {
                let mut slip = case.clone();
                slip.replace_range(at..=at, &digit.to_string());
                assert_eq!(CaseNumber::parse(&slip).is_ok(), slip == case, "{slip}");
            }
        }
    }
}
