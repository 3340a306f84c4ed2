//! Rules at the desk of who writes them: all of them, one with its versions and its draft, and what a draft would have found.

use std::fmt::Write;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{DryRunResult, Rule};
use crate::locale::Text;

/// The rules of this hall, for whoever is supervised by them. `GET /api/supervision/rules`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RuleShelf {
    /// The newest version of each.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Object>))]
    pub rules: Vec<Rule>,
    /// What is being written, for who writes rules.
    pub drafts: Vec<RuleDraftLine>,
    /// Whether the reader may write rules.
    pub may_write: bool,
}

/// A draft in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RuleDraftLine {
    /// The rule.
    pub rule: String,
    /// What it is to be called.
    pub name: Text,
    /// When it was last saved.
    pub saved_at: DateTime<Utc>,
}

/// A rule, whole. `GET /api/supervision/rules/{rule}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RuleRecord {
    /// By which it is known.
    pub id: String,
    /// Its versions, the newest first; none of a rule that was never published.
    pub versions: Vec<RuleVersion>,
    /// What is being written, for who writes rules.
    pub draft: Option<RuleDraft>,
    /// The revision of that, which grows with every save; also where there is no draft any more.
    pub revision: i64,
    /// Whether the reader may write it.
    pub may_write: bool,
    /// Whether the reader may try it on the past.
    pub may_try: bool,
}

/// A version of a rule, which never changes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RuleVersion {
    /// What it says.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub rule: Rule,
    /// When it was published.
    pub published_at: DateTime<Utc>,
    /// By whom; by the hall itself, if nobody is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published_by: Option<String>,
}

/// A version that is being written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RuleDraft {
    /// What it says; its version is the one it would have.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub rule: Rule,
    /// When it was saved the last time.
    pub saved_at: DateTime<Utc>,
    /// The names of everybody who has written on it.
    pub authors: Vec<String>,
    /// Whether the reader may publish it: somebody who wrote none of it.
    pub may_publish: bool,
}

/// Begins a rule as a copy of another. `POST /api/supervision/rules/drafts`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewRule {
    /// By which it is to be known: small letters, digits, `-`.
    pub id: String,
    /// The rule that it is like.
    pub like: String,
}

/// Saves the draft of a rule; the first save begins it. `PUT /api/supervision/rules/{rule}/draft`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SaveRule {
    /// What it says: a [`Rule`]. Its id is that of the address, its version the next one.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub rule: Value,
    /// The revision it was written on.
    pub revision: i64,
}

/// Publishes a draft. `POST /api/supervision/rules`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PublishRule {
    /// The rule.
    pub rule: String,
    /// The revision that was read: nobody publishes what they have not seen.
    pub revision: i64,
}

/// On which past a rule is tried: the last thirty days, if nothing is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
pub struct TrialQuery {
    /// Among cases filed from this day on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<NaiveDate>,
    /// Until this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<NaiveDate>,
}

impl TrialQuery {
    /// The parameters: `?from=…&to=…`; empty where there is none.
    pub fn to_query_string(self) -> String {
        let mut text = String::new();
        for (name, day) in [("from", self.from), ("to", self.to)] {
            if let Some(day) = day {
                let sign = if text.is_empty() { '?' } else { '&' };
                // Writing to a String cannot fail.
                let _ = write!(text, "{sign}{name}={day}");
            }
        }
        text
    }
}

/// What the draft of a rule would have found, or its newest version where there is no draft.
/// `GET /api/supervision/rules/{rule}/trial`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RuleTrial {
    /// Which version was tried.
    pub version: u32,
    /// Among cases filed from this day on.
    pub from: NaiveDate,
    /// Until this one.
    pub to: NaiveDate,
    /// What it would have found.
    pub result: DryRunResult,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trial_says_its_days_in_the_address() {
        let day = |text: &str| text.parse().ok();
        assert_eq!(TrialQuery::default().to_query_string(), "");
        let both = TrialQuery { from: day("2026-02-01"), to: day("2026-02-28") };
        assert_eq!(both.to_query_string(), "?from=2026-02-01&to=2026-02-28");
        let until = TrialQuery { from: None, ..both };
        assert_eq!(until.to_query_string(), "?to=2026-02-28");
    }
}
