//! A task: whose work it is, what is done in it, and what the process says of it beside that.

use serde::{Deserialize, Serialize};

use super::super::external::External;
use super::super::filled::FilledForm;
use super::super::words::{Check, Outcome, is_usual};
use super::instructions::{Agency, Assign, CheckPoint, Effect, Guidance, Late};
use super::urge::Urge;
use crate::calendar::Limit;
use crate::form::Permissions;
use crate::locale::Text;
use crate::role::Role;

/// A step that one role takes (环节).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Task {
    /// Its id, unique in the process.
    pub id: String,
    /// What people call it.
    pub name: Text,
    /// Whose work it is.
    pub role: Role,
    /// What is done in it.
    pub kind: TaskKind,
    /// How long it may take from the day it is opened, if that is limited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<Limit>,
    /// What may be seen and changed of the form in it; all may be seen where nothing is said.
    #[serde(default, skip_serializing_if = "is_usual")]
    pub form: Permissions,
    /// The forms of its own that are filled in in it, such as an inspection record (踏勘记录), by their ids.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub forms: Vec<String>,
    /// What is checked before it ends; every point is answered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub checklist: Vec<CheckPoint>,
    /// What helps who has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guidance: Option<Guidance>,
    /// What tempts in it, shown to who has it and counted (廉政风险点).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub risk: Option<Text>,
    /// What happens when it is late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late: Option<Late>,
    /// What is said while it is open, and when (催办计划).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub urge: Vec<Urge>,
    /// What follows from its end.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub effects: Vec<Effect>,
    /// Whose staff do it.
    #[serde(default, skip_serializing_if = "is_usual")]
    pub agency: Agency,
    /// Who gets it when its turn comes.
    #[serde(default, skip_serializing_if = "is_usual")]
    pub assign: Assign,
    /// The tasks, by their ids, to which whoever ends it may send the case instead of where the process goes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub next: Vec<String>,
    /// The system of another agency that does it, and what passes between the two. A person does it only if that one
    /// fails to, or a lead takes it from there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external: Option<External>,
}

/// What is done in a task. In this order they may stand in a sequence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TaskKind {
    /// 受理: the application is accepted or not (行政许可法 art. 32).
    Accept,
    /// 审查: an opinion is given on the case. It recommends; the case goes on to the decision either way.
    Review,
    /// 决定: the case is approved or rejected (art. 38).
    Decide,
    /// 缴费: what is due is paid. What stands behind it waits for that.
    Pay,
    /// 制证: the result is printed. What stands behind it waits for that.
    Print,
    /// 送达: the result, or the written refusal, is handed over (art. 44).
    Deliver,
}

impl TaskKind {
    /// How a task of this kind can end.
    pub const fn outcomes(self) -> &'static [Outcome] {
        match self {
            Self::Accept => &[Outcome::Accepted, Outcome::NotAccepted],
            Self::Review | Self::Decide => &[Outcome::Approved, Outcome::Rejected],
            Self::Pay => &[Outcome::Paid],
            Self::Print => &[Outcome::Printed],
            Self::Deliver => &[Outcome::Delivered],
        }
    }

    /// Whether a task of this kind ends with facts, opinion and article.
    pub const fn needs_opinion(self) -> bool {
        self.is_deciding()
    }

    /// Whether who did it may take it back while nobody has acted on it: what stays within the office until then. Of an
    /// acceptance and a decision the applicant is told at once, what is paid is on the books, and a delivery ends the case.
    pub const fn may_be_recalled(self) -> bool {
        matches!(self, Self::Review | Self::Print)
    }

    /// Whether one may go to it from anywhere.
    pub const fn may_be_jumped_to(self) -> bool {
        matches!(self, Self::Review | Self::Decide)
    }

    /// Whether it comes after the decision, which nothing done in it changes.
    pub const fn is_after_decision(self) -> bool {
        matches!(self, Self::Pay | Self::Print | Self::Deliver)
    }

    /// Whether the time to decide runs in it, from accepting to the decision (行政许可法 art. 42): the only one that a
    /// special procedure stops (art. 45).
    pub const fn is_deciding(self) -> bool {
        matches!(self, Self::Review | Self::Decide)
    }
}

impl Task {
    /// Whether somebody in this role may work on the task. Its own role may; an agency lead may do an officer's
    /// work, and stays an agency lead in the events; what comes after the decision is for counter and officers alike.
    pub fn is_work_of(&self, role: Role) -> bool {
        let officer = |role| matches!(role, Role::Officer | Role::AgencyLead);
        match (self.kind, self.role) {
            (kind, Role::Intake | Role::Officer) if kind.is_after_decision() => {
                role == Role::Intake || officer(role)
            }
            (_, Role::Officer) => officer(role),
            (_, own) => role == own,
        }
    }

    /// The points of its checklist that have no answer here, by their ids.
    pub fn open_points(&self, checks: &[Check]) -> Vec<&str> {
        let is_open = |point: &&CheckPoint| checks.iter().all(|check| check.point != point.id);
        self.checklist.iter().filter(is_open).map(|point| point.id.as_str()).collect()
    }

    /// The forms of its own that are not among these, by their ids.
    pub fn open_forms(&self, filled: &[FilledForm]) -> Vec<&str> {
        let is_open = |id: &&String| filled.iter().all(|filled| filled.form != **id);
        self.forms.iter().filter(is_open).map(String::as_str).collect()
    }

    /// What follows when it ends like this.
    pub fn effects_of(&self, outcome: Outcome) -> impl Iterator<Item = &Effect> {
        self.effects.iter().filter(move |effect| effect.on.is_empty() || effect.on.contains(&outcome))
    }
}
