//! What follows for a case when fees of it are settled outside of it: they are noted, and the task of paying ends by itself.

use std::pin::Pin;

use chrono::{DateTime, Utc};
use schema::cases::CaseFee;
use schema::process::{Actor, Command, Outcome, Payload, TaskKind};

use super::books::Books;
use super::family::Step;
use super::log::Case;
use super::store;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::state::AppState;

/// What became of a fee.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settled {
    /// Its row.
    pub fee: i64,
    /// How much of it was waived, in fen.
    pub waived: u64,
    /// Whether nothing of it is left to pay.
    pub wholly: bool,
}

/// Keeps others from changing a case, the cases it lies in and its application until this transaction ends.
pub async fn hold(tx: &mut Tx, case: i64) -> Result<()> {
    Case::hold_row(tx, case).await
}

/// Notes what became of fees of a case, which is held, and lets it go on if that was all that was left to pay.
pub async fn settle(
    state: &AppState,
    tx: &mut Tx,
    (case, fees): (i64, &[Settled]),
    now: DateTime<Utc>,
    books: &mut Books,
) -> Result<()> {
    for fee in fees {
        store::settle_fee(tx, fee.fee, fee.waived, fee.wholly.then_some(now)).await?;
    }
    let mut case = Case::load(tx, case).await?.ok_or_else(Error::not_found)?;
    case.end_paying(state, tx, now, books).await
}

/// Whether there was something to pay, and nothing of it is left.
fn are_settled(fees: &[CaseFee]) -> bool {
    let mut due = fees.iter().filter(|fee| fee.amount.is_some_and(|amount| amount > 0)).peekable();
    due.peek().is_some() && due.all(|fee| fee.paid_at.is_some())
}

impl Case {
    /// Whether a task of paying has just begun.
    pub(super) fn opens_paying(&self, step: &Step) -> bool {
        let events = self.events.get(step.from..).unwrap_or_default();
        let is_paying = |key: &str| self.process.task(key).is_some_and(|task| task.kind == TaskKind::Pay);
        events
            .iter()
            .any(|event| matches!(&event.payload, Payload::TaskOpened(open) if is_paying(&open.task)))
    }

    /// Ends the open tasks of paying, if fees were due and nothing of them is left. One that asks for more than to be ended is
    /// left to whoever has it. What follows may be another of them, so that this is boxed.
    pub(super) fn end_paying<'a>(
        &'a mut self,
        state: &'a AppState,
        tx: &'a mut Tx,
        now: DateTime<Utc>,
        books: &'a mut Books,
    ) -> Pin<Box<dyn Future<Output = Result<()>> + Send + 'a>> {
        Box::pin(async move {
            self.settled = are_settled(&store::fees_of(tx, self.row.id).await?);
            for key in self.payings() {
                if self.state.is_open(&key) {
                    let command = Command::Complete {
                        task: key,
                        outcome: Outcome::Paid,
                        reason: None,
                        opinion: None,
                        checks: Vec::new(),
                        next: None,
                        changes: Vec::new(),
                        forms: Vec::new(),
                    };
                    self.give_in(state, tx, command, &Actor::system(), now, books).await?;
                }
            }
            Ok(())
        })
    }

    /// The open tasks of paying that the hall may end.
    fn payings(&self) -> Vec<String> {
        if !self.settled || self.state.is_closed() {
            return Vec::new();
        }
        let open = self.state.tasks(&self.process).filter(|(open, task)| {
            let is_bare = task.checklist.is_empty() && task.forms.is_empty();
            task.kind == TaskKind::Pay && is_bare && !self.state.waits(&open.key)
        });
        open.map(|(open, _)| open.key.clone()).collect()
    }
}
