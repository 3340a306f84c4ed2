//! The steps of an edit, as they can be taken back.

use schema::form::design::Edit;
use serde_json::Value;

use crate::text::Editor as Texts;

/// What a step did, for the button that takes it back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Something was put in.
    Add,
    /// Something stands elsewhere.
    Move,
    /// Something was taken out.
    Remove,
    /// A text says something else.
    Text,
    /// A property is another.
    Change,
    /// An id is another.
    Id,
    /// A rule is another.
    Rule,
    /// The definition was edited as JSON.
    Json,
    /// What somebody else saved was taken in.
    Merge,
    /// What could not be saved last time was put back.
    #[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "only the browser keeps"))]
    Restore,
}

impl Step {
    /// What an edit does.
    pub const fn of(edit: &Edit) -> Self {
        match edit {
            Edit::Add { .. } | Edit::Copy { .. } | Edit::Paste { .. } => Self::Add,
            Edit::Move { .. } => Self::Move,
            Edit::Remove { .. } => Self::Remove,
            Edit::Text { .. } | Edit::FormTitle { .. } => Self::Text,
            Edit::Id { .. } => Self::Id,
            _ => Self::Change,
        }
    }

    /// What is said of it.
    pub fn said(self, texts: Texts) -> &'static str {
        match self {
            Self::Add => texts.step_add(),
            Self::Move => texts.step_move(),
            Self::Remove => texts.step_remove(),
            Self::Text => texts.step_text(),
            Self::Change => texts.step_change(),
            Self::Id => texts.step_id(),
            Self::Rule => texts.step_rule(),
            Self::Json => texts.step_json(),
            Self::Merge => texts.step_merge(),
            Self::Restore => texts.step_restore(),
        }
    }
}

/// What an edit goes on from: the revision that is stored, and the definition as it was then.
pub type Base = (i64, Value);

/// A step that was taken. One that took in what somebody else saved knows what the form was based on before it and after:
/// who takes it back has not seen theirs, and is told again.
#[derive(Clone, Debug)]
pub struct Taken {
    /// What it did.
    pub step: Step,
    /// What the form was based on before and after, where that is not the same.
    pub bases: Option<[Base; 2]>,
}
