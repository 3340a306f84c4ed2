//! What the lint finds, looked at once per import and kept in memory: a page of it then costs a page.

use std::ops::Range;
use std::sync::Arc;

use schema::Page;
use schema::catalogue::{CatalogueFindings, Finding, FindingCount, ListedItem};
use schema::role::RegionCode;
use tokio::sync::Mutex;

use super::domain::{Part, Scope};
use super::store;
use crate::db::{Db, Tx};
use crate::error::Result;
use crate::features::catalogue::lint;

/// How many items a page of a list has.
pub const PAGE: usize = 50;

/// The last survey. It is made when an editor asks and the catalogue was imported since; the second who asks waits for
/// the first.
#[derive(Default)]
pub struct Surveys(Mutex<Option<Arc<Survey>>>);

impl Surveys {
    /// The survey of the catalogue as it is now.
    pub async fn current(&self, db: &Db) -> Result<Arc<Survey>> {
        let mut kept = self.0.lock().await;
        let mut tx = db.read().await?;
        let imports = store::imports(&mut tx).await?;
        if let Some(survey) = kept.as_ref().filter(|survey| survey.imports == imports) {
            return Ok(Arc::clone(survey));
        }
        let survey = Arc::new(Survey::read(&mut tx, imports).await?);
        *kept = Some(Arc::clone(&survey));
        Ok(survey)
    }
}

/// What was found in a catalogue that does not change.
#[derive(Default)]
pub struct Survey {
    imports: i64,
    /// Every item, by region, agency and code: the items of a part of the catalogue lie together.
    entries: Vec<Entry>,
    /// The places of the entries, by code.
    by_code: Vec<u32>,
    /// Of each finding, the places of the entries, ascending.
    found: [Vec<u32>; Finding::ALL.len()],
}

/// An item, and where it belongs.
struct Entry {
    region: RegionCode,
    item: ListedItem,
}

impl Entry {
    fn agency(&self) -> (RegionCode, &str) {
        (self.region, &self.item.department)
    }
}

impl Survey {
    async fn read(tx: &mut Tx, imports: i64) -> Result<Self> {
        let mut entries = Vec::new();
        lint::read(tx, |row, line| {
            let findings = lint::found(&line).collect();
            let (code, name, department) = (line.task_code, line.name, line.department);
            let item = ListedItem { code, name, department, region: row.region_name.clone() };
            entries.push((Entry { region: line.region_code, item }, findings));
        })
        .await?;
        Ok(Self { imports, ..Self::of(entries) })
    }

    fn of(mut found_in: Vec<(Entry, Vec<Finding>)>) -> Self {
        found_in.sort_by(|(a, _), (b, _)| (a.agency(), &a.item.code).cmp(&(b.agency(), &b.item.code)));
        let found = Finding::ALL.map(|finding| {
            let places = (0..).zip(&found_in);
            places.filter(|(_, (_, found))| found.contains(&finding)).map(|(place, _)| place).collect()
        });
        let entries: Vec<Entry> = found_in.into_iter().map(|(entry, _)| entry).collect();
        let mut by_code: Vec<u32> = (0..).take(entries.len()).collect();
        by_code.sort_by_key(|place| entries.get(*place as usize).map(|entry| &entry.item.code));
        Self { imports: 0, entries, by_code, found }
    }

    /// How often each finding is made in a scope.
    pub fn counts(&self, scope: &Scope) -> CatalogueFindings {
        let ranges: Vec<Range<u32>> = scope.parts().iter().map(|part| self.range(part)).collect();
        let counts = Finding::ALL.iter().zip(&self.found).map(|(finding, places)| {
            let items = ranges.iter().map(|range| within(places, range).len() as u64).sum();
            FindingCount { finding: *finding, items }
        });
        CatalogueFindings {
            items: ranges.iter().map(|range| u64::from(range.end - range.start)).sum(),
            findings: counts.collect(),
        }
    }

    /// A page of the items of a scope in which this is found, by region, agency and code; none when there is no item
    /// to go on after.
    pub fn page(&self, finding: Finding, scope: &Scope, after: Option<&str>) -> Option<Page<ListedItem>> {
        let start = match after {
            Some(code) => self.place(code)? + 1,
            None => 0,
        };
        let (_, places) = Finding::ALL.iter().zip(&self.found).find(|(entry, _)| **entry == finding)?;
        let parts = || scope.parts().iter().map(|part| within(places, &self.range(part)));
        let mut rest = parts().flatten().skip_while(|place| **place < start);
        let shown = rest.by_ref().take(PAGE).filter_map(|place| self.entries.get(*place as usize));
        let items: Vec<ListedItem> = shown.map(|entry| entry.item.clone()).collect();
        let next = rest.next().and_then(|_| items.last()).map(|item| item.code.clone());
        let total = parts().map(|places| places.len() as u64).sum();
        Some(Page { items, next, total: Some(total), facets: Vec::new() })
    }

    /// The place of an item.
    fn place(&self, code: &str) -> Option<u32> {
        let code_at = |place: &u32| self.entries.get(*place as usize).map(|entry| entry.item.code.as_str());
        let found = self.by_code.binary_search_by_key(&Some(code), code_at).ok()?;
        self.by_code.get(found).copied()
    }

    /// The places of the entries of a part.
    fn range(&self, part: &Part) -> Range<u32> {
        let first = part.region.map(|region| (region, part.agency.as_deref().unwrap_or_default()));
        let start = first.map_or(0, |first| self.entries.partition_point(|entry| entry.agency() < first));
        let held = |entry: &Entry| part.holds(&entry.region, &entry.item.department);
        let length = self.entries.get(start..).unwrap_or_default().partition_point(held);
        start as u32..(start + length) as u32
    }
}

/// Those of ascending places that lie in a range.
fn within<'a>(places: &'a [u32], range: &Range<u32>) -> &'a [u32] {
    let bound = |end: u32| places.partition_point(|place| *place < end);
    places.get(bound(range.start)..bound(range.end)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Items that are found wanting in conditions: code, region, agency.
    fn survey(items: &[(&str, &str, &str)]) -> Survey {
        let entry = |(code, region, department): &(&str, &str, &str)| {
            let (code, department) = ((*code).to_owned(), (*department).to_owned());
            let item = ListedItem { code, name: String::new(), department, region: String::new() };
            (Entry { region: RegionCode::parse(region).unwrap(), item }, vec![Finding::NoConditions])
        };
        Survey::of(items.iter().map(entry).collect())
    }

    fn scope(parts: &[(&str, &str)]) -> Scope {
        let part = |(region, agency): &(&str, &str)| Part {
            region: RegionCode::parse(region).ok(),
            agency: Some((*agency).to_owned()).filter(|agency| !agency.is_empty()),
        };
        Scope::new(parts.iter().map(part).collect()).unwrap()
    }

    #[test]
    fn each_scope_finds_its_own_items_and_no_others() {
        let survey = survey(&[
            ("E", "440000", "厅"),
            ("A", "440100", "公安局"),
            ("D", "440100", "民政局"),
            ("C", "440103001", "街道办"),
            ("B", "511602", "公安局"),
        ]);
        let check = |parts: &[(&str, &str)], expected: &[&str]| {
            let scope = scope(parts);
            let page = survey.page(Finding::NoConditions, &scope, None).unwrap();
            let codes: Vec<&str> = page.items.iter().map(|item| item.code.as_str()).collect();
            assert_eq!(codes, expected, "{parts:?}");
            assert_eq!((page.total, page.next), (Some(codes.len() as u64), None));
            let counts = survey.counts(&scope);
            assert_eq!(counts.items, codes.len() as u64);
            assert_eq!(counts.findings[3].items, codes.len() as u64);
            assert_eq!(counts.findings[0].items, 0);
        };
        check(&[("", "")], &["E", "A", "D", "C", "B"]);
        check(&[("44", "")], &["E", "A", "D", "C"]);
        check(&[("440103", "")], &["C"]);
        check(&[("4401", "公安局")], &["A"]);
        check(&[("5116", ""), ("4401", "民政局")], &["D", "B"]);
        check(&[("45", "")], &[]);
    }

    #[test]
    fn pages_lose_nothing_and_repeat_nothing() {
        let codes: Vec<String> = (0..120).map(|number| format!("{number:03}")).collect();
        let items: Vec<(&str, &str, &str)> = codes
            .iter()
            .map(|code| (code.as_str(), if code.ends_with('7') { "440100" } else { "511602" }, "局"))
            .collect();
        let (survey, scope) = (survey(&items), scope(&[("", "")]));
        let (mut seen, mut after) = (Vec::new(), None);
        loop {
            let page = survey.page(Finding::NoConditions, &scope, after.as_deref()).unwrap();
            assert_eq!(page.total, Some(120));
            seen.extend(page.items.into_iter().map(|item| item.code));
            match page.next {
                Some(next) => after = Some(next),
                None => break,
            }
        }
        assert_eq!(seen.len(), 120);
        assert!(seen[..12].iter().all(|code| code.ends_with('7')), "the city first, then the county");
        seen.sort();
        assert_eq!(seen, codes);
        assert_eq!(survey.page(Finding::NoConditions, &scope, Some("none")), None);
    }
}
