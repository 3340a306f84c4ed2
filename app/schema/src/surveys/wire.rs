//! What travels of surveys: for everybody, and for who keeps them.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{OpinionAnswer, SurveyAttachment, SurveyDraft, SurveyKind, SurveyQuestion, SurveyStage};

/// Which surveys. `GET /api/surveys?list=`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SurveyFilter {
    /// Those that take opinions, what closes first before the others.
    #[default]
    Open,
    /// Those that are over, the last one first.
    Over,
}

impl SurveyFilter {
    /// The name on the wire.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Over => "over",
        }
    }
}

/// A survey in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SurveyLine {
    /// Its number in addresses.
    pub id: i64,
    /// What it is about.
    pub kind: SurveyKind,
    /// Its title.
    pub title: String,
    /// Who asks.
    pub issuer: String,
    /// Its first day.
    pub opens_on: NaiveDate,
    /// Its last day.
    pub closes_on: NaiveDate,
    /// Where it stands today.
    pub stage: SurveyStage,
    /// How many opinions came in.
    pub opinions: u64,
}

/// A survey, whole. `GET /api/surveys/{id}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Survey {
    /// As lists have it.
    pub line: SurveyLine,
    /// What it is about, and why; a line is a paragraph.
    pub body: String,
    /// Where the draft itself lies.
    pub source_url: Option<String>,
    /// Why it is open for less than thirty days.
    pub short_because: Option<String>,
    /// The documents that go with it, the oldest first.
    pub attachments: Vec<SurveyAttachment>,
    /// The days on which one was taken away that everybody could have until then.
    pub taken_away: Vec<NaiveDate>,
    /// What is asked.
    pub questions: Vec<SurveyQuestion>,
    /// How often each choice of each question was taken; nothing before it is told what became of the opinions.
    pub counts: Vec<Vec<u64>>,
    /// What became of the opinions (采纳情况).
    pub feedback: Option<String>,
    /// When that was told.
    pub feedback_on: Option<NaiveDate>,
    /// Made for demonstration.
    pub demonstration: bool,
}

/// What became of the opinions. `PUT /api/desk/surveys/{id}/feedback`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SurveyFeedback {
    /// What was taken up, what was not and why; a line is a paragraph.
    pub words: String,
    /// How often the survey was changed when it was read.
    pub revision: i64,
}

/// A survey at the desk of editors. `GET /api/desk/surveys/{id}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeskSurvey {
    /// As lists have it.
    pub line: SurveyLine,
    /// What was written down.
    pub draft: SurveyDraft,
    /// The documents that go with it, the oldest first.
    pub attachments: Vec<SurveyAttachment>,
    /// How often each choice of each question was taken.
    pub counts: Vec<Vec<u64>>,
    /// What became of the opinions.
    pub feedback: Option<String>,
}

/// An opinion as it is kept. `GET /api/desk/surveys/{id}/opinions`, the newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KeptOpinion {
    /// Its number.
    pub id: i64,
    /// The day it came in.
    pub came_on: NaiveDate,
    /// What was chosen and written, question by question.
    pub answers: Vec<OpinionAnswer>,
}
