//! How a text sounds: pairs of syllables and of initials, so that pinyin finds Chinese and a word finds its homophone.

use std::collections::HashSet;
use std::sync::LazyLock;

use pinyin::ToPinyin;

use super::super::text::folded;
use super::terms::{Kind, Placed, Term, hash, is_han};

/// The longest syllable of pinyin, in letters: `zhuang`.
const SYLLABLE: usize = 6;
/// A word of more letters than this is not read as initials.
const INITIALS: usize = 8;

/// Every syllable that a Chinese character has.
static SYLLABLES: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let characters = ('\u{4E00}'..='\u{9FFF}').filter_map(|letter| letter.to_pinyin());
    // On keyboards ü is v.
    characters.map(|sound| sound.plain()).filter(|sound| sound.is_ascii()).collect()
});

/// The sounds of two Chinese characters next to each other, and their initials.
pub fn sounds(text: &str) -> Vec<Placed> {
    let letters: Vec<char> = folded(text).chars().collect();
    let heard: Vec<Option<&str>> =
        letters.iter().map(|letter| letter.to_pinyin().map(|sound| sound.plain())).collect();
    let mut found = Vec::with_capacity(letters.len() * 2);
    for (start, pair) in heard.windows(2).enumerate() {
        if let [Some(first), Some(second)] = pair
            && is_han(letters[start])
        {
            found.push(Placed { term: sound(first, second), kind: Kind::Sound, start, len: 2 });
            let initials = initials(first.as_bytes()[0], second.as_bytes()[0]);
            found.push(Placed { term: initials, kind: Kind::Initials, start, len: 2 });
        }
    }
    found
}

/// A word of letters as the sounds it may be: its syllables, or its letters as initials. Nothing where it is neither.
pub fn spelt(word: &str) -> Spelt<'_> {
    if let Some(syllables) = syllables(word) {
        return Spelt::Syllables(syllables);
    }
    // i, u and v begin no syllable.
    let begins = |letter: u8| letter.is_ascii_lowercase() && !matches!(letter, b'i' | b'u' | b'v');
    let letters = word.as_bytes();
    let differ = letters.iter().any(|letter| *letter != letters[0]);
    if (2..=INITIALS).contains(&word.len()) && differ && word.bytes().all(begins) {
        return Spelt::Initials(letters);
    }
    Spelt::Nothing
}

/// What a word of letters may be.
#[derive(Debug, PartialEq, Eq)]
pub enum Spelt<'a> {
    /// Pinyin written out.
    Syllables(Vec<&'a str>),
    /// The first letters of its syllables.
    Initials(&'a [u8]),
    /// Neither.
    Nothing,
}

impl Spelt<'_> {
    /// The terms of its neighbours, two by two.
    pub fn pairs(&self) -> Vec<Term> {
        match self {
            Self::Syllables(all) => all.windows(2).map(|pair| sound(pair[0], pair[1])).collect(),
            Self::Initials(all) => all.windows(2).map(|pair| initials(pair[0], pair[1])).collect(),
            Self::Nothing => Vec::new(),
        }
    }

    /// What a pair of it is.
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Initials(_) => Kind::Initials,
            _ => Kind::Sound,
        }
    }
}

/// A word cut into syllables without a rest. A consonant between vowels begins the second: `dangang` is dan gang.
fn syllables(word: &str) -> Option<Vec<&str>> {
    cut(word, |rest| !rest.starts_with(['a', 'e', 'o'])).or_else(|| cut(word, |_| true))
}

/// The longest syllables first; what comes behind one must be allowed to begin there. From the end, so that no piece is cut
/// twice: `xianxianxian…q` could be cut in more ways than anybody has time for.
fn cut(word: &str, may_follow: fn(&str) -> bool) -> Option<Vec<&str>> {
    if !word.is_ascii() {
        return None;
    }
    // For each place, how long the syllable is with which the rest can be cut.
    let mut lengths: Vec<Option<usize>> = vec![None; word.len() + 1];
    lengths[word.len()] = Some(0);
    for start in (0..word.len()).rev() {
        let ends = (start + 1..=usize::min(start + SYLLABLE, word.len())).rev();
        let end = ends.into_iter().find(|end| {
            lengths[*end].is_some() && SYLLABLES.contains(&word[start..*end]) && may_follow(&word[*end..])
        });
        lengths[start] = end.map(|end| end - start);
    }
    let mut all = Vec::new();
    let mut start = 0;
    while start < word.len() {
        let len = lengths[start]?;
        all.push(&word[start..start + len]);
        start += len;
    }
    Some(all)
}

/// Two bits of the top part the sounds from words and from pairs of characters.
fn sound(first: &str, second: &str) -> Term {
    hash(first.chars().chain(['\'']).chain(second.chars())) >> 3 | (1 << 61)
}

fn initials(first: u8, second: u8) -> Term {
    (u64::from(first) << 8 | u64::from(second)) | (1 << 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_of_letters_is_cut_into_syllables_or_initials() {
        assert_eq!(spelt("juzhuzheng"), Spelt::Syllables(vec!["ju", "zhu", "zheng"]));
        assert_eq!(spelt("hukou"), Spelt::Syllables(vec!["hu", "kou"]));
        // What could be cut greedily into a dead end is cut otherwise.
        assert_eq!(spelt("dangang"), Spelt::Syllables(vec!["dan", "gang"]));
        assert_eq!(spelt("jzz"), Spelt::Initials(b"jzz"));
        assert_eq!(spelt("qwertyuiop"), Spelt::Nothing);
        assert_eq!(spelt("zzzz"), Spelt::Nothing);
        assert_eq!(spelt("q2"), Spelt::Nothing);
        assert_eq!(spelt(&format!("{}q", "xian".repeat(50))), Spelt::Nothing);
    }

    #[test]
    fn what_is_spelt_sounds_like_what_is_written() {
        let terms = |text: &str, kind| -> Vec<Term> {
            sounds(text).into_iter().filter(|placed| placed.kind == kind).map(|placed| placed.term).collect()
        };
        assert_eq!(spelt("juzhuzheng").pairs(), terms("居住证", Kind::Sound));
        assert_eq!(spelt("jzz").pairs(), terms("居住证", Kind::Initials));
        assert_eq!(terms("居主证", Kind::Sound), terms("居住证", Kind::Sound));
        assert_ne!(terms("居中证", Kind::Sound), terms("居住证", Kind::Sound));
    }
}
