//! The verbs of joint applications for the agencies: the lead sees all of them late first, acts on the whole; who has a part in one
//! sees who works beside them.

use std::collections::BTreeSet;

use axum::extract::{Path, State};
use schema::bundles::{JointRequest, JointSummary, JointView};
use schema::role::Role;
use schema::{Page, Problem, ProblemKind};
use serde::Deserialize;
use utoipa::IntoParams;

use super::acts::Act;
use super::joint::Joint;
use super::lists::{self, After};
use super::view::{self, Reader};
use super::{domain, store};
use crate::cursor;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::audit::{self, Line};
use crate::features::cases::{self, staff_of};
use crate::http::{Json, Query, SignedIn};
use crate::state::AppState;

/// How many joint applications a page of the list has.
const PAGE: usize = 20;

/// Which joint applications, and where the list goes on.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// Those that have ended, the newest first, instead of those that are open.
    #[serde(default)]
    ended: bool,
    /// `next` of the page before.
    cursor: Option<String>,
}

/// The joint applications that one's own agencies lead: what is due first comes first.
#[utoipa::path(get, path = "/api/desk/joint", tag = "bundles", params(Asked),
    responses((status = 200, body = Page<JointSummary>), (status = 403, body = Problem)))]
pub async fn list(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Json<Page<JointSummary>>> {
    let now = state.clock.now();
    let (mut tx, staff) = staff_of(&state, session.account).await?;
    let agencies: BTreeSet<i64> = staff.posts().iter().map(|post| post.agency).collect();
    let after = cursor::read::<After>(asked.cursor.as_deref())?;
    let mut found = page(&mut tx, &agencies, after, asked.ended).await?;
    let next = cursor::cut(&mut found, PAGE, |place| *place);
    let ids: Vec<i64> = found.iter().map(|place| place.application).collect();
    let items = lists::summaries(&state, &mut tx, &ids).await?;
    let line = Line::by(session.account, "desk.list_joint", session.account).detail("joint", ids);
    audit::record(&mut tx, line, session.account, now).await?;
    tx.commit().await?;
    Ok(Json(Page { items, next, total: None, facets: Vec::new() }))
}

/// One more than a page has, agency by agency.
async fn page(
    tx: &mut Tx,
    agencies: &BTreeSet<i64>,
    after: Option<After>,
    ended: bool,
) -> Result<Vec<After>> {
    let mut found: Vec<After> = Vec::new();
    let from = after.map_or(i64::MIN, |after| after.agency);
    for agency in agencies.range(from..).copied() {
        let left = (PAGE + 1 - found.len()) as i64;
        let here = after.filter(|after| after.agency == agency);
        if ended {
            let before = here.map_or(i64::MAX, |after| after.application);
            let ids = store::ended_of_agency(tx, agency, before, left).await?;
            found.extend(ids.into_iter().map(|application| After { application, ..After::first(agency) }));
        } else {
            let place = here.unwrap_or_else(|| After::first(agency)).place();
            let places = store::open_of_agency(tx, agency, place, left).await?;
            found.extend(places.into_iter().map(|place| After {
                agency,
                due: place.due,
                application: place.application,
            }));
        }
        if found.len() > PAGE {
            break;
        }
    }
    Ok(found)
}

/// Somebody at a desk who has to do with a joint application.
struct AtDesk {
    agencies: BTreeSet<i64>,
    /// The agencies that they head.
    headed: BTreeSet<i64>,
}

impl AtDesk {
    fn reader(&self, joint: &Joint) -> Reader<'_> {
        Reader::Staff { agencies: &self.agencies, heads: self.headed.contains(&joint.row.agency) }
    }

    fn leads(&self, joint: &Joint) -> bool {
        self.agencies.contains(&joint.row.agency)
    }
}

/// The person, and the joint application with this number if they have to do with it; else it is not there, and that they asked is on
/// record.
async fn found(state: &AppState, account: i64, number: &str, held: bool) -> Result<(Tx, AtDesk, Joint)> {
    let (mut tx, staff) = staff_of(state, account).await?;
    let posts = staff.posts();
    let at_desk = AtDesk {
        agencies: posts.iter().map(|post| post.agency).collect(),
        headed: posts.iter().filter(|post| post.role == Role::AgencyLead).map(|post| post.agency).collect(),
    };
    let row = store::by_number(&mut tx, number).await?.ok_or_else(Error::not_found)?;
    if held {
        super::hold(&mut tx, row.application).await?;
    }
    let joint = Joint::load(&mut tx, row.application).await?.ok_or_else(Error::not_found)?;
    if view::concerns(&joint, &at_desk.agencies) {
        return Ok((tx, at_desk, joint));
    }
    let line = Line::by(account, "joint.refused", &joint.row.number);
    audit::record(&mut tx, line, joint.row.application, state.clock.now()).await?;
    tx.commit().await?;
    Err(Error::not_found())
}

/// A joint application that one's agency leads or has a part in. Reading it is put on record.
#[utoipa::path(get, path = "/api/desk/joint/{number}", tag = "bundles", params(("number" = String, Path)),
    responses((status = 200, body = JointView), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn read(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(number): Path<String>,
) -> Result<Json<JointView>> {
    let (mut tx, at_desk, joint) = found(&state, session.account, &number, false).await?;
    let line = Line::by(session.account, "joint.read", &joint.row.number);
    audit::record(&mut tx, line, joint.row.application, state.clock.now()).await?;
    let view = view::view(&state, &mut tx, &joint, &at_desk.reader(&joint)).await?;
    tx.commit().await?;
    Ok(Json(view))
}

/// Gives a command on the whole, as its lead.
#[utoipa::path(post, path = "/api/desk/joint/{number}/commands", tag = "bundles", params(("number" = String, Path)),
    request_body = JointRequest,
    responses((status = 200, body = JointView), (status = 403, body = Problem), (status = 409, body = Problem),
              (status = 422, body = Problem)))]
pub async fn command(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(number): Path<String>,
    Json(sent): Json<JointRequest>,
) -> Result<Json<JointView>> {
    let now = state.clock.now();
    let (mut tx, at_desk, mut joint) = found(&state, session.account, &number, true).await?;
    if !at_desk.leads(&joint) {
        let line = Line::by(session.account, "joint.refused", &joint.row.number);
        audit::record(&mut tx, line, joint.row.application, now).await?;
        tx.commit().await?;
        return Err(Error::forbidden());
    }
    if joint.row.seq.unsigned_abs() != sent.revision {
        return Err(Error::new(ProblemKind::Conflict));
    }
    let cases = cases::parts_of(&mut tx, joint.row.application).await?;
    let heads = at_desk.headed.contains(&joint.row.agency);
    if !domain::allowed(&joint, &cases, heads).contains(&sent.command.act()) {
        return Err(Problem::new(ProblemKind::Refused).detail("not as it stands, or not by you").into());
    }
    let faults = domain::faults(&joint, &sent.command);
    if !faults.is_empty() {
        return Err(Error::invalid(faults));
    }
    let act = Act { state: &state, account: session.account, now };
    act.give(&mut tx, &mut joint, &sent.command).await?;
    let view = view::view(&state, &mut tx, &joint, &at_desk.reader(&joint)).await?;
    tx.commit().await?;
    Ok(Json(view))
}
