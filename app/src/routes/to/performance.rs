//! Addresses of performance.

use schema::performance::Period;

pub const PERFORMANCE: &str = "/desk/performance";

/// The scores of a month.
pub fn performance(period: Period) -> String {
    format!("{PERFORMANCE}?period={period}")
}

/// An agency in a month.
pub fn performance_of(period: Period, agency: i64) -> String {
    format!("{PERFORMANCE}/{period}/{agency}")
}

/// The bulletin of a month.
pub fn bulletin(period: Period) -> String {
    format!("{PERFORMANCE}/{period}/bulletin")
}

/// Where it is written.
pub fn edit_bulletin(period: Period) -> String {
    format!("{PERFORMANCE}/{period}/bulletin/edit")
}
