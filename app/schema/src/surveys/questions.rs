//! The questions of a survey, and the plain text in which an editor writes them: a question a paragraph, `-` before what one of is
//! chosen, `*` before what several of are, nothing below what is answered in words.

use serde::{Deserialize, Serialize};

use crate::problem::{FieldCode, FieldError};

/// How many questions a survey may have, and how many choices a question.
const MOST: usize = 20;

/// The longest question and choice, in characters.
const LETTERS: usize = 200;

/// How a question is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SurveyAnswers {
    /// In one's own words.
    Words,
    /// By one of the choices.
    One,
    /// By some of them.
    Some,
}

/// A question of a survey.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SurveyQuestion {
    /// What is asked.
    pub text: String,
    /// How it is answered.
    pub answers: SurveyAnswers,
    /// What there is to choose from; nothing where it is answered in words.
    #[serde(default)]
    pub choices: Vec<String>,
}

impl SurveyQuestion {
    /// Without what is left over at the ends.
    pub(super) fn trimmed(self) -> Self {
        let text = |text: String| text.trim().to_owned();
        Self { text: text(self.text), choices: self.choices.into_iter().map(text).collect(), ..self }
    }

    /// Whether it can be asked.
    fn is_sound(&self) -> bool {
        let fits = |text: &String| !text.is_empty() && text.chars().count() <= LETTERS;
        let differ = self.choices.iter().enumerate().all(|(at, choice)| !self.choices[..at].contains(choice));
        let counts = match self.answers {
            SurveyAnswers::Words => self.choices.is_empty(),
            SurveyAnswers::One | SurveyAnswers::Some => (2..=MOST).contains(&self.choices.len()),
        };
        fits(&self.text) && self.choices.iter().all(fits) && differ && counts
    }
}

/// What is wrong with the questions, at the place where all of them are written.
pub(super) fn faults(questions: &[SurveyQuestion]) -> Vec<FieldError> {
    let code = match questions.len() {
        0 => Some(FieldCode::Required),
        count if count > MOST => Some(FieldCode::TooMany),
        _ => questions.iter().any(|question| !question.is_sound()).then_some(FieldCode::Pattern),
    };
    let fault = |code| match code {
        FieldCode::TooMany => FieldError::new("/questions", code).with("max", MOST),
        code => FieldError::new("/questions", code),
    };
    code.map(fault).into_iter().collect()
}

/// The questions of a plain text.
pub fn questions_in(text: &str) -> Vec<SurveyQuestion> {
    let mut questions: Vec<SurveyQuestion> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let choice = [('-', SurveyAnswers::One), ('*', SurveyAnswers::Some)];
        let choice = choice.into_iter().find_map(|(mark, answers)| Some((line.strip_prefix(mark)?, answers)));
        match (choice, questions.last_mut()) {
            (Some((choice, answers)), Some(question)) => {
                question.answers = answers;
                question.choices.push(choice.trim().to_owned());
            }
            _ => questions.push(SurveyQuestion {
                text: line.to_owned(),
                answers: SurveyAnswers::Words,
                choices: Vec::new(),
            }),
        }
    }
    questions
}

/// The plain text of questions, as it is read again.
pub fn questions_text(questions: &[SurveyQuestion]) -> String {
    let paragraph = |question: &SurveyQuestion| {
        let mark = if question.answers == SurveyAnswers::Some { '*' } else { '-' };
        let choices = question.choices.iter().map(|choice| format!("\n{mark} {choice}"));
        choices.fold(question.text.clone(), |text, choice| text + &choice)
    };
    questions.iter().map(paragraph).collect::<Vec<_>>().join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "期限合适吗？\n- 合适\n- 太长\n\n要哪些渠道？\n* 网上\n* 窗口\n* 电话\n\n还有什么意见？";

    fn codes(text: &str) -> Vec<FieldCode> {
        faults(&questions_in(text)).into_iter().map(|fault| fault.code).collect()
    }

    #[test]
    fn questions_are_read_as_they_are_written() {
        let questions = questions_in(TEXT);
        let kinds: Vec<_> = questions.iter().map(|it| (it.answers, it.choices.len())).collect();
        assert_eq!(kinds, [(SurveyAnswers::One, 2), (SurveyAnswers::Some, 3), (SurveyAnswers::Words, 0)]);
        assert_eq!(questions_text(&questions), TEXT);
        assert_eq!(codes(TEXT), []);
    }

    #[test]
    fn what_cannot_be_asked_is_refused() {
        assert_eq!(codes(" \n"), [FieldCode::Required]);
        assert_eq!(codes("合适吗？\n- 合适"), [FieldCode::Pattern], "one choice is none");
        assert_eq!(codes("合适吗？\n- 合适\n- 合适"), [FieldCode::Pattern], "two alike");
        assert_eq!(codes("合适吗？\n-\n- 不"), [FieldCode::Pattern], "a blank one");
        assert_eq!(codes(&"问？\n\n".repeat(21)), [FieldCode::TooMany]);
        assert_eq!(codes(&"长".repeat(201)), [FieldCode::Pattern]);
    }
}
