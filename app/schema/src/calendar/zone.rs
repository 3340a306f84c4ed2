//! Local days and moments: China keeps one time zone, eight hours ahead of UTC, without summer time since 1992.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, TimeDelta, Utc};

const HOURS_AHEAD: i32 = 8;

/// The English names of the months.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The one time zone, Asia/Shanghai, as its constant offset.
pub const CHINA: FixedOffset = match FixedOffset::east_opt(HOURS_AHEAD * 3600) {
    Some(offset) => offset,
    None => panic!("eight hours is an offset"),
};

/// When offices open: 9:00.
pub const OPENING_OF_OFFICE: NaiveTime = match NaiveTime::from_hms_opt(9, 0, 0) {
    Some(time) => time,
    None => panic!("9:00 is a time"),
};

/// When offices close unless the agency says otherwise: 17:30.
pub const CLOSE_OF_OFFICE: NaiveTime = match NaiveTime::from_hms_opt(17, 30, 0) {
    Some(time) => time,
    None => panic!("17:30 is a time"),
};

/// When offices close on a half day: 12:00.
pub const NOON: NaiveTime = match NaiveTime::from_hms_opt(12, 0, 0) {
    Some(time) => time,
    None => panic!("12:00 is a time"),
};

/// The local day of a moment.
pub fn local_day(at: DateTime<Utc>) -> NaiveDate {
    at.with_timezone(&CHINA).date_naive()
}

/// The moment of a local time on a local day.
pub fn moment(day: NaiveDate, time: NaiveTime) -> DateTime<Utc> {
    let local = day.and_time(time);
    // Only the first eight hours chrono can hold have no UTC counterpart.
    local.checked_sub_signed(TimeDelta::hours(HOURS_AHEAD.into())).unwrap_or(local).and_utc()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_local_day_begins_at_sixteen_hours_utc() {
        let day = NaiveDate::from_ymd_opt(2026, 3, 5).unwrap();
        let midnight = moment(day, NaiveTime::MIN);
        assert_eq!(midnight.to_string(), "2026-03-04 16:00:00 UTC");
        assert_eq!(local_day(midnight), day);
        assert_eq!(local_day(midnight - TimeDelta::seconds(1)), day.pred_opt().unwrap());
        assert_eq!(moment(day, CLOSE_OF_OFFICE).to_string(), "2026-03-05 09:30:00 UTC");
    }
}
