//! Another id for a question, a page, a group or a document, with all that refers to it.

use serde_json::Value;

use super::property;
use super::spot::Thing;
use super::work::Work;
use super::{EditFault, Place, fresh};
use crate::applications::OWN_PAGES;
use crate::form::pointer::token;
use crate::form::rename::{RenameError, rename};

impl Work {
    pub(super) fn rename(&mut self, place: &Place, id: &str) -> Result<(), EditFault> {
        let spot = self.spot(place)?;
        match (spot.thing, spot.element) {
            (Thing::Question(pointer), _) => self.rename_question(&pointer, id),
            (Thing::Material(index), _) => {
                let taken = fresh::material_ids(&self.definition);
                let old = self.definition["materials"][index]["id"].as_str().unwrap_or_default().to_owned();
                check(id, &old, taken.contains(id))?;
                rename_material(&mut self.definition, index, &old, id);
                Ok(())
            }
            (Thing::Page | Thing::Group, Some(element)) => {
                let taken = fresh::layout_ids(&self.definition["uischema"]);
                let old = self.definition.pointer(&format!("{element}/options/id")).and_then(Value::as_str);
                let old = old.unwrap_or_default().to_owned();
                check(id, &old, taken.contains(id))?;
                if self.is_step(&element) && OWN_PAGES.contains(&id) {
                    return Err(EditFault::ReservedId);
                }
                rename_element(&mut self.definition, &element, &old, id);
                Ok(())
            }
            _ => Err(EditFault::NotOfIt),
        }
    }

    fn rename_question(&mut self, pointer: &str, id: &str) -> Result<(), EditFault> {
        let property = property::find(&self.definition, pointer).ok_or(EditFault::NotOfIt)?;
        if property.name == id {
            return Ok(());
        }
        let (parent, _) = pointer.rsplit_once('/').ok_or(EditFault::NotThere)?;
        self.definition = renamed(&self.definition, pointer, &format!("{parent}/{}", token(id)))?;
        Ok(())
    }
}

/// The definition with another id for a question.
pub(super) fn renamed(definition: &Value, from: &str, to: &str) -> Result<Value, EditFault> {
    let renamed = rename(definition, from, to).map_err(|error| match error {
        RenameError::NotThere => EditFault::NotThere,
        RenameError::Taken => EditFault::TakenId,
        RenameError::Elsewhere | RenameError::BadName => EditFault::BadId,
        RenameError::Shared => EditFault::SharedId,
    })?;
    Ok(renamed.definition)
}

fn check(id: &str, old: &str, is_taken: bool) -> Result<(), EditFault> {
    if id.is_empty() || id.contains(['/', '.', '#']) || id == "-" {
        return Err(EditFault::BadId);
    }
    if is_taken && id != old { Err(EditFault::TakenId) } else { Ok(()) }
}

/// Gives a page or group another id, and names it so where rules are about it.
pub(super) fn rename_element(definition: &mut Value, element: &str, old: &str, new: &str) {
    if let Some(Value::Object(element)) = definition.pointer_mut(element) {
        let options = element.entry("options").or_insert_with(|| serde_json::json!({}));
        if let Some(options) = options.as_object_mut() {
            options.insert("id".to_owned(), new.into());
        }
    }
    if old.is_empty() {
        return;
    }
    let rules = definition.get_mut("x-rules").and_then(Value::as_array_mut).into_iter().flatten();
    for target in rules.filter_map(|rule| rule.get_mut("target")) {
        let names = match target {
            Value::Array(names) => names.as_mut_slice(),
            name => std::slice::from_mut(name),
        };
        names.iter_mut().filter(|name| **name == old).for_each(|name| *name = new.into());
    }
}

/// Gives a document another id, and names it so in the layout.
pub(super) fn rename_material(definition: &mut Value, index: usize, old: &str, new: &str) {
    fn visit(element: &mut Value, old: &str, new: &str) {
        let is_material = element.get("type").is_some_and(|kind| kind == "Material");
        if let Some(id) = element.pointer_mut("/options/material").filter(|id| is_material && **id == old) {
            *id = new.into();
        }
        let inside = element.get_mut("elements").and_then(Value::as_array_mut).into_iter().flatten();
        inside.for_each(|element| visit(element, old, new));
    }
    if let Some(layout) = definition.get_mut("uischema") {
        visit(layout, old, new);
    }
    if let Some(id) = definition.pointer_mut(&format!("/materials/{index}/id")) {
        *id = new.into();
    }
}
