//! Every control of a form in every state: `controls.json` has a sample of each, compiled as any form is.

use std::sync::Arc;

use crate::prelude::*;
use leptos::context::Provider;
use schema::form::{Control, Form, Format, Look, Opinion, TextCheck, compile};
use schema::process::{Place, SupplementPoint};
use schema::{FieldCode, FieldError, Locale};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::Section;
use crate::forms::{Errors, Filling, Line, PageFields, Scope};
use crate::text::{Words, use_words};

const SAMPLES: &str = include_str!("controls.json");

/// A question, and answers to it.
#[derive(Deserialize)]
struct Sample {
    /// How a definition asks it.
    schema: Value,
    /// The same in English.
    english: Value,
    /// The options of its control.
    #[serde(default)]
    options: Value,
    /// A usual answer.
    answer: Value,
    /// The longest that should still look right.
    long: Value,
    /// What may be wrong with one.
    wrong: FieldCode,
    /// The numbers in that error's sentence.
    #[serde(default)]
    params: Map<String, Value>,
}

/// How a question stands on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Empty,
    Filled,
    Long,
    Wrong,
    Optional,
    Asked,
    Fixed,
    English,
}

impl State {
    const ALL: [Self; 8] = [
        Self::Empty,
        Self::Filled,
        Self::Long,
        Self::Wrong,
        Self::Optional,
        Self::Asked,
        Self::Fixed,
        Self::English,
    ];

    const fn name(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Filled => "filled",
            Self::Long => "long",
            Self::Wrong => "wrong",
            Self::Optional => "optional",
            Self::Asked => "asked again",
            Self::Fixed => "fixed",
            Self::English => "English",
        }
    }
}

/// A section for each control, and one for the summary of what is wrong.
pub(super) fn sections() -> Vec<Section> {
    // A sample that cannot be read is found by the test below; a page of the gallery without controls is not blank.
    let samples: Vec<Sample> = serde_json::from_str(SAMPLES).unwrap_or_default();
    let mut sections = vec![summary(&samples)];
    for (number, sample) in samples.iter().enumerate() {
        let form = sample.form(number, State::Empty);
        let name = form.fields.first().map_or("", |field| name(&field.control));
        let states = State::ALL.map(|state| (state.name(), sample.shown(number, state)));
        sections.push(Section::new("control", name, states.into()));
    }
    sections
}

/// The name of a control, as the code has it.
const fn name(control: &Control) -> &'static str {
    match control {
        Control::Text(text) if text.multiline => "Text-multiline",
        Control::Text(TextCheck { format: Some(Format::LocalTime), .. }) => "Text-time",
        Control::Text(text) if text.format.is_some() => "Text-format",
        Control::Text(_) => "Text",
        Control::Integer(_) => "Integer",
        Control::Number(_) => "Number",
        Control::Money(_) => "Money",
        Control::YesNo => "YesNo",
        Control::Agree => "Agree",
        Control::Choice { look: Look::Radio, .. } => "Choice-radio",
        Control::Choice { look: Look::Search, .. } => "Choice-search",
        Control::Choice { look: Look::List, .. } => "Choice",
        Control::Choices { chips: true, .. } => "Choices-chips",
        Control::Choices { chips: false, .. } => "Choices",
        Control::Date => "Date",
        Control::DateRange => "DateRange",
        Control::YearMonth => "YearMonth",
        Control::Region(_) => "Region",
        Control::Opinion(Opinion { several: true, .. }) => "Opinion-several",
        Control::Opinion(_) => "Opinion",
        Control::Seal(_) => "Seal",
        Control::Repeat { reorder: true, .. } => "Repeat-reorder",
        Control::Repeat { .. } => "Repeat",
    }
}

impl Sample {
    /// A form of this one question. Its key is of no other on the page, and so is its id.
    fn form(&self, number: usize, state: State) -> Form {
        let (key, required) = (key(number, state), state != State::Optional);
        let schema = if state == State::English { &self.english } else { &self.schema };
        let scope = format!("#/properties/{key}");
        compile(&json!({
            "schema": {
                "type": "object",
                "properties": { &key: schema },
                "required": if required { vec![&key] } else { vec![] },
            },
            "uischema": {
                "type": "VerticalLayout",
                "elements": [{ "type": "Control", "scope": scope, "options": self.options }],
            },
        }))
        .0
    }

    fn shown(&self, number: usize, state: State) -> AnyView {
        let pointer = format!("/{}", key(number, state));
        let answer = match state {
            State::Empty | State::Optional | State::Wrong => Value::Null,
            State::Long => self.long.clone(),
            State::Filled | State::Asked | State::Fixed | State::English => self.answer.clone(),
        };
        let answers = if answer.is_null() { json!({}) } else { json!({ key(number, state): answer }) };
        let errors: Vec<FieldError> =
            (state == State::Wrong).then(|| self.error(&pointer)).into_iter().collect();
        let scope = match state {
            State::Asked => asked(&pointer),
            State::Fixed => asked("/another"),
            _ => Scope::Whole,
        };
        let form = Arc::new(self.form(number, state));
        let fields = move || {
            let filling = Filling::new(form, answers, &errors, scope);
            view! { <PageFields filling page=0/> }
        };
        if state == State::English {
            let words = Words::new(Locale::En);
            return view! { <div lang="en"><Provider value=words>{fields()}</Provider></div> };
        }
        fields().into_any()
    }

    fn error(&self, pointer: &str) -> FieldError {
        FieldError { params: self.params.clone(), ..FieldError::new(pointer, self.wrong) }
    }
}

fn key(number: usize, state: State) -> String {
    format!("{number}-{}", state.name().replace(' ', "-"))
}

/// Only the answer at this pointer may be changed, as an officer asked.
fn asked(pointer: &str) -> Scope {
    // What an officer wrote is data, here as on the page of a case.
    let reason = "与身份证上的写法不一致，请照身份证改。".to_owned();
    Scope::Points(vec![SupplementPoint { place: Place::Pointer(pointer.to_owned()), reason }])
}

/// The summary over a page that came back.
fn summary(samples: &[Sample]) -> Section {
    let words = use_words();
    let lines = samples.iter().enumerate().map(|(number, sample)| {
        let pointer = format!("/{}", key(number, State::Wrong));
        Line::of(&sample.form(number, State::Wrong), words, &sample.error(&pointer), "")
    });
    let lines: Vec<Line> = lines.collect();
    let few = lines.iter().take(2).cloned().collect::<Vec<_>>();
    Section::new(
        "forms",
        "Errors",
        vec![("two", view! { <Errors lines=few/> }), ("many", view! { <Errors lines/> })],
    )
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use schema::form::Severity;

    use super::*;

    #[test]
    fn each_sample_is_a_question_that_compiles() {
        let samples: Vec<Sample> = serde_json::from_str(SAMPLES).unwrap();
        let mut names = BTreeSet::new();
        for (number, sample) in samples.iter().enumerate() {
            for state in State::ALL {
                let form = sample.form(number, state);
                assert_eq!(form.fields.len(), 1, "{number} {state:?}");
                names.insert(name(&form.fields[0].control));
            }
            let (_, lints) = compile(&json!({ "type": "object", "properties": { "x": sample.schema } }));
            assert!(lints.iter().all(|lint| lint.severity != Severity::Error), "{number} {lints:?}");
        }
        assert_eq!(names.len(), samples.len(), "one sample each: {names:?}");
    }
}
