//! A draft at work: who may do what with it, and the verbs that are the same for forms and processes.

use axum::http::StatusCode;
use chrono::{DateTime, NaiveDate, Utc};
use schema::accounts::Session;
use schema::definitions::{DefinitionRecord, DraftLine, DraftState, ReviewDraft};
use schema::locale::Text;
use schema::{FieldCode, FieldError, Problem, ProblemKind};
use serde_json::Value;

use super::designer_of;
use super::domain::{self, Designer};
use super::http::{Known, conflict, find, recorded};
use super::shelf::Shelf;
use super::store::{self, Saved};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::audit::{self, Line};
use crate::features::bundles;
use crate::http::Json;
use crate::state::AppState;

/// The longest comment of a reviewer, in characters.
const COMMENT_LETTERS: usize = 2000;

/// A draft one may change, after everybody else was kept from it.
pub struct Open {
    pub tx: Tx,
    pub designer: Designer,
    pub known: Known,
    pub now: DateTime<Utc>,
}

/// Who does something with a form.
#[derive(Clone, Copy)]
pub enum Doing {
    Writing,
    Reviewing,
    Either,
}

impl Doing {
    /// Refused to who may not do it with this form.
    pub fn check(self, designer: &Designer, known: &Known) -> Result<()> {
        let may = match self {
            Self::Writing => designer.may_write(&known.parts),
            Self::Reviewing => designer.may_review(&known.parts),
            Self::Either => known.is_of(designer),
        };
        if may { Ok(()) } else { Err(Error::forbidden()) }
    }
}

impl Open {
    pub async fn at(
        state: &AppState,
        session: &Session,
        (shelf, id): (Shelf, &str),
        revision: i64,
        doing: Doing,
    ) -> Result<Self> {
        let now = state.clock.now();
        let mut tx = state.db.write().await?;
        let designer = designer_of(&mut tx, session).await?;
        let known = find(&mut tx, shelf, id).await?;
        if known.is_composed() {
            let why = "it is made of the forms of a bundle's items: change those";
            return Err(Problem::new(ProblemKind::Refused).detail(why).into());
        }
        doing.check(&designer, &known)?;
        // The database judges: two may have read the same revision. What is stored is read anew to be named.
        if !store::advance(&mut tx, shelf, id, revision, session.account, now).await? {
            return Err(conflict(&find(&mut tx, shelf, id).await?.held));
        }
        Ok(Self { tx, designer, known, now })
    }

    pub fn draft(&self) -> Result<&domain::Draft> {
        self.known.draft.as_ref().map(|(draft, _)| draft).ok_or_else(Error::not_found)
    }

    pub async fn text(&mut self) -> Result<Value> {
        let text = store::draft_text(&mut self.tx, self.known.shelf, &self.known.held.id).await?;
        Ok(serde_json::from_str(&text.ok_or_else(Error::not_found)?)?)
    }

    /// What is put on record of an act.
    pub fn line(&self, actions: [&'static str; 3]) -> Line {
        let action = self.known.shelf.of(actions);
        let line = Line::by(self.designer.account, action, &self.known.held.id);
        line.detail("revision", self.known.held.revision + 1)
    }

    /// Puts the act on record, and makes it so.
    pub async fn close(mut self, line: Line) -> Result<(String, Designer)> {
        audit::record(&mut self.tx, line, self.designer.account, self.now).await?;
        self.tx.commit().await?;
        Ok((self.known.held.id, self.designer))
    }

    /// The same, and how the form stands then.
    pub async fn close_with(self, state: &AppState, line: Line) -> Result<Json<DefinitionRecord>> {
        let (now, shelf) = (self.now, self.known.shelf);
        let (id, designer) = self.close(line).await?;
        recorded(state, shelf, &id, &designer, now).await.map(Json)
    }

    /// Saves the draft, and calls it as it calls itself.
    pub async fn save(mut self, title: &Text, definition: &Value) -> Result<(i64, DraftLine)> {
        let (shelf, id, author, now) =
            (self.known.shelf, &self.known.held.id, self.designer.account, self.now);
        let mut authors =
            self.known.draft.iter().flat_map(|(draft, _)| draft.authors.clone()).collect::<Vec<_>>();
        if !authors.contains(&author) {
            authors.push(author);
        }
        let (base, definition) = (self.known.newest(), definition.to_string());
        let saved = Saved { id, base, definition: &definition, authors: &authors, author, now };
        store::save(&mut self.tx, shelf, &saved).await?;
        store::set_title(&mut self.tx, shelf, id, title).await?;
        let Known { held, draft, .. } = find(&mut self.tx, shelf, id).await?;
        let line = self.line(["form.save", "process.save", "guide.save"]);
        self.close(line).await?;
        let (_, draft) = draft.ok_or_else(Error::not_found)?;
        Ok((held.revision, draft))
    }

    /// Hands the draft over to be reviewed.
    pub async fn submit(mut self, state: &AppState) -> Result<Json<DefinitionRecord>> {
        self.draft()?.submit()?;
        let (shelf, account) = (self.known.shelf, self.designer.account);
        store::submit(&mut self.tx, shelf, &self.known.held.id, account).await?;
        let line = self.line(["form.submit", "process.submit", "guide.submit"]);
        self.close_with(state, line).await
    }

    /// Approves the draft, or sends it back and says why.
    pub async fn review(mut self, state: &AppState, verdict: &ReviewDraft) -> Result<Json<DefinitionRecord>> {
        self.draft()?.review_by(self.designer.account)?;
        let comment = verdict.comment.trim();
        if comment.is_empty() && !verdict.approve {
            return Err(Error::field("/comment", FieldCode::Required));
        }
        if comment.chars().count() > COMMENT_LETTERS {
            let fault = FieldError::new("/comment", FieldCode::TooLong).with("max", COMMENT_LETTERS);
            return Err(Error::invalid(vec![fault]));
        }
        let (becomes, actions) = match verdict.approve {
            true => (DraftState::Approved, ["form.approve", "process.approve", "guide.approve"]),
            false => (DraftState::Draft, ["form.return", "process.return", "guide.return"]),
        };
        let (shelf, account) = (self.known.shelf, self.designer.account);
        store::review(&mut self.tx, shelf, &self.known.held.id, account, becomes, comment).await?;
        let line = self.line(actions);
        self.close_with(state, line).await
    }

    /// The number of what is published next.
    pub fn next_version(&self) -> u32 {
        self.known.newest().map_or(1, |newest| newest + 1)
    }

    /// From when what is published then is in force, unless it has faults.
    pub fn in_force_from(
        &self,
        day: Option<NaiveDate>,
        mut faults: Vec<FieldError>,
    ) -> Result<DateTime<Utc>> {
        let from = domain::effective_from(day, self.now).map_err(|fault| faults.push(fault));
        from.ok().filter(|_| faults.is_empty()).ok_or_else(|| Error::invalid(faults))
    }

    /// Who approved the draft.
    pub async fn reviewer(&mut self) -> Result<Option<i64>> {
        store::reviewer(&mut self.tx, self.known.shelf, &self.known.held.id).await
    }

    /// Ends the draft, which is a version now.
    pub async fn published(
        mut self,
        state: &AppState,
        version: u32,
        effective_from: DateTime<Utc>,
    ) -> Result<Json<DefinitionRecord>> {
        store::discard(&mut self.tx, self.known.shelf, &self.known.held.id).await?;
        let line = self.line(["form.publish", "process.publish", "guide.publish"]).detail("version", version);
        let line = line.detail("effective_from", effective_from.to_rfc3339());
        let record = self.close_with(state, line).await;
        bundles::keep_up(state).await;
        record
    }

    /// Takes the draft away.
    pub async fn discard(mut self) -> Result<StatusCode> {
        self.draft()?;
        store::discard(&mut self.tx, self.known.shelf, &self.known.held.id).await?;
        let line = self.line(["form.discard", "process.discard", "guide.discard"]);
        self.close(line).await?;
        Ok(StatusCode::NO_CONTENT)
    }

    /// Retires a version.
    pub async fn retire(mut self, state: &AppState, version: u32) -> Result<Json<DefinitionRecord>> {
        domain::retire(&self.known.versions, version, self.known.needed_by(), self.now)?;
        store::retire(&mut self.tx, self.known.shelf, &self.known.held.id, version, self.now).await?;
        let line = self.line(["form.retire", "process.retire", "guide.retire"]).detail("version", version);
        let record = self.close_with(state, line).await;
        bundles::keep_up(state).await;
        record
    }
}
