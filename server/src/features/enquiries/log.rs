//! An enquiry and its log: replaying it, and taking in what happens.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use schema::calendar::{Calendar, local_day};
use schema::enquiries::{Actor, Command, Enquiry, EnquiryEvent, EnquiryHappened, Refusal, due, step};
use schema::{Problem, ProblemKind};

use super::store::{self, Laid, New, Row};
use super::telling;
use crate::db::Tx;
use crate::error::Result;
use crate::features::{ask, site_search};
use crate::ports::Chance;

/// Who does what the hall does by itself.
pub const HALL: &str = "system";

/// Who wrote, where they have no account.
pub const WRITER: &str = "writer";

/// What is needed besides the database: the working days, and ids for what is sent.
#[derive(Clone, Copy, Debug)]
pub struct Means<'a> {
    pub calendar: &'a Calendar,
    pub chance: &'a Chance,
}

/// An enquiry with its row.
pub struct Logged {
    pub row: Row,
    pub now: Enquiry,
    pub events: Vec<EnquiryEvent>,
}

impl Logged {
    /// The one with this number.
    pub async fn load(tx: &mut Tx, id: i64) -> Result<Option<Self>> {
        let Some(row) = store::by_id(tx, id).await? else { return Ok(None) };
        let events = store::events(tx, id).await?;
        let now = Enquiry::replay(&events).ok_or_else(|| anyhow::anyhow!("enquiry {id}: its log"))?;
        Ok(Some(Self { row, now, events }))
    }

    /// The same, held until the transaction ends: what two do at a time comes one after the other.
    pub async fn hold(tx: &mut Tx, id: i64) -> Result<Option<Self>> {
        match store::hold(tx, id).await? {
            true => Self::load(tx, id).await,
            false => Ok(None),
        }
    }

    /// Adds one that came in; none where it was filed with the same key already.
    pub async fn begin(
        tx: &mut Tx,
        (new, by): (&New<'_>, &str),
        calendar: &Calendar,
        now: DateTime<Utc>,
    ) -> Result<Option<Self>> {
        let filed =
            EnquiryHappened::Filed { of: new.kind, received_on: new.received_on, consents: new.consents };
        let event = EnquiryEvent { at: now, by: by.to_owned(), happened: filed };
        let begun = Enquiry::replay([&event]).ok_or_else(|| anyhow::anyhow!("an enquiry that begins"))?;
        let first = (due(&begun, calendar), begun.stage());
        let Some(id) = store::insert(tx, new, first, now).await? else { return Ok(None) };
        store::append(tx, id, 1, &event).await?;
        store::count(
            tx,
            &month(new.received_on),
            new.kind,
            store::Sum { received: 1, ..store::Sum::default() },
        )
        .await?;
        Self::load(tx, id).await
    }

    /// Decides about a command, takes in what happens, and tells who is to know of it.
    pub async fn act(
        &mut self,
        tx: &mut Tx,
        command: Command,
        (actor, by): (Actor<'_>, &str),
        means: Means<'_>,
        now: DateTime<Utc>,
    ) -> Result<()> {
        let Means { calendar, chance } = means;
        let id = self.row.id;
        let was_due = due(&self.now, calendar);
        let (was_published, was_kept_as) = (self.now.published.clone(), self.now.entry);
        let happened = step(&self.now, command, actor).map_err(problem)?;
        let event = EnquiryEvent { at: now, by: by.to_owned(), happened };
        if !self.now.apply(&event) {
            return Err(anyhow::anyhow!("enquiry {id}: {} cannot be", event.happened.slug()).into());
        }
        store::append(tx, id, self.now.seq, &event).await?;
        let laid = Laid {
            seq: self.now.seq,
            stage: self.now.stage(),
            agency: self.now.agency,
            due: due(&self.now, calendar),
            ended: self.now.stage().is_over(),
            published: self.now.published.as_ref(),
            featured: self.now.featured,
            grade: self.now.grade,
        };
        store::lay_out(tx, id, &laid, now).await?;
        if let Some(entry) = was_kept_as.filter(|_| self.now.entry.is_none()) {
            // Whoever wrote it is nobody's business in the library.
            let by = by.parse().ok().filter(|_| actor != Actor::Writer);
            ask::retire_common(tx, entry, by, now).await?;
        }
        if was_published != self.now.published {
            site_search::advance(tx).await?;
        }
        self.add_up(tx, &event.happened, (was_due, now)).await?;
        telling::tell(tx, chance, (self, &event), (laid.due, now)).await?;
        self.events.push(event);
        Ok(())
    }

    /// Adds a step to the figures of its month: to those of the hall, and to those of the agency that has it.
    async fn add_up(
        &self,
        tx: &mut Tx,
        happened: &EnquiryHappened,
        (was_due, now): (Option<NaiveDate>, DateTime<Utc>),
    ) -> Result<()> {
        let month = month(local_day(now));
        let sum = sum_of(happened, (was_due, local_day(now)));
        if let Some(sum) = sum {
            store::count(tx, &month, self.now.kind, sum).await?;
        }
        let handed = matches!(happened, EnquiryHappened::Routed { .. });
        let handed = handed.then(|| store::Sum { received: 1, ..store::Sum::default() });
        if let (Some(agency), Some(sum)) = (self.now.agency, sum.or(handed)) {
            store::count_for(tx, &month, (agency, self.now.kind), sum).await?;
        }
        Ok(())
    }

    /// What it is called in the audit trail, and the chain that it stands in.
    pub const fn chain(&self) -> i64 {
        self.row.id
    }
}

fn month(day: NaiveDate) -> String {
    format!("{:04}-{:02}", day.year(), day.month())
}

/// What a step adds to the figures of its month.
fn sum_of(
    happened: &EnquiryHappened,
    (was_due, today): (Option<NaiveDate>, NaiveDate),
) -> Option<store::Sum> {
    match happened {
        EnquiryHappened::Replied | EnquiryHappened::Declined { .. } => {
            let on_time = was_due.is_none_or(|due| today <= due);
            Some(store::Sum { answered: 1, on_time: i64::from(on_time), ..store::Sum::default() })
        }
        EnquiryHappened::Rated { grade, .. } => {
            Some(store::Sum { rated: 1, grades: i64::from(*grade), ..store::Sum::default() })
        }
        _ => None,
    }
}

fn problem(refusal: Refusal) -> Problem {
    match refusal {
        Refusal::Invalid(faults) => Problem::invalid(faults),
        Refusal::NotAllowed => Problem::new(ProblemKind::Refused).detail("not as it stands, or not by you"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_answered_on_its_last_day_is_on_time() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        for (due, today, on_time) in [("2026-03-09", "2026-03-09", 1), ("2026-03-09", "2026-03-10", 0)] {
            let sum = sum_of(&EnquiryHappened::Replied, (Some(day(due)), day(today))).unwrap();
            assert_eq!((sum.answered, sum.on_time, sum.received), (1, on_time, 0));
        }
        assert!(sum_of(&EnquiryHappened::TakenUp, (None, day("2026-03-09"))).is_none());
    }
}
