//! The fees that an item publishes (收费项目和标准, 行政许可法 art. 58, 59): what is not published is not charged.

use serde::{Deserialize, Serialize};

/// A fee of an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = ItemFee))]
#[serde(deny_unknown_fields)]
pub struct Fee {
    /// Its code, unique in the item; processes name it.
    pub code: String,
    /// What it is called.
    pub name: String,
    /// How much, in fen.
    pub amount: u64,
    /// What it rests on: the published standard.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
}

/// A sum of money as it is written: `20` or `20.50` yuan.
pub fn yuan(fen: u64) -> String {
    match fen % 100 {
        0 => (fen / 100).to_string(),
        rest => format!("{}.{rest:02}", fen / 100),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_written_in_yuan() {
        assert_eq!([0, 5, 2000, 2050].map(yuan), ["0", "0.05", "20", "20.50"]);
    }
}
