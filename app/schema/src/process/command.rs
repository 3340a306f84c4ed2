//! What people ask of a case, as the wire carries it: who, and which command with which words.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::role::Role;

/// Who gives a command: a person in one of their roles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Actor {
    /// The person's id.
    pub id: String,
    /// The role they act in.
    pub role: Role,
}

/// What a decision needs to know beside the events of the case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// The ids of the people who may act as the applicant at this moment: who filed it, and agents with authority.
    pub applicants: Vec<String>,
    /// The ids of staff whose own business it is besides: another account of the same person, somebody named in it.
    pub interested: Vec<String>,
}

impl Facts {
    /// Whether this person acts as the applicant.
    pub fn is_applicant(&self, actor: &Actor) -> bool {
        !actor.role.is_staff() && self.applicants.contains(&actor.id)
    }

    /// Whether this person, as staff, would handle a case of their own (公务回避, 公务员法 art. 76 (1)).
    pub fn stands_aside(&self, actor: &Actor) -> bool {
        actor.role.is_staff()
            && [&self.applicants, &self.interested].iter().any(|ids| ids.contains(&actor.id))
    }
}

/// A command. On the wire `{"command": "claim", "task": "review"}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "command", rename_all = "snake_case", deny_unknown_fields)]
pub enum Command {
    /// The application has been filed: begin.
    Start {},
    /// Take a task on oneself.
    Claim {
        /// The task.
        task: String,
    },
    /// Give a task back, so that another can take it.
    Release {
        /// The task.
        task: String,
    },
    /// End a task with an outcome.
    Complete {
        /// The task.
        task: String,
        /// How it ends.
        outcome: Outcome,
        /// Why, in words for the applicant; needed when it is not accepted or rejected.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
        /// What was found; needed in a review and a decision.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        opinion: Option<Opinion>,
    },
    /// Tell the applicant everything that is missing, at once (一次性告知, 行政许可法 art. 32 (4)). The clock stands
    /// until it arrives.
    RequestSupplement {
        /// The task in which it was found.
        task: String,
        /// All that is missing.
        points: Vec<SupplementPoint>,
        /// Why the applicant is asked once more; needed from the second time on.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// What was missing has arrived, from the applicant or over the counter.
    ReceiveSupplement {
        /// What is new or different.
        changed: Vec<Place>,
    },
    /// The applicant takes the application back.
    Withdraw {
        /// Why, if they care to say.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
}

/// The name of a command, as in `Problem.allowed`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum CommandName {
    /// [`Command::Start`]
    Start,
    /// [`Command::Claim`]
    Claim,
    /// [`Command::Release`]
    Release,
    /// [`Command::Complete`]
    Complete,
    /// [`Command::RequestSupplement`]
    RequestSupplement,
    /// [`Command::ReceiveSupplement`]
    ReceiveSupplement,
    /// [`Command::Withdraw`]
    Withdraw,
}

/// How a task ends; which of these are possible says [`TaskKind::outcomes`](super::TaskKind::outcomes).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// 予以受理
    Accepted,
    /// 不予受理, with the reason
    NotAccepted,
    /// 同意, 准予许可
    Approved,
    /// 不同意, 不予许可, with the reason
    Rejected,
    /// 已送达
    Delivered,
}

/// What stands behind an approval or rejection (行政许可法 art. 38: a refusal states its reasons).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Opinion {
    /// The facts found.
    pub facts: String,
    /// What follows from them.
    pub opinion: String,
    /// The article of law relied on.
    pub article: String,
}

/// Something that is missing or wrong in an application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Flat")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SupplementPoint {
    /// What.
    #[serde(flatten)]
    pub place: Place,
    /// What is wrong with it, in words for the applicant.
    pub reason: String,
}

/// [`SupplementPoint`] as one object is read; see [`crate::applications::Application`] for the reason.
#[derive(Deserialize)]
struct Flat {
    pointer: Option<String>,
    material: Option<String>,
    reason: String,
}

impl TryFrom<Flat> for SupplementPoint {
    type Error = &'static str;

    fn try_from(flat: Flat) -> Result<Self, Self::Error> {
        let place = match (flat.pointer, flat.material) {
            (Some(pointer), None) => Place::Pointer(pointer),
            (None, Some(material)) => Place::Material(material),
            _ => return Err("either `pointer` or `material`"),
        };
        Ok(Self { place, reason: flat.reason })
    }
}

/// A part of an application: `{"pointer": "/applicant/name"}` or `{"material": "id-card"}`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// An answer, by its JSON Pointer (RFC 6901).
    Pointer(String),
    /// A material, by its id.
    Material(String),
}

impl Place {
    /// Whether it can name something: a pointer begins with a slash, a material has an id.
    pub fn is_well_formed(&self) -> bool {
        match self {
            Self::Pointer(pointer) => pointer.starts_with('/'),
            Self::Material(id) => !id.trim().is_empty(),
        }
    }
}

impl Opinion {
    /// Whether none of its parts is blank.
    pub fn is_complete(&self) -> bool {
        [&self.facts, &self.opinion, &self.article].into_iter().all(|part| !part.trim().is_empty())
    }
}

impl Outcome {
    /// Whether the applicant must be told why.
    pub const fn needs_reason(self) -> bool {
        matches!(self, Self::NotAccepted | Self::Rejected)
    }
}

impl Command {
    /// Its name.
    pub const fn name(&self) -> CommandName {
        match self {
            Self::Start {} => CommandName::Start,
            Self::Claim { .. } => CommandName::Claim,
            Self::Release { .. } => CommandName::Release,
            Self::Complete { .. } => CommandName::Complete,
            Self::RequestSupplement { .. } => CommandName::RequestSupplement,
            Self::ReceiveSupplement { .. } => CommandName::ReceiveSupplement,
            Self::Withdraw { .. } => CommandName::Withdraw,
        }
    }

    /// The task it names, if it is a command on a task.
    pub fn task(&self) -> Option<&str> {
        match self {
            Self::Claim { task }
            | Self::Release { task }
            | Self::Complete { task, .. }
            | Self::RequestSupplement { task, .. } => Some(task),
            Self::Start {} | Self::ReceiveSupplement { .. } | Self::Withdraw { .. } => None,
        }
    }
}

impl CommandName {
    /// Every command.
    pub const ALL: [Self; 7] = [
        Self::Start,
        Self::Claim,
        Self::Release,
        Self::Complete,
        Self::RequestSupplement,
        Self::ReceiveSupplement,
        Self::Withdraw,
    ];

    /// The name on the wire.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Claim => "claim",
            Self::Release => "release",
            Self::Complete => "complete",
            Self::RequestSupplement => "request_supplement",
            Self::ReceiveSupplement => "receive_supplement",
            Self::Withdraw => "withdraw",
        }
    }

    /// Whether the command is on a task.
    pub const fn is_on_task(self) -> bool {
        matches!(self, Self::Claim | Self::Release | Self::Complete | Self::RequestSupplement)
    }
}

impl fmt::Display for CommandName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.slug())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn survives(wire: Value, name: CommandName) {
        let command: Command = serde_json::from_value(wire.clone()).unwrap();
        assert_eq!(command.name(), name);
        assert_eq!(serde_json::to_value(command).unwrap(), wire);
        assert_eq!(wire["command"], name.slug());
        assert_eq!(serde_json::to_value(name).unwrap(), name.slug());
    }

    #[test]
    fn commands_survive_the_wire() {
        let opinion = json!({"facts": "属实", "opinion": "同意", "article": "条例第三条"});
        let points = json!([{"pointer": "/name", "reason": "与证件不符"}, {"material": "id-card", "reason": "不清晰"}]);
        let words = [
            json!({"command": "start"}),
            json!({"command": "claim", "task": "a"}),
            json!({"command": "release", "task": "a"}),
            json!({"command": "complete", "task": "a", "outcome": "approved", "opinion": opinion}),
            json!({"command": "request_supplement", "task": "a", "points": points}),
            json!({"command": "receive_supplement", "changed": [{"pointer": "/name"}, {"material": "id-card"}]}),
            json!({"command": "withdraw", "reason": "不办了"}),
        ];
        for (wire, name) in words.into_iter().zip(CommandName::ALL) {
            survives(wire, name);
        }
    }

    #[test]
    fn what_a_command_does_not_have_is_refused() {
        for wire in [
            json!({"command": "claim", "task": "a", "by": "b"}),
            json!({"command": "start", "task": "a"}),
            json!({"command": "jump", "task": "a"}),
            json!({"command": "complete", "task": "a", "outcome": "fine"}),
        ] {
            assert!(serde_json::from_value::<Command>(wire.clone()).is_err(), "{wire}");
        }
    }
}
