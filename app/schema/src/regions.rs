//! Regions with their names: a piece of the tree, flat, as answers need it. A region's place in the tree is its code.

use serde::{Deserialize, Serialize};

use crate::role::{RegionCode, RegionLevel};

/// A region.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Region {
    /// Its statistical division code.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub code: RegionCode,
    /// Its name, without those above it.
    pub name: String,
}

/// The regions right below another (none: the provinces), no deeper than a level, as far as they are in the table.
pub fn children(
    table: &[Region],
    parent: Option<RegionCode>,
    deepest: RegionLevel,
) -> impl Iterator<Item = &Region> {
    table.iter().filter(move |region| region.code.parent() == parent && region.code.level() <= deepest)
}

/// A region's name after those above it: 广东省 广州市 荔湾区. None if it is not in the table.
pub fn path(table: &[Region], code: RegionCode) -> Option<String> {
    let name = |code: RegionCode| table.iter().find(|region| region.code == code).map(|it| it.name.as_str());
    name(code)?;
    let mut names: Vec<&str> = code.lineage().filter_map(name).filter(|name| !is_placeholder(name)).collect();
    names.reverse();
    Some(names.join(" "))
}

/// Levels that only fill a gap in the code, such as the city between 北京市 and 东城区: nobody writes them.
fn is_placeholder(name: &str) -> bool {
    matches!(name, "市辖区" | "县") || name.ends_with("直辖县级行政区划")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Vec<Region> {
        [
            ("110000", "北京市"),
            ("110100", "市辖区"),
            ("110101", "东城区"),
            ("429000", "省直辖县级行政区划"),
            ("429004", "仙桃市"),
            ("440000", "广东省"),
            ("440100", "广州市"),
            ("440103", "荔湾区"),
            ("440103001", "沙面街道"),
            ("441900", "东莞市"),
            ("441900003", "东城街道"),
        ]
        .map(|(code, name)| Region { code: RegionCode::parse(code).unwrap(), name: name.to_owned() })
        .to_vec()
    }

    #[test]
    fn a_path_reads_as_people_write_it() {
        for (code, expected) in [
            ("440103001", Some("广东省 广州市 荔湾区 沙面街道")),
            ("440100", Some("广东省 广州市")),
            ("441900003", Some("广东省 东莞市 东城街道")),
            ("110101", Some("北京市 东城区")),
            ("429004", Some("仙桃市")),
            ("440104", None),
        ] {
            assert_eq!(path(&table(), RegionCode::parse(code).unwrap()).as_deref(), expected, "{code}");
        }
    }

    #[test]
    fn children_are_found_by_their_codes() {
        let names = |parent: &str, deepest| -> Vec<String> {
            let (table, parent) = (table(), RegionCode::parse(parent).ok());
            children(&table, parent, deepest).map(|region| region.name.clone()).collect()
        };
        assert_eq!(names("", RegionLevel::Street), ["北京市", "广东省"]);
        assert_eq!(names("440000", RegionLevel::Street), ["广州市", "东莞市"]);
        assert_eq!(names("441900", RegionLevel::Street), ["东城街道"]);
        assert_eq!(names("441900", RegionLevel::County), Vec::<String>::new());
    }
}
