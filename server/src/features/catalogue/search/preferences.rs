//! Which of several items that answer is meant: by place, person and purpose, and where nothing was said, by what is usual.

use std::collections::HashMap;

use schema::ask::{Context, Purpose};
use schema::catalogue::Audience;
use schema::role::{RegionCode, RegionLevel};

use super::index::Document;

/// An item of another region or agency than the one that was asked for: still better than none.
const ELSEWHERE: f32 = 0.6;
/// An item that is not for whom it was asked for.
const FOR_OTHERS: f32 = 0.8;
/// An item of another purpose than the one that was asked for.
const OTHERWISE: f32 = 0.8;
/// An item of just the purpose that was asked for.
const JUST_SO: f32 = 1.05;
/// Who names no purpose seldom wants to give something up or look something up.
const UNUSUAL: f32 = 0.95;
/// Who names no region goes to the office that is nearest.
const FAR: f32 = 0.98;

/// Purpose, region and audience of every item.
#[derive(Default)]
pub struct Preferences {
    items: Vec<Traits>,
    /// Per item, the number of its agency: its place among the names.
    agencies: Vec<u32>,
    names: Vec<String>,
    numbers: HashMap<String, u32>,
}

/// What an item is beside its words.
#[derive(Clone, Copy, Debug)]
pub struct Traits {
    /// What becomes of it, where its name says so.
    pub purpose: Option<Purpose>,
    /// Of which region it is.
    pub region: RegionCode,
    /// For whom, in the order of [`Audience::ALL`].
    pub audiences: [bool; 2],
}

impl Preferences {
    /// Reads what the items are.
    pub fn build(documents: &[Document]) -> Self {
        let item = |document: &Document| Traits {
            purpose: Purpose::of(&document.summary.name),
            region: document.summary.region_code,
            audiences: Audience::ALL.map(|audience| document.is_for(audience)),
        };
        let mut all = Self { items: documents.iter().map(item).collect(), ..Self::default() };
        for document in documents {
            let number = all.number(&document.summary.department);
            all.agencies.push(number);
        }
        all
    }

    /// Puts those of shards after each other.
    pub fn join<'a>(parts: impl Iterator<Item = &'a Self>) -> Self {
        let mut all = Self::default();
        for part in parts {
            let numbers: Vec<u32> = part.names.iter().map(|name| all.number(name)).collect();
            all.items.extend_from_slice(&part.items);
            all.agencies.extend(part.agencies.iter().map(|number| numbers[*number as usize]));
        }
        all
    }

    fn number(&mut self, agency: &str) -> u32 {
        if let Some(number) = self.numbers.get(agency) {
            return *number;
        }
        let number = self.names.len() as u32;
        self.names.push(agency.to_owned());
        self.numbers.insert(agency.to_owned(), number);
        number
    }

    /// What an item is.
    pub fn traits(&self, document: u32) -> Traits {
        self.items[document as usize]
    }

    /// What is preferred in this context.
    pub fn of<'a>(&'a self, context: &'a Context) -> Preferred<'a> {
        let agency = context.agency.as_ref().and_then(|name| self.numbers.get(name).copied());
        Preferred { known: self, context, agency }
    }
}

/// What is preferred in a context.
pub struct Preferred<'a> {
    known: &'a Preferences,
    context: &'a Context,
    agency: Option<u32>,
}

impl Preferred<'_> {
    /// What is left of an item's score.
    pub fn weight(&self, document: u32) -> f32 {
        let document = document as usize;
        let item = &self.known.items[document];
        let another = self.agency.is_some_and(|agency| self.known.agencies[document] != agency);
        let of_agency = if another { ELSEWHERE } else { 1.0 };
        self.of_purpose(item) * self.of_region(item) * self.of_audience(item) * of_agency
    }

    fn of_purpose(&self, item: &Traits) -> f32 {
        match (self.context.purpose, item.purpose) {
            (Some(asked), Some(is)) if asked == is => JUST_SO,
            (Some(_), Some(_)) => OTHERWISE,
            (None, Some(is)) if is != Purpose::New => UNUSUAL,
            _ => 1.0,
        }
    }

    fn of_region(&self, item: &Traits) -> f32 {
        match self.context.region {
            Some(asked) if item.region.lineage().any(|code| code == asked) => 1.0,
            Some(asked) if asked.lineage().any(|code| code == item.region) => 1.0,
            Some(_) => ELSEWHERE,
            None if item.region.level() == RegionLevel::Province => FAR,
            None => 1.0,
        }
    }

    fn of_audience(&self, item: &Traits) -> f32 {
        let asked = self.context.audience.and_then(|asked| Audience::ALL.iter().position(|is| *is == asked));
        if asked.is_none_or(|asked| item.audiences[asked]) { 1.0 } else { FOR_OTHERS }
    }
}
