//! Two states of a form or a process that are compared: versions by their numbers, the draft, or nothing at all.

use leptos_router::hooks::use_query_map;

use crate::prelude::*;
use crate::text::Words;

/// The state that is no version.
pub const DRAFT: &str = "draft";

/// What is before the first version.
const NOTHING: &str = "0";

/// The older state and the newer, as the address of this page names them.
pub fn asked() -> (String, String) {
    let query = use_query_map().get_untracked();
    let state = |name: &str, usual: &str| query.get_str(name).unwrap_or(usual).to_owned();
    (state("from", NOTHING), state("to", DRAFT))
}

/// What a state is called.
pub fn state(words: Words, which: &str) -> String {
    if which == NOTHING {
        return words.designer.with_nothing().to_owned();
    }
    let number = which.parse().map(|number| words.designer.version(number));
    number.unwrap_or_else(|_| words.designer.the_draft().to_owned())
}
