//! The statutory holidays that fall on the same date every year, for years whose notice is not out yet.
//!
//! 《全国年节及纪念日放假办法》 as revised in 2024: New Year 1 January; Labour Day 1 and 2 May; National Day
//! 1 to 3 October. Spring Festival, Dragon Boat and Mid-autumn follow the moon and Tomb-sweeping Day the sun's
//! term, and which days are given in lieu is the notice's to say: none of these is guessed.

use chrono::{Datelike, NaiveDate};

/// The Chinese and English name of the fixed holiday on this date.
pub(super) fn fixed_holiday(date: NaiveDate) -> Option<(&'static str, &'static str)> {
    match (date.month(), date.day()) {
        (1, 1) => Some(("元旦", "New Year's Day")),
        (5, 1..=2) => Some(("劳动节", "Labour Day")),
        (10, 1..=3) => Some(("国庆节", "National Day")),
        _ => None,
    }
}
