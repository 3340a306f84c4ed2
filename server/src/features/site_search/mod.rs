//! Searching all that is published beside the catalogue of items: notices, public documents, replies, surveys. An index in memory,
//! built of what each feature publishes and built anew when one of them says so; it can be thrown away.

pub mod http;
mod index;
mod sources;
mod store;

use std::sync::{Arc, PoisonError, RwLock};

pub use index::TextIndex;

use crate::db::{Db, Tx};
use crate::error::Result;
use crate::state::AppState;

/// Says that what is published has changed: the index is built anew.
pub async fn advance(tx: &mut Tx) -> Result<()> {
    store::advance(tx).await
}

/// The present index, replaced as a whole.
#[derive(Clone, Default)]
pub struct SiteTexts {
    present: Arc<RwLock<Arc<TextIndex>>>,
    /// Held while one is built: of two that are built at once, that of the older revision could be ready last, and stay.
    building: Arc<tokio::sync::Mutex<()>>,
}

impl SiteTexts {
    /// The index as it is now.
    pub fn current(&self) -> Arc<TextIndex> {
        Arc::clone(&self.present.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Builds the index anew if anything was published or taken back since; says whether it did.
    pub async fn refresh(&self, db: &Db) -> Result<bool> {
        let _building = self.building.lock().await;
        let mut tx = db.read().await?;
        let revision = store::revision(&mut tx).await?;
        if self.current().revision() == Some(revision) {
            return Ok(false);
        }
        let documents = sources::read(&mut tx).await?;
        drop(tx);
        let build = tokio::task::spawn_blocking(move || TextIndex::build(revision, documents)).await;
        let index = Arc::new(build.map_err(anyhow::Error::from)?);
        *self.present.write().unwrap_or_else(PoisonError::into_inner) = index;
        Ok(true)
    }
}

/// Builds the index anew beside the request that changed what it is built of. Should it fail, the watch of the server tries again.
pub fn follow(state: &AppState) {
    let state = state.clone();
    tokio::spawn(async move {
        if let Err(error) = state.texts.refresh(&state.db).await {
            tracing::warn!(%error, "what is published could not be indexed; the old index stays");
        }
        state.pages.clear();
    });
}
