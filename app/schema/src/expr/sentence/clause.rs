//! One statement in words.

use serde_json::Value;

use super::term::kind;
use super::words::{Kind, Relation, contains, each_of, glue, one_of, pick};
use super::{Labels, Saying};
use crate::expr::condition::{Comparison, Condition, Term};
use crate::locale::Locale;

/// Who says it: in which language, with which names, and of which row.
#[derive(Clone, Copy)]
pub(super) struct Speaker<'a> {
    pub(super) locale: Locale,
    pub(super) labels: &'a Labels<'a>,
    /// What pointers are relative to.
    pub(super) base: &'a str,
}

impl Speaker<'_> {
    /// The statement; nothing for a condition that is made of others, or that names nothing.
    pub(super) fn clause(&self, condition: &Condition, saying: Saying) -> Option<String> {
        Some(match condition {
            Condition::OneOf { values: names, .. } if names.is_empty() => return None,
            Condition::Missing { pointers } if pointers.is_empty() => return None,
            Condition::Compare { subject, operator, value } => {
                self.compare(subject, *operator, value, saying)
            }
            Condition::Between { subject, low, high, inclusive } => {
                let bounds = [low, high].map(|bound| self.value(bound, subject));
                self.between(&self.term(subject), &bounds, *inclusive, saying)
            }
            Condition::OneOf { subject, values } => {
                let names: Vec<String> = values.iter().map(|value| self.constant(value, subject)).collect();
                let relation = if saying == Saying::Denied { Relation::IsNot } else { Relation::Is };
                let values = one_of(self.locale, &names);
                self.glue(&[&self.term(subject), relation.words(self.locale, Kind::Word), &values])
            }
            Condition::Contains { subject, position, value } => {
                let [before, after] = contains(self.locale, *position, saying);
                self.glue(&[&self.term(subject), before, &self.value(value, subject), after])
            }
            Condition::Missing { pointers } => {
                let names: Vec<String> = pointers.iter().map(|pointer| self.datum(pointer)).collect();
                self.missing(&names, saying)
            }
            Condition::Holds { subject } => {
                let answer = self.constant(&Value::Bool(saying == Saying::Asserted), subject);
                self.glue(&[&self.term(subject), self.pick("为", "is"), &answer])
            }
            Condition::Group { .. } | Condition::Rows { .. } => return None,
        })
    }

    /// What the datum at an absolute pointer is called: by the form, else by its key.
    pub(super) fn label(&self, pointer: &str) -> String {
        let key = || match pointer.rsplit('/').next() {
            None | Some("" | "-") => self.pick("该项", "the entry").to_owned(),
            Some(token) => token.replace("~1", "/").replace("~0", "~"),
        };
        (self.labels)(pointer, None).unwrap_or_else(key)
    }

    fn compare(&self, subject: &Term, operator: Comparison, value: &Term, saying: Saying) -> String {
        let relation = relation(operator);
        let relation = if saying == Saying::Denied { relation.denied() } else { relation };
        let (subject, relation, value) = match (subject, value) {
            (Term::Constant(_), Term::Constant(_)) => (subject, relation, value),
            (Term::Constant(_), _) => (value, relation.turned(), subject),
            _ => (subject, relation, value),
        };
        match (relation, value) {
            (Relation::Is, Term::Constant(Value::Null)) => {
                self.missing(&[self.term(subject)], Saying::Asserted)
            }
            (Relation::IsNot, Term::Constant(Value::Null)) => {
                self.missing(&[self.term(subject)], Saying::Denied)
            }
            _ => {
                let words = relation.words(self.locale, kind(&[subject, value]));
                self.glue(&[&self.term(subject), words, &self.value(value, subject)])
            }
        }
    }

    fn between(&self, subject: &str, [low, high]: &[String; 2], inclusive: bool, saying: Saying) -> String {
        let denied = saying == Saying::Denied;
        match self.locale {
            Locale::ZhCn => {
                let ends = if inclusive { "之间（含两端）" } else { "之间（不含两端）" };
                self.glue(&[subject, if denied { "不在" } else { "在" }, low, "到", high, ends])
            }
            Locale::En => {
                let verb = if denied { "is not between" } else { "is between" };
                let ends = if inclusive { "(both included)" } else { "(both excluded)" };
                self.glue(&[subject, verb, low, "and", high, ends])
            }
        }
    }

    fn missing(&self, names: &[String], saying: Saying) -> String {
        let (several, locale) = (names.len() > 1, self.locale);
        match (locale, saying) {
            (Locale::ZhCn, Saying::Asserted) if several => {
                self.glue(&["没有全部填写", &each_of(locale, names)])
            }
            (Locale::ZhCn, Saying::Asserted) => self.glue(&["没有填写", &each_of(locale, names)]),
            (Locale::ZhCn, Saying::Denied) => self.glue(&["已填写", &each_of(locale, names)]),
            (Locale::En, Saying::Asserted) => self.glue(&[&one_of(locale, names), "is not filled in"]),
            (Locale::En, Saying::Denied) => {
                let verb = if several { "are filled in" } else { "is filled in" };
                self.glue(&[&each_of(locale, names), verb])
            }
        }
    }

    pub(super) fn datum(&self, pointer: &str) -> String {
        self.label(&self.absolute(pointer))
    }

    pub(super) fn absolute(&self, pointer: &str) -> String {
        format!("{}{pointer}", self.base)
    }

    pub(super) fn glue(&self, pieces: &[&str]) -> String {
        glue(self.locale, pieces)
    }

    pub(super) fn pick<'w>(&self, zh: &'w str, en: &'w str) -> &'w str {
        pick(self.locale, zh, en)
    }
}

const fn relation(operator: Comparison) -> Relation {
    match operator {
        Comparison::Equal | Comparison::Same => Relation::Is,
        Comparison::NotEqual | Comparison::NotSame => Relation::IsNot,
        Comparison::Less => Relation::Less,
        Comparison::AtMost => Relation::AtMost,
        Comparison::More => Relation::More,
        Comparison::AtLeast => Relation::AtLeast,
    }
}
