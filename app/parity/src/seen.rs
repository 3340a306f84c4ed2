//! What a pair has exercised: a comparison of what never happens proves nothing.

use std::collections::BTreeSet;

use schema::expr::Context;
use schema::form::{Control, Effect, Field, Form, FormState};
use schema::problem::{FieldCode, FieldError};
use serde_json::{Value, json};

/// The controls of a form, the effects that came about, and what was found to be wrong.
pub fn seen(form: &Form, state: &FormState, context: &Context<'_>, errors: &[Vec<FieldError>]) -> Value {
    let mut controls = BTreeSet::new();
    form.fields.iter().for_each(|field| note(field, &mut controls));
    let context = Context { whole: Some(state.answers()), ..*context };
    let applied = form.rules.iter().filter(|rule| {
        let base = rule.row.replace('-', "0");
        let data = state.answers().pointer(&base).unwrap_or(&Value::Null);
        rule.when.eval3_in(data, &base, context).is_yes()
    });
    let effects: BTreeSet<&str> = applied.map(|rule| effect(&rule.effect)).collect();
    let codes: Vec<FieldCode> = errors.iter().flatten().map(|error| error.code).collect();
    json!({"controls": controls, "effects": effects, "codes": codes})
}

fn note(field: &Field, into: &mut BTreeSet<&str>) {
    into.insert(control(&field.control));
    if let Control::Repeat { fields, .. } = &field.control {
        fields.iter().for_each(|field| note(field, into));
    }
}

/// Who adds a control gives it a name here and in `wanted.rs`, and a schema in `questions.rs`.
fn control(control: &Control) -> &'static str {
    match control {
        Control::Text(_) => "text",
        Control::Integer(_) => "integer",
        Control::Number(_) => "number",
        Control::Money(_) => "money",
        Control::YesNo => "yes_no",
        Control::Agree => "agree",
        Control::Choice { .. } => "choice",
        Control::Choices { .. } => "choices",
        Control::Date => "date",
        Control::DateRange => "date_range",
        Control::YearMonth => "year_month",
        Control::Region(_) => "region",
        Control::Opinion(_) => "opinion",
        Control::Seal(_) => "seal",
        Control::Repeat { .. } => "repeat",
    }
}

/// Who adds an effect gives it a name here and in `wanted.rs`, and a rule in `definition.rs`.
fn effect(effect: &Effect) -> &'static str {
    match effect {
        Effect::Show => "show",
        Effect::Hide => "hide",
        Effect::Enable => "enable",
        Effect::ReadOnly => "read_only",
        Effect::Require => "require",
        Effect::Recommend(_) => "recommend",
        Effect::Optional => "optional",
        Effect::Compute(_) => "compute",
        Effect::Restrict(_) => "restrict",
        Effect::Message { .. } => "message",
    }
}
