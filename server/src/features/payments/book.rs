//! A bill with its events: what it is after them, and one more of them; and how it is shown.

use chrono::{DateTime, Utc};
use schema::bills::fold::{BillEvent, BillState};
use schema::bills::{BegunPayment, Bill, BillLine, BillNumber, BillStatus, PayingBy};
use schema::id::CaseNumber;

use super::store::{self, LineRow};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::ports::Payments;
use crate::state::AppState;

/// A bill.
pub struct Book {
    /// Its row.
    pub id: i64,
    /// Who is to pay.
    pub account: i64,
    /// What it is after its events.
    pub state: BillState,
    seq: i64,
}

impl Book {
    /// One that nothing has happened to yet.
    pub fn new(id: i64, account: i64) -> Self {
        Self { id, account, state: BillState::default(), seq: 0 }
    }

    /// The bill with this row.
    pub async fn load(tx: &mut Tx, id: i64) -> Result<Option<Self>> {
        let Some(account) = store::account(tx, id).await? else { return Ok(None) };
        let events = store::events(tx, id).await?;
        let seq = i64::try_from(events.len()).unwrap_or(i64::MAX);
        Ok(Some(Self { id, account, state: BillState::of(&events), seq }))
    }

    /// Its number.
    pub const fn number(&self) -> BillNumber {
        BillNumber::new(self.id)
    }

    /// Appends an event, and lays out what follows from it.
    pub async fn happens(
        &mut self,
        tx: &mut Tx,
        actor: &str,
        event: BillEvent,
        at: DateTime<Utc>,
    ) -> Result<()> {
        self.seq += 1;
        store::append(tx, (self.id, self.seq), (actor, &event), at).await?;
        self.state.apply(&event);
        store::lay_out(tx, (self.id, self.seq), &self.state, at).await
    }

    /// The bill as it is shown; at the desk of a case with its lines only, and without what its applicant does.
    pub async fn shown(&self, state: &AppState, tx: &mut Tx, case: Option<i64>) -> Result<Bill> {
        let head = store::head(tx, self.id).await?.ok_or_else(Error::not_found)?;
        let mut lines = Vec::new();
        for row in store::lines(tx, self.id).await? {
            if case.is_none_or(|case| case == row.case_record) {
                lines.push(self.line(row)?);
            }
        }
        let payment = store::last_payment(tx, self.id).await?;
        let pending = payment.as_ref().filter(|payment| case.is_none() && payment.is_under_way());
        let pending = pending
            .map(|payment| BegunPayment { address: payment.address.clone(), begun_at: payment.begun_at });
        let net = |line: &BillLine| line.amount.saturating_sub(line.waived);
        let paid_lines = lines.iter().filter(|line| line.status == BillStatus::Paid);
        Ok(Bill {
            number: self.number(),
            applicant: head.applicant,
            status: overall(&lines),
            left: lines.iter().map(BillLine::left).sum(),
            paid: paid_lines.map(net).sum(),
            surplus: self.state.surplus,
            opened_at: head.opened_at,
            closed_at: head.closed_at,
            reference: payment.and_then(|payment| payment.reference),
            payment: pending,
            by: paying_by(state),
            demonstration: !state.config.is_production(),
            lines,
        })
    }

    fn line(&self, row: LineRow) -> Result<BillLine> {
        let stands = self.state.lines.iter().find(|line| line.charge.line == row.id);
        let stands = stands.ok_or_else(|| anyhow::anyhow!("bill {}: a line without its event", self.id))?;
        Ok(BillLine {
            id: row.id,
            case: CaseNumber::parse(&row.number).map_err(anyhow::Error::from)?,
            item_name: row.item_name,
            department: row.department,
            name: row.name,
            amount: stands.charge.amount,
            basis: row.basis,
            waived: stands.waived,
            ground: stands.ground.clone(),
            status: stands.status,
            due_at: row.due_at,
        })
    }
}

/// Where some lines stand together, as a bill of them would.
fn overall(lines: &[BillLine]) -> BillStatus {
    let any = |status: &BillStatus| lines.iter().any(|line| line.status == *status);
    let found =
        [BillStatus::Open, BillStatus::Paid, BillStatus::Waived].into_iter().find(|status| any(status));
    found.unwrap_or(BillStatus::Void)
}

/// How people pay here.
pub fn paying_by(state: &AppState) -> PayingBy {
    match &state.payments {
        Payments::Off => PayingBy::Window,
        Payments::Demonstration => PayingBy::Demonstration,
        Payments::Gateway(_) => PayingBy::Gateway,
    }
}
