//! What is new: an element of the layout, and for a question its property in the schema, in the object that its
//! neighbours are in.

use serde_json::{Value, json};

use super::laid_out::scope;
use super::property::{self, Property};
use super::spot::{self, Thing};
use super::work::{Outcome, Room, Work};
use super::{EditFault, Kind, New, Place, Template, fresh, list, template, texts};
use crate::element::{self, Element};
use crate::form::Action;
use crate::form::compile::without_blocks;
use crate::form::pointer::{key, token};
use crate::locale::Text;

impl Work {
    pub(super) fn add(&mut self, what: &New, at: &Place, title: &Text) -> Outcome {
        if let New::Template(id) = what {
            let piece = template::find(id).and_then(Template::piece).ok_or(EditFault::UnknownTemplate)?;
            return self.paste(&piece, at);
        }
        let (room, index) = self.room(at)?;
        let is_question = matches!(what, New::Question(_) | New::Element(_));
        let is_fit = match &room {
            Room::Pages => *what == New::Page,
            Room::Elements(_) => *what != New::Page,
            Room::Columns(_) => is_question,
        };
        if !is_fit {
            return Err(EditFault::Misplaced);
        }
        self.make(what, &room, index, title)?;
        let element = room.list().and_then(|list| self.definition.pointer(&format!("{list}/{index}")));
        element.map_or(Ok(()), |element| self.check_depth(at, element))?;
        Ok(Some(at.clone()))
    }

    fn make(&mut self, what: &New, room: &Room, index: usize, title: &Text) -> Result<(), EditFault> {
        match what {
            New::Question(kind) => self.ask(room, index, kind.schema(), None, title)?,
            New::Element(id) => {
                let element = element::find(id).ok_or(EditFault::UnknownElement)?;
                self.ask(room, index, schema_of(element), id.rsplit('.').next(), title)?;
            }
            New::Page => self.container(room, index, "Category", "page", title),
            New::Group => self.container(room, index, "Group", "group", title),
            New::Row => self.put(room, index, json!({"type": "HorizontalLayout", "elements": []})),
            New::Note => {
                self.put(room, index, json!({"type": "Label", "text": ""}));
                self.label(room, index, "text", title);
            }
            New::Action(name) => {
                Action::from_name(name).ok_or(EditFault::UnknownAction)?;
                self.put(room, index, json!({"type": "Action", "label": "", "options": {"action": name}}));
                self.label(room, index, "label", title);
            }
            New::Material => self.document(room, index, title),
            // It comes in as a piece.
            New::Template(_) => {}
        }
        Ok(())
    }

    /// Puts an element into the layout. Columns have none.
    pub(super) fn put(&mut self, room: &Room, index: usize, element: Value) {
        if let Some(list) = room.list() {
            list::insert(&mut self.definition, list, index, (element, Vec::new()));
        }
    }

    /// What an element is called, or says.
    fn label(&mut self, room: &Room, index: usize, keyword: &str, title: &Text) {
        let Some(at) = room.list().map(|list| format!("{list}/{index}")) else { return };
        texts::write(&mut self.definition, &format!("{at}/{keyword}"), title);
        if let Some(Value::Object(element)) = self.definition.pointer_mut(&at) {
            element.entry(keyword).or_insert_with(|| "".into());
        }
    }

    fn container(&mut self, room: &Room, index: usize, kind: &str, stem: &str, title: &Text) {
        let ids = fresh::layout_ids(&self.definition["uischema"]);
        let id = fresh::numbered(stem, 1, |id| ids.contains(id));
        self.put(room, index, json!({"type": kind, "label": "", "options": {"id": id}, "elements": []}));
        self.label(room, index, "label", title);
    }

    fn document(&mut self, room: &Room, index: usize, title: &Text) {
        let ids = fresh::material_ids(&self.definition);
        let id = fresh::numbered("material", 1, |id| ids.contains(id));
        let count = self.definition["materials"].as_array().map_or(0, Vec::len);
        let material = json!({"id": id, "name": title, "required": true});
        list::insert(&mut self.definition, "/materials", count, (material, Vec::new()));
        self.put(room, index, json!({"type": "Material", "options": {"material": id}}));
    }

    /// A new question, under this name if it is free.
    fn ask(
        &mut self,
        room: &Room,
        index: usize,
        schema: Value,
        name: Option<&str>,
        title: &Text,
    ) -> Result<(), EditFault> {
        let is_column = Kind::of(&schema, None).is_some_and(Kind::fits_column);
        let around = self.around(room, index)?;
        let property = {
            let names = fresh::property_names(&self.definition["schema"]);
            let is_taken = |name: &str| names.contains(name);
            let name = match name {
                Some(name) => fresh::like(name, |name| self.has(&around.owner, name)),
                None => fresh::numbered("question", 1, is_taken),
            };
            Property { owner: around.owner.clone(), name }
        };
        match room {
            Room::Columns(_) if !is_column => return Err(EditFault::Misplaced),
            Room::Columns(_) => {}
            _ => {
                let scope = format!("{}/properties/{}", scope(&around.pointer), token(&property.name));
                self.put(room, index, json!({"type": "Control", "scope": scope}));
            }
        }
        self.insert_property(&property, around.index, schema);
        texts::write(&mut self.definition, &format!("{}/title", property.at()), title);
        Ok(())
    }

    fn has(&self, owner: &str, name: &str) -> bool {
        self.definition.pointer(owner).and_then(|owner| owner.get("properties")?.get(name)).is_some()
    }

    /// Puts a schema among the properties of an object.
    pub(super) fn insert_property(&mut self, property: &Property, index: usize, schema: Value) {
        let Some(Value::Object(owner)) = self.definition.pointer_mut(&property.owner) else { return };
        let properties = owner.entry("properties").or_insert_with(|| json!({}));
        if let Some(properties) = properties.as_object_mut() {
            properties.shift_insert(index.min(properties.len()), property.name.clone(), schema);
        }
    }

    /// The object that a question at this place belongs into, and where in it.
    pub(super) fn around(&self, room: &Room, index: usize) -> Result<Around, EditFault> {
        if let Room::Columns(table) = room {
            let owner =
                property::object(&self.definition, &format!("{table}/-")).ok_or(EditFault::NotThere)?;
            let neighbour = spot::columns_of(&self.definition, table).into_iter().nth(index);
            let index = neighbour.and_then(|(_, name)| self.index_of(&owner, &name)).unwrap_or(usize::MAX);
            return Ok(Around { owner, pointer: format!("{table}/-"), index });
        }
        let elements = room.list().and_then(|list| self.definition.pointer(list)?.as_array());
        let (before, after) = elements.map(|all| all.split_at(index.min(all.len()))).unwrap_or_default();
        let beside = |element: &Value, offset: usize| {
            let Thing::Question(pointer) = spot::thing(&self.definition, element) else { return None };
            self.beside(&pointer, offset)
        };
        let neighbour = before.iter().rev().find_map(|element| beside(element, 1));
        let neighbour = neighbour.or_else(|| after.iter().find_map(|element| beside(element, 0)));
        let root = Around { owner: "/schema".to_owned(), pointer: String::new(), index: usize::MAX };
        Ok(neighbour.unwrap_or(root))
    }

    /// The place in the object of a question, if the object is nobody else's and no block.
    fn beside(&self, pointer: &str, offset: usize) -> Option<Around> {
        let (parent, name) = pointer.rsplit_once('/')?;
        let property = property::find(&self.definition, pointer)?;
        let is_own = property.owner == own_schema(parent);
        let is_block = Kind::of(self.definition.pointer(&property.owner)?, None).is_some();
        let index = self.index_of(&property.owner, &key(name))? + offset;
        (is_own && !is_block).then(|| Around { owner: property.owner, pointer: parent.to_owned(), index })
    }

    pub(super) fn index_of(&self, owner: &str, name: &str) -> Option<usize> {
        let properties = self.definition.pointer(owner)?.get("properties")?.as_object()?;
        properties.keys().position(|other| other == name)
    }
}

/// The object that a question belongs into.
pub(super) struct Around {
    /// Where its schema stands.
    pub(super) owner: String,
    /// Its pointer in the answers.
    pub(super) pointer: String,
    /// Where among its properties.
    pub(super) index: usize,
}

/// Where the schema of the object at this pointer stands if nothing else refers to it.
pub(super) fn own_schema(pointer: &str) -> String {
    let within = |at: String, token: &str| match token {
        "-" => at + "/items",
        name => at + "/properties/" + name,
    };
    crate::form::pointer::tokens(pointer).fold("/schema".to_owned(), within)
}

/// A question for a data element.
fn schema_of(element: &Element) -> Value {
    let kind = match element.kind {
        element::Kind::Choice => Kind::Select,
        _ => Kind::of(&json!({"x-element": element.id}), None).unwrap_or(Kind::Text),
    };
    let mut schema = kind.schema();
    schema["x-element"] = element.id.into();
    if let Some(codes) = codes(element).filter(|_| kind == Kind::Select) {
        schema["oneOf"] = codes;
    }
    schema
}

/// The published codes of a data element, as blocks have them.
fn codes(element: &Element) -> Option<Value> {
    let (block, name) = element.id.split_once('.')?;
    let asked = json!({"properties": {"block": {"x-block": block, "properties": {name: true}}}});
    let codes =
        without_blocks(&asked).pointer(&format!("/properties/block/properties/{name}/oneOf"))?.clone();
    codes.as_array().is_some_and(|codes| !codes.is_empty()).then_some(codes)
}
