//! Whose cards somebody sees: those of the regions they supervise or lead, or else those of the agencies they lead.

use schema::accounts::Session;
use schema::role::Role;

use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::accounts;
use crate::features::dashboards::{self, Scope};

/// Whose cards.
pub enum Reach {
    /// Of a part of the tree.
    Regions(Scope),
    /// Of these agencies.
    Agencies(Vec<i64>),
}

impl Reach {
    /// How far somebody reaches; refused to who neither supervises nor leads anything.
    pub async fn of(tx: &mut Tx, session: &Session) -> Result<Self> {
        if let Ok(region) = dashboards::scope_of(session) {
            return Ok(Self::Regions(region.map_or_else(Scope::all, Scope::of)));
        }
        let agencies = led(tx, session).await?;
        if agencies.is_empty() { Err(Error::forbidden()) } else { Ok(Self::Agencies(agencies)) }
    }
}

/// The agencies that somebody leads.
pub async fn led(tx: &mut Tx, session: &Session) -> Result<Vec<i64>> {
    let posts = accounts::posts(tx, session.account).await?;
    Ok(posts.into_iter().filter(|post| post.role == Role::AgencyLead).map(|post| post.agency).collect())
}
