//! Where a part of a joint application stands, as people tell it apart: by whose turn it is and how it ended. Pure.

use schema::bundles::{Lane, LaneState};
use schema::process::{Decision, Status};

use crate::text::Words;

/// Where a part stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It waits for others to be approved.
    Held,
    /// It waits for the applicant.
    Waits,
    /// It is past its last day.
    Late,
    /// It is being handled.
    Handled,
    /// It has ended, or is decided, with an approval.
    Approved,
    /// It has ended without one.
    Ended,
    /// It never began.
    Dropped,
}

/// Where this one stands.
pub fn standing(lane: &Lane) -> Standing {
    match (lane.state, lane.status, lane.decision) {
        (LaneState::Held, ..) => Standing::Held,
        (LaneState::Dropped, ..) => Standing::Dropped,
        (LaneState::Closed, _, Some(Decision::Approved)) => Standing::Approved,
        (LaneState::Closed, ..) => Standing::Ended,
        (LaneState::Open, Some(Status::WaitingForApplicant), _) => Standing::Waits,
        (LaneState::Open, _, Some(Decision::Approved)) => Standing::Approved,
        (LaneState::Open, _, Some(Decision::Rejected)) => Standing::Ended,
        (LaneState::Open, ..) if lane.late => Standing::Late,
        (LaneState::Open, ..) => Standing::Handled,
    }
}

impl Standing {
    /// The class of its line in a list.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Waits => "you",
            Self::Late => "late",
            Self::Approved => "done",
            Self::Held | Self::Handled | Self::Ended | Self::Dropped => "",
        }
    }

    /// The class of its mark.
    pub const fn mark(self) -> &'static str {
        match self {
            Self::Waits => "mark",
            Self::Late | Self::Handled => "mark doing",
            Self::Approved => "mark done",
            Self::Held | Self::Dropped => "mark todo",
            Self::Ended => "mark hold",
        }
    }

    /// What it is called in a word or two.
    pub fn said(self, lane: &Lane, words: Words) -> &'static str {
        let text = words.bundles;
        match self {
            Self::Held => text.state_held(),
            Self::Waits => text.state_you(),
            Self::Late => text.state_late(),
            // Who works beside it is told that it is under way or over, and no more.
            Self::Handled => lane.status.map_or(text.beside_open(), |status| words.cases.status(status)),
            Self::Approved => text.state_approved(),
            Self::Ended if lane.decision == Some(Decision::Rejected) => text.state_refused(),
            Self::Ended => lane.status.map_or(text.beside_closed(), |status| words.cases.status(status)),
            Self::Dropped => text.state_dropped(),
        }
    }
}
