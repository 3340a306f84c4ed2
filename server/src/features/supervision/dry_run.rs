//! A rule on the past: what it would have found, case by case, so many cases at most.

use chrono::{DateTime, Days, NaiveTime, Utc};
use schema::calendar::{Calendar, moment};
use schema::supervise::{DryRun, DryRunCase, DryRunResult, Grade, supervise};

use crate::db::Tx;
use crate::error::Result;
use crate::features::cases;
use crate::features::dashboards::Scope;

/// How many cases are looked at, and how many of them are read at a time.
const MOST: u64 = 2_000;
const BATCH: i64 = 100;

/// How many examples are told.
const EXAMPLES: usize = 20;

pub async fn run(
    tx: &mut Tx,
    asked: &DryRun,
    scope: &Scope,
    calendar: &Calendar,
    now: DateTime<Utc>,
) -> Result<DryRunResult> {
    let end = asked.to.checked_add_days(Days::new(1)).unwrap_or(asked.to);
    let (mut after, until) = ((moment(asked.from, NaiveTime::MIN), 0), moment(end, NaiveTime::MIN));
    let mut result = DryRunResult { cases: 0, cut: false, signals: [0; 3], examples: Vec::new() };
    let rule = std::slice::from_ref(&asked.rule);
    loop {
        let logs = cases::logs(tx, scope, after, until, BATCH).await?;
        let Some(last) = logs.last() else { return Ok(result) };
        after = last.place;
        for filed in logs {
            if result.cases == MOST {
                return Ok(DryRunResult { cut: true, ..result });
            }
            result.cases += 1;
            for signal in supervise(rule, &filed.log, calendar, now) {
                let counted = Grade::ALL.iter().position(|grade| *grade == signal.grade);
                if let Some(count) = counted.and_then(|at| result.signals.get_mut(at)) {
                    *count += 1;
                }
                if result.examples.len() < EXAMPLES {
                    let (grade, at) = (signal.grade, signal.at);
                    result.examples.push(DryRunCase { case_number: filed.number, grade, at });
                }
            }
        }
    }
}
