//! What follows for the whole when one of its parts was accepted, decided or ended: others begin, or are not needed any more.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use schema::bundle::{self, LaneEnd};
use schema::bundles::{JointEventKind, JointStatus, LaneState};
use schema::locale::Text;
use schema::messages::MessageKind;
use schema::role::RegionCode;

use super::joint::{HALL, Joint, Said};
use super::store;
use crate::db::{Db, Tx};
use crate::error::{Error, Result};
use crate::features::audit::Line;
use crate::features::cases::{self, Books, Opening, PartCase};
use crate::features::messages::{self, Told};
use crate::features::{applications, calendar, proceedings};
use crate::state::AppState;

/// How many joint applications are named at a time when the calendar has changed.
const BATCH: i64 = 100;

/// Brings a joint application, which is held, up to what its cases say now. Doing so again changes nothing.
pub async fn follow(
    state: &AppState,
    tx: &mut Tx,
    id: i64,
    now: DateTime<Utc>,
    books: &mut Books,
) -> Result<()> {
    let mut joint = Joint::load(tx, id).await?.ok_or_else(Error::not_found)?;
    let mut cases = cases::parts_of(tx, id).await?;
    joint.row.accepted_at = cases.iter().filter_map(|case| case.accepted_at).min();
    joint.close_ended(tx, &cases, now).await?;
    if joint.status == JointStatus::Open {
        joint.go_on(state, tx, &cases, now, books).await?;
        cases = cases::parts_of(tx, id).await?;
    }
    joint.close(tx, now).await?;
    if joint.row.closed_at.is_some() {
        proceedings::end_with_whole(tx, id, now).await?;
    }
    joint.lay_out(tx, &state.calendar.current(), &cases).await
}

/// What of the parts is decided, and which have begun.
fn standing(cases: &[PartCase]) -> (BTreeMap<String, LaneEnd>, BTreeSet<String>) {
    let decided = cases.iter().filter_map(|case| Some((case.item.clone(), case.end?))).collect();
    (decided, cases.iter().map(|case| case.item.clone()).collect())
}

impl Joint {
    /// The parts whose cases have ended.
    async fn close_ended(&mut self, tx: &mut Tx, cases: &[PartCase], now: DateTime<Utc>) -> Result<()> {
        for case in cases.iter().filter(|case| case.closed) {
            if self.part(&case.item).is_some_and(|part| part.state != LaneState::Closed) {
                self.set(tx, &case.item, (LaneState::Closed, Vec::new())).await?;
                let what = (JointEventKind::Closed, Some(case.item.as_str()));
                self.tell(tx, HALL, what, &Said::default(), now).await?;
            }
        }
        Ok(())
    }

    /// Opens the cases that may begin now, and drops the parts that cannot be approved any more.
    async fn go_on(
        &mut self,
        state: &AppState,
        tx: &mut Tx,
        cases: &[PartCase],
        now: DateTime<Utc>,
        books: &mut Books,
    ) -> Result<()> {
        let (decided, opened) = standing(cases);
        let next = bundle::next(&self.bundle, &self.applying(), &decided, &opened);
        self.open(state, tx, next.open, now, books).await?;
        for (item, held_for) in next.held {
            self.set(tx, &item, (LaneState::Held, held_for)).await?;
        }
        for (item, because) in next.dropped {
            if self.part(&item).is_some_and(|part| part.state == LaneState::Held) {
                self.let_go(state, tx, &item, (cases, &because), now).await?;
            }
        }
        Ok(())
    }

    /// Opens cases: numbered by region and held by agency in order, as whoever opens several does.
    async fn open(
        &mut self,
        state: &AppState,
        tx: &mut Tx,
        items: Vec<String>,
        now: DateTime<Utc>,
        books: &mut Books,
    ) -> Result<()> {
        let mut regions = BTreeSet::new();
        for part in items.iter().filter_map(|item| self.part(item)) {
            let region = RegionCode::parse(&part.row.region).map_err(anyhow::Error::from)?;
            regions.insert(region.down_to_county().to_string());
        }
        for region in regions {
            let region = RegionCode::parse(&region).map_err(anyhow::Error::from)?;
            cases::hold_numbers(tx, region, now).await?;
        }
        for item in items {
            let Some(part) = self.part(&item).cloned() else { continue };
            let opening = Opening {
                application: part.row.application,
                item: &item,
                item_version: u32::try_from(part.row.item_version).unwrap_or(u32::MAX),
                joint: Some(self.row.application),
            };
            cases::open(state, tx, &opening, now, books).await?;
            self.set(tx, &item, (LaneState::Open, Vec::new())).await?;
            self.tell(tx, HALL, (JointEventKind::Opened, Some(&item)), &Said::default(), now).await?;
        }
        Ok(())
    }

    /// A part does not begin, because another was not approved: its applicant is told.
    async fn let_go(
        &mut self,
        state: &AppState,
        tx: &mut Tx,
        item: &str,
        (cases, because): (&[PartCase], &str),
        now: DateTime<Utc>,
    ) -> Result<()> {
        let because = vec![because.to_owned()];
        self.set(tx, item, (LaneState::Dropped, because.clone())).await?;
        self.tell(tx, HALL, (JointEventKind::Dropped, Some(item)), &Said::of(because.clone()), now).await?;
        let case = cases.iter().find(|case| because.contains(&case.item)).or(cases.first());
        if let (Some(case), Some(part)) = (case, self.part(item)) {
            let (told, name) =
                (Told { account: self.row.account, case: case.id, due: None }, Text::zh(&part.row.item_name));
            messages::of_joint(tx, &state.chance, &told, (MessageKind::PartDropped, Some(&name)), now)
                .await?;
        }
        Ok(())
    }

    /// Ends it once nothing more comes of any part.
    async fn close(&mut self, tx: &mut Tx, now: DateTime<Utc>) -> Result<()> {
        if self.row.closed_at.is_some() || !self.parts.iter().all(|part| part.state.is_over()) {
            return Ok(());
        }
        self.row.closed_at = Some(now);
        if self.status == JointStatus::Open {
            self.status = JointStatus::Decided;
            self.tell(tx, HALL, (JointEventKind::Decided, None), &Said::default(), now).await?;
        }
        Ok(())
    }

    /// What goes on record of an act on the whole: in its own chain.
    pub fn record(&self, books: &mut Books, line: Line) {
        books.record(line, self.row.application);
    }
}

/// Works out anew, by the calendar as it is in the database, by when joint applications are due; says how many days have moved.
pub async fn follow_calendar(db: &Db) -> Result<usize> {
    let calendar = calendar::stored(&mut db.read().await?).await?;
    let (mut after, mut moved) = (0, 0);
    loop {
        let running = store::running(&mut db.read().await?, after, BATCH).await?;
        let Some(last) = running.last() else { return Ok(moved) };
        after = *last;
        for id in running {
            let mut tx = db.write().await?;
            applications::hold(&mut tx, id).await?;
            let mut joint = Joint::load(&mut tx, id).await?.ok_or_else(Error::not_found)?;
            let (before, cases) = (joint.row.due, cases::parts_of(&mut tx, id).await?);
            joint.lay_out(&mut tx, &calendar, &cases).await?;
            moved += usize::from(joint.row.due != before);
            tx.commit().await?;
        }
    }
}
