//! The second ranking, for the first few: how close a question is to a title as a whole. It puts the short name that was
//! meant before the long one that happens to contain it.

use pinyin::ToPinyin;

use super::index::Document;

/// Brackets qualify a name, and few people say them; but who says them means them.
const PLAIN: f32 = 0.95;
/// A synonym is our word, not the item's.
const SYNONYM: f32 = 0.8;

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

impl Letters {
    /// How close the question is to the closest title of a document: 1 is the title itself, in whichever order.
    pub fn closeness(&self, document: &Document) -> f32 {
        let name = document.summary.name.as_str();
        let plain = name.split('(').next().filter(|plain| plain.len() < name.len());
        let own = std::iter::once(name).chain(document.everyday_names.iter().map(String::as_str));
        let own = own.map(|title| (title, 1.0));
        let plain = plain.map(|title| (title, PLAIN));
        let synonyms = document.synonyms.iter().map(|title| (title.as_str(), SYNONYM));
        let titles = own.chain(plain).chain(synonyms);
        titles.map(|(title, weight)| weight * self.agreement(title)).fold(0.0, f32::max)
    }

    /// What the question and a title have in common: the harmonic mean of the share of the question, by weight, and the
    /// share of the title.
    fn agreement(&self, title: &str) -> f32 {
        let (mut used, mut length, mut common, mut weight) = (0_u64, 0.0, 0.0, 0.0);
        for letter in title.chars().filter(|letter| letter.is_alphanumeric()) {
            let letter = letter.to_ascii_lowercase();
            length += 1.0;
            let free = |(at, (other, _)): &(usize, &(Symbol, f32))| used & (1 << at) == 0 && other.is(letter);
            if let Some((at, (_, told))) = self.letters.iter().enumerate().find(free) {
                used |= 1 << at;
                common += 1.0;
                weight += told;
            }
        }
        if weight <= 0.0 {
            return 0.0;
        }
        let (of_question, of_title) = (weight / self.total, common / length);
        2.0 * of_question * of_title / (of_question + of_title)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_title_is_closest_and_a_mistake_is_closer_than_a_long_name() {
        let asked = |question: &str| {
            question.chars().map(|letter| (Symbol::Letter(letter), 1.0)).collect::<Letters>()
        };
        assert_eq!(asked("居住证").agreement("居住证"), 1.0);
        assert_eq!(asked("证住居").agreement("居住证"), 1.0);
        assert_eq!(asked("etc卡").agreement("ETC卡"), 1.0);
        assert_eq!(asked("护照").agreement("居住证"), 0.0);
        let meant = asked("居注证");
        assert!(meant.agreement("居住证") > meant.agreement("往来台湾通行证定居签注"));
        // A character counts as often as it was asked for.
        assert_eq!(asked("证").agreement("证证"), 2.0 / 3.0);
    }
}
