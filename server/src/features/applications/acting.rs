//! On whose behalf somebody works on an application: their own, or that of somebody for whom they file it at a window. What
//! follows is the same for both; who did it is not.

use axum::RequestPartsExt;
use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use schema::accounts::Session;
use schema::applications::{Application, ApplicationState, Receipt};

use super::store;
use crate::error::{Error, Result};
use crate::features::accounts::{self, Intake};
use crate::features::audit::Line;
use crate::features::catalogue;
use crate::http::SignedIn;
use crate::state::AppState;

/// Who works on the application of a request (`{id}` in its path): whoever is signed in; or the applicant, when who is signed in
/// has begun it for them at a window and not filed it yet.
pub struct Acting {
    /// Whose application it is to be.
    pub applicant: Session,
    by: i64,
}

/// The same, also since the clerk has filed it.
pub struct ActingSince(pub Acting);

impl Acting {
    /// Whether it is a clerk who does it for the applicant.
    pub const fn is_clerk(&self) -> bool {
        self.by != self.applicant.account
    }

    /// The application as who works on it sees it: a clerk is told whom it is for, and not which licences they have.
    pub fn shown(&self, application: Application) -> Application {
        if !self.is_clerk() {
            return application;
        }
        let name = self.applicant.enterprise.as_ref().map_or(&self.applicant.name, |it| &it.name);
        Application { on_behalf: Some(name.clone()), licences: Vec::new(), ..application }
    }

    /// The receipt as who filed it gets it.
    pub fn handed(&self, receipt: Receipt) -> Receipt {
        Receipt { on_behalf: self.is_clerk(), ..receipt }
    }

    /// What is put on record of it.
    pub fn line(&self, action: &'static str, application: i64) -> Line {
        let line = Line::by(self.by, action, application);
        if self.is_clerk() { line.detail("for", self.applicant.account) } else { line }
    }
}

impl FromRequestParts<AppState> for Acting {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Error> {
        acting(parts, state, |application| application == ApplicationState::Draft).await
    }
}

impl FromRequestParts<AppState> for ActingSince {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Error> {
        acting(parts, state, |_| true).await.map(Self)
    }
}

async fn acting(
    parts: &mut Parts,
    state: &AppState,
    is_theirs: impl Fn(ApplicationState) -> bool,
) -> Result<Acting> {
    let SignedIn(session) = SignedIn::from_request_parts(parts, state).await?;
    let own = |session: Session| Acting { by: session.account, applicant: session };
    let params = parts.extract::<RawPathParams>().await.map_err(|_| Error::not_found())?;
    let id = params.iter().find(|(name, _)| *name == "id").and_then(|(_, id)| id.parse().ok());
    let Some(id) = id.filter(|_| session.is_staff()) else { return Ok(own(session)) };
    let mut tx = state.db.read().await?;
    let Some(clerked) = store::clerked(&mut tx, id, session.account).await? else { return Ok(own(session)) };
    // Who no longer stands at that window is nobody to this application.
    let by = catalogue::handled_by(&mut tx, &clerked.item).await?;
    let is_at_window = match by {
        Some(by) => Intake::of(&mut tx, session.account).await?.covers(&by),
        None => false,
    };
    if !is_at_window || !is_theirs(clerked.state) {
        return Ok(own(session));
    }
    let applicant = accounts::as_applicant(&mut tx, clerked.account).await?;
    Ok(Acting { applicant, by: session.account })
}
