//! Open cases that nobody who can act finds in a queue, for those who can do something about it: whoever leads the agency,
//! and the administrators of its region. There are none as long as every post is held.

use axum::extract::State;
use schema::accounts::Session;
use schema::cases::{Orphan, OrphanCause};
use schema::role::{RegionCode, Role};
use schema::{Page, Problem};

use super::lists;
use super::store::{self, Reach, Within};
use crate::cursor::{self, Cursor};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::accounts;
use crate::features::audit::{self, Line};
use crate::http::{Json, Query, SignedIn};
use crate::state::AppState;

/// How many cases a page has.
const PAGE: usize = 30;

/// How many open cases are looked at for a page: it ends there, however few of them are orphans, and the next goes on.
const LOOKED_AT: i64 = 10_000;

/// The open cases that are in no queue of anybody who can act, within the agencies one leads or the regions one administers. A
/// page may be empty and have a next one: so many cases are looked at for each.
#[utoipa::path(get, path = "/api/desk/orphans", tag = "desk", params(Cursor),
    responses((status = 200, body = Page<Orphan>), (status = 403, body = Problem)))]
pub async fn list(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Query(cursor): Query<Cursor>,
) -> Result<Json<Page<Orphan>>> {
    let after = cursor.read()?.unwrap_or(0);
    let mut tx = state.db.write().await?;
    let reaches = reaches(&mut tx, &session).await?;
    if reaches.is_empty() {
        return Err(Error::forbidden());
    }
    let (found, next) = page(&mut tx, &reaches, after).await?;
    let lines: Vec<lists::Line> = found.iter().map(|(id, _)| lists::Line::from(*id)).collect();
    let cases = lists::summaries(&state, &mut tx, &lines).await?;
    let items = cases.into_iter().zip(&found).map(|(case, (_, cause))| Orphan { case, cause: *cause });
    let items = items.collect();
    let ids: Vec<i64> = found.iter().map(|(id, _)| *id).collect();
    let line = Line::by(session.account, "desk.orphans", session.account).detail("cases", ids);
    audit::record(&mut tx, line, session.account, state.clock.now()).await?;
    tx.commit().await?;
    Ok(Json(Page { items, next, total: None, facets: Vec::new() }))
}

/// Where one may look.
async fn reaches(tx: &mut Tx, session: &Session) -> Result<Vec<Reach>> {
    let mut led: Vec<i64> = accounts::posts(tx, session.account)
        .await?
        .into_iter()
        .filter(|post| matches!(post.role, Role::AgencyLead | Role::Admin))
        .map(|post| post.agency)
        .collect();
    led.sort_unstable();
    led.dedup();
    let mut reaches: Vec<Reach> = led.into_iter().map(Reach::Agency).collect();
    let grants = session.grants.iter().filter(|grant| grant.role == Role::Admin && grant.agency.is_none());
    let regions: Vec<(String, String)> = grants.map(|grant| codes(grant.region)).collect();
    if !regions.is_empty() {
        reaches.push(Reach::Regions(regions));
    }
    Ok(reaches)
}

/// A region and everything below it, or the whole hall, as a range of codes.
fn codes(region: Option<RegionCode>) -> (String, String) {
    let Some(region) = region else { return ("0".repeat(12), "9".repeat(12)) };
    let code = region.to_string();
    let last = format!("{:9<12}", code.get(..region.level().digits()).unwrap_or_default());
    (code, last)
}

/// A page of what is found everywhere one may look, in the order of the cases, and where the next one begins.
async fn page(
    tx: &mut Tx,
    reaches: &[Reach],
    after: i64,
) -> Result<(Vec<(i64, OrphanCause)>, Option<String>)> {
    let mut ends = Vec::new();
    for reach in reaches {
        ends.extend(store::reached(tx, reach, after, LOOKED_AT).await?);
    }
    // As far as all of them have been looked at.
    let end = ends.into_iter().min();
    let within = Within { after, until: end.unwrap_or(i64::MAX) };
    let mut found = Vec::new();
    for reach in reaches {
        let orphans = store::orphans(tx, reach, within, PAGE as i64 + 1).await?;
        found.extend(orphans.into_iter().map(|(id, has_task, is_held)| (id, cause(has_task, is_held))));
    }
    found.sort_unstable_by_key(|(id, _)| *id);
    found.dedup_by_key(|(id, _)| *id);
    let next = cursor::cut(&mut found, PAGE, |(id, _)| *id);
    Ok((found, next.or_else(|| end.map(|end| end.to_string()))))
}

const fn cause(has_task: bool, is_held: bool) -> OrphanCause {
    match (has_task, is_held) {
        (false, _) => OrphanCause::NoTask,
        (true, true) => OrphanCause::HolderGone,
        (true, false) => OrphanCause::NobodyThere,
    }
}
