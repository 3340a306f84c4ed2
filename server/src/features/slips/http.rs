//! The verbs of slips: list, issue, read and print again at a desk or a window; list and read for the applicant.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use chrono::{DateTime, Datelike, Utc};
use schema::calendar::local_day;
use schema::slips::{CaseSlips, NewSlip, Slip, SlipKind, SlipLine, offered};
use schema::{Problem, ProblemKind};

use super::store::{self, Kept, New};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::audit::{self, Line};
use crate::features::cases::{self, OnPaper, Wish};
use crate::http::{Json, SignedIn};
use crate::qr::qr;
use crate::state::AppState;

/// The slips of a case, and what may be issued now. Reading it is put on record.
#[utoipa::path(get, path = "/api/desk/cases/{number}/slips", tag = "desk", params(("number" = String, Path)),
    responses((status = 200, body = CaseSlips), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn list(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(number): Path<String>,
) -> Result<Json<CaseSlips>> {
    let now = state.clock.now();
    let (mut tx, case) = cases::at_window(&state, session.account, &number, Wish::Read, now).await?;
    let offered = offered(&case.standing(&mut tx).await?);
    let slips = slips_of(&mut tx, &case, offered).await?;
    let line = Line::by(session.account, "slip.list", case.number());
    audit::record(&mut tx, line, case.chain(), now).await?;
    tx.commit().await?;
    Ok(Json(slips))
}

async fn slips_of(tx: &mut Tx, case: &OnPaper, offered: Vec<SlipKind>) -> Result<CaseSlips> {
    Ok(CaseSlips {
        case: case.number().to_owned(),
        item_name: case.item().1.to_owned(),
        applicant: case.applicant().to_owned(),
        issued: store::of_case(tx, case.id()).await?,
        offered,
    })
}

/// Issues a slip: it says how the case stands now, gets the next number of its agency, and is kept so.
#[utoipa::path(post, path = "/api/desk/cases/{number}/slips", tag = "desk", params(("number" = String, Path)),
    request_body = NewSlip,
    responses((status = 201, body = Slip), (status = 403, body = Problem), (status = 404, body = Problem),
              (status = 409, body = Problem)))]
pub async fn issue(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(number): Path<String>,
    Json(NewSlip { kind }): Json<NewSlip>,
) -> Result<(StatusCode, Json<Slip>)> {
    let now = state.clock.now();
    let (mut tx, case) = cases::at_window(&state, session.account, &number, Wish::HandOut, now).await?;
    let may = offered(&case.standing(&mut tx).await?);
    if !may.contains(&kind) {
        let allowed = may.iter().map(|kind| kind.slug().to_owned()).collect();
        let problem =
            Problem::new(ProblemKind::Refused).detail("the case does not stand so that it could be issued");
        return Err(Problem { allowed, ..problem }.into());
    }
    let kept = issued(&state, &mut tx, (&case, kind), session.account, now).await?;
    let line = Line::by(session.account, "slip.issue", case.number());
    let line = line.detail("slip", kept.line.id).detail("kind", kind.slug());
    let slip = whole(&state, &case, kept)?;
    audit::record(&mut tx, line, case.chain(), now).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(slip)))
}

async fn issued(
    state: &AppState,
    tx: &mut Tx,
    (case, kind): (&OnPaper, SlipKind),
    account: i64,
    now: DateTime<Utc>,
) -> Result<Kept> {
    let place = (case.agency_code()?, case.item().0.to_owned());
    let found = store::template_for(tx, kind, (&place.0, &place.1)).await?;
    let missing = || anyhow::anyhow!("the hall has no template of {}", kind.slug());
    let (template, text) = found.ok_or_else(missing)?;
    let printed = text.printed(&case.data(tx, &state.calendar.current(), now).await?);
    let number = store::next_number(tx, case.agency(), kind, local_day(now).year()).await?;
    let new =
        New { case: case.id(), agency: case.agency(), number, template, printed: &printed, account, at: now };
    let id = store::insert(tx, &new).await?;
    let line = SlipLine { id, kind, number: number.to_string(), at: now, reprints: 0 };
    Ok(Kept { line, printed, agency: case.department().to_owned() })
}

/// A slip of a case. Reading it is put on record.
#[utoipa::path(get, path = "/api/desk/cases/{number}/slips/{slip}", tag = "desk",
    params(("number" = String, Path), ("slip" = i64, Path)),
    responses((status = 200, body = Slip), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn read(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path((number, slip)): Path<(String, i64)>,
) -> Result<Json<Slip>> {
    let now = state.clock.now();
    let (mut tx, case) = cases::at_window(&state, session.account, &number, Wish::Read, now).await?;
    let kept = store::kept(&mut tx, case.id(), slip).await?.ok_or_else(Error::not_found)?;
    let line = Line::by(session.account, "slip.read", case.number()).detail("slip", slip);
    audit::record(&mut tx, line, case.chain(), now).await?;
    tx.commit().await?;
    whole(&state, &case, kept).map(Json)
}

/// Says that a slip is printed again (重印): it bears how often from then on.
#[utoipa::path(post, path = "/api/desk/cases/{number}/slips/{slip}/prints", tag = "desk",
    params(("number" = String, Path), ("slip" = i64, Path)),
    responses((status = 200, body = Slip), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn print_again(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path((number, slip)): Path<(String, i64)>,
) -> Result<Json<Slip>> {
    let now = state.clock.now();
    let (mut tx, case) = cases::at_window(&state, session.account, &number, Wish::HandOut, now).await?;
    if !store::count_reprint(&mut tx, case.id(), slip).await? {
        return Err(Error::not_found());
    }
    let kept = store::kept(&mut tx, case.id(), slip).await?.ok_or_else(Error::not_found)?;
    let line = Line::by(session.account, "slip.print_again", case.number());
    let line = line.detail("slip", slip).detail("times", kept.line.reprints);
    audit::record(&mut tx, line, case.chain(), now).await?;
    tx.commit().await?;
    whole(&state, &case, kept).map(Json)
}

/// The slips of one's own case.
#[utoipa::path(get, path = "/api/cases/{number}/slips", tag = "cases", params(("number" = String, Path)),
    responses((status = 200, body = CaseSlips), (status = 404, body = Problem)))]
pub async fn own_list(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(number): Path<String>,
) -> Result<Json<CaseSlips>> {
    let mut tx = state.db.read().await?;
    let case = cases::own_on_paper(&mut tx, session.account, &number).await?;
    slips_of(&mut tx, &case, Vec::new()).await.map(Json)
}

/// A slip of one's own case.
#[utoipa::path(get, path = "/api/cases/{number}/slips/{slip}", tag = "cases",
    params(("number" = String, Path), ("slip" = i64, Path)),
    responses((status = 200, body = Slip), (status = 404, body = Problem)))]
pub async fn own_read(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path((number, slip)): Path<(String, i64)>,
) -> Result<Json<Slip>> {
    let mut tx = state.db.read().await?;
    let case = cases::own_on_paper(&mut tx, session.account, &number).await?;
    let kept = store::kept(&mut tx, case.id(), slip).await?.ok_or_else(Error::not_found)?;
    whole(&state, &case, kept).map(Json)
}

fn whole(state: &AppState, case: &OnPaper, kept: Kept) -> Result<Slip> {
    let Kept { line, printed, agency } = kept;
    let (qr, qr_size) = qr(&format!("{}/track?number={}", state.config.public_origin(), case.number()))?;
    Ok(Slip {
        id: line.id,
        kind: line.kind,
        number: line.number,
        case: case.number().to_owned(),
        agency,
        at: line.at,
        reprints: line.reprints,
        printed,
        qr,
        qr_size,
        demonstration: !state.config.is_production(),
    })
}
