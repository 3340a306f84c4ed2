//! An index that follows the catalogue: made anew only where something was published, and the same as one that is built at once.

use std::collections::{BTreeMap, BTreeSet};

use schema::role::RegionCode;

use super::fields::{Averages, Lengths};
use super::index::{Document, Index};
use super::lexicon::Lexicon;
use super::postings::Vocabulary;
use super::shard::{SHARD, Shard, Stamp, Sums};

/// Beyond every code: no code begins with the last of all characters.
const END: &str = "\u{10FFFF}";

/// The codes that belong to a shard, from the first on and before the last.
pub struct Range<'a> {
    /// Where it begins.
    pub from: &'a str,
    /// Where the next one begins.
    pub until: &'a str,
    /// What was read of it; none where there is no index yet.
    pub shard: Option<&'a Shard>,
}

impl Range<'_> {
    /// By what it is seen whether it has changed.
    pub fn sums(&self) -> Sums {
        self.shard.map(Shard::sums).unwrap_or_default()
    }

    /// The state in which each of its items was read.
    pub fn stamps(&self) -> BTreeMap<&str, Stamp> {
        let items = self.shard.into_iter().flat_map(Shard::items);
        items.map(|(document, stamp)| (document.summary.code.as_str(), stamp)).collect()
    }
}

/// What has changed in a range of codes.
#[derive(Default)]
pub struct Change {
    /// Items that are new or say something else, without what editors call them.
    pub read: Vec<(Document, Stamp)>,
    /// The codes of those that are no more.
    pub gone: BTreeSet<String>,
}

/// What has changed of the catalogue.
pub struct News {
    /// The revision it has now.
    pub revision: i64,
    /// What has changed in each range, in their order.
    pub changes: Vec<Change>,
}

/// A shard while an index follows: as it was, and what it is to become, where that is something else.
struct Part {
    shard: Shard,
    items: Option<Vec<(Document, Stamp)>>,
    read: BTreeSet<String>,
}

impl Part {
    fn of(shard: Shard, change: Change) -> Self {
        if change.read.is_empty() && change.gone.is_empty() {
            return Self { shard, items: None, read: BTreeSet::new() };
        }
        let kept = shard.items().filter(|(document, _)| !change.gone.contains(&document.summary.code));
        let kept = kept.map(|(document, stamp)| (document.clone(), stamp));
        let by_code = |item: (Document, Stamp)| (item.0.summary.code.clone(), item);
        let mut items: BTreeMap<String, (Document, Stamp)> = kept.map(by_code).collect();
        let read = change.read.iter().map(|(document, _)| document.summary.code.clone()).collect();
        items.extend(change.read.into_iter().map(by_code));
        Self { shard, items: Some(items.into_values().collect()), read }
    }

    /// The regions of its items.
    fn regions(&self) -> BTreeSet<RegionCode> {
        match &self.items {
            None => self.shard.apart().regions.clone(),
            Some(items) => items.iter().map(|(document, _)| document.summary.region_code).collect(),
        }
    }

    /// Calls its items what a lexicon calls them: those that were read, or each where it calls some otherwise than before.
    fn call(&mut self, lexicon: &Lexicon, otherwise: bool) {
        let called = |document: &Document| lexicon.calls(document);
        let differs = |document: &Document| document.synonyms != called(document);
        if self.items.is_none() && otherwise && self.shard.documents().iter().any(differs) {
            let items = self.shard.items().map(|(document, stamp)| (document.clone(), stamp));
            self.items = Some(items.collect());
        }
        for (document, _) in self.items.iter_mut().flatten() {
            if otherwise || self.read.contains(&document.summary.code) {
                document.synonyms = called(document);
            }
        }
    }

    /// The shards that become of it, and whether each has to be weighed; pieces are of at most so many items, about.
    fn into_shards(self, cut: usize) -> Vec<(Shard, bool)> {
        let Some(items) = self.items else {
            return if self.shard.documents().is_empty() { Vec::new() } else { vec![(self.shard, false)] };
        };
        if items.iter().map(|(document, _)| document).eq(self.shard.documents()) {
            let stamps = items.into_iter().map(|(_, stamp)| stamp).collect();
            return vec![(self.shard.stamped(stamps), false)];
        }
        let most = cut.saturating_add(cut / 2);
        let pieces = if items.len() > most { items.len().div_ceil(cut) } else { 1 };
        let length = items.len().div_ceil(pieces).max(1);
        let mut items = items.into_iter().peekable();
        let mut shards = Vec::with_capacity(pieces);
        while items.peek().is_some() {
            shards.push((Shard::of(items.by_ref().take(length).collect()), true));
        }
        shards
    }
}

impl Index {
    /// The ranges of codes of which it is made: all codes, each once.
    pub fn ranges(&self) -> Vec<Range<'_>> {
        let shards = self.shards();
        let from = |at: usize| if at == 0 { "" } else { shards[at].first() };
        let until = |at: usize| shards.get(at + 1).map_or(END, Shard::first);
        (0..shards.len().max(1))
            .map(|at| Range { from: from(at), until: until(at), shard: shards.get(at) })
            .collect()
    }

    /// The index of a catalogue of which this was one before the news, by the words that serve items of these regions. What most of
    /// it says is kept as it was weighed, even if others have become longer on average since: see [`Index::reweighed`].
    pub fn followed(&self, news: News, lexicon: impl FnOnce(&BTreeSet<RegionCode>) -> Lexicon) -> Self {
        self.followed_in(SHARD, news, lexicon)
    }

    pub(super) fn followed_in(
        &self,
        cut: usize,
        News { revision, changes }: News,
        lexicon: impl FnOnce(&BTreeSet<RegionCode>) -> Lexicon,
    ) -> Self {
        let shards = if self.shards().is_empty() { vec![Shard::default()] } else { self.shards().to_vec() };
        let mut parts: Vec<Part> =
            shards.into_iter().zip(changes).map(|(shard, change)| Part::of(shard, change)).collect();
        let served = parts.iter().flat_map(Part::regions).collect();
        let lexicon = lexicon(&served);
        let otherwise = !lexicon.calls_as(self.lexicon());
        parts.iter_mut().for_each(|part| part.call(&lexicon, otherwise));
        let shards: Vec<(Shard, bool)> = parts.into_iter().flat_map(|part| part.into_shards(cut)).collect();
        let count = |shard: &(Shard, bool)| shard.0.documents().len();
        let anew: usize = shards.iter().filter(|(_, anew)| *anew).map(count).sum();
        let averages = if anew * 2 > shards.iter().map(count).sum::<usize>() {
            averages(shards.iter().map(|(shard, _)| shard))
        } else {
            self.averages()
        };
        // All shards of an index are weighed by the same.
        let all_anew = averages != self.averages();
        let weighed = |(shard, anew): (Shard, bool)| {
            if anew || all_anew { shard.weighed(&averages) } else { shard }
        };
        let shards: Vec<Shard> = shards.into_iter().map(weighed).collect();
        let vocabulary = self.vocabulary_of(&shards);
        Self::assemble(revision, lexicon, shards, (averages, vocabulary))
    }

    /// The same, weighed anew where its items have become longer or shorter on average than those by which it is weighed; none where
    /// they have not. That is seldom: averages are rounded.
    pub fn reweighed(&self) -> Option<Self> {
        let averages = averages(self.shards().iter());
        if averages == self.averages() {
            return None;
        }
        let shards: Vec<Shard> = self.shards().iter().map(|shard| shard.clone().weighed(&averages)).collect();
        let parts = (averages, self.vocabulary().clone());
        Some(Self::assemble(self.revision().unwrap_or_default(), self.lexicon().clone(), shards, parts))
    }

    /// The same after these items were published: new ones, or what those of the same code say now.
    #[must_use]
    pub fn published(&self, documents: Vec<Document>) -> Self {
        let ranges = self.ranges();
        let mut changes: Vec<Change> = ranges.iter().map(|_| Change::default()).collect();
        for document in documents {
            let of = |range: &Range<'_>| range.from <= document.summary.code.as_str();
            let place = ranges.partition_point(of).saturating_sub(1);
            changes[place].read.push((document, Stamp::default()));
        }
        let news = News { revision: self.revision().unwrap_or_default() + 1, changes };
        self.followed(news, |_| self.lexicon().clone())
    }

    /// How many items of these shards bear each term; of most of them it is known from before.
    fn vocabulary_of(&self, shards: &[Shard]) -> Vocabulary {
        let kept = |shard: &&Shard, among: &[Shard]| among.iter().any(|other| other.shares_postings(shard));
        let before: Vec<&Shard> = self.shards().iter().filter(|shard| !kept(shard, shards)).collect();
        let mut vocabulary = if before.len() == self.shards().len() {
            Vocabulary::default()
        } else {
            let mut vocabulary = self.vocabulary().clone();
            before.iter().for_each(|shard| shard.take_from(&mut vocabulary));
            vocabulary
        };
        let new = shards.iter().filter(|shard| !kept(shard, self.shards()));
        new.for_each(|shard| shard.tell(&mut vocabulary));
        vocabulary
    }
}

/// How long the fields of all these are on average.
fn averages<'a>(shards: impl Iterator<Item = &'a Shard>) -> Averages {
    shards.fold(Lengths::default(), |all, shard| all.and(&shard.apart().lengths)).averages()
}

#[cfg(test)]
#[path = "following_tests.rs"]
mod tests;
