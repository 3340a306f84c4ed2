//! The document of a case (正文) at the desk: what it reads now, and what it read after each change before. The log tells
//! all of it; no version is stored.

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use schema::cases::{CaseDocument, Change, DocumentVersion};
use schema::form::{self, Block, Body, BodyReader, render_body_for};
use schema::process::{Event, Payload, Place};
use schema::regions::Region;
use schema::{Locale, Problem};
use serde_json::Value;

use super::log::Case;
use super::office::{Office, standing};
use super::staff::staff_of;
use super::store;
use crate::db::Tx;
use crate::error::Result;
use crate::features::audit::{self, Line};
use crate::features::{accounts, definitions, regions};
use crate::http::{Json, SignedIn};
use crate::state::AppState;

/// The document of a case, as far as one sees it. Reading it is put on record.
#[utoipa::path(get, path = "/api/desk/cases/{number}/document", tag = "desk", params(("number" = String, Path)),
    responses((status = 200, body = CaseDocument), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn read(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(number): Path<String>,
) -> Result<Json<CaseDocument>> {
    let now = state.clock.now();
    let (tx, staff) = staff_of(&state, session.account).await?;
    let (mut tx, case) = staff.case_to_read(tx, &number, now).await?;
    let office = Office::open(&mut tx, &staff, &case, None).await?;
    let line = Line::by(session.account, "case.read_document", &case.row.number);
    audit::record(&mut tx, line, case.row.id, now).await?;
    let body = match case.sees_document() && office.access().body.is_visible() {
        true => definitions::body(&mut tx, &case.filed.form, &office.form).await?,
        false => None,
    };
    let versions = match body {
        Some(body) => versions(&mut tx, &case, &office, &body).await?,
        None => Vec::new(),
    };
    tx.commit().await?;
    Ok(Json(CaseDocument { versions }))
}

/// What the document read, the newest first. What changed nothing that is seen of it made no version.
async fn versions(
    tx: &mut Tx,
    case: &Case,
    office: &Office<'_>,
    body: &Body,
) -> Result<Vec<DocumentVersion>> {
    let last = store::changes(tx, case.row.id).await?;
    let told: Vec<(&Event, Value)> = answers(case, office, &last);
    let all: Vec<&Value> = told.iter().map(|(_, answers)| answers).collect();
    let regions = regions::named(tx, &office.form, &all).await?;
    let read = read_in_turn((case, office), body, &all, &regions);
    let mut versions: Vec<DocumentVersion> = Vec::new();
    for ((event, _), blocks) in told.into_iter().zip(read) {
        if versions.first().is_some_and(|newest| newest.blocks == blocks) {
            continue;
        }
        let task = match &event.payload {
            Payload::TaskCompleted(done) => case.task(&done.task).map(|task| task.name.clone()),
            _ => None,
        };
        let by = author(tx, case, event).await?;
        versions.insert(0, DocumentVersion { at: event.at, by, role: event.actor.role, task, blocks });
    }
    Ok(versions)
}

/// What the document says with each of these answers, as far as the officer sees it.
fn read_in_turn(
    (case, office): (&Case, &Office<'_>),
    body: &Body,
    all: &[&Value],
    regions: &[Region],
) -> Vec<BTreeMap<Locale, Vec<Block>>> {
    let opened = office.opened();
    let sees = |pointer: &str| opened.access(pointer).is_visible();
    let context = case.filed.beside.surroundings.context();
    let reader = |locale| BodyReader { locale, regions, context, sees: &sees };
    let written = |answers: &Value, locale| render_body_for(&office.form, body, answers, &reader(locale));
    let read = |answers: &&Value| -> BTreeMap<_, _> {
        Locale::ALL.into_iter().map(|locale| (locale, written(answers, locale))).collect()
    };
    all.iter().map(read).collect()
}

async fn author(tx: &mut Tx, case: &Case, event: &Event) -> Result<String> {
    if !event.actor.role.is_staff() {
        return Ok(case.filed.applicant.clone());
    }
    let account = event.actor.id.parse().unwrap_or_default();
    Ok(accounts::name(tx, account).await?.unwrap_or_default())
}

/// The answers after each event that changed them. Who stands aside is told of the applicant's own only. What had stood
/// where the last supplement changed something is kept with it.
fn answers<'c>(case: &'c Case, office: &Office<'_>, last: &[Change]) -> Vec<(&'c Event, Value)> {
    let before = form::with_changes(&case.filed.answers, &last.iter().filter_map(undone).collect::<Vec<_>>());
    let put_right = case.events.iter().rposition(is_put_right);
    let after = |(place, event): (usize, &'c Event)| {
        let filed = match put_right {
            Some(later) if place < later => &before,
            _ => &case.filed.answers,
        };
        let events = if office.is_own() { &[][..] } else { case.events.get(..=place).unwrap_or_default() };
        (event, standing(&office.form, case, filed, events))
    };
    let changing = case.events.iter().enumerate().filter(|(_, event)| match &event.payload {
        Payload::CaseStarted(_) => true,
        Payload::TaskCompleted(done) => !done.changes.is_empty() && !office.is_own(),
        _ => is_put_right(event),
    });
    changing.map(after).collect()
}

/// Whether the applicant handed in what was to be put right: what came on paper changed no answer.
fn is_put_right(event: &Event) -> bool {
    matches!(&event.payload, Payload::SupplementReceived(_)) && !event.actor.role.is_staff()
}

fn undone(change: &Change) -> Option<form::Change> {
    let Place::Pointer(pointer) = &change.place else { return None };
    let before = Some(change.before.clone()).filter(|before| !before.is_null());
    Some(form::Change { pointer: pointer.clone(), before: None, after: before })
}
