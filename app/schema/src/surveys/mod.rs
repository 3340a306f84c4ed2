//! Surveys (意见征集): the public is asked about a draft from one day to another, anybody may say what they think, and what became of
//! it is told afterwards (采纳情况). Nothing is kept of who said it.

mod attachment;
mod opinion;
mod questions;
mod wire;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

pub use self::attachment::SurveyAttachment;
pub use self::opinion::{Opinion, OpinionAnswer};
pub use self::questions::{SurveyAnswers, SurveyQuestion, questions_in, questions_text};
pub use self::wire::{DeskSurvey, KeptOpinion, Survey, SurveyFeedback, SurveyFilter, SurveyLine};

use crate::problem::{FieldCode, FieldError};

/// For how many days at least a draft of a regulation or of a rule is open, unless it is said why not: 行政法规制定程序条例 art. 13,
/// 规章制定程序条例 art. 15.
pub const DAYS_OPEN: i64 = 30;

/// The longest title, name and reason, in characters.
pub const SHORT_LETTERS: usize = 200;
/// The longest text, in characters.
pub const LONG_LETTERS: usize = 50_000;

/// The years that both databases know.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=9999;

/// What the public is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SurveyKind {
    /// The draft of an administrative regulation (行政法规草案).
    Regulation,
    /// The draft of a rule of a department or of a local government (规章草案).
    Rule,
    /// The draft of another document that binds (规范性文件).
    Document,
    /// Anything else, such as how a service should be.
    Other,
}

impl SurveyKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Regulation, Self::Rule, Self::Document, Self::Other];

    /// The name on the wire and in the database.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Regulation => "regulation",
            Self::Rule => "rule",
            Self::Document => "document",
            Self::Other => "other",
        }
    }

    /// The kind with this name.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.slug() == slug)
    }

    /// For how many days at least it is open, unless it is said why not.
    pub const fn days_open(self) -> Option<i64> {
        match self {
            Self::Regulation | Self::Rule => Some(DAYS_OPEN),
            Self::Document | Self::Other => None,
        }
    }
}

/// Where a survey stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SurveyStage {
    /// Nobody but editors sees it.
    NotYet,
    /// Opinions are taken.
    Open,
    /// No more are taken; what became of them is not told yet.
    Closed,
    /// What became of them is told.
    Answered,
}

impl SurveyStage {
    /// Where one stands that is open from a day to another.
    pub fn on(today: NaiveDate, (opens_on, closes_on): (NaiveDate, NaiveDate), has_feedback: bool) -> Self {
        match () {
            () if today < opens_on => Self::NotYet,
            () if today <= closes_on => Self::Open,
            () if has_feedback => Self::Answered,
            () => Self::Closed,
        }
    }
}

/// A survey as an editor writes it down. `POST /api/desk/surveys`, `PUT /api/desk/surveys/{id}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SurveyDraft {
    /// What the public is asked about.
    pub kind: SurveyKind,
    /// Its title.
    pub title: String,
    /// Who asks.
    pub issuer: String,
    /// What it is about, and why; a line is a paragraph.
    pub body: String,
    /// Where the draft itself lies.
    #[serde(default)]
    pub source_url: Option<String>,
    /// The first day.
    pub opens_on: NaiveDate,
    /// The last day on which opinions are taken.
    pub closes_on: NaiveDate,
    /// Why it is open for less than thirty days, where it should be.
    #[serde(default)]
    pub short_because: Option<String>,
    /// What is asked. From the first opinion on it stays.
    pub questions: Vec<SurveyQuestion>,
    /// Made for demonstration; nothing is decided by it.
    #[serde(default)]
    pub demonstration: bool,
    /// How often it was changed when it was read; none of a new one.
    #[serde(default)]
    pub revision: i64,
}

impl SurveyDraft {
    /// Without what is left over at the ends, and without what is blank.
    #[must_use]
    pub fn trimmed(self) -> Self {
        let some = |it: Option<String>| it.map(|it| it.trim().to_owned()).filter(|it| !it.is_empty());
        let lines = self.body.lines().map(str::trim).filter(|line| !line.is_empty());
        Self {
            title: self.title.trim().to_owned(),
            issuer: self.issuer.trim().to_owned(),
            body: lines.collect::<Vec<_>>().join("\n"),
            source_url: some(self.source_url),
            short_because: some(self.short_because),
            questions: self.questions.into_iter().map(SurveyQuestion::trimmed).collect(),
            ..self
        }
    }

    /// What is wrong with it.
    pub fn faults(&self) -> Vec<FieldError> {
        let mut faults = Vec::new();
        let because = self.short_because.as_deref().unwrap_or_default();
        let texts = [
            ("/title", self.title.as_str(), SHORT_LETTERS, true),
            ("/issuer", &self.issuer, SHORT_LETTERS, true),
            ("/body", &self.body, LONG_LETTERS, true),
            ("/short_because", because, SHORT_LETTERS, false),
        ];
        for (pointer, text, most, needed) in texts {
            if needed && text.is_empty() {
                faults.push(FieldError::new(pointer, FieldCode::Required));
            } else if text.chars().count() > most {
                faults.push(FieldError::new(pointer, FieldCode::TooLong).with("max", most));
            }
        }
        if self.source_url.as_deref().is_some_and(|url| !crate::disclosures::is_address(url)) {
            faults.push(FieldError::new("/source_url", FieldCode::BadFormat));
        }
        faults.extend(questions::faults(&self.questions));
        faults.extend(self.days());
        faults
    }

    /// What is wrong with its days.
    fn days(&self) -> Vec<FieldError> {
        let strange = |day: NaiveDate| !YEARS.contains(&day.year());
        let days = [("/opens_on", self.opens_on), ("/closes_on", self.closes_on)];
        let strange: Vec<_> = days.into_iter().filter(|(_, day)| strange(*day)).collect();
        if !strange.is_empty() {
            let bad = |(pointer, _): (&str, _)| FieldError::new(pointer, FieldCode::BadDate);
            return strange.into_iter().map(bad).collect();
        }
        let days = (self.closes_on - self.opens_on).num_days() + 1;
        let least = self.kind.days_open().filter(|_| self.short_because.is_none());
        if days < 1 {
            return vec![FieldError::new("/closes_on", FieldCode::EndsBeforeStart)];
        }
        match least {
            Some(least) if days < least => {
                let first = self.opens_on + chrono::TimeDelta::days(least - 1);
                let fault = FieldError::new("/closes_on", FieldCode::TooEarly);
                vec![fault.with("min", first.to_string())]
            }
            _ => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn draft() -> SurveyDraft {
        SurveyDraft {
            kind: SurveyKind::Rule,
            title: "某办法（征求意见稿）".into(),
            issuer: "市司法局".into(),
            body: "为了……".into(),
            source_url: None,
            opens_on: day("2026-03-02"),
            closes_on: day("2026-03-31"),
            short_because: None,
            questions: questions_in("还有什么意见？"),
            demonstration: false,
            revision: 0,
        }
    }

    fn pointers(draft: SurveyDraft) -> Vec<String> {
        draft.trimmed().faults().into_iter().map(|fault| fault.pointer).collect()
    }

    #[test]
    fn a_rule_is_open_for_thirty_days_unless_it_is_said_why_not() {
        assert_eq!(pointers(draft()), Vec::<String>::new());
        let short = SurveyDraft { closes_on: day("2026-03-30"), ..draft() };
        let faults = short.faults();
        assert_eq!(
            (faults[0].pointer.as_str(), &faults[0].params["min"]),
            ("/closes_on", &"2026-03-31".into())
        );
        let said = SurveyDraft { short_because: Some("防汛急需".into()), ..short.clone() };
        assert_eq!(pointers(said), Vec::<String>::new());
        let blank = SurveyDraft { short_because: Some(" ".into()), ..short.clone() };
        assert_eq!(pointers(blank), ["/closes_on"]);
        assert_eq!(pointers(SurveyDraft { kind: SurveyKind::Other, ..short }), Vec::<String>::new());
        let back = SurveyDraft { kind: SurveyKind::Other, closes_on: day("2026-03-01"), ..draft() };
        assert_eq!(pointers(back), ["/closes_on"]);
        let strange = SurveyDraft { opens_on: day("0001-01-01"), ..draft() };
        assert_eq!(pointers(strange), ["/opens_on"]);
    }

    #[test]
    fn what_everybody_reads_is_asked_for() {
        let blank = SurveyDraft {
            title: " ".into(),
            issuer: String::new(),
            body: "\n".into(),
            source_url: Some("ftp://a".into()),
            questions: Vec::new(),
            ..draft()
        };
        assert_eq!(pointers(blank), ["/title", "/issuer", "/body", "/source_url", "/questions"]);
    }

    #[test]
    fn a_survey_is_open_on_its_last_day() {
        let on =
            |today: &str, told| SurveyStage::on(day(today), (day("2026-03-02"), day("2026-03-31")), told);
        assert_eq!(on("2026-03-01", false), SurveyStage::NotYet);
        assert_eq!(on("2026-03-31", false), SurveyStage::Open);
        assert_eq!(on("2026-04-01", false), SurveyStage::Closed);
        assert_eq!(on("2026-04-01", true), SurveyStage::Answered);
    }
}
