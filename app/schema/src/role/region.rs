//! Statistical division codes (统计用区划代码, GB/T 2260 with streets and villages): a region's place in the tree is its code.
//!
//! Names, and which codes exist, are data; here is only what a code itself says.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::id::{IdError, wire_as_text};

/// The two-digit codes of the provinces, autonomous regions, municipalities and special administrative regions.
pub(crate) const PROVINCES: [u8; 34] = [
    11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54,
    61, 62, 63, 64, 65, 71, 81, 82,
];

/// How deep in the tree a region lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum RegionLevel {
    /// 省、自治区、直辖市
    Province,
    /// 市, and the groups of counties under a province or municipality
    City,
    /// 县、区
    County,
    /// 乡、镇、街道
    Street,
    /// 村、社区、嘎查
    Village,
}

impl RegionLevel {
    /// Every level, from the top.
    pub const ALL: [Self; 5] = [Self::Province, Self::City, Self::County, Self::Street, Self::Village];

    /// The name on the wire and in definitions.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Province => "province",
            Self::City => "city",
            Self::County => "county",
            Self::Street => "street",
            Self::Village => "village",
        }
    }

    /// How many digits of a code say where a region of this level lies.
    pub const fn digits(self) -> usize {
        match self {
            Self::Province => 2,
            Self::City => 4,
            Self::County => 6,
            Self::Street => 9,
            Self::Village => 12,
        }
    }

    /// The level with this name.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.slug() == slug)
    }
}

/// A region by its code. Written with six digits, nine for a street, twelve for a village; read with two, four, six, nine
/// or twelve: `44`, `4400` and `440000` are one province, `4401` and `440100` one city, `440103` a county, `440103001` a
/// street, `440103001201` a village. With twelve digits every region can be written: `440103001000` is the street.
///
/// A city without counties (东莞 `4419`) is sometimes listed once more as its own county `441900`: one code, one
/// region, and its streets hang on the city.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RegionCode {
    /// The code filled up to twelve digits.
    digits: u64,
    level: RegionLevel,
}

wire_as_text!(RegionCode);

impl RegionCode {
    /// Reads a code of two, four, six, nine or twelve digits.
    pub fn parse(text: &str) -> Result<Self, IdError> {
        let text = text.trim();
        if RegionLevel::ALL.into_iter().all(|level| level.digits() != text.len()) {
            return Err(IdError::Shape);
        }
        if !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(IdError::Character);
        }
        let digits = format!("{text:0<12}").parse().map_err(|_| IdError::Character)?;
        let level = if text.len() == 9 { RegionLevel::Street } else { level(digits) };
        let code = Self { digits, level };
        if code.is_possible() { Ok(code) } else { Err(IdError::Area) }
    }

    /// How deep in the tree it lies.
    pub const fn level(self) -> RegionLevel {
        self.level
    }

    /// The region it hangs on; a province hangs on none.
    pub fn parent(self) -> Option<Self> {
        let (below, level) = match self.level {
            RegionLevel::Province => return None,
            RegionLevel::City => (BELOW_PROVINCE, RegionLevel::Province),
            RegionLevel::County => (BELOW_CITY, RegionLevel::City),
            // A city without counties has its streets itself.
            RegionLevel::Street => (BELOW_COUNTY, level(self.digits / BELOW_COUNTY * BELOW_COUNTY)),
            RegionLevel::Village => (BELOW_STREET, RegionLevel::Street),
        };
        Some(Self { digits: self.digits / below * below, level })
    }

    /// The region itself, then those above it up to the province.
    pub fn lineage(self) -> impl Iterator<Item = Self> {
        std::iter::successors(Some(self), |region| region.parent())
    }

    /// Whether the other region is this one or lies in it.
    pub fn contains(self, other: &Self) -> bool {
        other.lineage().any(|region| region == self)
    }

    /// The county of a street or village, or the city that has none; any other region itself.
    #[must_use]
    pub fn down_to_county(self) -> Self {
        self.lineage().find(|region| region.level < RegionLevel::Street).unwrap_or(self)
    }

    fn is_possible(self) -> bool {
        let province = u8::try_from(self.digits / BELOW_PROVINCE);
        let city = self.digits / BELOW_CITY % 100;
        let is_below_city = !self.digits.is_multiple_of(BELOW_CITY) || self.level >= RegionLevel::Street;
        province.is_ok_and(|province| PROVINCES.contains(&province)) && (city != 0 || !is_below_city)
    }
}

/// What the digits below a region of each level amount to at most, and one.
const BELOW_PROVINCE: u64 = 10_u64.pow(10);
const BELOW_CITY: u64 = 10_u64.pow(8);
const BELOW_COUNTY: u64 = 10_u64.pow(6);
const BELOW_STREET: u64 = 10_u64.pow(3);

/// The level of a code of twelve digits: trailing zeros are places not taken.
const fn level(digits: u64) -> RegionLevel {
    if !digits.is_multiple_of(BELOW_STREET) {
        return RegionLevel::Village;
    }
    if !digits.is_multiple_of(BELOW_COUNTY) {
        return RegionLevel::Street;
    }
    match (digits / BELOW_CITY % 100, digits / BELOW_COUNTY % 100) {
        (0, 0) => RegionLevel::Province,
        (_, 0) => RegionLevel::City,
        _ => RegionLevel::County,
    }
}

impl fmt::Display for RegionCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.level {
            RegionLevel::Village => write!(f, "{:012}", self.digits),
            RegionLevel::Street => write!(f, "{:09}", self.digits / BELOW_STREET),
            _ => write!(f, "{:06}", self.digits / BELOW_COUNTY),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn region(text: &str) -> RegionCode {
        RegionCode::parse(text).unwrap()
    }

    #[test]
    fn short_and_long_forms_are_one_region() {
        for (text, written, level) in [
            ("44", "440000", RegionLevel::Province),
            ("4400", "440000", RegionLevel::Province),
            ("440000", "440000", RegionLevel::Province),
            ("4401", "440100", RegionLevel::City),
            ("440100", "440100", RegionLevel::City),
            ("441900", "441900", RegionLevel::City),
            ("440103", "440103", RegionLevel::County),
            (" 440103001 ", "440103001", RegionLevel::Street),
            ("350527000", "350527000", RegionLevel::Street),
            ("440103001201", "440103001201", RegionLevel::Village),
            ("440103001000", "440103001", RegionLevel::Street),
            ("440103000000", "440103", RegionLevel::County),
            ("440100000000", "440100", RegionLevel::City),
            ("440000000000", "440000", RegionLevel::Province),
        ] {
            let code = region(text);
            assert_eq!((code.to_string().as_str(), code.level()), (written, level), "{text}");
            assert_eq!(region(written), code);
            assert_eq!(
                serde_json::from_value::<RegionCode>(serde_json::to_value(code).unwrap()).unwrap(),
                code
            );
        }
    }

    #[test]
    fn what_is_no_code_is_refused() {
        for (text, error) in [
            ("", IdError::Shape),
            ("440", IdError::Shape),
            ("44010", IdError::Shape),
            ("+40103", IdError::Character),
            ("44010x", IdError::Character),
            ("00", IdError::Area),
            ("990000", IdError::Area),
            ("440003", IdError::Area),
            ("440000001", IdError::Area),
            ("440000001201", IdError::Area),
            ("44010300120", IdError::Shape),
            ("4401030012011", IdError::Shape),
        ] {
            assert_eq!(RegionCode::parse(text), Err(error), "{text}");
        }
    }

    #[test]
    fn the_tree_is_in_the_code() {
        let lineage = |text| region(text).lineage().map(|region| region.to_string()).collect::<Vec<_>>();
        assert_eq!(lineage("440103001"), ["440103001", "440103", "440100", "440000"]);
        assert_eq!(lineage("441900003"), ["441900003", "441900", "440000"]);
        assert_eq!(lineage("441900003201"), ["441900003201", "441900003", "441900", "440000"]);
        assert_eq!(lineage("350527000201")[..2], ["350527000201", "350527000"]);
        for (below, county) in [("440103001201", "440103"), ("441900003", "441900"), ("4401", "440100")] {
            assert_eq!(region(below).down_to_county(), region(county));
        }
        assert_eq!(lineage("44"), ["440000"]);
        for (outer, inner, expected) in [
            ("44", "440103001", true),
            ("4401", "440103", true),
            ("440103", "440103", true),
            ("440103", "4401", false),
            ("4401", "4402", false),
            ("44", "45", false),
            ("350527", "350527000", true),
            ("350527000", "350527", false),
            ("440103001", "440103001201", true),
            ("440103001201", "440103001", false),
        ] {
            assert_eq!(region(outer).contains(&region(inner)), expected, "{outer} {inner}");
        }
    }
}
