//! What may be done with a whole, and by whom. Pure.

use schema::bundles::{JointAct, JointCommand, JointStatus, LaneState};
use schema::{FieldCode, FieldError};

use super::joint::{Joint, Part};
use crate::features::cases::PartCase;

/// The longest reason, in characters.
const LETTERS: usize = 2000;

/// The longest name of who approved something, in characters.
const NAME_LETTERS: usize = 100;

/// What somebody at the lead may do. Who heads it extends and sets apart; telling the others is for everybody there.
pub fn allowed(joint: &Joint, cases: &[PartCase], heads: bool) -> Vec<JointAct> {
    if joint.status != JointStatus::Open {
        return Vec::new();
    }
    let undecided = undecided(joint, cases).next().is_some();
    let may_extend = heads && undecided && joint.row.accepted_at.is_some() && joint.row.extension.is_none();
    let acts =
        [(JointAct::Extend, may_extend), (JointAct::SetApart, heads && undecided), (JointAct::Inform, true)];
    acts.into_iter().filter(|(_, may)| *may).map(|(act, _)| act).collect()
}

/// The parts of which nothing is decided yet.
pub fn undecided<'a>(joint: &'a Joint, cases: &'a [PartCase]) -> impl Iterator<Item = &'a Part> {
    joint.parts.iter().filter(|part| match part.state {
        LaneState::Held => true,
        LaneState::Open => cases.iter().any(|case| case.item == part.row.item && case.end.is_none()),
        LaneState::Closed | LaneState::Dropped => false,
    })
}

/// What is wrong with the words of a command.
pub fn faults(joint: &Joint, command: &JointCommand) -> Vec<FieldError> {
    match command {
        JointCommand::Extend { reason, approved_by } => said("/reason", reason, LETTERS)
            .into_iter()
            .chain(said("/approved_by", approved_by, NAME_LETTERS))
            .collect(),
        JointCommand::SetApart { reason } => said("/reason", reason, LETTERS).into_iter().collect(),
        JointCommand::Inform { items, words } => {
            let unknown = items.iter().enumerate().filter(|(_, item)| joint.part(item).is_none());
            let unknown =
                unknown.map(|(place, _)| FieldError::new(format!("/items/{place}"), FieldCode::NotAChoice));
            let nobody = items.is_empty().then(|| FieldError::new("/items", FieldCode::Required));
            nobody.into_iter().chain(unknown).chain(said("/words", words, LETTERS)).collect()
        }
    }
}

fn said(pointer: &str, text: &str, most: usize) -> Option<FieldError> {
    if text.trim().is_empty() {
        return Some(FieldError::new(pointer, FieldCode::Required));
    }
    (text.chars().count() > most).then(|| FieldError::new(pointer, FieldCode::TooLong).with("max", most))
}
