//! Who is here: somebody at the desks of agencies, at a window that hands enquiries on, or who edits what the hall publishes.

use std::collections::BTreeSet;

use schema::accounts::Session;
use schema::enquiries::{Actor, EnquiryAct, EnquiryStage, allowed};
use schema::role::{RegionCode, Role};

use super::log::Logged;
use super::store::Row;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::accounts::{self, Intake};
use crate::features::audit::{self, Line};
use crate::features::cases::is_at_desk;
use crate::features::catalogue::{self, Scope};
use crate::state::AppState;

/// Somebody who has to do with enquiries.
pub struct Here {
    pub account: i64,
    by: String,
    /// The agencies at whose desks they are.
    pub agencies: BTreeSet<i64>,
    leads: BTreeSet<i64>,
    pub intake: Intake,
    edits: Option<Scope>,
}

/// How much of an enquiry somebody reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    /// What was written, by whom, and what is said about it: who has to deal with it as it stands.
    Whole,
    /// What is published: who edits that.
    Published,
    /// How far it is: who handed it on.
    Stage,
}

/// The person of a session, in the transaction that reads or writes as them; refused, on record, to who has nothing to do with them.
pub async fn here(state: &AppState, session: &Session) -> Result<(Tx, Here)> {
    let mut tx = state.db.write().await?;
    let posts = accounts::posts(&mut tx, session.account).await?;
    let at = |may: fn(Role) -> bool| posts.iter().filter(|it| may(it.role)).map(|it| it.agency).collect();
    let here = Here {
        account: session.account,
        by: session.account.to_string(),
        agencies: at(is_at_desk),
        leads: at(|role| role == Role::AgencyLead),
        intake: Intake::of(&mut tx, session.account).await?,
        edits: catalogue::scope_of(&mut tx, session, Role::Editor).await?,
    };
    if here.agencies.is_empty() && here.intake.is_empty() && here.edits.is_none() {
        let line = Line::by(session.account, "enquiry.refused", session.account);
        audit::record(&mut tx, line, session.account, state.clock.now()).await?;
        tx.commit().await?;
        return Err(Error::forbidden());
    }
    Ok((tx, here))
}

impl Here {
    /// The capacities in which they act about one; none where it is none of their business, and none in their own matter (回避).
    pub fn actors(&self, logged: &Logged) -> Vec<Actor<'_>> {
        let mut actors = Vec::new();
        if self.is_own(&logged.row) {
            return actors;
        }
        if let Some(agency) = logged.now.agency.filter(|agency| self.agencies.contains(agency)) {
            actors.push(Actor::Handler { by: &self.by, leads: self.leads.contains(&agency) });
        }
        let region = RegionCode::parse(&logged.row.region).ok();
        if region.is_some_and(|region| self.intake.covers_region(region)) {
            actors.push(Actor::Registrar);
        }
        if logged.now.published.is_some() && self.edits(&logged.row) {
            actors.push(Actor::Editor);
        }
        actors
    }

    /// Whether they wrote it themselves.
    pub fn is_own(&self, row: &Row) -> bool {
        row.account == Some(self.account)
    }

    /// Whether they edit what its agency publishes.
    fn edits(&self, row: &Row) -> bool {
        let region = row.agency_region.as_deref().and_then(|code| RegionCode::parse(code).ok());
        let (Some(scope), Some(region), Some(agency)) = (&self.edits, region, &row.agency_name) else {
            return false;
        };
        scope.holds(&region, agency)
    }

    /// How much of one they read.
    pub fn sight(&self, logged: &Logged) -> Sight {
        let to_route = logged.now.stage() == EnquiryStage::ToRoute;
        let sees = |actor: &Actor<'_>| match actor {
            Actor::Handler { .. } => Sight::Whole,
            Actor::Registrar if to_route => Sight::Whole,
            Actor::Editor => Sight::Published,
            _ => Sight::Stage,
        };
        let seen: Vec<Sight> = self.actors(logged).iter().map(sees).collect();
        let most = [Sight::Whole, Sight::Published].into_iter().find(|sight| seen.contains(sight));
        most.unwrap_or(Sight::Stage)
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
