//! What people ask of a case, as the wire carries it: who, and which command with which words.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::words::{Ground, Opinion, Outcome, Place, SupplementPoint};
use crate::form::Change;
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
    /// Whether the case has a rating: those given before ratings were events are not in its log.
    pub rated: bool,
    /// The answers as they stand, which conditions of the process read.
    pub answers: Value,
    /// Who works at the agency of the case.
    pub staff: Vec<Actor>,
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
        /// What that changes in the answers. The form and the task decide it of what an officer sent; nobody sends it.
        #[serde(skip)]
        changes: Vec<Change>,
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
    /// Something has to be done first whose time is not counted (特别程序, 行政许可法 art. 45). The clock stands until
    /// it ends, and the applicant is told how long that is expected to be.
    BeginSpecialProcedure {
        /// The task that cannot go on without it.
        task: String,
        /// What has to be done.
        ground: Ground,
        /// The day by which it is expected to end, after today.
        ends_on: NaiveDate,
        /// Why it is needed, in words for the applicant.
        reason: String,
    },
    /// The special procedure is over; the clock goes on.
    EndSpecialProcedure {
        /// The task that waited for it.
        task: String,
        /// What came of it, in words for the applicant.
        result: String,
    },
    /// Send the case back to somebody who has done their task already (退回).
    Return {
        /// The key of the task one has.
        task: String,
        /// The key under which the earlier task was done.
        to: String,
        /// Whether it then comes straight back, or goes again through all that lies between.
        resume: bool,
        /// Why, in words for who gets it.
        reason: String,
    },
    /// Take one's own task back while nobody has acted on it (回撤).
    Recall {
        /// The key under which one did it.
        task: String,
        /// Why, if one cares to say.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// Go from a task to any other one, by the authority of a lead (跳转).
    Jump {
        /// The key of the task to leave.
        task: String,
        /// The id of the task to go to.
        to: String,
        /// Why.
        reason: String,
    },
    /// Hand a task over to a colleague (转交).
    Reassign {
        /// The key of the task.
        task: String,
        /// The id of the colleague.
        to: String,
        /// Why.
        reason: String,
    },
    /// Ask a colleague to do the work of a task, which stays one's own (委托).
    Delegate {
        /// The key of the task.
        task: String,
        /// The id of the colleague.
        to: String,
        /// What for.
        reason: String,
    },
    /// Do the work one was asked to do, so that the task goes back to whose it is.
    Answer {
        /// The key of the task.
        task: String,
        /// What was found.
        opinion: Opinion,
    },
    /// Have somebody sign a task besides (加签).
    AddSigner {
        /// The key of the task one has.
        task: String,
        /// The id of who signs.
        to: String,
        /// Whether they sign when the task is done, and not before.
        after: bool,
        /// Why.
        reason: String,
    },
    /// Have somebody not sign after all (减签).
    RemoveSigner {
        /// The key of the task one has.
        task: String,
        /// The id of who was to sign.
        to: String,
        /// Why.
        reason: String,
    },
    /// Let colleagues know of the case (抄送).
    Copy {
        /// The key of the task one has.
        task: String,
        /// The ids of the colleagues.
        to: Vec<String>,
        /// What they are told.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        words: Option<String>,
    },
    /// Ask whoever has the case to go on (催办).
    Remind {
        /// What they are told.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        words: Option<String>,
    },
    /// Give oneself more time to decide, once, by the authority of a lead (延期, 行政许可法 art. 42).
    Extend {
        /// How many working days more.
        days: u32,
        /// Why, in words for the applicant.
        reason: String,
    },
    /// End the case without a decision, by the authority of a lead (终止办理).
    Terminate {
        /// Why, in words for the applicant.
        reason: String,
    },
    /// The applicant takes the application back.
    Withdraw {
        /// Why, if they care to say.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// The applicant says how it went, once, with the result in their hands (好差评).
    Rate {
        /// 5 (very satisfied) to 1 (very dissatisfied).
        grade: u8,
        /// What they want to say.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        words: Option<String>,
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
    /// [`Command::BeginSpecialProcedure`]
    BeginSpecialProcedure,
    /// [`Command::EndSpecialProcedure`]
    EndSpecialProcedure,
    /// [`Command::Return`]
    Return,
    /// [`Command::Recall`]
    Recall,
    /// [`Command::Jump`]
    Jump,
    /// [`Command::Reassign`]
    Reassign,
    /// [`Command::Delegate`]
    Delegate,
    /// [`Command::Answer`]
    Answer,
    /// [`Command::AddSigner`]
    AddSigner,
    /// [`Command::RemoveSigner`]
    RemoveSigner,
    /// [`Command::Copy`]
    Copy,
    /// [`Command::Remind`]
    Remind,
    /// [`Command::Extend`]
    Extend,
    /// [`Command::Terminate`]
    Terminate,
    /// [`Command::Withdraw`]
    Withdraw,
    /// [`Command::Rate`]
    Rate,
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
            Self::BeginSpecialProcedure { .. } => CommandName::BeginSpecialProcedure,
            Self::EndSpecialProcedure { .. } => CommandName::EndSpecialProcedure,
            Self::Return { .. } => CommandName::Return,
            Self::Recall { .. } => CommandName::Recall,
            Self::Jump { .. } => CommandName::Jump,
            Self::Reassign { .. } => CommandName::Reassign,
            Self::Delegate { .. } => CommandName::Delegate,
            Self::Answer { .. } => CommandName::Answer,
            Self::AddSigner { .. } => CommandName::AddSigner,
            Self::RemoveSigner { .. } => CommandName::RemoveSigner,
            Self::Copy { .. } => CommandName::Copy,
            Self::Remind { .. } => CommandName::Remind,
            Self::Extend { .. } => CommandName::Extend,
            Self::Terminate { .. } => CommandName::Terminate,
            Self::Withdraw { .. } => CommandName::Withdraw,
            Self::Rate { .. } => CommandName::Rate,
        }
    }

    /// The task it names, if it is a command on a task.
    pub fn task(&self) -> Option<&str> {
        match self {
            Self::Claim { task }
            | Self::Release { task }
            | Self::Complete { task, .. }
            | Self::RequestSupplement { task, .. }
            | Self::BeginSpecialProcedure { task, .. }
            | Self::EndSpecialProcedure { task, .. }
            | Self::Return { task, .. }
            | Self::Jump { task, .. }
            | Self::Reassign { task, .. }
            | Self::Delegate { task, .. }
            | Self::Answer { task, .. }
            | Self::AddSigner { task, .. }
            | Self::RemoveSigner { task, .. }
            | Self::Copy { task, .. } => Some(task),
            Self::Start {}
            | Self::ReceiveSupplement { .. }
            | Self::Recall { .. }
            | Self::Remind { .. }
            | Self::Extend { .. }
            | Self::Terminate { .. }
            | Self::Withdraw { .. }
            | Self::Rate { .. } => None,
        }
    }
}

impl CommandName {
    /// Every command.
    pub const ALL: [Self; 22] = [
        Self::Start,
        Self::Claim,
        Self::Release,
        Self::Complete,
        Self::RequestSupplement,
        Self::ReceiveSupplement,
        Self::BeginSpecialProcedure,
        Self::EndSpecialProcedure,
        Self::Return,
        Self::Recall,
        Self::Jump,
        Self::Reassign,
        Self::Delegate,
        Self::Answer,
        Self::AddSigner,
        Self::RemoveSigner,
        Self::Copy,
        Self::Remind,
        Self::Extend,
        Self::Terminate,
        Self::Withdraw,
        Self::Rate,
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
            Self::BeginSpecialProcedure => "begin_special_procedure",
            Self::EndSpecialProcedure => "end_special_procedure",
            Self::Return => "return",
            Self::Recall => "recall",
            Self::Jump => "jump",
            Self::Reassign => "reassign",
            Self::Delegate => "delegate",
            Self::Answer => "answer",
            Self::AddSigner => "add_signer",
            Self::RemoveSigner => "remove_signer",
            Self::Copy => "copy",
            Self::Remind => "remind",
            Self::Extend => "extend",
            Self::Terminate => "terminate",
            Self::Withdraw => "withdraw",
            Self::Rate => "rate",
        }
    }

    /// Whether the command is on a task.
    pub const fn is_on_task(self) -> bool {
        match self {
            Self::Claim
            | Self::Release
            | Self::Complete
            | Self::RequestSupplement
            | Self::BeginSpecialProcedure
            | Self::EndSpecialProcedure
            | Self::Return
            | Self::Jump
            | Self::Reassign
            | Self::Delegate
            | Self::Answer
            | Self::AddSigner
            | Self::RemoveSigner
            | Self::Copy => true,
            Self::Start
            | Self::ReceiveSupplement
            | Self::Recall
            | Self::Remind
            | Self::Extend
            | Self::Terminate
            | Self::Withdraw
            | Self::Rate => false,
        }
    }
}

impl CommandName {
    /// Whether it says where, or to whom.
    pub const fn goes_somewhere(self) -> bool {
        matches!(
            self,
            Self::Return
                | Self::Jump
                | Self::Reassign
                | Self::Delegate
                | Self::AddSigner
                | Self::RemoveSigner
                | Self::Copy
        )
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
            json!({"command": "begin_special_procedure", "task": "a", "ground": "expert_review",
                   "ends_on": "2026-03-20", "reason": "须由专家评审"}),
            json!({"command": "end_special_procedure", "task": "a", "result": "评审通过"}),
            json!({"command": "return", "task": "b", "to": "a#2", "resume": true, "reason": "数据有误"}),
            json!({"command": "recall", "task": "a"}),
            json!({"command": "jump", "task": "a", "to": "b", "reason": "并案处理"}),
            json!({"command": "reassign", "task": "a", "to": "li", "reason": "出差"}),
            json!({"command": "delegate", "task": "a", "to": "li", "reason": "请核实"}),
            json!({"command": "answer", "task": "a", "opinion": opinion}),
            json!({"command": "add_signer", "task": "a", "to": "li", "after": false, "reason": "涉及消防"}),
            json!({"command": "remove_signer", "task": "a", "to": "li", "reason": "已调离"}),
            json!({"command": "copy", "task": "a", "to": ["li"]}),
            json!({"command": "remind", "words": "请尽快"}),
            json!({"command": "extend", "days": 10, "reason": "案情复杂"}),
            json!({"command": "terminate", "reason": "申请人已注销"}),
            json!({"command": "withdraw", "reason": "不办了"}),
            json!({"command": "rate", "grade": 5, "words": "很快"}),
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
            json!({"command": "fly", "task": "a"}),
            json!({"command": "complete", "task": "a", "outcome": "fine"}),
            json!({"command": "complete", "task": "a", "outcome": "delivered", "changes": []}),
            json!({"command": "begin_special_procedure", "task": "a", "ground": "holiday",
                   "ends_on": "2026-03-20", "reason": "r"}),
        ] {
            assert!(serde_json::from_value::<Command>(wire.clone()).is_err(), "{wire}");
        }
    }
}
