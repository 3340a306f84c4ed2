//! Asking the gateway what became of payments that it has not told of.

use chrono::{DateTime, TimeDelta, Utc};
use schema::bills::{PaymentNotice, PaymentStanding};

use super::settle;
use super::store::{self, PaymentRow};
use crate::error::Result;
use crate::ports::Payments;
use crate::state::AppState;

/// How many are asked about in one go.
const ROUND: i64 = 50;

/// How long the gateway is waited for before it is asked; then again after as long as the payment has lasted, within bounds.
pub const FIRST: TimeDelta = TimeDelta::minutes(2);
const LONGEST: TimeDelta = TimeDelta::hours(1);

/// How old a payment is that the gateway knows nothing of before it counts as given up: it may be on its way there.
const UNKNOWN: TimeDelta = TimeDelta::minutes(10);

/// How long a payment lasts that is only demonstrated.
const DEMONSTRATED: TimeDelta = TimeDelta::hours(1);

/// Asks about the payments that are due for it; says of how many has become something.
pub async fn ask(state: &AppState) -> Result<usize> {
    let now = state.clock.now();
    let due = store::to_ask(&mut state.db.read().await?, now, ROUND).await?;
    let mut ended = 0;
    for payment in due {
        let next = now + (now - payment.begun_at).clamp(FIRST, LONGEST);
        let mut tx = state.db.write().await?;
        let is_mine = store::take(&mut tx, &payment, next).await?;
        tx.commit().await?;
        if !is_mine {
            continue;
        }
        match told(state, &payment, now).await {
            Some(notice) => match settle::said(state, &notice, now).await {
                Ok(done) => ended += usize::from(done),
                Err(error) => {
                    tracing::warn!(payment = payment.id, %error, "what became of a payment was not taken")
                }
            },
            None => tracing::debug!(payment = payment.id, "nothing is known of a payment yet"),
        }
    }
    Ok(ended)
}

/// What the gateway says; that it was given up where nobody can pay it.
async fn told(state: &AppState, payment: &PaymentRow, now: DateTime<Utc>) -> Option<PaymentNotice> {
    let given_up = || PaymentNotice {
        id: payment.id.clone(),
        status: PaymentStanding::Closed,
        amount: payment.amount.unsigned_abs(),
        reference: String::new(),
    };
    let age = now - payment.begun_at;
    match &state.payments {
        Payments::Off => None,
        Payments::Demonstration => (age >= DEMONSTRATED).then(given_up),
        Payments::Gateway(gateway) => match gateway.ask(&payment.id, now).await {
            Ok(Some(notice)) => Some(notice),
            Ok(None) => (age >= UNKNOWN).then(given_up),
            Err(why) => {
                tracing::warn!(payment = payment.id, why = why.code(), "the gateway was not to be asked");
                None
            }
        },
    }
}
