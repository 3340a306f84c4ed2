//! The page tree of a definition, as somebody sees it who edits the form.

use std::collections::BTreeSet;

use serde_json::Value;

use super::office::is_official;
use super::spot::{Thing, columns_of, thing};
use super::unplaced::unplaced;
use super::{Kind, Place, laid_out, property, texts};
use crate::element;
use crate::form::Need;
use crate::form::pointer::token;
use crate::locale::Text;

/// What stands in a form, in the order of its layout.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outline {
    /// The pages, each with what stands on it.
    pub pages: Vec<Node>,
    /// Questions and documents without a place in the layout. Their places are on the page after the last, from which
    /// they can be moved.
    pub unplaced: Vec<Node>,
}

/// Something in a form.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Where it stands.
    pub place: Place,
    /// What it is.
    pub kind: NodeKind,
    /// Of a question: the JSON Pointer of its answer, rows written `-`.
    pub pointer: Option<String>,
    /// Of a page, group or document: its id, if it has one.
    pub id: Option<String>,
    /// What it is called; of a note, what it says. Empty if it is called nothing.
    pub label: Text,
    /// Whether an answer is needed, before any rule.
    pub need: Need,
    /// Of a page: whether only officers fill it in.
    pub official: bool,
    /// Whether some rule is about it, or about a question or group around it by pointer.
    pub ruled: bool,
    /// What stands in it; of a table, its columns.
    pub children: Vec<Node>,
}

/// What something in a form is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NodeKind {
    /// A page.
    Page,
    /// Things under a heading.
    Group,
    /// Things side by side.
    Row,
    /// A question.
    Field(Kind),
    /// A paragraph.
    Note,
    /// A document that is asked for.
    Material,
    /// A button.
    Action,
    /// A question that the palette does not have, or an element that the compiler does not understand.
    Other,
}

/// The page tree. A definition without a layout has the one that [`laid_out`] makes up.
pub fn outline(definition: &Value) -> Outline {
    let definition = &laid_out(definition);
    let drawing = Drawing { definition, targets: targets(definition) };
    let pages = definition["uischema"]["elements"].as_array().map_or(&[][..], Vec::as_slice);
    let apart = Place::page(pages.len());
    let draw = |(index, page): (usize, &Value)| {
        let at = format!("/uischema/elements/{index}");
        let official = is_official(page);
        Node { kind: NodeKind::Page, official, ..drawing.element(page, &at, Place::page(index)) }
    };
    let unplaced = unplaced(definition).into_iter().enumerate();
    Outline {
        pages: pages.iter().enumerate().map(draw).collect(),
        unplaced: unplaced.map(|(index, thing)| drawing.thing(thing, None, apart.child(index))).collect(),
    }
}

/// The names and pointers that rules are about.
fn targets(definition: &Value) -> BTreeSet<&str> {
    let rules = definition.get("x-rules").and_then(Value::as_array).into_iter().flatten();
    let named = rules.filter_map(|rule| rule.get("target")).flat_map(|target| match target {
        Value::Array(names) => names.as_slice(),
        name => std::slice::from_ref(name),
    });
    named.filter_map(Value::as_str).collect()
}

struct Drawing<'d> {
    definition: &'d Value,
    targets: BTreeSet<&'d str>,
}

impl<'d> Drawing<'d> {
    fn element(&self, element: &Value, at: &str, place: Place) -> Node {
        let mut node = self.thing(thing(self.definition, element), Some((element, at)), place);
        node.ruled |= element.get("rule").is_some();
        let inside = element.get("elements").and_then(Value::as_array).into_iter().flatten().enumerate();
        let draw = |(index, element)| {
            self.element(element, &format!("{at}/elements/{index}"), node.place.child(index))
        };
        let inside: Vec<Node> = inside.map(draw).collect();
        node.children.extend(inside);
        node
    }

    fn thing(&self, thing: Thing, element: Option<(&Value, &str)>, place: Place) -> Node {
        let kind = match thing {
            Thing::Question(pointer) => return self.question(&pointer, element, place),
            Thing::Material(index) => return self.material(index, place),
            Thing::Page => NodeKind::Page,
            Thing::Group => NodeKind::Group,
            Thing::Row => NodeKind::Row,
            Thing::Note => NodeKind::Note,
            Thing::Action => NodeKind::Action,
            Thing::Other => NodeKind::Other,
        };
        let (element, at) = element.unwrap_or((&Value::Null, ""));
        let keyword = if kind == NodeKind::Note { "text" } else { "label" };
        let id = element.pointer("/options/id").and_then(Value::as_str).map(ToOwned::to_owned);
        let ruled = id.as_deref().is_some_and(|id| self.targets.contains(id));
        Node { id, ruled, ..node(place, kind, label(self.definition, &format!("{at}/{keyword}"))) }
    }

    fn material(&self, index: usize, place: Place) -> Node {
        let at = format!("/materials/{index}");
        let material = self.definition.pointer(&at).unwrap_or(&Value::Null);
        let id = material["id"].as_str().map(ToOwned::to_owned);
        let need = if material["required"] == false { Need::Optional } else { Need::Required };
        let label = texts::read(self.definition, &format!("{at}/name"));
        Node { id, need, ..node(place, NodeKind::Material, label) }
    }

    fn question(&self, pointer: &str, element: Option<(&Value, &str)>, place: Place) -> Node {
        let Some(property) = property::find(self.definition, pointer) else {
            let pointer = Some(pointer.to_owned());
            return Node { pointer, ..node(place, NodeKind::Other, Text::default()) };
        };
        let at = property.at();
        let kind = property::kind(self.definition, &at, element.map(|(element, _)| element));
        let own = element.map(|(_, at)| label(self.definition, &format!("{at}/label")));
        let said = || texts::read(self.definition, &format!("{at}/title"));
        let asked = |schema: &'d Value| element::find(schema.get("x-element")?.as_str()?);
        let of_element = || Some(property::said(self.definition, &at, asked)?.label());
        let label = own
            .filter(|label| !label.is_empty())
            .or_else(|| Some(said()).filter(|label| !label.is_empty()))
            .or_else(of_element)
            .unwrap_or_else(|| Text::zh(&property.name));
        let children = self.columns(kind, pointer, &place);
        let kind = kind.map_or(NodeKind::Other, NodeKind::Field);
        Node {
            pointer: Some(pointer.to_owned()),
            need: property.need(self.definition),
            ruled: self.is_ruled(pointer),
            children,
            ..node(place, kind, label)
        }
    }

    fn columns(&self, kind: Option<Kind>, pointer: &str, place: &Place) -> Vec<Node> {
        if kind != Some(Kind::Table) {
            return Vec::new();
        }
        let columns = columns_of(self.definition, pointer).into_iter().enumerate();
        let draw = |(index, (_, name)): (usize, (String, String))| {
            self.question(&format!("{pointer}/-/{}", token(&name)), None, place.child(index))
        };
        columns.map(draw).collect()
    }

    fn is_ruled(&self, pointer: &str) -> bool {
        let ends = pointer.match_indices('/').map(|(end, _)| end).chain([pointer.len()]);
        ends.skip(1).any(|end| self.targets.contains(&pointer[..end]))
    }
}

fn node(place: Place, kind: NodeKind, label: Text) -> Node {
    Node {
        place,
        kind,
        pointer: None,
        id: None,
        label,
        need: Need::Optional,
        official: false,
        ruled: false,
        children: Vec::new(),
    }
}

/// A label is a text, or `{"text": …, "show": …}`.
fn label(definition: &Value, at: &str) -> Text {
    let is_held = definition.pointer(at).is_some_and(|label| label.get("text").is_some());
    if is_held { texts::read(definition, &format!("{at}/text")) } else { texts::read(definition, at) }
}
