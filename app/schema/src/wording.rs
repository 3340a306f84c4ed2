//! What became of a text word by word, as a trace shows it (痕迹保留): words kept, struck and added. A character of a
//! script without spaces is a word by itself.

use std::iter::{once, repeat_n};

/// The most pairs of words that are compared; beyond that all that differs is struck and added as a whole.
const MOST: usize = 4_000_000;

/// A stretch of a text that was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stretch {
    /// It is in both.
    Kept(String),
    /// It was taken out.
    Struck(String),
    /// It came.
    Added(String),
}

/// The way from one text to the other, with as few words struck and added as can be.
pub fn changed(before: &str, after: &str) -> Vec<Stretch> {
    let (old, new) = (words(before), words(after));
    let same = |(a, b): &(&&str, &&str)| a == b;
    let head = old.iter().zip(&new).take_while(same).count();
    let tail = old[head..].iter().rev().zip(new[head..].iter().rev()).take_while(same).count();
    let (old_end, new_end) = (old.len() - tail, new.len() - tail);
    let kept = kept(&old[head..old_end], &new[head..new_end]);
    let mut way = Way::default();
    way.push(Is::Kept, &old[..head]);
    let (mut old_at, mut new_at) = (head, head);
    for (old_kept, new_kept) in
        kept.into_iter().map(|(a, b)| (head + a, head + b)).chain(once((old_end, new_end)))
    {
        way.push(Is::Struck, &old[old_at..old_kept]);
        way.push(Is::Added, &new[new_at..new_kept]);
        way.push(Is::Kept, &old[old_kept..(old_kept + 1).min(old_end)]);
        (old_at, new_at) = (old_kept + 1, new_kept + 1);
    }
    way.push(Is::Kept, &old[old_end..]);
    way.0.into_iter().map(Stretch::from).collect()
}

/// The words of a text, with what stands between them: nothing of it is lost.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let is_run = |letter: char| letter.is_alphanumeric() && !is_ideograph(letter);
        let end = match is_run(first) {
            true => rest.find(|letter| !is_run(letter)).unwrap_or(rest.len()),
            false => first.len_utf8(),
        };
        let (word, others) = rest.split_at(end);
        words.push(word);
        rest = others;
    }
    words
}

/// Whether a letter is a word by itself: of Chinese, Japanese kana, Korean left whole.
const fn is_ideograph(letter: char) -> bool {
    matches!(letter, '\u{3000}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// The places of a longest common subsequence.
fn kept(old: &[&str], new: &[&str]) -> Vec<(usize, usize)> {
    if old.len().saturating_mul(new.len()) > MOST {
        return Vec::new();
    }
    let width = new.len() + 1;
    // How long the longest one is from each pair of places on.
    let mut longest: Vec<u32> = repeat_n(0, (old.len() + 1) * width).collect();
    for (a, old) in old.iter().enumerate().rev() {
        for (b, new) in new.iter().enumerate().rev() {
            let (down, right) = (longest[(a + 1) * width + b], longest[a * width + b + 1]);
            let here = if old == new { longest[(a + 1) * width + b + 1] + 1 } else { down.max(right) };
            longest[a * width + b] = here;
        }
    }
    let (mut a, mut b, mut kept) = (0, 0, Vec::new());
    while a < old.len() && b < new.len() {
        if old[a] == new[b] {
            kept.push((a, b));
            (a, b) = (a + 1, b + 1);
        } else if longest[(a + 1) * width + b] >= longest[a * width + b + 1] {
            a += 1;
        } else {
            b += 1;
        }
    }
    kept
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Is {
    Kept,
    Struck,
    Added,
}

impl From<(Is, String)> for Stretch {
    fn from((is, text): (Is, String)) -> Self {
        match is {
            Is::Kept => Self::Kept(text),
            Is::Struck => Self::Struck(text),
            Is::Added => Self::Added(text),
        }
    }
}

/// Stretches, each as long as it can be: of what lies between two kept ones all that was struck stands first.
#[derive(Default)]
struct Way(Vec<(Is, String)>);

impl Way {
    fn push(&mut self, is: Is, words: &[&str]) {
        let text = words.concat();
        match self.0.last_mut() {
            _ if text.is_empty() => {}
            Some((last, before)) if *last == is => before.push_str(&text),
            Some((Is::Added, _)) if is == Is::Struck => {
                let place = self.0.len() - 1;
                match place.checked_sub(1).and_then(|before| self.0.get_mut(before)) {
                    Some((Is::Struck, before)) => before.push_str(&text),
                    _ => self.0.insert(place, (is, text)),
                }
            }
            _ => self.0.push((is, text)),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Stretch::{Added, Kept, Struck};
    use super::*;

    fn told(before: &str, after: &str) -> String {
        let stretch = |stretch| match stretch {
            Kept(text) => text,
            Struck(text) => format!("[-{text}]"),
            Added(text) => format!("[+{text}]"),
        };
        changed(before, after).into_iter().map(stretch).collect()
    }

    #[test]
    fn words_are_struck_and_added_where_they_changed() {
        for (before, after, expect) in [
            ("墙面破损，待整改。", "墙面破损，已整改。", "墙面破损，[-待][+已]整改。"),
            ("two hygiene faults", "three hygiene faults", "[-two][+three] hygiene faults"),
            ("面积 120 平方米", "面积 1200 平方米", "面积 [-120][+1200] 平方米"),
            ("", "好", "[+好]"),
            ("好", "", "[-好]"),
            ("同意", "同意", "同意"),
            ("甲乙", "丙丁", "[-甲乙][+丙丁]"),
        ] {
            assert_eq!(told(before, after), expect);
        }
        assert_eq!(changed("", ""), []);
    }

    #[test]
    fn what_is_too_long_to_compare_is_told_as_a_whole() {
        let (before, after) = ("甲".repeat(2_500), "乙".repeat(2_500));
        assert_eq!(changed(&before, &after), [Struck(before.clone()), Added(after)]);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn both_texts_can_be_read_from_it(before in "[ab甲乙 ]{0,12}", after in "[ab甲乙 ]{0,12}") {
            let all = changed(&before, &after);
            let old = |it: &Stretch| match it { Kept(text) | Struck(text) => text.clone(), Added(_) => String::new() };
            let new = |it: &Stretch| match it { Kept(text) | Added(text) => text.clone(), Struck(_) => String::new() };
            prop_assert_eq!(all.iter().map(old).collect::<String>(), before);
            prop_assert_eq!(all.iter().map(new).collect::<String>(), after);
        }
    }
}
