//! Questions written on the spot: what is wrong with them, and the definition of a form that they are.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::{LONGEST_WHY, NewQuestionnaire};
use crate::form::design::Kind;
use crate::locale::{Locale, Text};
use crate::{FieldCode, FieldError};

/// How many questions are written on the spot at most.
pub const MOST_QUESTIONS: usize = 10;

/// How many choices a question has at most.
pub const MOST_CHOICES: usize = 20;

/// The longest question, and the longest choice, in characters.
const LONGEST: usize = 200;

/// What a question asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum QuestionKind {
    /// A line of text.
    Text,
    /// Several lines of text.
    LongText,
    /// A number.
    Number,
    /// A sum of money.
    Money,
    /// A day.
    Date,
    /// Yes or no.
    YesNo,
    /// One of several.
    Choice,
}

impl QuestionKind {
    /// Every kind.
    pub const ALL: [Self; 7] =
        [Self::Text, Self::LongText, Self::Number, Self::Money, Self::Date, Self::YesNo, Self::Choice];

    /// The name on the wire and in forms.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::LongText => "long_text",
            Self::Number => "number",
            Self::Money => "money",
            Self::Date => "date",
            Self::YesNo => "yes_no",
            Self::Choice => "choice",
        }
    }

    /// What it is in the palette of the designer.
    const fn kind(self) -> Kind {
        match self {
            Self::Text => Kind::Text,
            Self::LongText => Kind::LongText,
            Self::Number => Kind::Number,
            Self::Money => Kind::Money,
            Self::Date => Kind::Date,
            Self::YesNo => Kind::YesNo,
            Self::Choice => Kind::Radio,
        }
    }
}

/// A question written on the spot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WrittenQuestion {
    /// The question, in Chinese and, if one cares to, in English.
    pub label: Text,
    /// What it asks for.
    pub kind: QuestionKind,
    /// Whether who answers the questionnaire has to answer it.
    #[serde(default)]
    pub required: bool,
    /// The choices, where one of several is asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<Text>,
}

/// What is wrong with a questionnaire before its form is looked at.
pub fn faults(sent: &NewQuestionnaire) -> Vec<FieldError> {
    let mut faults: Vec<FieldError> = wrong(&sent.why, "/why", LONGEST_WHY).into_iter().collect();
    match (&sent.form, sent.questions.len()) {
        (Some(_), 0) | (None, 1..=MOST_QUESTIONS) => {}
        (Some(_), _) => faults.push(FieldError::new("/form", FieldCode::Unexpected)),
        (None, 0) => faults.push(FieldError::new("/questions", FieldCode::Required)),
        (None, _) => {
            faults.push(FieldError::new("/questions", FieldCode::TooMany).with("max", MOST_QUESTIONS))
        }
    }
    for (place, question) in sent.questions.iter().enumerate() {
        faults.extend(question.faults(&format!("/questions/{place}")));
    }
    faults
}

/// What is wrong with words that cannot be left out.
fn wrong(words: &str, pointer: &str, longest: usize) -> Option<FieldError> {
    match words.trim().chars().count() {
        0 => Some(FieldError::new(pointer, FieldCode::Required)),
        letters if letters > longest => {
            Some(FieldError::new(pointer, FieldCode::TooLong).with("max", longest))
        }
        _ => None,
    }
}

/// The same of a text: in Chinese it cannot be left out.
fn wrong_text(text: &Text, pointer: &str) -> Option<FieldError> {
    let chinese = if text.has(Locale::ZhCn) { text.get(Locale::ZhCn) } else { "" };
    let too_long = text.get(Locale::En).chars().count() > LONGEST;
    let too_long = too_long.then(|| FieldError::new(pointer, FieldCode::TooLong).with("max", LONGEST));
    wrong(chinese, pointer, LONGEST).or(too_long)
}

impl WrittenQuestion {
    fn faults(&self, at: &str) -> Vec<FieldError> {
        let mut faults: Vec<FieldError> =
            wrong_text(&self.label, &format!("{at}/label")).into_iter().collect();
        let choices = format!("{at}/choices");
        let fault = |code| FieldError::new(choices.as_str(), code);
        match (self.kind, self.choices.len()) {
            (QuestionKind::Choice, 0 | 1) => faults.push(fault(FieldCode::TooFew).with("min", 2)),
            (QuestionKind::Choice, 2..=MOST_CHOICES) | (_, 0) => {}
            (QuestionKind::Choice, _) => faults.push(fault(FieldCode::TooMany).with("max", MOST_CHOICES)),
            _ => faults.push(fault(FieldCode::Unexpected)),
        }
        faults.extend(self.choices.iter().find_map(|choice| wrong_text(choice, &choices)));
        let names: BTreeSet<&str> =
            self.choices.iter().map(|choice| choice.get(Locale::ZhCn).trim()).collect();
        if names.len() < self.choices.len() {
            faults.push(fault(FieldCode::Duplicate));
        }
        faults
    }

    /// Its JSON Schema, and its English with the places of that below `at`.
    fn schema(&self, at: &str) -> (Value, Vec<(String, String)>) {
        let mut schema = self.kind.kind().schema();
        schema["title"] = chinese(&self.label).into();
        let mut english: Vec<_> = in_english(&self.label, format!("{at}/title")).into_iter().collect();
        if self.kind == QuestionKind::Choice {
            let choice = |(place, choice): (usize, &Text)| {
                english.extend(in_english(choice, format!("{at}/oneOf/{place}/title")));
                json!({ "const": (place + 1).to_string(), "title": chinese(choice) })
            };
            schema["oneOf"] = self.choices.iter().enumerate().map(choice).collect();
        }
        (schema, english)
    }
}

fn chinese(text: &Text) -> &str {
    text.get(Locale::ZhCn).trim()
}

fn in_english(text: &Text, at: String) -> Option<(String, String)> {
    let english = if text.has(Locale::En) { text.get(Locale::En).trim() } else { "" };
    (!english.is_empty()).then(|| (at, english.to_owned()))
}

/// The definition of the form that these questions are, in their order: an ordinary one, for [`compile`](crate::form::compile).
pub fn definition(questions: &[WrittenQuestion]) -> Value {
    let (mut properties, mut required, mut english) = (Map::new(), Vec::new(), Map::new());
    for (place, question) in questions.iter().enumerate() {
        let name = format!("q{}", place + 1);
        let (schema, texts) = question.schema(&format!("/schema/properties/{name}"));
        english.extend(texts.into_iter().map(|(at, text)| (at, text.into())));
        if question.required {
            required.push(name.clone());
        }
        properties.insert(name, schema);
    }
    json!({
        "schema": { "type": "object", "properties": properties, "required": required },
        "x-text": { "en": english },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::{Control, Matcher, Severity, compile, from_pairs, validate};

    struct Any;

    impl Matcher for Any {
        fn is_match(&self, _: &str, _: &str) -> bool {
            true
        }
    }

    fn question(kind: QuestionKind) -> WrittenQuestion {
        let label = Text::zh("问").with(Locale::En, "Asked");
        let choices = match kind {
            QuestionKind::Choice => vec![Text::zh("甲").with(Locale::En, "A"), Text::zh("乙")],
            _ => Vec::new(),
        };
        WrittenQuestion { label, kind, required: true, choices }
    }

    fn sent(questions: Vec<WrittenQuestion>) -> NewQuestionnaire {
        NewQuestionnaire { why: "核对经营面积。".into(), form: None, questions }
    }

    #[test]
    fn every_kind_compiles_to_an_ordinary_form_without_a_remark() {
        let questions = QuestionKind::ALL.map(question).to_vec();
        assert_eq!(faults(&sent(questions.clone())), []);
        let (form, lints) = compile(&definition(&questions));
        let errors: Vec<_> = lints.iter().filter(|lint| lint.severity == Severity::Error).collect();
        assert!(errors.is_empty(), "{errors:?}");
        assert_eq!(form.fields.len(), QuestionKind::ALL.len());
        assert!(form.fields.iter().all(|field| field.label.get(Locale::En) == "Asked"));
        assert!(matches!(&form.fields[6].control, Control::Choice { .. }), "{:?}", form.fields[6].control);
        assert!(super::super::may_be_asked(&form));
    }

    #[test]
    fn what_is_answered_is_judged_as_anywhere() {
        let questions = vec![question(QuestionKind::Date), question(QuestionKind::Choice)];
        let (form, _) = compile(&definition(&questions));
        let check = |pairs: &[(&str, &str)], expected: &[(&str, FieldCode)]| {
            let pairs = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
            let found = validate(&form, &from_pairs(&form, pairs), &Any);
            let found: Vec<_> = found.iter().map(|fault| (fault.pointer.as_str(), fault.code)).collect();
            assert_eq!(found, expected);
        };
        check(&[("/q1", "2026-03-05"), ("/q2", "1")], &[]);
        check(&[("/q2", "3")], &[("/q1", FieldCode::Required), ("/q2", FieldCode::NotAChoice)]);
    }

    #[test]
    fn what_is_left_out_or_too_much_is_named() {
        let check = |sent: NewQuestionnaire, expected: &[(&str, FieldCode)]| {
            let found = faults(&sent);
            let found: Vec<_> = found.iter().map(|fault| (fault.pointer.as_str(), fault.code)).collect();
            assert_eq!(found, expected);
        };
        let text = || question(QuestionKind::Text);
        check(
            NewQuestionnaire { why: " ".into(), ..sent(Vec::new()) },
            &[("/why", FieldCode::Required), ("/questions", FieldCode::Required)],
        );
        check(sent(vec![text(); MOST_QUESTIONS + 1]), &[("/questions", FieldCode::TooMany)]);
        let english = WrittenQuestion { label: Text::default().with(Locale::En, "Asked"), ..text() };
        check(sent(vec![text(), english]), &[("/questions/1/label", FieldCode::Required)]);
        let long = WrittenQuestion { label: Text::zh("问".repeat(LONGEST + 1)), ..text() };
        check(sent(vec![long]), &[("/questions/0/label", FieldCode::TooLong)]);
        let odd = WrittenQuestion { choices: vec![Text::zh("甲")], ..text() };
        check(sent(vec![odd]), &[("/questions/0/choices", FieldCode::Unexpected)]);
        let one_of =
            |choices: Vec<Text>| sent(vec![WrittenQuestion { choices, ..question(QuestionKind::Choice) }]);
        check(one_of(Vec::new()), &[("/questions/0/choices", FieldCode::TooFew)]);
        check(
            one_of(vec![Text::zh("甲"), Text::zh("甲 ")]),
            &[("/questions/0/choices", FieldCode::Duplicate)],
        );
        check(one_of(vec![Text::zh("甲"), Text::zh(" ")]), &[("/questions/0/choices", FieldCode::Required)]);
        let many = (0..=MOST_CHOICES).map(|place| Text::zh(place.to_string())).collect();
        check(one_of(many), &[("/questions/0/choices", FieldCode::TooMany)]);
        let form = crate::applications::FormRef { id: "f".into(), version: 1 };
        check(
            NewQuestionnaire { form: Some(form), ..sent(vec![text()]) },
            &[("/form", FieldCode::Unexpected)],
        );
    }
}
