//! What is taken out: an element of the layout with all in it, the questions' properties with all that is said of them,
//! the documents, and the rules that are about nothing else.

use std::collections::BTreeSet;

use serde_json::Value;

use super::property::{self, Property};
use super::spot::{self, Thing};
use super::work::{Outcome, Work};
use super::{Place, add::own_schema, list, texts};
use crate::form::Need;

/// What is no longer there.
#[derive(Default)]
pub(super) struct Gone {
    /// Pointers of questions and objects in the answers. What lies below is gone too.
    pub(super) pointers: BTreeSet<String>,
    /// Ids of pages and groups.
    pub(super) ids: BTreeSet<String>,
    /// Pointers of questions that are still there, and have no parts any more.
    pub(super) parted: BTreeSet<String>,
}

/// What stands in an element, itself included.
#[derive(Default)]
pub(super) struct Held {
    pub(super) questions: Vec<String>,
    pub(super) materials: BTreeSet<usize>,
    pub(super) ids: BTreeSet<String>,
}

impl Held {
    pub(super) fn of(definition: &Value, element: &Value) -> Self {
        let mut held = Self::default();
        held.visit(definition, element);
        held
    }

    fn visit(&mut self, definition: &Value, element: &Value) {
        match spot::thing(definition, element) {
            Thing::Question(pointer) => self.questions.push(pointer),
            Thing::Material(index) => _ = self.materials.insert(index),
            _ => {}
        }
        let id = element.pointer("/options/id").and_then(Value::as_str);
        self.ids.extend(id.map(ToOwned::to_owned));
        for inside in element.get("elements").and_then(Value::as_array).into_iter().flatten() {
            self.visit(definition, inside);
        }
    }
}

impl Work {
    pub(super) fn remove(&mut self, place: &Place) -> Outcome {
        let spot = self.spot(place)?;
        let mut held = match &spot.element {
            Some(at) => {
                let element = self.definition.pointer(at).unwrap_or(&Value::Null);
                Held::of(&self.definition, element)
            }
            None => Held::default(),
        };
        match spot.thing {
            Thing::Question(pointer) if spot.element.is_none() => held.questions.push(pointer),
            Thing::Material(index) => _ = held.materials.insert(index),
            _ => {}
        }
        if let Some((list, index)) = spot.element.as_deref().and_then(|at| at.rsplit_once('/'))
            && let Ok(index) = index.parse()
        {
            list::take(&mut self.definition, list, index);
        }
        let mut gone = Gone { ids: held.ids, ..Gone::default() };
        let mut said = BTreeSet::new();
        for pointer in held.questions {
            self.remove_question(pointer, &mut gone, &mut said);
        }
        texts::drop_parts(&mut self.definition, &said);
        list::retain(&mut self.definition, "/materials", |index, _| !held.materials.contains(&index));
        self.forget(&gone);
        Ok(self.neighbour(place))
    }

    /// Takes a property out, and the object around it if that asks for nothing any more. What others refer to stays.
    fn remove_question(&mut self, pointer: String, gone: &mut Gone, said: &mut BTreeSet<String>) {
        let Some(property) = property::find(&self.definition, &pointer) else { return };
        let Some((parent, _)) = pointer.rsplit_once('/') else { return };
        if property.owner != own_schema(parent) {
            return;
        }
        set_required(&mut self.definition, &property, false);
        said.insert(property.at());
        let properties = self.definition.pointer_mut(&format!("{}/properties", property.owner));
        let Some(Value::Object(properties)) = properties else { return };
        properties.shift_remove(&property.name);
        let is_empty = properties.is_empty();
        let parent = parent.to_owned();
        gone.pointers.insert(pointer);
        if is_empty && !parent.is_empty() && !parent.ends_with("/-") {
            self.remove_question(parent, gone, said);
        }
    }

    /// Takes what is gone out of the targets of rules, and the rules that are about nothing then.
    pub(super) fn forget(&mut self, gone: &Gone) {
        list::retain(&mut self.definition, "/x-rules", |_, rule| {
            let Some(target) = rule.get_mut("target") else { return true };
            match target {
                Value::String(name) => !gone.has(name),
                Value::Array(names) => {
                    let was_empty = names.is_empty();
                    names.retain(|name| name.as_str().is_none_or(|name| !gone.has(name)));
                    was_empty || !names.is_empty()
                }
                _ => true,
            }
        });
    }
}

impl Gone {
    /// Whether a target of a rule is gone.
    fn has(&self, target: &str) -> bool {
        let is_gone = |end: usize| {
            let part = &target[..end];
            self.pointers.contains(part) || (end < target.len() && self.parted.contains(part))
        };
        let ends = target.match_indices('/').map(|(end, _)| end).chain([target.len()]);
        self.ids.contains(target) || ends.skip(1).any(is_gone)
    }
}

/// Says whether an answer to this property is required.
pub(super) fn set_required(definition: &mut Value, property: &Property, is_required: bool) {
    if (property.need(definition) == Need::Required) == is_required {
        return;
    }
    let Some(Value::Object(owner)) = definition.pointer_mut(&property.owner) else { return };
    let required = owner.entry("required").or_insert_with(|| Value::Array(Vec::new()));
    let Some(names) = required.as_array_mut() else { return };
    if is_required {
        names.push(property.name.as_str().into());
    } else {
        names.retain(|name| *name != property.name.as_str());
    }
    if names.is_empty() {
        owner.shift_remove("required");
    }
}
