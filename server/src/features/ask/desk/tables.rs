//! A library as a table for spreadsheets: written out, and read in again. A cell with several words has a line for each.

use std::collections::BTreeSet;

use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use schema::ask::{Entry, EntryTable, Imported, Library, Said, Scene};
use schema::calendar::local_day;
use schema::{FieldCode, FieldError, Problem};
use serde_json::{Value, json};

use super::super::store::{entries, questions};
use super::entries::change;
use super::lists::newest;
use super::reading::{self, COLUMNS, Line as Row, Table};
use super::{editor, faults, follow, kept, lists};
use crate::cursor::Day;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::audit::{self, Line};
use crate::features::catalogue::{self, Index};
use crate::http::{Json, SignedIn, csv};
use crate::state::AppState;

/// What a line of the history says.
const ASKED: [&str; 8] = ["day", "text", "said", "items", "good", "asked", "helpful", "unhelpful"];
/// The most lines of the history.
const MOST_ASKED: i64 = 20_000;
/// How many lines are read at a time.
const BATCH: i64 = 500;
/// The most faults that are told of a table that is read in.
const MOST_FAULTS: usize = 50;

/// A library as CSV (RFC 4180) in UTF-8.
#[utoipa::path(get, path = "/api/desk/libraries/{library}/entries.csv", tag = "libraries",
    params(("library" = Library, Path)),
    responses((status = 200, content_type = "text/csv"), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem)))]
pub async fn export(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(library): Path<String>,
) -> Result<Response> {
    let mut tx = state.db.read().await?;
    editor(&mut tx, &session).await?;
    let library = Library::from_slug(&library).ok_or_else(Error::not_found)?;
    let mut text = csv::MARK.to_owned();
    if library == Library::History {
        let today = local_day(state.clock.now());
        let since = today - TimeDelta::days(i64::from(state.config.question_days));
        asked(&mut tx, (since, today), &mut text).await?;
    } else {
        csv::line(&mut text, &COLUMNS.map(Value::from));
        let index = state.search.current();
        lists::all_imported(&index)
            .filter(|_| library == Library::Imported)
            .for_each(|entry| csv::line(&mut text, &cells(&entry)));
        let mut after = 0;
        loop {
            let page = entries::list(&mut tx, library, ("", after), BATCH).await?;
            let Some(last) = page.last() else { break };
            after = last.id;
            page.iter().for_each(|entry| csv::line(&mut text, &cells(entry)));
        }
    }
    let mut response = ([(header::CONTENT_TYPE, csv::MEDIA_TYPE)], text).into_response();
    let name = format!("attachment; filename=\"{}.csv\"", library.slug());
    let name = HeaderValue::try_from(name).map_err(anyhow::Error::from)?;
    response.headers_mut().insert(header::CONTENT_DISPOSITION, name);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    Ok(response)
}

/// What was asked, the last first, as far as a table goes.
async fn asked(tx: &mut Tx, (since, today): (NaiveDate, NaiveDate), text: &mut String) -> Result<()> {
    csv::line(text, &ASKED.map(Value::from));
    let (mut before, mut left) = (newest(today), MOST_ASKED);
    while left > 0 {
        let page = questions::asked(tx, since, ("", before), BATCH).await?;
        let Some(last) = page.last() else { break };
        (before, left) = (Day(last.day, last.id), left - BATCH);
        for row in page {
            let items: Vec<String> = serde_json::from_str(&row.items)?;
            let cells = [
                json!(row.day),
                json!(csv::kept(&row.text)),
                json!(row.said),
                json!(items.join("\n")),
                json!(row.good),
                json!(row.asked),
                json!(row.helpful),
                json!(row.unhelpful),
            ];
            csv::line(text, &cells);
        }
    }
    Ok(())
}

fn cells(entry: &Entry) -> [Value; COLUMNS.len()] {
    let said = &entry.said;
    let list = |texts: &[String]| json!(csv::kept(&texts.join("\n")));
    [
        json!(Some(entry.id).filter(|id| *id != 0)),
        json!(Some(entry.revision).filter(|_| entry.id != 0)),
        list(&said.words),
        list(&said.texts),
        list(&said.items),
        json!(said.scene.map(Scene::slug)),
        json!(csv::kept(&said.source)),
        json!(said.enabled),
    ]
}

/// Reads a table in: what has an `id` is changed, what has none is added, what is missing stays, also a column. All of it, or nothing
/// where a line does not hold or was changed by somebody since its `revision`: its errors then bear its number, `/csv/12/words`.
#[utoipa::path(post, path = "/api/desk/libraries/{library}/import", tag = "libraries",
    params(("library" = Library, Path)), request_body = EntryTable,
    responses((status = 200, body = Imported), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn import(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(library): Path<String>,
    Json(table): Json<EntryTable>,
) -> Result<Json<Imported>> {
    let now = state.clock.now();
    let index = state.search.current();
    let mut tx = state.db.write().await?;
    editor(&mut tx, &session).await?;
    let library = kept(&library)?;
    let table = reading::read(&table.csv).map_err(|fault| Error::invalid(vec![fault]))?;
    let planned = plan(&mut tx, &index, library, table).await?;
    let done = store(&mut tx, (library, planned), session.account, now).await?;
    catalogue::advance(&mut tx).await?;
    let line = Line::by(session.account, "library.import", library.slug())
        .detail("added", done.added)
        .detail("changed", done.changed);
    audit::record(&mut tx, line, session.account, now).await?;
    tx.commit().await?;
    follow(&state);
    Ok(Json(done))
}

/// What is wrong with the lines of a table, by their numbers, as far as anybody reads it.
fn told(mut faults: Vec<(usize, FieldError)>) -> Error {
    faults.sort_by_key(|(number, _)| *number);
    faults.truncate(MOST_FAULTS);
    let numbered = |(number, fault): (usize, FieldError)| {
        let pointer = format!("/csv/{number}{}", fault.pointer);
        FieldError { pointer, ..fault }
    };
    Error::invalid(faults.into_iter().map(numbered).collect())
}

/// A line of a table, the entry that it changes, and what that is to say.
struct Planned {
    number: usize,
    before: Option<Entry>,
    said: Said,
}

/// What a table makes of the entries there are; refused with every line that does not hold.
async fn plan(tx: &mut Tx, index: &Index, library: Library, table: Table) -> Result<Vec<Planned>> {
    let (mut planned, mut wrong, mut seen) = (Vec::new(), table.faults, BTreeSet::new());
    for row in table.lines {
        let number = row.number;
        let before = match before(tx, library, &row, &mut seen).await? {
            Ok(before) => before,
            Err(code) => {
                wrong.push((number, FieldError::new("/id", code)));
                continue;
            }
        };
        let said = row.said(before.as_ref());
        let is_stale = |entry: &Entry| entry.said != said && row.known != Some((entry.id, entry.revision));
        if before.as_ref().is_some_and(is_stale) {
            wrong.push((number, FieldError::new("/revision", FieldCode::Stale)));
        }
        wrong.extend(faults(index, library, &said).into_iter().map(|fault| (number, fault)));
        planned.push(Planned { number, before, said });
    }
    if wrong.is_empty() { Ok(planned) } else { Err(told(wrong)) }
}

/// The entry that a line changes, each once; none where it adds one.
async fn before(
    tx: &mut Tx,
    library: Library,
    row: &Row,
    seen: &mut BTreeSet<i64>,
) -> Result<Result<Option<Entry>, FieldCode>> {
    let Some((id, _)) = row.known else { return Ok(Ok(None)) };
    if !seen.insert(id) {
        return Ok(Err(FieldCode::Duplicate));
    }
    Ok(entries::one(tx, library, id).await?.map(Some).ok_or(FieldCode::Unknown))
}

async fn store(
    tx: &mut Tx,
    (library, planned): (Library, Vec<Planned>),
    by: i64,
    now: DateTime<Utc>,
) -> Result<Imported> {
    let mut done = Imported::default();
    for Planned { number, before, said } in planned {
        match before {
            None => {
                entries::insert(tx, library, &said, Some(by), now).await?;
                done.added += 1;
            }
            Some(before) if before.said == said => done.unchanged += 1,
            // Somebody else may have been first since it was read above: the database judges.
            Some(before) if change(tx, &before, &said, by, now).await? => done.changed += 1,
            Some(_) => return Err(told(vec![(number, FieldError::new("/revision", FieldCode::Stale))])),
        }
    }
    Ok(done)
}
