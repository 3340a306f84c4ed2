//! The clock over a whole joint application: 行政许可法 art. 42 (2).

use crate::calendar::{Limit, law};

/// Within so many working days all of it is decided. They count from the day on which the first of its cases was accepted.
pub const LIMIT: Limit = law::JOINT_DECISION;

/// By so many working days the decision may be put off once, with the approval of the head of the government of that
/// level; the applicant is told the reasons.
pub const EXTENSION: u16 = law::JOINT_EXTENSION.value;
