//! Asking in one's own words: one engine behind the search box and the navigator, the libraries behind it that editors keep
//! without a developer, what is remembered of questions, and how well all of it does.

mod answer;
mod common;
pub mod desk;
pub mod eval;
mod groups;
pub mod http;
mod memory;
mod speech;
mod store;
mod talk;
mod taught;
mod trials;

use chrono::{DateTime, Utc};
use schema::ask::{Library, Said, Spoken};
use schema::{Problem, ProblemKind};

use crate::db::{Db, Tx};
use crate::error::{Error, Result};
use crate::features::catalogue;
pub use common::load as load_common;
pub use memory::{Notebook, keep_up};
pub use talk::Talk;
pub use taught::Taught;
pub use trials::Trials;

/// What the libraries teach; what the hall ships, where they were never filled.
pub async fn lessons(tx: &mut Tx) -> Result<Taught> {
    if !store::entries::is_filled(tx).await? {
        return Ok(Taught::shipped());
    }
    Ok(Taught::new(store::entries::enabled(tx).await?))
}

/// What the common questions answer to a text: approved words for who has to answer it.
pub fn approved(index: &catalogue::Index, text: &str) -> Option<Spoken> {
    match index.talk().tell(text, &index.gist(text))? {
        talk::Telling::Common(spoken, _) => Some(spoken),
        talk::Telling::Politely(_) | talk::Telling::SmallTalk(_) => None,
    }
}

/// Whether a text holds words that are neither answered nor said.
pub fn is_blocked(index: &catalogue::Index, text: &str) -> bool {
    index.talk().blocked().holds(text)
}

/// Adds a common question that was answered elsewhere, as editors would; what is too long or says nothing is refused. Gives its
/// number; it counts a moment later.
pub async fn keep_common(tx: &mut Tx, said: Said, by: i64, now: DateTime<Utc>) -> Result<i64> {
    let said = said.trimmed();
    Error::unless_valid(said.faults(Library::Common))?;
    let id = store::entries::insert(tx, Library::Common, &said, Some(by), now).await?;
    catalogue::advance(tx).await?;
    Ok(id)
}

/// A common question counts no more, whatever editors made of it since; `by` is none where who wants it so is not to be named.
pub async fn retire_common(tx: &mut Tx, id: i64, by: Option<i64>, now: DateTime<Utc>) -> Result<()> {
    let found = store::entries::one(tx, Library::Common, id).await?;
    let Some(entry) = found.filter(|entry| entry.said.enabled) else { return Ok(()) };
    let said = Said { enabled: false, ..entry.said };
    if !store::entries::update(tx, (id, entry.revision), &said, by, now).await? {
        return Err(Problem::new(ProblemKind::Conflict)
            .detail("the entry was changed at this moment")
            .into());
    }
    catalogue::advance(tx).await
}

/// Fills the libraries of a hall that has none yet with what it ships.
pub async fn load(db: &Db, now: DateTime<Utc>) -> Result<()> {
    let mut tx = db.write().await?;
    if store::entries::is_filled(&mut tx).await? {
        return Ok(());
    }
    for (library, said) in taught::shipped()? {
        store::entries::insert(&mut tx, library, &said, None, now).await?;
    }
    catalogue::advance(&mut tx).await?;
    Ok(tx.commit().await?)
}
