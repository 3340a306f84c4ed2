//! Cutting text into terms: single Chinese characters, pairs of neighbours, pairs that stand near each other, and whole
//! words of letters or digits.

use super::super::text::folded;

/// A term: one or two characters, or a word, packed or hashed into 64 bits.
pub type Term = u64;

/// What a term is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One Chinese character.
    Single,
    /// Two neighbours in their order.
    Pair,
    /// Two that stand near each other, in whichever order.
    Near,
    /// A word of letters or digits.
    Word,
    /// The sounds of two neighbours.
    Sound,
    /// The initials of two neighbours.
    Initials,
}

/// A term and where it stands, in characters of the folded text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The term.
    pub term: Term,
    /// What it is made of.
    pub kind: Kind,
    /// Its first character.
    pub start: usize,
    /// How many characters it spans.
    pub len: usize,
}

impl Placed {
    /// What is left of what it tells, because it holds a character of grammar.
    pub fn light(&self, letters: &[char]) -> f32 {
        let is_light = |at: usize| letters.get(at).is_some_and(|letter| LIGHT.contains(*letter));
        if is_light(self.start) || is_light(self.last()) { LEFT } else { 1.0 }
    }

    /// Its last character.
    pub const fn last(&self) -> usize {
        self.start + self.len - 1
    }
}

/// What is left of what a term tells that holds one of these.
const LEFT: f32 = 0.3;
/// Characters of grammar: pronouns, particles, and verbs that go with any matter.
const LIGHT: &str = "我你您他她它咱们俩的地得了着过吗呢啊吧呀嘛哦这那哪就都也还又再很太挺更最把被给让叫向往从在到跟和与或对为因所以如果要想能会该可不没是有去来说看弄搞";

/// How far apart two characters may be and still stand near each other.
const REACH: usize = 2;

/// All terms of a text that stand in order: pairs and words, and single characters where `single` says so.
pub fn terms(text: &str, single: bool) -> Vec<Placed> {
    let letters: Vec<char> = folded(text).chars().collect();
    let mut found = Vec::with_capacity(letters.len() * 2);
    let mut at = 0;
    while at < letters.len() {
        let end = run_end(&letters, at);
        if end == at {
            at += 1;
        } else if is_han(letters[at]) {
            han_terms(&letters[at..end], at, single, &mut found);
            at = end;
        } else {
            let term = word(&letters[at..end]);
            found.push(Placed { term, kind: Kind::Word, start: at, len: end - at });
            at = end;
        }
    }
    found
}

/// The Chinese characters that stand next to each other or have one between them, two by two, in whichever order. Two
/// texts share some of them although a character is missing, wrong, too many or in another's place.
pub fn near(text: &str) -> Vec<Placed> {
    let letters: Vec<char> = folded(text).chars().collect();
    let mut found = Vec::with_capacity(letters.len() * REACH);
    for (start, letter) in letters.iter().enumerate().filter(|(_, letter)| is_han(**letter)) {
        let others = letters[start + 1..].iter().take(REACH).take_while(|other| is_han(**other));
        found.extend(others.zip(2..).map(|(other, len)| {
            let term = either(*letter, *other);
            Placed { term, kind: Kind::Near, start, len }
        }));
    }
    found
}

/// Where the run of characters of one kind that begins here ends; here itself for a character that is no term.
fn run_end(letters: &[char], at: usize) -> usize {
    let first = letters[at];
    let same = |letter: &char| {
        if is_han(first) { is_han(*letter) } else { letter.is_alphanumeric() && !is_han(*letter) }
    };
    at + letters[at..].iter().take_while(|letter| same(letter)).count()
}

fn han_terms(run: &[char], offset: usize, single: bool, found: &mut Vec<Placed>) {
    for (index, letter) in run.iter().enumerate() {
        let start = offset + index;
        // A character that stands alone is all there is.
        if single || run.len() == 1 {
            found.push(Placed { term: u64::from(*letter), kind: Kind::Single, start, len: 1 });
        }
        if let Some(next) = run.get(index + 1) {
            found.push(Placed { term: pair(*letter, *next), kind: Kind::Pair, start, len: 2 });
        }
    }
}

fn pair(first: char, second: char) -> Term {
    (u64::from(first) << 21) | u64::from(second)
}

/// Two characters in whichever order, with the second bit set so that they meet no pair in order.
fn either(one: char, other: char) -> Term {
    pair(char::min(one, other), char::max(one, other)) | (1 << 62)
}

/// A word, with the top bit set so that it meets no pair.
fn word(letters: &[char]) -> Term {
    hash(letters.iter().copied()) | (1 << 63)
}

/// FNV-1a.
pub fn hash(letters: impl Iterator<Item = char>) -> Term {
    letters.fold(0xcbf2_9ce4_8422_2325_u64, |hash, letter| {
        (hash ^ u64::from(letter)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// Whether a character is Chinese writing (CJK unified ideographs with extension A and the supplementary planes).
pub fn is_han(letter: char) -> bool {
    matches!(u32::from(letter), 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0x2_0000..=0x3_FFFF)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_into_characters_pairs_and_words() {
        let spans = |text, single| -> Vec<(usize, usize)> {
            terms(text, single).into_iter().map(|placed| (placed.start, placed.len)).collect()
        };
        assert_eq!(spans("居住证", true), [(0, 1), (0, 2), (1, 1), (1, 2), (2, 1)]);
        assert_eq!(spans("居住证", false), [(0, 2), (1, 2)]);
        assert_eq!(spans("ETC卡，办", false), [(0, 3), (3, 1), (5, 1)]);
        assert_eq!(terms("ＥＴＣ", false), terms("etc", false));
    }

    #[test]
    fn some_of_what_stands_near_outlasts_a_mistake() {
        let shared = |one, other| {
            let (one, other) = (near(one), near(other));
            one.iter().filter(|placed| other.iter().any(|wanted| wanted.term == placed.term)).count()
        };
        assert_eq!(shared("居住证", "居住证"), 3);
        assert_eq!(shared("居住证", "证住居"), 3);
        assert_eq!(shared("居住证", "居证住"), 3);
        assert_eq!(shared("居住证", "居注证"), 1);
        assert_eq!(shared("居住证", "居证"), 1);
        assert_eq!(shared("居住证", "居 证"), 0);
        assert_eq!(near("etc卡"), []);
    }

    #[test]
    fn no_term_of_one_kind_is_one_of_another() {
        let all: Vec<Placed> = terms("住居住A", true).into_iter().chain(near("住居住A")).collect();
        for (one, other) in all.iter().flat_map(|one| all.iter().map(move |other| (one, other))) {
            assert!(one.term != other.term || one.kind == other.kind, "{one:?} {other:?}");
        }
    }
}
