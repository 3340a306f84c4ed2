//! The verbs of licences for their holders and the public: one's own, one whole, as a file, and verifying one.

use axum::extract::{Extension, Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use schema::calendar::local_day;
use schema::catalogue::encode;
use schema::id::LicenceNumber;
use schema::licences::{Licence, LicenceFile, LicenceSummary, Verification, Verified, lines, outline};
use schema::{Page, Problem};
use serde::Deserialize;
use utoipa::IntoParams;

use super::domain;
use super::store::{self, Stored};
use crate::cursor::{self, Cursor};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::accounts;
use crate::features::audit::{self, Line};
use crate::http::{ClientAddress, Json, Query, SignedIn};
use crate::qr::qr;
use crate::state::AppState;

/// How many licences a page of a list has.
pub(super) const PAGE: usize = 20;

/// One's own licences, the newest first: those that one applied for.
#[utoipa::path(get, path = "/api/licences", tag = "licences", params(Cursor),
    responses((status = 200, body = Page<LicenceSummary>), (status = 401, body = Problem)))]
pub async fn list(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Query(cursor): Query<Cursor>,
) -> Result<Json<Page<LicenceSummary>>> {
    let before = cursor.read()?.unwrap_or(i64::MAX);
    let today = local_day(state.clock.now());
    let mut tx = state.db.read().await?;
    let rows = store::of_account(&mut tx, session.account, before, PAGE as i64 + 1).await?;
    Ok(Json(page(rows, today)))
}

/// A page of a list, one more row of which was asked for than it has.
pub(super) fn page(mut rows: Vec<Stored>, today: NaiveDate) -> Page<LicenceSummary> {
    let next = cursor::cut(&mut rows, PAGE, |row| row.id);
    let items = rows.iter().map(|row| row.summary(today)).collect();
    Page { items, next, total: None, facets: Vec::new() }
}

/// One of one's own licences.
#[utoipa::path(get, path = "/api/licences/{number}", tag = "licences", params(("number" = String, Path)),
    responses((status = 200, body = Licence), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn read(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(number): Path<String>,
) -> Result<Json<Licence>> {
    let mut tx = state.db.read().await?;
    let stored = own(&mut tx, session.account, &number).await?;
    Ok(Json(whole(&state, &mut tx, &stored).await?))
}

/// A licence that this account applied for; another's is not there.
async fn own(tx: &mut Tx, account: i64, number: &str) -> Result<Stored> {
    let stored = store::by_number(tx, &typed(number)).await?;
    stored.filter(|stored| stored.account == account).ok_or_else(Error::not_found)
}

/// A number as people type it: one of the hall's own rule is put right, any other stands as it is.
pub(super) fn typed(number: &str) -> String {
    LicenceNumber::parse(number).map_or_else(|_| number.trim().to_owned(), |number| number.to_string())
}

/// A licence with everything that stands on it and beside it.
pub(super) async fn whole(state: &AppState, tx: &mut Tx, stored: &Stored) -> Result<Licence> {
    let document = &stored.document;
    let kind = store::type_at(tx, &document.kind, document.version).await?.ok_or_else(Error::not_found)?;
    let (qr, qr_size) = qr(&domain::address(&state.config.public_origin(), &document.number, &stored.hash))?;
    Ok(Licence {
        summary: stored.summary(local_day(state.clock.now())),
        case: stored.case,
        lines: lines(&kind.layout, document),
        heading: kind.layout.heading,
        basis: kind.layout.basis,
        duplicates: document.duplicates,
        code: domain::code(&stored.hash),
        hash: stored.hash.clone(),
        qr,
        qr_size,
        changed: store::last_change(tx, stored.id).await?,
        allowed: Vec::new(),
    })
}

/// One of one's own licences as a file that can be kept, compared and verified without the hall.
#[utoipa::path(get, path = "/api/licences/{number}/file", tag = "licences", params(("number" = String, Path)),
    responses((status = 200, body = LicenceFile), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn file(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(number): Path<String>,
) -> Result<Response> {
    let stored = own(&mut state.db.read().await?, session.account, &number).await?;
    let name = format!("attachment; filename*=UTF-8''{}.json", encode(&stored.document.number));
    let file = LicenceFile { document: stored.document, algorithm: "SM3".to_owned(), hash: stored.hash };
    let mut response = Json(file).into_response();
    let name = HeaderValue::try_from(name).map_err(anyhow::Error::from)?;
    response.headers_mut().insert(header::CONTENT_DISPOSITION, name);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    Ok(response)
}

/// What stands on the paper that is verified.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Shown {
    /// The number.
    number: String,
    /// The code beside it; without it only how the licence stands is told.
    code: Option<String>,
}

/// How a licence stands, for everybody; what stands on it, for who has its code. Counted as tracking is: who guesses is soon
/// told to wait, and who has the code never is.
#[utoipa::path(get, path = "/api/licences/verify", tag = "licences", params(Shown),
    responses((status = 200, body = Verification), (status = 404, body = Problem), (status = 429, body = Problem)))]
pub async fn verify(
    State(state): State<AppState>,
    Extension(address): Extension<ClientAddress>,
    Query(Shown { number, code }): Query<Shown>,
) -> Result<Json<Verification>> {
    let number = typed(&number);
    let attempt = accounts::attempt(&state, "verify", &number, address).await?;
    let now = state.clock.now();
    let mut tx = state.db.write().await?;
    let Some(stored) = store::by_number(&mut tx, &number).await? else {
        audit::record(&mut tx, Line::new("licence.verify_refused", attempt.name()), 0, now).await?;
        tx.commit().await?;
        return Err(Error::not_found());
    };
    let is_shown = code.is_some_and(|code| domain::is_code(&code, &stored.hash));
    if is_shown {
        attempt.take_back(&mut tx).await?;
    }
    let line = Line::new("licence.verify", stored.id).detail("whole", is_shown);
    audit::record(&mut tx, line, stored.main_case, now).await?;
    tx.commit().await?;
    let today = local_day(now);
    let told = is_shown.then(|| told(&stored));
    Ok(Json(Verification { standing: stored.standing(today), number: stored.document.number, told }))
}

fn told(stored: &Stored) -> Verified {
    let document = &stored.document;
    Verified {
        name: document.name.clone(),
        agency: document.agency.name.clone(),
        holder: outline(&document.holder.name, document.holder.kind),
        issued_on: document.issued_on,
        valid_until: document.valid_until,
    }
}
