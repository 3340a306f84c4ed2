//! What one task may see and change of a form, so that every step of a case uses the same one: an access for each field,
//! group, page, material and for the document body. What is hidden does not leave the server, what is not open does not
//! change, and each change is told for the trace (痕迹保留).

mod access;
mod edit;
mod follow;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

pub use self::access::{FormAccess, opinion_input};
pub use self::edit::{Change, with_changes};
use super::control::Control;
use super::pointer::set;
use super::program::{Field, Form, Item};
use super::validate::rows;
use crate::expr::under;

/// What a task may do with a part of a form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Access {
    /// It does not see it.
    Hidden,
    /// It sees it.
    #[default]
    Read,
    /// It may change it.
    Write,
    /// It may change it, and may not leave it empty.
    Required,
}

impl Access {
    /// Whether it is shown.
    pub const fn is_visible(self) -> bool {
        !matches!(self, Self::Hidden)
    }

    /// Whether it may be changed.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Write | Self::Required)
    }
}

/// What a task may do with a form. Of what is said, that of the smallest part counts: a field, what lies around it in
/// the answers, the group it stands in, the page. Nobody sees into a list that is hidden.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Permissions {
    /// Where nothing else is said.
    pub default: Access,
    /// By pointers in the answers, rows written `-`; also of whole objects.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub fields: BTreeMap<String, Access>,
    /// By the ids of groups and pages.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub parts: BTreeMap<String, Access>,
    /// By the ids of materials.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub materials: BTreeMap<String, Access>,
    /// Of the document body (正文).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<Access>,
}

impl Permissions {
    /// The form as this task opens it.
    pub fn on<'a>(&'a self, form: &'a Form) -> Opened<'a> {
        let mut opened = Opened { form, permissions: self, access: BTreeMap::new() };
        let mut placed = BTreeMap::new();
        for page in form.pages.iter().chain(&form.office) {
            let access = self.parts.get(&page.id).copied().unwrap_or(self.default);
            self.place(&page.items, access, &mut placed);
        }
        for (place, field) in form.fields.iter().enumerate() {
            opened.resolve(field, "", placed.get(&place).copied().unwrap_or(self.default));
        }
        opened
    }

    /// What it speaks of and the form does not have: pointers, and ids of groups, pages and materials.
    pub fn dangling(&self, form: &Form) -> Vec<&str> {
        let opened = self.on(form);
        let is_there = |pointer: &str| opened.access.keys().any(|field| under(field, pointer));
        let is_part = |id: &str| {
            let mut pages = form.pages.iter().chain(&form.office);
            pages.any(|page| page.id == id || has_group(&page.items, id))
        };
        let is_material = |id: &str| form.materials.iter().any(|material| material.id == id);
        let fields = self.fields.keys().filter(|pointer| !is_there(pointer));
        let parts = self.parts.keys().filter(|id| !is_part(id));
        let materials = self.materials.keys().filter(|id| !is_material(id));
        fields.chain(parts).chain(materials).map(String::as_str).collect()
    }

    /// What groups and pages say of the fields in them.
    fn place(&self, items: &[Item], around: Access, into: &mut BTreeMap<usize, Access>) {
        for item in items {
            match item {
                Item::Field(place) => _ = into.insert(*place, around),
                Item::Group { id, items, .. } => {
                    self.place(items, self.parts.get(id).copied().unwrap_or(around), into);
                }
                Item::Row { items } => self.place(items, around, into),
                // Documents have permissions of their own.
                Item::Note { .. } | Item::Material(_) | Item::Action { .. } => {}
            }
        }
    }

    /// What is said of the field or of what lies around it, from `end` of what is already decided.
    fn said(&self, pointer: &str, from: usize) -> Option<Access> {
        let ends = pointer.match_indices('/').map(|(end, _)| end).chain([pointer.len()]);
        let mut said = ends.filter(|end| *end > from).filter_map(|end| self.fields.get(&pointer[..end]));
        said.next_back().copied()
    }
}

/// A form as one task opens it.
#[derive(Clone, Debug)]
pub struct Opened<'a> {
    form: &'a Form,
    permissions: &'a Permissions,
    access: BTreeMap<String, Access>,
}

impl Opened<'_> {
    fn resolve(&mut self, field: &Field, row: &str, around: Access) {
        let pointer = field.at(row);
        let access = self.permissions.said(&pointer, row.len()).unwrap_or(around);
        if let Control::Repeat { fields, .. } = &field.control {
            let row = format!("{pointer}/-");
            // A list that is needed is one with rows in it, not one with full rows.
            let within = self.permissions.said(&row, pointer.len()).unwrap_or(access.min(Access::Write));
            for field in fields {
                match access {
                    Access::Hidden => self.hide(field, &row),
                    _ => self.resolve(field, &row, within),
                }
            }
        }
        self.access.insert(pointer, access);
    }

    fn hide(&mut self, field: &Field, row: &str) {
        let pointer = field.at(row);
        if let Control::Repeat { fields, .. } = &field.control {
            fields.iter().for_each(|field| self.hide(field, &format!("{pointer}/-")));
        }
        self.access.insert(pointer, Access::Hidden);
    }

    /// What each field is to the task, by its pointer with rows written `-`.
    pub const fn fields(&self) -> &BTreeMap<String, Access> {
        &self.access
    }

    /// What the field at this pointer is to the task; hidden if there is none. Rows may be written as in the answers.
    pub fn access(&self, pointer: &str) -> Access {
        let access = self.access.get(pointer).or_else(|| self.access.get(&general(pointer)));
        access.copied().unwrap_or(Access::Hidden)
    }

    /// What a material is to the task.
    pub fn material(&self, id: &str) -> Access {
        self.permissions.materials.get(id).copied().unwrap_or(self.permissions.default)
    }

    /// What the document body is to the task.
    pub fn body(&self) -> Access {
        self.permissions.body.unwrap_or(self.permissions.default)
    }

    /// The answers that the task sees, and no others: rows keep their places, what no field asks for is left out.
    pub fn project(&self, answers: &Value) -> Value {
        self.project_fields(&self.form.fields, ("", ""), answers)
    }

    /// What the task sees of a value that stands at a pointer, or once stood there, in these answers.
    pub fn project_at(&self, answers: &Value, pointer: &str, value: Option<&Value>) -> Option<Value> {
        if !self.access(pointer).is_visible() {
            return None;
        }
        let change = Change { pointer: pointer.to_owned(), before: None, after: value.cloned() };
        match value? {
            Value::Array(_) | Value::Object(_) => {
                self.project(&with_changes(answers, &[change])).pointer(pointer).cloned()
            }
            value => Some(value.clone()),
        }
    }

    fn project_fields(&self, fields: &[Field], (row, base): (&str, &str), answers: &Value) -> Value {
        let mut seen = Value::Object(Map::new());
        for field in fields.iter().filter(|field| self.sees(field, row)) {
            let pointer = field.at(base);
            let Some(value) = answers.pointer(&pointer) else { continue };
            let value = match &field.control {
                Control::Repeat { fields, .. } => {
                    let row = format!("{}/-", field.at(row));
                    rows(answers, &pointer)
                        .map(|(base, _)| self.project_fields(fields, (&row, &base), answers))
                        .collect()
                }
                _ => value.clone(),
            };
            set(&mut seen, &field.pointer, value);
        }
        seen
    }

    fn sees(&self, field: &Field, row: &str) -> bool {
        self.access.get(&field.at(row)).is_some_and(|access| access.is_visible())
    }
}

/// A pointer with its rows written `-`.
fn general(pointer: &str) -> String {
    let token = |token: &str| {
        let is_row = !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_digit());
        if is_row { "-".to_owned() } else { token.to_owned() }
    };
    pointer.split('/').map(token).collect::<Vec<_>>().join("/")
}

fn has_group(items: &[Item], wanted: &str) -> bool {
    items.iter().any(|item| match item {
        Item::Group { id, items, .. } => id == wanted || has_group(items, wanted),
        Item::Row { items } => has_group(items, wanted),
        Item::Field(_) | Item::Note { .. } | Item::Material(_) | Item::Action { .. } => false,
    })
}

/// Whether the task sees the field at this pointer.
pub fn visible_to(form: &Form, permissions: &Permissions, pointer: &str) -> bool {
    permissions.on(form).access(pointer).is_visible()
}

/// Whether the task may change the field at this pointer.
pub fn writable_by(form: &Form, permissions: &Permissions, pointer: &str) -> bool {
    permissions.on(form).access(pointer).is_open()
}
