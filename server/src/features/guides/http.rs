//! The verbs of guides: the list, a guide, where answers lead, and what is to be handed in, in one's situation.

use std::collections::{BTreeMap, BTreeSet};

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use chrono::{DateTime, NaiveDate, Utc};
use schema::Problem;
use schema::accounts::Session;
use schema::calendar::local_day;
use schema::catalogue::Item;
use schema::guide::{
    Ask, Ending, Guide, GuideStand, GuideSummary, Situation, Stand, Standing, fills, replay, situation,
};
use schema::regions::Region;
use schema::role::{RegionCode, RegionLevel};

use super::store;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::{catalogue, definitions, licences, regions};
use crate::http::{Json, Query, Visitor, tagged};
use crate::state::AppState;

/// The parameter below which region one chooses.
const BELOW: &str = "_in";

/// Answers, as an address has them.
type Written = BTreeMap<String, String>;

/// The guides there are.
#[utoipa::path(get, path = "/api/guides", tag = "guides", responses((status = 200, body = Vec<GuideSummary>)))]
pub async fn list(State(state): State<AppState>) -> Result<Json<Vec<GuideSummary>>> {
    super::in_force(&mut state.db.read().await?, state.clock.now()).await.map(Json)
}

/// A guide, whole, in the version that is in force. Anyone may keep it, and walk through it without asking again.
#[utoipa::path(get, path = "/api/guides/{code}", tag = "guides", params(("code" = String, Path)),
    responses((status = 200, body = Guide), (status = 404, body = Problem)))]
pub async fn read(
    State(state): State<AppState>,
    Path(code): Path<String>,
    headers: HeaderMap,
) -> Result<Response> {
    let found = store::in_force(&mut state.db.read().await?, &code, state.clock.now()).await?;
    let (_, guide) = found.ok_or_else(Error::not_found)?;
    tagged(&headers, &guide)
}

/// A guide with what is known of where the answers lead: each is a parameter, by the id of its question. Nothing is kept of who asks.
/// Who is signed in is told which documents are in their own licences already.
#[utoipa::path(get, path = "/api/guides/{code}/stand", tag = "guides", params(("code" = String, Path)),
    responses((status = 200, body = GuideStand), (status = 404, body = Problem)))]
pub async fn stand(
    State(state): State<AppState>,
    Visitor(session): Visitor,
    Path(code): Path<String>,
    Query(written): Query<Written>,
) -> Result<Json<GuideStand>> {
    let now = state.clock.now();
    let mut tx = state.db.read().await?;
    let (version, guide) = store::in_force(&mut tx, &code, now).await?.ok_or_else(Error::not_found)?;
    let stand = replay(&guide, |id| written.get(id).map(String::as_str));
    let item = match leads_to(&stand) {
        Some(code) => item(&mut tx, code, now).await?,
        None => None,
    };
    let situation = match &item {
        Some(item) => {
            let answers = fills(&stand);
            let written = |pointer: &str| answers.get(pointer).copied();
            situated(&mut tx, item, written, (session.as_ref(), now)).await?.flatten()
        }
        None => None,
    };
    let regions = regions_of(&mut tx, &stand, &written).await?;
    Ok(Json(GuideStand { version, item, situation, regions, guide }))
}

/// The item that the guide ends in.
fn leads_to<'a>(stand: &Stand<'a>) -> Option<&'a str> {
    match &stand.outcome?.ending {
        Ending::Item { item, .. } => Some(item),
        Ending::Bundle { bundle } => Some(bundle),
        Ending::Checklist { .. } | Ending::NotEligible | Ending::HandOver { .. } => None,
    }
}

async fn item(tx: &mut Tx, code: &str, now: DateTime<Utc>) -> Result<Option<Item>> {
    let Some(version) = catalogue::version(tx, code).await? else { return Ok(None) };
    let Some(item) = catalogue::item_at(tx, code, version).await? else { return Ok(None) };
    let form = match item.summary.online {
        Some(false) => None,
        _ => definitions::form_of_item(tx, code, now).await?,
    };
    Ok(Some(Item { form, ..item }))
}

/// What the regions that were answered are called; and where one is asked for what there is to choose from: level by level, by the
/// parameter [`BELOW`], down to the counties.
async fn regions_of(tx: &mut Tx, stand: &Stand<'_>, written: &Written) -> Result<Vec<Region>> {
    let mut table = BTreeMap::new();
    for answer in &stand.answered {
        if let Ask::Region { .. } = answer.question.kind {
            named(tx, answer.written, &mut table).await?;
        }
    }
    if let Some(Ask::Region { within }) = stand.open.map(|question| &question.kind) {
        let parent = written.get(BELOW).and_then(|code| RegionCode::parse(code).ok());
        let parent = parent.filter(|code| within.is_none_or(|within| within.contains(code))).or(*within);
        if let Some(parent) = parent {
            named(tx, &parent.to_string(), &mut table).await?;
        }
        if parent.is_none_or(|parent| parent.level() < RegionLevel::County) {
            table.extend(regions::children(tx, parent).await?);
        }
    }
    Ok(table.into_iter().map(|(code, name)| Region { code, name }).collect())
}

/// The names of a region and of those above it.
async fn named(tx: &mut Tx, code: &str, table: &mut BTreeMap<RegionCode, String>) -> Result<()> {
    let Ok(code) = RegionCode::parse(code) else { return Ok(()) };
    for code in code.lineage() {
        if let Some(name) = regions::name(tx, code).await? {
            table.insert(code, name);
        }
    }
    Ok(())
}

/// What is to be handed in for an item in one's situation; answers are parameters, by the pointers of its form. `null` where nothing
/// hangs on a situation. Who is signed in is told which of it is in their own licences already.
#[utoipa::path(get, path = "/api/items/{code}/situation", tag = "guides", params(("code" = String, Path)),
    responses((status = 200, body = Option<Situation>), (status = 404, body = Problem)))]
pub async fn of_item(
    State(state): State<AppState>,
    Visitor(session): Visitor,
    Path(code): Path<String>,
    Query(written): Query<Written>,
) -> Result<Json<Option<Situation>>> {
    let now = state.clock.now();
    let mut tx = state.db.read().await?;
    let item = item(&mut tx, &code, now).await?.ok_or_else(Error::not_found)?;
    let written = |pointer: &str| written.get(pointer).map(String::as_str);
    situated(&mut tx, &item, written, (session.as_ref(), now)).await?.map(Json).ok_or_else(Error::not_found)
}

/// The situation that these answers tell of an item, by the pointers of its form: nothing where it has none, and within that nothing
/// where no question decides.
async fn situated<'a>(
    tx: &mut Tx,
    item: &Item,
    written: impl Fn(&str) -> Option<&'a str>,
    (session, now): (Option<&Session>, DateTime<Utc>),
) -> Result<Option<Option<Situation>>> {
    let Some(form) = &item.form else { return Ok(None) };
    let program = definitions::form(tx, form).await?.ok_or_else(Error::not_found)?;
    let mut found = situation(&program, item.published(), written);
    if let (Some(found), Some(session)) = (&mut found, session) {
        hold(tx, session, found, local_day(now)).await?;
    }
    Ok(Some(found))
}

/// Notes which documents are licences that this person has.
async fn hold(tx: &mut Tx, session: &Session, found: &mut Situation, today: NaiveDate) -> Result<()> {
    let asked = found.materials.iter().filter(|material| material.standing != Standing::NotAsked);
    let kinds: BTreeSet<String> = asked.filter_map(|material| material.licence.clone()).collect();
    for kind in kinds {
        let held = licences::fitting(tx, session.account, &kind, today).await?.into_iter().next();
        let of_kind = found.materials.iter_mut().filter(|it| it.licence.as_ref() == Some(&kind));
        of_kind.for_each(|material| material.held.clone_from(&held));
    }
    Ok(())
}
