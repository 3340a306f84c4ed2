//! Moments and days as the wire carries them, read in a way that is small.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Deserializer, de};

/// Reads a moment of RFC 3339 in UTC, as the API writes it. For what every phone downloads: the reader of chrono knows
/// all offsets and spellings, and weighs fifteen kilobytes.
///
/// # Errors
///
/// Any other text.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<DateTime<Utc>, D::Error> {
    let text = String::deserialize(deserializer)?;
    parse(&text).ok_or_else(|| de::Error::custom("not a moment in UTC"))
}

/// Reads a day of ISO 8601, as the API writes it. For what every phone downloads, like [`deserialize`].
///
/// # Errors
///
/// Any other text.
pub fn deserialize_day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveDate, D::Error> {
    let text = String::deserialize(deserializer)?;
    parse_day(&text).ok_or_else(|| de::Error::custom("not a day"))
}

fn parse_day(text: &str) -> Option<NaiveDate> {
    let (year, rest) = text.split_once('-')?;
    let (month, day) = rest.split_once('-')?;
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// The moment that a text says, written as the API writes it.
pub fn parse(text: &str) -> Option<DateTime<Utc>> {
    let (date, time) = text.strip_suffix('Z')?.split_once('T')?;
    let day = parse_day(date)?;
    let (hour, rest) = time.split_once(':')?;
    let (minute, second) = rest.split_once(':')?;
    let (second, fraction) = second.split_once('.').unwrap_or((second, ""));
    let time = day.and_hms_opt(hour.parse().ok()?, minute.parse().ok()?, second.parse().ok()?)?;
    Some(time.and_utc() + TimeDelta::nanoseconds(nanoseconds(fraction)?))
}

fn nanoseconds(fraction: &str) -> Option<i64> {
    let digits = fraction.get(..9).unwrap_or(fraction);
    let value: i64 = if digits.is_empty() { 0 } else { digits.parse().ok()? };
    (value >= 0).then(|| (digits.len()..9).fold(value, |value, _| value * 10))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_the_api_writes_is_read(second in -60_000_000_000_i64..60_000_000_000, nano in 0_u32..1_000_000_000, digits in 0_u32..10) {
            let nano = nano / 10_u32.pow(digits) * 10_u32.pow(digits);
            let moment = DateTime::from_timestamp(second, nano).unwrap();
            let written = serde_json::to_value(moment).unwrap();
            prop_assert_eq!(parse(written.as_str().unwrap()), Some(moment));
            let day = serde_json::to_value(moment.date_naive()).unwrap();
            prop_assert_eq!(deserialize_day(day).unwrap(), moment.date_naive());
        }

        #[test]
        fn nothing_panics(text in "[-+.:TZ0-9]{0,30}") {
            let _ = parse(&text);
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for text in [
            "",
            "2026-11-22",
            "2026-11-22T08:00:00",
            "2026-11-22T08:00:00+08:00",
            "2026-02-30T08:00:00Z",
            "2026-11-22T24:00:00Z",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
        for text in ["", "2026-11", "2026-02-30", "2026-11-22T08:00:00Z"] {
            assert_eq!(parse_day(text), None, "{text}");
        }
    }
}
