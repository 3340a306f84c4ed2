//! The verbs that read: all libraries, what is in one, what was asked.

use axum::extract::{Path, State};
use chrono::{NaiveDate, TimeDelta};
use schema::ask::{AskedQuestion, Entry, Libraries, Library, LibraryCount, SOUGHT_DAYS, Said};
use schema::calendar::local_day;
use schema::{Page, Problem};
use serde::Deserialize;
use utoipa::IntoParams;

use super::super::memory::write_down;
use super::super::store::questions::AskedRow;
use super::super::store::{entries, questions};
use super::{editor, meant};
use crate::cursor::{self, Day};
use crate::error::{Error, Result};
use crate::features::catalogue::{Document, Index, plain};
use crate::http::{Json, Query, SignedIn};
use crate::state::AppState;

/// How many entries a page has.
pub const PAGE: usize = 50;

/// What is sought, and where the list goes on.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Sought {
    /// Something that an entry says; all of them when not given.
    #[serde(default)]
    q: String,
    /// `next` of the page before.
    cursor: Option<String>,
}

/// All libraries, counted. Of the history it is how many different questions were asked today.
#[utoipa::path(get, path = "/api/desk/libraries", tag = "libraries",
    responses((status = 200, body = Libraries), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn all(State(state): State<AppState>, SignedIn(session): SignedIn) -> Result<Json<Libraries>> {
    write_down(&state).await;
    let today = local_day(state.clock.now());
    let mut tx = state.db.read().await?;
    editor(&mut tx, &session).await?;
    let counts = entries::counts(&mut tx).await?;
    let asked = questions::of_day(&mut tx, today).await?.unsigned_abs();
    let imported = state.search.current().documents().filter(|item| is_imported(item)).count() as u64;
    let count = |library: Library| {
        let of = |wanted: Option<bool>| -> u64 {
            let own = counts.iter().filter(|(slug, enabled, _)| {
                slug == library.slug() && wanted.is_none_or(|wanted| wanted == *enabled)
            });
            own.map(|(.., count)| count.unsigned_abs()).sum()
        };
        let (entries, enabled) = match library {
            Library::Imported => (imported, imported),
            Library::History => (asked, asked),
            _ => (of(None), of(Some(true))),
        };
        LibraryCount { library, entries, enabled }
    };
    let open = questions::open_count(&mut tx).await?.unsigned_abs();
    Ok(Json(Libraries { libraries: Library::ALL.into_iter().map(count).collect(), open }))
}

fn is_imported(item: &Document) -> bool {
    !item.everyday_names.is_empty()
}

/// The entries of a library, in the order in which they were made; what is imported by the codes of its items.
#[utoipa::path(get, path = "/api/desk/libraries/{library}", tag = "libraries",
    params(("library" = Library, Path), Sought),
    responses((status = 200, body = Page<Entry>), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem)))]
pub async fn library(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(library): Path<String>,
    Query(sought): Query<Sought>,
) -> Result<Json<Page<Entry>>> {
    let mut tx = state.db.read().await?;
    editor(&mut tx, &session).await?;
    let library = Library::from_slug(&library).filter(|library| *library != Library::History);
    let library = library.ok_or_else(Error::not_found)?;
    let index = state.search.current();
    if library == Library::Imported {
        return Ok(Json(imported(&index, &sought)));
    }
    let after = cursor::read(sought.cursor.as_deref())?.unwrap_or(0);
    let mut items = entries::list(&mut tx, library, (&sought.q, after), PAGE as i64 + 1).await?;
    let next = cursor::cut(&mut items, PAGE, |entry| entry.id);
    items.iter_mut().for_each(|entry| entry.meant = meant(&index, &entry.said.items));
    Ok(Json(Page { items, next, total: None, facets: Vec::new() }))
}

/// What the catalogue says people call its items.
fn imported(index: &Index, sought: &Sought) -> Page<Entry> {
    let (after, wanted) = (sought.cursor.as_deref().unwrap_or_default(), plain(&sought.q));
    let says = |item: &&Document| {
        let mut texts = item.everyday_names.iter().chain([&item.summary.name]);
        texts.any(|text| plain(text).contains(&wanted))
    };
    let found = index.documents().filter(|item| is_imported(item) && item.summary.code.as_str() > after);
    let mut items: Vec<Entry> =
        found.filter(says).take(PAGE + 1).map(|item| imported_entry(index, item)).collect();
    let next = cursor::cut(&mut items, PAGE, |entry| entry.said.items.first().cloned().unwrap_or_default());
    Page { items, next, total: None, facets: Vec::new() }
}

/// All of it.
pub fn all_imported(index: &Index) -> impl Iterator<Item = Entry> {
    index.documents().filter(|item| is_imported(item)).map(|item| imported_entry(index, item))
}

fn imported_entry(index: &Index, item: &Document) -> Entry {
    let items = vec![item.summary.code.clone()];
    Entry {
        id: 0,
        library: Library::Imported,
        meant: meant(index, &items),
        said: Said { words: item.everyday_names.clone(), items, enabled: true, ..Said::default() },
        revision: 0,
        changed_by: None,
        changed_at: None,
    }
}

/// Before the first row of the history. Questions that wait for midnight to be written down are of a day before, never of one after.
pub const fn newest(today: NaiveDate) -> Day {
    Day(today, i64::MAX)
}

/// What was asked, the last first: each question once a day, masked, with what was answered. Who asked is not kept. What is sought is
/// looked for in the last 30 days.
#[utoipa::path(get, path = "/api/desk/asked", tag = "libraries", params(Sought),
    responses((status = 200, body = Page<AskedQuestion>), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn asked(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Query(sought): Query<Sought>,
) -> Result<Json<Page<AskedQuestion>>> {
    write_down(&state).await;
    let today = local_day(state.clock.now());
    let mut tx = state.db.read().await?;
    editor(&mut tx, &session).await?;
    let before = cursor::read(sought.cursor.as_deref())?.unwrap_or_else(|| newest(today));
    let days = if sought.q.trim().is_empty() { i64::from(state.config.question_days) } else { SOUGHT_DAYS };
    let since = today - TimeDelta::days(days);
    let mut rows = questions::asked(&mut tx, since, (&sought.q, before), PAGE as i64 + 1).await?;
    let next = cursor::cut(&mut rows, PAGE, |row| Day(row.day, row.id));
    let index = state.search.current();
    let items = rows.into_iter().map(|row| question(&index, row)).collect::<Result<_>>()?;
    Ok(Json(Page { items, next, total: None, facets: Vec::new() }))
}

fn question(index: &Index, row: AskedRow) -> Result<AskedQuestion> {
    let count = |count: i64| u32::try_from(count).unwrap_or(u32::MAX);
    let codes: Vec<String> = serde_json::from_str(&row.items)?;
    Ok(AskedQuestion {
        id: row.id,
        day: row.day,
        text: row.text,
        said: row.said.as_deref().and_then(Library::from_slug),
        items: meant(index, &codes),
        score: row.score,
        good: row.good,
        asked: count(row.asked),
        helpful: count(row.helpful),
        unhelpful: count(row.unhelpful),
    })
}
