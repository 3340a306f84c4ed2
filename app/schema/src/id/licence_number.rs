//! The number of a licence (证照编号) where its type names no pattern of its own: what people read off a paper and type.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::case_number::mod_11_10;
use super::{IdError, wire::plain, wire_as_text};
use crate::role::RegionCode;

/// `region6-year4-sequence6-check`, such as `440100-2026-000042-9`: the region of the agency that issued it, the local year
/// in which it did, the running number of licences issued there in that year, and a check digit.
///
/// The check is ISO 7064 MOD 11,10 over the sixteen digits before it, as that of a case: it is always a digit, and finds every
/// single wrong digit and nearly every exchange of two neighbours, so that a slip does not find a stranger's licence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct LicenceNumber {
    region: RegionCode,
    year: u16,
    sequence: u32,
}

wire_as_text!(LicenceNumber);

impl LicenceNumber {
    /// The highest running number of a year.
    pub const LAST: u32 = 999_999;

    /// The number of the `sequence`th licence, 1 to [`LAST`](Self::LAST), issued in this region in this year of 2000 to 2099.
    /// A street or village counts under its county.
    ///
    /// # Errors
    ///
    /// A year or a running number out of its range.
    pub fn new(region: RegionCode, year: i32, sequence: u32) -> Result<Self, IdError> {
        let year =
            u16::try_from(year).ok().filter(|year| (2000..2100).contains(year)).ok_or(IdError::Date)?;
        if !(1..=Self::LAST).contains(&sequence) {
            return Err(IdError::Sequence);
        }
        Ok(Self { region: region.down_to_county(), year, sequence })
    }

    /// Reads a number as people type it; blanks around it and full-width forms are put right, hyphens must stand.
    ///
    /// # Errors
    ///
    /// What is no such number; the text is not repeated.
    pub fn parse(text: &str) -> Result<Self, IdError> {
        let text = plain(text)?;
        let parts: Vec<&str> = text.split('-').collect();
        let [region, year, sequence, check] = parts[..] else { return Err(IdError::Shape) };
        if (region.len(), year.len(), sequence.len(), check.len()) != (6, 4, 6, 1) {
            return Err(IdError::Shape);
        }
        let decimal = |digits: &str| {
            let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
            is_number.then(|| digits.parse::<u32>().ok()).flatten().ok_or(IdError::Character)
        };
        let year = i32::try_from(decimal(year)?).map_err(|_| IdError::Date)?;
        decimal(region)?;
        let number = Self::new(RegionCode::parse(region)?, year, decimal(sequence)?)?;
        if decimal(check)? == number.check() { Ok(number) } else { Err(IdError::Check) }
    }

    /// The region of the agency.
    pub const fn region(self) -> RegionCode {
        self.region
    }

    /// The year in which it was issued.
    pub const fn year(self) -> u16 {
        self.year
    }

    /// The running number of that year in that region.
    pub const fn sequence(self) -> u32 {
        self.sequence
    }

    /// The check digit.
    pub fn check(self) -> u32 {
        mod_11_10(&format!("{}{:04}{:06}", self.region, self.year, self.sequence))
    }
}

impl fmt::Display for LicenceNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:04}-{:06}-{}", self.region, self.year, self.sequence, self.check())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(region: &str, year: i32, sequence: u32) -> Result<LicenceNumber, IdError> {
        LicenceNumber::new(RegionCode::parse(region).unwrap(), year, sequence)
    }

    #[test]
    fn what_is_written_is_read_and_a_slip_is_found() {
        let licence = number("440103001", 2026, 42).unwrap();
        let text = licence.to_string();
        assert!(text.starts_with("440103-2026-000042-"), "{text}");
        assert_eq!(LicenceNumber::parse(&format!(" {text} ")), Ok(licence));
        assert_eq!(
            (licence.year(), licence.sequence(), licence.region().to_string()),
            (2026, 42, "440103".into())
        );
        for (at, digit) in text.char_indices().filter(|(_, letter)| letter.is_ascii_digit()) {
            for other in '0'..='9' {
                let mut slipped = text.clone();
                slipped.replace_range(at..=at, &other.to_string());
                assert_eq!(LicenceNumber::parse(&slipped).is_ok(), other == digit, "{slipped}");
            }
        }
    }

    #[test]
    fn what_is_out_of_range_is_no_number() {
        assert_eq!(number("440100", 1999, 1), Err(IdError::Date));
        assert_eq!(number("440100", 2026, 0), Err(IdError::Sequence));
        assert_eq!(number("440100", 2026, LicenceNumber::LAST + 1), Err(IdError::Sequence));
        for (text, error) in [
            ("440100-2026-000042", IdError::Shape),
            ("440100-26-000042-1", IdError::Shape),
            ("440100-2026-00004x-1", IdError::Character),
            ("卫公证字", IdError::Character),
        ] {
            assert_eq!(LicenceNumber::parse(text), Err(error), "{text}");
        }
    }
}
