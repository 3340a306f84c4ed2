//! Performance (绩效评估): index systems as data, what is counted for an agency in a period, and the score that follows. Pure and
//! in whole numbers, so that every score opens into its arithmetic and comes out the same wherever it is worked out.

mod assess;
mod bulletin;
mod period;
mod system;
#[cfg(test)]
mod tests;
mod wire;

pub use self::assess::{Assessment, Entry, LeftOut, Line, Ratio, Tally, Value, assess};
pub use self::bulletin::{
    Bulletin, BulletinDraft, BulletinFigures, ClassPraise, Counted, MOST_WORDS, RatingSum, Section,
};
pub use self::period::Period;
pub use self::system::{Floor, Grade, IndexSystem, Indicator, Measure, Scoring, SystemFault, WindowClass};
pub use self::wire::{
    AgencyScore, EntryFault, NewEntry, PerformanceAgency, PerformanceQuery, PerformanceTable, RecordedEntry,
};
