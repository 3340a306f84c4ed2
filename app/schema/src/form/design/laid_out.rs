//! A definition with its layout written out, so that everything has a place that an edit can name: pages, each with an
//! id of its own, and a control for every question.

use serde_json::{Map, Value, json};

use super::Kind;
use super::list;
use super::property;
use super::spot::{Thing, thing};
use super::texts::{self, Fate};
use super::unplaced::{Placed, questions};
use crate::form::compile::schema_of_file;
use crate::form::layout::add_layout;
use crate::form::pointer::{token, tokens};
use crate::locale::Text;

/// The definition with its layout written out as a Categorization of Categories: one is made up where there is none, any
/// other becomes its only page, and an object that stands in it as a whole becomes a group. What is written out already
/// stays as it is.
pub fn laid_out(definition: &Value) -> Value {
    let mut definition = file(definition);
    let has_layout = definition.get("uischema").is_some_and(Value::is_object);
    if !has_layout {
        make_up(&mut definition);
    }
    if definition["uischema"]["type"] != "Categorization" {
        make_page(&mut definition);
    }
    let pages = definition["uischema"]["elements"].as_array().map_or(0, Vec::len);
    for page in 0..pages {
        name_page(&mut definition, page);
        write_out_objects(&mut definition, &format!("/uischema/elements/{page}"));
    }
    definition
}

/// A definition file, if it is not one already.
fn file(definition: &Value) -> Value {
    let is_bare = schema_of_file(definition).is_none();
    let has = |keyword: &str| definition.get(keyword).is_some();
    let mut file = match definition {
        Value::Object(_) if is_bare && ["$schema", "properties", "type"].into_iter().any(has) => {
            json!({"schema": definition})
        }
        Value::Object(_) => definition.clone(),
        _ => json!({}),
    };
    if !file["schema"].is_object() {
        file["schema"] = json!({"type": "object", "properties": {}});
    }
    file
}

/// Makes up a layout in which blocks stay whole.
fn make_up(definition: &mut Value) {
    let mut plain = definition.clone();
    let mut whole = Vec::new();
    questions(definition, "", &mut |pointer| whole.push(pointer));
    for pointer in whole {
        let at = property::find(definition, &pointer).map(|property| property.at());
        let Some(Value::Object(schema)) = at.and_then(|at| plain.pointer_mut(&at)) else { continue };
        let is_block = Kind::of(&Value::Object(schema.clone()), None).is_some_and(Kind::is_block);
        if is_block {
            schema.retain(|keyword, _| keyword == "title");
            schema.insert("type".to_owned(), "string".into());
        }
    }
    add_layout(&mut plain);
    definition["uischema"] = plain["uischema"].take();
}

/// Makes any other layout the only page.
fn make_page(definition: &mut Value) {
    let mut layout = definition["uischema"].take();
    let is_plain = layout["type"] == "VerticalLayout" && layout.get("rule").is_none();
    let title = ["/schema/title", "/meta/title"].map(|at| texts::read(definition, at));
    let title = title.into_iter().find(|title| !title.is_empty()).unwrap_or_default();
    let (elements, from) = match layout.get_mut("elements").filter(|_| is_plain) {
        Some(elements) => (elements.take(), "/uischema/elements"),
        None if is_plain => (json!([]), "/uischema/elements"),
        None => (json!([layout]), "/uischema"),
    };
    let page = json!({"type": "Category", "label": "", "options": {"id": "1"}, "elements": elements});
    definition["uischema"] = json!({"type": "Categorization", "elements": [page]});
    let to = if is_plain { "/uischema/elements/0/elements" } else { "/uischema/elements/0/elements/0" };
    texts::follow(definition, |at| match texts::within(at, from) {
        Some(rest) => Fate::Moves(format!("{to}{rest}")),
        None => Fate::Stays,
    });
    label(definition, "/uischema/elements/0", &title);
}

/// Labels of pages and groups are never left out: the compiler asks for them.
fn label(definition: &mut Value, element: &str, title: &Text) {
    texts::write(definition, &format!("{element}/label"), title);
    if let Some(Value::Object(element)) = definition.pointer_mut(element) {
        element.entry("label").or_insert_with(|| "".into());
    }
}

/// Writes out the id that a page has by its number, so that it keeps it when pages come before it.
fn name_page(definition: &mut Value, page: usize) {
    let element = definition.pointer_mut(&format!("/uischema/elements/{page}"));
    let Some(element) = element.and_then(Value::as_object_mut) else { return };
    let options = element.entry("options").or_insert_with(|| Map::new().into());
    if let Some(options) = options.as_object_mut() {
        options.entry("id").or_insert_with(|| (page + 1).to_string().into());
    }
}

/// Objects that stand in the layout as a whole become groups of what they hold.
fn write_out_objects(definition: &mut Value, element: &str) {
    let list = format!("{element}/elements");
    let count = definition.pointer(&list).and_then(Value::as_array).map_or(0, Vec::len);
    for index in 0..count {
        let at = format!("{list}/{index}");
        let asked = definition.pointer(&at).map(|element| thing(definition, element));
        if let Some(Thing::Question(pointer)) = asked
            && property::is_group(definition, &pointer)
        {
            write_out(definition, &at, &pointer);
        }
        write_out_objects(definition, &at);
    }
}

/// The control of an object as a group: what is said of it, then a control for each part that has none elsewhere.
fn write_out(definition: &mut Value, at: &str, pointer: &str) {
    let Some(object) = property::object(definition, pointer) else { return };
    let said = |at: String| texts::read(definition, &at);
    let own = said(format!("{at}/label"));
    let title = if own.is_empty() { said(format!("{object}/title")) } else { own };
    let description = said(format!("{object}/description"));
    let placed = Placed::of(definition);
    let parts = property::parts(definition, &object).into_iter();
    let parts = parts.map(|(_, name)| format!("{pointer}/{}", token(&name)));
    let elements: Value = parts
        .filter(|part| !placed.questions.contains(part))
        .map(|part| json!({"type": "Control", "scope": scope(&part)}))
        .collect();
    let Some(Value::Object(element)) = definition.pointer_mut(at) else { return };
    element.retain(|keyword, _| keyword == "rule");
    let kind = if title.is_empty() { "VerticalLayout" } else { "Group" };
    element.insert("type".to_owned(), kind.into());
    element.insert("elements".to_owned(), elements);
    if !title.is_empty() {
        label(definition, at, &title);
    }
    if !description.is_empty() {
        let note = (json!({"type": "Label", "text": ""}), Vec::new());
        list::insert(definition, &format!("{at}/elements"), 0, note);
        texts::write(definition, &format!("{at}/elements/0/text"), &description);
    }
}

/// `/a/b` as `#/properties/a/properties/b`.
pub(super) fn scope(pointer: &str) -> String {
    tokens(pointer).fold("#".to_owned(), |scope, token| scope + "/properties/" + token)
}
