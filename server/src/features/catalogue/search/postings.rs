//! The inverted file of a shard: for each term the items that bear it, and how much it says of each (BM25F over weighted fields);
//! and, over all shards, how many bear a term.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::fields::{Averages, fields};
use super::index::Document;
use super::terms::Term;

/// BM25's saturation.
const SATURATION: f32 = 1.2;

/// An item that bears a term, by its place in its shard, and how much the term says of it.
pub type Posting = (u32, f32);

/// For each term the items of a shard that bear it.
#[derive(Default)]
pub struct Postings {
    /// Where those of a term begin, and how many they are.
    places: HashMap<Term, (u32, u32)>,
    /// Those of one term after those of another: a list of its own for each term would cost more than what stands in it.
    all: Vec<Posting>,
}

impl Postings {
    /// Cuts these documents into terms, as they say the more the longer others are on average.
    pub fn build(documents: &[Document], averages: &Averages) -> Self {
        let mut numbers: HashMap<Term, usize> = HashMap::new();
        let mut counts: HashMap<Term, f32> = HashMap::new();
        // How many postings each term has, by its number; and each posting with the number of its term.
        let mut lengths: Vec<u32> = Vec::new();
        let mut found: Vec<(u32, Posting)> = Vec::new();
        for (place, document) in documents.iter().enumerate() {
            counts.clear();
            for ((field, text), average) in fields(document).into_iter().zip(averages.each()) {
                let share = field.share(&text, average);
                for placed in field.cut(&text) {
                    *counts.entry(placed.term).or_default() += share;
                }
            }
            for (term, count) in &counts {
                let number = *numbers.entry(*term).or_insert(lengths.len());
                if number == lengths.len() {
                    lengths.push(0);
                }
                lengths[number] += 1;
                found.push((number as u32, (place as u32, count / (SATURATION + count))));
            }
        }
        Self::laid_out(numbers, lengths, &found)
    }

    /// Puts the postings of each term together; those of one term keep their order.
    fn laid_out(numbers: HashMap<Term, usize>, lengths: Vec<u32>, found: &[(u32, Posting)]) -> Self {
        let mut next = Vec::with_capacity(lengths.len());
        let mut begin = 0;
        for length in &lengths {
            next.push(begin);
            begin += length;
        }
        let places = numbers.into_iter().map(|(term, number)| (term, (next[number], lengths[number])));
        let places = places.collect();
        let mut all = vec![(0, 0.0); found.len()];
        for (number, posting) in found {
            let at = &mut next[*number as usize];
            all[*at as usize] = *posting;
            *at += 1;
        }
        Self { places, all }
    }

    /// The items that bear a term, in their order.
    pub fn of(&self, term: Term) -> &[Posting] {
        let place = self.places.get(&term).map(|(begin, length)| (*begin as usize, *length as usize));
        place.and_then(|(begin, length)| self.all.get(begin..begin + length)).unwrap_or_default()
    }

    /// Every term with how many bear it.
    fn counts(&self) -> impl Iterator<Item = (Term, u32)> {
        self.places.iter().map(|(term, (_, length))| (*term, *length))
    }
}

/// How many items there are in all shards, and how many bear each term.
#[derive(Clone, Default)]
pub struct Vocabulary {
    items: usize,
    bearing: HashMap<Term, u32>,
}

impl Vocabulary {
    /// With a shard of so many items more.
    pub fn add(&mut self, items: usize, postings: &Postings) {
        self.items += items;
        for (term, count) in postings.counts() {
            *self.bearing.entry(term).or_default() += count;
        }
    }

    /// Without a shard that it was told of.
    pub fn take_away(&mut self, items: usize, postings: &Postings) {
        self.items -= items;
        for (term, count) in postings.counts() {
            if let Entry::Occupied(mut bearing) = self.bearing.entry(term) {
                *bearing.get_mut() -= count;
                if *bearing.get() == 0 {
                    bearing.remove();
                }
            }
        }
    }

    /// Whether an item bears a term.
    pub fn knows(&self, term: Term) -> bool {
        self.bearing.contains_key(&term)
    }

    /// How rare a term is, as BM25 counts it. One that no item bears says half as much as the rarest: it is a mistake or
    /// a name, and covering the rest must not look complete.
    pub fn rarity(&self, term: Term) -> f32 {
        let bearing = self.bearing.get(&term).copied().unwrap_or_default() as f32;
        let all = self.items as f32;
        let rarity = (1.0 + (all - bearing + 0.5) / (bearing + 0.5)).ln();
        if bearing == 0.0 { rarity / 2.0 } else { rarity }
    }
}
