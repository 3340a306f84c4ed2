//! The verbs of the first page: what everybody sees, one life event, and what waits for who is signed in.

use axum::extract::{Path, State};
use chrono::TimeDelta;
use schema::Problem;
use schema::applications::ApplicationSummary;
use schema::calendar::local_day;
use schema::catalogue::Audience;
use schema::home::{Home, LifeEvent, LifeEventSummary, Waiting, WaitingDraft};

use super::{domain, store};
use crate::error::{Error, Result};
use crate::features::{applications, cases, guides, notices};
use crate::http::{Json, SignedIn};
use crate::state::AppState;

/// How many themes of each audience the first page shows.
const THEMES: usize = 12;

/// How many agencies it shows.
const AGENCIES: usize = 12;

/// How many life events of each audience.
const LIFE_EVENTS: usize = 8;

/// How many notices.
const NOTICES: i64 = 4;

/// How many cases and how many drafts are named as waiting; the rest is in their own lists.
const WAITING: i64 = 5;

/// For how many days a rating is asked for.
const RATING_DAYS: i64 = 30;

/// What the first page shows to everybody.
#[utoipa::path(get, path = "/api/home", tag = "home", responses((status = 200, body = Home)))]
pub async fn home(State(state): State<AppState>) -> Result<Json<Home>> {
    let today = local_day(state.clock.now());
    let mut tx = state.db.read().await?;
    let season = store::season(&mut tx).await?;
    let placed = store::themes(&mut tx).await?;
    let events = store::life_events(&mut tx).await?;
    let notices = notices::newest(&mut tx, today, NOTICES).await?;
    let index = state.search.current();
    let counts = index.counts();
    let season = season.iter().filter_map(|code| index.get(code)).map(|document| document.summary.clone());
    let themes = |audience| {
        domain::themes(audience, &placed, &counts.behind(audience).themes).into_iter().take(THEMES)
    };
    Ok(Json(Home {
        items: index.len() as u64,
        personal: counts.behind(Audience::Personal).items,
        enterprise: counts.behind(Audience::Enterprise).items,
        season: season.collect(),
        life_events: first_of_each(events),
        themes: Audience::ALL.into_iter().flat_map(themes).collect(),
        agencies: counts.agencies.iter().take(AGENCIES).cloned().collect(),
        notices,
    }))
}

fn first_of_each(events: Vec<LifeEventSummary>) -> Vec<LifeEventSummary> {
    let (personal, enterprise): (Vec<_>, Vec<_>) =
        events.into_iter().partition(|event| event.audience == Audience::Personal);
    personal.into_iter().take(LIFE_EVENTS).chain(enterprise.into_iter().take(LIFE_EVENTS)).collect()
}

/// What there is to do when something happens. Items that the catalogue no longer has are left out.
#[utoipa::path(get, path = "/api/life-events/{id}", tag = "home", params(("id" = String, Path)),
    responses((status = 200, body = LifeEvent), (status = 404, body = Problem)))]
pub async fn life_event(State(state): State<AppState>, Path(id): Path<String>) -> Result<Json<LifeEvent>> {
    let mut tx = state.db.read().await?;
    let (summary, terms) = store::life_event(&mut tx, &id).await?.ok_or_else(Error::not_found)?;
    let codes = store::life_event_items(&mut tx, &id).await?;
    let guides = guides::of_event(&mut tx, &id, state.clock.now()).await?;
    let index = state.search.current();
    let items = codes.iter().filter_map(|code| index.get(code)).map(|document| document.summary.clone());
    let LifeEventSummary { id, audience, name, line } = summary;
    Ok(Json(LifeEvent { id, audience, name, line, items: items.collect(), terms, guides }))
}

/// What waits for the person who is signed in: cases whose next step is theirs, and drafts to go on with.
#[utoipa::path(get, path = "/api/me/waiting", tag = "home",
    responses((status = 200, body = Waiting), (status = 401, body = Problem)))]
pub async fn waiting(State(state): State<AppState>, SignedIn(session): SignedIn) -> Result<Json<Waiting>> {
    let since = state.clock.now() - TimeDelta::days(RATING_DAYS);
    let mut tx = state.db.read().await?;
    let cases = cases::waiting(&mut tx, session.account, since, WAITING).await?;
    let drafts = applications::drafts(&mut tx, session.account, WAITING).await?;
    let draft = |draft: ApplicationSummary| {
        let ApplicationSummary { id, item, item_name, department, .. } = draft;
        WaitingDraft { id, item, item_name, department }
    };
    Ok(Json(Waiting { cases, drafts: drafts.into_iter().map(draft).collect() }))
}
