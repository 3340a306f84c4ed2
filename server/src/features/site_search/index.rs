//! The index of what is published: terms of titles, numbers and texts, by how rare they are. Pure, and replaced as a whole.

use std::collections::{BTreeMap, HashMap};

use chrono::{Datelike, NaiveDate};
use schema::disclosures::DisclosureSubject;
use schema::locale::Text;
use schema::site_search::{MarkedText, SiteGroup, SiteHit, SiteKind};
use schema::{Facet, FacetValue, Locale};

use crate::features::catalogue::{Highlight, Term, normal, terms};

/// What a term of a title, a number or an issuer counts beside one of the text.
const TITLE: f32 = 4.0;
/// What a term of the text counts at most, however often it stands there.
const BODY: f32 = 2.0;
/// The share of what a question says that has to stand in a document.
const COVERED: f32 = 0.5;
/// How long a snippet is, and how much of it stands before the words, in characters.
const SNIPPET: usize = 80;
const BEFORE: usize = 24;

/// Something that is published.
#[derive(Clone, Debug)]
pub struct Document {
    pub kind: SiteKind,
    /// What stands for it in addresses.
    pub id: String,
    pub title: Text,
    /// A line is a paragraph.
    pub body: Text,
    /// What it is found by besides: a number, who issued it.
    pub also: String,
    /// Whose it is.
    pub source: Option<String>,
    /// The day from which everybody sees it.
    pub day: NaiveDate,
    /// What it is about, of a public document.
    pub subject: Option<DisclosureSubject>,
}

/// An index that never changes.
#[derive(Default)]
pub struct TextIndex {
    revision: Option<i64>,
    documents: Vec<Document>,
    postings: HashMap<Term, Vec<(u32, f32)>>,
}

/// What is asked for: the words, of which kind alone, from the how-manieth on, how many.
#[derive(Clone, Copy)]
pub struct Wanted<'a> {
    pub words: &'a str,
    pub kind: Option<SiteKind>,
    pub start: usize,
    pub count: usize,
    pub today: NaiveDate,
}

impl TextIndex {
    /// Indexes these documents.
    pub fn build(revision: i64, documents: Vec<Document>) -> Self {
        let documents: Vec<Document> = documents.into_iter().map(normalised).collect();
        let mut postings: HashMap<Term, Vec<(u32, f32)>> = HashMap::new();
        for (number, document) in documents.iter().enumerate() {
            for (term, weight) in weights(document) {
                postings.entry(term).or_default().push((number as u32, weight));
            }
        }
        Self { revision: Some(revision), documents, postings }
    }

    /// The revision it was built from.
    pub const fn revision(&self) -> Option<i64> {
        self.revision
    }

    /// Everything that is published on this day, by its kind and what stands for it in addresses.
    pub fn published(&self, today: NaiveDate) -> impl Iterator<Item = (SiteKind, &str)> {
        let seen = self.documents.iter().filter(move |document| document.day <= today);
        seen.map(|document| (document.kind, document.id.as_str()))
    }

    /// What was found, kind by kind, the best first; what is seen from a later day on is left out.
    pub fn find(&self, wanted: Wanted<'_>) -> Vec<SiteGroup> {
        let highlight = Highlight::of(wanted.words);
        let mut groups: BTreeMap<SiteKind, Vec<(u32, f32)>> = BTreeMap::new();
        for (number, score) in self.scores(wanted.words) {
            let document = &self.documents[number as usize];
            let is_asked = wanted.kind.is_none_or(|kind| kind == document.kind);
            if is_asked && document.day <= wanted.today {
                groups.entry(document.kind).or_default().push((number, score));
            }
        }
        let group = |(kind, mut hits): (SiteKind, Vec<(u32, f32)>)| {
            let day = |number: u32| self.documents[number as usize].day;
            hits.sort_unstable_by(|a, b| {
                b.1.total_cmp(&a.1).then(day(b.0).cmp(&day(a.0))).then(a.0.cmp(&b.0))
            });
            let end = wanted.start.saturating_add(wanted.count).min(hits.len());
            let shown = hits[..end].get(wanted.start..).unwrap_or_default();
            let shown = shown.iter().map(|(number, _)| self.hit(*number, &highlight)).collect();
            let next = (wanted.kind.is_some() && end < hits.len()).then(|| end.to_string());
            SiteGroup { kind, total: hits.len() as u64, hits: shown, next }
        };
        groups.into_iter().map(group).collect()
    }

    /// How well each document answers, of those that answer enough of the question.
    fn scores(&self, words: &str) -> HashMap<u32, f32> {
        let single = words.chars().filter(|letter| letter.is_alphanumeric()).count() == 1;
        let mut asked: Vec<Term> = terms(words, single).into_iter().map(|placed| placed.term).collect();
        asked.sort_unstable();
        asked.dedup();
        let rarity = |found: usize| (1.0 + self.documents.len() as f32 / (found as f32 + 1.0)).ln();
        let mut all = 0.0;
        let mut found: HashMap<u32, (f32, f32)> = HashMap::new();
        for term in asked {
            let postings = self.postings.get(&term).map(Vec::as_slice).unwrap_or_default();
            let rarity = rarity(postings.len());
            all += rarity;
            for (number, weight) in postings {
                let (covered, score) = found.entry(*number).or_default();
                *covered += rarity;
                *score += rarity * weight;
            }
        }
        let enough = found.into_iter().filter(|(_, (covered, _))| *covered >= all * COVERED);
        enough.map(|(number, (covered, score))| (number, score * covered / all)).collect()
    }

    fn hit(&self, number: u32, highlight: &Highlight) -> SiteHit {
        let document = &self.documents[number as usize];
        let marked = |text: &str| MarkedText { marks: highlight.marks(text), text: text.to_owned() };
        let covered = |locale| covered(&highlight.marks(document.title.get(locale)));
        // The language in which the words stand; that of the catalogue where it does not matter.
        let locale = if covered(Locale::En) > covered(Locale::ZhCn) { Locale::En } else { Locale::ZhCn };
        SiteHit {
            kind: document.kind,
            id: document.id.clone(),
            title: marked(document.title.get(locale)),
            snippet: snippet(&document.body, highlight),
            source: document.source.clone(),
            day: document.day,
        }
    }

    /// By what the catalogue of public documents can be narrowed on a day: who issued them, what they are about, in which year.
    pub fn facets(&self, today: NaiveDate) -> Vec<Facet> {
        let mut counts: [HashMap<String, u64>; 3] = Default::default();
        let seen = self.documents.iter().filter(|document| document.day <= today);
        for (document, subject) in seen.filter_map(|document| Some((document, document.subject?))) {
            let year = format!("{:04}", document.day.year());
            let issuer = document.source.clone().unwrap_or_default();
            for (counts, value) in counts.iter_mut().zip([issuer, subject.slug().to_owned(), year]) {
                *counts.entry(value).or_default() += 1;
            }
        }
        let facet = |(name, counts): (&str, HashMap<String, u64>)| {
            let value = |(value, count): (String, u64)| FacetValue { label: value.clone(), value, count };
            let mut values: Vec<FacetValue> = counts.into_iter().map(value).collect();
            match name {
                // Years in their order; anything else by how much there is of it.
                "year" => values.sort_unstable_by(|a, b| b.value.cmp(&a.value)),
                _ => values.sort_unstable_by(|a, b| b.count.cmp(&a.count).then(a.value.cmp(&b.value))),
            }
            Facet { name: name.to_owned(), values }
        };
        ["issuer", "subject", "year"].into_iter().zip(counts).map(facet).collect()
    }
}

/// Titles and texts as catalogues are kept, so that places of marks are places of characters.
fn normalised(document: Document) -> Document {
    let text = |text: Text| {
        let locales = Locale::ALL.into_iter().filter(|locale| text.has(*locale));
        locales.fold(Text::default(), |all, locale| {
            let lines = text.get(locale).lines().map(|line| normal(line).trim().to_owned());
            all.with(locale, lines.collect::<Vec<_>>().join("\n"))
        })
    };
    Document { title: text(document.title), body: text(document.body), ..document }
}

/// What each term of a document counts.
fn weights(document: &Document) -> HashMap<Term, f32> {
    let mut weights: HashMap<Term, f32> = HashMap::new();
    let each = |text: &Text| -> Vec<String> {
        let locales = Locale::ALL.into_iter().filter(|locale| text.has(*locale));
        locales.map(|locale| text.get(locale).to_owned()).collect()
    };
    for text in each(&document.body).iter().flat_map(|text| text.lines()) {
        for placed in terms(text, false) {
            let weight = weights.entry(placed.term).or_default();
            *weight = (*weight + 1.0).min(BODY);
        }
    }
    for text in each(&document.title).iter().chain([&document.also]) {
        for placed in terms(text, true) {
            weights.insert(placed.term, TITLE);
        }
    }
    weights
}

fn covered(marks: &[(u32, u32)]) -> u32 {
    marks.iter().map(|(_, len)| len).sum()
}

/// The paragraph where most of the words stand, cut around the first of them; the beginning where none do.
fn snippet(body: &Text, highlight: &Highlight) -> Option<MarkedText> {
    let locales = Locale::ALL.into_iter().filter(|locale| body.has(*locale));
    let lines = locales.flat_map(|locale| body.get(locale).lines()).filter(|line| !line.is_empty());
    let marked = lines.map(|line| (line, highlight.marks(line)));
    let best = marked.reduce(|best, next| if covered(&next.1) > covered(&best.1) { next } else { best });
    best.map(|(line, marks)| cut(line, &marks))
}

fn cut(line: &str, marks: &[(u32, u32)]) -> MarkedText {
    let letters: Vec<char> = line.chars().collect();
    let first = marks.first().map_or(0, |(start, _)| *start as usize);
    let start = if letters.len() <= SNIPPET { 0 } else { first.saturating_sub(BEFORE) };
    let end = (start + SNIPPET).min(letters.len());
    let mut text: String = letters[start..end].iter().collect();
    let lead = u32::from(start > 0);
    if start > 0 {
        text.insert(0, '…');
    }
    if end < letters.len() {
        text.push('…');
    }
    let (start, end) = (start as u32, end as u32);
    let within = marks.iter().filter(|(at, _)| (start..end).contains(at));
    let marks = within.map(|(at, len)| (at - start + lead, (*len).min(end - at))).collect();
    MarkedText { text, marks }
}

#[cfg(test)]
#[path = "index_tests.rs"]
mod tests;
