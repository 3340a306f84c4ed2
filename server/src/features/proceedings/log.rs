//! A proceeding and its log: replaying it, and taking in what happens.

use chrono::{DateTime, NaiveDate, Utc};
use schema::calendar::local_day;
use schema::proceedings::{Event, Payload, Proceeding};

use super::store::{self, New, Row};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::cases;

/// Who does what the hall does by itself.
pub const HALL: &str = "system";

/// A proceeding with its row.
pub struct Logged {
    pub row: Row,
    pub now: Proceeding,
}

/// The end of time, where there is no last day.
pub fn never() -> NaiveDate {
    NaiveDate::from_ymd_opt(9999, 12, 31).unwrap_or(NaiveDate::MAX)
}

impl Logged {
    /// The one with this number.
    pub async fn load(tx: &mut Tx, id: i64) -> Result<Option<Self>> {
        match store::by_id(tx, id).await? {
            Some(row) => Self::of(tx, row).await.map(Some),
            None => Ok(None),
        }
    }

    /// The one of a row.
    pub async fn of(tx: &mut Tx, row: Row) -> Result<Self> {
        let events = store::events(tx, row.id).await?;
        let now =
            Proceeding::replay(&events).ok_or_else(|| anyhow::anyhow!("proceeding {}: its log", row.id))?;
        Ok(Self { row, now })
    }

    /// The chain of the audit trail: that of what it runs beside, so that what belongs together stands together.
    pub fn chain(&self) -> i64 {
        self.row.joint.or(self.row.case_record).unwrap_or(self.row.id)
    }

    /// Adds one: what called it, and who was invited with that.
    pub async fn begin(
        tx: &mut Tx,
        new: &New<'_>,
        (by, payloads): (&str, Vec<Payload>),
        at: DateTime<Utc>,
    ) -> Result<Self> {
        let id = store::insert(tx, new).await?;
        let row = store::by_id(tx, id).await?.ok_or_else(Error::not_found)?;
        let mut payloads = payloads.into_iter();
        let called = payloads.next().ok_or_else(|| anyhow::anyhow!("proceeding {id}: nothing called it"))?;
        let event = Event { at, by: by.to_owned(), payload: called };
        store::append(tx, id, 1, &event).await?;
        let now = Proceeding::replay([&event]).ok_or_else(|| anyhow::anyhow!("proceeding {id}: its call"))?;
        let mut begun = Self { row, now };
        begun.happens(tx, (by, payloads.collect()), None, at).await?;
        Ok(begun)
    }

    /// Takes in what happened; `secret` is the hash for who is invited with that. Gives the number of who was invited last.
    pub async fn happens(
        &mut self,
        tx: &mut Tx,
        (by, payloads): (&str, Vec<Payload>),
        secret: Option<&str>,
        at: DateTime<Utc>,
    ) -> Result<Option<i64>> {
        let id = self.row.id;
        let mut party = None;
        for payload in payloads {
            if let Payload::Invited { key, who, .. } = &payload {
                let due = self.now.due.unwrap_or_else(never);
                party = Some(store::invite(tx, id, (*key, who), secret, due).await?);
            }
            let event = Event { at, by: by.to_owned(), payload };
            if !self.now.apply(&event) {
                return Err(anyhow::anyhow!("proceeding {id}: {} cannot be", event.payload.slug()).into());
            }
            store::append(tx, id, self.now.seq, &event).await?;
        }
        for invitee in &self.now.invitees {
            let done_at = (!self.now.waits_for(invitee)).then_some(at);
            store::waits(tx, id, invitee.key, done_at).await?;
        }
        let ended_at = self.now.end.as_ref().map(|(_, _, at)| *at);
        store::lay_out(tx, id, self.now.seq, ended_at).await?;
        if self.now.owing(local_day(at)).next().is_none() {
            cases::put_away_of_proceeding(tx, id, at).await?;
        }
        Ok(party)
    }
}
