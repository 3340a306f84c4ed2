//! A condition as a plain sentence, in each language. Names come in: what a form calls its fields and its options.
//!
//! For pages that say why, and for who writes rules. What has no plain words is shown as its JSON Logic.

mod clause;
mod join;
mod term;
mod words;

use serde_json::Value;

use super::condition::{Condition, Quantifier, Shape, shape};
use super::{Expr, Truth, Why, pointer_of_path};
use crate::locale::Locale;
use clause::Speaker;

/// Names in the language of the sentence: with a pointer alone what the datum there is called, with a value what that
/// value is called there. Entries of lists are written `-`: `/children/-/age`; data elements by their ids. Nothing
/// where there is no name.
pub type Labels<'a> = dyn Fn(&str, Option<&Value>) -> Option<String> + 'a;

/// A condition in words.
#[derive(Clone, Debug, PartialEq)]
pub enum Sentence {
    /// One statement: `年龄小于 18`, `age is less than 18`.
    Clause(String),
    /// Several, of which so many hold.
    Group {
        /// How many.
        quantifier: Quantifier,
        /// The statements.
        parts: Vec<Self>,
    },
    /// A statement about entries of a list.
    Rows {
        /// Which entries: `子女中至少有一项`, `for at least one entry of children`.
        opening: String,
        /// What is said of them.
        part: Box<Self>,
    },
    /// What has no plain words.
    Logic(Expr),
}

/// The expression in words.
pub fn sentence(expr: &Expr, locale: Locale, labels: &Labels<'_>) -> Sentence {
    say(expr, &Speaker { locale, labels, base: "" })
}

impl Why<'_> {
    /// What is so: the condition in words where it holds or is open, its contrary where it does not hold. Of a row the
    /// names are asked for by its own pointer, `/children/1/age`.
    pub fn sentence(&self, locale: Locale, labels: &Labels<'_>) -> Sentence {
        let speaker = Speaker { locale, labels, base: &self.at };
        match self.truth {
            Truth::No => deny(self.expr, &speaker),
            Truth::Yes | Truth::Unknown(_) => say(self.expr, &speaker),
        }
    }
}

fn say(expr: &Expr, speaker: &Speaker<'_>) -> Sentence {
    match shape(expr) {
        Shape::Group(Quantifier::None, [part]) => deny(part, speaker),
        Shape::Group(quantifier, parts) => {
            Sentence::Group { quantifier, parts: parts.iter().map(|part| say(part, speaker)).collect() }
        }
        Shape::Rows(quantifier, path, each) => {
            let list = format!("{}{}", speaker.base, pointer_of_path(path));
            let row = Speaker { base: &format!("{list}/-"), ..*speaker };
            let opening = words::opening(speaker.locale, quantifier, &speaker.label(&list));
            Sentence::Rows { opening, part: Box::new(say(each, &row)) }
        }
        Shape::Leaf(leaf) => {
            let clause = clause(leaf, speaker, Saying::Asserted);
            clause.map_or_else(|| Sentence::Logic(leaf.clone()), Sentence::Clause)
        }
    }
}

fn deny(expr: &Expr, speaker: &Speaker<'_>) -> Sentence {
    match clause(expr, speaker, Saying::Denied) {
        Some(clause) => Sentence::Clause(clause),
        None => Sentence::Group { quantifier: Quantifier::None, parts: vec![say(expr, speaker)] },
    }
}

/// Whether a clause says that something is so, or that it is not.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Saying {
    Asserted,
    Denied,
}

fn clause(expr: &Expr, speaker: &Speaker<'_>, saying: Saying) -> Option<String> {
    let Shape::Leaf(leaf) = shape(expr) else { return None };
    speaker.clause(&Condition::try_from(leaf).ok()?, saying)
}
