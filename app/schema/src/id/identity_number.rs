//! Citizen identity numbers (公民身份号码, GB 11643-1999), eighteen characters with a check character.
//!
//! Not the old fifteen-digit numbers, and not the cards of foreign permanent residents, which are a document of
//! their own.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{IdError, wire::plain, wire_as_text};
use crate::role::PROVINCES;

/// Residence permits of people from Taiwan are numbered under 83; those from Hong Kong and Macao under the
/// codes of their own regions, 81 and 82.
const TAIWAN_RESIDENCE_PERMIT: u8 = 83;

/// The first year of birth taken as real.
const FIRST_YEAR: i32 = 1900;

/// An identity number whose area, date of birth and check character hold. `Debug` prints none of it, so that it
/// cannot reach a log by accident; [`masked`](Self::masked) is the form to show.
///
/// The area is checked down to the province only, since the number keeps the county code of the day it was
/// given, and counties come and go. Whether the birth lies in the future is for those to ask who have a clock.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct IdentityNumber {
    text: String,
    birth: NaiveDate,
}

wire_as_text!(IdentityNumber);

/// The sex an identity number records, by its seventeenth digit: odd for male, even for female.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    /// 男
    Male,
    /// 女
    Female,
}

impl IdentityNumber {
    /// Reads a number as people type it: surrounding blanks, a small `x` and full-width digits are put right.
    pub fn parse(text: &str) -> Result<Self, IdError> {
        let text = plain(text)?;
        if text.len() != 18 {
            return Err(IdError::Shape);
        }
        let (body, check) = text.split_at(17);
        if !body.bytes().all(|byte| byte.is_ascii_digit())
            || !matches!(check.as_bytes(), [b'0'..=b'9' | b'X'])
        {
            return Err(IdError::Character);
        }
        let area = number(&body[..2])?;
        if area != TAIWAN_RESIDENCE_PERMIT && !PROVINCES.contains(&area) {
            return Err(IdError::Area);
        }
        let birth = birth_date(&body[6..14])?;
        if check != check_character(body) {
            return Err(IdError::Check);
        }
        Ok(Self { birth, text })
    }

    /// The day of birth.
    pub const fn birth_date(&self) -> NaiveDate {
        self.birth
    }

    /// The recorded sex.
    pub fn sex(&self) -> Sex {
        match self.text.as_bytes()[16] % 2 {
            0 => Sex::Female,
            _ => Sex::Male,
        }
    }

    /// The last four characters, enough for a person to recognise their own.
    pub fn last_four(&self) -> &str {
        &self.text[14..]
    }

    /// The form to show, `110***********0078`: neither county nor date of birth can be read from it.
    pub fn masked(&self) -> String {
        format!("{}{}{}", &self.text[..3], "*".repeat(11), self.last_four())
    }

    /// The number as it is, for storing and for comparing.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for IdentityNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for IdentityNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("IdentityNumber(***)")
    }
}

fn number<T: std::str::FromStr>(digits: &str) -> Result<T, IdError> {
    digits.parse().map_err(|_| IdError::Character)
}

fn birth_date(digits: &str) -> Result<NaiveDate, IdError> {
    let year = number(&digits[..4])?;
    NaiveDate::from_ymd_opt(year, number(&digits[4..6])?, number(&digits[6..])?)
        .filter(|_| year >= FIRST_YEAR)
        .ok_or(IdError::Date)
}

/// ISO 7064 MOD 11-2: a pure system with radix 2, whose eleventh remainder is written `X`.
fn check_character(digits: &str) -> &'static str {
    const CHARACTERS: [&str; 11] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "X"];
    let product = digits.bytes().fold(0, |sum, digit| (sum + usize::from(digit - b'0')) * 2 % 11);
    CHARACTERS[(12 - product) % 11]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Deserialize)]
    struct Vectors {
        idcard: Vec<Vector>,
    }

    #[derive(Deserialize)]
    struct Vector {
        value: String,
        checksum_valid: bool,
    }

    /// Vectors that carry the right check character and yet are no identity number, with the reason.
    const ONLY_THE_CHECKSUM_HOLDS: [(&str, IdError); 2] = [
        ("360426199113010079", IdError::Date), // a thirteenth month
        ("990426199112010074", IdError::Area), // no province 99
    ];

    /// Vectors refused before their wrong check character is looked at; all others with a wrong one say so.
    const REFUSED_EARLIER: [(&str, IdError); 9] = [
        ("121200004013590816", IdError::Date), // the year 0040
        ("40002003010202260X", IdError::Area), // no province 40
        ("440882199100201232", IdError::Date), // month 00
        ("911522010783762860", IdError::Area), // the codes of enterprises, under 91
        ("911522010783917502", IdError::Area),
        ("913101203509708598", IdError::Area),
        ("913205056082348768", IdError::Area),
        ("914112810713741814", IdError::Area),
        ("91620105750935948X", IdError::Area),
    ];

    fn expected(vector: &Vector) -> Result<(), IdError> {
        let exception =
            ONLY_THE_CHECKSUM_HOLDS.iter().chain(&REFUSED_EARLIER).find(|(value, _)| *value == vector.value);
        match exception {
            Some((_, error)) => Err(*error),
            None if vector.checksum_valid => Ok(()),
            None => Err(IdError::Check),
        }
    }

    #[test]
    fn every_vector_is_judged_as_its_checksum_but_for_the_exceptions() {
        let vectors: Vectors = serde_json::from_str(include_str!("../../fixtures/ids.json")).unwrap();
        assert_eq!(vectors.idcard.len(), 56);
        for vector in &vectors.idcard {
            assert_eq!(
                IdentityNumber::parse(&vector.value).map(|_| ()),
                expected(vector),
                "{}",
                vector.value
            );
        }
        let known = |value: &str| vectors.idcard.iter().find(|vector| vector.value == value);
        assert!(ONLY_THE_CHECKSUM_HOLDS.iter().all(|(value, _)| known(value).unwrap().checksum_valid));
        assert!(REFUSED_EARLIER.iter().all(|(value, _)| !known(value).unwrap().checksum_valid));
    }

    #[test]
    fn typed_on_any_keyboard_it_is_the_same_number() {
        let number = IdentityNumber::parse("44011320141005001X").unwrap();
        for typed in
            ["44011320141005001x", "　４４０１１３２０１４１００５００１ｘ ", " 44011320141005001X\n"]
        {
            assert_eq!(IdentityNumber::parse(typed), Ok(number.clone()), "{typed}");
        }
        for (typed, error) in [
            ("440113 20141005001X", IdError::Shape),
            ("440113141005001", IdError::Shape),
            ("", IdError::Shape),
            ("4401132014100500X1", IdError::Character),
            ("四40113201410050010", IdError::Character),
            ("440113189912310019", IdError::Date),
            ("44011320230229001X", IdError::Date),
            ("440113201410050010", IdError::Check),
        ] {
            assert_eq!(IdentityNumber::parse(typed), Err(error), "{typed}");
        }
    }

    #[test]
    fn it_tells_birth_and_sex_and_shows_only_its_ends() {
        let number: IdentityNumber = "110102199101010078".parse().unwrap();
        assert_eq!(number.birth_date(), NaiveDate::from_ymd_opt(1991, 1, 1).unwrap());
        assert_eq!(number.sex(), Sex::Male);
        assert_eq!(IdentityNumber::parse("441900198410125825").unwrap().sex(), Sex::Female);
        assert_eq!(number.last_four(), "0078");
        assert_eq!(number.masked(), "110***********0078");
        assert_eq!(format!("{number:?}"), "IdentityNumber(***)");
        assert_eq!(number.to_string(), number.as_str());
    }

    #[test]
    fn the_wire_is_checked() {
        let number: IdentityNumber = serde_json::from_str(r#""44011320141005001x""#).unwrap();
        assert_eq!(serde_json::to_string(&number).unwrap(), r#""44011320141005001X""#);
        let error = serde_json::from_str::<IdentityNumber>(r#""440113201410050010""#).unwrap_err();
        assert!(!error.to_string().contains("440113"), "an error must not repeat the number: {error}");
    }
}
