//! The clock over all parts of a joint application (行政许可法 art. 42). Pure.
//!
//! It begins with the first acceptance, so never later than that of any part, and is stopped by no pause of a single part: each part
//! has a clock of its own for that.

use chrono::{DateTime, Utc};
use schema::bundle::joint;
use schema::calendar::{CLOSE_OF_OFFICE, Calendar, Deadline, Extension, deadline, local_day};

/// The joint deadline, from the first acceptance, with the working days that an extension gave.
pub fn running(calendar: &Calendar, accepted_at: DateTime<Utc>, extension: Option<i64>) -> Deadline {
    let days = extension.and_then(|days| u16::try_from(days).ok());
    let longer: Vec<Extension> =
        days.map(|days| Extension { days, reason: String::new() }).into_iter().collect();
    deadline(local_day(accepted_at), joint::LIMIT, calendar, &[], &longer, CLOSE_OF_OFFICE)
}

/// The same for something filed now, if the first agency accepts it on the next working day.
pub fn expected(calendar: &Calendar, filed_at: DateTime<Utc>) -> Deadline {
    let accepted = calendar.add_working_days(local_day(filed_at), 1);
    deadline(accepted, joint::LIMIT, calendar, &[], &[], CLOSE_OF_OFFICE)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn it_is_forty_five_working_days_from_the_first_acceptance_and_fifteen_more_once() {
        // 1 May is a holiday in every year, also in one of which nothing is published.
        let calendar = Calendar::default();
        let plain = running(&calendar, at("2026-03-02T01:00:00Z"), None);
        assert_eq!((plain.due, plain.total), (Some("2026-05-05".parse().unwrap()), 45));
        let longer = running(&calendar, at("2026-03-02T01:00:00Z"), Some(15));
        assert_eq!((longer.due, longer.total), (Some("2026-05-26".parse().unwrap()), 60));
        assert_eq!(expected(&calendar, at("2026-02-27T01:00:00Z")).due, plain.due);
    }
}
