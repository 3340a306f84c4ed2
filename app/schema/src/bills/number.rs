//! The number of a bill: `JK` and at least ten digits.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What a bill is called: `JK0000000042`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BillNumber(i64);

impl BillNumber {
    /// The number of the bill with this row.
    pub const fn new(id: i64) -> Self {
        Self(id)
    }

    /// Reads a number as people type it. None if it is none.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let digits = text.get(..2).filter(|prefix| prefix.eq_ignore_ascii_case("JK")).and(text.get(2..))?;
        let is_one = digits.len() >= 10 && digits.bytes().all(|byte| byte.is_ascii_digit());
        digits.parse().ok().filter(|_| is_one).map(Self)
    }

    /// The row.
    pub const fn id(self) -> i64 {
        self.0
    }
}

impl fmt::Display for BillNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "JK{:010}", self.0)
    }
}

impl Serialize for BillNumber {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for BillNumber {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("no number of a bill"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_as_it_is_written() {
        for id in [1, 42, 9_999_999_999, 12_345_678_901] {
            let number = BillNumber::new(id);
            assert_eq!(BillNumber::parse(&number.to_string()), Some(number));
        }
        assert_eq!(BillNumber::new(42).to_string(), "JK0000000042");
        assert_eq!(BillNumber::parse(" jk0000000042 "), Some(BillNumber::new(42)));
        for odd in ["", "JK", "JK42", "42", "JK00000000-2", "缴0000000042", "JK99999999999999999999"] {
            assert_eq!(BillNumber::parse(odd), None, "{odd}");
        }
    }
}
