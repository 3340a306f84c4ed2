//! What is put in a second time, or comes from another form: under fresh ids where its own are taken.

use std::collections::BTreeSet;

use serde_json::Value;

use super::add::{Around, own_schema};
use super::ids::{rename_element, rename_material, renamed};
use super::office::is_official;
use super::property::{self, Property};
use super::remove::{Held, set_required};
use super::shift::is_column;
use super::spot::{self, Thing};
use super::work::{Outcome, Room, Work};
use super::{EditFault, Kind, Piece, Place, fresh, list, piece, texts};
use crate::applications::OWN_PAGES;
use crate::form::Need;
use crate::form::pointer::{key, token, tokens};

impl Work {
    pub(super) fn copy(&mut self, place: &Place) -> Outcome {
        let spot = self.spot(place)?;
        if spot.element.is_none() && !matches!(&spot.thing, Thing::Question(pointer) if is_column(pointer)) {
            return Err(EditFault::Misplaced);
        }
        let piece = piece(&self.definition, place).ok_or(EditFault::NotOfIt)?;
        self.paste(&piece, &place.next().ok_or(EditFault::NotThere)?)
    }

    pub(super) fn paste(&mut self, piece: &Piece, at: &Place) -> Outcome {
        let (room, index) = self.room(at)?;
        let mut incoming = piece.definition.clone();
        if let Room::Columns(table) = &room {
            let table = table.clone();
            self.paste_column(incoming, &table, index)?;
            return Ok(Some(at.clone()));
        }
        if piece.is_page != (room == Room::Pages) {
            return Err(EditFault::Misplaced);
        }
        self.free_ids(&mut incoming, piece.is_page);
        self.free_materials(&mut incoming);
        let brings_objects =
            incoming.pointer("/uischema/elements/0/elements/0/type") != Some(&"Control".into());
        self.merge(&mut incoming, "", piece.is_page || brings_objects)?;
        let element = if piece.is_page { "/uischema/elements/0" } else { "/uischema/elements/0/elements/0" };
        let said = texts::of_part(&incoming, element);
        let element = incoming.pointer_mut(element).map(Value::take).ok_or(EditFault::BadDefinition)?;
        self.check_depth(at, &element)?;
        if let Some(list) = room.list() {
            list::insert(&mut self.definition, list, index, (element, said));
        }
        self.append(&incoming, "x-rules");
        self.append(&incoming, "materials");
        Ok(Some(at.clone()))
    }

    /// Entries of a list at the end of the same list, with their texts.
    fn append(&mut self, incoming: &Value, name: &str) {
        let entries = incoming.get(name).and_then(Value::as_array).into_iter().flatten();
        for (index, entry) in entries.enumerate() {
            let said = texts::of_part(incoming, &format!("/{name}/{index}"));
            let count = self.definition[name].as_array().map_or(0, Vec::len);
            list::insert(&mut self.definition, &format!("/{name}"), count, (entry.clone(), said));
        }
    }

    /// Pages and groups get ids that are free.
    fn free_ids(&self, incoming: &mut Value, is_page: bool) {
        let mut taken = fresh::layout_ids(&self.definition["uischema"]);
        if is_page && !is_official(&incoming["uischema"]["elements"][0]) {
            taken.extend(OWN_PAGES);
        }
        let own = owned(fresh::layout_ids(&incoming["uischema"]));
        for (id, new) in freed(&taken, own) {
            if let Some(at) = element_of(&incoming["uischema"], "/uischema", &id) {
                rename_element(incoming, &at, &id, &new);
            }
        }
    }

    /// Documents get ids that are free.
    fn free_materials(&self, incoming: &mut Value) {
        let taken = fresh::material_ids(&self.definition);
        let own = owned(fresh::material_ids(incoming));
        for (id, new) in freed(&taken, own) {
            if let Some(index) = spot::material(incoming, &id) {
                rename_material(incoming, index, &id, &new);
            }
        }
    }

    /// Puts in the properties of the object at this pointer. What comes with a page or a group brings its objects; a
    /// single question goes into the object that it was in, if there is one.
    fn merge(&mut self, incoming: &mut Value, pointer: &str, brings_objects: bool) -> Result<(), EditFault> {
        let owner = own_schema(pointer);
        for (_, name) in property::parts(incoming, &owner) {
            let member = format!("{pointer}/{}", token(&name));
            let there = property::find(&self.definition, &member);
            let are_groups =
                || [&self.definition, &*incoming].iter().all(|one| property::is_group(one, &member));
            let around = self.owner_of(pointer)?;
            match there {
                None => self.bring(incoming, &member, &member, &around, usize::MAX),
                Some(_) if !brings_objects && are_groups() => self.merge(incoming, &member, false)?,
                Some(_) => {
                    let is_taken = |name: &str| {
                        let at = format!("/properties/{}", token(name));
                        let has = |definition: &Value, owner: &str| {
                            definition.pointer(&format!("{owner}{at}")).is_some()
                        };
                        has(&self.definition, &around) || has(incoming, &owner)
                    };
                    let new = fresh::like(&name, is_taken);
                    let to = format!("{pointer}/{}", token(&new));
                    *incoming = renamed(incoming, &member, &to)?;
                    let index = self.index_of(&around, &name).map_or(usize::MAX, |index| index + 1);
                    self.bring(incoming, &to, &to, &around, index);
                }
            }
        }
        Ok(())
    }

    /// Where the schema of an object stands that is there, and nobody else's.
    fn owner_of(&self, pointer: &str) -> Result<String, EditFault> {
        let owner = property::object(&self.definition, pointer).ok_or(EditFault::NotThere)?;
        if owner == own_schema(pointer) { Ok(owner) } else { Err(EditFault::SharedId) }
    }

    /// Puts in a property with what is said of it.
    fn bring(&mut self, incoming: &Value, from: &str, to: &str, owner: &str, index: usize) {
        let name = tokens(to).last().map(key).unwrap_or_default();
        let Some(source) = property::find(incoming, from) else { return };
        let schema = incoming.pointer(&source.at()).cloned().unwrap_or_default();
        let property = Property { owner: owner.to_owned(), name };
        self.insert_property(&property, index, schema);
        set_required(&mut self.definition, &property, source.need(incoming) == Need::Required);
        let said = texts::of_part(incoming, &source.at());
        texts::put_part(&mut self.definition, &property.at(), said);
    }

    /// A single question as a column, with its rules.
    fn paste_column(&mut self, mut incoming: Value, table: &str, index: usize) -> Result<(), EditFault> {
        let room = Room::Columns(table.to_owned());
        let Around { owner, index, .. } = self.around(&room, index)?;
        let pointer = Held::of(&incoming, &incoming["uischema"]).questions;
        let [pointer] = pointer.as_slice() else { return Err(EditFault::Misplaced) };
        let found = property::find(&incoming, pointer).ok_or(EditFault::BadDefinition)?;
        let kind = incoming.pointer(&found.at()).and_then(|schema| Kind::of(schema, None));
        if found.owner != "/schema" || !kind.is_some_and(Kind::fits_column) {
            return Err(EditFault::Misplaced);
        }
        let is_taken =
            |name: &str| self.definition.pointer(&format!("{owner}/properties/{}", token(name))).is_some();
        let name = fresh::like(&found.name, is_taken);
        let to = format!("/{}", token(&name));
        if name != found.name {
            incoming = renamed(&incoming, pointer, &to)?;
        }
        self.bring(&incoming, &to, &to, &owner, index);
        if let Some(Value::Array(rules)) = incoming.get_mut("x-rules") {
            for target in rules.iter_mut().filter_map(|rule| rule.get_mut("target")) {
                into_row(target, table);
            }
        }
        self.append(&incoming, "x-rules");
        Ok(())
    }
}

fn owned(ids: BTreeSet<&str>) -> BTreeSet<String> {
    ids.into_iter().map(ToOwned::to_owned).collect()
}

/// A free id for each that is taken.
fn freed(taken: &BTreeSet<&str>, own: BTreeSet<String>) -> Vec<(String, String)> {
    let mut used = own.clone();
    let mut freed = Vec::new();
    for id in own.into_iter().filter(|id| taken.contains(id.as_str())) {
        let new = fresh::like(&id, |id| taken.contains(id) || used.contains(id));
        used.insert(new.clone());
        freed.push((id, new));
    }
    freed
}

fn into_row(target: &mut Value, table: &str) {
    match target {
        Value::String(name) => *name = format!("{table}/-{name}"),
        Value::Array(names) => names.iter_mut().for_each(|name| into_row(name, table)),
        _ => {}
    }
}

/// Where the page or group with this id stands.
fn element_of(element: &Value, at: &str, id: &str) -> Option<String> {
    if element.pointer("/options/id").is_some_and(|own| own == id) {
        return Some(at.to_owned());
    }
    let inside = element.get("elements")?.as_array()?.iter().enumerate();
    inside.into_iter().find_map(|(index, element)| element_of(element, &format!("{at}/elements/{index}"), id))
}
