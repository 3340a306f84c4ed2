//! A shard: some thousand items whose codes follow each other, cut into terms and counted. It never changes, so that of an index
//! only the shards in which something was published are made anew.
//!
//! By their codes, not by a hash of them: what one agency publishes together lies together, in one shard or two; a shard is a range
//! that a database reads by its index; and lists stay in the order of codes. An item that is added moves none out of its shard:
//! that grows, and is cut in pieces once it is half as large again.

use std::collections::BTreeSet;
use std::sync::Arc;

use schema::role::RegionCode;

use super::counts::Counts;
use super::facets::Columns;
use super::fields::{Averages, Lengths};
use super::index::Document;
use super::postings::{Postings, Vocabulary};
use super::preferences::Preferences;

/// How many items a shard is made of.
pub const SHARD: usize = 4096;

/// Which state of an item was read: its version, and how often editors have changed what the hall keeps of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// Its version.
    pub version: i64,
    /// How often its settings have been changed.
    pub edits: i64,
}

/// By what a range of items is seen to have changed: versions and edits of an item only ever rise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// How many items there are.
    pub items: i64,
    /// Their versions, added up.
    pub versions: i64,
    /// Their edits, added up.
    pub edits: i64,
}

/// Some of the items, in the order of their codes.
#[derive(Clone, Default)]
pub struct Shard {
    documents: Arc<[Document]>,
    stamps: Arc<[Stamp]>,
    apart: Arc<Apart>,
    postings: Arc<Postings>,
}

/// What is read of the items of a shard alone, to be put beside that of the others.
#[derive(Default)]
pub struct Apart {
    /// How long their fields are.
    pub lengths: Lengths,
    /// The regions they are of.
    pub regions: BTreeSet<RegionCode>,
    /// By what they are narrowed.
    pub columns: Columns,
    /// How many there are of what.
    pub counts: Counts,
    /// What they are beside their words.
    pub preferences: Preferences,
}

impl Shard {
    /// Of these items, which lie in the order of their codes. Nothing is found in it before it is weighed.
    pub fn of(items: Vec<(Document, Stamp)>) -> Self {
        let (documents, stamps): (Vec<Document>, Vec<Stamp>) = items.into_iter().unzip();
        let apart = Apart {
            lengths: Lengths::of(&documents),
            regions: documents.iter().map(|document| document.summary.region_code).collect(),
            columns: Columns::build(&documents),
            counts: Counts::build(&documents),
            preferences: Preferences::build(&documents),
        };
        let (documents, stamps) = (documents.into(), stamps.into());
        Self { documents, stamps, apart: Arc::new(apart), postings: Arc::default() }
    }

    /// The same, cut into terms beside others of these average lengths.
    #[must_use]
    pub fn weighed(self, averages: &Averages) -> Self {
        let postings = Arc::new(Postings::build(&self.documents, averages));
        Self { postings, ..self }
    }

    /// The same items, read in another state that says nothing else.
    #[must_use]
    pub fn stamped(self, stamps: Vec<Stamp>) -> Self {
        Self { stamps: stamps.into(), ..self }
    }

    /// Its items, in the order of their codes.
    pub fn documents(&self) -> &[Document] {
        &self.documents
    }

    /// Its items, each with the state in which it was read.
    pub fn items(&self) -> impl Iterator<Item = (&Document, Stamp)> {
        self.documents.iter().zip(self.stamps.iter().copied())
    }

    /// Its first code.
    pub fn first(&self) -> &str {
        self.documents.first().map_or("", |document| &document.summary.code)
    }

    /// By what it is seen whether it has changed.
    pub fn sums(&self) -> Sums {
        self.stamps.iter().fold(Sums::default(), |sums, stamp| Sums {
            items: sums.items + 1,
            versions: sums.versions + stamp.version,
            edits: sums.edits + stamp.edits,
        })
    }

    /// The inverted file of its items.
    pub fn postings(&self) -> &Postings {
        &self.postings
    }

    /// What is counted of its items.
    pub fn apart(&self) -> &Apart {
        &self.apart
    }

    /// Whether it is found by the same terms as another, because neither was made anew.
    pub fn shares_postings(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.postings, &other.postings)
    }

    /// Adds what its items bear.
    pub fn tell(&self, vocabulary: &mut Vocabulary) {
        vocabulary.add(self.documents.len(), &self.postings);
    }

    /// Takes away what its items bear.
    pub fn take_from(&self, vocabulary: &mut Vocabulary) {
        vocabulary.take_away(self.documents.len(), &self.postings);
    }
}
