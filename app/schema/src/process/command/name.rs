//! The names of the commands, by which it is said what somebody may do.

use std::fmt;

use serde::{Deserialize, Serialize};

#[cfg(doc)]
use super::Command;

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
    /// [`Command::ReportPause`]
    ReportPause,
    /// [`Command::TakeShared`]
    TakeShared,
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
    /// [`Command::AnswerExternal`]
    AnswerExternal,
    /// [`Command::TimeOutExternal`]
    TimeOutExternal,
    /// [`Command::EndCall`]
    EndCall,
}

impl CommandName {
    /// Every command.
    pub const ALL: [Self; 27] = [
        Self::Start,
        Self::Claim,
        Self::Release,
        Self::Complete,
        Self::RequestSupplement,
        Self::ReceiveSupplement,
        Self::BeginSpecialProcedure,
        Self::EndSpecialProcedure,
        Self::ReportPause,
        Self::TakeShared,
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
        Self::AnswerExternal,
        Self::TimeOutExternal,
        Self::EndCall,
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
            Self::ReportPause => "report_pause",
            Self::TakeShared => "take_shared",
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
            Self::AnswerExternal => "answer_external",
            Self::TimeOutExternal => "time_out_external",
            Self::EndCall => "end_call",
        }
    }

    /// Whether the command is on a task, or on another case that is waited for.
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
            | Self::Copy
            | Self::AnswerExternal
            | Self::TimeOutExternal
            | Self::EndCall => true,
            Self::Start
            | Self::ReceiveSupplement
            | Self::ReportPause
            | Self::TakeShared
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
