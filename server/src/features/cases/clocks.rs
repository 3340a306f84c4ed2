//! Which clock runs on a case, and when it is due. Pure.

use chrono::{DateTime, Utc};
use schema::calendar::{CLOSE_OF_OFFICE, Calendar, Deadline, Limit, deadline, law, local_day};
use schema::catalogue::{Handling, Item};
use schema::process::{Process, State, TaskKind};

/// What a clock measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// From filing to saying whether it is accepted: 行政许可法 art. 32.
    Acceptance,
    /// From accepting to deciding: art. 42, or the agency's promise.
    Decision,
    /// From deciding to handing over: art. 44.
    Delivery,
}

impl Measure {
    /// The name in the database.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Acceptance => "acceptance",
            Self::Decision => "decision",
            Self::Delivery => "delivery",
        }
    }

    /// What runs while this kind of task is open.
    pub const fn of(kind: TaskKind) -> Self {
        match kind {
            TaskKind::Accept => Self::Acceptance,
            TaskKind::Review | TaskKind::Decide => Self::Decision,
            TaskKind::Deliver => Self::Delivery,
        }
    }
}

/// A clock that runs: what it measures, since when, how long it may, and when that is due.
#[derive(Clone, Debug, PartialEq)]
pub struct Running {
    pub measure: Measure,
    pub since: DateTime<Utc>,
    pub limit: Limit,
    pub deadline: Deadline,
}

/// The process an item is handled by.
pub fn process_of(item: &Item) -> &'static str {
    let at_once =
        item.summary.promised_limit.or(item.summary.statutory_limit).is_some_and(|limit| limit.value <= 1);
    if item.summary.handling == Some(Handling::Instant) || at_once { "instant" } else { "standard" }
}

/// The time an agency has to decide: its promise, else what the law says of the item, else the law for all.
pub fn decision_limit(item: &Item) -> Limit {
    item.summary.promised_limit.or(item.summary.statutory_limit).unwrap_or(law::DECISION)
}

/// The clock that runs on a case; none when it is closed.
pub fn running(
    process: &Process,
    state: &State,
    item: &Item,
    filed: DateTime<Utc>,
    calendar: &Calendar,
) -> Option<Running> {
    let (open, task) = state.current(process)?;
    let measure = Measure::of(task.kind);
    let (since, limit) = match measure {
        Measure::Acceptance => (filed, task.limit.unwrap_or(law::SUPPLEMENT_NOTICE)),
        Measure::Decision => (state.accepted_at.unwrap_or(open.opened_at), decision_limit(item)),
        Measure::Delivery => (open.opened_at, task.limit.unwrap_or(law::DELIVERY)),
    };
    let deadline = deadline(local_day(since), limit, calendar, &state.pauses(), &[], CLOSE_OF_OFFICE);
    Some(Running { measure, since, limit, deadline })
}

/// The deadlines one can name when something is filed: of accepting it, and of deciding if it is accepted on the
/// next working day.
pub fn expected(calendar: &Calendar, item: &Item, filed: DateTime<Utc>) -> (Deadline, Deadline) {
    let day = local_day(filed);
    let acceptance = deadline(day, law::SUPPLEMENT_NOTICE, calendar, &[], &[], CLOSE_OF_OFFICE);
    let accepted = calendar.add_working_days(day, 1);
    let decision = deadline(accepted, decision_limit(item), calendar, &[], &[], CLOSE_OF_OFFICE);
    (acceptance, decision)
}
