//! Showing why something was found.

use super::index::Document;
use super::terms::{Kind, Placed, near, terms};

/// How long a quoted sentence may be, in characters.
const QUOTE: usize = 60;

/// What a question is looked for by: the pairs and words of it, and all of its terms.
pub struct Highlight {
    ordered: Vec<Placed>,
    whole: Vec<Placed>,
}

impl Highlight {
    /// Reads a question.
    pub fn of(question: &str) -> Self {
        Self { ordered: terms(question, false), whole: whole(question) }
    }

    /// Where the question's words stand in a text: start and length in characters, in order, not touching.
    pub fn marks(&self, text: &str) -> Vec<(u32, u32)> {
        let is_asked = |placed: &Placed| is_among(placed, &self.whole);
        let found: Vec<Placed> = whole(text).into_iter().filter(is_asked).collect();
        let mut marked = vec![false; text.chars().count()];
        // Words and what stands together first; single characters only where there is nothing better: they mark too
        // much.
        let together = found.iter().any(|placed| placed.kind != Kind::Single);
        for placed in found.iter().filter(|placed| together != (placed.kind == Kind::Single)) {
            // What stands between two that are near was not asked for.
            let step = if placed.kind == Kind::Near { placed.len - 1 } else { 1 };
            for at in (placed.start..=placed.last()).step_by(step) {
                marked.get_mut(at).into_iter().for_each(|flag| *flag = true);
            }
        }
        runs(&marked)
    }

    /// The text of an item that covers the question better than its name does: another title, a material, or a sentence
    /// of its conditions.
    pub fn found_in(&self, document: &Document) -> Option<String> {
        let covered = |text: &str| shared(&self.ordered, &terms(text, false));
        let by_name = covered(&document.summary.name);
        // Nothing covers it better than whole, and cutting up long conditions is what takes time.
        if by_name == self.ordered.len() {
            return None;
        }
        if let Some(title) = self.other_title(document) {
            return Some(title.to_owned());
        }
        let sentences = document.conditions.split(['。', ';', '\n']);
        let texts = document.materials.iter().map(String::as_str).chain(sentences);
        best(texts.map(|text| (covered(text), text)), by_name).map(|text| shorten(text.trim()))
    }

    /// What else an item is called, where that is closer to the question than its name is.
    fn other_title<'a>(&self, document: &'a Document) -> Option<&'a str> {
        let covered = |title| shared(&self.whole, &whole(title));
        let own = document.everyday_names.iter().map(String::as_str);
        let others = own.chain(document.synonyms.iter().map(String::as_str));
        best(others.map(|title| (covered(title), title)), covered(&document.summary.name))
    }
}

/// Every term of a title or a question.
fn whole(text: &str) -> Vec<Placed> {
    terms(text, true).into_iter().chain(near(text)).collect()
}

fn is_among(placed: &Placed, others: &[Placed]) -> bool {
    others.iter().any(|other| other.term == placed.term)
}

/// How many of these terms are among those.
fn shared(wanted: &[Placed], has: &[Placed]) -> usize {
    wanted.iter().filter(|wanted| is_among(wanted, has)).count()
}

/// The first of those that cover most, if that is more than this.
fn best<'a>(texts: impl Iterator<Item = (usize, &'a str)>, least: usize) -> Option<&'a str> {
    let better = |best: (usize, &'a str), next: (usize, &'a str)| if next.0 > best.0 { next } else { best };
    Some(texts.fold((least, ""), better).1).filter(|text| !text.is_empty())
}

fn runs(marked: &[bool]) -> Vec<(u32, u32)> {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for (index, _) in marked.iter().enumerate().filter(|(_, marked)| **marked) {
        let index = index as u32;
        match runs.last_mut() {
            Some((start, len)) if *start + *len == index => *len += 1,
            _ => runs.push((index, 1)),
        }
    }
    runs
}

fn shorten(text: &str) -> String {
    if text.chars().count() <= QUOTE {
        return text.to_owned();
    }
    text.chars().take(QUOTE).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_asked_for_are_marked() {
        let check = |text, question, expect: &[(u32, u32)]| {
            assert_eq!(Highlight::of(question).marks(text), expect, "{text}");
        };
        check("居住证申领", "居住证", &[(0, 3)]);
        check("首次申领居住证", "居住证申领", &[(2, 5)]);
        check("换领居民身份证", "身份证 换领", &[(0, 2), (4, 3)]);
        check("婚姻登记", "结婚", &[(0, 1)]);
        check("婚姻登记", "护照", &[]);
        check("居住证申领", "居注证", &[(0, 1), (2, 1)]);
        check("食品经营许可", "可许营经品食", &[(0, 6)]);
    }
}
