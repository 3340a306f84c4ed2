//! What is decided about a questionnaire: what it is asked with, what is taken of what was sent, and what keeps it from being handed in. Pure.

use schema::expr::Context;
use schema::form::{self, Form, Matcher, Severity};
use schema::questionnaires::{AnswerQuestionnaire, WrittenQuestion, definition};
use schema::{FieldCode, FieldError, Problem, ProblemKind};
use serde_json::Value;

/// The definition that questions written on the spot are, and the form it compiles to.
pub fn compiled(questions: &[WrittenQuestion]) -> Result<(Value, Form), FieldError> {
    let definition = definition(questions);
    let (form, lints) = form::compile(&definition);
    match lints.iter().find(|lint| lint.severity == Severity::Error) {
        None => Ok((definition, form)),
        Some(lint) => {
            Err(FieldError::new("/questions", FieldCode::Unexpected).with("detail", lint.detail.as_str()))
        }
    }
}

/// The answers that were sent, as a whole or by the fields of the page: what is computed or fixed is worked out here.
pub fn taken(form: &Form, before: &Value, sent: AnswerQuestionnaire, context: Context<'_>) -> Value {
    let sent = sent.answers.unwrap_or_else(|| form::from_pairs(form, sent.fields));
    form::accept_answers(form, before, &sent, context)
}

/// What keeps answers from being handed in. Nobody has to answer; but who hands something in has answered something.
pub fn faults(form: &Form, answers: &Value, matcher: &dyn Matcher, context: Context<'_>) -> Vec<FieldError> {
    let mut faults = form::validate_in(form, answers, matcher, context);
    let is_blank = answers.as_object().is_none_or(serde_json::Map::is_empty);
    let first = form.fields.first().filter(|_| faults.is_empty() && is_blank);
    faults.extend(first.map(|field| FieldError::new(field.pointer.as_str(), FieldCode::Required)));
    faults
}

/// That it cannot be answered any more, or cannot be asked.
pub fn refused(why: &str) -> Problem {
    Problem::new(ProblemKind::Refused).detail(why)
}

#[cfg(test)]
mod tests {
    use schema::form::Surroundings;
    use schema::locale::Text;
    use schema::questionnaires::QuestionKind;
    use serde_json::json;

    use super::*;
    use crate::features::applications::Patterns;

    fn form(required: [bool; 2]) -> Form {
        let question = |required| WrittenQuestion {
            label: Text::zh("问"),
            kind: QuestionKind::Number,
            required,
            choices: Vec::new(),
        };
        compiled(&required.map(question)).unwrap().1
    }

    #[test]
    fn who_hands_something_in_has_answered_something() {
        let around = Surroundings::default();
        let check = |required, fields: &[(&str, &str)], expected: &[(&str, FieldCode)]| {
            let form = form(required);
            let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
            let sent = AnswerQuestionnaire { fields: fields.collect(), answers: None };
            let answers = taken(&form, &json!({}), sent, around.context());
            let found = faults(&form, &answers, &Patterns, around.context());
            let found: Vec<_> = found.iter().map(|fault| (fault.pointer.as_str(), fault.code)).collect();
            assert_eq!(found, expected);
        };
        check([false, false], &[], &[("/q1", FieldCode::Required)]);
        check([false, false], &[("/q2", "12.5"), ("/other", "1")], &[]);
        check(
            [false, true],
            &[("/q1", "many")],
            &[("/q1", FieldCode::WrongType), ("/q2", FieldCode::Required)],
        );
    }
}
