//! Names that are taken: properties, pages, documents of the one form.

use std::collections::BTreeSet;

/// The names of one kind.
#[derive(Clone, Debug, Default)]
pub(super) struct Names(BTreeSet<String>);

impl Names {
    /// With these taken from the beginning.
    pub(super) fn taken(names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self(names.into_iter().map(Into::into).collect())
    }

    /// The name, with the key of its item where it is taken.
    pub(super) fn take(&mut self, name: &str, key: &str) -> String {
        let mut free = name.to_owned();
        while !self.0.insert(free.clone()) {
            free = format!("{free}_{key}");
        }
        free
    }
}
