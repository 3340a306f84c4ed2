//! What one who has a case open learns of the others at once: a request that is answered when something has happened, or after
//! a while.
//!
//! Several servers see the same, because each asks the database: for a case that somebody has open once in [`PACE`], however
//! many they are. Who waits holds no connection to the database.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::extract::{Path, State};
use schema::cases::News;
use schema::role::Role;
use schema::{Problem, ProblemKind};
use serde::Deserialize;
use tokio::sync::{Semaphore, watch};
use utoipa::IntoParams;

use super::staff::staff_of;
use super::store;
use crate::db::{Db, Tx};
use crate::error::{Error, Result};
use crate::features::accounts;
use crate::http::{Json, Query, SignedIn};
use crate::state::AppState;

/// How often the database is asked for a case.
const PACE: Duration = Duration::from_secs(2);

/// How long is waited for something to happen.
const PATIENCE: Duration = Duration::from_secs(25);

/// How many may wait at one server; the others are told to ask again later.
const MOST: usize = 1000;

/// In how many seconds they may.
const LATER: u64 = 30;

/// How far a case has come: the place of its last event, and the number of its last remark.
type Mark = (i64, i64);

/// Who waits for which case.
#[derive(Clone)]
pub struct Live {
    cases: Arc<Mutex<HashMap<i64, watch::Sender<Mark>>>>,
    places: Arc<Semaphore>,
    closing: watch::Sender<bool>,
}

impl Default for Live {
    fn default() -> Self {
        Self {
            cases: Arc::default(),
            places: Arc::new(Semaphore::new(MOST)),
            closing: watch::Sender::new(false),
        }
    }
}

impl Live {
    /// Nobody waits any longer: the hall closes.
    pub fn close(&self) {
        self.closing.send_replace(true);
    }

    /// What becomes of a case from now on. The first who asks for it has it looked at, until the last has gone.
    fn follow(&self, db: &Db, case: i64, now: Mark) -> watch::Receiver<Mark> {
        let mut cases = self.cases.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = cases.get(&case) {
            return known.subscribe();
        }
        let sender = watch::Sender::new(now);
        let receiver = sender.subscribe();
        cases.insert(case, sender.clone());
        tokio::spawn(look(self.clone(), db.clone(), case, sender));
        receiver
    }

    /// Forgets a case that nobody waits for; whether it did.
    fn forget(&self, case: i64, sender: &watch::Sender<Mark>) -> bool {
        let mut cases = self.cases.lock().unwrap_or_else(PoisonError::into_inner);
        // The table has one sender, and this is the other: who subscribes holds the lock meanwhile.
        let is_left = sender.receiver_count() == 0;
        if is_left {
            cases.remove(&case);
        }
        is_left
    }
}

/// Looks at a case as long as somebody waits for it.
async fn look(live: Live, db: Db, case: i64, sender: watch::Sender<Mark>) {
    let mut closing = live.closing.subscribe();
    loop {
        tokio::select! {
            _ = closing.wait_for(|closing| *closing) => return,
            () = tokio::time::sleep(PACE) => {}
        }
        if live.forget(case, &sender) {
            return;
        }
        match mark(&db, case).await {
            Ok(Some(mark)) => drop(sender.send_if_modified(|known| {
                let is_new = *known != mark;
                *known = mark;
                is_new
            })),
            Ok(None) => {}
            Err(error) => tracing::debug!(%error, "a case that somebody has open could not be looked at"),
        }
    }
}

async fn mark(db: &Db, case: i64) -> Result<Option<Mark>> {
    store::news(&mut db.read().await?, case).await
}

/// How far one has read.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Read {
    /// `revision` of the case as one has it.
    after: u64,
    /// The number of the last remark one has; not given, remarks are not waited for.
    remark: Option<i64>,
}

impl Read {
    fn is_past(&self, (seq, remark): Mark) -> bool {
        seq.unsigned_abs() != self.after || self.remark.is_some_and(|read| read != remark)
    }
}

/// Answers when a colleague, the applicant or the hall has done something with a case since one read it, and after some
/// seconds in any case. It tells nothing of what stands in the case.
#[utoipa::path(get, path = "/api/desk/cases/{number}/live", tag = "desk", params(("number" = String, Path), Read),
    responses((status = 200, body = News), (status = 403, body = Problem), (status = 404, body = Problem),
              (status = 429, body = Problem)))]
pub async fn read(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(number): Path<String>,
    Query(read): Query<Read>,
) -> Result<Json<News>> {
    let now = state.clock.now();
    let (tx, staff) = staff_of(&state, session.account).await?;
    let (mut tx, case) = staff.case_to_read(tx, &number, now).await?;
    let case = case.row.id;
    let known = store::news(&mut tx, case).await?.ok_or_else(Error::not_found)?;
    drop(tx);
    let mark = if read.is_past(known) { known } else { wait(&state, case, known, &read).await? };
    Ok(Json(told(&mut state.db.read().await?, case, mark, &read).await?))
}

/// Waits until one has not read all, until one has waited long enough, or until the hall closes.
async fn wait(state: &AppState, case: i64, known: Mark, read: &Read) -> Result<Mark> {
    let full = || Problem { retry_after: Some(LATER), ..Problem::new(ProblemKind::TooMany) };
    let _place = state.live.places.try_acquire().map_err(|_| full())?;
    let mut marks = state.live.follow(&state.db, case, known);
    let mut closing = state.live.closing.subscribe();
    // No longer than any request may take.
    let patience = PATIENCE.min(Duration::from_secs(state.config.timeout.saturating_sub(2)));
    let happened = tokio::select! {
        mark = marks.wait_for(|mark| read.is_past(*mark)) => mark.ok().map(|mark| *mark),
        _ = closing.wait_for(|closing| *closing) => None,
        () = tokio::time::sleep(patience) => None,
    };
    Ok(happened.unwrap_or(known))
}

/// What there is to say of it.
async fn told(tx: &mut Tx, case: i64, (seq, remark): Mark, read: &Read) -> Result<News> {
    let acts = store::last_acts(tx, case, read.after).await?;
    let is_staff = |role: &str| Role::from_slug(role).is_some_and(Role::is_staff);
    // The hall itself has a role and no account.
    let by = match acts.iter().find_map(|(actor, role)| actor.parse().ok().filter(|_| is_staff(role))) {
        Some(account) => accounts::name(tx, account).await?,
        None => None,
    };
    Ok(News { revision: seq.unsigned_abs(), remark, by })
}
