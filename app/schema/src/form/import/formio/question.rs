//! A component that asks something, as the schema of its answer.

use serde_json::{Map, Value, json};

use super::choices::{choices, said_of};
use super::component::description;
use super::kind::Kind;
use super::place::{Answer, Place};
use super::rules::Computed;
use super::source::{Source, number_of};
use super::{Builder, date, with};

/// The schema of one answer, what sort it is, and how its control looks.
pub(super) struct Asked {
    pub(super) schema: Map<String, Value>,
    pub(super) answer: Answer,
    pub(super) options: Option<Value>,
}

impl Asked {
    pub(super) fn text(format: &str) -> Self {
        let schema = with([("type", "string".into()), ("format", format.into())]);
        Self { schema, answer: Answer::Text, options: None }
    }
}

impl<'a> Builder<'a> {
    pub(super) fn question(&mut self, kind: Kind, component: &Source<'a>, place: &Place) -> Vec<Value> {
        let Some(key) = self.key(component) else { return Vec::new() };
        let asked = self.asked(kind, component);
        let mut schema = with([("title", component.text("label").into())]);
        schema.extend(with([("description", description(component).into())]));
        let mut answer = asked.schema;
        let many = component.flag("multiple") && asked.answer != Answer::Many;
        let required = self.limits(kind, component, &mut answer) || date::is_needed(component);
        if many {
            schema.extend(with([("type", "array".into())]));
            schema.insert("items".to_owned(), answer.into());
            schema.extend(with([("minItems", if required { 1.into() } else { Value::Null })]));
        } else {
            schema.extend(answer);
        }
        if component.flag("disabled") {
            schema.insert("readOnly".to_owned(), true.into());
        }
        let sort = if many { Answer::Many } else { asked.answer };
        self.default(component, sort, &mut schema);
        let Some(mut element) = self.ask(component, place, key, schema, (sort, required)) else {
            return Vec::new();
        };
        self.computed(component, place, key);
        if let Some(options) = asked.options.filter(|_| !many) {
            element["options"] = options;
        }
        if kind == Kind::Hidden { Vec::new() } else { vec![element] }
    }

    fn asked(&mut self, kind: Kind, component: &Source<'a>) -> Asked {
        match kind {
            Kind::Number | Kind::Currency => self.number(kind, component),
            Kind::Checkbox => self.checkbox(component),
            Kind::SelectBoxes | Kind::Select | Kind::Radio => choices(self, kind, component),
            Kind::Tags => {
                self.represented(component, component.text("storeas") == "string", "list");
                let items = json!({"type": "string"});
                let schema = with([("type", "array".into()), ("items", items)]);
                Asked { schema, answer: Answer::Many, options: None }
            }
            Kind::Address => {
                self.report.replaced(&component.at, "address", "text");
                component.pass(&["provider", "providerOptions", "manualModeViewString"]);
                Asked { options: Some(json!({"multi": true})), ..Asked::text("") }
            }
            Kind::DateTime => date::moment(self, component),
            Kind::Day => date::day(self, component),
            Kind::Time => {
                component.pass(&["inputMask"]);
                Asked::text("local-time")
            }
            Kind::Email => Asked::text("email"),
            Kind::Url => Asked::text("uri"),
            Kind::Hidden => hidden(component),
            Kind::Area => {
                component.pass(&["rows"]);
                Asked { options: Some(json!({"multi": true})), ..Asked::text("") }
            }
            Kind::Text if date::is_calendar(component) => date::moment(self, component),
            _ => {
                let pattern = component.text("inputMask");
                let mut asked = Asked::text("");
                asked.schema.extend(with([("pattern", masked(pattern).into())]));
                asked
            }
        }
    }

    fn number(&mut self, kind: Kind, component: &Source<'a>) -> Asked {
        let places = component.number("decimalLimit").and_then(|places| places.as_u64());
        let validate = component.inner("validate");
        let is_whole = places == Some(0) || validate.is_some_and(|validate| validate.flag("integer"));
        let mut schema = with([("type", if is_whole { "integer" } else { "number" }.into())]);
        if let Some(places @ 1..=9) = places {
            // Written out, because a power of ten is not exact in binary.
            let step = format!("0.{}1", "0".repeat(usize::try_from(places - 1).unwrap_or_default()));
            schema.extend(with([("multipleOf", number_of(&step.into()).into())]));
        }
        match component.text("currency") {
            "CNY" => schema.extend(with([("format", "money".into())])),
            currency if kind == Kind::Currency => {
                self.report.replaced(&component.path("currency"), currency, "number");
            }
            _ => {}
        }
        Asked { schema, answer: Answer::Number, options: None }
    }

    fn checkbox(&mut self, component: &Source<'a>) -> Asked {
        component.pass(&["defaultValue"]);
        if component.text("inputType") == "radio" {
            self.report.dropped(&component.at, component.text("name"), "one of several checkboxes");
        }
        component.pass(&["name", "value"]);
        let mut schema = with([("type", "boolean".into())]);
        if component.get("defaultValue") == Some(&Value::Bool(true)) {
            schema.insert("default".to_owned(), true.into());
        }
        Asked { schema, answer: Answer::YesNo, options: None }
    }

    /// Says that the answer will be written in another way than there.
    pub(super) fn represented(&mut self, component: &Source<'a>, is_other: bool, by: &str) {
        if is_other {
            self.report.replaced(&component.at, component.text("type"), by);
        }
        component.pass(&["storeas", "maxTags"]);
    }

    fn default(&mut self, component: &Source<'a>, sort: Answer, schema: &mut Map<String, Value>) {
        let Some(value) = component.get("defaultValue") else { return };
        let default = match (sort, value) {
            (Answer::YesNo, _) => return,
            (Answer::Many, Value::Object(chosen)) => {
                let chosen = chosen.iter().filter(|(_, is_chosen)| **is_chosen == Value::Bool(true));
                Some(chosen.map(|(name, _)| name.as_str()).collect())
            }
            (Answer::Many, Value::Array(_)) => Some(value.clone()),
            (Answer::Number, _) => number_of(value).map(Value::Number),
            (Answer::Text, Value::String(_)) if schema.get("format").is_none() => Some(value.clone()),
            (Answer::Text, Value::Number(number)) => Some(number.to_string().into()),
            _ => None,
        };
        match default.filter(|default| said_of(schema, default)) {
            Some(default) => _ = schema.insert("default".to_owned(), default),
            None => self.report.shed(&component.path("defaultValue"), "defaultValue"),
        }
    }

    fn computed(&mut self, component: &Source<'a>, place: &Place, key: &str) {
        for (name, keyword) in [("calculateValue", "x-compute"), ("customDefaultValue", "x-default")] {
            match component.get(name) {
                Some(rule @ Value::Object(_)) => self.computed.push(Computed {
                    at: component.path(name),
                    keyword,
                    rule,
                    pointer: format!("{}{}", place.row, place.pointer(key)),
                    place: place.clone(),
                }),
                Some(_) => self.report.dropped(&component.path(name), name, "JavaScript"),
                None => {}
            }
        }
    }
}

/// What is never shown has the type of what is put there.
fn hidden(component: &Source<'_>) -> Asked {
    let (kind, answer) = match component.get("defaultValue") {
        Some(Value::Number(_)) => ("number", Answer::Number),
        Some(Value::Bool(_)) => ("boolean", Answer::YesNo),
        _ => ("string", Answer::Text),
    };
    Asked { schema: with([("type", kind.into())]), answer, options: None }
}

/// An input mask as a pattern: `9` is a digit, `a` a letter, `*` either.
fn masked(mask: &str) -> String {
    let mut pattern = String::new();
    for char in mask.chars() {
        match char {
            '9' => pattern.push_str("[0-9]"),
            'a' | 'A' => pattern.push_str("[A-Za-z]"),
            '*' => pattern.push_str("[0-9A-Za-z]"),
            // What means something in a pattern, and may be escaped in one with the flag u.
            '^' | '$' | '\\' | '.' | '+' | '?' | '(' | ')' | '[' | ']' | '{' | '}' | '|' | '/' => {
                pattern.extend(['\\', char]);
            }
            other => pattern.push(other),
        }
    }
    if pattern.is_empty() { pattern } else { format!("^{pattern}$") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masks_become_patterns() {
        assert_eq!(masked("(999) 999-9999"), r"^\([0-9][0-9][0-9]\) [0-9][0-9][0-9]-[0-9][0-9][0-9][0-9]$");
        assert_eq!(masked("a*"), "^[A-Za-z][0-9A-Za-z]$");
        assert_eq!(masked(""), "");
    }
}
