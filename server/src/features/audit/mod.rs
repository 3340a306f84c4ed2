//! The audit trail: append-only chains of SM3 hashes, written in the transaction of what they record.
//!
//! Sixteen chains, so that one head does not serialise the hall; a line goes to the chain of its subject. What is
//! proved and how is in [`chain`]; `onehall audit verify` runs [`verify()`].

mod chain;
mod head;
mod store;

use chrono::{DateTime, Utc};
use serde_json::{Map, Value};

use crate::db::{Db, Tx};
use crate::error::Result;
pub use chain::Fault;
pub use head::{Head, NoHeads, read as read_heads};

/// How many chains there are.
pub const CHAINS: i64 = 16;

/// What happened, before it is chained.
#[derive(Clone, Debug)]
pub struct Line {
    actor: Option<i64>,
    action: &'static str,
    subject: String,
    detail: Map<String, Value>,
}

impl Line {
    /// Something done by the hall itself or by a visitor.
    pub fn new(action: &'static str, subject: impl ToString) -> Self {
        Self { actor: None, action, subject: subject.to_string(), detail: Map::new() }
    }

    /// Something done by an account.
    pub fn by(actor: i64, action: &'static str, subject: impl ToString) -> Self {
        Self { actor: Some(actor), ..Self::new(action, subject) }
    }

    /// The same with one more fact. Numbers and codes, never what a person wrote.
    #[must_use]
    pub fn detail(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.detail.insert(name.to_owned(), value.into());
        self
    }
}

/// Adds a line to the chain that `key` (a case, an account) belongs to. A transaction holds the chains it writes to until
/// it ends, so all its lines have one key, or are written last, in the order of their chains: two that held two chains each
/// could wait for each other for ever.
pub async fn record(tx: &mut Tx, line: Line, key: i64, now: DateTime<Utc>) -> Result<()> {
    let chain = key.rem_euclid(CHAINS);
    let (seq, prev) = store::advance(tx, chain).await?;
    let row = chain::Row {
        chain,
        seq,
        at: now,
        actor: line.actor,
        action: line.action.to_owned(),
        subject: line.subject,
        detail: Value::Object(line.detail).to_string(),
        prev,
    };
    let hash = row.hash();
    store::insert(tx, &row, &hash).await?;
    store::set_head(tx, chain, &hash).await
}

/// What came out of a verification.
#[derive(Debug)]
pub struct Proof {
    /// How many lines there are.
    pub lines: u64,
    /// Where each chain ends, to be kept elsewhere.
    pub heads: Vec<Head>,
    /// Everything that is wrong.
    pub faults: Vec<Fault>,
}

/// Proves all chains, and that each still holds what was its end once.
pub async fn verify(db: &Db, former: &[Head]) -> Result<Proof> {
    let mut tx = db.read().await?;
    let mut proof = Proof { lines: 0, heads: Vec::new(), faults: Vec::new() };
    for chain in 0..CHAINS {
        let former = former.iter().find(|head| head.chain == chain);
        let mut check = chain::Check::new(chain, former.cloned());
        loop {
            let page = store::after(&mut tx, chain, check.seq()).await?;
            if page.is_empty() {
                break;
            }
            for (row, hash) in page {
                proof.lines += 1;
                check.line(&row, &hash);
            }
        }
        let (head, faults) = check.end(store::head(&mut tx, chain).await?);
        proof.heads.push(head);
        proof.faults.extend(faults);
    }
    Ok(proof)
}
