//! The verbs of learning: groups of questions that were not answered well, what an entry made of one would change, and putting one
//! aside.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use schema::ask::{AskRequest, Library, QuestionGroup, Said, Trial};
use schema::{Page, Problem};
use serde::Deserialize;
use utoipa::IntoParams;

use super::super::groups::{Group, Open, group};
use super::super::memory::write_down;
use super::super::store::questions;
use super::super::{eval, speech};
use super::{editor, faults, kept, meant};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::audit::{self, Line};
use crate::features::catalogue::{Index, Source};
use crate::http::{Json, Query, SignedIn};
use crate::state::AppState;

/// How many open questions are put into groups: the last ones.
const LOOKED_AT: i64 = 500;
/// How many groups are shown.
const GROUPS: usize = 50;
/// How many of its questions a group shows.
const TEXTS: usize = 8;

/// The groups of questions that were answered badly or not at all, the largest first.
#[utoipa::path(get, path = "/api/desk/asked/groups", tag = "libraries",
    responses((status = 200, body = Page<QuestionGroup>), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn groups(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
) -> Result<Json<Page<QuestionGroup>>> {
    write_down(&state).await;
    let mut tx = state.db.read().await?;
    editor(&mut tx, &session).await?;
    let groups = group(questions::open(&mut tx, LOOKED_AT).await?);
    let index = state.search.current();
    let shown = groups.iter().take(GROUPS).map(|group| wire(&index, group)).collect();
    Ok(Json(Page { total: Some(groups.len() as u64), ..Page::whole(shown) }))
}

/// One group.
#[utoipa::path(get, path = "/api/desk/asked/groups/{id}", tag = "libraries", params(("id" = i64, Path)),
    responses((status = 200, body = QuestionGroup), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem)))]
pub async fn one(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(id): Path<i64>,
) -> Result<Json<QuestionGroup>> {
    let mut tx = state.db.read().await?;
    editor(&mut tx, &session).await?;
    let group = group_of(&mut tx, id).await?.ok_or_else(Error::not_found)?;
    Ok(Json(wire(&state.search.current(), &group)))
}

/// Puts a group aside: nothing is to be learnt from it.
#[utoipa::path(delete, path = "/api/desk/asked/groups/{id}", tag = "libraries", params(("id" = i64, Path)),
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn put_aside(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(id): Path<i64>,
) -> Result<StatusCode> {
    let now = state.clock.now();
    write_down(&state).await;
    let mut tx = state.db.write().await?;
    editor(&mut tx, &session).await?;
    let settled = settle(&mut tx, id, None).await?;
    if settled == 0 {
        return Err(Error::not_found());
    }
    let line = Line::by(session.account, "library.put_aside", id).detail("settled", settled);
    audit::record(&mut tx, line, id, now).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// An entry that is not made yet: words, texts and items a line each.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Proposal {
    /// The library.
    library: String,
    /// What a person says.
    #[serde(default)]
    words: String,
    /// What the hall says or means.
    #[serde(default)]
    texts: String,
    /// The codes of items.
    #[serde(default)]
    items: String,
    /// Where an answer comes from.
    #[serde(default)]
    source: String,
}

impl Proposal {
    fn said(self) -> Said {
        let lines = |text: &str| text.lines().map(str::to_owned).collect();
        let Self { words, texts, items, source, .. } = self;
        let said = Said {
            words: lines(&words),
            texts: lines(&texts),
            items: lines(&items),
            source,
            enabled: true,
            ..Said::default()
        };
        said.trimmed()
    }
}

/// What an entry would change: the share of the evaluation set that is answered right, before and after, and whether the group's
/// question is. Nothing is saved. One is tried at a time: it is refused while another is.
#[utoipa::path(get, path = "/api/desk/asked/groups/{id}/trial", tag = "libraries",
    params(("id" = i64, Path), Proposal),
    responses((status = 200, body = Trial), (status = 400, body = Problem), (status = 401, body = Problem),
              (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem),
              (status = 429, body = Problem)))]
pub async fn trial(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(id): Path<i64>,
    Query(proposal): Query<Proposal>,
) -> Result<Json<Trial>> {
    let mut tx = state.db.read().await?;
    editor(&mut tx, &session).await?;
    let group = group_of(&mut tx, id).await?.ok_or_else(Error::not_found)?;
    let library = kept(&proposal.library)?;
    let (said, index) = (proposal.said(), state.search.current());
    let faults = faults(&index, library, &said);
    if !faults.is_empty() {
        return Err(Error::invalid(faults));
    }
    let turn = state.trials.begin()?;
    let source = Source::read(&mut tx).await?;
    drop(tx);
    let text = group.questions.into_iter().next().map(|question| question.text).unwrap_or_default();
    Ok(Json(turn.work(move || tried(&source, &index, (library, said), text)).await??))
}

fn tried(source: &Source, index: &Index, (library, said): (Library, Said), text: String) -> Result<Trial> {
    let taught = source.index_taught(library, said);
    let lines = eval::shipped()?;
    let (before, after) = (eval::recall(source, index, lines), eval::recall(source, &taught, lines));
    let answered = speech::reply(&taught, &AskRequest { text, ..AskRequest::default() }).good;
    let at_first = |measure: &eval::Measure| {
        let [first, third, _] = measure.recall();
        [first, third]
    };
    let asked = u32::try_from(after.asked()).unwrap_or(u32::MAX);
    Ok(Trial { asked, before: at_first(&before), after: at_first(&after), answered })
}

async fn group_of(tx: &mut Tx, id: i64) -> Result<Option<Group>> {
    let groups = group(questions::open(tx, LOOKED_AT).await?);
    Ok(groups.into_iter().find(|group| group.questions.iter().any(|question| question.id == id)))
}

/// Closes the questions of a group, for the entry that was made of them or for none; how many there were.
pub async fn settle(tx: &mut Tx, id: i64, entry: Option<i64>) -> Result<usize> {
    let questions = group_of(tx, id).await?.map(|group| group.questions).unwrap_or_default();
    for question in &questions {
        questions::settle(tx, question.id, entry).await?;
    }
    Ok(questions.len())
}

fn wire(index: &Index, group: &Group) -> QuestionGroup {
    let count = |count: i64| u32::try_from(count).unwrap_or(u32::MAX);
    let mut texts: Vec<String> = Vec::new();
    for Open { text, .. } in &group.questions {
        if texts.len() < TEXTS && !texts.contains(text) {
            texts.push(text.clone());
        }
    }
    let lead = group.questions.first();
    QuestionGroup {
        id: lead.map_or(0, |question| question.id),
        texts,
        heard: lead.map(|question| question.heard.clone()).unwrap_or_default(),
        questions: u32::try_from(group.questions.len()).unwrap_or(u32::MAX),
        asked: count(group.asked()),
        unhelpful: count(group.unhelpful()),
        nearest: lead.map(|question| meant(index, &question.items)).unwrap_or_default(),
    }
}
