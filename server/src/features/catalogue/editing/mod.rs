//! The desk of catalogue editors: what the lint finds, online depth against its targets, the settings of an item.
//!
//! What a source publishes is not edited here: it is mended there and imported again. Handling and depth are the
//! hall's own: no import touches them, no export writes them.

mod domain;
pub mod http;
mod store;
mod survey;

pub use domain::{Part, Scope};
use schema::accounts::Session;
use schema::role::Role;
pub use survey::Surveys;

use crate::db::Tx;
use crate::error::Result;
use crate::features::accounts;

/// Where this person has a role: regions with everything below them, or single agencies; none where nowhere.
pub async fn scope_of(tx: &mut Tx, session: &Session, role: Role) -> Result<Option<Scope>> {
    let regions = session.grants.iter().filter(|grant| grant.role == role && grant.agency.is_none());
    let mut parts: Vec<Part> = regions.map(|grant| Part { region: grant.region, agency: None }).collect();
    for post in accounts::posts(tx, session.account).await? {
        if post.role == role {
            parts.extend(store::agency(tx, post.agency).await?);
        }
    }
    Ok(Scope::new(parts))
}
