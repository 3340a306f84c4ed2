//! Unified social credit codes (统一社会信用代码, GB 32100-2015), the numbers of organisations.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{IdError, wire::plain, wire_as_text};

/// The 31 characters of the code, by their value: digits and capitals without I, O, S, V and Z.
const CHARACTERS: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// A credit code whose shape and check character hold. Codes are public; nothing is masked.
///
/// Eighteen characters: registering authority, category, six digits of the region of registration, nine of the
/// organisation code, check. The organisation code's own check (GB 11714) is not looked at: the outer one covers
/// it, and codes that registries have issued must not be refused for it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CreditCode(String);

wire_as_text!(CreditCode);

impl CreditCode {
    /// Reads a code as people type it: surrounding blanks, small letters and full-width forms are put right.
    pub fn parse(text: &str) -> Result<Self, IdError> {
        let text = plain(text)?;
        if text.len() != 18 {
            return Err(IdError::Shape);
        }
        if !text.as_bytes()[2..8].iter().all(u8::is_ascii_digit) {
            return Err(IdError::Character);
        }
        // Weights are the powers of 3; the weighted sum and the check together are 0 modulo 31.
        let mut sum = 0;
        let mut weight = 1;
        for byte in text.bytes().take(17) {
            sum += value(byte)? * weight;
            weight = weight * 3 % 31;
        }
        if (sum + value(text.as_bytes()[17])?) % 31 != 0 {
            return Err(IdError::Check);
        }
        Ok(Self(text))
    }

    /// The six digits of the region that registered the organisation, as they were at that time.
    pub fn region_digits(&self) -> &str {
        &self.0[2..8]
    }

    /// The nine characters of the organisation code (组织机构代码) inside.
    pub fn organisation_code(&self) -> &str {
        &self.0[8..17]
    }

    /// The code itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CreditCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn value(byte: u8) -> Result<usize, IdError> {
    CHARACTERS.iter().position(|character| *character == byte).ok_or(IdError::Character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Deserialize)]
    struct Vectors {
        uscc: Vec<Vector>,
    }

    #[derive(Deserialize)]
    struct Vector {
        value: String,
        checksum_valid: bool,
    }

    #[test]
    fn every_vector_is_judged_as_its_checksum() {
        let vectors: Vectors = serde_json::from_str(include_str!("../../fixtures/ids.json")).unwrap();
        assert_eq!(vectors.uscc.len(), 197);
        for Vector { value, checksum_valid } in vectors.uscc {
            let error = match value.as_str() {
                "9111000060003IOZSV" => IdError::Character, // letters that the code leaves out
                _ => IdError::Check,
            };
            let expected = if checksum_valid { Ok(()) } else { Err(error) };
            assert_eq!(CreditCode::parse(&value).map(|_| ()), expected, "{value}");
        }
    }

    #[test]
    fn typed_on_any_keyboard_it_is_the_same_code() {
        let code = CreditCode::parse("91310115MA1K3BTP2B").unwrap();
        assert_eq!(CreditCode::parse(" 91310115ma1k3btp2b "), Ok(code.clone()));
        assert_eq!(CreditCode::parse("９１３１０１１５ＭＡ１Ｋ３ＢＴＰ２Ｂ"), Ok(code.clone()));
        assert_eq!(CreditCode::parse("91310115MA1K3BTP2"), Err(IdError::Shape));
        assert_eq!(CreditCode::parse("9131O115MA1K3BTP2B"), Err(IdError::Character));
        assert_eq!((code.region_digits(), code.organisation_code()), ("310115", "MA1K3BTP2"));
    }

    #[test]
    fn no_single_slip_goes_unseen() {
        let code = "91310115MA1K3BTP2B";
        for at in 0..code.len() {
            for character in CHARACTERS.iter().map(|byte| char::from(*byte)) {
                let mut slip = code.to_owned();
                slip.replace_range(at..=at, &character.to_string());
                assert_eq!(CreditCode::parse(&slip).is_ok(), slip == code, "{slip}");
            }
        }
    }

    #[test]
    fn the_wire_is_checked() {
        let code: CreditCode = serde_json::from_str(r#""91310115ma1k3btp2b""#).unwrap();
        assert_eq!(serde_json::to_string(&code).unwrap(), r#""91310115MA1K3BTP2B""#);
        assert!(serde_json::from_str::<CreditCode>(r#""91310115MA1K3BTP2C""#).is_err());
    }
}
