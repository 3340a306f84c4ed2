//! An opinion: what was chosen and written. What would number a person is taken out before it is kept.

use serde::{Deserialize, Serialize};

use super::{SurveyAnswers, SurveyQuestion};
use crate::ask::mask;
use crate::problem::{FieldCode, FieldError};

/// The longest answer, in characters.
const LETTERS: usize = 2000;

/// What somebody thinks. `POST /api/surveys/{id}/opinions`. Nothing says who.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = SurveyOpinion))]
pub struct Opinion {
    /// An answer for each question, in their order; those at the end may be left out.
    pub answers: Vec<OpinionAnswer>,
}

/// What is said to a question; nothing need be.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpinionAnswer {
    /// The places of what is chosen, from 0.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<u8>,
    /// What is written.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
}

impl OpinionAnswer {
    fn is_empty(&self) -> bool {
        self.choices.is_empty() && self.words.trim().is_empty()
    }

    /// What is wrong with it as an answer to a question.
    fn fault(&self, question: &SurveyQuestion) -> Option<FieldCode> {
        let mut chosen = self.choices.clone();
        chosen.sort_unstable();
        chosen.dedup();
        let most = match question.answers {
            SurveyAnswers::Words => 0,
            SurveyAnswers::One => 1,
            SurveyAnswers::Some => question.choices.len(),
        };
        match () {
            () if chosen.iter().any(|choice| usize::from(*choice) >= question.choices.len()) => {
                Some(FieldCode::NotAChoice)
            }
            () if chosen.len() != self.choices.len() => Some(FieldCode::Duplicate),
            () if chosen.len() > most => Some(FieldCode::TooMany),
            () if self.words.chars().count() > LETTERS => Some(FieldCode::TooLong),
            () if most > 0 && !self.words.trim().is_empty() => Some(FieldCode::Unexpected),
            () => None,
        }
    }
}

impl Opinion {
    /// What is wrong with it: an answer that does not fit its question, or none at all.
    pub fn faults(&self, questions: &[SurveyQuestion]) -> Vec<FieldError> {
        if self.answers.iter().all(OpinionAnswer::is_empty) {
            return vec![FieldError::new("/answers/0", FieldCode::Required)];
        }
        let fault = |(at, answer): (usize, &OpinionAnswer)| {
            let code = match questions.get(at) {
                Some(question) => answer.fault(question)?,
                None => FieldCode::Unexpected,
            };
            let fault = FieldError::new(format!("/answers/{at}"), code);
            Some(match (code, questions.get(at)) {
                (FieldCode::TooLong, _) => fault.with("max", LETTERS),
                (FieldCode::TooMany, _) => fault.with("max", 1),
                _ => fault,
            })
        };
        self.answers.iter().enumerate().filter_map(fault).collect()
    }

    /// As it is kept: without numbers, addresses and plates that are somebody's.
    #[must_use]
    pub fn masked(self) -> Self {
        let masked = |answer: OpinionAnswer| OpinionAnswer { words: mask(answer.words.trim()), ..answer };
        Self { answers: self.answers.into_iter().map(masked).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::super::questions_in;
    use super::*;

    fn codes(answers: &[(&[u8], &str)]) -> Vec<(String, FieldCode)> {
        let questions = questions_in("合适吗？\n- 合适\n- 不\n\n哪些？\n* 一\n* 二\n\n还有？");
        let answer = |(choices, words): &(&[u8], &str)| OpinionAnswer {
            choices: choices.to_vec(),
            words: (*words).to_owned(),
        };
        let opinion = Opinion { answers: answers.iter().map(answer).collect() };
        opinion.faults(&questions).into_iter().map(|fault| (fault.pointer, fault.code)).collect()
    }

    #[test]
    fn an_opinion_answers_what_is_asked() {
        assert_eq!(codes(&[(&[0], ""), (&[1, 0], ""), (&[], "好")]), []);
        assert_eq!(codes(&[(&[], ""), (&[], ""), (&[], "好")]), [], "nothing need be answered but something");
        assert_eq!(codes(&[(&[], " ")]), [("/answers/0".to_owned(), FieldCode::Required)]);
        let wrong = codes(&[(&[0, 1], ""), (&[2], ""), (&[0], ""), (&[], "多")]);
        let wrong: Vec<_> = wrong.iter().map(|(_, code)| *code).collect();
        let expected =
            [FieldCode::TooMany, FieldCode::NotAChoice, FieldCode::NotAChoice, FieldCode::Unexpected];
        assert_eq!(wrong, expected);
        assert_eq!(codes(&[(&[], ""), (&[1, 1], "")])[0].1, FieldCode::Duplicate);
        assert_eq!(codes(&[(&[0], "好")])[0].1, FieldCode::Unexpected, "no words where one chooses");
        assert_eq!(codes(&[(&[], ""), (&[], ""), (&[], &"长".repeat(2001))])[0].1, FieldCode::TooLong);
    }

    #[test]
    fn what_numbers_a_person_is_not_kept() {
        let answer = OpinionAnswer { choices: vec![0], words: "我的电话 13800138000，谢谢 ".into() };
        let masked = Opinion { answers: vec![answer] }.masked();
        assert!(!masked.answers[0].words.contains("138") && masked.answers[0].words.ends_with("谢谢"));
        assert_eq!(masked.answers[0].choices, [0]);
    }
}
