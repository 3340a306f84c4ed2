//! One statement in words.

use serde_json::Value;

use super::words::{Kind, Relation, each_of, glue, one_of, pick};
use super::{Labels, Saying};
use crate::calendar::MONTHS;
use crate::expr::condition::{Comparison, Condition, Term};
use crate::form::{date_parts, is_date};
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
            Condition::Contains { subject, value } => {
                let verb = match saying {
                    Saying::Asserted => self.pick("包含", "contains"),
                    Saying::Denied => self.pick("不包含", "does not contain"),
                };
                self.glue(&[&self.term(subject), verb, &self.value(value, subject)])
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

    fn term(&self, term: &Term) -> String {
        match term {
            Term::Datum { pointer, default: None | Some(Value::Null) } => self.datum(pointer),
            Term::Datum { pointer, default: Some(default) } => {
                let default = self.constant(default, term);
                match self.locale {
                    Locale::ZhCn => self.glue(&[&self.datum(pointer), "（未填时按", &default, "）"]),
                    Locale::En => format!("{} ({default} if not given)", self.datum(pointer)),
                }
            }
            Term::Constant(value) => self.constant(value, term),
        }
    }

    /// A term beside another one, whose options it may name.
    fn value(&self, term: &Term, beside: &Term) -> String {
        match term {
            Term::Constant(value) => self.constant(value, beside),
            other => self.term(other),
        }
    }

    fn constant(&self, value: &Value, of: &Term) -> String {
        let option = match of {
            Term::Datum { pointer, .. } => (self.labels)(&self.absolute(pointer), Some(value)),
            Term::Constant(_) => None,
        };
        let quoted = |text: &str| format!("“{text}”");
        match (option, value) {
            (Some(name), _) => quoted(&name),
            (None, Value::String(text)) => self.date(text).unwrap_or_else(|| quoted(text)),
            (None, Value::Bool(true)) => quoted(self.pick("是", "yes")),
            (None, Value::Bool(false)) => quoted(self.pick("否", "no")),
            (None, Value::Null) => self.pick("空", "empty").to_owned(),
            (None, other) => other.to_string(),
        }
    }

    fn date(&self, text: &str) -> Option<String> {
        is_date(text).then_some(())?;
        let [year, month, day] = date_parts(text).map(|part| part.trim_start_matches('0').to_owned());
        Some(match self.locale {
            Locale::ZhCn => format!("{year} 年 {month} 月 {day} 日"),
            Locale::En => {
                let name = month.parse().ok().and_then(|month: usize| MONTHS.get(month.checked_sub(1)?))?;
                format!("{day} {name} {year}")
            }
        })
    }

    fn datum(&self, pointer: &str) -> String {
        self.label(&self.absolute(pointer))
    }

    fn absolute(&self, pointer: &str) -> String {
        format!("{}{pointer}", self.base)
    }

    fn glue(&self, pieces: &[&str]) -> String {
        glue(self.locale, pieces)
    }

    fn pick<'w>(&self, zh: &'w str, en: &'w str) -> &'w str {
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

fn kind(terms: &[&Term]) -> Kind {
    let has = |test: fn(&Value) -> bool| {
        terms.iter().any(|term| matches!(term, Term::Constant(value) if test(value)))
    };
    if has(|value| value.as_str().is_some_and(is_date)) {
        Kind::Date
    } else if has(Value::is_number) {
        Kind::Number
    } else {
        Kind::Word
    }
}
