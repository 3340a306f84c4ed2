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
    /// Its last character.
    pub const fn last(&self) -> usize {
        self.start + self.len - 1
    }
}

/// How far apart two characters may be and still stand near each other.
const REACH: usize = 2;

/// What people say around the thing they want, the longest first. It does not tell one item from another.
const FILLERS: [&str; 32] = [
    "需要哪些手续",
    "需要哪些材料",
    "需要什么材料",
    "需要哪些",
    "需要什么",
    "需要带什么",
    "怎么办理",
    "如何办理",
    "在哪里办",
    "去哪里办",
    "在哪办",
    "去哪办",
    "怎么办",
    "怎样办",
    "如何办",
    "我想要",
    "我想办",
    "我想",
    "我要",
    "想要",
    "请问",
    "要什么",
    "要怎么",
    "怎么",
    "怎样",
    "如何",
    "去哪里",
    "哪里",
    "哪些",
    "什么",
    "吗",
    "呢",
];

/// What a person asked, without the words around it; the whole question where nothing would be left.
pub fn strip_fillers(question: &str) -> String {
    let folded = folded(question);
    let stripped = FILLERS.iter().fold(folded.clone(), |text, filler| text.replace(filler, " "));
    if stripped.chars().any(char::is_alphanumeric) { stripped } else { folded }
}

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

/// FNV-1a, with the top bit set so that no word meets a pair.
fn word(letters: &[char]) -> Term {
    let hash = letters.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, letter| {
        (hash ^ u64::from(*letter)).wrapping_mul(0x0100_0000_01b3)
    });
    hash | (1 << 63)
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

    #[test]
    fn the_words_around_a_question_are_left_out() {
        assert_eq!(strip_fillers("请问居住证怎么办理").trim(), "居住证");
        assert_eq!(strip_fillers("公司注销需要哪些手续").trim(), "公司注销");
        assert_eq!(strip_fillers("怎么办"), "怎么办");
        // A longer filler after a shorter one it contains would never be reached.
        for (at, filler) in FILLERS.iter().enumerate() {
            assert!(!FILLERS[..at].iter().any(|before| filler.contains(before)), "{filler}");
        }
    }
}
