//! Reading at the desk of designers: the list of forms, a form with its versions, its draft, a definition, what is
//! different, what another id touches.

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use schema::applications::FormRef;
use schema::definitions::{
    DraftLine, FieldRenamed, FormDefinition, FormDiff, FormDraft, FormLine, FormRecord, FormVersion, Mention,
    RenameField,
};
use schema::form::diff::diff_definitions;
use schema::form::{RenameError, compile, mentions, rename};
use schema::{FieldCode, Page, Problem};
use serde::Deserialize;
use serde_json::Value;
use utoipa::IntoParams;

use super::designer_of;
use super::domain::{Designer, Draft};
use super::store::{self, Held};
use crate::cursor::{self, Cursor};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::catalogue::Part;
use crate::features::definitions::store as published;
use crate::http::{Json, Query, SignedIn};
use crate::state::AppState;

/// How many forms a page of the list has.
const PAGE: usize = 50;

/// A form with all that is known of it.
pub struct Known {
    pub held: Held,
    pub versions: Vec<FormVersion>,
    pub draft: Option<(Draft, DraftLine)>,
    pub items: u64,
    /// Every part of the hall that it belongs to.
    pub parts: Vec<Part>,
}

impl Known {
    /// Whether this person may see and move its draft.
    pub fn is_of(&self, designer: &Designer) -> bool {
        designer.may_write(&self.parts) || designer.may_review(&self.parts)
    }

    /// Its newest version.
    pub fn newest(&self) -> Option<u32> {
        self.versions.first().map(|version| version.version)
    }
}

/// What is known of forms that stand side by side.
async fn known(tx: &mut Tx, forms: Vec<Held>) -> Result<Vec<Known>> {
    let (Some(first), Some(last)) = (forms.first(), forms.last()) else { return Ok(Vec::new()) };
    let (first, last) = (first.id.clone(), last.id.clone());
    let mut versions: BTreeMap<String, Vec<FormVersion>> = BTreeMap::new();
    for (form, version) in store::versions(tx, &first, &last).await? {
        versions.entry(form).or_default().push(version);
    }
    let mut drafts: BTreeMap<String, (Draft, DraftLine)> = BTreeMap::new();
    for (form, draft, line) in store::drafts(tx, &first, &last).await? {
        drafts.insert(form, (draft, line));
    }
    let mut used: BTreeMap<String, (u64, Vec<Part>)> = BTreeMap::new();
    for (form, part, items) in store::items(tx, &first, &last).await? {
        let entry = used.entry(form).or_default();
        entry.0 += items;
        entry.1.push(part);
    }
    let whole = |held: Held| {
        let (items, mut parts) = used.remove(&held.id).unwrap_or_default();
        parts.extend(held.part.clone());
        let (versions, draft) = (versions.remove(&held.id).unwrap_or_default(), drafts.remove(&held.id));
        Known { held, versions, draft, items, parts }
    };
    Ok(forms.into_iter().map(whole).collect())
}

/// A form.
pub async fn find(tx: &mut Tx, id: &str) -> Result<Known> {
    let held = store::held(tx, id).await?.ok_or_else(Error::not_found)?;
    known(tx, vec![held]).await?.pop().ok_or_else(Error::not_found)
}

/// Every form of the hall, by id. What one may change oneself is marked.
#[utoipa::path(get, path = "/api/desk/forms", tag = "designing", params(Cursor),
    responses((status = 200, body = Page<FormLine>), (status = 403, body = Problem)))]
pub async fn list(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Query(cursor): Query<Cursor>,
) -> Result<Json<Page<FormLine>>> {
    let after: Option<String> = cursor.read()?;
    let mut tx = state.db.read().await?;
    let designer = designer_of(&mut tx, &session).await?;
    let mut forms = store::after(&mut tx, &after.unwrap_or_default(), PAGE as i64 + 1).await?;
    let next = cursor::cut(&mut forms, PAGE, |form| form.id.clone());
    let line = |known: Known| {
        let is_mine = known.is_of(&designer);
        FormLine {
            id: known.held.id,
            title: known.held.title,
            newest: known.versions.into_iter().next(),
            draft: known.draft.filter(|_| is_mine).map(|(_, line)| line),
            items: known.items,
            is_mine,
        }
    };
    let items = known(&mut tx, forms).await?.into_iter().map(line).collect();
    Ok(Json(Page { items, next, total: None, facets: Vec::new() }))
}

/// A form with its versions.
#[utoipa::path(get, path = "/api/desk/forms/{id}", tag = "designing", params(("id" = String, Path)),
    responses((status = 200, body = FormRecord), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn read(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(id): Path<String>,
) -> Result<Json<FormRecord>> {
    let mut tx = state.db.read().await?;
    let designer = designer_of(&mut tx, &session).await?;
    Ok(Json(record(find(&mut tx, &id).await?, &designer)))
}

/// A form as this person sees it.
pub fn record(known: Known, designer: &Designer) -> FormRecord {
    let is_mine = known.is_of(designer);
    FormRecord {
        id: known.held.id,
        title: known.held.title,
        revision: known.held.revision,
        versions: known.versions,
        draft: known.draft.filter(|_| is_mine).map(|(_, line)| line),
        items: known.items,
        is_mine,
    }
}

/// The draft of a form, whole, with what the compiler has to say about it.
#[utoipa::path(get, path = "/api/desk/forms/{id}/draft", tag = "designing", params(("id" = String, Path)),
    responses((status = 200, body = FormDraft), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn draft(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(id): Path<String>,
) -> Result<Json<FormDraft>> {
    let mut tx = state.db.read().await?;
    let designer = designer_of(&mut tx, &session).await?;
    let known = find(&mut tx, &id).await?;
    let definition = draft_of(&mut tx, &known, &designer).await?;
    let (_, draft) = known.draft.ok_or_else(Error::not_found)?;
    let (_, lints) = compile(&definition);
    Ok(Json(FormDraft { revision: known.held.revision, draft, definition, lints }))
}

async fn draft_of(tx: &mut Tx, known: &Known, designer: &Designer) -> Result<Value> {
    if !known.is_of(designer) {
        return Err(Error::forbidden());
    }
    let text = store::draft_text(tx, &known.held.id).await?.ok_or_else(Error::not_found)?;
    Ok(serde_json::from_str(&text)?)
}

/// A published version's definition, as it was published.
#[utoipa::path(get, path = "/api/desk/forms/{id}/{version}", tag = "designing",
    params(("id" = String, Path), ("version" = u32, Path)),
    responses((status = 200, body = FormDefinition), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn version(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path((id, version)): Path<(String, u32)>,
) -> Result<Json<FormDefinition>> {
    let mut tx = state.db.read().await?;
    designer_of(&mut tx, &session).await?;
    let form = FormRef { id, version };
    let definition = published_definition(&mut tx, &form).await?;
    Ok(Json(FormDefinition { form, definition }))
}

/// The definition of a version.
pub async fn published_definition(tx: &mut Tx, form: &FormRef) -> Result<Value> {
    let text = published::definition(tx, form).await?.ok_or_else(Error::not_found)?;
    Ok(serde_json::from_str(&text)?)
}

/// Two states of a form.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Between {
    /// The older: a version, or `draft`.
    from: String,
    /// The newer: a version, or `draft`.
    to: String,
}

/// What is different between two versions, or a version and the draft.
#[utoipa::path(get, path = "/api/desk/forms/{id}/diff", tag = "designing", params(("id" = String, Path), Between),
    responses((status = 200, body = FormDiff), (status = 400, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem)))]
pub async fn difference(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(id): Path<String>,
    Query(Between { from, to }): Query<Between>,
) -> Result<Json<FormDiff>> {
    let mut tx = state.db.read().await?;
    let designer = designer_of(&mut tx, &session).await?;
    let known = find(&mut tx, &id).await?;
    let old = text_at(&mut tx, &known, &designer, &from).await?;
    let new = text_at(&mut tx, &known, &designer, &to).await?;
    let (differences, names) = diff_definitions(&old, &new);
    Ok(Json(FormDiff { differences, names }))
}

async fn text_at(tx: &mut Tx, known: &Known, designer: &Designer, which: &str) -> Result<Value> {
    if which == "draft" {
        return draft_of(tx, known, designer).await;
    }
    let version = which.parse().map_err(|_| Error::bad_request("from, to: a version, or `draft`"))?;
    let form = FormRef { id: known.held.id.clone(), version };
    published_definition(tx, &form).await
}

/// What another id for a field touches, in the form and outside of it. Nothing is stored.
#[utoipa::path(post, path = "/api/desk/forms/{id}/rename", tag = "designing", params(("id" = String, Path)),
    request_body = RenameField,
    responses((status = 200, body = FieldRenamed), (status = 403, body = Problem), (status = 422, body = Problem)))]
pub async fn renamed(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(id): Path<String>,
    Json(asked): Json<RenameField>,
) -> Result<Json<FieldRenamed>> {
    let mut tx = state.db.read().await?;
    let designer = designer_of(&mut tx, &session).await?;
    if !find(&mut tx, &id).await?.is_of(&designer) {
        return Err(Error::forbidden());
    }
    let renamed = rename(&asked.definition, &asked.from, &asked.to).map_err(|error| match error {
        RenameError::NotThere => Error::field("/from", FieldCode::Unknown),
        RenameError::Shared => Error::field("/from", FieldCode::NotAChoice),
        RenameError::Taken => Error::field("/to", FieldCode::Taken),
        RenameError::Elsewhere => Error::field("/to", FieldCode::NotAChoice),
        RenameError::BadName => Error::field("/to", FieldCode::Pattern),
    })?;
    let mut elsewhere = Vec::new();
    for (process, definition) in published::newest_processes(&mut tx).await? {
        let pointers = mentions(&serde_json::from_str(&definition)?, &asked.from);
        if !pointers.is_empty() {
            elsewhere.push(Mention { process, pointers });
        }
    }
    let schema::form::Renamed { definition, touched, unclear } = renamed;
    Ok(Json(FieldRenamed { definition, touched, unclear, elsewhere }))
}

/// Refuses what is based on another revision than there is, and says who changed it.
pub fn conflict(held: &Held) -> Error {
    let stored = schema::FieldError::new("/revision", FieldCode::Taken)
        .with("stored", held.revision)
        .with("by", held.changed_by.as_deref())
        .with("at", serde_json::json!(held.changed_at));
    let by = held.changed_by.as_deref().unwrap_or("the hall");
    let detail = format!("revision {} is stored, by {by} at {}", held.revision, held.changed_at.to_rfc3339());
    let problem = Problem::new(schema::ProblemKind::Conflict).detail(detail);
    Problem { errors: vec![stored], ..problem }.into()
}

/// The template of a new form.
pub async fn template(tx: &mut Tx, id: &str, version: u32) -> Result<Value> {
    let form = FormRef { id: id.to_owned(), version };
    let text = published::definition(tx, &form).await?;
    let text = text.ok_or_else(|| Error::field("/from/form", FieldCode::Unknown))?;
    Ok(serde_json::from_str(&text)?)
}

/// Whether a name says anything.
pub fn check_title(title: &schema::locale::Text) -> Result<()> {
    if title.is_empty() { Err(Error::field("/title", FieldCode::Required)) } else { Ok(()) }
}
