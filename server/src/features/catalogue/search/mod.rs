//! Finding items: an index in memory over names, everyday names, synonyms, materials, conditions, agencies and themes.
//!
//! Our own, not a search library: Chinese titles are short and people drop, swap and mistype characters, so the
//! terms are single characters, pairs of them, and what stands near each other in whichever order; ranking, tolerance
//! and facets are then one small pure program. It is made of shards, so that it follows within a second: what was published is read
//! (`changes`), the shards it lies in are made anew (`following`), the others stay.

mod changes;
mod closeness;
mod counts;
mod facets;
mod fields;
mod following;
mod heard;
mod highlight;
mod index;
mod lexicon;
mod postings;
mod preferences;
mod question;
#[cfg(test)]
mod real_tests;
mod shard;
mod sounds;
mod terms;

use std::sync::{Arc, PoisonError, RwLock};

use schema::ask::{Library, Said};
use schema::catalogue::ItemSummary;

use super::line::Line;
use super::{http, store};
use crate::db::{Db, Tx};
use crate::error::Result;
use crate::features::{ask, regions};
pub use heard::{Heard, plain};
pub use highlight::Highlight;
pub use index::{Answer, Document, GOOD, Index};
use lexicon::Lexicon;
pub use shard::{Stamp, Sums};
pub use terms::{Term, terms};

/// How many items are read at a time.
const PAGE: i64 = 1000;

/// The present index, replaced as a whole.
#[derive(Clone, Default)]
pub struct SearchIndex {
    present: Arc<RwLock<Arc<Index>>>,
    /// Held while one is built: of two that are built at once, that of the older revision could be ready last, and stay.
    building: Arc<tokio::sync::Mutex<()>>,
}

impl SearchIndex {
    /// The index as it is now.
    pub fn current(&self) -> Arc<Index> {
        Arc::clone(&self.present.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Follows the catalogue if it has changed since; says whether it had.
    pub async fn refresh(&self, db: &Db) -> Result<bool> {
        let _building = self.building.lock().await;
        let present = self.current();
        let mut tx = db.read().await?;
        let Some((news, words)) = changes::since(&present, &mut tx).await? else { return Ok(false) };
        drop(tx);
        let next = move || present.followed(news, |served| words.lexicon(served));
        let next = Arc::new(tokio::task::spawn_blocking(next).await.map_err(anyhow::Error::from)?);
        self.put(Arc::clone(&next));
        // What was published is found by now; the rest takes as long as all of it.
        let weighed = tokio::task::spawn_blocking(move || next.reweighed()).await;
        if let Some(weighed) = weighed.map_err(anyhow::Error::from)? {
            self.put(Arc::new(weighed));
        }
        Ok(true)
    }

    fn put(&self, index: Arc<Index>) {
        *self.present.write().unwrap_or_else(PoisonError::into_inner) = index;
    }
}

/// All items, of which indexes are built to be measured.
pub struct Source {
    revision: i64,
    lexicon: Lexicon,
    items: Vec<(ItemSummary, Line)>,
}

impl Source {
    /// Reads the catalogue.
    pub async fn read(tx: &mut Tx) -> Result<Self> {
        let revision = store::revision(tx).await?;
        let mut items = Vec::new();
        let mut after = String::new();
        loop {
            let rows = store::items_after(tx, &after, PAGE).await?;
            if rows.is_empty() {
                break;
            }
            for row in &rows {
                let line = Line::of_row(row)?;
                let summary = http::summary(row, &line);
                after.clone_from(&line.task_code);
                items.push((summary, line));
            }
        }
        let served = items.iter().map(|(summary, _): &(ItemSummary, Line)| summary.region_code).collect();
        let taught = ask::lessons(tx).await?;
        let lexicon = Lexicon::of(&taught, regions::to_counties(tx).await?, &served);
        Ok(Self { revision, lexicon, items })
    }

    /// The index of all of it.
    pub fn index(&self) -> Index {
        self.index_by(self.lexicon.clone(), self.items.iter().cloned())
    }

    /// The index of all of it with one more entry of a library.
    pub fn index_taught(&self, library: Library, said: Said) -> Index {
        self.index_by(self.lexicon.teach(library, said), self.items.iter().cloned())
    }

    /// The index without what people call this item: whether it is found all the same is what an evaluation asks.
    pub fn index_without_wordings(&self, code: &str) -> Index {
        let items = self.items.iter().cloned().map(|(summary, mut line)| {
            if line.task_code == code {
                line.everyday_names.clear();
            }
            (summary, line)
        });
        self.index_by(self.lexicon.clone(), items)
    }

    /// What an evaluation must know of the items.
    pub fn known(&self) -> impl Iterator<Item = Known<'_>> {
        self.items.iter().map(|(_, line)| Known {
            code: &line.task_code,
            name: &line.name,
            level: line.level.as_deref(),
            wordings: &line.everyday_names,
            line,
        })
    }

    fn index_by(&self, lexicon: Lexicon, items: impl Iterator<Item = (ItemSummary, Line)>) -> Index {
        let documents = items.map(|(summary, line)| document(summary, line)).collect();
        Index::build(self.revision, lexicon, documents)
    }
}

/// An item as an evaluation knows it.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// Its code.
    pub code: &'a str,
    /// Its name.
    pub name: &'a str,
    /// Its level of government.
    pub level: Option<&'a str>,
    /// What people call it.
    pub wordings: &'a [String],
    line: &'a Line,
}

impl Known<'_> {
    /// Whether anything it says shares two characters next to each other, or a word, with a question.
    pub fn shares_a_pair(&self, question: &str, without_wordings: bool) -> bool {
        let asked = terms::terms(question, false);
        let wordings = if without_wordings { &[] } else { self.wordings };
        let own = [
            Some(self.name),
            self.line.catalog_name.as_deref(),
            self.line.conditions.as_deref(),
            Some(&self.line.department),
        ];
        let texts = own.into_iter().flatten();
        let texts = texts
            .chain(wordings.iter().chain(&self.line.materials).chain(&self.line.themes).map(String::as_str));
        texts
            .flat_map(|text| terms::terms(text, false))
            .any(|said| asked.iter().any(|asked| asked.term == said.term))
    }
}

/// An item as it is indexed, but for what it is called besides.
fn document(summary: ItemSummary, line: Line) -> Document {
    Document {
        synonyms: Vec::new(),
        summary,
        catalog_name: line.catalog_name.unwrap_or_default(),
        everyday_names: line.everyday_names,
        conditions: line.conditions.unwrap_or_default(),
        materials: line.materials,
        themes: line.themes,
        served: line.served,
    }
}
