//! Cutting text into terms: single Chinese characters, pairs of neighbours, and whole words of letters or digits.

use super::super::text::folded;

/// A term: one or two characters, or a word, packed or hashed into 64 bits.
pub type Term = u64;

/// A term and where it stands, in characters of the folded text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The term.
    pub term: Term,
    /// Its first character.
    pub start: usize,
    /// How many characters it spans.
    pub len: usize,
}

/// What people say around the thing they want. It does not tell one item from another.
const FILLERS: [&str; 24] = [
    "怎么办理",
    "如何办理",
    "在哪里办",
    "在哪办",
    "怎么办",
    "怎样办",
    "如何办",
    "我想要",
    "我想办",
    "我想",
    "我要",
    "想要",
    "请问",
    "需要什么材料",
    "需要什么",
    "要什么",
    "要怎么",
    "怎么",
    "怎样",
    "如何",
    "哪里",
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

/// All terms of a text: pairs and words, and single characters where `single` says so.
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
            found.push(Placed { term: word(&letters[at..end]), start: at, len: end - at });
            at = end;
        }
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
        // A character that stands alone is all there is.
        if single || run.len() == 1 {
            found.push(Placed { term: u64::from(*letter), start: offset + index, len: 1 });
        }
        if let Some(next) = run.get(index + 1) {
            found.push(Placed { term: pair(*letter, *next), start: offset + index, len: 2 });
        }
    }
}

fn pair(first: char, second: char) -> Term {
    (u64::from(first) << 21) | u64::from(second)
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
    fn the_words_around_a_question_are_left_out() {
        assert_eq!(strip_fillers("请问居住证怎么办理").trim(), "居住证");
        assert_eq!(strip_fillers("怎么办"), "怎么办");
    }
}
