//! Lists of joint applications: what each line says.

use std::collections::BTreeMap;
use std::fmt::{self, Display};
use std::str::FromStr;

use chrono::NaiveDate;
use schema::bundles::{JointStatus, JointSummary, LaneState};
use schema::calendar::local_day;
use schema::id::CaseNumber;
use schema::process::Status;

use super::store::{self, LineRow, PlaceInList};
use crate::cursor;
use crate::db::Tx;
use crate::error::Result;
use crate::state::AppState;

/// Where a list of what an agency leads goes on: the agency, the last day, the joint application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct After {
    pub agency: i64,
    pub due: NaiveDate,
    pub application: i64,
}

impl After {
    /// Before the first line of an agency.
    pub fn first(agency: i64) -> Self {
        Self { agency, due: NaiveDate::default(), application: 0 }
    }

    /// The place in the list of the agency.
    pub const fn place(self) -> PlaceInList {
        PlaceInList { due: self.due, application: self.application }
    }
}

impl Display for After {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.agency, self.due, self.application)
    }
}

impl FromStr for After {
    type Err = ();

    fn from_str(text: &str) -> std::result::Result<Self, ()> {
        let mut parts = text.split('.');
        let (agency, due, application) = (parts.next(), parts.next(), parts.next());
        let number = |text: Option<&str>| text.and_then(|text| text.parse().ok()).ok_or(());
        Ok(Self {
            agency: number(agency)?,
            due: due.and_then(cursor::day).ok_or(())?,
            application: number(application)?,
        })
    }
}

/// What these joint applications say in a list, in this order.
pub async fn summaries(state: &AppState, tx: &mut Tx, ids: &[i64]) -> Result<Vec<JointSummary>> {
    let (calendar, today) = (state.calendar.current(), local_day(state.clock.now()));
    let mut rows: BTreeMap<i64, LineRow> =
        store::lines(tx, ids).await?.into_iter().map(|row| (row.application, row)).collect();
    let mut standing: BTreeMap<i64, Standing> = BTreeMap::new();
    for (joint, agency, state, status, due) in store::standing(tx, ids).await? {
        let is_late = due.is_some_and(|due| due < today);
        standing.entry(joint).or_default().add(agency, &state, status.as_deref(), is_late);
    }
    let mut lines = Vec::new();
    for id in ids {
        let Some(row) = rows.remove(id) else { continue };
        let parts = standing.remove(id).unwrap_or_default();
        lines.push(JointSummary {
            number: CaseNumber::parse(&row.number).map_err(anyhow::Error::from)?,
            item_name: row.item_name,
            lead: row.lead,
            applicant: row.applicant,
            submitted_at: row.submitted_at,
            status: JointStatus::from_slug(&row.status).unwrap_or(JointStatus::Open),
            lanes: parts.lanes,
            ended: parts.ended,
            late: parts.late,
            waiting: parts.waiting,
            due: row.due,
            remaining: row.due.map(|due| calendar.working_days_between(today, due)),
        });
    }
    Ok(lines)
}

/// How the parts of one stand.
#[derive(Default)]
struct Standing {
    lanes: u32,
    ended: u32,
    waiting: u32,
    late: Vec<String>,
}

impl Standing {
    fn add(&mut self, agency: String, state: &str, status: Option<&str>, is_late: bool) {
        self.lanes += 1;
        self.ended += u32::from(LaneState::from_slug(state).is_some_and(LaneState::is_over));
        let waits = status.and_then(Status::from_slug) == Some(Status::WaitingForApplicant);
        self.waiting += u32::from(waits);
        if is_late && !self.late.contains(&agency) {
            self.late.push(agency);
        }
    }
}
