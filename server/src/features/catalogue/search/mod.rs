//! Finding items: an index in memory over names, everyday names, synonyms, materials, conditions, agencies and themes.
//!
//! Our own, not a search library: Chinese titles are short and people drop, swap and mistype characters, so the
//! terms are single characters, pairs of them, and what stands near each other in whichever order; ranking, tolerance
//! and facets are then one small pure program.

mod closeness;
mod counts;
mod facets;
mod highlight;
mod index;
mod postings;
mod question;
#[cfg(test)]
mod real_tests;
mod synonyms;
mod terms;

use std::sync::{Arc, PoisonError, RwLock};

use schema::catalogue::ItemSummary;

use super::line::Line;
use super::{http, store};
use crate::db::Db;
use crate::error::Result;
pub use index::{Document, Index};

/// How many items are read at a time when the index is built.
const PAGE: i64 = 1000;

/// The present index, replaced as a whole.
#[derive(Clone, Default)]
pub struct SearchIndex(Arc<RwLock<Arc<Index>>>);

impl SearchIndex {
    /// The index as it is now.
    pub fn current(&self) -> Arc<Index> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Builds the index anew if the catalogue has changed since; says whether it did.
    pub async fn refresh(&self, db: &Db) -> Result<bool> {
        let mut tx = db.read().await?;
        let revision = store::revision(&mut tx).await?;
        if self.current().revision() == Some(revision) {
            return Ok(false);
        }
        let mut documents = Vec::new();
        let mut after = String::new();
        loop {
            let rows = store::items_after(&mut tx, &after, PAGE).await?;
            if rows.is_empty() {
                break;
            }
            for row in &rows {
                let line = Line::of_row(row)?;
                let summary = http::summary(row, &line);
                after.clone_from(&line.task_code);
                documents.push(document(summary, line));
            }
        }
        drop(tx);
        let build = tokio::task::spawn_blocking(move || Index::build(revision, documents)).await;
        let index = Arc::new(build.map_err(anyhow::Error::from)?);
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = index;
        Ok(true)
    }
}

fn document(summary: ItemSummary, line: Line) -> Document {
    Document {
        synonyms: synonyms::of(&line.name).collect(),
        summary,
        catalog_name: line.catalog_name.unwrap_or_default(),
        everyday_names: line.everyday_names,
        conditions: line.conditions.unwrap_or_default(),
        materials: line.materials,
        themes: line.themes,
        served: line.served,
    }
}
