//! Who is here: somebody at the desks of agencies, at a window that hands enquiries on, or who edits what the hall publishes.

use std::collections::BTreeSet;

use schema::accounts::Session;
use schema::enquiries::{Actor, EnquiryAct, allowed};
use schema::role::{RegionCode, Role};

use super::log::Logged;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::accounts::{self, Intake};
use crate::features::audit::{self, Line};
use crate::features::cases::is_at_desk;
use crate::state::AppState;

/// Somebody who has to do with enquiries.
pub struct Here {
    by: String,
    /// The agencies at whose desks they are.
    pub agencies: BTreeSet<i64>,
    leads: BTreeSet<i64>,
    pub intake: Intake,
    edits: bool,
}

/// The person of a session, in the transaction that reads or writes as them; refused, on record, to who has nothing to do with them.
pub async fn here(state: &AppState, session: &Session) -> Result<(Tx, Here)> {
    let mut tx = state.db.write().await?;
    let posts = accounts::posts(&mut tx, session.account).await?;
    let at = |may: fn(Role) -> bool| posts.iter().filter(|it| may(it.role)).map(|it| it.agency).collect();
    let here = Here {
        by: session.account.to_string(),
        agencies: at(is_at_desk),
        leads: at(|role| role == Role::AgencyLead),
        intake: Intake::of(&mut tx, session.account).await?,
        edits: session.has(Role::Editor),
    };
    if here.agencies.is_empty() && here.intake.is_empty() && !here.edits {
        let line = Line::by(session.account, "enquiry.refused", session.account);
        audit::record(&mut tx, line, session.account, state.clock.now()).await?;
        tx.commit().await?;
        return Err(Error::forbidden());
    }
    Ok((tx, here))
}

impl Here {
    /// The capacities in which they act about one; none where it is none of their business.
    pub fn actors(&self, logged: &Logged) -> Vec<Actor<'_>> {
        let mut actors = Vec::new();
        if let Some(agency) = logged.now.agency.filter(|agency| self.agencies.contains(agency)) {
            actors.push(Actor::Handler { by: &self.by, leads: self.leads.contains(&agency) });
        }
        let region = RegionCode::parse(&logged.row.region).ok();
        if region.is_some_and(|region| self.intake.covers_region(region)) {
            actors.push(Actor::Registrar);
        }
        if self.edits && logged.now.published.is_some() {
            actors.push(Actor::Editor);
        }
        actors
    }

    /// The capacity in which they may do this; any where they may not, so that it is refused for what it is.
    pub fn actor_for(&self, logged: &Logged, act: EnquiryAct) -> Option<Actor<'_>> {
        let actors = self.actors(logged);
        let may = actors.iter().find(|actor| allowed(&logged.now, **actor).contains(&act));
        may.or_else(|| actors.first()).copied()
    }

    /// What they may do about one.
    pub fn allowed(&self, logged: &Logged) -> Vec<EnquiryAct> {
        let actors = self.actors(logged);
        let may = |act: &EnquiryAct| actors.iter().any(|actor| allowed(&logged.now, *actor).contains(act));
        EnquiryAct::ALL.into_iter().filter(may).collect()
    }
}
