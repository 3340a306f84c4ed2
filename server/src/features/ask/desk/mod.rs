//! The desk of the libraries: who may keep them, lists, an entry, tables in and out, and what is learnt from questions.
//!
//! The engine is one for the whole hall, so are its libraries: whoever edits some part of the catalogue keeps them, and each
//! change bears their name.

pub mod entries;
pub mod learning;
pub mod lists;
mod reading;
pub mod tables;

use schema::accounts::Session;
use schema::ask::{Library, MeantItem, Said};
use schema::role::Role;
use schema::{FieldCode, FieldError};

use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::catalogue::{self, Index};
use crate::state::AppState;

/// Refused to who edits no part of the catalogue.
async fn editor(tx: &mut Tx, session: &Session) -> Result<()> {
    catalogue::scope_of(tx, session, Role::Editor).await?.map(drop).ok_or_else(Error::forbidden)
}

/// A library that editors keep, by its name in an address.
fn kept(slug: &str) -> Result<Library> {
    Library::from_slug(slug).filter(|library| library.is_kept()).ok_or_else(Error::not_found)
}

/// Items by name.
fn meant(index: &Index, codes: &[String]) -> Vec<MeantItem> {
    let name = |code: &String| index.get(code).map_or(code, |item| &item.summary.name).clone();
    codes.iter().map(|code| MeantItem { code: code.clone(), name: name(code) }).collect()
}

/// What does not hold of an entry: by its library, and because the catalogue has no such item.
fn faults(index: &Index, library: Library, said: &Said) -> Vec<FieldError> {
    let mut faults = said.faults(library);
    if said.items.iter().any(|code| index.get(code).is_none()) {
        faults.push(FieldError::new("/items", FieldCode::Unknown));
    }
    faults
}

/// Lets the index follow beside the request that changed what it is made of: a word that many items are called by makes much of it
/// anew, and that takes longer than one waits for an answer. Should it fail, the watch of the server tries again.
fn follow(state: &AppState) {
    let state = state.clone();
    tokio::spawn(async move {
        if let Err(error) = state.search.refresh(&state.db).await {
            tracing::warn!(%error, "the libraries could not be indexed; the old index stays");
        }
        state.pages.clear();
    });
}
