//! What a definition asks for and its layout does not place: questions that nobody is asked, and documents, which are
//! then asked for after all questions.

use std::collections::BTreeSet;

use serde_json::Value;

use super::property;
use super::spot::{Thing, thing};
use crate::expr::under;
use crate::form::pointer::token;

/// What has no place, questions first, in the order of the definition.
pub(super) fn unplaced(definition: &Value) -> Vec<Thing> {
    let placed = Placed::of(definition);
    let mut found = Vec::new();
    questions(definition, "", &mut |pointer| {
        if !placed.has(&pointer) {
            found.push(Thing::Question(pointer));
        }
    });
    let materials = definition.get("materials").and_then(Value::as_array).map_or(0, Vec::len);
    found.extend((0..materials).filter(|index| !placed.materials.contains(index)).map(Thing::Material));
    found
}

/// Tells the pointer of every question outside tables, from the object at this pointer down.
pub(super) fn questions(definition: &Value, pointer: &str, tell: &mut impl FnMut(String)) {
    let object = property::object(definition, pointer);
    for (_, name) in object.map(|at| property::parts(definition, &at)).unwrap_or_default() {
        let pointer = format!("{pointer}/{}", token(&name));
        if property::is_group(definition, &pointer) {
            questions(definition, &pointer, tell);
        } else {
            tell(pointer);
        }
    }
}

/// What has a place.
#[derive(Default)]
pub(super) struct Placed {
    /// Questions by their pointers.
    pub(super) questions: BTreeSet<String>,
    materials: BTreeSet<usize>,
}

impl Placed {
    pub(super) fn of(definition: &Value) -> Self {
        let mut placed = Self::default();
        if let Some(layout) = definition.get("uischema") {
            placed.visit(definition, layout);
        }
        placed
    }

    fn visit(&mut self, definition: &Value, element: &Value) {
        match thing(definition, element) {
            Thing::Question(pointer) => {
                self.questions.insert(pointer);
            }
            Thing::Material(index) => {
                self.materials.insert(index);
            }
            _ => {}
        }
        for element in element.get("elements").and_then(Value::as_array).into_iter().flatten() {
            self.visit(definition, element);
        }
    }

    /// Whether the question has a place, or part of it, or what it is part of.
    fn has(&self, pointer: &str) -> bool {
        let ends = pointer.match_indices('/').map(|(end, _)| end).chain([pointer.len()]);
        let is_in_part = || {
            let next = self.questions.range(pointer.to_owned()..).next();
            next.is_some_and(|placed| under(placed, pointer))
        };
        ends.skip(1).any(|end| self.questions.contains(&pointer[..end])) || is_in_part()
    }
}
