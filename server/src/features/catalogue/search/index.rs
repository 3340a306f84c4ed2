//! The inverted index and its ranking: BM25F over weighted fields, times how much of the question is covered.

use std::collections::HashMap;

use schema::Page;
use schema::catalogue::{Audience, ItemQuery, ItemSummary, Served};

use super::counts::Counts;
use super::facets::{Facets, Filter};
use super::highlight;
use super::terms::{Term, strip_fillers, terms};

/// An item as it is indexed.
#[derive(Clone, Debug)]
pub struct Document {
    /// What a result shows.
    pub summary: ItemSummary,
    /// The directory entry it belongs to.
    pub catalog_name: String,
    /// What people call it.
    pub everyday_names: Vec<String>,
    /// Who may apply.
    pub conditions: String,
    /// What to bring.
    pub materials: Vec<String>,
    /// Its themes.
    pub themes: Vec<String>,
    /// Who is served.
    pub served: Vec<Served>,
}

impl Document {
    /// Whether it belongs behind this door. Catalogues that do not say whom they serve serve everybody.
    pub fn is_for(&self, audience: Audience) -> bool {
        self.served.is_empty() || audience.includes(&self.served)
    }
}

/// How many results a page has.
pub const PAGE_SIZE: usize = 20;

/// How much a hit in a field counts, how strongly the length of the field tells against it, and whether single
/// characters of it are indexed: they make up for dropped and mistyped characters in short names.
struct Field {
    weight: f32,
    length: f32,
    single: bool,
}

const NAME: Field = Field { weight: 3.0, length: 0.5, single: true };
const EVERYDAY: Field = Field { weight: 3.0, length: 0.3, single: true };
const CATALOG: Field = Field { weight: 1.0, length: 0.5, single: false };
const THEME: Field = Field { weight: 0.8, length: 0.0, single: false };
const AGENCY: Field = Field { weight: 0.6, length: 0.3, single: false };
const MATERIAL: Field = Field { weight: 0.5, length: 0.7, single: false };
const CONDITION: Field = Field { weight: 0.3, length: 0.7, single: false };

/// Only the beginning of long conditions is indexed: it says what they are about.
const CONDITION_LETTERS: usize = 160;
/// BM25's saturation.
const SATURATION: f32 = 1.2;
/// A single character tells less than a pair.
const SINGLE_WEIGHT: f32 = 0.3;
/// A hit must cover this share of the question, by weight…
const LEAST_COVERAGE: f32 = 0.3;
/// …and reach this share of the best score.
const LEAST_SCORE: f32 = 0.12;

/// An index that never changes.
#[derive(Default)]
pub struct Index {
    revision: Option<i64>,
    documents: Vec<Document>,
    by_code: HashMap<String, u32>,
    postings: HashMap<Term, Vec<(u32, f32)>>,
    facets: Facets,
    counts: Counts,
}

/// A hit: which document, how well.
#[derive(Clone, Copy, Debug)]
pub struct Hit {
    pub document: u32,
    pub score: f32,
}

/// The first `count` hits in order, the best first, ties by code. The rest stays as it lies: a common word finds half
/// the catalogue, and a page shows twenty.
fn best(hits: &mut [Hit], count: usize) -> &[Hit] {
    let order = |a: &Hit, b: &Hit| b.score.total_cmp(&a.score).then(a.document.cmp(&b.document));
    if count < hits.len() {
        hits.select_nth_unstable_by(count, order);
    }
    let first = &mut hits[..count];
    first.sort_unstable_by(order);
    first
}

impl Index {
    /// Indexes these documents.
    pub fn build(revision: i64, documents: Vec<Document>) -> Self {
        let average = average_lengths(&documents);
        let mut postings: HashMap<Term, Vec<(u32, f32)>> = HashMap::new();
        let mut counts: HashMap<Term, f32> = HashMap::new();
        for (number, document) in documents.iter().enumerate() {
            counts.clear();
            for (index, (field, text)) in fields(document).enumerate() {
                let placed = terms(&text, field.single);
                let length = if average[index] > 0.0 { placed.len() as f32 / average[index] } else { 1.0 };
                let share = field.weight / (1.0 - field.length + field.length * length);
                for placed in placed {
                    *counts.entry(placed.term).or_default() += share;
                }
            }
            for (term, count) in &counts {
                let impact = count / (SATURATION + count);
                postings.entry(*term).or_default().push((number as u32, impact));
            }
        }
        postings.values_mut().for_each(Vec::shrink_to_fit);
        let by_code = documents.iter().enumerate();
        let by_code =
            by_code.map(|(number, document)| (document.summary.code.clone(), number as u32)).collect();
        let (facets, counts) = (Facets::build(&documents), Counts::build(&documents));
        Self { revision: Some(revision), documents, by_code, postings, facets, counts }
    }

    /// The revision of the catalogue this was built from.
    pub fn revision(&self) -> Option<i64> {
        self.revision
    }

    /// All documents, in the order of codes.
    pub fn documents(&self) -> &[Document] {
        &self.documents
    }

    /// What there is, counted.
    pub const fn counts(&self) -> &Counts {
        &self.counts
    }

    /// The item with this code.
    pub fn get(&self, code: &str) -> Option<&Document> {
        self.by_code.get(code).map(|number| &self.documents[*number as usize])
    }

    /// A page of results with its facets.
    pub fn search(&self, query: &ItemQuery) -> Page<ItemSummary> {
        let question = query.q.as_deref().map(strip_fillers).filter(|text| !text.trim().is_empty());
        let hits = match &question {
            Some(question) => self.rank(question),
            None => (0..self.documents.len() as u32).map(|document| Hit { document, score: 0.0 }).collect(),
        };
        let (mut kept, facets) = self.facets.apply(&Filter::new(query), hits);
        let start = query.cursor.as_deref().and_then(|cursor| cursor.parse().ok()).unwrap_or(0);
        let end = usize::min(start + PAGE_SIZE, kept.len());
        // Without a question everything lies in the order of codes.
        let page = if question.is_some() { best(&mut kept, end) } else { &kept[..end] };
        let items = page.get(start..).unwrap_or_default().iter();
        let items = items.map(|hit| self.result(hit.document, question.as_deref())).collect();
        Page {
            items,
            next: (end < kept.len()).then(|| end.to_string()),
            total: Some(kept.len() as u64),
            facets,
        }
    }

    fn result(&self, number: u32, question: Option<&str>) -> ItemSummary {
        let document = &self.documents[number as usize];
        let mut summary = document.summary.clone();
        if let Some(question) = question {
            summary.marks = highlight::marks(&summary.name, question);
            summary.found_in = highlight::found_in(document, question);
        }
        summary
    }

    /// Scores every document that shares a term with the question; those that answer it, in no order.
    fn rank(&self, question: &str) -> Vec<Hit> {
        let wanted = self.weighted_terms(question);
        let total: f32 = wanted.iter().map(|(_, weight)| weight).sum();
        if total <= 0.0 {
            return Vec::new();
        }
        // Dense, because a common character touches much of the catalogue: two adds a posting, no hashing.
        let mut scores = vec![(0.0_f32, 0.0_f32); self.documents.len()];
        for (term, weight) in &wanted {
            for (document, impact) in self.postings.get(term).into_iter().flatten() {
                let (score, covered) = &mut scores[*document as usize];
                *score += weight * impact;
                *covered += weight;
            }
        }
        let mut hits: Vec<Hit> = scores
            .into_iter()
            .enumerate()
            .filter(|(_, (_, covered))| *covered >= LEAST_COVERAGE * total)
            .map(|(number, (score, covered))| Hit { document: number as u32, score: score * covered / total })
            .collect();
        let least = hits.iter().fold(0.0, |best: f32, hit| best.max(hit.score)) * LEAST_SCORE;
        hits.retain(|hit| hit.score >= least);
        hits
    }

    /// The question's terms, each once, weighted by how rare it is. A term no item has weighs as much as the
    /// rarest: it is a mistake or a name, and covering the rest must not look complete.
    fn weighted_terms(&self, question: &str) -> Vec<(Term, f32)> {
        let count = self.documents.len() as f32;
        let mut wanted: Vec<(Term, f32)> = Vec::new();
        for placed in terms(question, true) {
            if wanted.iter().any(|(term, _)| *term == placed.term) {
                continue;
            }
            let bearing = self.postings.get(&placed.term).map_or(0, Vec::len) as f32;
            let rarity = (1.0 + (count - bearing + 0.5) / (bearing + 0.5)).ln();
            let unknown = if bearing == 0.0 { 0.5 } else { 1.0 };
            let kind = if placed.len == 1 { SINGLE_WEIGHT } else { 1.0 };
            wanted.push((placed.term, rarity * kind * unknown));
        }
        wanted
    }
}

fn fields(document: &Document) -> impl Iterator<Item = (Field, String)> {
    let beginning: String = document.conditions.chars().take(CONDITION_LETTERS).collect();
    [
        (NAME, document.summary.name.clone()),
        (EVERYDAY, document.everyday_names.join(" ")),
        (CATALOG, document.catalog_name.clone()),
        (THEME, document.themes.join(" ")),
        (AGENCY, document.summary.department.clone()),
        (MATERIAL, document.materials.join(" ")),
        (CONDITION, beginning),
    ]
    .into_iter()
}

fn average_lengths(documents: &[Document]) -> [f32; 7] {
    let mut sums = [0.0_f32; 7];
    let mut counts = [0.0_f32; 7];
    for document in documents {
        for (index, (field, text)) in fields(document).enumerate() {
            let length = terms(&text, field.single).len();
            if length > 0 {
                sums[index] += length as f32;
                counts[index] += 1.0;
            }
        }
    }
    std::array::from_fn(|index| if counts[index] > 0.0 { sums[index] / counts[index] } else { 0.0 })
}
