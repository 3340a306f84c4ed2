//! Reading at the desk of designers: the list of forms, a form with its versions, its draft, a definition.

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use chrono::{DateTime, Utc};
use schema::accounts::Session;
use schema::applications::FormRef;
use schema::definitions::{
    DefinitionLine, DefinitionRecord, DraftLine, FormDefinition, FormDraft, PublishedVersion,
};
use schema::form::compile;
use schema::{FieldCode, FieldError, Locale, Page, Problem};
use serde::Deserialize;
use serde_json::Value;
use utoipa::IntoParams;

use super::allowed::Standing;
use super::designer_of;
use super::domain::{self, Designer, Draft, in_force};
use super::shelf::Shelf;
use super::store::{self, Held};
use crate::cursor;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::catalogue::Part;
use crate::features::definitions::store as published;
use crate::http::{Json, Query, SignedIn};
use crate::state::AppState;

/// How many forms a page of the list has.
const PAGE: usize = 50;

/// A definition with all that is known of it.
pub struct Known {
    pub shelf: Shelf,
    pub held: Held,
    pub versions: Vec<PublishedVersion>,
    pub draft: Option<(Draft, DraftLine)>,
    pub items: u64,
    /// Every part of the hall that it belongs to.
    pub parts: Vec<Part>,
}

impl Known {
    /// Whether this person may see and move its draft.
    pub fn is_of(&self, designer: &Designer) -> bool {
        if self.is_composed() {
            return false;
        }
        designer.may_write(&self.parts) || designer.may_review(&self.parts)
    }

    /// Whether it is the one form of a bundle, which is made of the forms of its items and by nobody.
    pub fn is_composed(&self) -> bool {
        self.held.id.starts_with(FormRef::BUNDLE)
    }

    /// How many items would be left without a version in force. Any item may be handled by a process that is published.
    pub fn needed_by(&self) -> u64 {
        match self.shelf {
            Shelf::Forms => self.items,
            Shelf::Processes => self.items.max(1),
            Shelf::Guides => 0,
        }
    }

    /// Its newest version.
    pub fn newest(&self) -> Option<u32> {
        self.versions.first().map(|version| version.version)
    }
}

/// What is known of definitions that stand side by side.
async fn known(tx: &mut Tx, shelf: Shelf, forms: Vec<Held>) -> Result<Vec<Known>> {
    let (Some(first), Some(last)) = (forms.first(), forms.last()) else { return Ok(Vec::new()) };
    let (first, last) = (first.id.clone(), last.id.clone());
    let mut versions: BTreeMap<String, Vec<PublishedVersion>> = BTreeMap::new();
    for (form, version) in store::versions(tx, shelf, &first, &last).await? {
        versions.entry(form).or_default().push(version);
    }
    let mut drafts: BTreeMap<String, (Draft, DraftLine)> = BTreeMap::new();
    for (form, draft, line) in store::drafts(tx, shelf, &first, &last).await? {
        drafts.insert(form, (draft, line));
    }
    let mut used: BTreeMap<String, (u64, Vec<Part>)> = BTreeMap::new();
    for (form, part, items) in store::items(tx, shelf, &first, &last).await? {
        let entry = used.entry(form).or_default();
        entry.0 += items;
        entry.1.push(part);
    }
    let whole = |held: Held| {
        let (items, mut parts) = used.remove(&held.id).unwrap_or_default();
        parts.extend(held.part.clone());
        let (versions, draft) = (versions.remove(&held.id).unwrap_or_default(), drafts.remove(&held.id));
        Known { shelf, held, versions, draft, items, parts }
    };
    Ok(forms.into_iter().map(whole).collect())
}

/// A form or a process.
pub async fn find(tx: &mut Tx, shelf: Shelf, id: &str) -> Result<Known> {
    let held = store::held(tx, shelf, id).await?.ok_or_else(Error::not_found)?;
    known(tx, shelf, vec![held]).await?.pop().ok_or_else(Error::not_found)
}

/// Which forms, and where the list goes on.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// Part of the name or the id.
    #[serde(default)]
    q: String,
    /// `next` of the page before.
    cursor: Option<String>,
}

/// Every form of the hall, by id. What one may change oneself is marked.
#[utoipa::path(get, path = "/api/desk/forms", tag = "designing", params(Asked),
    responses((status = 200, body = Page<DefinitionLine>), (status = 403, body = Problem)))]
pub async fn list(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Json<Page<DefinitionLine>>> {
    listed(&state, &session, Shelf::Forms, asked).await.map(Json)
}

/// A page of the list of a shelf.
pub async fn listed(
    state: &AppState,
    session: &Session,
    shelf: Shelf,
    asked: Asked,
) -> Result<Page<DefinitionLine>> {
    let (now, after) = (state.clock.now(), cursor::read::<String>(asked.cursor.as_deref())?);
    let mut tx = state.db.read().await?;
    let designer = designer_of(&mut tx, session).await?;
    let mut forms = called(&mut tx, shelf, after.unwrap_or_default(), &asked.q).await?;
    let next = cursor::cut(&mut forms, PAGE, |form| form.id.clone());
    let line = |known: Known| {
        let is_mine = known.is_of(&designer);
        DefinitionLine {
            id: known.held.id,
            title: known.held.title,
            in_force: in_force(&known.versions, now),
            newest: known.versions.into_iter().next(),
            draft: known.draft.filter(|_| is_mine).map(|(_, line)| line),
            items: known.items,
            is_mine,
        }
    };
    let items = known(&mut tx, shelf, forms).await?.into_iter().map(line).collect();
    Ok(Page { items, next, total: None, facets: Vec::new() })
}

/// One form more than a page has, of those after an id that are called so. The databases do not agree on what letters are
/// alike, so they are compared here.
async fn called(tx: &mut Tx, shelf: Shelf, mut after: String, part: &str) -> Result<Vec<Held>> {
    let part = part.trim().to_lowercase();
    let mut found = Vec::new();
    loop {
        let forms = store::after(tx, shelf, &after, PAGE as i64 + 1).await?;
        let is_last = forms.len() <= PAGE;
        after = forms.last().map(|form| form.id.clone()).unwrap_or_default();
        found.extend(forms.into_iter().filter(|form| is_called(form, &part)));
        if is_last || found.len() > PAGE {
            found.truncate(PAGE + 1);
            return Ok(found);
        }
    }
}

fn is_called(form: &Held, part: &str) -> bool {
    let titles = Locale::ALL.map(|locale| form.title.get(locale).to_lowercase());
    form.id.contains(part) || titles.iter().any(|title| title.contains(part))
}

/// A form with its versions.
#[utoipa::path(get, path = "/api/desk/forms/{id}", tag = "designing", params(("id" = String, Path)),
    responses((status = 200, body = DefinitionRecord), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn read(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(id): Path<String>,
) -> Result<Json<DefinitionRecord>> {
    shown(&state, &session, Shelf::Forms, &id).await.map(Json)
}

/// A definition as whoever is signed in sees it.
pub async fn shown(state: &AppState, session: &Session, shelf: Shelf, id: &str) -> Result<DefinitionRecord> {
    let mut tx = state.db.read().await?;
    let designer = designer_of(&mut tx, session).await?;
    let known = find(&mut tx, shelf, id).await?;
    record(&mut tx, known, &designer, state.clock.now()).await
}

/// A definition after what was done with it. Who uses it is looked up when nobody waits to write any more.
pub async fn recorded(
    state: &AppState,
    shelf: Shelf,
    id: &str,
    designer: &Designer,
    now: DateTime<Utc>,
) -> Result<DefinitionRecord> {
    let mut tx = state.db.read().await?;
    let known = find(&mut tx, shelf, id).await?;
    record(&mut tx, known, designer, now).await
}

/// A definition as this person sees it.
async fn record(
    tx: &mut Tx,
    known: Known,
    designer: &Designer,
    now: DateTime<Utc>,
) -> Result<DefinitionRecord> {
    let is_mine = known.is_of(designer);
    let standing = Standing {
        parts: &known.parts,
        draft: known.draft.as_ref().map(|(draft, _)| draft),
        versions: &known.versions,
        items: known.needed_by(),
    };
    let (allowed, retirable) = match known.is_composed() {
        true => (Vec::new(), Vec::new()),
        false => (standing.acts(designer), standing.retirable(designer, now)),
    };
    let uses = match known.shelf {
        Shelf::Forms => store::uses(tx, &known.held.id).await?,
        Shelf::Processes => store::cases_under_way(tx, &known.held.id).await?,
        Shelf::Guides => Vec::new(),
    };
    Ok(DefinitionRecord {
        id: known.held.id,
        title: known.held.title,
        revision: known.held.revision,
        in_force: in_force(&known.versions, now),
        versions: known.versions,
        draft: known.draft.filter(|_| is_mine).map(|(_, line)| line),
        items: known.items,
        is_mine,
        allowed,
        retirable,
        uses,
    })
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
    let known = find(&mut tx, Shelf::Forms, &id).await?;
    let definition = draft_of(&mut tx, &known, &designer).await?;
    let (_, draft) = known.draft.ok_or_else(Error::not_found)?;
    let (_, lints) = compile(&definition);
    Ok(Json(FormDraft { revision: known.held.revision, draft, definition, lints }))
}

/// What its draft says, for those who may see it.
pub async fn draft_of(tx: &mut Tx, known: &Known, designer: &Designer) -> Result<Value> {
    if !known.is_of(designer) {
        return Err(Error::forbidden());
    }
    let text = store::draft_text(tx, known.shelf, &known.held.id).await?.ok_or_else(Error::not_found)?;
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

/// Whether a name says anything.
pub fn check_title(title: &schema::locale::Text) -> Result<()> {
    if title.is_empty() {
        return Err(Error::field("/title", FieldCode::Required));
    }
    if domain::is_too_long(title) {
        let fault = FieldError::new("/title", FieldCode::TooLong);
        return Err(Error::invalid(vec![fault.with("max", domain::TITLE_LETTERS.to_string())]));
    }
    Ok(())
}
