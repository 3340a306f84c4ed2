//! The index: what is found for a query, in which order, and how it is shown. `question` ranks everything by terms,
//! `closeness` then the first few by whole titles.

use std::cmp::Ordering;
use std::collections::HashMap;

use schema::Page;
use schema::catalogue::{Audience, ItemQuery, ItemSummary, Served};

use super::counts::Counts;
use super::facets::{Facets, Filter};
use super::highlight::Highlight;
use super::postings::Postings;
use super::question::Question;
use super::terms::strip_fillers;

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
    /// What people call what its name says.
    pub synonyms: Vec<&'static str>,
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

/// How many of the first hits are compared with the question title by title.
const HEAD: usize = 50;
/// What is left of the score of a hit whose titles have nothing in common with the question, against 1 more for one that
/// is called just so.
const DISTANT: f32 = 0.5;

/// How many results a page has.
pub const PAGE_SIZE: usize = 20;

/// An index that never changes.
#[derive(Default)]
pub struct Index {
    revision: Option<i64>,
    documents: Vec<Document>,
    by_code: HashMap<String, u32>,
    postings: Postings,
    facets: Facets,
    counts: Counts,
}

/// A hit: which document, how well.
#[derive(Clone, Copy, Debug)]
pub struct Hit {
    pub document: u32,
    pub score: f32,
}

/// The best first, ties by code.
fn by_score(a: &Hit, b: &Hit) -> Ordering {
    b.score.total_cmp(&a.score).then(a.document.cmp(&b.document))
}

/// Puts the first `count` hits into order. The rest stays as it lies: a common word finds half the catalogue, and a page
/// shows twenty.
fn best(hits: &mut [Hit], count: usize) {
    if count < hits.len() {
        hits.select_nth_unstable_by(count, by_score);
    }
    hits[..count].sort_unstable_by(by_score);
}

impl Index {
    /// Indexes these documents.
    pub fn build(revision: i64, documents: Vec<Document>) -> Self {
        let postings = Postings::build(&documents);
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
        let words = query.q.as_deref().map(strip_fillers).filter(|text| !text.trim().is_empty());
        let question = words.as_deref().map(|words| Question::read(words, &self.postings));
        let hits = match &question {
            Some(question) => question.rank(&self.postings),
            None => (0..self.documents.len() as u32).map(|document| Hit { document, score: 0.0 }).collect(),
        };
        let (mut kept, facets) = self.facets.apply(&Filter::new(query), hits);
        let start = query.cursor.as_deref().and_then(|cursor| cursor.parse().ok()).unwrap_or(0);
        let end = usize::min(start + PAGE_SIZE, kept.len());
        // Without a question everything lies in the order of codes.
        if let Some(question) = &question {
            self.order(question, &mut kept, end);
        }
        let highlight = words.as_deref().map(Highlight::of);
        let items = kept[..end].get(start..).unwrap_or_default().iter();
        let items = items.map(|hit| self.result(hit.document, highlight.as_ref())).collect();
        Page {
            items,
            next: (end < kept.len()).then(|| end.to_string()),
            total: Some(kept.len() as u64),
            facets,
        }
    }

    /// Puts the first `count` hits into order. The very first are looked at closely.
    fn order(&self, question: &Question, hits: &mut [Hit], count: usize) {
        let head = usize::min(HEAD, hits.len());
        best(hits, usize::max(count, head));
        for hit in &mut hits[..head] {
            hit.score *= DISTANT + question.letters().closeness(&self.documents[hit.document as usize]);
        }
        hits[..head].sort_unstable_by(by_score);
    }

    fn result(&self, number: u32, highlight: Option<&Highlight>) -> ItemSummary {
        let document = &self.documents[number as usize];
        let mut summary = document.summary.clone();
        if let Some(highlight) = highlight {
            summary.marks = highlight.marks(&summary.name);
            summary.found_in = highlight.found_in(document);
        }
        summary
    }
}
