//! What is learnt from questions: those that were asked, the groups of those that were answered badly, what an entry would change,
//! and which of several things is said.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Context, Library, MeantItem};

/// A question that was asked on a day, masked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AskedQuestion {
    /// Its number.
    pub id: i64,
    /// The day.
    pub day: NaiveDate,
    /// What was asked.
    pub text: String,
    /// The library that answered, if one did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said: Option<Library>,
    /// The first items.
    pub items: Vec<MeantItem>,
    /// How well the first answers, from 0 to 1.
    pub score: f64,
    /// Whether that is good.
    pub good: bool,
    /// How often it was asked that day.
    pub asked: u32,
    /// How often the answer was found helpful.
    pub helpful: u32,
    /// How often it was found not to help.
    pub unhelpful: u32,
}

/// Questions that mean the same and were not answered, or badly.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QuestionGroup {
    /// The number of the question it is called by: the one that was asked most.
    pub id: i64,
    /// How people put it, the most frequent first; not all of them, where there are many.
    pub texts: Vec<String>,
    /// The words of the first that were looked for.
    pub heard: String,
    /// How many different questions.
    pub questions: u32,
    /// How often they were asked.
    pub asked: u32,
    /// How often the answer was found not to help.
    pub unhelpful: u32,
    /// The nearest items.
    pub nearest: Vec<MeantItem>,
}

/// What an entry would change, before it is saved: shares of the evaluation set that are answered right at once and among three.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = EntryTrial))]
pub struct Trial {
    /// How many questions of the evaluation set have an answer in this hall's catalogue; 0: nothing is measured.
    pub asked: u32,
    /// Right at once, and among the first three, as it is.
    pub before: [f64; 2],
    /// The same with the entry.
    pub after: [f64; 2],
    /// Whether the group's first question has a good answer with it.
    pub answered: bool,
}

/// What a person thinks of an answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AnswerRating {
    /// What was asked.
    pub text: String,
    /// What narrowed it.
    #[serde(default)]
    pub context: Context,
    /// Whether the answer helps.
    pub helpful: bool,
}

/// The one of several that is said to a question: which one follows from the question, so that a page is the same whoever opens it.
pub fn draw<'a>(texts: &'a [String], question: &str) -> Option<&'a str> {
    // FNV-1a.
    let hash = question.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let count = u64::try_from(texts.len()).ok().filter(|count| *count > 0)?;
    // The low bits of such a hash say little; the high ones have heard every letter.
    let place = usize::try_from((hash >> 32) % count).ok()?;
    texts.get(place).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn one_question_is_always_answered_alike_and_many_are_not() {
        let texts = ["甲", "乙", "丙"].map(str::to_owned);
        assert_eq!(draw(&texts, "你好"), draw(&texts, "你好"));
        let drawn: BTreeSet<_> =
            (0..50).filter_map(|number| draw(&texts, &format!("问题{number}"))).collect();
        assert_eq!(drawn.len(), texts.len());
        assert_eq!(draw(&[], "你好"), None);
    }
}
