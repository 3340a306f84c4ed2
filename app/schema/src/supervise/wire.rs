//! What supervisors are shown: the board of cards, a card with its evidence, the rules, and what a rule would have found.

use std::fmt::Write;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{CardInquiry, CardStage, Entry, Grade, Monitor, Rule};
use crate::calendar::Deadline;
use crate::id::CaseNumber;
use crate::locale::Text;
use crate::page::Page;
use crate::process::{Outcome, Status};

/// Which cards. The query of `GET /api/supervision` and of its page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
pub struct CardsQuery {
    /// Of this grade.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(inline))]
    pub grade: Option<Grade>,
    /// Of this monitor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(inline))]
    pub monitor: Option<Monitor>,
    /// That have come so far; all but those that were withdrawn, if none is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(inline))]
    pub stage: Option<CardStage>,
    /// An agency's number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agency: Option<i64>,
    /// `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

impl CardsQuery {
    /// The parameters in a fixed order: `?grade=…&monitor=…`; empty where there is none.
    pub fn to_query_string(&self) -> String {
        let mut text = String::new();
        let mut add = |name: &str, value: Option<&str>| {
            if let Some(value) = value {
                let sign = if text.is_empty() { '?' } else { '&' };
                // Writing to a String cannot fail.
                let _ = write!(text, "{sign}{name}={}", crate::catalogue::encode(value));
            }
        };
        add("grade", self.grade.map(Grade::slug));
        add("monitor", self.monitor.map(Monitor::slug));
        add("stage", self.stage.map(CardStage::slug));
        add("agency", self.agency.map(|agency| agency.to_string()).as_deref());
        add("cursor", self.cursor.as_deref());
        text
    }

    /// Reads the parameters from decoded pairs; what is none of ours narrows nothing.
    pub fn from_params<'a>(get: impl Fn(&str) -> Option<&'a str>) -> Self {
        Self {
            grade: get("grade").and_then(Grade::from_slug),
            monitor: get("monitor").and_then(Monitor::from_slug),
            stage: get("stage").and_then(CardStage::from_slug),
            agency: get("agency").and_then(|agency| agency.parse().ok()),
            cursor: get("cursor").filter(|cursor| !cursor.is_empty()).map(str::to_owned),
        }
    }
}

/// The board of supervision. `GET /api/supervision`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SupervisionBoard {
    /// How many cards there are in the regions one supervises, whatever the list is narrowed by; without those that were withdrawn.
    pub counts: Vec<CardCount>,
    /// How many of them have come how far, and how many were withdrawn besides; every stage, in its order.
    pub stages: Vec<StageCount>,
    /// The cards, the newest first.
    pub cards: Page<CardLine>,
}

/// How many cards of a monitor there are, of each grade.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CardCount {
    /// The monitor.
    pub monitor: Monitor,
    /// Warnings, yellow and red cards.
    pub cards: [u64; 3],
}

/// How many cards have come so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StageCount {
    /// How far.
    pub stage: CardStage,
    /// How many.
    pub cards: u64,
}

/// A card (黄牌、红牌) or a warning (预警) in a list: nothing of who applied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CardLine {
    /// Its number in addresses.
    pub id: i64,
    /// The gravest that was found so far.
    pub grade: Grade,
    /// Since when.
    pub at: DateTime<Utc>,
    /// What the rule is called that found it.
    pub rule_name: Text,
    /// The monitor the rule belongs to.
    pub monitor: Monitor,
    /// The case.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub case_number: CaseNumber,
    /// What it is about.
    pub item_name: String,
    /// The agency that handles it.
    pub department: String,
    /// Where the case stands.
    pub status: Status,
    /// Whether the agency has seen it (签收).
    pub acknowledged: bool,
    /// How far it has come.
    pub stage: CardStage,
}

/// A card, whole. `GET /api/supervision/{id}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Card {
    /// As lists have it.
    pub line: CardLine,
    /// On what ground the rule rests.
    pub ground: Text,
    /// What was found, the first first.
    pub signals: Vec<CardSignal>,
    /// The day-by-day explanation of the clock, if it was one that ran.
    pub deadline: Option<Deadline>,
    /// When the agency saw it.
    pub acknowledged_at: Option<DateTime<Utc>>,
    /// Whether the reader may say that it was seen.
    pub may_acknowledge: bool,
    /// How it was argued, and what the reader may do about it.
    pub inquiry: CardInquiry,
}

/// One thing that was found, with what proves it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CardSignal {
    /// How bad it is.
    pub grade: Grade,
    /// When.
    pub at: DateTime<Utc>,
    /// The version of the rule that found it.
    pub version: u32,
    /// The events that prove it.
    pub evidence: Vec<Evidence>,
}

/// An event that proves something: nothing of its particulars.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Evidence {
    /// Its place in the log of the case.
    pub seq: u64,
    /// When.
    pub at: DateTime<Utc>,
    /// What kind of event, such as `task_completed`.
    pub kind: String,
    /// What the task is called that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task: Option<Text>,
    /// How that ended, if it did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
}

impl Evidence {
    /// What an entry of a log is shown as.
    pub fn of(entry: &Entry) -> Self {
        let task = entry.data.pointer("/$task/name");
        let outcome = entry.data.get("outcome");
        Self {
            seq: entry.number,
            at: entry.at,
            kind: entry.kind.clone(),
            task: task.and_then(|name| serde_json::from_value(name.clone()).ok()),
            outcome: outcome.and_then(|outcome| serde_json::from_value(outcome.clone()).ok()),
        }
    }
}

/// The question what a rule would have found. `POST /api/supervision/dry-run`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DryRun {
    /// The rule, as it would be published.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub rule: Rule,
    /// Among cases filed from this day on.
    pub from: NaiveDate,
    /// Until this one.
    pub to: NaiveDate,
}

/// What a rule would have found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DryRunResult {
    /// How many cases were looked at.
    pub cases: u64,
    /// Whether there were more of them than are looked at in one go: those filed first were.
    pub cut: bool,
    /// How often it would have found something, of each grade.
    pub signals: [u64; 3],
    /// In which cases, the first so many.
    pub examples: Vec<DryRunCase>,
}

/// A case in which a rule would have found something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DryRunCase {
    /// The case.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub case_number: CaseNumber,
    /// What, and when.
    pub grade: Grade,
    /// When.
    pub at: DateTime<Utc>,
}
