//! The core of the form designer: a stored definition, what it looks like to somebody who edits it, and every edit as a
//! pure function from definition to definition. Only the designer's program and the server reach it, nothing that fills
//! a form does.

mod add;
#[cfg(test)]
mod any;
mod choices;
mod document;
mod edit;
mod fresh;
mod history;
mod ids;
mod inline;
mod kind;
mod laid_out;
mod list;
mod merge;
mod office;
mod outline;
mod paste;
mod piece;
mod place;
mod property;
mod question;
mod remove;
mod rule;
mod sequence;
mod shift;
mod simulate;
mod spot;
mod template;
#[cfg(test)]
mod tests;
mod texts;
mod unplaced;
mod uses;
mod words;
mod work;

pub use edit::{Aspect, Edit, EditFault, Edited, New};
pub use history::History;
pub use kind::Kind;
pub use laid_out::laid_out;
pub(crate) use merge::order;
pub use merge::{Conflict, Matter, Merged, Side, merge, settle};
pub use outline::{Node, NodeKind, Outline, outline};
pub use piece::{Piece, piece};
pub use place::{BadPlace, Place};
pub use rule::{
    EffectDraft, EffectKind, Predicate, RuleDraft, Statement, StoredRule, Subject, SubjectKind, add, in_form,
    of_whole, part, rules, set_rule, subjects, to_value, with_part, wrap,
};
pub use simulate::{Tries, Try, tries};
pub use template::{Template, of_templates, templates};
pub use uses::{UsedBy, Uses, called, uses};
pub use work::apply;
