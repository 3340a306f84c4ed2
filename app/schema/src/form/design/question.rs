//! What is said of a question beside its texts: whether it is needed, what is checked, what it begins with.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::property::Property;
use super::remove::set_required;
use super::spot::Thing;
use super::work::Work;
use super::{EditFault, Kind, Place, texts};
use crate::element;
use crate::form::{LintCode, Need, Severity, compile};
use crate::locale::Text;

/// Keywords of a question that have no edit of their own.
const KEYWORDS: [&str; 20] = [
    "minLength",
    "maxLength",
    "pattern",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minItems",
    "maxItems",
    "uniqueItems",
    "readOnly",
    "default",
    "format",
    "x-region",
    "x-unit",
    "x-reorder",
    "x-seal",
    "x-compute",
    "x-display",
];

/// Keywords by which a block or an opinion says what it is made of.
const PARTS: [&str; 2] = ["properties", "required"];

impl Work {
    pub(super) fn need(&mut self, place: &Place, need: Need) -> Result<(), EditFault> {
        if let Thing::Material(index) = self.spot(place)?.thing {
            if need == Need::Recommended {
                return Err(EditFault::NotOfIt);
            }
            let material = self.definition.pointer_mut(&format!("/materials/{index}"));
            let material = material.and_then(Value::as_object_mut).ok_or(EditFault::NotThere)?;
            material.insert("required".to_owned(), (need == Need::Required).into());
            return Ok(());
        }
        let property = self.needed(place, need)?;
        set_required(&mut self.definition, &property, need == Need::Required);
        let is_soft = property.is_soft(&self.definition);
        if is_soft != (need == Need::Recommended) {
            self.set(&property, "x-soft-required", (!is_soft).then_some(true.into()));
        }
        Ok(())
    }

    pub(super) fn soft(
        &mut self,
        place: &Place,
        consequence: &Text,
        within_days: Option<u16>,
    ) -> Result<(), EditFault> {
        let property = self.needed(place, Need::Recommended)?;
        set_required(&mut self.definition, &property, false);
        let mut soft = json!({});
        if let Some(days) = within_days {
            soft["within_days"] = days.into();
        }
        self.set(&property, "x-soft-required", Some(soft));
        texts::write(
            &mut self.definition,
            &format!("{}/x-soft-required/consequence", property.at()),
            consequence,
        );
        if within_days.is_none() && consequence.is_empty() {
            self.set(&property, "x-soft-required", Some(true.into()));
        }
        Ok(())
    }

    /// The question, if its answer can be needed so: officers' answers are required of nobody, and of a block only the
    /// parts can be recommended.
    fn needed(&self, place: &Place, need: Need) -> Result<Property, EditFault> {
        let (spot, _, property) = self.question(place)?;
        let kind = self.kind_of(&property, spot.element.as_deref());
        let is_odd = |kind: Kind| kind.is_official() || (kind.is_block() && need == Need::Recommended);
        if kind.is_some_and(is_odd) { Err(EditFault::NotOfIt) } else { Ok(property) }
    }

    pub(super) fn keyword(
        &mut self,
        place: &Place,
        keyword: &str,
        value: Option<&Value>,
    ) -> Result<(), EditFault> {
        let (spot, _, property) = self.question(place)?;
        let kind = self.kind_of(&property, spot.element.as_deref());
        let has_parts = kind.is_some_and(|kind| kind.is_block() || kind == Kind::Opinion);
        if !(KEYWORDS.contains(&keyword) || has_parts && PARTS.contains(&keyword)) {
            return Err(EditFault::BadKeyword);
        }
        self.change(&property, |work| work.set(&property, keyword, value.cloned()))
    }

    pub(super) fn default(&mut self, place: &Place, value: Option<&Value>) -> Result<(), EditFault> {
        let (_, _, property) = self.question(place)?;
        self.change(&property, |work| {
            work.set(&property, "default", None);
            work.set(&property, "x-default", value.cloned());
        })
    }

    pub(super) fn element(&mut self, place: &Place, element: Option<&str>) -> Result<(), EditFault> {
        let (spot, _, property) = self.question(place)?;
        let Some(id) = element else {
            self.be_itself(&property, spot.element.as_deref());
            return Ok(());
        };
        element::find(id).ok_or(EditFault::UnknownElement)?;
        self.change(&property, |work| work.set(&property, "x-element", Some(id.into())))
    }

    /// Says itself what followed from the data element: the type, the format, the title.
    fn be_itself(&mut self, property: &Property, control: Option<&str>) {
        let kind = self.kind_of(property, control);
        let schema = self.definition.pointer(&property.at()).unwrap_or(&Value::Null);
        let element = schema.get("x-element").and_then(Value::as_str).and_then(element::find);
        let plain = kind.filter(|kind| kind.fits_column()).map(Kind::schema).unwrap_or_default();
        let unsaid: Vec<(&str, Value)> = ["type", "format"]
            .into_iter()
            .filter(|keyword| schema.get(keyword).is_none())
            .filter_map(|keyword| Some((keyword, plain.get(keyword)?.clone())))
            .collect();
        let title = format!("{}/title", property.at());
        if let Some(element) = element {
            for (keyword, value) in unsaid {
                self.set(property, keyword, Some(value));
            }
            if texts::read(&self.definition, &title).is_empty() {
                texts::write(&mut self.definition, &title, &element.label());
            }
        }
        self.set(property, "x-element", None);
    }

    /// Sets a keyword or takes it out. The texts in what was there are gone.
    pub(super) fn set(&mut self, property: &Property, keyword: &str, value: Option<Value>) {
        let at = property.at();
        texts::drop_part(&mut self.definition, &format!("{at}/{keyword}"));
        let Some(Value::Object(schema)) = self.definition.pointer_mut(&at) else { return };
        match value {
            Some(value) => _ = schema.insert(keyword.to_owned(), value),
            None => _ = schema.shift_remove(keyword),
        }
    }

    /// Changes a question, unless the compiler finds something wrong in it then that was not wrong before.
    pub(super) fn change(
        &mut self,
        property: &Property,
        change: impl FnOnce(&mut Self),
    ) -> Result<(), EditFault> {
        let before = self.errors(property);
        change(self);
        let new = self.errors(property).into_iter().find(|error| !before.contains(error));
        match new {
            None => Ok(()),
            Some((LintCode::ElementMismatch, _)) => Err(EditFault::UnfitElement),
            Some((LintCode::UnknownElement, _)) => Err(EditFault::UnknownElement),
            Some(_) => Err(EditFault::BadValue),
        }
    }

    /// What the compiler finds wrong in a question by itself, wherever that reads others.
    fn errors(&self, property: &Property) -> BTreeSet<(LintCode, String)> {
        let schema = self.definition.pointer(&property.at());
        let alone = json!({"schema": {
            "type": "object",
            "properties": {"q": schema},
            "$defs": self.definition.pointer("/schema/$defs"),
            "definitions": self.definition.pointer("/schema/definitions"),
        }});
        let (_, lints) = compile(&alone);
        let is_own =
            |code| !matches!(code, LintCode::Dangling | LintCode::RuleCycle | LintCode::MissingLabel);
        let grave = lints.into_iter().filter(|lint| lint.severity == Severity::Error && is_own(lint.code));
        grave.map(|lint| (lint.code, lint.pointer)).collect()
    }
}
