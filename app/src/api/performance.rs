//! What is read of performance.

use schema::catalogue::encode;
use schema::performance::{Bulletin, PerformanceAgency, PerformanceTable, Period};

use crate::data::Read;

/// The scores of a month; of the last that is over, if it says none.
pub fn table(period: Option<Period>) -> Read<PerformanceTable> {
    let query = period.map(|period| format!("?period={period}")).unwrap_or_default();
    Read::one(format!("/api/performance{query}"))
}

/// An agency in a month.
pub fn agency(period: &str, agency: &str) -> Read<PerformanceAgency> {
    Read::one(format!("/api/performance/{}/{}", encode(period), encode(agency)))
}

/// The bulletin of a month.
pub fn bulletin(period: &str) -> Read<Bulletin> {
    Read::one(format!("/api/performance/{}/bulletin", encode(period)))
}
