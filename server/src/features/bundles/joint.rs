//! A joint application with everything that decides about it, and its log.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use schema::bundle::Bundle;
use schema::bundles::{JointEventKind, JointStatus, LaneState};
use schema::calendar::Calendar;
use serde::{Deserialize, Serialize};

use super::store::{self, Fold, JointRow, NewEvent, PartRow};
use super::{clock, forms};
use crate::db::Tx;
use crate::error::Result;
use crate::features::cases::PartCase;

/// Who does what the hall does by itself.
pub const HALL: &str = "system";

/// A joint application.
pub struct Joint {
    pub row: JointRow,
    pub status: JointStatus,
    pub bundle: Bundle,
    pub parts: Vec<Part>,
}

/// A part of it.
#[derive(Clone)]
pub struct Part {
    pub row: PartRow,
    pub state: LaneState,
    pub held_for: Vec<String>,
}

/// What is said of an event besides its kind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Said {
    /// Items that were told, or because of which it happened.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<String>,
    /// Why, or what was said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Who approved it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub approved_by: Option<String>,
    /// Working days that it gave.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days: Option<u32>,
    /// Fields of the one form.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<String>,
}

impl Said {
    /// That it is about these items.
    pub fn of(items: Vec<String>) -> Self {
        Self { items, ..Self::default() }
    }

    /// Why.
    pub fn because(reason: &str) -> Self {
        Self { reason: Some(reason.to_owned()), ..Self::default() }
    }
}

impl Joint {
    /// The joint application that an application became.
    pub async fn load(tx: &mut Tx, id: i64) -> Result<Option<Self>> {
        let row = store::by_id(tx, id).await?;
        Self::of_row(tx, row).await
    }

    /// The one with this number.
    pub async fn by_number(tx: &mut Tx, number: &str) -> Result<Option<Self>> {
        let row = store::by_number(tx, number).await?;
        Self::of_row(tx, row).await
    }

    async fn of_row(tx: &mut Tx, row: Option<JointRow>) -> Result<Option<Self>> {
        let Some(row) = row else { return Ok(None) };
        let bundle = forms::version(tx, &row.item, row.bundle_version).await?;
        let mut parts = Vec::new();
        for part in store::parts(tx, row.application).await? {
            let (state, held_for) = (part.state()?, part.held_for()?);
            parts.push(Part { row: part, state, held_for });
        }
        Ok(Some(Self { status: row.status()?, row, bundle, parts }))
    }

    /// The items that apply.
    pub fn applying(&self) -> BTreeSet<String> {
        self.parts.iter().map(|part| part.row.item.clone()).collect()
    }

    /// The part for an item.
    pub fn part(&self, item: &str) -> Option<&Part> {
        self.parts.iter().find(|part| part.row.item == item)
    }

    /// Says how far a part has come.
    pub async fn set(
        &mut self,
        tx: &mut Tx,
        item: &str,
        (state, held_for): (LaneState, Vec<String>),
    ) -> Result<()> {
        let id = self.row.application;
        let Some(part) = self.parts.iter_mut().find(|part| part.row.item == item) else { return Ok(()) };
        if (part.state, &part.held_for) == (state, &held_for) {
            return Ok(());
        }
        store::set_part(tx, id, item, (state, &held_for)).await?;
        (part.state, part.held_for) = (state, held_for);
        Ok(())
    }

    /// Appends to its log.
    pub async fn tell(
        &mut self,
        tx: &mut Tx,
        actor: &str,
        (kind, item): (JointEventKind, Option<&str>),
        said: &Said,
        now: DateTime<Utc>,
    ) -> Result<()> {
        self.row.seq += 1;
        let data = serde_json::to_string(said)?;
        let event = NewEvent { seq: self.row.seq, actor, kind, item, data };
        store::append(tx, self.row.application, &event, now).await
    }

    /// The last day for all of it: from the first acceptance until nothing is left to decide.
    pub fn due(&self, calendar: &Calendar, cases: &[PartCase]) -> Option<NaiveDate> {
        let is_undecided = |part: &Part| match part.state {
            LaneState::Held => true,
            LaneState::Open => cases.iter().any(|case| case.item == part.row.item && case.end.is_none()),
            LaneState::Closed | LaneState::Dropped => false,
        };
        let open = self.status == JointStatus::Open && self.parts.iter().any(is_undecided);
        let accepted_at = self.row.accepted_at.filter(|_| open)?;
        clock::running(calendar, accepted_at, self.row.extension).due
    }

    /// Writes the row anew.
    pub async fn lay_out(&mut self, tx: &mut Tx, calendar: &Calendar, cases: &[PartCase]) -> Result<()> {
        self.row.due = self.due(calendar, cases);
        let fold = Fold {
            status: self.status,
            seq: self.row.seq,
            accepted_at: self.row.accepted_at,
            extension: self.row.extension,
            due: self.row.due,
            closed_at: self.row.closed_at,
        };
        store::fold(tx, self.row.application, &fold).await
    }
}
