//! Which agency handles a matter at each level of the tree of regions, where it goes up from the agency that has the case
//! (上报件). The catalogue says it for the matter; where it does not, the agency there of the same line of work does, known by
//! its name: 民政 of 广州市民政局 and of 广东省民政厅. Pure.

use std::collections::BTreeMap;

use schema::catalogue::AgencyAt;
use schema::role::RegionLevel;

use crate::features::catalogue::Agency;

/// What stands behind the line of work in the names of agencies, and differs from level to level.
const OFFICES: [&str; 6] = ["工作委员会", "委员会", "管理局", "厅", "局", "委"];

/// The number of the agency that handles it at each of these levels. Where a level has none, the next one up that has
/// does; the agency of the case itself does what lies at its own level or nowhere above it.
pub fn resolved(
    own: &Agency,
    above: &[AgencyAt],
    known: &[Agency],
    wanted: impl IntoIterator<Item = RegionLevel>,
) -> BTreeMap<RegionLevel, i64> {
    let at = |level: RegionLevel| {
        let mut upwards = own.region.lineage().filter(|region| region.level() <= level);
        let found = upwards.find_map(|region| match region == own.region {
            true => Some(own),
            false => {
                let mut there = known.iter().filter(move |agency| agency.region == region);
                let said = above.iter().find(|said| said.region == region);
                match said {
                    Some(said) => there.find(|agency| agency.name == said.name),
                    None => there.find(|agency| works_alike(own, agency)),
                }
            }
        });
        (level, found.unwrap_or(own).id)
    };
    wanted.into_iter().map(at).collect()
}

/// Whether two agencies have the same line of work.
fn works_alike(one: &Agency, other: &Agency) -> bool {
    lines_of_work(one).any(|line| lines_of_work(other).any(|known| known == line))
}

/// What an agency works on: its name without its region and without what kind of office it is. A name may be read in two
/// ways: 区民政局 is that of the district it hangs on, 市场监督管理局 is no office of a city for 场监督.
fn lines_of_work(agency: &Agency) -> impl Iterator<Item = &str> {
    let (name, region) = (agency.name.as_str(), agency.region_name.as_str());
    let kind = region.char_indices().next_back().map_or("", |(at, _)| &region[at..]);
    let whole = name.strip_prefix(region).unwrap_or(name);
    let readings = [Some(whole), name.strip_prefix(kind).filter(|_| whole == name)];
    let lines = readings
        .into_iter()
        .flatten()
        .filter_map(|rest| OFFICES.into_iter().find_map(|office| rest.strip_suffix(office)));
    lines.filter(|line| !line.is_empty())
}

#[cfg(test)]
mod tests {
    use schema::role::RegionCode;

    use super::*;

    fn agency(id: i64, region: &str, region_name: &str, name: &str) -> Agency {
        let region = RegionCode::parse(region).unwrap();
        Agency { id, region, region_name: region_name.into(), name: name.into() }
    }

    fn said(region: &str, name: &str) -> AgencyAt {
        AgencyAt { region: RegionCode::parse(region).unwrap(), name: name.into() }
    }

    fn at(own: &Agency, above: &[AgencyAt], known: &[Agency]) -> Vec<i64> {
        resolved(own, above, known, RegionLevel::ALL).into_values().collect()
    }

    #[test]
    fn the_same_line_of_work_is_known_by_its_name() {
        let own = agency(1, "440103", "荔湾区", "广州市荔湾区民政局");
        let own = Agency { name: own.name.replace("广州市", ""), ..own };
        let known = [
            agency(2, "440100", "广州市", "广州市卫生健康委员会"),
            agency(3, "440100", "广州市", "广州市民政局"),
            agency(4, "440000", "广东省", "广东省民政厅"),
            agency(5, "440104", "越秀区", "越秀区民政局"),
        ];
        assert_eq!(at(&own, &[], &known), [4, 3, 1, 1, 1]);
        // Who is nowhere above does it itself.
        assert_eq!(at(&own, &[], &[]), [1; 5]);
        let district = agency(6, "511602", "广安区", "区民政局");
        assert_eq!(at(&district, &[], &[agency(7, "511600", "广安市", "广安市民政局")]), [6, 7, 6, 6, 6]);
    }

    #[test]
    fn where_a_level_has_no_agency_the_next_one_up_that_has_does() {
        let own = agency(1, "152525200201", "演示嘎查", "便民服务站");
        let known = [
            agency(2, "152525", "东乌珠穆沁旗", "东乌珠穆沁旗民政局"),
            agency(3, "152500", "锡林郭勒盟", "锡林郭勒盟民政局"),
            agency(4, "152500", "锡林郭勒盟", "锡林郭勒盟便民服务站"),
        ];
        let above = [said("152525", "东乌珠穆沁旗民政局"), said("152500", "锡林郭勒盟民政局")];
        // Province, city, county, street, village: the street has none, and the province stands alone.
        assert_eq!(at(&own, &above, &known), [1, 3, 2, 2, 1]);
        // What the catalogue says of a region is not guessed there.
        let gone = [said("152525", "东乌珠穆沁旗牧业局"), said("152500", "锡林郭勒盟民政局")];
        assert_eq!(at(&own, &gone, &known), [1, 3, 3, 3, 1]);
    }

    #[test]
    fn a_name_without_a_line_of_work_is_nobodys() {
        for (region, name) in [("荔湾区", "荔湾区局"), ("荔湾区", "荔湾区政务服务中心")] {
            let without = agency(1, "440103", region, name);
            assert_eq!(lines_of_work(&without).next(), None, "{name}");
            assert!(!works_alike(&without, &without), "{name}");
        }
        let city = agency(1, "440100", "广州市", "广州市市场监督管理局");
        let bare = agency(2, "440300", "深圳市", "市场监督管理局");
        assert_eq!(lines_of_work(&city).collect::<Vec<_>>(), ["市场监督"]);
        assert!(works_alike(&city, &bare) && works_alike(&bare, &city));
    }
}
