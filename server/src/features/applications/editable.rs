//! An application while it may be changed: what is taken of the answers that are sent, and what is handed in.
//!
//! Answers are worked out before the transaction that writes them, so that nobody waits meanwhile; [`Editable::hold`]
//! then tells whether the application is still the one they were worked out for.

use chrono::{DateTime, Utc};
use schema::accounts::Session;
use schema::applications::{ApplicationState, FileInfo, Submit};
use schema::calendar::local_day;
use schema::form::{self, Form, Surroundings};
use schema::process::SupplementPoint;
use schema::regions::Region;
use schema::{Problem, ProblemKind};
use serde_json::Value;

use super::store::{self, Handed, Stored};
use super::{domain, handover, known, promises};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::{cases, definitions};
use crate::state::AppState;

/// An application that may be changed, wholly or where a supplement asks for it.
pub struct Editable {
    /// As it is stored.
    pub stored: Stored,
    /// The form it is made with.
    pub form: Form,
    /// What the rules of the form read besides the answers.
    pub surroundings: Surroundings,
    open: Vec<SupplementPoint>,
}

impl Editable {
    /// Keeps others from changing it until the transaction ends. False when somebody has, since it was read.
    pub async fn hold(&self, tx: &mut Tx, session: &Session) -> Result<bool> {
        let id = self.stored.summary.id;
        let revision = store::hold_own(tx, session.account, id).await?.ok_or_else(Error::not_found)?;
        Ok(revision == self.stored.revision && open_points(tx, &self.stored).await? == self.open)
    }

    /// The answers that may be stored of those that were sent.
    pub fn allow(&self, sent: &Value) -> Value {
        let open = match self.stored.summary.state {
            ApplicationState::Draft => sent.clone(),
            ApplicationState::Submitted => domain::only_open(&self.stored.answers, sent, &self.open),
        };
        domain::accepted(&self.form, &self.stored.answers, &open, self.surroundings.context())
    }

    /// What is handed in, if nothing keeps it from that.
    pub fn hand_in(
        &self,
        state: &AppState,
        (files, regions): (&[FileInfo], &[Region]),
        sent: &Submit,
        now: DateTime<Utc>,
    ) -> Result<Handed> {
        let (form, answers, context) = (&self.form, &self.stored.answers, self.surroundings.context());
        let follows = form::state_in(form, answers, context);
        let before = &self.stored.beside.promises;
        let mut faults = domain::faults((form, answers, context), &follows, files, regions);
        let given = (before.as_slice(), sent.promises.as_slice());
        let calendar = state.calendar.current();
        faults.extend(promises::faults(form, &follows, given, local_day(now), calendar.as_ref()));
        faults.extend(domain::undeclared(sent));
        if !faults.is_empty() {
            return Err(Error::invalid(faults));
        }
        Ok(Handed {
            answers: form::prune_in(form, answers, context),
            surroundings: self.surroundings.clone(),
            promises: promises::kept(form, &follows, before, &sent.promises),
        })
    }
}

/// The application of this person, if it may be changed: not while it waits in other hands.
pub async fn editable(
    state: &AppState,
    tx: &mut Tx,
    session: &Session,
    id: i64,
    now: DateTime<Utc>,
) -> Result<Editable> {
    let editable = editable_handed(state, tx, session, id, now).await?;
    handover::unless_waiting(tx, id, now).await?;
    Ok(editable)
}

/// The same for who has it in hand meanwhile.
pub async fn editable_handed(
    state: &AppState,
    tx: &mut Tx,
    session: &Session,
    id: i64,
    now: DateTime<Utc>,
) -> Result<Editable> {
    let stored = store::of_account(tx, session.account, id).await?.ok_or_else(Error::not_found)?;
    let open = open_points(tx, &stored).await?;
    if stored.summary.state == ApplicationState::Submitted && open.is_empty() {
        return Err(Problem::new(ProblemKind::Refused).detail("it has been filed").into());
    }
    let form = definitions::form(tx, &stored.form).await?.ok_or_else(Error::not_found)?;
    let calendar = state.calendar.current();
    let surroundings = known::surroundings(tx, &calendar, session, (&stored, &form), now).await?;
    Ok(Editable { stored, form, surroundings, open })
}

/// What is to be put right of what was filed.
async fn open_points(tx: &mut Tx, stored: &Stored) -> Result<Vec<SupplementPoint>> {
    match stored.summary.state {
        ApplicationState::Draft => Ok(Vec::new()),
        ApplicationState::Submitted => cases::open_points(tx, stored.summary.id).await,
    }
}
