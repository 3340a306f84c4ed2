//! What somebody at a desk is told above their worklist, until they have seen it.

use std::collections::BTreeSet;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use schema::Problem;
use schema::cases::DeskNote;
use schema::enquiries::{EnquiryNote, EnquiryNoteKind};
use schema::proceedings::{ProceedingNote, ProceedingNoteKind};
use schema::process::UrgeBy;

use super::staff::staff_of;
use super::store;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::audit::{self, Line};
use crate::features::outbox;
use crate::http::SignedIn;
use crate::ports::Chance;
use crate::state::AppState;

/// How many are shown at once; those before them come up as these are seen.
const SHOWN: i64 = 10;

/// What an account has not seen, the newest first.
pub async fn unseen(tx: &mut Tx, account: i64) -> Result<Vec<DeskNote>> {
    store::unseen(tx, account, SHOWN).await
}

/// The same of proceedings.
pub async fn unseen_of_proceedings(tx: &mut Tx, account: i64) -> Result<Vec<ProceedingNote>> {
    store::unseen_of_proceedings(tx, account, SHOWN).await
}

/// Tells accounts of a proceeding, by what it is about: each once.
pub async fn tell_of_proceeding(
    tx: &mut Tx,
    (proceeding, subject): (i64, &str),
    (kind, whom): (ProceedingNoteKind, &BTreeSet<i64>),
    now: DateTime<Utc>,
) -> Result<()> {
    for account in whom {
        store::tell_of_proceeding(tx, *account, (proceeding, subject), kind, now).await?;
    }
    Ok(())
}

/// The same of enquiries.
pub async fn unseen_of_enquiries(tx: &mut Tx, account: i64) -> Result<Vec<EnquiryNote>> {
    store::unseen_of_enquiries(tx, account, SHOWN).await
}

/// Tells accounts of an enquiry: above their worklists, and besides as far as they have asked for it.
pub async fn tell_of_enquiry(
    tx: &mut Tx,
    chance: &Chance,
    enquiry: i64,
    (kind, whom): (EnquiryNoteKind, &BTreeSet<i64>),
    now: DateTime<Utc>,
) -> Result<()> {
    for account in whom {
        let id = store::tell_of_enquiry(tx, *account, enquiry, kind, now).await?;
        outbox::of_note(tx, chance, *account, (id, kind.slug()), &UrgeBy::ALL, now).await?;
    }
    Ok(())
}

/// A note about an enquiry that was not seen, for whoever tells it besides in the hall.
pub async fn one_of_enquiry(tx: &mut Tx, id: i64) -> Result<Option<EnquiryNote>> {
    store::enquiry_note(tx, id).await
}

/// A note that was not seen, for whoever tells it besides in the hall.
pub async fn one(tx: &mut Tx, id: i64) -> Result<Option<DeskNote>> {
    store::note(tx, id).await
}

/// Puts away one of one's own notes. Doing so again changes nothing.
#[utoipa::path(post, path = "/api/desk/notes/{id}/seen", tag = "desk", params(("id" = i64, Path)),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn seen(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(id): Path<i64>,
) -> Result<StatusCode> {
    let now = state.clock.now();
    let (mut tx, _) = staff_of(&state, session.account).await?;
    if !store::see(&mut tx, session.account, id, now).await? {
        return Err(Error::not_found());
    }
    let line = Line::by(session.account, "desk.note_seen", session.account).detail("note", id);
    audit::record(&mut tx, line, session.account, now).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
