//! What of an item is indexed, how much it counts, and how long it is on average.

use super::index::Document;
use super::sounds::sounds;
use super::terms::{Placed, near, terms};

/// How much a hit in a field counts, how strongly the length of the field tells against it, and what is indexed of it.
pub struct Field {
    weight: f32,
    length: f32,
    kind: Text,
}

/// What is indexed of a text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Text {
    /// Of a title also single characters, what stands near and how it sounds, because that makes up for mistakes.
    Title,
    /// Of words of ours, which are many and much alike, no single characters, and each term once.
    Words,
    /// Pairs and words.
    Plain,
}

const NAME: Field = Field { weight: 3.0, length: 0.5, kind: Text::Title };
const EVERYDAY: Field = Field { weight: 3.0, length: 0.3, kind: Text::Title };
/// A synonym is our word, not the item's.
const SYNONYM: Field = Field { weight: 1.5, length: 0.0, kind: Text::Words };
const CATALOG: Field = Field { weight: 1.0, length: 0.5, kind: Text::Plain };
const THEME: Field = Field { weight: 0.8, length: 0.0, kind: Text::Plain };
const AGENCY: Field = Field { weight: 0.6, length: 0.3, kind: Text::Plain };
const MATERIAL: Field = Field { weight: 0.5, length: 0.7, kind: Text::Plain };
const CONDITION: Field = Field { weight: 0.3, length: 0.7, kind: Text::Plain };
const FIELDS: usize = 8;

/// Only the beginning of long conditions is indexed: it says what they are about.
const CONDITION_LETTERS: usize = 160;

/// How many steps of an average length double it. What a term says of an item hangs on the averages of the whole catalogue; were
/// they exact, each item that is published would change a little of what every other term says, and nothing of an index could be
/// kept. So they are rounded, to within 5 in 100.
const STEPS: f64 = 8.0;

impl Field {
    /// What a term in a text of this field counts, beside others of this average length.
    pub fn share(&self, text: &str, average: f32) -> f32 {
        let length = if average > 0.0 { letters(text) as f32 / average } else { 1.0 };
        self.weight / (1.0 - self.length + self.length * length)
    }

    /// The terms of a text of this field.
    pub fn cut(&self, text: &str) -> Vec<Placed> {
        let mut placed = terms(text, self.kind == Text::Title);
        if self.kind != Text::Plain {
            placed.extend(near(text));
            placed.extend(sounds(text));
        }
        if self.kind == Text::Words {
            placed.sort_unstable_by_key(|placed| placed.term);
            placed.dedup_by_key(|placed| placed.term);
        }
        placed
    }
}

/// The fields of an item with their texts.
pub fn fields(document: &Document) -> [(Field, String); FIELDS] {
    let beginning: String = document.conditions.chars().take(CONDITION_LETTERS).collect();
    [
        (NAME, document.summary.name.clone()),
        (EVERYDAY, document.everyday_names.join(" ")),
        (SYNONYM, document.synonyms.join(" ")),
        (CATALOG, document.catalog_name.clone()),
        (THEME, document.themes.join(" ")),
        (AGENCY, document.summary.department.clone()),
        (MATERIAL, document.materials.join(" ")),
        (CONDITION, beginning),
    ]
}

fn letters(text: &str) -> u64 {
    text.chars().count() as u64
}

/// How many characters each field has in all items together, and how many items have the field. Whole numbers, so that the sum is
/// the same in whichever order it is made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lengths([(u64, u64); FIELDS]);

/// How long each field is on average, about; 0 where there is none.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Averages([f32; FIELDS]);

impl Lengths {
    /// Of these documents.
    pub fn of(documents: &[Document]) -> Self {
        let mut sums = Self::default();
        for document in documents {
            for ((_, text), (sum, count)) in
                fields(document).iter().zip(&mut sums.0).filter(|((_, text), _)| !text.is_empty())
            {
                *sum += letters(text);
                *count += 1;
            }
        }
        sums
    }

    /// Of both.
    #[must_use]
    pub fn and(mut self, other: &Self) -> Self {
        for ((sum, count), (more, items)) in self.0.iter_mut().zip(other.0) {
            *sum += more;
            *count += items;
        }
        self
    }

    /// The averages.
    pub fn averages(&self) -> Averages {
        Averages(self.0.map(|(sum, count)| if count > 0 { rounded(sum as f64 / count as f64) } else { 0.0 }))
    }
}

impl Averages {
    /// Of each field, in the order in which [`fields`] gives them.
    pub const fn each(&self) -> [f32; FIELDS] {
        self.0
    }
}

fn rounded(length: f64) -> f32 {
    ((length.log2() * STEPS).round() / STEPS).exp2() as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_average_is_told_by_steps() {
        for length in [1.0, 7.3, 16.0, 18.2, 160.0_f64] {
            let told = f64::from(rounded(length));
            assert!((told / length - 1.0).abs() < 0.05, "{length}: {told}");
            assert_eq!(rounded(told), told as f32);
        }
        assert_eq!(rounded(18.2), rounded(18.2001));
        assert!(rounded(18.2) < rounded(20.0));
        assert_eq!(Lengths::default().averages(), Averages::default());
    }
}
