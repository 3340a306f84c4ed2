//! Times as a table: the middle and the slow end, before and after, and whether they keep to the goals.

use std::time::Duration;

/// What one request took.
pub struct Timing {
    pub name: &'static str,
    /// What the slow end may take.
    pub goal: Duration,
    /// Half were faster.
    pub p50: Duration,
    /// One in twenty was slower.
    pub p95: Duration,
}

impl Timing {
    pub fn of(name: &'static str, goal: Duration, mut times: Vec<Duration>) -> Self {
        times.sort_unstable();
        Self { name, goal, p50: percentile(&times, 50), p95: percentile(&times, 95) }
    }
}

/// The time that so many in a hundred keep below.
pub fn percentile(sorted: &[Duration], percent: usize) -> Duration {
    let place = (sorted.len() * percent / 100).min(sorted.len().saturating_sub(1));
    sorted.get(place).copied().unwrap_or_default()
}

pub fn milliseconds(time: Duration) -> String {
    format!("{:.1}", time.as_secs_f64() * 1000.0)
}

/// Prints the table; says whether every goal was kept, and would be with ten times as many.
pub fn print(before: &[Timing], after: &[Timing], (few, many): (i64, i64)) -> bool {
    println!(
        "{:<34}{:>20}{:>22}{:>8}{:>7}",
        "milliseconds",
        format!("{few} cases"),
        format!("{many} cases"),
        "ratio",
        "goal"
    );
    println!("{:<34}{:>10}{:>10}{:>12}{:>10}{:>8}{:>7}", "", "p50", "p95", "p50", "p95", "p50", "p95");
    let tens = (many as f64 / few as f64).log10();
    let mut kept = true;
    for (before, after) in before.iter().zip(after) {
        let ratio = after.p50.as_secs_f64() / before.p50.as_secs_f64();
        // With ten times as many it is to be kept still, if it grows on as it has.
        let next = after.p95.as_secs_f64() * ratio.powf(1.0 / tens).max(1.0);
        let missed = next > after.goal.as_secs_f64();
        kept &= !missed;
        println!(
            "{:<34}{:>10}{:>10}{:>12}{:>10}{ratio:>8.2}{:>7}{}",
            after.name,
            milliseconds(before.p50),
            milliseconds(before.p95),
            milliseconds(after.p50),
            milliseconds(after.p95),
            after.goal.as_millis(),
            if missed { "  MISSED" } else { "" }
        );
    }
    println!();
    kept
}
