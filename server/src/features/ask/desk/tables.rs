//! A library as a table for spreadsheets: written out, and read in again. A cell with several words has a line for each.

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};
use schema::ask::{Entry, EntryTable, Imported, Library, Said, Scene};
use schema::{FieldCode, FieldError, Problem};
use serde_json::{Value, json};

use super::super::store::{entries, questions};
use super::entries::change;
use super::{editor, faults, follow, kept, lists};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::audit::{self, Line};
use crate::features::catalogue::{self, Index};
use crate::http::{Json, SignedIn, csv};
use crate::state::AppState;

/// What a line says. Without an `id` it is a new entry.
const COLUMNS: [&str; 7] = ["id", "words", "texts", "items", "scene", "source", "enabled"];
/// What a line of the history says.
const ASKED: [&str; 8] = ["day", "text", "said", "items", "good", "asked", "helpful", "unhelpful"];
/// The most lines of the history.
const MOST_ASKED: i64 = 20_000;
/// How many lines are read at a time.
const BATCH: i64 = 500;
/// The most lines of a table that is read in…
const MOST_LINES: usize = 2000;
/// …and the most faults that are told of one.
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
        asked(&mut tx, &mut text).await?;
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
async fn asked(tx: &mut Tx, text: &mut String) -> Result<()> {
    csv::line(text, &ASKED.map(Value::from));
    let (mut before, mut left) = (i64::MAX, MOST_ASKED);
    while left > 0 {
        let page = questions::asked(tx, ("", before), BATCH).await?;
        let Some(last) = page.last() else { break };
        (before, left) = (last.id, left - BATCH);
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
        list(&said.words),
        list(&said.texts),
        list(&said.items),
        json!(said.scene.map(Scene::slug)),
        json!(csv::kept(&said.source)),
        json!(said.enabled),
    ]
}

/// Reads a table in: what has an `id` is changed, what has none is added, what is missing stays. All of it, or nothing where a line
/// does not hold: its errors then bear its number, `/csv/12/words`.
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
    let lines = read(&index, library, &table.csv).map_err(Error::invalid)?;
    let done = store(&mut tx, (library, lines), session.account, now).await?;
    catalogue::advance(&mut tx).await?;
    let line = Line::by(session.account, "library.import", library.slug())
        .detail("added", done.added)
        .detail("changed", done.changed);
    audit::record(&mut tx, line, session.account, now).await?;
    tx.commit().await?;
    follow(&state);
    Ok(Json(done))
}

/// A line of a table: which one it is, the entry it changes, and what that is to say.
type Read = (usize, Option<i64>, Said);

/// What a table says; or what is wrong with its lines.
fn read(index: &Index, library: Library, text: &str) -> Result<Vec<Read>, Vec<FieldError>> {
    let fault = |code| vec![FieldError::new("/csv", code)];
    let rows = csv::read(text).ok_or_else(|| fault(FieldCode::BadFormat))?;
    let mut rows = rows.into_iter();
    let (_, names) = rows.next().ok_or_else(|| fault(FieldCode::Required))?;
    if rows.len() > MOST_LINES {
        return Err(vec![FieldError::new("/csv", FieldCode::TooMany).with("max", MOST_LINES)]);
    }
    let places: BTreeMap<&str, usize> =
        names.iter().enumerate().map(|(place, name)| (name.trim(), place)).collect();
    if !places.contains_key("words") && !places.contains_key("texts") {
        return Err(fault(FieldCode::BadFormat));
    }
    let (mut lines, mut wrong) = (Vec::new(), Vec::new());
    for (number, row) in rows {
        let cell = |name: &str| places.get(name).and_then(|place| row.get(*place)).map_or("", String::as_str);
        let at =
            |fault: FieldError| FieldError { pointer: format!("/csv/{number}{}", fault.pointer), ..fault };
        match line(cell) {
            Ok((id, said)) => {
                wrong.extend(faults(index, library, &said).into_iter().map(at));
                lines.push((number, id, said));
            }
            Err(pointer) => wrong.push(at(FieldError::new(pointer, FieldCode::NotAChoice))),
        }
    }
    wrong.truncate(MOST_FAULTS);
    if wrong.is_empty() { Ok(lines) } else { Err(wrong) }
}

fn line<'r>(cell: impl Fn(&str) -> &'r str) -> Result<(Option<i64>, Said), &'static str> {
    let list = |name: &str| csv::meant(cell(name)).lines().map(str::to_owned).collect();
    let id = match cell("id").trim() {
        "" => None,
        id => Some(id.parse().map_err(|_| "/id")?),
    };
    let scene = match cell("scene").trim() {
        "" => None,
        slug => Some(Scene::from_slug(slug).ok_or("/scene")?),
    };
    let enabled = match cell("enabled").trim().to_ascii_lowercase().as_str() {
        "" | "true" | "1" => true,
        "false" | "0" => false,
        _ => return Err("/enabled"),
    };
    let said = Said {
        words: list("words"),
        texts: list("texts"),
        items: list("items"),
        scene,
        source: csv::meant(cell("source")).to_owned(),
        enabled,
    };
    Ok((id, said.trimmed()))
}

async fn store(
    tx: &mut Tx,
    (library, lines): (Library, Vec<Read>),
    by: i64,
    now: DateTime<Utc>,
) -> Result<Imported> {
    let mut done = Imported::default();
    for (number, id, said) in lines {
        let Some(id) = id else {
            entries::insert(tx, library, &said, Some(by), now).await?;
            done.added += 1;
            continue;
        };
        let known = entries::one(tx, library, id).await?;
        let Some(before) = known else {
            return Err(Error::field(&format!("/csv/{number}/id"), FieldCode::Unknown));
        };
        if before.said == said {
            done.unchanged += 1;
        } else {
            change(tx, &before, &said, by, now).await?;
            done.changed += 1;
        }
    }
    Ok(done)
}
