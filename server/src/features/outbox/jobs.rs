//! Sending what is due: leased in one short transaction, sent without any, and marked in another. Several servers may do so over
//! one database.

use chrono::{DateTime, TimeDelta, Utc};
use futures::{StreamExt, stream};
use schema::cases::DeskNote;
use schema::enquiries::EnquiryNote;
use schema::messages::Message;
use serde_json::Value;

use super::domain::{self, Channel, Receiver, Verdict};
use super::store::{self, Leased};
use super::webhook;
use crate::error::Result;
use crate::features::accounts::Reach;
use crate::features::{accounts, cases, exchange, messages};
use crate::ports::{Letter, Unsent};
use crate::state::AppState;

/// How many are taken in hand at once, and how many of them are sent at the same time.
const ROUND: i64 = 100;
const ABREAST: usize = 8;

/// How long a server has them in hand: far longer than a round of attempts that all take their longest (130 s). Then another
/// takes them, because this one has ended.
const LEASE: TimeDelta = TimeDelta::minutes(10);

/// How long what was sent is kept, and how much of it is forgotten at once.
const KEPT: TimeDelta = TimeDelta::days(90);
const FORGOTTEN: i64 = 1_000;

/// What came of a round.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// How many were sent.
    pub sent: usize,
    /// How many failed and are tried again.
    pub failed: usize,
    /// How many were given up.
    pub dead: usize,
    /// How many wait for the hours in which text messages are sent.
    pub put_off: usize,
}

/// Sends what is due, as far as one round goes, and forgets what was sent long ago.
pub async fn deliver(state: &AppState) -> Result<Round> {
    let now = state.clock.now();
    forget(state, now).await?;
    if !store::is_due(&mut state.db.read().await?, now).await? {
        return Ok(Round::default());
    }
    let mut tx = state.db.write().await?;
    let leased = store::lease(&mut tx, now, now + LEASE, ROUND).await?;
    tx.commit().await?;
    let each = leased.into_iter().map(|row| handle(state.clone(), row));
    let mut handled = stream::iter(each).buffer_unordered(ABREAST);
    let mut round = Round::default();
    while let Some(verdict) = handled.next().await {
        match verdict? {
            Some(Verdict::Sent) => round.sent += 1,
            Some(Verdict::Again(..)) => round.failed += 1,
            Some(Verdict::Dead(_)) => round.dead += 1,
            None => round.put_off += 1,
        }
    }
    Ok(round)
}

async fn forget(state: &AppState, now: DateTime<Utc>) -> Result<()> {
    let before = now - KEPT;
    if store::is_outdated(&mut state.db.read().await?, before).await? {
        let mut tx = state.db.write().await?;
        store::forget(&mut tx, before, FORGOTTEN).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// One attempt, and what becomes of the row; none where it was put off.
async fn handle(state: AppState, row: Leased) -> Result<Option<Verdict>> {
    let (state, row) = (&state, &row);
    let now = state.clock.now();
    if row.channel == Channel::Sms
        && let Some(until) = domain::quiet_until(state.config.outbound.sms_hours, now)
    {
        let mut tx = state.db.write().await?;
        store::put_off(&mut tx, row, until).await?;
        tx.commit().await?;
        return Ok(None);
    }
    let outcome = send(state, row, now).await.unwrap_or_else(|error| {
        tracing::warn!(outbox = row.id, %error, "what is to be sent could not be made");
        Err(Unsent::Internal)
    });
    let now = state.clock.now();
    let verdict = domain::verdict(outcome, row.attempt, now);
    let mut tx = state.db.write().await?;
    match verdict {
        Verdict::Sent => store::sent(&mut tx, row, now).await?,
        Verdict::Again(at, why) => store::again(&mut tx, row, at, why.code()).await?,
        Verdict::Dead(why) => store::give_up(&mut tx, row, now, why.code()).await?,
    }
    tx.commit().await?;
    Ok(Some(verdict))
}

/// Looks up where it goes and what it says, and sends it; no transaction is open by then.
async fn send(state: &AppState, row: &Leased, now: DateTime<Utc>) -> Result<std::result::Result<(), Unsent>> {
    match row.to {
        Receiver::Account(account) => tell(state, row, account).await,
        Receiver::System(system) => announce(state, row, system, now).await,
    }
}

async fn tell(state: &AppState, row: &Leased, account: i64) -> Result<std::result::Result<(), Unsent>> {
    let data: Value = serde_json::from_str(&row.data)?;
    let mut tx = state.db.read().await?;
    let reach = accounts::reach(&mut tx, account).await?;
    let told = match data["note"].as_i64() {
        Some(note) => match cases::desk_note(&mut tx, note).await? {
            Some(note) => Some(Told::Note(note)),
            None => cases::enquiry_note(&mut tx, note).await?.map(Told::Enquiry),
        },
        None => {
            let message = data["message"].as_i64().unwrap_or_default();
            messages::one(&mut tx, message).await?.map(Told::Message)
        }
    };
    drop(tx);
    let (Some(reach), Some(told)) = (reach, told) else { return Ok(Err(Unsent::Unwanted)) };
    let address = if row.channel == Channel::Sms { &reach.phone } else { &reach.email };
    let Some(to) = address else { return Ok(Err(Unsent::Unwanted)) };
    if row.channel == Channel::Sms {
        return Ok(state.sms.send(&row.event, &domain::dialled(to), &told.text(state, &reach)).await);
    }
    let (subject, text) = told.letter(state, &reach);
    let letter = Letter { id: &row.event, to, subject: &subject, text: &text, at: row.created_at };
    Ok(state.mail.send(&letter).await)
}

/// What somebody is told.
enum Told {
    Message(Message),
    Note(DeskNote),
    Enquiry(EnquiryNote),
}

impl Told {
    fn text(&self, state: &AppState, reach: &Reach) -> String {
        match self {
            Self::Message(message) => (state.sentences.sms)(reach.locale, message),
            Self::Note(note) => (state.sentences.note_sms)(reach.locale, note),
            Self::Enquiry(note) => (state.sentences.enquiry_sms)(reach.locale, note),
        }
    }

    fn letter(&self, state: &AppState, reach: &Reach) -> (String, String) {
        let origin = state.config.public_origin();
        match self {
            Self::Message(message) => (state.sentences.mail)(reach.locale, message, &origin),
            Self::Note(note) => (state.sentences.note_mail)(reach.locale, note, &origin),
            Self::Enquiry(note) => (state.sentences.enquiry_mail)(reach.locale, note, &origin),
        }
    }
}

async fn announce(
    state: &AppState,
    row: &Leased,
    system: i64,
    now: DateTime<Utc>,
) -> Result<std::result::Result<(), Unsent>> {
    let way = exchange::webhook(&mut state.db.read().await?, system).await?;
    let Some(way) = way else { return Ok(Err(Unsent::Unwanted)) };
    let payload: Value = serde_json::from_str(&row.data)?;
    let source = state.config.public_origin();
    let body = webhook::envelope(&row.event, &source, &row.code, row.created_at, &payload);
    let Some(signed) = webhook::signed(way.secret.reveal(), &row.event, now, body) else {
        return Ok(Err(Unsent::NoAddress));
    };
    Ok(state.webhooks.send(&way.url, signed).await)
}
