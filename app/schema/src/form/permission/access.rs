//! What a task may see and change of a form, as the wire carries it, and what a page asks of the task.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Access, Opened, Permissions, general};
use crate::expr::under;
use crate::form::control::Control;
use crate::form::opinion::OpinionPart;
use crate::form::pairs::from_pairs_field;
use crate::form::pointer::set;
use crate::form::program::{Field, Form};

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

    /// The fields that a page has inputs for, whether rules show them just now or not: those that are open. A seal is
    /// put, not written; lists and regions take more than one step to answer.
    pub fn inputs<'a>(&'a self, form: &'a Form) -> impl Iterator<Item = &'a Field> + 'a {
        form.fields
            .iter()
            .filter(|field| no_input(&field.control).is_none() && self.field(&field.pointer).is_open())
    }

    /// The answers with what was typed into the inputs; all others as they are seen.
    pub fn typed(&self, form: &Form, seen: &Value, pairs: &[(String, String)]) -> Value {
        let mut answers = seen.clone();
        for field in self.inputs(form) {
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

impl Permissions {
    /// What the task is to write and officers have no input for, by pointer or id, with what it is: it could never be
    /// completed, or what it is allowed would never come about.
    pub fn without_input(&self, form: &Form) -> Vec<(String, &'static str)> {
        let opened = self.on(form);
        let is_open = |field: &Field| {
            let mut about = opened.access.iter().filter(|(pointer, _)| under(pointer, &field.pointer));
            about.any(|(_, access)| access.is_open())
        };
        let fields = form.fields.iter().filter(|field| is_open(field));
        let fields = fields.filter_map(|field| Some((field.pointer.clone(), no_input(&field.control)?)));
        let materials = self.materials.iter().filter(|(_, access)| access.is_open());
        let materials = materials.map(|(id, _)| (id.clone(), "material"));
        let body = self.body.filter(|access| access.is_open()).map(|_| ("/body".to_owned(), "body"));
        fields.chain(materials).chain(body).collect()
    }
}

/// What a control is called for which officers have no input.
const fn no_input(control: &Control) -> Option<&'static str> {
    match control {
        Control::Seal(_) => Some("seal"),
        Control::Region(_) => Some("region"),
        Control::Repeat { .. } => Some("table"),
        _ => None,
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
