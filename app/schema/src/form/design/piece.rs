//! A part of a definition by itself, so that it can be put into the same definition again or into another.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::add::own_schema;
use super::laid_out::scope;
use super::property::{self, Property};
use super::remove::{Held, set_required};
use super::shift::split_row;
use super::spot::{self, Thing};
use super::{Place, inline, laid_out, texts};
use crate::form::Need;
use crate::form::pointer::{key, tokens};

/// A part of a definition: a small definition of its own, with what stands in its layout, the questions in it, their
/// texts, the rules that are about nothing else, and the documents. The answers have the same pointers as where it was
/// taken; only a column has become a question of its own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Piece {
    /// Whether it is a whole page.
    pub(super) is_page: bool,
    /// The definition. Its layout is one page.
    pub(super) definition: Value,
}

impl Piece {
    /// Whether it is a whole page, which stands among the pages.
    pub const fn is_page(&self) -> bool {
        self.is_page
    }
}

/// What stands at this place, if something does. A column is taken as a question.
pub fn piece(definition: &Value, place: &Place) -> Option<Piece> {
    let definition = &laid_out(definition);
    let spot = spot::find(definition, place)?;
    let is_page = spot.thing == Thing::Page;
    let mut cutting =
        Cutting { from: definition, to: json!({"schema": {"type": "object", "properties": {}}}) };
    let (at, element, held) = match (&spot.thing, spot.element) {
        (_, Some(at)) => {
            let element = definition.pointer(&at)?.clone();
            let held = Held::of(definition, &element);
            (at, element, held)
        }
        (Thing::Question(pointer), None) => {
            let element = json!({"type": "Control", "scope": scope(split_row(pointer).1)});
            (String::new(), element, Held { questions: vec![pointer.clone()], ..Held::default() })
        }
        (Thing::Material(index), None) => {
            let id = definition.pointer(&format!("/materials/{index}/id"))?;
            let element = json!({"type": "Material", "options": {"material": id}});
            (String::new(), element, Held { materials: BTreeSet::from([*index]), ..Held::default() })
        }
        _ => return None,
    };
    cutting.layout(&at, element, is_page);
    for pointer in &held.questions {
        cutting.question(pointer);
    }
    cutting.rules(&held);
    for index in &held.materials {
        cutting.entry("materials", *index, |_| {});
    }
    Some(Piece { is_page, definition: cutting.to })
}

struct Cutting<'d> {
    from: &'d Value,
    to: Value,
}

impl Cutting<'_> {
    fn layout(&mut self, at: &str, element: Value, is_page: bool) {
        let (elements, new) = if is_page {
            (json!([element]), "/uischema/elements/0")
        } else {
            let page = json!({"type": "Category", "label": "", "elements": [element]});
            (json!([page]), "/uischema/elements/0/elements/0")
        };
        self.to["uischema"] = json!({"type": "Categorization", "elements": elements});
        if !at.is_empty() {
            self.texts(at, new);
        }
    }

    /// Takes the translations of a part along.
    fn texts(&mut self, from: &str, to: &str) {
        let said = texts::of_part(self.from, from);
        texts::put_part(&mut self.to, to, said);
    }

    /// The property, and the objects around it as far as they are not there yet.
    fn question(&mut self, pointer: &str) {
        let Some(property) = property::find(self.from, pointer) else { return };
        let Some((parent, _)) = split_row(pointer).1.rsplit_once('/') else { return };
        self.objects(parent);
        let new = Property { owner: own_schema(parent), name: property.name.clone() };
        let (schema, parts) = inline::written_out(self.from, &property.at());
        let owner = self.to.pointer_mut(&format!("{}/properties", new.owner)).and_then(Value::as_object_mut);
        if let Some(properties) = owner {
            properties.insert(new.name.clone(), schema);
        }
        set_required(&mut self.to, &new, property.need(self.from) == Need::Required);
        for (from, place) in parts {
            self.texts(&from, &format!("{}{place}", new.at()));
        }
    }

    fn objects(&mut self, pointer: &str) {
        let mut path = String::new();
        for token in tokens(pointer) {
            let around = Property { owner: own_schema(&path), name: key(token) };
            path = format!("{path}/{token}");
            if self.to.pointer(&around.at()).is_some() {
                continue;
            }
            let Some(property) = property::find(self.from, &path) else { continue };
            let mut shell = Map::new();
            for keyword in ["type", "title", "description", "x-block"] {
                if let Some(said) = self.from.pointer(&format!("{}/{keyword}", property.at())) {
                    shell.insert(keyword.to_owned(), said.clone());
                }
            }
            shell.insert("properties".to_owned(), json!({}));
            if let Some(Value::Object(all)) = self.to.pointer_mut(&format!("{}/properties", around.owner)) {
                all.insert(around.name.clone(), shell.into());
            }
            set_required(&mut self.to, &around, property.need(self.from) == Need::Required);
            for keyword in ["title", "description"] {
                self.texts(&format!("{}/{keyword}", property.at()), &format!("{}/{keyword}", around.at()));
            }
        }
    }

    /// The rules that are about nothing else.
    fn rules(&mut self, held: &Held) {
        let questions: BTreeSet<&str> = held.questions.iter().map(String::as_str).collect();
        let is_in = |name: &str| {
            let ends = name.match_indices('/').map(|(end, _)| end).chain([name.len()]);
            held.ids.contains(name) || ends.skip(1).any(|end| questions.contains(&name[..end]))
        };
        let rules = self.from.get("x-rules").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        let row = held.questions.first().map_or("", |pointer| split_row(pointer).0).len();
        for (index, rule) in rules.iter().enumerate() {
            let names = match rule.get("target") {
                Some(Value::Array(names)) => names.as_slice(),
                Some(name) => std::slice::from_ref(name),
                None => continue,
            };
            if !names.is_empty() && names.iter().all(|name| name.as_str().is_some_and(is_in)) {
                self.entry("x-rules", index, |rule| out_of_row(rule, row));
            }
        }
    }

    /// An entry of a list of the definition, with its texts.
    fn entry(&mut self, list: &str, index: usize, change: impl FnOnce(&mut Value)) {
        let Some(entry) = self.from.pointer(&format!("/{list}/{index}")) else { return };
        let mut entry = entry.clone();
        change(&mut entry);
        let count = self.to[list].as_array().map_or(0, Vec::len);
        let said = texts::of_part(self.from, &format!("/{list}/{index}"));
        super::list::insert(&mut self.to, &format!("/{list}"), count, (entry, said));
    }
}

/// A rule about columns as one about questions: conditions in rows read their row anyhow.
fn out_of_row(rule: &mut Value, row: usize) {
    let names = match rule.get_mut("target") {
        Some(Value::Array(names)) => names.as_mut_slice(),
        Some(name) => std::slice::from_mut(name),
        None => return,
    };
    for name in names {
        if let Some(rest) = name.as_str().and_then(|name| name.get(row..)) {
            *name = rest.into();
        }
    }
}
