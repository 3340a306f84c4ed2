//! The items of a joint application by their codes: people read names.

use schema::bundles::{BundlePart, Lane, PlannedPart};

use crate::text::{Words, typeset};

/// The name of each item.
#[derive(Clone, Debug)]
pub struct Names {
    pairs: Vec<(String, String)>,
    words: Words,
}

impl Names {
    /// Names from pairs of code and name.
    pub fn new<'a>(pairs: impl IntoIterator<Item = (&'a String, &'a String)>, words: Words) -> Self {
        let pairs = pairs.into_iter().map(|(code, name)| (code.clone(), typeset(name))).collect();
        Self { pairs, words }
    }

    /// Those of its lanes.
    pub fn of_lanes(lanes: &[Lane], words: Words) -> Self {
        Self::new(lanes.iter().map(|lane| (&lane.item, &lane.item_name)), words)
    }

    /// Those of what a bundle holds.
    pub fn of_bundle(parts: &[BundlePart], words: Words) -> Self {
        Self::new(parts.iter().map(|part| (&part.item, &part.name)), words)
    }

    /// Those of a plan.
    pub fn of_plan(parts: &[PlannedPart], words: Words) -> Self {
        Self::new(parts.iter().map(|part| (&part.item, &part.name)), words)
    }

    /// The name of an item; its code where it has none here.
    pub fn one(&self, code: &str) -> String {
        let name = self.pairs.iter().find(|(known, _)| known == code);
        name.map_or_else(|| code.to_owned(), |(_, name)| name.clone())
    }

    /// The names of several, each in quotes, one after the other.
    pub fn quoted<'a>(&self, codes: impl IntoIterator<Item = &'a String>) -> String {
        let each = codes.into_iter().map(|code| self.words.bundles.quoted(&self.one(code)));
        each.collect::<Vec<_>>().join(self.words.catalogue.separator())
    }
}
