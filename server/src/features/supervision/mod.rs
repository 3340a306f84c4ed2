//! Supervision (电子监察) of the cases of this hall: what `schema::supervise` finds in their logs is written down as cards, in
//! the transaction of what happened, or when a moment has gone by.

mod dry_run;
pub mod http;
pub mod inquiry;
mod reach;
pub mod rules;
mod store;
pub mod today;

use std::sync::{Arc, PoisonError, RwLock};

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use schema::calendar::{Calendar, local_day};
use schema::locale::Text;
use schema::role::RegionCode;
use schema::supervise::{Grade, Log, Look, Rule, Told, in_succession, look};
use schema::{FieldCode, FieldError};

pub use self::reach::{Reach, led};
pub use self::store::{CardSum, card_sums, due, raised_in, recount_cards};
use crate::cursor;
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
    /// The versions of all rules, each as far as the next lets it hold.
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
        let rules = Arc::new(in_succession(store::rules(&mut tx).await?));
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Held { published, rules };
        Ok(true)
    }
}

/// How long after a version was published the cases under way are put up: by then every server has read it.
const UNTIL_READ: TimeDelta = TimeDelta::minutes(5);

/// A version with which cases under way are still to be looked at, and the case after which to go on.
pub struct Unseen((String, i64, i64));

impl Unseen {
    /// The first there is.
    pub async fn first(tx: &mut Tx, now: DateTime<Utc>) -> Result<Option<Self>> {
        Ok(store::unseen(tx, now - UNTIL_READ).await?.map(Self))
    }

    /// The case after which to go on.
    pub const fn after(&self) -> i64 {
        self.0.2
    }

    /// Puts up these cases, the next in order; with none of them all are. Not, if another server does so.
    pub async fn put_up(&self, tx: &mut Tx, cases: &[i64], now: DateTime<Utc>) -> Result<()> {
        if store::seen_until(tx, &self.0, cases.last().copied()).await? && !cases.is_empty() {
            store::put_up(tx, cases, now).await?;
        }
        Ok(())
    }
}

/// The longest time between whose days cases are looked at by a trial.
const LONGEST: Days = Days::new(3 * 366);

/// What is wrong with the days between which cases are looked at.
fn period_fault(from: NaiveDate, to: NaiveDate) -> Option<FieldError> {
    if !cursor::is_known(from) || !cursor::is_known(to) {
        return Some(FieldError::new("/from", FieldCode::BadDate));
    }
    if to < from {
        return Some(FieldError::new("/to", FieldCode::TooEarly).with("min", from.to_string()));
    }
    let last = from.checked_add_days(LONGEST).unwrap_or(to);
    (last < to).then(|| FieldError::new("/to", FieldCode::TooLate).with("max", last.to_string()))
}

/// Publishes the rules that came with this program, and the processes by which cards are argued, as far as the database has no
/// version of them. A rule that somebody has written on is this hall's own: the program changes it no more. What the program says
/// anew of any other holds from today on.
pub async fn load(db: &Db, now: DateTime<Utc>) -> Result<()> {
    let rules = Rule::shipped().map_err(anyhow::Error::from)?;
    let mut tx = db.write().await?;
    let kept = store::kept(&mut tx).await?;
    for mut rule in rules {
        let before = kept.iter().find(|kept| kept.rule == rule.id);
        if before.is_some_and(|it| it.by_hand > 0 || it.newest >= i64::from(rule.version)) {
            continue;
        }
        if before.is_some() {
            rule.from = rule.from.or_else(|| Some(local_day(now)));
        }
        store::publish(&mut tx, &rule, None, now).await?;
    }
    inquiry::load(&mut tx, now).await?;
    tx.commit().await?;
    Ok(())
}

/// A case under supervision.
pub struct Subject {
    /// Its row.
    pub case: i64,
    /// The agency that handles it.
    pub agency: i64,
    /// Its region.
    pub region: RegionCode,
    /// What happened, and what is known of it.
    pub log: Log,
}

/// The calendar has changed: a case is looked at soon, if a moment is waited for.
pub async fn look_soon(tx: &mut Tx, case: i64, now: DateTime<Utc>) -> Result<()> {
    store::look_soon(tx, case, now).await
}

/// What was found and not known before.
pub struct Raised {
    /// How bad it is.
    pub grade: Grade,
    /// Since when.
    pub at: DateTime<Utc>,
    /// What the rule is called.
    pub rule_name: Text,
    /// Who is told.
    pub tell: Vec<Told>,
}

/// Looks at a case: writes down what was not found before, and when it is to be looked at again.
pub async fn watch(
    tx: &mut Tx,
    rules: &[Rule],
    calendar: &Calendar,
    subject: &Subject,
    now: DateTime<Utc>,
) -> Result<Vec<Raised>> {
    let Look { signals, due } = look(rules, &subject.log, calendar, now);
    let known = if signals.is_empty() { Vec::new() } else { store::found(tx, subject.case).await? };
    let mut raised = Vec::new();
    for signal in signals {
        let name = (signal.rule.as_str(), signal.key.as_str(), signal.grade.slug());
        if known.iter().any(|known| known.name() == name) {
            continue;
        }
        let found_it = |rule: &&Rule| rule.id == signal.rule && rule.version == signal.version;
        if let Some(rule) = rules.iter().find(found_it)
            && store::raise(tx, subject, rule.monitor, &signal).await?
        {
            let (rule_name, tell) = (rule.name.clone(), rule.tell.clone());
            raised.push(Raised { grade: signal.grade, at: signal.at, rule_name, tell });
        }
    }
    store::look_again(tx, subject.case, due).await?;
    Ok(raised)
}
