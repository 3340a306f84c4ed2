//! The desk's side of bills: how what is due of a case stands, and waiving it.

use axum::extract::{Path, State};
use chrono::{DateTime, Utc};
use schema::bills::{CaseBills, GROUND_LETTERS, Waive};
use schema::id::CaseNumber;
use schema::messages::MessageKind;
use schema::role::Role;
use schema::{FieldCode, Problem};

use super::book::Book;
use super::http::refused;
use super::{settle, store};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::accounts;
use crate::features::audit::{self, Line};
use crate::features::cases::{self, Books, OnPaper, Wish};
use crate::http::{Json, SignedIn};
use crate::state::AppState;

/// What is due of a case and how it stands, with the lines of this case only. Reading it is put on record.
#[utoipa::path(get, path = "/api/desk/cases/{number}/bills", tag = "desk", params(("number" = String, Path)),
    responses((status = 200, body = CaseBills), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem)))]
pub async fn list(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(number): Path<String>,
) -> Result<Json<CaseBills>> {
    let now = state.clock.now();
    let (mut tx, case) = cases::at_window(&state, session.account, &number, Wish::Read, now).await?;
    let bills = bills_of(&state, &mut tx, &case, session.account).await?;
    audit::record(&mut tx, Line::by(session.account, "bill.list", case.number()), case.chain(), now).await?;
    tx.commit().await?;
    Ok(Json(bills))
}

async fn bills_of(state: &AppState, tx: &mut Tx, case: &OnPaper, account: i64) -> Result<CaseBills> {
    let mut bills = Vec::new();
    for bill in store::of_case(tx, case.id()).await? {
        if let Some(book) = Book::load(tx, bill).await? {
            bills.push(book.shown(state, tx, Some(case.id())).await?);
        }
    }
    Ok(CaseBills {
        case: CaseNumber::parse(case.number()).map_err(anyhow::Error::from)?,
        item_name: case.item().1.to_owned(),
        bills,
        may_waive: leads(tx, account, case).await?,
    })
}

/// Whether one decides for the agency that has the case.
async fn leads(tx: &mut Tx, account: i64, case: &OnPaper) -> Result<bool> {
    let posts = accounts::posts(tx, account).await?;
    Ok(posts.iter().any(|post| post.agency == case.agency() && post.role == Role::AgencyLead))
}

/// Waives what is due, or a part of it (免征, 减征): only who decides for the agency, with the ground. The applicant is told.
#[utoipa::path(post, path = "/api/desk/cases/{number}/waivers", tag = "desk", params(("number" = String, Path)),
    request_body = Waive,
    responses((status = 200, body = CaseBills), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn waive(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(number): Path<String>,
    Json(wanted): Json<Waive>,
) -> Result<Json<CaseBills>> {
    let now = state.clock.now();
    let (mut tx, case) = cases::at_window(&state, session.account, &number, Wish::HandOut, now).await?;
    if !leads(&mut tx, session.account, &case).await? {
        return Err(Error::forbidden());
    }
    let ground = checked(&wanted.ground)?;
    waived(&state, &mut tx, (&case, session.account), &Waive { ground, ..wanted }, now).await?;
    let bills = bills_of(&state, &mut tx, &case, session.account).await?;
    tx.commit().await?;
    Ok(Json(bills))
}

async fn waived(
    state: &AppState,
    tx: &mut Tx,
    (case, account): (&OnPaper, i64),
    wanted: &Waive,
    now: DateTime<Utc>,
) -> Result<()> {
    let bill = bill_with(tx, case.id(), wanted.line).await?;
    let mut held = settle::hold(tx, bill).await?.ok_or_else(Error::not_found)?;
    let event = held.book.state.waive(wanted.line, wanted.amount, &wanted.ground).map_err(refused)?;
    let mut books = Books::default();
    held.happens(state, tx, (&account.to_string(), vec![event]), now, &mut books).await?;
    held.tell(state, tx, (MessageKind::FeeWaived, Some(wanted.line)), now).await?;
    let line = Line::by(account, "bill.waive", held.book.number());
    let line = line.detail("line", wanted.line).detail("amount", wanted.amount);
    books.record(line, case.chain());
    books.close(tx, now).await
}

/// The bill that has this line of this case.
async fn bill_with(tx: &mut Tx, case: i64, line: i64) -> Result<i64> {
    for bill in store::of_case(tx, case).await? {
        if store::lines_of_case(tx, bill, case).await?.contains(&line) {
            return Ok(bill);
        }
    }
    Err(Error::field("/line", FieldCode::Unknown))
}

/// A ground that says something and is no essay.
fn checked(ground: &str) -> Result<String> {
    let ground = ground.trim();
    if ground.is_empty() {
        return Err(Error::field("/ground", FieldCode::Required));
    }
    if ground.chars().count() > GROUND_LETTERS {
        return Err(Error::field("/ground", FieldCode::TooLong));
    }
    Ok(ground.to_owned())
}
