//! The index: what is found for a query, in which order, and how it is shown. `question` ranks everything by terms,
//! `closeness` then the first few by whole titles.

use std::cmp::Ordering;

use schema::Page;
use schema::ask::Context;
use schema::catalogue::{Audience, ItemQuery, ItemSummary, Served};

use super::super::text::folded;
use super::counts::Counts;
use super::facets::{Facets, Filter};
use super::fields::Averages;
use super::following::{Change, News};
use super::heard::{Heard, simplified};
use super::highlight::Highlight;
use super::lexicon::Lexicon;
use super::postings::Vocabulary;
use super::preferences::{Preferences, Traits};
use super::question::Question;
use super::shard::{Shard, Stamp};
use crate::features::ask::Talk;

/// An item as it is indexed.
#[derive(Clone, Debug, PartialEq)]
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
    pub synonyms: Vec<String>,
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
/// How well an item answers whose titles have nothing in common with the question, against 1 more for one that is called
/// just so.
const DISTANT: f32 = 0.5;

/// An answer that scores less is none: the person is told so, and offered the nearest.
pub const GOOD: f32 = 0.4;

/// How many results a page has.
pub const PAGE_SIZE: usize = 20;

/// An index that never changes.
#[derive(Default)]
pub struct Index {
    revision: Option<i64>,
    shards: Vec<Shard>,
    /// The number of the first item of each shard.
    starts: Vec<u32>,
    averages: Averages,
    vocabulary: Vocabulary,
    facets: Facets,
    counts: Counts,
    lexicon: Lexicon,
    talk: Talk,
    preferences: Preferences,
}

/// An item that answers a question.
#[derive(Clone, Copy, Debug)]
pub struct Answer {
    /// Its number in this index.
    pub number: u32,
    /// How well it answers, from 0 to 1.
    pub score: f32,
}

/// A hit: which document, how well.
#[derive(Clone, Copy, Debug)]
pub struct Hit {
    pub document: u32,
    pub score: f32,
    /// The share of the question that it covers.
    pub covered: f32,
    /// How close the question is to one of its titles, of the first few.
    pub near: f32,
}

fn gist(lexicon: &Lexicon, text: &str) -> String {
    lexicon.without_fillers(&simplified(&folded(text)))
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
    /// Indexes these documents. What they are called besides, the lexicon says.
    pub fn build(revision: i64, lexicon: Lexicon, documents: Vec<Document>) -> Self {
        let read = documents.into_iter().map(|document| (document, Stamp::default())).collect();
        let changes = vec![Change { read, ..Change::default() }];
        Self::default().followed(News { revision, changes }, |_| lexicon)
    }

    /// Puts shards together, which were weighed by these averages and bear these terms.
    pub(super) fn assemble(
        revision: i64,
        lexicon: Lexicon,
        shards: Vec<Shard>,
        (averages, vocabulary): (Averages, Vocabulary),
    ) -> Self {
        let apart = || shards.iter().map(Shard::apart);
        let facets = Facets::join(apart().map(|apart| &apart.columns));
        let counts = Counts::join(apart().map(|apart| &apart.counts));
        let preferences = Preferences::join(apart().map(|apart| &apart.preferences));
        let talk = Talk::of(lexicon.taught(), |text| gist(&lexicon, text));
        let starts = shards.iter().scan(0, |next, shard| {
            let start = *next;
            *next += shard.documents().len() as u32;
            Some(start)
        });
        let (starts, revision) = (starts.collect(), Some(revision));
        Self { revision, starts, shards, averages, vocabulary, facets, counts, lexicon, talk, preferences }
    }

    /// The shards it is made of.
    pub(super) fn shards(&self) -> &[Shard] {
        &self.shards
    }

    /// By which averages it is weighed.
    pub(super) const fn averages(&self) -> Averages {
        self.averages
    }

    /// The terms that its items bear.
    pub(super) const fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// The revision of the catalogue this was built from.
    pub fn revision(&self) -> Option<i64> {
        self.revision
    }

    /// The words it was built with.
    pub const fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// What the libraries say themselves.
    pub const fn talk(&self) -> &Talk {
        &self.talk
    }

    /// What is left of a question without what is only said around its matter.
    pub fn gist(&self, text: &str) -> String {
        gist(&self.lexicon, text)
    }

    /// All documents, in the order of codes.
    pub fn documents(&self) -> impl Iterator<Item = &Document> {
        self.shards.iter().flat_map(Shard::documents)
    }

    /// How many documents there are.
    pub fn len(&self) -> usize {
        self.shards.iter().map(|shard| shard.documents().len()).sum()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.shards.is_empty()
    }

    /// What there is, counted.
    pub const fn counts(&self) -> &Counts {
        &self.counts
    }

    /// The item with this code.
    pub fn get(&self, code: &str) -> Option<&Document> {
        let shard = self.shards.partition_point(|shard| shard.first() <= code).checked_sub(1)?;
        let documents = self.shards[shard].documents();
        let place = documents.binary_search_by(|document| document.summary.code.as_str().cmp(code));
        place.ok().map(|place| &documents[place])
    }

    /// What is heard in a question.
    pub fn hear(&self, text: &str) -> Heard {
        Heard::of(text, &self.lexicon)
    }

    /// The first so many items that answer what was heard in this context, the best first, with how well each does: 1 is
    /// called just so.
    pub fn answers(&self, heard: &Heard, context: &Context, count: usize) -> Vec<Answer> {
        let question = Question::read(&heard.words, &self.vocabulary);
        let mut hits = self.ranked(&question, context, true);
        self.order(&question, &mut hits, count);
        hits.truncate(count);
        let wanted = self.preferences.of(context);
        let answer = |hit: Hit| {
            let fits = f32::min(wanted.weight(hit.document), 1.0);
            let score = hit.covered.sqrt() * (DISTANT + hit.near) / (DISTANT + 1.0) * fits;
            Answer { number: hit.document, score }
        };
        hits.into_iter().map(answer).collect()
    }

    /// The item with this number.
    pub fn item(&self, number: u32) -> &Document {
        let shard = self.starts.partition_point(|start| *start <= number) - 1;
        &self.shards[shard].documents()[(number - self.starts[shard]) as usize]
    }

    /// What is shown of answers to what was heard, with where its words stand in each.
    pub fn shown(&self, heard: &Heard, answers: &[Answer]) -> Vec<ItemSummary> {
        let highlight = Highlight::of(&heard.words);
        answers.iter().map(|answer| self.result(answer.number, Some(&highlight))).collect()
    }

    /// What an item is by its purpose and its audiences.
    pub fn traits(&self, number: u32) -> Traits {
        self.preferences.traits(number)
    }

    /// A page of results with its facets.
    pub fn search(&self, query: &ItemQuery) -> Page<ItemSummary> {
        let heard = query.q.as_deref().filter(|text| !text.trim().is_empty());
        let heard = heard.map(|text| Heard::of(text, &self.lexicon));
        let question = heard.as_ref().map(|heard| Question::read(&heard.words, &self.vocabulary));
        let hits = match (&question, &heard) {
            (Some(question), Some(heard)) => self.ranked(question, &heard.context, false),
            _ => (0..self.len() as u32)
                .map(|document| Hit { document, score: 0.0, covered: 0.0, near: 0.0 })
                .collect(),
        };
        let (mut kept, facets) = self.facets.apply(&Filter::new(query), hits);
        let start = query.cursor.as_deref().and_then(|cursor| cursor.parse().ok()).unwrap_or(0);
        let end = usize::min(start + PAGE_SIZE, kept.len());
        // Without a question everything lies in the order of codes.
        if let Some(question) = &question {
            self.order(question, &mut kept, end);
        }
        let highlight = heard.as_ref().map(|heard| Highlight::of(&heard.words));
        let items = kept[..end].get(start..).unwrap_or_default().iter();
        let items = items.map(|hit| self.result(hit.document, highlight.as_ref())).collect();
        Page {
            items,
            next: (end < kept.len()).then(|| end.to_string()),
            total: Some(kept.len() as u64),
            facets,
        }
    }

    /// What answers a question, in no order yet; what fits its context is preferred.
    fn ranked(&self, question: &Question, context: &Context, nearest: bool) -> Vec<Hit> {
        let mut hits = question.rank(&self.shards, nearest);
        let wanted = self.preferences.of(context);
        hits.iter_mut().for_each(|hit| hit.score *= wanted.weight(hit.document));
        hits
    }

    /// Puts the first `count` hits into order. The very first are looked at closely.
    fn order(&self, question: &Question, hits: &mut [Hit], count: usize) {
        let head = usize::min(HEAD, hits.len());
        best(hits, usize::max(count, head).min(hits.len()));
        for hit in &mut hits[..head] {
            let closeness = question.letters().closeness(self.item(hit.document));
            hit.near = closeness.near();
            hit.score *= closeness.weight(hit.covered);
        }
        hits[..head].sort_unstable_by(by_score);
    }

    fn result(&self, number: u32, highlight: Option<&Highlight>) -> ItemSummary {
        let document = self.item(number);
        let mut summary = document.summary.clone();
        if let Some(highlight) = highlight {
            summary.marks = highlight.marks(&summary.name);
            summary.found_in = highlight.found_in(document);
        }
        summary
    }
}
