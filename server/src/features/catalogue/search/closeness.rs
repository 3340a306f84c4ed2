//! The second ranking, for the first few: how close a question is to a title as a whole. It puts the short name that was
//! meant before the long one that happens to contain it.

use pinyin::ToPinyin;

use super::index::Document;

/// Brackets qualify a name, and few people say them; but who says them means them.
const PLAIN: f32 = 0.95;
/// A synonym is our word, not the item's.
const SYNONYM: f32 = 0.8;
/// A wording is said as a whole: who says half of it means something else as often as not.
const PART_OF_WORDING: f32 = 0.4;
/// Neighbours in a wording that stand together in the question tell less than those in the name.
const NEIGHBOURS_IN_WORDING: f32 = 0.6;
/// Those in a synonym less still.
const NEIGHBOURS_IN_SYNONYM: f32 = 0.5;

/// What the parts of a likeness weigh against each other and against the first score, in powers of e. A logistic regression over
/// pairs of a right and a wrong answer to the development questions, cross-validated by item and rounded.
const BY_TITLE: f32 = 1.0;
const BY_COVERAGE: f32 = 2.5;
const BY_NEIGHBOURS: f32 = 1.5;
const BY_NAME: f32 = 3.5;

/// What a question has for one character of a title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Symbol {
    /// The character.
    Letter(char),
    /// How it sounds.
    Sound(String),
    /// How it begins to sound.
    Initial(u8),
}

impl Symbol {
    fn is(&self, letter: char) -> bool {
        let sound = || letter.to_pinyin().map_or("", |sound| sound.plain());
        match self {
            Self::Letter(other) => *other == letter,
            Self::Sound(other) => sound() == other,
            Self::Initial(other) => sound().as_bytes().first() == Some(other),
        }
    }
}

/// The characters of a question that are compared, each with what it tells.
#[derive(Debug)]
pub struct Letters {
    letters: Vec<(Symbol, f32)>,
    total: f32,
}

impl FromIterator<(Symbol, f32)> for Letters {
    fn from_iter<T: IntoIterator<Item = (Symbol, f32)>>(letters: T) -> Self {
        // As many as a set of 64 bits can tell apart.
        let letters: Vec<(Symbol, f32)> = letters.into_iter().take(64).collect();
        let total = letters.iter().map(|(_, weight)| weight).sum();
        Self { letters, total }
    }
}

/// What a question and one title have in common.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Likeness {
    /// The harmonic mean of the share of the question, by weight, and the share of the title, in whichever order.
    agreement: f32,
    /// The share of the question's neighbours, by weight, that are neighbours in the title.
    neighbours: f32,
    /// Whether the question is the title.
    same: bool,
}

impl Likeness {
    /// The best of both in everything.
    fn or(self, other: Self) -> Self {
        Self {
            agreement: self.agreement.max(other.agreement),
            neighbours: self.neighbours.max(other.neighbours),
            same: self.same || other.same,
        }
    }
}

/// How close a question is to an item's titles.
#[derive(Clone, Copy, Debug)]
pub struct Closeness {
    name: Likeness,
    /// The name without what stands in brackets.
    plain: Likeness,
    wordings: Likeness,
    synonyms: Likeness,
    /// How many characters the name has.
    length: usize,
}

impl Closeness {
    /// To the closest title: 1 is the title itself, in whichever order.
    pub fn near(&self) -> f32 {
        self.nearest(self.wordings.agreement)
    }

    /// What becomes of the score of a hit that covers this share of the question.
    pub fn weight(&self, covered: f32) -> f32 {
        let same = self.name.same || self.plain.same || self.wordings.same;
        let said = if self.wordings.same { 1.0 } else { PART_OF_WORDING * self.wordings.agreement };
        let neighbours = [
            self.name.neighbours,
            self.plain.neighbours,
            self.wordings.neighbours * NEIGHBOURS_IN_WORDING,
            self.synonyms.neighbours * NEIGHBOURS_IN_SYNONYM,
            f32::from(u8::from(same)),
        ];
        let power = BY_TITLE * self.nearest(said)
            + BY_COVERAGE * covered
            + BY_NEIGHBOURS * neighbours.into_iter().fold(0.0, f32::max)
            + BY_NAME * f32::from(u8::from(same));
        // Of two that say the same the shorter is meant.
        power.exp() / (self.length.max(1) as f32).sqrt()
    }

    fn nearest(&self, wordings: f32) -> f32 {
        let titles = [self.name.agreement, self.plain.agreement * PLAIN, self.synonyms.agreement * SYNONYM];
        titles.into_iter().fold(wordings, f32::max)
    }
}

impl Letters {
    /// How close the question is to the titles of a document.
    pub fn closeness(&self, document: &Document) -> Closeness {
        let title = document.summary.name.as_str();
        let plain = title.split('(').next().filter(|plain| plain.len() < title.len());
        let best = |titles: &[String]| {
            let each = titles.iter().map(|title| self.likeness(title));
            each.fold(Likeness::default(), Likeness::or)
        };
        let name = self.likeness(title);
        Closeness {
            name,
            plain: plain.map_or(name, |plain| self.likeness(plain)),
            wordings: best(&document.everyday_names),
            synonyms: best(&document.synonyms),
            length: title.chars().count(),
        }
    }

    /// What the question and a title have in common.
    fn likeness(&self, title: &str) -> Likeness {
        let letters = title.chars().filter(|letter| letter.is_alphanumeric());
        let places: Vec<u64> = letters.map(|letter| self.places(letter.to_ascii_lowercase())).collect();
        let follow = places.windows(2).fold(0, |seconds, two| seconds | (two[0] << 1) & two[1]);
        let same = places.len() == self.letters.len()
            && places.iter().enumerate().all(|(at, places)| places & (1 << at) != 0);
        Likeness { agreement: self.agreement(&places), neighbours: self.neighbours(follow), same }
    }

    /// Where in the question a character stands, as bits.
    fn places(&self, letter: char) -> u64 {
        let all = self.letters.iter().enumerate();
        all.filter(|(_, (symbol, _))| symbol.is(letter)).fold(0, |places, (at, _)| places | 1 << at)
    }

    /// The share, by weight, of its neighbours of which the second ones stand at these places.
    fn neighbours(&self, seconds: u64) -> f32 {
        let (mut total, mut common) = (0.0, 0.0);
        for (at, two) in self.letters.windows(2).enumerate() {
            let told = (two[0].1 * two[1].1).sqrt();
            total += told;
            common += if seconds & (2 << at) == 0 { 0.0 } else { told };
        }
        if total > 0.0 { common / total } else { 0.0 }
    }

    /// The harmonic mean of the share of the question, by weight, and the share of a title, of whose characters these
    /// are the places in the question. A character counts as often as it was asked for.
    fn agreement(&self, title: &[u64]) -> f32 {
        let (mut used, mut common, mut weight) = (0_u64, 0.0, 0.0);
        for places in title {
            let free = places & !used;
            if free != 0 {
                used |= free & free.wrapping_neg();
                common += 1.0;
                weight += self.letters[free.trailing_zeros() as usize].1;
            }
        }
        if weight <= 0.0 {
            return 0.0;
        }
        let (of_question, of_title) = (weight / self.total, common / title.len() as f32);
        2.0 * of_question * of_title / (of_question + of_title)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(question: &str) -> Letters {
        question.chars().map(|letter| (Symbol::Letter(letter), 1.0)).collect()
    }

    #[test]
    fn the_whole_title_is_closest_and_a_mistake_is_closer_than_a_long_name() {
        let agreement = |question: &str, title: &str| asked(question).likeness(title).agreement;
        assert_eq!(agreement("居住证", "居住证"), 1.0);
        assert_eq!(agreement("证住居", "居住证"), 1.0);
        assert_eq!(agreement("etc卡", "ETC卡"), 1.0);
        assert_eq!(agreement("护照", "居住证"), 0.0);
        assert!(agreement("居注证", "居住证") > agreement("居注证", "往来台湾通行证定居签注"));
        // A character counts as often as it was asked for.
        assert_eq!(agreement("证", "证证"), 2.0 / 3.0);
    }

    #[test]
    fn what_stands_together_in_the_question_is_looked_for_together() {
        let likeness = |question: &str, title: &str| asked(question).likeness(title);
        assert_eq!(likeness("居住证", "居住证申领").neighbours, 1.0);
        assert_eq!(likeness("居住证", "居住地证明").neighbours, 0.5);
        assert_eq!(likeness("居住证", "证住居").neighbours, 0.0);
        assert!(likeness("etc卡", "ETC 卡").same);
        assert!(!likeness("居住证", "证住居").same);
        assert!(!likeness("居住证", "居住证申领").same);
    }

    #[test]
    fn the_name_is_before_half_a_wording_and_the_short_before_the_long() {
        let whole = Likeness { agreement: 1.0, neighbours: 1.0, same: true };
        let half = Likeness { agreement: 0.6, neighbours: 0.6, same: false };
        let none = Likeness::default();
        let of = |name, wordings, length| {
            Closeness { name, plain: name, wordings, synonyms: none, length }.weight(1.0)
        };
        assert!(of(half, none, 8) > of(none, half, 8));
        assert!(of(none, whole, 8) > of(half, half, 8));
        assert!(of(half, none, 8) > of(half, none, 20));
    }
}
