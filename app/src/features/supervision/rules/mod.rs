//! Writing the rules of supervision: all of them, and one with its sentences, its draft and its trial. Documents and forms.

mod form;
mod list;
mod record;
mod say;
mod trial;

pub use list::RulesPage;
pub use record::RulePage;

use crate::text::{Supervising, use_words};

/// The words of this room in the page's language.
fn texts() -> Supervising {
    Supervising(use_words().locale)
}
