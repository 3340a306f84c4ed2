//! Statements joined to one line of text.

use super::Sentence;
use super::words::{glue, pick};
use crate::expr::condition::Quantifier;
use crate::locale::Locale;

impl Sentence {
    /// The whole as one line, in the language it was made in: `年龄小于 18，而且性别是“女”`. Groups inside groups are in
    /// brackets, JSON Logic in brackets that say so.
    pub fn text(&self, locale: Locale) -> String {
        match self {
            Self::Clause(clause) => clause.clone(),
            Self::Group { quantifier, parts } => group(locale, *quantifier, parts),
            Self::Rows { opening, part } => {
                let part = part.inner(locale);
                match locale {
                    Locale::ZhCn => format!("{opening}符合：{part}"),
                    Locale::En => format!("{opening}, {part}"),
                }
            }
            Self::Logic(expr) => {
                let logic = expr.to_value();
                match locale {
                    Locale::ZhCn => format!("〔JSON Logic：{logic}〕"),
                    Locale::En => format!("[JSON Logic: {logic}]"),
                }
            }
        }
    }

    /// As a part of another sentence.
    fn inner(&self, locale: Locale) -> String {
        let text = self.text(locale);
        match self {
            Self::Clause(_) | Self::Logic(_) => text,
            Self::Group { parts, .. } if parts.is_empty() => text,
            Self::Group { .. } | Self::Rows { .. } => match locale {
                Locale::ZhCn => format!("（{text}）"),
                Locale::En => format!("({text})"),
            },
        }
    }
}

fn group(locale: Locale, quantifier: Quantifier, parts: &[Sentence]) -> String {
    let texts: Vec<String> = parts.iter().map(|part| part.inner(locale)).collect();
    match (quantifier, texts.as_slice()) {
        (Quantifier::All | Quantifier::None, []) => pick(locale, "总是成立", "always").to_owned(),
        (Quantifier::Any, []) => pick(locale, "从不成立", "never").to_owned(),
        (Quantifier::All, _) => joined(locale, &texts, "，而且", ", and "),
        (Quantifier::Any, _) => joined(locale, &texts, "，或者", ", or "),
        (Quantifier::None, [only]) => glue(locale, &[pick(locale, "并非", "it is not so that"), only]),
        (Quantifier::None, _) => {
            let opening = pick(locale, "以下都不成立：", "none of these holds: ");
            format!("{opening}{}", joined(locale, &texts, "；", "; "))
        }
    }
}

fn joined(locale: Locale, texts: &[String], zh: &str, en: &str) -> String {
    match (locale, texts) {
        (Locale::ZhCn, [first, rest @ ..]) => {
            rest.iter().fold(first.clone(), |text, next| glue(locale, &[&text, zh, next]))
        }
        _ => texts.join(en),
    }
}
