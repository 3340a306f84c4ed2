//! What stands at a place: an element of the layout, a column of a table, or something that has no place in the layout.

use serde_json::Value;

use super::unplaced::unplaced;
use super::{Kind, Place, property};
use crate::form::compile::pointer_of_scope;
use crate::form::pointer::token;

/// What stands at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    /// What it is.
    pub(super) thing: Thing,
    /// Its element in the layout: JSON Pointer into the definition. A column has none, nor has what has no place.
    pub(super) element: Option<String>,
}

/// What stands somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Thing {
    /// A page.
    Page,
    /// A group, and every other layout that puts things below each other.
    Group,
    /// Things side by side.
    Row,
    /// A paragraph.
    Note,
    /// A button.
    Action,
    /// A question, by its pointer in the answers.
    Question(String),
    /// A document, by its index in `materials`.
    Material(usize),
    /// What is not understood.
    Other,
}

/// What stands at this place of a definition whose layout is written out.
pub(super) fn find(definition: &Value, place: &Place) -> Option<Spot> {
    let (page, below) = place.0.split_first()?;
    let pages = definition.pointer("/uischema/elements").and_then(Value::as_array).map_or(0, Vec::len);
    if *page == pages {
        let (index, columns) = below.split_first()?;
        let thing = unplaced(definition).into_iter().nth(*index)?;
        return column(definition, Spot { thing, element: None }, columns);
    }
    let mut at = format!("/uischema/elements/{page}");
    if below.is_empty() {
        definition.pointer(&at)?;
        return Some(Spot { thing: Thing::Page, element: Some(at) });
    }
    let mut element = definition.pointer(&at)?;
    for (depth, index) in below.iter().enumerate() {
        if let thing @ Thing::Question(_) = thing(definition, element) {
            return column(definition, Spot { thing, element: Some(at) }, &below[depth..]);
        }
        at = format!("{at}/elements/{index}");
        element = definition.pointer(&at)?;
    }
    Some(Spot { thing: thing(definition, element), element: Some(at) })
}

/// The column of the table, or of a table in it.
fn column(definition: &Value, table: Spot, columns: &[usize]) -> Option<Spot> {
    let Some((index, rest)) = columns.split_first() else { return Some(table) };
    let Thing::Question(pointer) = table.thing else { return None };
    let (_, name) = columns_of(definition, &pointer).into_iter().nth(*index)?;
    let pointer = format!("{pointer}/-/{}", token(&name));
    column(definition, Spot { thing: Thing::Question(pointer), element: None }, rest)
}

/// The columns of the table at this pointer in the answers: where the schema of each stands, and its name.
pub(super) fn columns_of(definition: &Value, table: &str) -> Vec<(String, String)> {
    let kind = property::object(definition, table).and_then(|at| property::kind(definition, &at, None));
    let is_table = kind == Some(Kind::Table) && !property::is_circle(definition, table);
    let items = property::object(definition, &format!("{table}/-")).filter(|_| is_table);
    items.map(|items| property::parts(definition, &items)).unwrap_or_default()
}

/// What an element of the layout is.
pub(super) fn thing(definition: &Value, element: &Value) -> Thing {
    let said = |keyword: &str| element.get(keyword).and_then(Value::as_str);
    match said("type") {
        Some("Control" | "ListWithDetail") => {
            said("scope").and_then(pointer_of_scope).map_or(Thing::Other, Thing::Question)
        }
        Some("Group" | "Category" | "VerticalLayout" | "Categorization") => Thing::Group,
        Some("HorizontalLayout") => Thing::Row,
        Some("Label") => Thing::Note,
        Some("Action") => Thing::Action,
        Some("Material") => {
            let id = element.pointer("/options/material").and_then(Value::as_str);
            id.and_then(|id| material(definition, id)).map_or(Thing::Other, Thing::Material)
        }
        _ => Thing::Other,
    }
}

/// The index of the document with this id.
pub(super) fn material(definition: &Value, id: &str) -> Option<usize> {
    let materials = definition.get("materials")?.as_array()?;
    materials.iter().position(|material| material.get("id").is_some_and(|other| other == id))
}
