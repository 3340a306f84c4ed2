//! The verbs of notifications: how one is told oneself, and saying so.

use axum::extract::State;
use schema::Problem;
use schema::notifications::{Channel, Notifications, SetNotifications};

use super::domain::{self, Wishes};
use super::store;
use crate::error::{Error, Result};
use crate::features::audit::{self, Line};
use crate::http::{Json, SignedIn};
use crate::state::AppState;

/// How one is told of messages besides in the hall.
#[utoipa::path(get, path = "/api/me/notifications", tag = "messages",
    responses((status = 200, body = Notifications), (status = 401, body = Problem)))]
pub async fn read(State(state): State<AppState>, SignedIn(session): SignedIn) -> Result<Json<Notifications>> {
    let kept = store::read(&mut state.db.read().await?, session.account).await?;
    let kept = kept.ok_or_else(Error::not_found)?;
    Ok(Json(told(kept.wishes, offered(&state))))
}

/// Says how one wants to be told from now on. What waits to be sent by a channel that is turned off is not sent.
#[utoipa::path(put, path = "/api/me/notifications", tag = "messages", request_body = SetNotifications,
    responses((status = 200, body = Notifications), (status = 401, body = Problem), (status = 422, body = Problem)))]
pub async fn set(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Json(set): Json<SetNotifications>,
) -> Result<Json<Notifications>> {
    let offered = offered(&state);
    let wishes = domain::checked(set, &offered).map_err(Error::invalid)?;
    let now = state.clock.now();
    let mut tx = state.db.write().await?;
    store::set(&mut tx, session.account, &wishes).await?;
    let line = Line::by(session.account, "account.notifications", session.account);
    let line = line.detail("sms", wishes.sms).detail("mail", wishes.mail);
    audit::record(&mut tx, line, session.account, now).await?;
    tx.commit().await?;
    Ok(Json(told(wishes, offered)))
}

/// The channels this hall has.
fn offered(state: &AppState) -> Vec<Channel> {
    let is_there = |channel: &Channel| match channel {
        Channel::Sms => state.sms.is_there(),
        Channel::Mail => state.mail.is_there(),
    };
    Channel::ALL.into_iter().filter(is_there).collect()
}

fn told(wishes: Wishes, offered: Vec<Channel>) -> Notifications {
    let Wishes { locale, phone, sms, email, mail } = wishes;
    Notifications { locale, phone, sms, email, mail, offered }
}
