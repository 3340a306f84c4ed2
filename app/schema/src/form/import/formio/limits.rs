//! `validate`: what an answer must be.

use serde_json::{Map, Number, Value};

use super::kind::Kind;
use super::source::Source;
use super::{Builder, with};

impl<'a> Builder<'a> {
    /// Adds what an answer must be to its schema, and says whether there must be one.
    pub(super) fn limits(
        &mut self,
        kind: Kind,
        component: &Source<'a>,
        schema: &mut Map<String, Value>,
    ) -> bool {
        component.pass(&["validate"]);
        let Some(validate) = component.inner("validate") else { return false };
        let required = validate.flag("required");
        validate.pass(&["multiple", "integer", "onlyAvailableItems"]);
        match schema.get("type").and_then(Value::as_str) {
            Some("string") => {
                schema.extend(counts(&validate, [("minLength", "minLength"), ("maxLength", "maxLength")]));
                self.pattern(&validate, schema);
            }
            Some("number" | "integer") => {
                schema.extend(numbers(&validate, [("minimum", "min"), ("maximum", "max")]));
                if validate.text("step") != "any" && validate.get("step").is_some() {
                    schema.extend(numbers(&validate, [("multipleOf", "step")]));
                }
            }
            Some("boolean") if required && kind == Kind::Checkbox => {
                schema.insert("const".to_owned(), true.into());
            }
            Some("array") if kind == Kind::Rows => {
                schema.extend(counts(&validate, [("minItems", "minLength"), ("maxItems", "maxLength")]));
            }
            Some("array") => {
                let sizes = [("minItems", "minSelectedCount"), ("maxItems", "maxSelectedCount")];
                schema.extend(counts(&validate, sizes));
            }
            _ => {}
        }
        if required && schema.get("type").is_some_and(|kind| kind == "array") {
            schema.entry("minItems").or_insert_with(|| 1.into());
        }
        validate.close(&mut self.report);
        required
    }

    /// There a pattern is about all of the text.
    fn pattern(&mut self, validate: &Source<'a>, schema: &mut Map<String, Value>) {
        let pattern = validate.text("pattern");
        if pattern.is_empty() {
            return;
        }
        if schema.contains_key("pattern") {
            self.report.shed(&validate.at, "inputMask");
        }
        schema.insert("pattern".to_owned(), format!("^(?:{pattern})$").into());
    }
}

type Pair = (&'static str, &'static str);

fn numbers<const N: usize>(validate: &Source<'_>, pairs: [Pair; N]) -> Map<String, Value> {
    with(pairs.map(|(keyword, name)| (keyword, validate.number(name).into())))
}

fn counts(validate: &Source<'_>, pairs: [Pair; 2]) -> Map<String, Value> {
    let count = |name| validate.number(name).filter(Number::is_u64);
    with(pairs.map(|(keyword, name)| (keyword, count(name).into())))
}
