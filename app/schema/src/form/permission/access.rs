//! What a task may see and change of a form, as the wire carries it, and what a page asks of the task.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Access, Opened, general};
use crate::form::control::Control;
use crate::form::opinion::OpinionPart;
use crate::form::pairs::from_pairs_field;
use crate::form::pointer::set;
use crate::form::program::{Field, Form};
use crate::form::state::FormState;

/// What somebody may see and change of a form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct FormAccess {
    /// By the pointers of fields, rows written `-`. What is not among them is hidden.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub fields: BTreeMap<String, Access>,
    /// By the ids of materials.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub materials: BTreeMap<String, Access>,
    /// Of the document body (正文).
    pub body: Access,
}

impl Opened<'_> {
    /// What the task may see and change, for the wire.
    pub fn accesses(&self) -> FormAccess {
        let materials = self.form.materials.iter();
        FormAccess {
            fields: self.access.clone(),
            materials: materials.map(|material| (material.id.clone(), self.material(&material.id))).collect(),
            body: self.body(),
        }
    }
}

impl FormAccess {
    /// What the field at this pointer is; rows may be written as in the answers.
    pub fn field(&self, pointer: &str) -> Access {
        let access = self.fields.get(pointer).or_else(|| self.fields.get(&general(pointer)));
        access.copied().unwrap_or(Access::Hidden)
    }

    /// What a material is.
    pub fn material(&self, id: &str) -> Access {
        self.materials.get(id).copied().unwrap_or(Access::Hidden)
    }

    /// The same for somebody who may change nothing now.
    #[must_use]
    pub fn closed(mut self) -> Self {
        let all = self.fields.values_mut().chain(self.materials.values_mut()).chain([&mut self.body]);
        all.for_each(|access| *access = (*access).min(Access::Read));
        self
    }

    /// The fields that a page without scripts asks for: those that are open and shown. A seal is put, not written; lists
    /// and regions take more than one step to answer.
    pub fn asked<'a>(&'a self, form: &'a Form, state: &'a FormState) -> impl Iterator<Item = &'a Field> + 'a {
        form.fields.iter().filter(|field| {
            let pointer = &field.pointer;
            let is_written =
                !matches!(field.control, Control::Seal(_) | Control::Region(_) | Control::Repeat { .. });
            let is_shown = state.visible(pointer) && !state.computed(pointer);
            is_written && is_shown && self.field(pointer).is_open()
        })
    }

    /// The answers with what was typed into the fields that are asked; all others as they are seen.
    pub fn typed(&self, form: &Form, state: &FormState, seen: &Value, pairs: &[(String, String)]) -> Value {
        let mut answers = seen.clone();
        for field in self.asked(form, state) {
            match &field.control {
                Control::Opinion(_) => {
                    if let Some(opinion) = typed_opinion(&field.pointer, pairs) {
                        set(&mut answers, &field.pointer, opinion);
                    }
                }
                _ => from_pairs_field(field, "", &mut answers, pairs.iter().cloned()),
            }
        }
        answers
    }
}

/// The name of the input for a part of an opinion.
pub fn opinion_input(pointer: &str, part: OpinionPart) -> String {
    format!("{pointer}/{}", part.name())
}

/// What an officer typed of an opinion; nothing where it was left as it is.
fn typed_opinion(pointer: &str, pairs: &[(String, String)]) -> Option<Value> {
    let mut opinion = Map::new();
    for part in [OpinionPart::Text, OpinionPart::Outcome] {
        let name = opinion_input(pointer, part);
        let said = pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| value.trim());
        if let Some(said) = said.filter(|said| !said.is_empty()) {
            opinion.insert(part.name().to_owned(), said.into());
        }
    }
    (!opinion.is_empty()).then(|| opinion.into())
}
