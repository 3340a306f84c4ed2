//! Blocked words (屏蔽词): a question that holds one is answered politely without saying it again, and no answer holds one.
//!
//! A word is known however it is parted by spaces and signs, and whether it is written in capitals or in full width. What is
//! found is covered letter by letter, so that places in a text stay what they were.

/// What covers a letter.
pub const COVER: char = '＊';

/// The blocked words, as they are looked for.
#[derive(Clone, Debug)]
pub struct Blocked {
    words: Vec<Vec<char>>,
    fold: fn(char) -> char,
}

impl Default for Blocked {
    fn default() -> Self {
        Self { words: Vec::new(), fold: plain }
    }
}

impl Blocked {
    /// Of these words; `fold` says of which letters it does not matter which of them is written (traditional ones and
    /// simplified), beside capitals and width.
    pub fn new<'a>(words: impl IntoIterator<Item = &'a str>, fold: fn(char) -> char) -> Self {
        let mut blocked = Self { words: Vec::new(), fold };
        let words = words.into_iter().map(|word| blocked.letters(word).map(|(letter, _)| letter).collect());
        let words: Vec<Vec<char>> = words.filter(|word: &Vec<char>| !word.is_empty()).collect();
        blocked.words = words;
        blocked
    }

    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether a text holds one of them.
    pub fn holds(&self, text: &str) -> bool {
        !self.is_empty() && !self.found(text).is_empty()
    }

    /// The text with all of them covered.
    pub fn cleaned(&self, text: &str) -> String {
        let mut text = text.to_owned();
        // Covering one may bring the letters around it together; each round leaves fewer letters.
        loop {
            let found = if self.is_empty() { Vec::new() } else { self.found(&text) };
            if found.is_empty() {
                return text;
            }
            let covered = |(at, letter): (usize, char)| if found.contains(&at) { COVER } else { letter };
            text = text.chars().enumerate().map(covered).collect();
        }
    }

    /// Which letters of a text belong to one of them.
    fn found(&self, text: &str) -> Vec<usize> {
        let letters: Vec<(char, usize)> = self.letters(text).collect();
        let mut found = Vec::new();
        for word in &self.words {
            for window in letters.windows(word.len()) {
                if window.iter().map(|(letter, _)| letter).eq(word) {
                    found.extend(window.iter().map(|(_, at)| *at));
                }
            }
        }
        found
    }

    /// The letters and digits of a text as they are compared, each with its place.
    fn letters(&self, text: &str) -> impl Iterator<Item = (char, usize)> {
        let fold = self.fold;
        let letters = text.chars().enumerate().filter(|(_, letter)| letter.is_alphanumeric());
        letters.map(move |(at, letter)| (plain(fold(plain(letter))), at)).collect::<Vec<_>>().into_iter()
    }
}

/// A letter in lower case and of usual width.
fn plain(letter: char) -> char {
    let letter = match letter {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter),
        _ => letter,
    };
    letter.to_lowercase().next().unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_word_is_known_however_it_is_written() {
        let blocked = Blocked::new(["代开发票", "ABC", "…"], |letter| match letter {
            '發' => '发',
            '開' => '开',
            _ => letter,
        });
        for text in ["哪里能代开发票", "代 开-发.票", "代開發票", "ａｂｃ", "aBc"] {
            assert!(blocked.holds(text), "{text}");
        }
        assert_eq!(blocked.cleaned("哪里能代 开发票？"), "哪里能＊ ＊＊＊？");
        assert!(!blocked.holds("发票怎么开") && !Blocked::default().holds("代开发票"));
    }

    proptest! {
        #[test]
        fn no_blocked_word_is_left(
            words in prop::collection::vec("[a-c甲乙Ａ]{1,3}", 0..4),
            text in "[a-cA-C甲乙丙Ａ ，＊]{0,30}",
        ) {
            let blocked = Blocked::new(words.iter().map(String::as_str), |letter| letter);
            let cleaned = blocked.cleaned(&text);
            prop_assert!(!blocked.holds(&cleaned), "{cleaned}");
            prop_assert_eq!(cleaned.chars().count(), text.chars().count());
            prop_assert_eq!(cleaned == text, !blocked.holds(&text));
        }
    }
}
