//! A time limit in words.

use schema::calendar::{Limit, LimitUnit};

use crate::text::Catalogue;

/// Such as “15 个工作日”; zero is while one waits.
pub fn limit_words(words: Catalogue, limit: Limit) -> String {
    match (limit.value, limit.unit) {
        (0, _) => words.on_the_spot().to_owned(),
        (1, LimitUnit::WorkingDays) => words.one_working_day().to_owned(),
        (1, LimitUnit::CalendarDays) => words.one_day().to_owned(),
        (days, LimitUnit::WorkingDays) => words.working_days(days),
        (days, LimitUnit::CalendarDays) => words.days(days),
    }
}
