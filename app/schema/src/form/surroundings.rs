//! What the rules of a form read besides its answers, and nothing more: facts under the names that they speak of, and
//! working days if they count any. It goes along with an application, so that both sides come to the same.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::pointer::set;
use super::program::Form;
use crate::calendar::{WorkWeek, WorkingDays};
use crate::expr::{Context, Expr, pointer_of_path};

/// What the rules of one form read besides its answers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Surroundings {
    /// The facts they read, nested by the names of data elements: `{"person": {"name": …}, "today": …}`.
    #[serde(skip_serializing_if = "Value::is_null")]
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub facts: Value,
    /// The days on which the week from Monday to Friday does not hold, where they count working days: each as the days
    /// since the one before it, the first since the year 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Vec<i32>>))]
    pub week: Option<WorkWeek>,
}

impl Surroundings {
    /// Of all that is known what the rules of this form and its document read, and no more.
    pub fn of(form: &Form, known: &Value, week: impl FnOnce() -> WorkWeek) -> Self {
        Self {
            facts: read_by(readers(form), known),
            week: readers(form).any(Expr::counts_working_days).then(week),
        }
    }

    /// Of these what some of the expressions read.
    pub(super) fn read_by(&self, exprs: &[&Expr]) -> Self {
        let counts = exprs.iter().any(|expr| expr.counts_working_days());
        let facts = read_by(exprs.iter().copied(), &self.facts);
        Self { facts, week: self.week.clone().filter(|_| counts) }
    }

    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// As expressions see it.
    pub fn context(&self) -> Context<'_> {
        let calendar = self.week.as_ref().map(|week| -> &dyn WorkingDays { week });
        Context { facts: Some(&self.facts), calendar, whole: None }
    }
}

/// Whether the rules of a form, or its document, read anything besides its answers.
pub fn reads_surroundings(form: &Form) -> bool {
    readers(form).any(|expr| expr.counts_working_days() || !expr.elements().is_empty())
}

fn read_by<'e>(exprs: impl Iterator<Item = &'e Expr>, known: &Value) -> Value {
    let mut facts = Value::Null;
    for pointer in exprs.flat_map(Expr::elements).map(|id| pointer_of_path(&id)) {
        if let Some(fact) = known.pointer(&pointer) {
            set(&mut facts, &pointer, fact.clone());
        }
    }
    facts
}

/// Everything that reads: the rules, what a document is asked for by, the document that is written of it.
fn readers(form: &Form) -> impl Iterator<Item = &Expr> {
    let materials = form.materials.iter().filter_map(|material| material.when.as_ref());
    form.rules.iter().flat_map(|rule| rule.exprs()).chain(materials).chain(&form.document)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::calendar::{Calendar, PUBLISHED};
    use crate::form::{compile, state_in};

    fn form(when: &Value, material: &Value) -> Form {
        let text = |title: &str| json!({"type": "string", "title": title});
        compile(&json!({
            "schema": {"type": "object", "properties": {
                "day": {"type": "string", "format": "date", "title": "Day", "x-default": {"element": "person.phone"}},
                "more": text("More"),
            }},
            "x-rules": [{"effect": "show", "target": "/more", "when": when}],
            "materials": [{"id": "card", "name": "Card", "when": material}],
        }))
        .0
    }

    fn known() -> Value {
        json!({"person": {"name": "王小明", "phone": "13800138000", "region": "440103"}, "today": "2026-09-28"})
    }

    #[test]
    fn what_a_document_reads_goes_along() {
        let when = r#"{{#if {"==": [{"element": "person.region"}, "440103"]}}}"#;
        let (form, _) = compile(&json!({
            "schema": {"type": "object", "properties": {"day": {"type": "string", "title": "Day"}}},
            "body": {"template": format!("{when}\nHere.\n{{{{else}}}}\nThere.\n{{{{/if}}}}")},
        }));
        let found = Surroundings::of(&form, &known(), WorkWeek::default);
        assert_eq!(found.facts, json!({"person": {"region": "440103"}}));
        assert!(reads_surroundings(&form));
    }

    #[test]
    fn only_what_rules_read_goes_along() {
        let check = |when: Value, material: Value, facts: Value, counts: bool| {
            let form = form(&when, &material);
            let found = Surroundings::of(&form, &known(), WorkWeek::default);
            assert_eq!((&found.facts, found.week.is_some()), (&facts, counts), "{when}");
            assert_eq!(reads_surroundings(&form), !found.is_empty());
            let wire = serde_json::to_string(&found).unwrap();
            assert_eq!(serde_json::from_str::<Surroundings>(&wire).unwrap(), found);
        };
        let plain = || json!({"==": [{"var": "day"}, ""]});
        check(plain(), plain(), Value::Null, false);
        check(
            json!({"==": [{"element": "person.name"}, "x"]}),
            plain(),
            json!({"person": {"name": "王小明"}}),
            false,
        );
        check(
            json!({">": [{"working_days_between": [{"element": "today"}, {"var": "day"}]}, 5]}),
            json!({"starts_with": [{"element": "person.region"}, "44"]}),
            json!({"today": "2026-09-28", "person": {"region": "440103"}}),
            true,
        );
    }

    #[test]
    fn rules_read_it() {
        let when = json!({">": [{"working_days_between": [{"element": "today"}, {"var": "day"}]}, 5]});
        let form = form(&when, &json!(true));
        let calendar = Calendar::from_json(PUBLISHED).unwrap();
        let all = Surroundings::of(&form, &known(), || WorkWeek::of(&calendar, 2026..=2026));
        let shown = |day: &str, surroundings: &Surroundings| {
            state_in(&form, &json!({"day": day}), surroundings.context()).visible("/more")
        };
        // National Day is from the 1st to the 7th, and Saturday the 10th is worked.
        assert!(!shown("2026-10-10", &all) && shown("2026-10-12", &all));
        assert!(!shown("2026-10-12", &Surroundings::default()), "what is not known decides nothing");
    }
}
