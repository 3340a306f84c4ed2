//! The verbs of a draft: begin, save, hand over, review, publish, discard; and retiring a version.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};
use schema::Problem;
use schema::definitions::{
    AtRevision, DraftSaved, DraftState, FormBegun, FormRecord, NewForm, PublishDraft, ReviewDraft, SaveDraft,
};
use schema::form::compile;
use schema::{FieldCode, FieldError};
use serde_json::Value;

use super::designer_of;
use super::domain::{self, Designer};
use super::http::{Known, check_title, conflict, find, recorded};
use super::source::source;
use super::store::{self, Saved};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::audit::{self, Line};
use crate::features::definitions::dangling;
use crate::features::definitions::store::{self as published, NewVersion};
use crate::http::{Json, Query, SignedIn};
use crate::state::AppState;

/// The longest comment of a reviewer, in characters.
const COMMENT_LETTERS: usize = 2000;

/// Begins a form: from nothing, from a published one, from a definition, or from a file of others.
#[utoipa::path(post, path = "/api/desk/forms", tag = "designing", request_body = NewForm,
    responses((status = 201, body = FormBegun), (status = 403, body = Problem), (status = 422, body = Problem)))]
pub async fn begin(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Json(new): Json<NewForm>,
) -> Result<Response> {
    let now = state.clock.now();
    let mut tx = state.db.write().await?;
    let designer = designer_of(&mut tx, &session).await?;
    let part = designer.own_part().ok_or_else(Error::forbidden)?.clone();
    if let Some(code) = domain::id_fault(&new.id) {
        return Err(Error::field("/id", code));
    }
    check_title(&new.title)?;
    let (from, losses) = source(&mut tx, new.from).await?;
    let definition = domain::begin(&new.id, &new.title, from).map_err(invalid)?;
    let part = Some(&part).filter(|part| part.region.is_some());
    if !store::insert(&mut tx, &new.id, &new.title, part, session.account, now).await? {
        return Err(Error::field("/id", FieldCode::Taken));
    }
    let saved = Saved {
        form: &new.id,
        base: None,
        definition: &definition.to_string(),
        authors: &[session.account],
        author: session.account,
        now,
    };
    store::save(&mut tx, &saved).await?;
    let line = Line::by(designer.account, "form.begin", &new.id).detail("revision", 1);
    audit::record(&mut tx, line, designer.account, now).await?;
    tx.commit().await?;
    let form = recorded(&state, &new.id, &designer, now).await?;
    Ok((StatusCode::CREATED, Json(FormBegun { form, losses })).into_response())
}

fn invalid(fault: FieldError) -> Error {
    Error::invalid(vec![fault])
}

/// A draft one may change, after everybody else was kept from it.
struct Open {
    tx: Tx,
    designer: Designer,
    known: Known,
    now: DateTime<Utc>,
}

/// Who does something with a form.
#[derive(Clone, Copy)]
enum Doing {
    Writing,
    Reviewing,
    Either,
}

impl Doing {
    /// Refused to who may not do it with this form.
    fn check(self, designer: &Designer, known: &Known) -> Result<()> {
        let may = match self {
            Self::Writing => designer.may_write(&known.parts),
            Self::Reviewing => designer.may_review(&known.parts),
            Self::Either => known.is_of(designer),
        };
        if may { Ok(()) } else { Err(Error::forbidden()) }
    }
}

impl Open {
    async fn at(
        state: &AppState,
        session: &schema::accounts::Session,
        id: &str,
        revision: i64,
        doing: Doing,
    ) -> Result<Self> {
        let now = state.clock.now();
        let mut tx = state.db.write().await?;
        let designer = designer_of(&mut tx, session).await?;
        let known = find(&mut tx, id).await?;
        doing.check(&designer, &known)?;
        // The database judges: two may have read the same revision. What is stored is read anew to be named.
        if !store::advance(&mut tx, id, revision, session.account, now).await? {
            return Err(conflict(&find(&mut tx, id).await?.held));
        }
        Ok(Self { tx, designer, known, now })
    }

    fn draft(&self) -> Result<&domain::Draft> {
        self.known.draft.as_ref().map(|(draft, _)| draft).ok_or_else(Error::not_found)
    }

    async fn text(&mut self) -> Result<Value> {
        let text =
            store::draft_text(&mut self.tx, &self.known.held.id).await?.ok_or_else(Error::not_found)?;
        Ok(serde_json::from_str(&text)?)
    }

    /// What is put on record of an act.
    fn line(&self, action: &'static str) -> Line {
        let line = Line::by(self.designer.account, action, &self.known.held.id);
        line.detail("revision", self.known.held.revision + 1)
    }

    /// Puts the act on record, and makes it so.
    async fn close(mut self, line: Line) -> Result<(String, Designer)> {
        audit::record(&mut self.tx, line, self.designer.account, self.now).await?;
        self.tx.commit().await?;
        Ok((self.known.held.id, self.designer))
    }

    /// The same, and how the form stands then.
    async fn close_with(self, state: &AppState, line: Line) -> Result<Json<FormRecord>> {
        let now = self.now;
        let (id, designer) = self.close(line).await?;
        recorded(state, &id, &designer, now).await.map(Json)
    }
}

/// Saves a definition as it is, and says what the compiler has to say about it. What was under review is a draft again.
#[utoipa::path(put, path = "/api/desk/forms/{id}/draft", tag = "designing", params(("id" = String, Path)),
    request_body = SaveDraft,
    responses((status = 200, body = DraftSaved), (status = 403, body = Problem), (status = 404, body = Problem),
              (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn save(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(id): Path<String>,
    Json(sent): Json<SaveDraft>,
) -> Result<Json<DraftSaved>> {
    // Nobody has the hall compile what they may not save, and nobody who writes waits for a compiler.
    {
        let mut tx = state.db.read().await?;
        Doing::Writing.check(&designer_of(&mut tx, &session).await?, &find(&mut tx, &id).await?)?;
    }
    let (_, lints) = compile(&sent.definition);
    let mut open = Open::at(&state, &session, &id, sent.revision, Doing::Writing).await?;
    let title = domain::named(&sent.definition, &id).map_err(invalid)?;
    let mut authors = open.draft().map(|draft| draft.authors.clone()).unwrap_or_default();
    if !authors.contains(&session.account) {
        authors.push(session.account);
    }
    let definition = sent.definition.to_string();
    let (base, author, now) = (open.known.newest(), session.account, open.now);
    let saved = Saved { form: &id, base, definition: &definition, authors: &authors, author, now };
    store::save(&mut open.tx, &saved).await?;
    store::set_title(&mut open.tx, &id, &title).await?;
    let Known { held, draft, .. } = find(&mut open.tx, &id).await?;
    let line = open.line("form.save");
    open.close(line).await?;
    let (_, draft) = draft.ok_or_else(Error::not_found)?;
    Ok(Json(DraftSaved { revision: held.revision, draft, lints }))
}

/// Hands a draft over to be reviewed by a second person.
#[utoipa::path(post, path = "/api/desk/forms/{id}/draft/submit", tag = "designing", params(("id" = String, Path)),
    request_body = AtRevision,
    responses((status = 200, body = FormRecord), (status = 403, body = Problem), (status = 404, body = Problem),
              (status = 409, body = Problem)))]
pub async fn submit(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(id): Path<String>,
    Json(AtRevision { revision }): Json<AtRevision>,
) -> Result<Json<FormRecord>> {
    let mut open = Open::at(&state, &session, &id, revision, Doing::Writing).await?;
    open.draft()?.submit()?;
    store::submit(&mut open.tx, &id, session.account).await?;
    let line = open.line("form.submit");
    open.close_with(&state, line).await
}

/// Approves a draft, or sends it back and says why. Nobody reviews what they wrote or handed over themselves.
#[utoipa::path(post, path = "/api/desk/forms/{id}/draft/review", tag = "designing", params(("id" = String, Path)),
    request_body = ReviewDraft,
    responses((status = 200, body = FormRecord), (status = 403, body = Problem), (status = 404, body = Problem),
              (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn review(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(id): Path<String>,
    Json(verdict): Json<ReviewDraft>,
) -> Result<Json<FormRecord>> {
    let mut open = Open::at(&state, &session, &id, verdict.revision, Doing::Reviewing).await?;
    open.draft()?.review_by(session.account)?;
    let comment = verdict.comment.trim();
    if comment.is_empty() && !verdict.approve {
        return Err(Error::field("/comment", FieldCode::Required));
    }
    if comment.chars().count() > COMMENT_LETTERS {
        let fault = FieldError::new("/comment", FieldCode::TooLong).with("max", COMMENT_LETTERS);
        return Err(invalid(fault));
    }
    let (becomes, action) = match verdict.approve {
        true => (DraftState::Approved, "form.approve"),
        false => (DraftState::Draft, "form.return"),
    };
    store::review(&mut open.tx, &id, session.account, becomes, comment).await?;
    let line = open.line(action);
    open.close_with(&state, line).await
}

/// Publishes what was approved as the next version, from a day on. Errors and missing languages hold it up.
#[utoipa::path(post, path = "/api/desk/forms/{id}/draft/publish", tag = "designing", params(("id" = String, Path)),
    request_body = PublishDraft,
    responses((status = 200, body = FormRecord), (status = 403, body = Problem), (status = 404, body = Problem),
              (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn publish(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(id): Path<String>,
    Json(sent): Json<PublishDraft>,
) -> Result<Json<FormRecord>> {
    let mut open = Open::at(&state, &session, &id, sent.revision, Doing::Either).await?;
    open.draft()?.publish()?;
    let definition = open.text().await?;
    let (form, mut lints) = compile(&definition);
    lints.extend(dangling(&mut open.tx, &id, &form).await?);
    let mut faults = domain::blocking(&lints);
    let effective_from =
        domain::effective_from(sent.effective_on, open.now).map_err(|fault| faults.push(fault));
    let Some(effective_from) = effective_from.ok().filter(|_| faults.is_empty()) else {
        return Err(Error::invalid(faults));
    };
    let version = NewVersion {
        id: &id,
        version: open.known.newest().map_or(1, |newest| newest + 1),
        definition: &definition.to_string(),
        program: &serde_json::to_string(&form)?,
        published_at: open.now,
        effective_from,
        published_by: Some(session.account),
        reviewed_by: store::reviewer(&mut open.tx, &id).await?,
    };
    published::insert_form(&mut open.tx, &version).await?;
    store::discard(&mut open.tx, &id).await?;
    let line = open.line("form.publish");
    let line = line.detail("version", version.version).detail("effective_from", effective_from.to_rfc3339());
    open.close_with(&state, line).await
}

/// Takes a draft away. What is published stays.
#[utoipa::path(delete, path = "/api/desk/forms/{id}/draft", tag = "designing",
    params(("id" = String, Path), ("revision" = i64, Query, description = "The revision one has seen.")),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem),
              (status = 409, body = Problem)))]
pub async fn discard(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(id): Path<String>,
    Query(AtRevision { revision }): Query<AtRevision>,
) -> Result<StatusCode> {
    let mut open = Open::at(&state, &session, &id, revision, Doing::Writing).await?;
    open.draft()?;
    store::discard(&mut open.tx, &id).await?;
    let line = open.line("form.discard");
    open.close(line).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Retires a version: nothing is begun or filed with it any more. What was filed with it stays as it is.
#[utoipa::path(post, path = "/api/desk/forms/{id}/{version}/retire", tag = "designing",
    params(("id" = String, Path), ("version" = u32, Path)), request_body = AtRevision,
    responses((status = 200, body = FormRecord), (status = 403, body = Problem), (status = 404, body = Problem),
              (status = 409, body = Problem)))]
pub async fn retire(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path((id, version)): Path<(String, u32)>,
    Json(AtRevision { revision }): Json<AtRevision>,
) -> Result<Json<FormRecord>> {
    let mut open = Open::at(&state, &session, &id, revision, Doing::Either).await?;
    domain::retire(&open.known.versions, version, open.known.items, open.now)?;
    let now = open.now;
    store::retire(&mut open.tx, &id, version, now).await?;
    let line = open.line("form.retire").detail("version", version);
    open.close_with(&state, line).await
}
