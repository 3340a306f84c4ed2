//! Supervision (电子监察) of the cases of this hall: what `schema::supervise` finds in their logs is written down as cards, in
//! the transaction of what happened, or when a moment has gone by.

mod dry_run;
pub mod http;
mod reach;
mod store;

use std::sync::{Arc, PoisonError, RwLock};

use chrono::{DateTime, Utc};
use schema::calendar::Calendar;
use schema::process::Event;
use schema::role::RegionCode;
use schema::supervise::{Log, Look, Rule, look};
use serde_json::Value;

pub use self::store::due;
use crate::db::{Db, Tx};
use crate::error::Result;

/// The rules in force, replaced as a whole.
#[derive(Clone, Default)]
pub struct Rulebook(Arc<RwLock<Held>>);

#[derive(Default)]
struct Held {
    /// How many versions had been published when it was read: none is ever changed or taken away.
    published: Option<i64>,
    rules: Arc<Vec<Rule>>,
}

impl Rulebook {
    /// The rules as they are now.
    pub fn current(&self) -> Arc<Vec<Rule>> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner).rules)
    }

    /// Reads the rules anew if any was published since; says whether one was.
    pub async fn refresh(&self, db: &Db) -> Result<bool> {
        let mut tx = db.read().await?;
        let published = Some(store::published(&mut tx).await?);
        if self.0.read().unwrap_or_else(PoisonError::into_inner).published == published {
            return Ok(false);
        }
        let rules = Arc::new(store::rules(&mut tx).await?);
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Held { published, rules };
        Ok(true)
    }
}

/// Publishes the rules that came with this program, as far as the database has no version of them.
pub async fn load(db: &Db, now: DateTime<Utc>) -> Result<()> {
    let rules = Rule::shipped().map_err(anyhow::Error::from)?;
    let mut tx = db.write().await?;
    for rule in &rules {
        store::publish(&mut tx, rule, now).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// A case under supervision.
pub struct Subject<'a> {
    /// Its row.
    pub case: i64,
    /// The agency that handles it.
    pub agency: i64,
    /// Its region.
    pub region: RegionCode,
    /// What is known of it.
    pub facts: Value,
    /// What happened.
    pub events: &'a [Event],
}

/// The calendar has changed: a case is looked at soon, if a moment is waited for.
pub async fn look_soon(tx: &mut Tx, case: i64, now: DateTime<Utc>) -> Result<()> {
    store::look_soon(tx, case, now).await
}

/// Looks at a case: writes down what was not found before, and when it is to be looked at again.
pub async fn watch(
    tx: &mut Tx,
    rules: &[Rule],
    calendar: &Calendar,
    subject: &Subject<'_>,
    now: DateTime<Utc>,
) -> Result<()> {
    let log = Log::of_case(subject.region, subject.facts.clone(), subject.events)?;
    let Look { signals, due } = look(rules, &log, calendar, now);
    let known = if signals.is_empty() { Vec::new() } else { store::found(tx, subject.case).await? };
    for signal in signals {
        let name = (signal.rule.as_str(), signal.key.as_str(), signal.grade.slug());
        if known.iter().any(|known| known.name() == name) {
            continue;
        }
        if let Some(rule) = rules.iter().find(|rule| rule.id == signal.rule) {
            store::raise(tx, subject, rule.monitor, &signal).await?;
        }
    }
    store::look_again(tx, subject.case, due).await
}
