//! The desk of designers: drafts of forms, processes and guides, their review by a second person, versions, and what is different
//! between them.
//!
//! Everybody who writes or reviews definitions may read what is published. What a draft says is for those whose part of the
//! hall the definition belongs to: where it was made for, and every agency whose items are applied for or handled with it.

mod allowed;
mod begin;
pub mod difference;
mod domain;
pub mod draft;
pub mod export;
pub mod guides;
pub mod http;
pub mod items;
mod open;
pub mod processes;
mod shelf;
mod source;
mod store;

use schema::accounts::Session;
use schema::role::Role;

use self::domain::Designer;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::catalogue;

/// What this person may do here; refused to who neither writes nor reviews.
async fn designer_of(tx: &mut Tx, session: &Session) -> Result<Designer> {
    let writes = catalogue::scope_of(tx, session, Role::Editor).await?;
    let reviews = catalogue::scope_of(tx, session, Role::Reviewer).await?;
    Designer::new(session.account, writes, reviews).ok_or_else(Error::forbidden)
}
