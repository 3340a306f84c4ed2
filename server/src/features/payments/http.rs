//! The verbs of bills for who pays them: list, read, begin to pay; the demonstration; and what the gateway tells.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use chrono::{DateTime, Utc};
use schema::bills::fold::Refused;
use schema::bills::{
    Bill, BillNumber, BillSummary, Demonstrate, PaymentBegun, PaymentNotice, PaymentStanding,
};
use schema::{FieldCode, Page, Problem, ProblemKind};

use super::book::Book;
use super::jobs::FIRST;
use super::settle;
use super::store::{self, PaymentRow};
use crate::cursor::{self, Cursor};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::audit::{self, Line};
use crate::http::{Json, Query, SignedIn};
use crate::ports::Payments;
use crate::ports::payment::{Order, Signature};
use crate::state::AppState;

/// How many bills a page of the list has.
const PAGE: usize = 20;

/// One's own bills, the newest first.
#[utoipa::path(get, path = "/api/bills", tag = "bills", params(Cursor),
    responses((status = 200, body = Page<BillSummary>), (status = 401, body = Problem)))]
pub async fn list(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Query(cursor): Query<Cursor>,
) -> Result<Json<Page<BillSummary>>> {
    let before = cursor.read()?.unwrap_or(i64::MAX);
    let mut tx = state.db.read().await?;
    let mut items = store::of_account(&mut tx, session.account, before, PAGE as i64 + 1).await?;
    let next = cursor::cut(&mut items, PAGE, |bill| bill.number.id());
    Ok(Json(Page { items, next, total: None, facets: Vec::new() }))
}

/// One of one's own bills.
#[utoipa::path(get, path = "/api/bills/{number}", tag = "bills", params(("number" = String, Path)),
    responses((status = 200, body = Bill), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn read(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(number): Path<String>,
) -> Result<Json<Bill>> {
    let mut tx = state.db.read().await?;
    let book = own(&mut tx, session.account, &number).await?;
    book.shown(&state, &mut tx, None).await.map(Json)
}

/// A bill of this account; another's is not there.
async fn own(tx: &mut Tx, account: i64, number: &str) -> Result<Book> {
    let number = BillNumber::parse(number).ok_or_else(Error::not_found)?;
    let book = Book::load(tx, number.id()).await?;
    book.filter(|book| book.account == account).ok_or_else(Error::not_found)
}

/// Begins to pay what is left of a bill, and says where. While that payment is under way it is the same one again.
#[utoipa::path(post, path = "/api/bills/{number}/payments", tag = "bills", params(("number" = String, Path)),
    responses((status = 200, body = PaymentBegun), (status = 401, body = Problem), (status = 404, body = Problem),
              (status = 409, body = Problem), (status = 503, body = Problem)))]
pub async fn pay(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(number): Path<String>,
) -> Result<Json<PaymentBegun>> {
    let now = state.clock.now();
    let number = own(&mut state.db.read().await?, session.account, &number).await?.number();
    if matches!(state.payments, Payments::Off) {
        return Err(Problem::new(ProblemKind::Refused).detail("window_only").into());
    }
    let payment = begun(&state, session.account, number, now).await?;
    if let Some(address) = payment.address {
        return Ok(Json(PaymentBegun { address }));
    }
    let address = ordered(&state, number, &payment, now).await?;
    let mut tx = state.db.write().await?;
    store::set_address(&mut tx, &payment.id, &address).await?;
    tx.commit().await?;
    Ok(Json(PaymentBegun { address }))
}

/// The payment that is under way, or one that is noted before the gateway hears of it: so it is asked about whatever comes then.
async fn begun(state: &AppState, account: i64, number: BillNumber, now: DateTime<Utc>) -> Result<PaymentRow> {
    let mut tx = state.db.write().await?;
    let mut held = settle::hold(&mut tx, number.id()).await?.ok_or_else(Error::not_found)?;
    if let Some((pending, _)) = &held.book.state.pending {
        return store::payment(&mut tx, pending).await?.ok_or_else(Error::not_found);
    }
    let id = state.chance.id();
    let event = held.book.state.begin(&id).map_err(refused)?;
    let amount = held.book.state.left();
    store::begin_payment(&mut tx, (&id, number.id(), amount), now, now + FIRST).await?;
    held.book.happens(&mut tx, &account.to_string(), event, now).await?;
    let payment = store::payment(&mut tx, &id).await?.ok_or_else(Error::not_found)?;
    let line = Line::by(account, "bill.pay", number).detail("amount", amount);
    audit::record(&mut tx, line, held.chain(), now).await?;
    tx.commit().await?;
    Ok(payment)
}

/// Where it is paid. No transaction is open.
async fn ordered(
    state: &AppState,
    number: BillNumber,
    payment: &PaymentRow,
    now: DateTime<Utc>,
) -> Result<String> {
    let gateway = match &state.payments {
        Payments::Gateway(gateway) => gateway,
        _ => return Ok(format!("/bills/{number}/demonstration")),
    };
    let origin = state.config.public_origin();
    let (back, notify) = (format!("{origin}/bills/{number}"), format!("{origin}/api/payments/notice"));
    let order = Order {
        id: &payment.id,
        amount: payment.amount.unsigned_abs(),
        subject: &number.to_string(),
        back: &back,
        notify: &notify,
    };
    gateway.begin(&order, now).await.map_err(|why| {
        tracing::warn!(payment = payment.id, why = why.code(), "the gateway gave no payment");
        Error::new(ProblemKind::Unavailable)
    })
}

/// Why something may not happen to a bill.
pub(super) fn refused(why: Refused) -> Error {
    match why {
        Refused::TooMuch => Error::field("/amount", FieldCode::TooLarge),
        _ => Problem::new(ProblemKind::Refused).detail(why.code()).into(),
    }
}

/// Plays the gateway, in a hall that only demonstrates paying: no money moves. Elsewhere there is no such thing.
#[utoipa::path(post, path = "/api/bills/{number}/demonstration", tag = "bills", params(("number" = String, Path)),
    request_body = Demonstrate,
    responses((status = 204), (status = 401, body = Problem), (status = 404, body = Problem),
              (status = 409, body = Problem)))]
pub async fn demonstrate(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(number): Path<String>,
    Json(Demonstrate { paid }): Json<Demonstrate>,
) -> Result<StatusCode> {
    let book = own(&mut state.db.read().await?, session.account, &number).await?;
    if !matches!(state.payments, Payments::Demonstration) {
        return Err(Error::not_found());
    }
    let Some((id, amount)) = book.state.pending else { return Err(refused(Refused::Settled)) };
    let status = if paid { PaymentStanding::Paid } else { PaymentStanding::Closed };
    let notice =
        PaymentNotice { id, status, amount, reference: format!("DEMO-{}", BillNumber::new(book.id)) };
    settle::said(&state, &notice, state.clock.now()).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What became of a payment, as the gateway tells it, signed as Standard Webhooks has it. The same again changes nothing.
#[utoipa::path(post, path = "/api/payments/notice", tag = "bills", request_body = PaymentNotice,
    responses((status = 204), (status = 401, body = Problem), (status = 404, body = Problem),
              (status = 409, body = Problem)))]
pub async fn notice(State(state): State<AppState>, headers: HeaderMap, body: Bytes) -> Result<StatusCode> {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let signature = Signature {
        id: text("webhook-id"),
        timestamp: text("webhook-timestamp"),
        signature: text("webhook-signature"),
    };
    let now = state.clock.now();
    let heard = match &state.payments {
        Payments::Gateway(gateway) => gateway.hear(&signature, &body, now),
        Payments::Off | Payments::Demonstration => None,
    };
    let notice = heard.ok_or_else(|| Error::new(ProblemKind::SignInNeeded))?;
    settle::said(&state, &notice, now).await?;
    Ok(StatusCode::NO_CONTENT)
}
