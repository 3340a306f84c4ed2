//! Narrowing results, and counting by what they could be narrowed further.

use std::collections::HashMap;

use schema::catalogue::{Audience, ItemQuery};
use schema::role::RegionCode;
use schema::{Facet, FacetValue};

use super::index::Document;

/// The facets, in the order they are shown.
const NAMES: [&str; 6] = ["audience", "region", "type", "theme", "agency", "online"];

/// How many values a facet shows.
const SHOWN: usize = 30;

/// What a query asks for besides words: per facet the wanted value.
pub struct Filter {
    wanted: [Option<String>; NAMES.len()],
}

impl Filter {
    /// The filter of a query.
    pub fn new(query: &ItemQuery) -> Self {
        Self { wanted: NAMES.map(|name| query.get(name).map(str::to_owned)) }
    }
}

/// Per facet, the values that occur and which of them each document has.
#[derive(Default)]
pub struct Facets {
    values: [Vec<Value>; NAMES.len()],
    /// Document → per facet the numbers of its values.
    of: Vec<[Vec<u16>; NAMES.len()]>,
}

struct Value {
    value: String,
    label: String,
}

impl Facets {
    /// Reads the facet values of all documents.
    pub fn build(documents: &[Document]) -> Self {
        let mut facets = Self::default();
        let mut numbers: [HashMap<String, u16>; NAMES.len()] = Default::default();
        for document in documents {
            let values = values_of(document);
            facets.of.push(std::array::from_fn(|facet| {
                let known = &mut facets.values[facet];
                let number = |(value, label): &(String, String)| {
                    let number = *numbers[facet].entry(value.clone()).or_insert_with(|| {
                        known.push(Value { value: value.clone(), label: String::new() });
                        (known.len() - 1) as u16
                    });
                    if known[usize::from(number)].label.is_empty() {
                        known[usize::from(number)].label.clone_from(label);
                    }
                    number
                };
                values[facet].iter().map(number).collect()
            }));
        }
        facets
    }

    /// The documents that pass, and the counts. A facet is counted over what passes all the others, so that it
    /// shows what choosing another of its values would give.
    pub fn apply(&self, filter: &Filter, documents: impl Iterator<Item = u32>) -> (Vec<u32>, Vec<Facet>) {
        let wanted: [Option<Option<u16>>; NAMES.len()] = std::array::from_fn(|facet| {
            let value = filter.wanted[facet].as_ref()?;
            Some(
                self.values[facet].iter().position(|entry| entry.value == *value).map(|number| number as u16),
            )
        });
        let mut counts: [Vec<u64>; NAMES.len()] =
            std::array::from_fn(|facet| vec![0; self.values[facet].len()]);
        let mut kept = Vec::new();
        for document in documents {
            let has = &self.of[document as usize];
            let fails = |facet: &usize| {
                wanted[*facet]
                    .is_some_and(|wanted| wanted.is_none_or(|number| !has[*facet].contains(&number)))
            };
            let mut failing = (0..NAMES.len()).filter(fails);
            match (failing.next(), failing.next()) {
                (None, _) => {
                    kept.push(document);
                    for (facet, counts) in counts.iter_mut().enumerate() {
                        has[facet].iter().for_each(|number| counts[*number as usize] += 1);
                    }
                }
                (Some(only), None) => {
                    has[only].iter().for_each(|number| counts[only][*number as usize] += 1);
                }
                _ => {}
            }
        }
        (kept, self.report(&counts))
    }

    fn report(&self, counts: &[Vec<u64>; NAMES.len()]) -> Vec<Facet> {
        let facet = |(index, name): (usize, &&str)| {
            let mut values: Vec<FacetValue> = self.values[index]
                .iter()
                .zip(&counts[index])
                // A region without items of its own has no name here.
                .filter(|(entry, count)| **count > 0 && !entry.label.is_empty())
                .map(|(entry, count)| FacetValue {
                    value: entry.value.clone(),
                    label: entry.label.clone(),
                    count: *count,
                })
                .collect();
            values.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
            values.truncate(SHOWN);
            Facet { name: (*name).to_owned(), values }
        };
        NAMES.iter().enumerate().map(facet).collect()
    }
}

/// Per facet, the values of one document with their labels.
fn values_of(document: &Document) -> [Vec<(String, String)>; NAMES.len()] {
    let same = |value: &str| (value.to_owned(), value.to_owned());
    let summary = &document.summary;
    let audiences = Audience::ALL.into_iter().filter(|audience| document.is_for(*audience));
    // An item of a city is also found under its province, and so on up.
    let region: RegionCode = summary.region_code;
    let regions = std::iter::once(region).chain(region.lineage()).map(|code| {
        let label = if code == region { summary.region.clone() } else { String::new() };
        (code.to_string(), label)
    });
    [
        audiences.map(|audience| same(audience.slug())).collect(),
        dedup(regions.collect()),
        vec![same(summary.item_type.word())],
        document.themes.iter().map(|theme| same(theme)).collect(),
        vec![same(&summary.department)],
        summary.online.map(|online| same(if online { "true" } else { "false" })).into_iter().collect(),
    ]
}

fn dedup(mut values: Vec<(String, String)>) -> Vec<(String, String)> {
    let mut seen: Vec<String> = Vec::new();
    values.retain(|(value, _)| {
        let new = !seen.contains(value);
        seen.push(value.clone());
        new
    });
    values
}
