//! Notices of the hall: what everybody should know, from a day on.

use chrono::NaiveDate;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};

use crate::locale::Text;

/// A notice in a list. `GET /api/notices`, the newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NoticeSummary {
    /// A word for addresses, such as `accessibility`.
    pub id: String,
    /// The day from which everybody sees it.
    #[serde(deserialize_with = "day")]
    pub published_on: NaiveDate,
    /// Its title.
    pub title: Text,
}

/// A notice, whole. `GET /api/notices/{id}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Notice {
    /// A word for addresses, such as `accessibility`.
    pub id: String,
    /// The day from which everybody sees it.
    #[serde(deserialize_with = "day")]
    pub published_on: NaiveDate,
    /// Its title.
    pub title: Text,
    /// What it says; a line is a paragraph.
    pub body: Text,
    /// Made for demonstration; announces nothing real.
    pub demonstration: bool,
}

/// Reads `2026-10-12`. The first page reads days too, and chrono's own way brings its parser of every format along.
fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveDate, D::Error> {
    let text = String::deserialize(deserializer)?;
    parse_day(&text).ok_or_else(|| D::Error::custom("not a day"))
}

fn parse_day(text: &str) -> Option<NaiveDate> {
    let mut parts = text.splitn(3, '-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_as_it_is_written() {
        let notice = NoticeSummary {
            id: "a".into(),
            published_on: NaiveDate::from_ymd_opt(2026, 2, 28).unwrap(),
            title: Text::zh("a"),
        };
        let written = serde_json::to_string(&notice).unwrap();
        assert!(written.contains("\"2026-02-28\""), "{written}");
        assert_eq!(serde_json::from_str::<NoticeSummary>(&written).unwrap(), notice);
        for wrong in ["2026-02-29", "2026-02", "2026-02-28-1", "x"] {
            let wrong = written.replace("2026-02-28", wrong);
            assert!(serde_json::from_str::<NoticeSummary>(&wrong).is_err(), "{wrong}");
        }
    }
}
