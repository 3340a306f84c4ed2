//! Who is here: somebody at the desks of agencies, or who leads or supervises a region.

use schema::accounts::Session;
use schema::proceedings::{Actor, Invitee, Proceeding, Who};
use schema::role::{RegionCode, Role};

use super::store::{Row, Whose};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::accounts;
use crate::features::audit::{self, Line};
use crate::features::cases::is_at_desk;
use crate::state::AppState;

/// Somebody with posts, or with a region.
pub struct Here {
    pub account: i64,
    pub agencies: Vec<i64>,
    regions: Vec<RegionCode>,
}

/// The person of a session, in the transaction that reads or writes as them; refused, on record, to who has no post and no region.
pub async fn here(state: &AppState, session: &Session) -> Result<(Tx, Here)> {
    let mut tx = state.db.write().await?;
    let posts = accounts::posts(&mut tx, session.account).await?;
    let mut agencies: Vec<i64> = Vec::new();
    for post in posts.iter().filter(|post| is_at_desk(post.role)) {
        if !agencies.contains(&post.agency) {
            agencies.push(post.agency);
        }
    }
    let leads = session.grants.iter().filter(|grant| matches!(grant.role, Role::Leader | Role::Supervisor));
    let regions: Vec<RegionCode> = leads.filter_map(|grant| grant.region).collect();
    if agencies.is_empty() && regions.is_empty() {
        let line = Line::by(session.account, "proceeding.refused", session.account);
        audit::record(&mut tx, line, session.account, state.clock.now()).await?;
        tx.commit().await?;
        return Err(Error::forbidden());
    }
    Ok((tx, Here { account: session.account, agencies, regions }))
}

impl Here {
    /// Somebody at these agencies, for what runs beside a case there.
    pub const fn at(account: i64, agencies: Vec<i64>) -> Self {
        Self { account, agencies, regions: Vec::new() }
    }

    /// Whether they are at the agency that called it.
    pub fn called(&self, row: &Row) -> bool {
        self.agencies.contains(&row.agency)
    }

    /// As whom they are invited, if they are.
    pub fn invited<'p>(&self, proceeding: &'p Proceeding) -> Option<&'p Invitee> {
        let is_me = |invitee: &&Invitee| match &invitee.who {
            Who::Agency(id) => self.agencies.contains(id),
            Who::Person(id) => *id == self.account,
            Who::Region(region) => self.regions.contains(region),
            Who::Outside => false,
        };
        proceeding.invitees.iter().filter(|invitee| !invitee.revoked).find(is_me)
    }

    /// Whether they may open it.
    pub fn opens(&self, row: &Row, proceeding: &Proceeding) -> bool {
        self.called(row) || self.invited(proceeding).is_some()
    }

    /// The capacities in which they act, as an invitee first.
    pub fn actors(&self, row: &Row, proceeding: &Proceeding) -> Vec<Actor> {
        let invited = self.invited(proceeding).map(|invitee| Actor::Invitee(invitee.key));
        invited.into_iter().chain(self.called(row).then_some(Actor::Caller)).collect()
    }

    /// The lists of what they called, or of what waits for them.
    pub fn lists(&self, called: bool) -> Vec<Whose> {
        if called {
            return self.agencies.iter().map(|agency| Whose::Called(*agency)).collect();
        }
        let agencies = self.agencies.iter().map(|agency| Whose::Agency(*agency));
        let regions = self.regions.iter().map(|region| Whose::Region(region.to_string()));
        agencies.chain([Whose::Person(self.account)]).chain(regions).collect()
    }
}
