//! The verbs of the desk: the worklist, a case with everything in it, a command, a file.

use axum::extract::{Path, State};
use axum::response::Response;
use schema::accounts::Session;
use schema::cases::{Change, DeskCase, DeskCommand, Queue, Worklist};
use schema::process::{Actor, Allowed, Place, allowed};
use schema::regions::Region;
use schema::role::Role;
use schema::{Page, Problem, ProblemKind};
use serde::Deserialize;
use utoipa::IntoParams;

use super::log::Case;
use super::view::{self, Reader};
use super::{store, worklist};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::accounts::{self, Post};
use crate::features::audit::{self, Line};
use crate::features::{applications, definitions, regions};
use crate::http::{Json, Query, SignedIn};
use crate::state::AppState;

/// Which cases, and where the list goes on.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// Which cases.
    #[serde(default)]
    #[param(inline)]
    queue: Queue,
    /// `next` of the page before.
    cursor: Option<String>,
}

/// The cases of one's own agency: what is due first comes first.
#[utoipa::path(get, path = "/api/desk/cases", tag = "desk", params(Asked),
    responses((status = 200, body = Worklist), (status = 403, body = Problem)))]
pub async fn list(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Query(Asked { queue, cursor }): Query<Asked>,
) -> Result<Json<Worklist>> {
    let now = state.clock.now();
    // Names of applicants are personal data: reading them is put on record.
    let mut tx = state.db.write().await?;
    let desk = desk_of(&mut tx, &session).await?;
    let start = cursor.as_deref().map_or(Ok(0), str::parse).map_err(|_| Error::bad_request("cursor"))?;
    let agencies = desk.agencies();
    let asked = worklist::Asked { queue, account: session.account, agencies: &agencies, now, start };
    let counts = worklist::counts(&mut tx, &asked).await?;
    let (ids, next) = worklist::page(&mut tx, &asked).await?;
    let mut items = Vec::with_capacity(ids.len());
    for id in ids {
        let case = Case::load(&mut tx, id).await?.ok_or_else(Error::not_found)?;
        items.push(view::summary(&state, &mut tx, &case).await?);
    }
    let line = Line::by(session.account, "desk.list", queue.slug()).detail("cases", items.len());
    audit::record(&mut tx, line, session.account, now).await?;
    tx.commit().await?;
    let cases = Page { items, next: next.map(|next| next.to_string()), total: None, facets: Vec::new() };
    Ok(Json(Worklist { cases, counts }))
}

/// A case with everything its handler needs. Reading it is put on record.
#[utoipa::path(get, path = "/api/desk/cases/{number}", tag = "desk", params(("number" = String, Path)),
    responses((status = 200, body = DeskCase), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn read(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(number): Path<String>,
) -> Result<Json<DeskCase>> {
    let now = state.clock.now();
    let mut tx = state.db.write().await?;
    let desk = desk_of(&mut tx, &session).await?;
    let case = desk.case(&mut tx, &number).await?;
    let line = Line::by(session.account, "case.read", &case.row.number);
    audit::record(&mut tx, line, case.row.id, now).await?;
    let shown = desk_case(&state, &mut tx, &desk, &case).await?;
    tx.commit().await?;
    Ok(Json(shown))
}

async fn desk_case(state: &AppState, tx: &mut Tx, desk: &Desk, case: &Case) -> Result<DeskCase> {
    let rating = store::rating(tx, case.row.id).await?;
    let changes = store::changes(tx, case.row.id).await?;
    Ok(DeskCase {
        view: view::view(state, tx, case, rating, Reader::Inside).await?,
        form: case.filed.form.clone(),
        answers: case.filed.answers.clone(),
        files: applications::files_of(tx, case.row.application).await?,
        allowed: desk.allowed(case),
        regions: regions_of(tx, case, &changes).await?,
        changes,
        revision: case.state.seq,
    })
}

/// The names of the regions in the answers, as they are and as they were before a supplement.
async fn regions_of(tx: &mut Tx, case: &Case, changes: &[Change]) -> Result<Vec<Region>> {
    let form = definitions::form(tx, &case.filed.form).await?.ok_or_else(Error::not_found)?;
    let mut before = case.filed.answers.clone();
    for change in changes {
        if let Place::Pointer(pointer) = &change.place
            && let Some(answer) = before.pointer_mut(pointer)
        {
            answer.clone_from(&change.before);
        }
    }
    regions::named(tx, &form, &[&case.filed.answers, &before]).await
}

/// Gives a command on a case.
#[utoipa::path(post, path = "/api/desk/cases/{number}/commands", tag = "desk", params(("number" = String, Path)),
    request_body = DeskCommand,
    responses((status = 200, body = DeskCase), (status = 403, body = Problem), (status = 409, body = Problem)))]
pub async fn command(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(number): Path<String>,
    Json(sent): Json<DeskCommand>,
) -> Result<Json<DeskCase>> {
    let now = state.clock.now();
    let mut tx = state.db.write().await?;
    let desk = desk_of(&mut tx, &session).await?;
    let mut case = desk.case(&mut tx, &number).await?;
    if case.state.seq != sent.revision {
        return Err(Error::new(ProblemKind::Conflict));
    }
    let actor = desk.actor(&case);
    case.give(&state, &mut tx, sent.command, &actor, now).await?;
    let shown = desk_case(&state, &mut tx, &desk, &case).await?;
    tx.commit().await?;
    Ok(Json(shown))
}

/// A file of a case. Reading it is put on record.
#[utoipa::path(get, path = "/api/desk/cases/{number}/files/{file}", tag = "desk",
    params(("number" = String, Path), ("file" = i64, Path)),
    responses((status = 200, content_type = "application/octet-stream"), (status = 404, body = Problem)))]
pub async fn file(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path((number, file)): Path<(String, i64)>,
) -> Result<Response> {
    let now = state.clock.now();
    let mut tx = state.db.write().await?;
    let desk = desk_of(&mut tx, &session).await?;
    let case = desk.case(&mut tx, &number).await?;
    let file =
        applications::file_of(&mut tx, case.row.application, file).await?.ok_or_else(Error::not_found)?;
    let line = Line::by(session.account, "case.read_file", &case.row.number).detail("file", file.id);
    audit::record(&mut tx, line, case.row.id, now).await?;
    tx.commit().await?;
    applications::files::content(&state, &file).await
}

/// Somebody with posts at desks.
struct Desk {
    account: i64,
    posts: Vec<Post>,
}

async fn desk_of(tx: &mut Tx, session: &Session) -> Result<Desk> {
    let mut posts = accounts::posts(tx, session.account).await?;
    posts.retain(|post| matches!(post.role, Role::Intake | Role::Officer | Role::AgencyLead));
    if posts.is_empty() { Err(Error::forbidden()) } else { Ok(Desk { account: session.account, posts }) }
}

impl Desk {
    fn agencies(&self) -> Vec<i64> {
        self.posts.iter().map(|post| post.agency).collect()
    }

    /// A case of an agency where one has a post; others are not there at all.
    async fn case(&self, tx: &mut Tx, number: &str) -> Result<Case> {
        let case = Case::by_number(tx, number).await?.ok_or_else(Error::not_found)?;
        if self.roles(&case).next().is_some() { Ok(case) } else { Err(Error::not_found()) }
    }

    /// The roles one has for a case.
    fn roles<'a>(&'a self, case: &'a Case) -> impl Iterator<Item = Role> + 'a {
        self.posts.iter().filter(|post| post.agency == case.row.agency).map(|post| post.role)
    }

    fn actor_as(&self, role: Role) -> Actor {
        Actor { id: self.account.to_string(), role }
    }

    /// Oneself in the role that fits the open task, else in the first one has.
    fn actor(&self, case: &Case) -> Actor {
        let wanted = case.state.current(&case.process).map(|(_, task)| task.role);
        let fitting = self.roles(case).find(|role| Some(*role) == wanted);
        self.actor_as(fitting.or_else(|| self.roles(case).next()).unwrap_or(Role::Officer))
    }

    /// What one may do now in the role that fits.
    fn allowed(&self, case: &Case) -> Vec<Allowed> {
        allowed(&case.process, &case.state, &self.actor(case), &case.facts())
    }
}
