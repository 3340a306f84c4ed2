//! What is said and shown of the proceedings on a card.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::stage::CardStage;
use crate::locale::Text;
use crate::process::{Allowed, Command, Opinion, Outcome, Process, TaskKind};
use crate::role::Role;
use crate::{FieldCode, FieldError};

/// The longest reason for an inquiry or an appeal, in characters: as of a command.
const LONGEST: usize = 2_000;

/// Why a card is to be inquired into, or what was decided is not accepted. `POST /api/supervision/{id}/inquiry` and `…/appeal`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CardReason {
    /// In words: what is wrong with the card, or with the decision.
    pub reason: String,
}

impl CardReason {
    /// What is wrong with it.
    pub fn fault(&self) -> Option<FieldError> {
        if self.reason.trim().is_empty() {
            return Some(FieldError::new("/reason", FieldCode::Required));
        }
        let is_too_long = self.reason.chars().count() > LONGEST;
        is_too_long.then(|| FieldError::new("/reason", FieldCode::TooLong).with("max", LONGEST))
    }
}

/// What is done with the open task of a card. `POST /api/supervision/{id}/commands`. Of the engine's commands these: what is argued
/// goes one way, and nobody sends it another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "command", rename_all = "snake_case", deny_unknown_fields)]
pub enum CardCommand {
    /// Take it on oneself.
    Claim {
        /// The key of the task.
        task: String,
    },
    /// Give it back, or take it from a colleague who has it, so that another can take it.
    Release {
        /// The key of the task.
        task: String,
    },
    /// End it. Where nobody has it, it is taken on with that.
    Complete {
        /// The key of the task.
        task: String,
        /// How it ends.
        outcome: Outcome,
        /// Why; needed when it is not accepted or rejected.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
        /// What was found, what follows from it, and by which article; needed in all but filing and admitting.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        opinion: Option<Opinion>,
    },
}

impl CardCommand {
    /// What of it is missing or too long in this process on this day, each with its place.
    pub fn faults(&self, process: &Process, today: NaiveDate) -> Vec<FieldError> {
        let mut faults = Command::from(self.clone()).faults(process, today);
        let Self::Complete { task, outcome, reason, opinion } = self else { return faults };
        let mut ask = |pointer: &str, text: Option<&str>| {
            if text.is_none_or(|text| text.trim().is_empty()) {
                faults.push(FieldError::new(pointer, FieldCode::Required));
            }
        };
        if process.task(task).is_some_and(|task| task.kind.needs_opinion()) {
            let opinion = opinion.as_ref();
            ask("/opinion/facts", opinion.map(|it| it.facts.as_str()));
            ask("/opinion/opinion", opinion.map(|it| it.opinion.as_str()));
            ask("/opinion/article", opinion.map(|it| it.article.as_str()));
        }
        if outcome.needs_reason() {
            ask("/reason", reason.as_deref());
        }
        faults
    }
}

impl From<CardCommand> for Command {
    fn from(command: CardCommand) -> Self {
        match command {
            CardCommand::Claim { task } => Self::Claim { task },
            CardCommand::Release { task } => Self::Release { task },
            CardCommand::Complete { task, outcome, reason, opinion } => Self::Complete {
                task,
                outcome,
                reason,
                opinion,
                checks: Vec::new(),
                next: None,
                changes: Vec::new(),
                forms: Vec::new(),
            },
        }
    }
}

/// The proceedings on a card, as its page shows them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CardInquiry {
    /// What was done so far, the first first.
    pub course: Vec<CardStep>,
    /// The open task.
    pub open: Option<CardTask>,
    /// Whether the reader may have it inquired into; who leads the agency objects by that.
    pub may_open: bool,
    /// Whether the reader may appeal now.
    pub may_appeal: bool,
    /// The last day on which the agency may appeal, while it was upheld and nobody has.
    pub appeal_until: Option<NaiveDate>,
}

/// Something that was done about a card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CardStep {
    /// When.
    pub at: DateTime<Utc>,
    /// The name of who did it.
    pub by: String,
    /// In which role.
    pub role: Role,
    /// How far the card had come by then.
    pub stage: CardStage,
    /// What the task is called that was done; nothing where the run was opened.
    pub task: Option<Text>,
    /// How that ended.
    pub outcome: Option<Outcome>,
    /// Why, in words.
    pub reason: Option<String>,
    /// What was found.
    pub opinion: Option<Opinion>,
}

/// The task of a card that is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CardTask {
    /// Its key.
    pub task: String,
    /// What people call it.
    pub name: Text,
    /// What is done in it.
    pub kind: TaskKind,
    /// Since when it is open.
    pub since: DateTime<Utc>,
    /// Its last day.
    pub due: Option<NaiveDate>,
    /// Whether that has passed.
    pub late: bool,
    /// The name of who has it.
    pub holder: Option<String>,
    /// What the reader may do with it.
    pub allowed: Vec<Allowed>,
}
