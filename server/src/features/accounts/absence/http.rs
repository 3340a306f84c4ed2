//! The verbs of absences: who is away, saying so, and taking it back.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use schema::Problem;
use schema::absences::{Absence, Absences, NewAbsence, Workmate};
use schema::calendar::local_day;
use schema::role::Role;

use super::domain::Sayer;
use super::store;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::accounts::{Colleague, Post, colleagues, posts};
use crate::features::audit::{self, Line};
use crate::http::{Json, SignedIn};
use crate::state::AppState;

/// The posts at desks of an account, and everybody with such a post at the same agencies. Refused to who has none.
async fn beside(tx: &mut Tx, account: i64) -> Result<(Vec<Post>, Vec<Colleague>)> {
    let is_at_desk = |role| matches!(role, Role::Intake | Role::Officer | Role::AgencyLead);
    let mut own = posts(tx, account).await?;
    own.retain(|post| is_at_desk(post.role));
    if own.is_empty() {
        return Err(Error::forbidden());
    }
    let mut agencies: Vec<i64> = own.iter().map(|post| post.agency).collect();
    agencies.sort_unstable();
    agencies.dedup();
    let mut others = colleagues(tx, &agencies).await?;
    others.retain(|colleague| is_at_desk(colleague.role));
    Ok((own, others))
}

/// Who is away or will be: oneself, and those one leads.
#[utoipa::path(get, path = "/api/desk/absences", tag = "desk",
    responses((status = 200, body = Absences), (status = 403, body = Problem)))]
pub async fn list(State(state): State<AppState>, SignedIn(session): SignedIn) -> Result<Json<Absences>> {
    let today = local_day(state.clock.now());
    let mut tx = state.db.read().await?;
    let (posts, colleagues) = beside(&mut tx, session.account).await?;
    let sayer = Sayer { account: session.account, posts: &posts, colleagues: &colleagues };
    let mut workmates: Vec<Workmate> = Vec::new();
    for colleague in &colleagues {
        let account = colleague.account;
        if workmates.iter().all(|known| known.account != account) {
            let led = sayer.may_say_of(account);
            workmates.push(Workmate { account, name: colleague.name.clone(), led });
        }
    }
    let led: Vec<i64> = workmates.iter().filter(|mate| mate.led).map(|mate| mate.account).collect();
    let absences = store::of(&mut tx, &led, today).await?;
    Ok(Json(Absences { own: session.account, absences, workmates }))
}

/// Says that oneself, or somebody one leads, is away, and who does the work meanwhile.
#[utoipa::path(post, path = "/api/desk/absences", tag = "desk", request_body = NewAbsence,
    responses((status = 201, body = Absence), (status = 403, body = Problem), (status = 422, body = Problem)))]
pub async fn add(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Json(new): Json<NewAbsence>,
) -> Result<(StatusCode, Json<Absence>)> {
    let now = state.clock.now();
    let mut tx = state.db.write().await?;
    let (posts, colleagues) = beside(&mut tx, session.account).await?;
    let sayer = Sayer { account: session.account, posts: &posts, colleagues: &colleagues };
    let who = new.account.unwrap_or(session.account);
    if !sayer.may_say_of(who) {
        return Err(Error::forbidden());
    }
    store::hold(&mut tx, who).await?;
    let others = store::of(&mut tx, &[who], local_day(now)).await?;
    let others: Vec<_> = others.iter().map(|other| (other.from, other.until)).collect();
    let away = sayer.checked(&new, local_day(now), &others).map_err(Error::invalid)?;
    let id = store::insert(&mut tx, &away).await?;
    let line = Line::by(session.account, "account.away", who).detail("deputy", away.deputy);
    let line = line.detail("from", away.from.to_string()).detail("until", away.until.to_string());
    audit::record(&mut tx, line, who, now).await?;
    let all = store::of(&mut tx, &[who], away.from).await?;
    let added = all.into_iter().find(|absence| absence.id == id).ok_or_else(Error::not_found)?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(added)))
}

/// Takes an absence back, before it begins or while it lasts.
#[utoipa::path(delete, path = "/api/desk/absences/{id}", tag = "desk", params(("id" = i64, Path)),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn remove(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(id): Path<i64>,
) -> Result<StatusCode> {
    let now = state.clock.now();
    let mut tx = state.db.write().await?;
    let (posts, colleagues) = beside(&mut tx, session.account).await?;
    let sayer = Sayer { account: session.account, posts: &posts, colleagues: &colleagues };
    let who = store::account_of(&mut tx, id).await?.filter(|who| sayer.may_say_of(*who));
    let who = who.ok_or_else(Error::not_found)?;
    store::delete(&mut tx, id).await?;
    audit::record(&mut tx, Line::by(session.account, "account.back", who).detail("absence", id), who, now)
        .await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
