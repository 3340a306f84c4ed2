//! The worklists over HTTP: a page of a queue, narrowed by what the indexes can narrow it by.

use axum::extract::State;
use chrono::{DateTime, NaiveDate, Utc};
use schema::cases::{Narrowing, Queue, Worklist, WorklistQuery};
use schema::role::Role;
use schema::{Facet, FacetValue, Page, Problem};
use serde::Deserialize;
use utoipa::IntoParams;

use super::staff::{Staff, staff_of};
use super::worklist::{self, PAGE};
use super::{copies, lists, notes, store};
use crate::cursor;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::audit::{self, Line};
use crate::http::{Json, Query, SignedIn};
use crate::state::AppState;

/// Which cases, and where the list goes on. An empty parameter is as none.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// Which cases.
    #[serde(default)]
    #[param(inline)]
    queue: Queue,
    /// Of this item only: its code.
    item: Option<String>,
    /// Not before this day, such as `2026-03-02`: the last day of open tasks; of what was copied or has ended when that was.
    from: Option<String>,
    /// Not after this day.
    until: Option<String>,
    /// Of the case with this number only.
    number: Option<String>,
    /// `next` of the page before.
    cursor: Option<String>,
}

impl Asked {
    /// What is asked, or what of it cannot be read.
    pub(super) fn read(self) -> Result<WorklistQuery> {
        let some = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
        // As it is shown, in groups.
        let number = some(self.number).map(|number| number.split_whitespace().collect());
        Ok(WorklistQuery {
            queue: self.queue,
            item: some(self.item),
            from: day(some(self.from), Narrowing::From)?,
            until: day(some(self.until), Narrowing::Until)?,
            number,
            cursor: some(self.cursor),
        })
    }
}

fn day(text: Option<String>, narrowing: Narrowing) -> Result<Option<NaiveDate>> {
    let read = |text: String| {
        cursor::day(&text).ok_or_else(|| Error::bad_request(format!("{}: no day", narrowing.slug())))
    };
    text.map(read).transpose()
}

/// The question as the worklists answer it: with who asks, when, and which case it is about.
pub(super) async fn question<'a>(
    state: &AppState,
    tx: &mut Tx,
    (staff, query): (&'a Staff, &'a WorklistQuery),
    (now, size): (DateTime<Utc>, usize),
) -> Result<worklist::Asked<'a>> {
    let case = match &query.number {
        Some(number) => Some(store::id_of(tx, number).await?),
        None => None,
    };
    let soon = worklist::soon(&state.calendar.current(), now);
    Ok(worklist::Asked { query, account: staff.account(), posts: staff.posts(), now, soon, case, size })
}

/// The cases of one's own agency: what is due first comes first.
#[utoipa::path(get, path = "/api/desk/cases", tag = "desk", params(Asked),
    responses((status = 200, body = Worklist), (status = 400, body = Problem), (status = 403, body = Problem)))]
pub async fn list(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Json<Worklist>> {
    let query = asked.read()?;
    let now = state.clock.now();
    // Names of applicants are personal data: reading them is put on record.
    let (mut tx, staff) = staff_of(&state, session.account).await?;
    let asked = question(&state, &mut tx, (&staff, &query), (now, PAGE)).await?;
    let counts = worklist::counts(&mut tx, &asked).await?;
    let (lines, next) = worklist::page(&mut tx, &asked).await?;
    let items = lists::summaries(&state, &mut tx, &lines).await?;
    let unread = copies::unread(&mut tx, &asked, &lines).await?;
    let notes = notes::unseen(&mut tx, session.account).await?;
    let proceedings = notes::unseen_of_proceedings(&mut tx, session.account).await?;
    let enquiries = notes::unseen_of_enquiries(&mut tx, session.account).await?;
    let facets = vec![by_item(worklist::items(&mut tx, &asked).await?)];
    let mut ids: Vec<i64> = lines.iter().map(|line| line.case).collect();
    ids.dedup();
    let line = Line::by(session.account, "desk.list", query.queue.slug()).detail("cases", ids);
    audit::record(&mut tx, line, session.account, now).await?;
    tx.commit().await?;
    let cases = Page { items, next, total: None, facets };
    Ok(Json(Worklist {
        cases,
        counts,
        unread,
        notes,
        proceedings,
        enquiries,
        leads: session.has(Role::AgencyLead),
    }))
}

/// The items there are to narrow by. How much there is of each is not counted.
fn by_item(items: Vec<(String, String)>) -> Facet {
    let value = |(value, label)| FacetValue { value, label, count: 0 };
    Facet { name: Narrowing::Item.slug().to_owned(), values: items.into_iter().map(value).collect() }
}
