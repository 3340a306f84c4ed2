//! Which clock runs on a case, and when it is due. Pure.

use chrono::{DateTime, NaiveDate, Utc};
use schema::calendar::{CLOSE_OF_OFFICE, Calendar, Deadline, Extension, Limit, deadline, law, local_day};
use schema::catalogue::{Handling, Item};
use schema::process::{OpenTask, Process, State, Task, TaskKind};

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
            TaskKind::Pay | TaskKind::Print | TaskKind::Deliver => Self::Delivery,
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

/// The clock that runs on a case; none when it is closed. Which it is follows from how far the case has come, not from the
/// tasks: of several one may be a step back.
pub fn running(
    process: &Process,
    state: &State,
    item: &Item,
    filed: DateTime<Utc>,
    calendar: &Calendar,
) -> Option<Running> {
    let first = state.tasks(process).next();
    // While other cases alone are waited for its time goes on.
    let opened_at =
        first.map(|(open, _)| open.opened_at).or_else(|| Some(state.awaited().next()?.begun_at))?;
    let task = first.map(|(_, task)| task);
    let measure = match (state.decision, state.accepted_at) {
        (Some(_), _) => Measure::Delivery,
        (None, Some(_)) => Measure::Decision,
        (None, None) => Measure::of(task?.kind),
    };
    let own = task.filter(|task| Measure::of(task.kind) == measure).and_then(|task| task.limit);
    let (since, limit) = match measure {
        Measure::Acceptance => (filed, own.unwrap_or(law::SUPPLEMENT_NOTICE)),
        Measure::Decision => (state.accepted_at.unwrap_or(opened_at), decision_limit(item)),
        Measure::Delivery => (opened_at, own.unwrap_or(law::DELIVERY)),
    };
    let day = local_day(since);
    let until = |extensions: &[Extension]| {
        deadline(day, limit, calendar, &state.pauses(), extensions, CLOSE_OF_OFFICE)
    };
    let plain = until(&[]);
    let deadline = match longer(state, limit, plain.due, calendar) {
        extensions if measure == Measure::Decision && !extensions.is_empty() => until(&extensions),
        _ => plain,
    };
    Some(Running { measure, since, limit, deadline })
}

/// What lengthens the time to decide: an extension (行政许可法 art. 42), and what special procedures added as they ended.
fn longer(state: &State, limit: Limit, due: Option<NaiveDate>, calendar: &Calendar) -> Vec<Extension> {
    let added = u16::try_from(state.added_days()).unwrap_or(u16::MAX);
    let added = (added > 0).then(|| Extension { days: added, reason: String::new() });
    let extended = state.extension.map(|days| extension(days, limit, due, calendar));
    extended.into_iter().chain(added).collect()
}

fn extension(days: u32, limit: Limit, due: Option<NaiveDate>, calendar: &Calendar) -> Extension {
    Extension::of_working_days(u16::try_from(days).unwrap_or(u16::MAX), limit, due, calendar)
}

/// When an open task is due: with the case, or before it where it has a time of its own.
pub fn task_due(
    running: &Running,
    state: &State,
    (open, task): (&OpenTask, &Task),
    calendar: &Calendar,
) -> (Option<NaiveDate>, Option<DateTime<Utc>>) {
    let case = (running.deadline.due, running.deadline.at);
    let Some(limit) = task.limit.filter(|_| case.0.is_some()) else { return case };
    let since = local_day(open.opened_at);
    let own = deadline(since, limit, calendar, &state.pauses(), &[], CLOSE_OF_OFFICE);
    if own.due.is_some() && own.due < case.0 { (own.due, own.at) } else { case }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn an_extension_is_of_working_days_whatever_the_limit_counts() {
        let calendar = Calendar::default();
        let until = |limit, extensions: &[Extension]| {
            deadline(day("2026-03-02"), limit, &calendar, &[], extensions, CLOSE_OF_OFFICE).due.unwrap()
        };
        for limit in [Limit::working_days(5), Limit::calendar_days(7)] {
            let due = until(limit, &[]);
            assert_eq!(due, day("2026-03-09"));
            // A weekend lies between.
            assert_eq!(until(limit, &[extension(6, limit, Some(due), &calendar)]), day("2026-03-17"));
        }
    }
}
