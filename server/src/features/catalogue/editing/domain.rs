//! Where somebody edits the catalogue, and how depths add up. Pure.

use std::collections::BTreeMap;

use schema::catalogue::{AgencyDepth, DepthCount, DepthReport, OnlineDepth, PowerType, TypeDepth};
use schema::role::RegionCode;

/// How many agencies a page of the report names.
const AGENCIES: usize = 50;

/// A part of the catalogue: a region with everything below it, or one agency of a region.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Part {
    /// The region; none for the whole hall.
    pub region: Option<RegionCode>,
    /// The agency's name, when it is only that agency's items.
    pub agency: Option<String>,
}

impl Part {
    /// Whether the items of this agency belong to it.
    pub fn holds(&self, region: &RegionCode, department: &str) -> bool {
        match (&self.agency, self.region) {
            (Some(agency), own) => own == Some(*region) && agency == department,
            (None, Some(own)) => own.contains(region),
            (None, None) => true,
        }
    }

    fn contains(&self, other: &Self) -> bool {
        match (self.region, other.region) {
            (None, _) => self.agency.is_none(),
            (Some(own), Some(region)) => match (&self.agency, &other.agency) {
                (None, _) => own.contains(&region),
                (Some(_), Some(agency)) => self.holds(&region, agency),
                (Some(_), None) => false,
            },
            (Some(_), None) => false,
        }
    }

    /// The first and the last code of its regions, villages included.
    pub fn codes(&self) -> (String, String) {
        let Some(region) = self.region else { return ("0".repeat(12), "9".repeat(12)) };
        let first = region.to_string();
        if self.agency.is_some() {
            return (first.clone(), first);
        }
        let last = format!("{:9<12}", &first[..region.level().digits()]);
        (first, last)
    }
}

/// All that one person edits, in the order of regions. No part lies in another, so nothing is counted twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope(Vec<Part>);

impl Scope {
    /// Puts parts together; none when there is nothing to edit.
    pub fn new(mut parts: Vec<Part>) -> Option<Self> {
        parts.sort();
        parts.dedup();
        let all = parts.clone();
        parts.retain(|part| !all.iter().any(|other| other != part && other.contains(part)));
        (!parts.is_empty()).then_some(Self(parts))
    }

    /// Whether all of a part belongs to it.
    pub fn holds_part(&self, part: &Part) -> bool {
        self.0.iter().any(|own| own == part || own.contains(part))
    }

    /// The parts.
    pub fn parts(&self) -> &[Part] {
        &self.0
    }

    /// Whether the items of this agency belong to it.
    pub fn holds(&self, region: &RegionCode, department: &str) -> bool {
        self.0.iter().any(|part| part.holds(region, department))
    }
}

/// So many items of an agency, of one kind and depth.
#[derive(Clone, Debug)]
pub struct Counted {
    /// The agency's number.
    pub agency: i64,
    /// Its name.
    pub name: String,
    /// Its region's code.
    pub region: String,
    /// Its region's name.
    pub region_name: String,
    /// The kind.
    pub item_type: PowerType,
    /// The depth.
    pub depth: Option<OnlineDepth>,
    /// How many.
    pub items: u64,
}

/// Adds up what was counted, with the agencies after this one.
pub fn report(counted: Vec<Counted>, after: Option<i64>) -> DepthReport {
    let mut all = DepthCount::default();
    let mut types: BTreeMap<PowerType, DepthCount> = BTreeMap::new();
    let mut agencies: BTreeMap<(String, String, i64), AgencyDepth> = BTreeMap::new();
    for Counted { agency, name, region, region_name, item_type, depth, items } in counted {
        all.add(depth, items);
        types.entry(item_type).or_default().add(depth, items);
        let entry = agencies.entry((region, name.clone(), agency)).or_insert_with(|| AgencyDepth {
            agency,
            name,
            region: region_name,
            count: DepthCount::default(),
        });
        entry.count.add(depth, items);
    }
    let mut agencies: Vec<AgencyDepth> = agencies.into_values().collect();
    let seen = agencies.iter().position(|entry| Some(entry.agency) == after);
    agencies.drain(..seen.map_or(0, |place| place + 1));
    let more = agencies.len() > AGENCIES;
    agencies.truncate(AGENCIES);
    let next = agencies.last().filter(|_| more).map(|entry| entry.agency.to_string());
    let types = types.into_iter().map(|(item_type, count)| TypeDepth { item_type, count });
    DepthReport { all, types: types.collect(), agencies, next }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(region: &str, agency: &str) -> Part {
        Part {
            region: RegionCode::parse(region).ok(),
            agency: Some(agency.to_owned()).filter(|agency| !agency.is_empty()),
        }
    }

    #[test]
    fn no_part_lies_in_another() {
        let check = |parts: &[(&str, &str)], expected: &[(&str, &str)]| {
            let of = |parts: &[(&str, &str)]| {
                parts.iter().map(|(region, agency)| part(region, agency)).collect::<Vec<_>>()
            };
            assert_eq!(Scope::new(of(parts)), Some(Scope(of(expected))), "{parts:?}");
        };
        check(&[("440103", ""), ("4401", ""), ("5116", "")], &[("4401", ""), ("5116", "")]);
        check(&[("4401", "公安局"), ("44", "")], &[("44", "")]);
        check(&[("4401", "公安局"), ("4401", "民政局")], &[("4401", "公安局"), ("4401", "民政局")]);
        check(&[("4401", "公安局"), ("440103", "")], &[("4401", "公安局"), ("440103", "")]);
        check(&[("", ""), ("44", ""), ("4401", "公安局")], &[("", "")]);
        check(&[("4401", ""), ("4401", "")], &[("4401", "")]);
        assert_eq!(Scope::new(Vec::new()), None);
    }

    #[test]
    fn a_region_holds_what_lies_below_it_and_an_agency_only_its_own() {
        let check = |outer: Part, region: &str, department: &str, expected: bool| {
            let region = RegionCode::parse(region).unwrap();
            assert_eq!(outer.holds(&region, department), expected, "{outer:?} {region}");
            let (first, last) = outer.codes();
            let code = region.to_string();
            assert_eq!(first <= code && code <= last, outer.agency.is_some() || expected, "{outer:?} {code}");
        };
        check(part("44", ""), "440103001", "x", true);
        check(part("4401", ""), "440103001", "x", true);
        check(part("440103", ""), "440103001", "x", true);
        check(part("440103", ""), "440104", "x", false);
        check(part("4401", ""), "44", "x", false);
        check(part("", ""), "51", "x", true);
        check(part("4401", "公安局"), "4401", "公安局", true);
        check(part("4401", "公安局"), "4401", "民政局", false);
        assert!(!part("44", "公安局").holds(&RegionCode::parse("4401").unwrap(), "公安局"));
    }

    #[test]
    fn depths_add_up_by_kind_and_by_agency() {
        let counted = |agency: i64, item_type, depth, items| Counted {
            agency,
            name: format!("{agency}局"),
            region: "440100".to_owned(),
            region_name: "广州市".to_owned(),
            item_type,
            depth,
            items,
        };
        let rows = || {
            vec![
                counted(1, PowerType::Service, None, 3),
                counted(1, PowerType::Licence, Some(OnlineDepth::Whole), 2),
                counted(2, PowerType::Licence, Some(OnlineDepth::Information), 5),
            ]
        };
        let whole = report(rows(), None);
        let all = DepthCount { items: 10, unknown: 3, information: 5, acceptance: 0, whole: 2 };
        assert_eq!((whole.all, whole.agencies.len(), &whole.next), (all, 2, &None));
        let types: Vec<_> = whole.types.iter().map(|entry| (entry.item_type, entry.count.items)).collect();
        assert_eq!(types, [(PowerType::Licence, 7), (PowerType::Service, 3)]);
        let rest = report(rows(), Some(1));
        assert_eq!((rest.all, rest.agencies), (all, whole.agencies[1..].to_vec()));
    }

    #[test]
    fn a_long_report_goes_on() {
        let rows = || {
            (0..120).map(|agency| Counted {
                agency,
                name: String::new(),
                region: String::new(),
                region_name: String::new(),
                item_type: PowerType::Service,
                depth: None,
                items: 1,
            })
        };
        let (mut seen, mut after) = (Vec::new(), None);
        for _ in 0..3 {
            let page = report(rows().collect(), after);
            seen.extend(page.agencies.iter().map(|entry| entry.agency));
            after = page.next.map(|next| next.parse().unwrap());
        }
        assert_eq!((seen, after), ((0..120).collect::<Vec<_>>(), None));
    }
}
