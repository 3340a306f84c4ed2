//! Conditions become rules when every answer is known: of fields in `x-rules`, of documents in their `when`.

use std::ops::Range;

use serde_json::{Value, json};

use super::place::Place;
use super::source::Source;
use super::{Builder, condition, logic};

/// What happens where a condition holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    Show,
    Hide,
    Require,
    Optional,
    ReadOnly,
    Enable,
}

impl Effect {
    fn name(self) -> &'static str {
        match self {
            Self::Show => "show",
            Self::Hide => "hide",
            Self::Require => "require",
            Self::Optional => "optional",
            Self::ReadOnly => "read_only",
            Self::Enable => "enable",
        }
    }
}

/// A condition as the source writes it.
pub(super) enum When<'a> {
    /// `when` and `eq`.
    Equal(&'a str, &'a Value),
    /// `conjunction` and `conditions`.
    Simple { all: bool, conditions: &'a [Value] },
    /// JSON Logic.
    Logic(&'a Value),
}

/// What a component has put into the definition.
#[derive(Clone)]
pub(super) struct Made {
    /// Places among the known answers.
    pub(super) answers: Range<usize>,
    /// Places among the documents.
    pub(super) materials: Range<usize>,
}

/// A condition that waits until every answer is known.
pub(super) struct Pending<'a> {
    /// Where it stands in the source.
    pub(super) at: String,
    pub(super) effect: Effect,
    pub(super) when: When<'a>,
    pub(super) place: Place,
    pub(super) about: Made,
}

/// A computed value that waits until every answer is known.
pub(super) struct Computed<'a> {
    /// Where it stands in the source.
    pub(super) at: String,
    /// What it is for us.
    pub(super) keyword: &'static str,
    pub(super) rule: &'a Value,
    /// Of the field, from the top.
    pub(super) pointer: String,
    pub(super) place: Place,
}

impl<'a> Builder<'a> {
    /// What is said of when the component is shown.
    pub(super) fn conditions(&mut self, component: &Source<'a>, place: &Place, about: &Made) {
        if let Some(conditional) = component.inner("conditional") {
            let is_shown = !conditional.is_denied("show");
            let effect = if is_shown { Effect::Show } else { Effect::Hide };
            if let Some(rule) = conditional.get("json") {
                self.wait(conditional.path("json"), Effect::Show, When::Logic(rule), place, about);
                conditional.pass(&["when", "eq", "show"]);
            } else if !conditional.list("conditions").is_empty() {
                let all = conditional.text("conjunction") != "any";
                let when = When::Simple { all, conditions: conditional.list("conditions") };
                self.wait(conditional.at.clone(), effect, when, place, about);
                conditional.pass(&["when", "eq"]);
            } else if !conditional.text("when").is_empty() {
                let eq = conditional.get("eq").unwrap_or(&Value::Null);
                let when = When::Equal(conditional.text("when"), eq);
                self.wait(conditional.at.clone(), effect, when, place, about);
            } else {
                conditional.pass(&["show", "eq", "conjunction"]);
            }
            conditional.close(&mut self.report);
        }
        if let Some(custom) = component.get("customConditional") {
            match custom {
                Value::Object(_) => {
                    let at = component.path("customConditional");
                    self.wait(at, Effect::Show, When::Logic(custom), place, about);
                }
                _ => self.report.dropped(
                    &component.path("customConditional"),
                    "customConditional",
                    "JavaScript",
                ),
            }
        }
        for entry in component.entries("logic") {
            self.advanced(&entry, place, about);
        }
    }

    /// An entry of `logic`: a trigger, and what it does.
    fn advanced(&mut self, entry: &Source<'a>, place: &Place, about: &Made) {
        entry.pass(&["name", "trigger"]);
        for action in entry.entries("actions") {
            let property = action.inner("property");
            let property = property.as_ref().map(|property| property.text("value")).unwrap_or_default();
            let effect = match (property, action.flag("state")) {
                ("hidden", true) => Effect::Hide,
                ("hidden", false) => Effect::Show,
                ("validate.required", true) => Effect::Require,
                ("validate.required", false) => Effect::Optional,
                ("disabled", true) => Effect::ReadOnly,
                ("disabled", false) => Effect::Enable,
                _ => {
                    self.report.dropped(&action.at, "action", action.text("type"));
                    continue;
                }
            };
            match trigger(entry) {
                Some(when) => self.wait(action.at.clone(), effect, when, place, about),
                None => self.report.dropped(&entry.path("trigger"), "trigger", "no condition"),
            }
        }
        entry.close(&mut self.report);
    }

    fn wait(&mut self, at: String, effect: Effect, when: When<'a>, place: &Place, about: &Made) {
        self.pending.push(Pending { at, effect, when, place: place.clone(), about: about.clone() });
    }

    /// Makes the rules, and what is computed.
    pub(super) fn decide(&mut self) {
        for Computed { at, keyword, rule, pointer, place } in std::mem::take(&mut self.computed) {
            match logic::rewritten(&self.known, &place, rule) {
                Ok(logic) => self.schema.say(&pointer, keyword, logic),
                Err(reason) => self.report.dropped(&at, "JSON Logic", &reason),
            }
        }
        for pending in std::mem::take(&mut self.pending) {
            let Pending { at, effect, when, place, about } = pending;
            let logic = match when {
                When::Equal(path, value) => condition::equal(&self.known, &place, path, value),
                When::Simple { all, conditions } => condition::simple(&self.known, &place, all, conditions),
                When::Logic(rule) => logic::rewritten(&self.known, &place, rule),
            };
            match logic {
                Ok(logic) => self.rule(&at, effect, &logic, &place, &about),
                Err(reason) => self.report.dropped(&at, "condition", &reason),
            }
        }
    }

    fn rule(&mut self, at: &str, effect: Effect, logic: &Value, place: &Place, about: &Made) {
        let in_row = self.known.get(about.answers.clone()).unwrap_or_default().iter();
        let targets: Vec<String> = in_row
            .filter(|known| known.row == place.row)
            .map(|known| format!("{}{}", known.row, known.pointer))
            .collect();
        if targets.is_empty() && about.materials.is_empty() {
            self.report.replaced(at, "condition", "always shown");
        }
        if !targets.is_empty() {
            self.rules.push(json!({"effect": effect.name(), "target": targets, "when": logic}));
        }
        for material in self.materials.get_mut(about.materials.clone()).unwrap_or_default() {
            match effect {
                Effect::Show if place.row.is_empty() => also(material, logic.clone()),
                Effect::Hide if place.row.is_empty() => also(material, json!({"!": [logic]})),
                _ => self.report.dropped(at, "condition", "of a document"),
            }
        }
    }
}

/// A document is asked for where this holds too.
fn also(material: &mut Value, logic: Value) {
    let all = match material.get("when") {
        Some(before) => json!({"and": [before, logic]}),
        None => logic,
    };
    material["when"] = all;
}

fn trigger<'a>(entry: &Source<'a>) -> Option<When<'a>> {
    let trigger = entry.inner("trigger")?;
    match trigger.text("type") {
        "json" => Some(When::Logic(trigger.get("json")?)),
        "simple" => {
            let simple = trigger.inner("simple")?;
            // A trigger that holds where it does not hold is one that nobody means to write.
            if simple.is_denied("show") {
                return None;
            }
            if simple.list("conditions").is_empty() {
                return Some(When::Equal(simple.get("when")?.as_str()?, simple.get("eq")?));
            }
            let all = simple.text("conjunction") != "any";
            Some(When::Simple { all, conditions: simple.list("conditions") })
        }
        _ => None,
    }
}
