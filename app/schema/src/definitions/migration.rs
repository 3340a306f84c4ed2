//! Moving cases to another version of their process: the dry run, what is asked of it, and the act that follows it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::id::CaseNumber;
use crate::locale::Text;
use crate::page::Page;
use crate::process::{Choice, Report};

/// How many cases one dry run covers, and one act moves at the most: each act is one request and one transaction.
pub const MOST_CASES: usize = 1_000;

/// The three sorts of cases that a dry run tells of. The `group` parameter of `GET /api/desk/processes/{id}/migration`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum MigrationGroup {
    /// They fit.
    Fits,
    /// They fit if somebody says what stands for something.
    NeedsChoice,
    /// They stay with the version they have.
    Cannot,
}

impl MigrationGroup {
    /// Each sort, in the order in which they are shown.
    pub const ALL: [Self; 3] = [Self::Fits, Self::NeedsChoice, Self::Cannot];

    /// The value of the parameter.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Fits => "fits",
            Self::NeedsChoice => "needs_choice",
            Self::Cannot => "cannot",
        }
    }

    /// The sort with this name.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|group| group.slug() == slug)
    }
}

/// What would become of the open cases that have a version of a process, if they were moved to another one. Nothing is
/// moved. `GET /api/desk/processes/{id}/migration`.
///
/// It covers so many cases, the oldest first; `rest` goes on with those behind them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MigrationPlan {
    /// The version they have.
    pub from: u32,
    /// The version they would have.
    pub to: u32,
    /// Those that fit; `total` counts all that are covered.
    pub fits: Page<Report>,
    /// Those that need a choice.
    pub needs_choice: Page<Report>,
    /// Those that stay.
    pub cannot: Page<Report>,
    /// Everything that stands for something open in any of them, whether it is chosen by now or not.
    pub choices: Vec<Choice>,
    /// What is called how that reports and choices name, by its id.
    pub names: BTreeMap<String, Text>,
    /// Pass it as `after` to cover the cases behind these; absent where there are none. Opaque.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rest: Option<String>,
    /// What was covered and found. The act names it: another one then, and nothing is moved.
    pub fingerprint: String,
}

impl MigrationPlan {
    /// The cases of a sort.
    pub const fn group(&self, group: MigrationGroup) -> &Page<Report> {
        match group {
            MigrationGroup::Fits => &self.fits,
            MigrationGroup::NeedsChoice => &self.needs_choice,
            MigrationGroup::Cannot => &self.cannot,
        }
    }
}

/// Moves cases, all or none. `POST /api/desk/processes/{id}/migration`.
///
/// If any case that the dry run covered has changed since, or there are others, the answer is a
/// [`crate::ProblemKind::Conflict`] whose error at `/fingerprint` brings the dry run as it is now (`plan`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MigrateCases {
    /// The version they have.
    pub from: u32,
    /// The version they get.
    pub to: u32,
    /// Which task of the new version stands for one that it does not have, by their ids.
    #[serde(default)]
    pub choices: BTreeMap<String, String>,
    /// Where the dry run began, if not with the oldest case.
    #[serde(default)]
    pub after: Option<String>,
    /// Which of those that fit; all of them when not given.
    #[serde(default)]
    pub cases: Option<Vec<CaseNumber>>,
    /// Why. It stands in the history of each case.
    pub reason: String,
    /// That of the dry run.
    pub fingerprint: String,
}

/// What was moved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CasesMigrated {
    /// How many cases.
    pub moved: usize,
    /// Pass it as `after` to go on with the cases behind these; absent where there are none. Opaque.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rest: Option<String>,
}
