//! How an item is handled, played beforehand from counter to counter (模拟办事流程): each step of its process with the day by
//! which it is done at the latest, as the law and the promise of the agency have it. A case may be quicker; it may be paused too.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Hall;
use crate::calendar::{CLOSE_OF_OFFICE, Calendar, Limit, deadline, law};
use crate::catalogue::PowerType;
use crate::locale::Text;
use crate::process::{Agency, Node, Process, Task, TaskKind};
use crate::role::RegionCode;

/// An item as it is handled, step by step. `GET /api/items/{code}/walk`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ItemWalk {
    /// What is handled.
    pub matter: WalkMatter,
    /// The hall whose counters the steps name; none where its region has no hall.
    pub hall: Option<RegionCode>,
    /// The first step is taken on this day: the day that was asked on, or the next working day.
    pub start: NaiveDate,
    /// Whether a year in it has no published calendar yet.
    pub provisional: bool,
    /// The steps, in order.
    pub steps: Vec<WalkStep>,
}

/// The item that is handled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WalkMatter {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The agency that handles it.
    pub agency: String,
    /// Whether it can be applied for online, if that is published.
    pub online: Option<bool>,
    /// Its kind of power: what the law of licences says is said of licences alone.
    pub item_type: PowerType,
    /// Where its agency receives people, as published.
    pub location: Option<String>,
    /// Whom to call there, as published.
    pub phone: Option<String>,
    /// The documents it asks for.
    pub materials: Vec<String>,
}

/// One step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WalkStep {
    /// What is done.
    pub part: WalkPart,
    /// What the process calls it; nothing of the applicant's own first step.
    pub name: Option<Text>,
    /// Who does it; nothing where that is an agency of another level.
    pub agency: Option<String>,
    /// The counter where it is done, or behind which.
    pub counter: Option<String>,
    /// The day by which it is done at the latest.
    pub by: NaiveDate,
    /// Which working day that is, the day of the first step being the first.
    pub working_day: u32,
    /// Whether it depends on the application if there is this step at all.
    pub perhaps: bool,
}

/// What is done in a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum WalkPart {
    /// The applicant hands in what is asked for.
    Apply,
    /// It is accepted or not.
    Accept,
    /// It is examined.
    Review,
    /// It is decided.
    Decide,
    /// The applicant pays.
    Pay,
    /// The result is printed.
    Print,
    /// The result is handed over.
    Deliver,
}

impl WalkPart {
    /// Whether the applicant has something to do in it.
    pub const fn is_yours(self) -> bool {
        matches!(self, Self::Apply | Self::Pay | Self::Deliver)
    }
}

impl From<TaskKind> for WalkPart {
    fn from(kind: TaskKind) -> Self {
        match kind {
            TaskKind::Accept => Self::Accept,
            TaskKind::Review => Self::Review,
            TaskKind::Decide => Self::Decide,
            TaskKind::Pay => Self::Pay,
            TaskKind::Print => Self::Print,
            TaskKind::Deliver => Self::Deliver,
        }
    }
}

/// Plays an item that is handled by this process, and decided within this limit, from `today` on.
pub fn walk(
    process: &Process,
    matter: WalkMatter,
    decision: Limit,
    hall: Option<&Hall>,
    calendar: &Calendar,
    today: NaiveDate,
) -> ItemWalk {
    let start = calendar.add_working_days(today, 0);
    let mut days = Days { calendar, decision, accepted: start, decided: start, provisional: false };
    let counter = |agency: &str| hall?.counter_of(&matter.code, agency).map(|counter| counter.id.clone());
    let first = WalkStep {
        part: WalkPart::Apply,
        name: None,
        agency: Some(matter.agency.clone()),
        counter: counter(&matter.agency),
        by: start,
        working_day: 1,
        perhaps: false,
    };
    let mut tasks = Vec::new();
    gather(&process.root, false, &mut tasks);
    let step = |(task, perhaps): (&Task, bool)| {
        let by = days.of(task);
        let agency = agency_of(&task.agency, &matter.agency);
        let passed = calendar.working_days_between(start, by);
        WalkStep {
            part: task.kind.into(),
            name: Some(task.name.clone()),
            counter: agency.as_deref().and_then(counter),
            agency,
            by,
            working_day: u32::try_from(passed).unwrap_or_default() + 1,
            perhaps,
        }
    };
    let rest: Vec<WalkStep> = tasks.into_iter().map(step).collect();
    let steps = std::iter::once(first).chain(rest).collect();
    ItemWalk { matter, hall: hall.map(|hall| hall.region), start, provisional: days.provisional, steps }
}

/// Every task in the order of the definition, and whether it stands on a way that is not always taken.
fn gather<'a>(node: &'a Node, perhaps: bool, tasks: &mut Vec<(&'a Task, bool)>) {
    if let Node::Task(task) = node {
        tasks.push((task, perhaps));
    }
    let forks = matches!(node, Node::Any(_) | Node::Choose(_));
    for child in node.children() {
        gather(child, perhaps || forks, tasks);
    }
}

/// Who does a task, by name: the code of an agency is its region and its name.
fn agency_of(agency: &Agency, own: &str) -> Option<String> {
    match agency {
        Agency::Own | Agency::Lead => Some(own.to_owned()),
        Agency::Named(code) => Some(code.split_once('/').map_or(code.as_str(), |(_, name)| name).to_owned()),
        Agency::Level(_) => None,
    }
}

/// The days on which the clocks of a case run out, as they begin one after the other.
struct Days<'a> {
    calendar: &'a Calendar,
    decision: Limit,
    accepted: NaiveDate,
    decided: NaiveDate,
    provisional: bool,
}

impl Days<'_> {
    /// The day by which a task is done at the latest.
    fn of(&mut self, task: &Task) -> NaiveDate {
        match task.kind {
            TaskKind::Accept => {
                self.accepted = self.after(self.accepted, task.limit.unwrap_or(law::SUPPLEMENT_NOTICE));
                self.decided = self.accepted;
                self.accepted
            }
            TaskKind::Review => {
                let whole = self.after(self.accepted, self.decision);
                task.limit.map_or(whole, |limit| self.after(self.accepted, limit).min(whole))
            }
            TaskKind::Decide => {
                self.decided = self.after(self.accepted, self.decision);
                self.decided
            }
            TaskKind::Pay => self.decided,
            TaskKind::Print | TaskKind::Deliver => {
                self.after(self.decided, task.limit.unwrap_or(law::DELIVERY))
            }
        }
    }

    fn after(&mut self, start: NaiveDate, limit: Limit) -> NaiveDate {
        let deadline = deadline(start, limit, self.calendar, &[], &[], CLOSE_OF_OFFICE);
        self.provisional |= deadline.provisional;
        // A limit that nothing ever pauses ends some day.
        deadline.due.unwrap_or(start)
    }
}
