//! The ten stages by which halls report a case to each other and to supervision.

use serde::{Deserialize, Serialize};

use super::definition::TaskKind;
use super::event::{Payload, TaskCompleted};
use super::words::Outcome;

/// A stage of the exchange standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// 申办
    Filed,
    /// 网上预受理
    PreAccepted,
    /// 受理
    Accepted,
    /// 审批
    Examined,
    /// 补交告知
    SupplementRequested,
    /// 补交受理
    SupplementReceived,
    /// 特别程序申请
    SpecialProcedureStarted,
    /// 特别程序结果
    SpecialProcedureEnded,
    /// 办结
    Settled,
    /// 领取登记
    Collected,
}

impl Stage {
    /// Every stage, in the order of the standard.
    pub const ALL: [Self; 10] = [
        Self::Filed,
        Self::PreAccepted,
        Self::Accepted,
        Self::Examined,
        Self::SupplementRequested,
        Self::SupplementReceived,
        Self::SpecialProcedureStarted,
        Self::SpecialProcedureEnded,
        Self::Settled,
        Self::Collected,
    ];

    /// The name on the wire.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Filed => "filed",
            Self::PreAccepted => "pre_accepted",
            Self::Accepted => "accepted",
            Self::Examined => "examined",
            Self::SupplementRequested => "supplement_requested",
            Self::SupplementReceived => "supplement_received",
            Self::SpecialProcedureStarted => "special_procedure_started",
            Self::SpecialProcedureEnded => "special_procedure_ended",
            Self::Settled => "settled",
            Self::Collected => "collected",
        }
    }

    /// The name in the standard, which is Chinese.
    pub const fn chinese(self) -> &'static str {
        match self {
            Self::Filed => "申办",
            Self::PreAccepted => "网上预受理",
            Self::Accepted => "受理",
            Self::Examined => "审批",
            Self::SupplementRequested => "补交告知",
            Self::SupplementReceived => "补交受理",
            Self::SpecialProcedureStarted => "特别程序申请",
            Self::SpecialProcedureEnded => "特别程序结果",
            Self::Settled => "办结",
            Self::Collected => "领取登记",
        }
    }

    /// The stages an event records, in order. The counter's taking an application up is its pre-acceptance; a
    /// refusal to accept is recorded as acceptance (with its outcome) and settles the case; a decision is examined
    /// and settled at once. A rating is none of the case's stages: it comes after them.
    pub const fn recorded_by(payload: &Payload) -> &'static [Self] {
        match payload {
            Payload::CaseStarted(_) => &[Self::Filed],
            Payload::TaskClaimed(claimed) if matches!(claimed.task_kind, TaskKind::Accept) => {
                &[Self::PreAccepted]
            }
            Payload::TaskOpened(opened) if matches!(opened.task_kind, Some(TaskKind::Accept)) => {
                &[Self::PreAccepted]
            }
            Payload::TaskOpened(_)
            | Payload::TaskClaimed(_)
            | Payload::TaskReleased(_)
            | Payload::BranchTaken(_)
            | Payload::RoundEnded(_)
            | Payload::EachBegun(_)
            | Payload::CallBegun(_)
            | Payload::CaseMigrated(_)
            | Payload::CallEnded(_)
            | Payload::CallDropped(_)
            | Payload::ExternalSent(_)
            | Payload::ExternalTimedOut(_)
            | Payload::TaskReturned(_)
            | Payload::TaskRecalled(_)
            | Payload::TaskJumped(_)
            | Payload::TaskReassigned(_)
            | Payload::TaskDelegated(_)
            | Payload::DelegateAnswered(_)
            | Payload::SignerAdded(_)
            | Payload::SignerRemoved(_)
            | Payload::CaseCopied(_)
            | Payload::CaseReminded(_)
            | Payload::TimeExtended(_)
            | Payload::PauseReported(_)
            | Payload::SharedChanged(_)
            | Payload::CaseRated(_) => &[],
            Payload::TaskCompleted(completed) => Self::of_completion(completed),
            Payload::ExternalAnswered(_) => &[Self::Examined],
            Payload::SupplementRequested(_) => &[Self::SupplementRequested],
            Payload::SupplementReceived(_) => &[Self::SupplementReceived],
            Payload::SpecialProcedureStarted(_) => &[Self::SpecialProcedureStarted],
            Payload::SpecialProcedureEnded(_) => &[Self::SpecialProcedureEnded],
            Payload::CaseWithdrawn(_) | Payload::CaseTerminated(_) => &[Self::Settled],
        }
    }

    const fn of_completion(completed: &TaskCompleted) -> &'static [Self] {
        match (completed.task_kind, completed.outcome) {
            (TaskKind::Accept, Outcome::NotAccepted) => &[Self::Accepted, Self::Settled],
            (TaskKind::Accept, _) => &[Self::Accepted],
            (TaskKind::Review, _) => &[Self::Examined],
            (TaskKind::Decide, _) => &[Self::Examined, Self::Settled],
            (TaskKind::Pay | TaskKind::Print, _) => &[],
            (TaskKind::Deliver, _) => &[Self::Collected],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_stage_survives_the_wire_and_has_its_own_name() {
        let mut names: Vec<&str> = Stage::ALL.into_iter().map(Stage::chinese).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), 10);
        for stage in Stage::ALL {
            assert_eq!(serde_json::to_value(stage).unwrap(), stage.slug());
        }
    }
}
