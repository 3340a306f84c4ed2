//! Rules as one builds them: [`rules`] and [`set_rule`] on a definition, [`subjects`] and [`Statement`] for the slots of a
//! sentence, [`part`] and its kin for the tree of a condition.

mod part;
mod predicate;
mod read;
mod statement;
mod stored;
mod subject;
#[cfg(test)]
mod tests;
mod text;

use serde_json::Value;

use crate::expr::Condition;
use crate::form::program::Tone;
use crate::locale::Text;

pub(super) use read::{compared, read_by, row_of};

pub use part::{add, part, with_part, wrap};
pub use predicate::Predicate;
pub use statement::Statement;
pub use stored::{StoredRule, rules, set_rule, to_value};
pub use subject::{Subject, SubjectKind, in_form, of_whole, subjects};

/// An entry of `x-rules` as the builder edits it.
///
/// A rule whose targets are in a row reads that row: a pointer in its condition is one from the row. A datum of the form
/// as a whole has the pointer that [`of_whole`] gives it. Outside rows there is no difference, and no need for it.
#[derive(Clone, Debug, PartialEq)]
pub struct RuleDraft {
    /// What it does.
    pub effect: EffectDraft,
    /// What it is about: pointers of fields, rows written `-`, and `#id` of pages and groups.
    pub targets: Vec<String>,
    /// When.
    pub when: Condition,
}

/// What a rule does, with what is said or computed.
#[derive(Clone, Debug, PartialEq)]
pub enum EffectDraft {
    /// Shows its targets, which are hidden otherwise.
    Show,
    /// Hides them.
    Hide,
    /// Lets them be changed, which are read-only otherwise.
    Enable,
    /// Keeps them as they are.
    ReadOnly,
    /// Makes them required.
    Require,
    /// Makes them recommended (容缺受理).
    Recommend {
        /// What people are told of leaving them out.
        consequence: Text,
        /// Within how many working days they are to be handed in, if that is said.
        within_days: Option<u16>,
    },
    /// Makes them optional.
    Optional,
    /// Gives them the value of this JSON Logic.
    Compute(Value),
    /// Leaves only the answers on this list: an array of them, or JSON Logic that comes to one.
    Restrict(Value),
    /// Says something beside them.
    Message {
        /// How grave it is.
        tone: Tone,
        /// What it says.
        text: Text,
    },
}

/// The kinds of effects, in the order in which a builder offers them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each is the effect of its name")]
pub enum EffectKind {
    Show,
    Hide,
    Require,
    Optional,
    Recommend,
    Enable,
    ReadOnly,
    Restrict,
    Compute,
    Message,
}

impl EffectKind {
    /// Every kind.
    pub const ALL: [Self; 10] = [
        Self::Show,
        Self::Hide,
        Self::Require,
        Self::Optional,
        Self::Recommend,
        Self::Enable,
        Self::ReadOnly,
        Self::Restrict,
        Self::Compute,
        Self::Message,
    ];

    /// Its name in a definition.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Show => "show",
            Self::Hide => "hide",
            Self::Require => "require",
            Self::Optional => "optional",
            Self::Recommend => "recommend",
            Self::Enable => "enable",
            Self::ReadOnly => "read_only",
            Self::Restrict => "restrict",
            Self::Compute => "compute",
            Self::Message => "message",
        }
    }

    /// The kind with this name.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.slug() == slug)
    }

    /// An effect of this kind in which nothing is said yet.
    pub fn blank(self) -> EffectDraft {
        match self {
            Self::Show => EffectDraft::Show,
            Self::Hide => EffectDraft::Hide,
            Self::Require => EffectDraft::Require,
            Self::Optional => EffectDraft::Optional,
            Self::Recommend => EffectDraft::Recommend { consequence: Text::default(), within_days: None },
            Self::Enable => EffectDraft::Enable,
            Self::ReadOnly => EffectDraft::ReadOnly,
            Self::Restrict => EffectDraft::Restrict(Value::Array(Vec::new())),
            Self::Compute => EffectDraft::Compute(Value::Null),
            Self::Message => EffectDraft::Message { tone: Tone::Info, text: Text::default() },
        }
    }
}

impl EffectDraft {
    /// Its kind.
    pub const fn kind(&self) -> EffectKind {
        match self {
            Self::Show => EffectKind::Show,
            Self::Hide => EffectKind::Hide,
            Self::Enable => EffectKind::Enable,
            Self::ReadOnly => EffectKind::ReadOnly,
            Self::Require => EffectKind::Require,
            Self::Recommend { .. } => EffectKind::Recommend,
            Self::Optional => EffectKind::Optional,
            Self::Compute(_) => EffectKind::Compute,
            Self::Restrict(_) => EffectKind::Restrict,
            Self::Message { .. } => EffectKind::Message,
        }
    }

    /// Its name in a definition.
    pub const fn slug(&self) -> &'static str {
        self.kind().slug()
    }
}
