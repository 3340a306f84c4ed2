//! One place of a definition, and what stands there in its three versions.

use serde_json::Value;

use crate::form::design::sequence::identical;
use crate::form::pointer::token;

/// What stands at one place in the three versions.
#[derive(Clone, Copy)]
pub(super) struct Versions<'v> {
    pub(super) base: Option<&'v Value>,
    pub(super) mine: Option<&'v Value>,
    pub(super) theirs: Option<&'v Value>,
}

/// A place, in my definition and in theirs: lists may have an entry elsewhere.
#[derive(Clone, Default)]
pub(super) struct Place {
    pub(super) mine: String,
    pub(super) theirs: String,
}

impl<'v> Versions<'v> {
    /// What counts where not both changed it, or both did in the same way; nothing where they disagree.
    pub(super) fn undisputed(self) -> Option<Option<&'v Value>> {
        let Self { base, mine, theirs } = self;
        if same(base, theirs) || same(mine, theirs) { Some(mine) } else { same(base, mine).then_some(theirs) }
    }
}

fn same(one: Option<&Value>, other: Option<&Value>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => identical(one, other),
        (one, other) => one.is_none() && other.is_none(),
    }
}

impl Place {
    pub(super) fn member(&self, key: &str) -> Self {
        let key = token(key);
        Self { mine: format!("{}/{key}", self.mine), theirs: format!("{}/{key}", self.theirs) }
    }

    /// An entry of a list, by its places there. Where it is not there, nothing asks for it.
    pub(super) fn entry(&self, mine: Option<usize>, theirs: Option<usize>) -> Self {
        let at = |list: &str, place: Option<usize>| {
            place.map_or_else(|| list.to_owned(), |place| format!("{list}/{place}"))
        };
        Self { mine: at(&self.mine, mine), theirs: at(&self.theirs, theirs) }
    }

    /// Where the translation of the text at this place stands.
    pub(super) fn translated(&self, tag: &str) -> Self {
        let at = |place: &str| format!("/x-text/{}/{}", token(tag), token(place));
        Self { mine: at(&self.mine), theirs: at(&self.theirs) }
    }
}
