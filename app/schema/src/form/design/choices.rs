//! What there is to choose from, and a question that becomes another kind of question.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::property::{self, Property};
use super::remove::{Gone, set_required};
use super::shift::is_column;
use super::work::Work;
use super::{EditFault, Kind, Place, inline, kind, texts};
use crate::locale::Text;

/// What a question keeps whatever kind it becomes.
const WORDS: [&str; 2] = ["title", "description"];
/// What it keeps unless it becomes a block, or an officer's.
const KEPT: [&str; 6] = ["x-element", "x-soft-required", "readOnly", "x-default", "x-compute", "x-computed"];
/// What a text keeps as a text, and a number as a number.
const OF_TEXT: [&str; 3] = ["minLength", "maxLength", "pattern"];
const OF_NUMBER: [&str; 4] = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"];
/// What choices of several keep as such.
const OF_LIST: [&str; 3] = ["minItems", "maxItems", "uniqueItems"];
/// Where choices can be written.
const ALTERNATIVES: [&str; 5] = ["oneOf", "anyOf", "enum", "const", "enumNames"];

/// Answers and what each is called.
type Choices = Vec<(Value, Text)>;

impl Work {
    pub(super) fn choices(&mut self, place: &Place, choices: &[(String, Text)]) -> Result<(), EditFault> {
        let (spot, _, property) = self.question(place)?;
        let kind = self.kind_of(&property, spot.element.as_deref()).filter(|kind| kind.has_choices());
        let kind = kind.ok_or(EditFault::NotOfIt)?;
        let values: BTreeSet<&str> = choices.iter().map(|(value, _)| value.as_str()).collect();
        if choices.is_empty() || values.len() < choices.len() || values.contains("") {
            return Err(EditFault::BadValue);
        }
        let at = holder(&property, kind);
        let kind = property::said(&self.definition, &at, kind::type_of);
        let is_number = matches!(kind, Some("integer" | "number"));
        let typed = |(value, text): &(String, Text)| Some((typed(value, is_number)?, text.clone()));
        let choices: Option<Choices> = choices.iter().map(typed).collect();
        let choices = choices.ok_or(EditFault::BadValue)?;
        self.change(&property, |work| {
            work.write_choices(&at, &choices);
            work.drop_lost_default(&property, &choices);
        })
    }

    fn write_choices(&mut self, at: &str, choices: &Choices) {
        let lost = ALTERNATIVES.iter().map(|keyword| format!("{at}/{keyword}")).collect();
        texts::drop_parts(&mut self.definition, &lost);
        let Some(Value::Object(schema)) = self.definition.pointer_mut(at) else { return };
        ALTERNATIVES.iter().for_each(|keyword| _ = schema.shift_remove(*keyword));
        let entries: Value = choices.iter().map(|(value, _)| json!({"const": value})).collect();
        schema.insert("oneOf".to_owned(), entries);
        for (index, (_, text)) in choices.iter().enumerate() {
            texts::write(&mut self.definition, &format!("{at}/oneOf/{index}/title"), text);
        }
    }

    /// A default that is no choice any more is none.
    fn drop_lost_default(&mut self, property: &Property, choices: &Choices) {
        let Some(default) = self.definition.pointer(&format!("{}/default", property.at())) else { return };
        let is_there = |value: &Value| choices.iter().any(|(other, _)| other == value);
        let is_good =
            default.as_array().map_or_else(|| is_there(default), |values| values.iter().all(is_there));
        if !is_good {
            self.set(property, "default", None);
        }
    }

    fn read_choices(&self, property: &Property, kind: Kind) -> Choices {
        let at = holder(property, kind);
        let (schema, parts) = inline::written_out(&self.definition, &at);
        let keyword = if schema.get("oneOf").is_some() { "oneOf" } else { "anyOf" };
        let read = |(index, entry): (usize, &Value)| {
            let single = || entry.get("enum").and_then(|values| values.get(0));
            let value = entry.get("const").or_else(single).unwrap_or(entry).clone();
            let said = |(at, place): &inline::Origin| {
                let title = format!("{keyword}/{index}/title");
                place.is_empty().then(|| texts::read(&self.definition, &format!("{at}/{title}")))
            };
            let title = parts.iter().rev().filter_map(said).find(|title| !title.is_empty());
            (value, title.unwrap_or_default())
        };
        kind::alternatives(&schema).into_iter().flatten().enumerate().map(read).collect()
    }

    pub(super) fn kind(&mut self, place: &Place, kind: Kind) -> Result<(), EditFault> {
        let (spot, pointer, property) = self.question(place)?;
        let old = self.kind_of(&property, spot.element.as_deref());
        if old == Some(kind) {
            return Ok(());
        }
        if is_column(&pointer) && !kind.fits_column() {
            return Err(EditFault::Misplaced);
        }
        let choices = old.filter(|old| old.has_choices()).map(|old| self.read_choices(&property, old));
        let before = self.definition.pointer(&property.at()).and_then(Value::as_object).cloned();
        let (after, lost) = converted(before.unwrap_or_default(), old, kind);
        let lost = lost.into_iter().map(|keyword| format!("{}/{keyword}", property.at())).collect();
        texts::drop_parts(&mut self.definition, &lost);
        if let Some(schema) = self.definition.pointer_mut(&property.at()) {
            *schema = after.into();
        }
        if let Some(choices) = choices.filter(|choices| kind.has_choices() && !choices.is_empty()) {
            self.write_choices(&holder(&property, kind), &choices);
        }
        if kind.is_official() {
            set_required(&mut self.definition, &property, false);
        }
        self.fit_element(&property, kind);
        self.show_plainly(spot.element.as_deref());
        // What is asked in another way has other parts, if any.
        self.forget(&Gone { parted: BTreeSet::from([pointer]), ..Gone::default() });
        Ok(())
    }

    /// A data element that is another kind of answer, or would be asked for in another way, is asked for no longer.
    fn fit_element(&mut self, property: &Property, kind: Kind) {
        let Some(element) = self.taken_out(property, "x-element") else { return };
        let is_fit = self.change(property, |work| work.set(property, "x-element", Some(element))).is_ok();
        if !is_fit || self.kind_of(property, None) != Some(kind) {
            self.set(property, "x-element", None);
        }
    }

    fn taken_out(&mut self, property: &Property, keyword: &str) -> Option<Value> {
        self.definition.pointer_mut(&property.at())?.as_object_mut()?.shift_remove(keyword)
    }

    /// How the layout showed the old kind says nothing of the new one.
    fn show_plainly(&mut self, element: Option<&str>) {
        let Some(element) = element.and_then(|at| self.definition.pointer_mut(at)?.as_object_mut()) else {
            return;
        };
        let Some(Value::Object(options)) = element.get_mut("options") else { return };
        ["format", "multi", "detail", "elementLabelProp"]
            .iter()
            .for_each(|name| _ = options.shift_remove(*name));
        if options.is_empty() {
            element.shift_remove("options");
        }
    }
}

/// The schema whose alternatives are the choices.
fn holder(property: &Property, kind: Kind) -> String {
    if kind.is_choices() { property.at() + "/items" } else { property.at() }
}

fn typed(value: &str, is_number: bool) -> Option<Value> {
    if is_number { value.parse::<serde_json::Number>().ok().map(Value::Number) } else { Some(value.into()) }
}

/// The schema as one of another kind, and the keywords that are gone or new.
fn converted(
    before: Map<String, Value>,
    old: Option<Kind>,
    kind: Kind,
) -> (Map<String, Value>, BTreeSet<String>) {
    let fresh = kind.schema();
    let fresh = fresh.as_object().cloned().unwrap_or_default();
    let is_text = |kind: Kind| matches!(kind, Kind::Text | Kind::LongText);
    let is_number = |kind: Kind| matches!(kind, Kind::Integer | Kind::Number | Kind::Money);
    let is_plain = kind.fits_column();
    let both = |is: &dyn Fn(Kind) -> bool| is(kind) && old.is_some_and(is);
    let keeps = |keyword: &str| {
        WORDS.contains(&keyword)
            || (is_plain && KEPT.contains(&keyword))
            || (both(&is_text) && OF_TEXT.contains(&keyword))
            || (both(&is_number) && OF_NUMBER.contains(&keyword))
            || (both(&Kind::is_choices) && OF_LIST.contains(&keyword))
            || (both(&Kind::is_choice) && keyword == "type")
    };
    let lost = before.keys().filter(|keyword| !keeps(keyword)).cloned().collect();
    let mut after = Map::new();
    let (words, kept): (Map<String, Value>, Map<String, Value>) = before
        .into_iter()
        .filter(|(keyword, _)| keeps(keyword))
        .partition(|(keyword, _)| WORDS.contains(&keyword.as_str()));
    after.extend(words);
    after.extend(fresh);
    after.extend(kept);
    (after, lost)
}
