//! Narrowing results, and counting by what they could be narrowed further.

use std::collections::HashMap;

use schema::catalogue::{Audience, ItemQuery};
use schema::role::RegionCode;
use schema::{Facet, FacetValue};

use super::index::{Document, Hit};

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
pub struct Columns([Column; NAMES.len()]);

/// The columns of all documents.
#[derive(Default)]
pub struct Facets {
    columns: [Column; NAMES.len()],
    /// The counts over everything: what whoever browses without a question sees first.
    whole: Vec<Facet>,
}

/// One facet. The numbers of all documents lie in one row, because counting walks over most of them.
#[derive(Default)]
struct Column {
    values: Vec<Value>,
    /// Document → where its numbers end; they begin where those of the one before end.
    ends: Vec<u32>,
    numbers: Vec<u16>,
}

struct Value {
    value: String,
    label: String,
}

impl Columns {
    /// Reads the facet values of these documents.
    pub fn build(documents: &[Document]) -> Self {
        let mut columns: [Column; NAMES.len()] = Default::default();
        let mut known: [HashMap<String, u16>; NAMES.len()] = Default::default();
        for document in documents {
            for ((column, known), values) in columns.iter_mut().zip(&mut known).zip(values_of(document)) {
                values.into_iter().for_each(|(value, label)| column.push(known, value, label));
                column.ends.push(column.numbers.len() as u32);
            }
        }
        Self(columns)
    }
}

impl Facets {
    /// Puts the columns of shards below each other.
    pub fn join<'a>(parts: impl Iterator<Item = &'a Columns>) -> Self {
        let mut facets = Self::default();
        let mut known: [HashMap<&str, u16>; NAMES.len()] = Default::default();
        for Columns(part) in parts {
            for ((column, known), more) in facets.columns.iter_mut().zip(&mut known).zip(part) {
                column.append(known, more);
            }
        }
        let all = (0..facets.columns[0].ends.len() as u32).collect::<Vec<_>>();
        facets.whole = facets.report(&all, &Default::default());
        facets
    }

    /// The hits that pass, and the counts. A facet is counted over what passes all the others, so that it shows what
    /// choosing another of its values would give.
    pub fn apply(&self, filter: &Filter, hits: Vec<Hit>) -> (Vec<Hit>, Vec<Facet>) {
        let wanted: Vec<(usize, Option<u16>)> = filter
            .wanted
            .iter()
            .enumerate()
            .filter_map(|(facet, value)| Some((facet, self.columns[facet].number(value.as_ref()?))))
            .collect();
        // What fails one facet only is counted for that one.
        let mut almost: [Vec<u32>; NAMES.len()] = Default::default();
        let mut kept = hits;
        kept.retain(|hit| {
            let fails = |(facet, number): &&(usize, Option<u16>)| {
                number.is_none_or(|number| !self.columns[*facet].of(hit.document).contains(&number))
            };
            let mut failing = wanted.iter().filter(fails);
            match (failing.next(), failing.next()) {
                (None, _) => return true,
                (Some((only, _)), None) => almost[*only].push(hit.document),
                _ => {}
            }
            false
        });
        if kept.len() == self.columns[0].ends.len() {
            return (kept, self.whole.clone());
        }
        let documents: Vec<u32> = kept.iter().map(|hit| hit.document).collect();
        let facets = self.report(&documents, &almost);
        (kept, facets)
    }

    /// Every facet over these documents and, each, over those that fail only it.
    fn report(&self, documents: &[u32], almost: &[Vec<u32>; NAMES.len()]) -> Vec<Facet> {
        let columns = self.columns.iter().zip(almost).zip(NAMES);
        let facet = |((column, almost), name): ((&Column, &Vec<u32>), &str)| Facet {
            name: name.to_owned(),
            values: column.count(documents.iter().chain(almost)),
        };
        columns.map(facet).collect()
    }
}

impl Column {
    fn push(&mut self, known: &mut HashMap<String, u16>, value: String, label: String) {
        let number = *known.entry(value).or_insert_with_key(|value| {
            self.values.push(Value { value: value.clone(), label: String::new() });
            (self.values.len() - 1) as u16
        });
        let entry = &mut self.values[usize::from(number)];
        if entry.label.is_empty() {
            entry.label = label;
        }
        self.numbers.push(number);
    }

    /// The documents of another column after its own.
    fn append<'a>(&mut self, known: &mut HashMap<&'a str, u16>, more: &'a Self) {
        let numbers: Vec<u16> = more
            .values
            .iter()
            .map(|Value { value, label }| {
                let number = *known.entry(value).or_insert_with(|| {
                    self.values.push(Value { value: value.clone(), label: String::new() });
                    (self.values.len() - 1) as u16
                });
                let entry = &mut self.values[usize::from(number)];
                if entry.label.is_empty() {
                    entry.label.clone_from(label);
                }
                number
            })
            .collect();
        let begin = self.numbers.len() as u32;
        self.ends.extend(more.ends.iter().map(|end| begin + end));
        self.numbers.extend(more.numbers.iter().map(|number| numbers[usize::from(*number)]));
    }

    fn number(&self, value: &str) -> Option<u16> {
        self.values.iter().position(|entry| entry.value == value).map(|number| number as u16)
    }

    /// The numbers of a document.
    fn of(&self, document: u32) -> &[u16] {
        let document = document as usize;
        let start = document.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        &self.numbers[start..self.ends[document] as usize]
    }

    /// The values that most of these documents have, with how many have them.
    fn count<'a>(&self, documents: impl Iterator<Item = &'a u32>) -> Vec<FacetValue> {
        let mut counts = vec![0_u32; self.values.len()];
        for document in documents {
            self.of(*document).iter().for_each(|number| counts[usize::from(*number)] += 1);
        }
        // A region without items of its own has no name here.
        let named = |(entry, count): &(&Value, u32)| *count > 0 && !entry.label.is_empty();
        let mut values: Vec<(&Value, u32)> = self.values.iter().zip(counts).filter(named).collect();
        values.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.value.cmp(&b.0.value)));
        values.truncate(SHOWN);
        let shown = |(entry, count): (&Value, u32)| FacetValue {
            value: entry.value.clone(),
            label: entry.label.clone(),
            count: count.into(),
        };
        values.into_iter().map(shown).collect()
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
