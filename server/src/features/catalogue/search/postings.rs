//! The inverted file: for each term the items that bear it, and how much it says of each (BM25F over weighted fields).

use std::collections::HashMap;

use super::index::Document;
use super::sounds::sounds;
use super::terms::{Placed, Term, near, terms};

/// How much a hit in a field counts, how strongly the length of the field tells against it, and what is indexed of it.
struct Field {
    weight: f32,
    length: f32,
    kind: Text,
}

/// What is indexed of a text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Text {
    /// Of a title also single characters, what stands near and how it sounds, because that makes up for mistakes.
    Title,
    /// Of words of ours, which are many and much alike, no single characters, and each term once.
    Words,
    /// Pairs and words.
    Plain,
}

const NAME: Field = Field { weight: 3.0, length: 0.5, kind: Text::Title };
const EVERYDAY: Field = Field { weight: 3.0, length: 0.3, kind: Text::Title };
/// A synonym is our word, not the item's.
const SYNONYM: Field = Field { weight: 1.5, length: 0.0, kind: Text::Words };
const CATALOG: Field = Field { weight: 1.0, length: 0.5, kind: Text::Plain };
const THEME: Field = Field { weight: 0.8, length: 0.0, kind: Text::Plain };
const AGENCY: Field = Field { weight: 0.6, length: 0.3, kind: Text::Plain };
const MATERIAL: Field = Field { weight: 0.5, length: 0.7, kind: Text::Plain };
const CONDITION: Field = Field { weight: 0.3, length: 0.7, kind: Text::Plain };
const FIELDS: usize = 8;

/// Only the beginning of long conditions is indexed: it says what they are about.
const CONDITION_LETTERS: usize = 160;
/// BM25's saturation.
const SATURATION: f32 = 1.2;

/// An item that bears a term, and how much the term says of it.
pub type Posting = (u32, f32);

/// For each term the items that bear it.
#[derive(Default)]
pub struct Postings {
    documents: usize,
    lists: HashMap<Term, Vec<Posting>>,
}

impl Postings {
    /// Cuts these documents into terms.
    pub fn build(documents: &[Document]) -> Self {
        let average = average_lengths(documents);
        let mut lists: HashMap<Term, Vec<Posting>> = HashMap::new();
        let mut counts: HashMap<Term, f32> = HashMap::new();
        for (number, document) in documents.iter().enumerate() {
            counts.clear();
            for ((field, text), average) in fields(document).zip(average) {
                let length = if average > 0.0 { letters(&text) / average } else { 1.0 };
                let share = field.weight / (1.0 - field.length + field.length * length);
                for placed in field.cut(&text) {
                    *counts.entry(placed.term).or_default() += share;
                }
            }
            for (term, count) in &counts {
                let impact = count / (SATURATION + count);
                lists.entry(*term).or_default().push((number as u32, impact));
            }
        }
        lists.values_mut().for_each(Vec::shrink_to_fit);
        Self { documents: documents.len(), lists }
    }

    /// How many documents there are.
    pub const fn documents(&self) -> usize {
        self.documents
    }

    /// The items that bear a term.
    pub fn of(&self, term: Term) -> &[Posting] {
        self.lists.get(&term).map_or(&[], Vec::as_slice)
    }

    /// How rare a term is, as BM25 counts it. One that no item bears says half as much as the rarest: it is a mistake or
    /// a name, and covering the rest must not look complete.
    pub fn rarity(&self, term: Term) -> f32 {
        let (all, bearing) = (self.documents as f32, self.of(term).len() as f32);
        let rarity = (1.0 + (all - bearing + 0.5) / (bearing + 0.5)).ln();
        if bearing == 0.0 { rarity / 2.0 } else { rarity }
    }
}

impl Field {
    fn cut(&self, text: &str) -> Vec<Placed> {
        let mut placed = terms(text, self.kind == Text::Title);
        if self.kind != Text::Plain {
            placed.extend(near(text));
            placed.extend(sounds(text));
        }
        if self.kind == Text::Words {
            placed.sort_unstable_by_key(|placed| placed.term);
            placed.dedup_by_key(|placed| placed.term);
        }
        placed
    }
}

fn fields(document: &Document) -> impl Iterator<Item = (Field, String)> {
    let beginning: String = document.conditions.chars().take(CONDITION_LETTERS).collect();
    let fields: [(Field, String); FIELDS] = [
        (NAME, document.summary.name.clone()),
        (EVERYDAY, document.everyday_names.join(" ")),
        (SYNONYM, document.synonyms.join(" ")),
        (CATALOG, document.catalog_name.clone()),
        (THEME, document.themes.join(" ")),
        (AGENCY, document.summary.department.clone()),
        (MATERIAL, document.materials.join(" ")),
        (CONDITION, beginning),
    ];
    fields.into_iter()
}

fn letters(text: &str) -> f32 {
    text.chars().count() as f32
}

/// How long each field is on average, where there is one.
fn average_lengths(documents: &[Document]) -> [f32; FIELDS] {
    let mut sums = [(0.0_f32, 0.0_f32); FIELDS];
    for document in documents {
        for ((_, text), (sum, count)) in
            fields(document).zip(&mut sums).filter(|((_, text), _)| !text.is_empty())
        {
            *sum += letters(&text);
            *count += 1.0;
        }
    }
    sums.map(|(sum, count)| if count > 0.0 { sum / count } else { 0.0 })
}
