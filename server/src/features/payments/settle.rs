//! What follows when something was paid or waived: the bill is told, then the cases whose fees are settled by it, in one
//! transaction that holds them all.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use schema::bills::fold::BillEvent;
use schema::bills::{BillStatus, PaymentNotice, PaymentStanding};
use schema::locale::Text;
use schema::messages::MessageKind;
use schema::{Problem, ProblemKind};

use super::book::Book;
use super::store::{self, LineRow, PaymentRow};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::audit::Line;
use crate::features::cases::{self, Books, Settled};
use crate::features::messages::{self, Told};
use crate::state::AppState;

/// Who tells what became of a payment.
const GATEWAY: &str = "gateway";

/// A bill that is held, with its lines.
pub struct Held {
    /// The bill.
    pub book: Book,
    /// Its lines.
    pub lines: Vec<LineRow>,
}

/// Holds a bill: its cases in their order, and with the first of them its application.
pub async fn hold(tx: &mut Tx, bill: i64) -> Result<Option<Held>> {
    let mut cases: Vec<i64> = store::lines(tx, bill).await?.iter().map(|line| line.case_record).collect();
    cases.sort_unstable();
    cases.dedup();
    for case in cases {
        cases::hold(tx, case).await?;
    }
    let Some(book) = Book::load(tx, bill).await? else { return Ok(None) };
    Ok(Some(Held { book, lines: store::lines(tx, bill).await? }))
}

impl Held {
    /// The key of the chain of the audit: that of the first case of it.
    pub fn chain(&self) -> i64 {
        self.lines.first().map_or(self.book.id, |line| line.main_case)
    }

    /// Appends events, and tells the cases whose lines stand otherwise than before.
    pub async fn happens(
        &mut self,
        state: &AppState,
        tx: &mut Tx,
        (actor, events): (&str, Vec<BillEvent>),
        now: DateTime<Utc>,
        books: &mut Books,
    ) -> Result<()> {
        let before = self.book.state.clone();
        for event in events {
            self.book.happens(tx, actor, event, now).await?;
        }
        let mut changed: BTreeMap<i64, Vec<Settled>> = BTreeMap::new();
        for (line, was) in self.book.state.lines.iter().zip(&before.lines).filter(|(line, was)| line != was) {
            debug_assert_eq!(line.charge, was.charge, "lines keep their order");
            let row = self.lines.iter().find(|row| row.id == line.charge.line);
            let row = row.ok_or_else(|| anyhow::anyhow!("bill {}: a line is missing", self.book.id))?;
            let wholly = matches!(line.status, BillStatus::Paid | BillStatus::Waived);
            let settled = Settled { fee: row.fee, waived: line.waived, wholly };
            changed.entry(row.case_record).or_default().push(settled);
        }
        for (case, fees) in changed {
            cases::settle(state, tx, (case, &fees), now, books).await?;
        }
        Ok(())
    }

    /// Tells the applicant, naming a line.
    pub async fn tell(
        &self,
        state: &AppState,
        tx: &mut Tx,
        (kind, line): (MessageKind, Option<i64>),
        now: DateTime<Utc>,
    ) -> Result<()> {
        let row = self.lines.iter().find(|row| line.is_none_or(|line| row.id == line));
        let Some(row) = row else { return Ok(()) };
        let told = Told { account: self.book.account, case: row.main_case, due: None };
        messages::of_bill(tx, &state.chance, &told, (kind, &Text::zh(&row.name)), now).await
    }
}

/// Does what follows from what is said of a payment; says whether it has ended by that. The same again changes nothing.
pub async fn said(state: &AppState, notice: &PaymentNotice, now: DateTime<Utc>) -> Result<bool> {
    let mut tx = state.db.write().await?;
    let known = store::payment(&mut tx, &notice.id).await?.ok_or_else(Error::not_found)?;
    let mut held = hold(&mut tx, known.bill).await?.ok_or_else(Error::not_found)?;
    let payment = store::payment(&mut tx, &notice.id).await?.ok_or_else(Error::not_found)?;
    let mut books = Books::default();
    let ended = match notice.status {
        PaymentStanding::Paid if !payment.is_paid() => {
            came_in(state, &mut tx, (&mut held, &payment), notice, now, &mut books).await?;
            true
        }
        PaymentStanding::Closed if payment.is_under_way() => {
            close(state, &mut tx, (&mut held, &payment), now, &mut books).await?;
            true
        }
        _ => false,
    };
    if ended {
        books.close(&mut tx, now).await?;
        tx.commit().await?;
    }
    Ok(ended)
}

async fn came_in(
    state: &AppState,
    tx: &mut Tx,
    (held, payment): (&mut Held, &PaymentRow),
    notice: &PaymentNotice,
    now: DateTime<Utc>,
    books: &mut Books,
) -> Result<()> {
    if notice.amount != payment.amount.unsigned_abs() {
        tracing::warn!(payment = payment.id, "the gateway names another amount than was asked for");
        return Err(Problem::new(ProblemKind::Refused).detail("another amount was asked for").into());
    }
    let reference: String = notice.reference.chars().take(100).collect();
    store::end_payment(tx, &payment.id, ("paid", Some(&reference)), now).await?;
    let surplus = held.book.state.surplus;
    let events = held.book.state.come_in(&payment.id, notice.amount);
    held.happens(state, tx, (GATEWAY, events), now, books).await?;
    let surplus = held.book.state.surplus - surplus;
    if surplus > 0 {
        tracing::warn!(bill = %held.book.number(), surplus, "more came in than was left to pay: it is to be paid back");
    }
    let line = Line::new("bill.paid", held.book.number());
    books.record(line.detail("amount", notice.amount).detail("surplus", surplus), held.chain());
    held.tell(state, tx, (MessageKind::PaymentReceived, None), now).await
}

/// A payment was given up, or ran out.
async fn close(
    state: &AppState,
    tx: &mut Tx,
    (held, payment): (&mut Held, &PaymentRow),
    now: DateTime<Utc>,
    books: &mut Books,
) -> Result<()> {
    store::end_payment(tx, &payment.id, ("closed", None), now).await?;
    let events = vec![BillEvent::PaymentClosed { payment: payment.id.clone() }];
    held.happens(state, tx, (GATEWAY, events), now, books).await?;
    books.record(Line::new("bill.payment_closed", held.book.number()), held.chain());
    Ok(())
}
