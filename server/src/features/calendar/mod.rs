//! The working calendar of this hall: kept in the database, one notice a year, and held in memory by each server.
//!
//! What follows from it is decided in `schema::calendar`.

mod domain;
pub mod http;
mod store;

use std::sync::{Arc, PoisonError, RwLock};

use chrono::{DateTime, Utc};
pub use domain::{Nonsense, Notice};
use schema::calendar::{Calendar, published_rows};

use crate::db::{Db, Tx};
use crate::error::Result;
use crate::features::audit::{self, Line};
use store::Source;

/// Public holidays and make-up days as announced by the State Council, 2004 to 2026. Source: `server/seed/SOURCE.md`.
const PUBLISHED: &str = include_str!("../../../seed/calendar/cn-holidays-2004-2026.json");

/// The edition of [`PUBLISHED`]. It grows when that file does, and halls that run load what is new.
const EDITION: i64 = 1;

/// The present calendar, replaced as a whole.
#[derive(Clone, Default)]
pub struct WorkingCalendar(Arc<RwLock<Held>>);

#[derive(Default)]
struct Held {
    revision: Option<i64>,
    calendar: Arc<Calendar>,
}

impl WorkingCalendar {
    /// The calendar as it is now.
    pub fn current(&self) -> Arc<Calendar> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner).calendar)
    }

    /// Reads the calendar anew if it has changed since; says whether it had.
    pub async fn refresh(&self, db: &Db) -> Result<bool> {
        let mut tx = db.read().await?;
        let revision = Some(store::revision(&mut tx).await?);
        if self.0.read().unwrap_or_else(PoisonError::into_inner).revision == revision {
            return Ok(false);
        }
        let calendar = Arc::new(stored(&mut tx).await?);
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Held { revision, calendar };
        Ok(true)
    }
}

/// The calendar as it is in the database.
pub async fn stored(tx: &mut Tx) -> Result<Calendar> {
    let rows = store::rows(tx).await?;
    Ok(Calendar::from_rows(rows).map_err(anyhow::Error::from)?)
}

/// Loads the notices that came with this program into a database that has none of them or those of an older one;
/// what was read in by hand stays. Says whether that changed the calendar.
pub async fn load(db: &Db) -> Result<bool> {
    load_edition(db, PUBLISHED, EDITION).await
}

async fn load_edition(db: &Db, published: &str, edition: i64) -> Result<bool> {
    let mut tx = db.write().await?;
    if store::seed(&mut tx).await? >= edition {
        return Ok(false);
    }
    let rows = published_rows(published).map_err(anyhow::Error::from)?;
    let before = store::rows(&mut tx).await?;
    for notice in domain::notices(rows).map_err(anyhow::Error::from)? {
        if store::source(&mut tx, notice.year).await? != Some(Source::Import) {
            store::replace(&mut tx, &notice, Source::Seed).await?;
        }
    }
    store::set_seed(&mut tx, edition).await?;
    let changed = advance_if_changed(&mut tx, &before).await?;
    tx.commit().await?;
    Ok(changed)
}

/// What an import did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// The notices that were in the file.
    pub notices: Vec<Notice>,
    /// Whether the calendar is another one now.
    pub changed: bool,
}

/// Reads a file of notices, whole or not at all. The same file again changes nothing.
pub async fn import(db: &Db, text: &str, now: DateTime<Utc>) -> Result<Result<Imported, Nonsense>> {
    let notices = match published_rows(text).map_err(Nonsense::from).and_then(domain::notices) {
        Ok(notices) => notices,
        Err(nonsense) => return Ok(Err(nonsense)),
    };
    let mut tx = db.write().await?;
    let before = store::rows(&mut tx).await?;
    for notice in &notices {
        store::replace(&mut tx, notice, Source::Import).await?;
    }
    // Rows that are right by themselves may contradict what another notice says.
    if let Err(error) = Calendar::from_rows(store::rows(&mut tx).await?) {
        return Ok(Err(error.into()));
    }
    let changed = advance_if_changed(&mut tx, &before).await?;
    if changed {
        for notice in &notices {
            let line = Line::new("calendar.import", notice.year).detail("days", notice.days.len());
            audit::record(&mut tx, line, 0, now).await?;
        }
    }
    tx.commit().await?;
    Ok(Ok(Imported { notices, changed }))
}

async fn advance_if_changed(tx: &mut Tx, before: &[schema::calendar::CalendarRow]) -> Result<bool> {
    let changed = store::rows(tx).await? != before;
    if changed {
        store::advance_revision(tx).await?;
    }
    Ok(changed)
}
