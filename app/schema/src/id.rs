//! The numbers people and cases are known by, each a type that can only hold a well-formed one.
//!
//! A number that parses has the right shape and check character; whether it was ever issued is not known here.

use std::fmt;

mod case_number;
mod credit_code;
mod identity_number;
mod licence_number;
mod wire;

pub use case_number::CaseNumber;
pub use credit_code::CreditCode;
pub use identity_number::{IdentityNumber, Sex};
pub use licence_number::LicenceNumber;
pub(crate) use wire::wire_as_text;

/// Why a text is not the number it should be. Never repeats the text: it may be personal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum IdError {
    /// Too few or too many characters, or its parts are not separated as they should be.
    Shape,
    /// A character that cannot stand where it stands.
    Character,
    /// The area digits begin with no province or region there is.
    Area,
    /// The digits of the date are no day of the calendar, or a day outside the range that the number can hold.
    Date,
    /// The running number is outside its range.
    Sequence,
    /// The check character does not belong to the rest: something is mistyped.
    Check,
}

impl fmt::Display for IdError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Shape => "wrong length or separators",
            Self::Character => "a character that cannot stand here",
            Self::Area => "no such province or region",
            Self::Date => "no such day, or outside the range of dates",
            Self::Sequence => "running number out of range",
            Self::Check => "the check character does not match",
        })
    }
}

impl std::error::Error for IdError {}
