//! The legal clock: working days with public holidays and make-up days (调休), time limits, and deadlines that
//! explain themselves day by day.
//!
//! Pure: "today" always comes in as an argument. A day here is a local day in China, a moment is UTC.

mod day;
mod deadline;
mod extension;
pub mod law;
mod limit;
mod pause;
mod published;
mod row;
mod statutory;
mod week;
mod zone;

#[cfg(test)]
mod day_tests;
#[cfg(test)]
mod deadline_tests;

pub use day::{Calendar, DayKind};
pub use deadline::{DayLine, DayNote, Deadline, deadline};
pub use extension::{Extension, ExtensionRefusal};
pub use limit::{Limit, LimitUnit};
pub use pause::{Pause, PauseReason};
pub use published::published_rows;
pub use row::{CalendarError, CalendarRow, CalendarYear, RowKind};
pub use week::{WorkWeek, WorkingDays};
pub use zone::{CHINA, CLOSE_OF_OFFICE, MONTHS, NOON, OPENING_OF_OFFICE, local_day, moment};

/// The published calendar, for tests.
#[cfg(test)]
pub(crate) use day_tests::PUBLISHED;
