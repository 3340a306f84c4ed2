//! How a checked number travels: as the text that people write, and checked again when it is read.

use super::IdError;

/// Gives a type with `parse` and `Display` the traits of a checked text: `FromStr`, the conversions that its
/// `#[serde(try_from = "String", into = "String")]` needs, and a string schema in the OpenAPI document.
macro_rules! wire_as_text {
    ($type:ty) => {
        impl std::str::FromStr for $type {
            type Err = $crate::id::IdError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::parse(text)
            }
        }

        impl TryFrom<String> for $type {
            type Error = $crate::id::IdError;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                Self::parse(&text)
            }
        }

        impl From<$type> for String {
            fn from(value: $type) -> Self {
                value.to_string()
            }
        }

        #[cfg(feature = "openapi")]
        impl utoipa::PartialSchema for $type {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
                <String as utoipa::PartialSchema>::schema()
            }
        }

        #[cfg(feature = "openapi")]
        impl utoipa::ToSchema for $type {}
    };
}
pub(crate) use wire_as_text;

/// The text as typed on any keyboard, made plain: trimmed, full-width forms (`１`, `Ｘ`, `－`) folded to ASCII as
/// NFKC would, letters in upper case. Anything else that is not ASCII is refused.
pub(super) fn plain(text: &str) -> Result<String, IdError> {
    text.trim().chars().map(plain_character).collect()
}

fn plain_character(character: char) -> Result<char, IdError> {
    // U+FF01..=U+FF5E are the ASCII characters 0x21..=0x7E in full width, in the same order.
    let folded = match u32::from(character) {
        code @ 0xFF01..=0xFF5E => char::from_u32(code - 0xFEE0).unwrap_or(character),
        _ => character,
    };
    if folded.is_ascii() { Ok(folded.to_ascii_uppercase()) } else { Err(IdError::Character) }
}
