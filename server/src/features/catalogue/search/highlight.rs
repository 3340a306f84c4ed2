//! Showing why something was found.

use super::index::Document;
use super::terms::{Placed, terms};

/// How long a quoted sentence may be, in characters.
const QUOTE: usize = 60;

/// Where the question's words stand in a text: start and length in characters, in order, not touching.
pub fn marks(text: &str, question: &str) -> Vec<(u32, u32)> {
    let wanted: Vec<Placed> = terms(question, true);
    let has = |len: usize, placed: &Placed| {
        placed.len == len && wanted.iter().any(|wanted| wanted.term == placed.term)
    };
    let placed = terms(text, true);
    let mut marked = vec![false; text.chars().count()];
    let mut mark = |placed: &Placed| {
        let end = usize::min(placed.start + placed.len, marked.len());
        marked.get_mut(placed.start..end).into_iter().flatten().for_each(|flag| *flag = true);
    };
    // Pairs and words first; single characters only where there is nothing better: they mark too much.
    if placed.iter().any(|placed| placed.len > 1 && has(placed.len, placed)) {
        placed.iter().filter(|placed| placed.len > 1 && has(placed.len, placed)).for_each(&mut mark);
    } else {
        placed.iter().filter(|placed| has(1, placed)).for_each(&mut mark);
    }
    runs(&marked)
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

/// The text of an item that covers the question better than its name does: an everyday name, a material, or a
/// sentence of its conditions.
pub fn found_in(document: &Document, question: &str) -> Option<String> {
    let wanted: Vec<Placed> = terms(question, false);
    let covered = |text: &str| {
        let has = terms(text, false);
        wanted.iter().filter(|wanted| has.iter().any(|placed| placed.term == wanted.term)).count()
    };
    let by_name = covered(&document.summary.name);
    // Nothing covers it better than whole, and cutting up long conditions is what takes time.
    if by_name == wanted.len() {
        return None;
    }
    let sentences = document.conditions.split(['。', ';', ';', '\n']);
    document
        .everyday_names
        .iter()
        .map(String::as_str)
        .chain(document.materials.iter().map(String::as_str))
        .chain(sentences)
        .map(|text| (covered(text), text))
        .filter(|(count, _)| *count > by_name)
        // The first of the best: everyday names before materials before conditions.
        .fold(
            None,
            |best: Option<(usize, &str)>, next| {
                if best.is_some_and(|best| best.0 >= next.0) { best } else { Some(next) }
            },
        )
        .map(|(_, text)| shorten(text.trim()))
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
        let check =
            |text, question, expect: &[(u32, u32)]| assert_eq!(marks(text, question), expect, "{text}");
        check("居住证申领", "居住证", &[(0, 3)]);
        check("首次申领居住证", "居住证申领", &[(2, 5)]);
        check("换领居民身份证", "身份证 换领", &[(0, 2), (4, 3)]);
        check("婚姻登记", "结婚", &[(0, 1)]);
        check("婚姻登记", "护照", &[]);
    }
}
