//! What is moved: an element of the layout with all in it, or a column within its table. Data stay where they are.

use serde_json::{Value, json};

use super::laid_out::scope;
use super::spot::Thing;
use super::work::{Outcome, Room, Work};
use super::{EditFault, Place, list, spot};

impl Work {
    pub(super) fn shift(&mut self, from: &Place, to: &Place) -> Outcome {
        let spot = self.spot(from)?;
        match (&spot.thing, &spot.element) {
            (_, Some(element)) => {
                let element = element.clone();
                self.shift_element(&element, to)?;
            }
            (Thing::Question(pointer), None) if is_column(pointer) => self.shift_column(from, to)?,
            (Thing::Question(pointer), None) => {
                let control = json!({"type": "Control", "scope": scope(pointer)});
                self.place(control, to)?;
            }
            (Thing::Material(index), None) => {
                let id = self.definition["materials"][*index]["id"].clone();
                self.place(json!({"type": "Material", "options": {"material": id}}), to)?;
            }
            _ => return Err(EditFault::NotThere),
        }
        Ok(Some(to.clone()))
    }

    fn shift_element(&mut self, element: &str, to: &Place) -> Result<(), EditFault> {
        let (list, index) = element.rsplit_once('/').ok_or(EditFault::NotThere)?;
        let index = index.parse().map_err(|_| EditFault::NotThere)?;
        let is_page = list == "/uischema/elements";
        let taken = list::take(&mut self.definition, list, index).ok_or(EditFault::NotThere)?;
        let (room, index) = self.room(to)?;
        self.check_depth(to, &taken.0)?;
        match (&room, room.list()) {
            (Room::Pages, Some(list)) if is_page => list::insert(&mut self.definition, list, index, taken),
            (Room::Elements(_), Some(list)) if !is_page => {
                list::insert(&mut self.definition, list, index, taken);
            }
            (Room::Columns(_), _) => return Err(EditFault::OtherTable),
            _ => return Err(EditFault::Misplaced),
        }
        Ok(())
    }

    /// Gives a place in the layout to what has none.
    fn place(&mut self, element: Value, to: &Place) -> Result<(), EditFault> {
        let (room, index) = self.room(to)?;
        self.check_depth(to, &element)?;
        match room {
            Room::Elements(_) => self.put(&room, index, element),
            Room::Pages => return Err(EditFault::Misplaced),
            Room::Columns(_) => return Err(EditFault::OtherTable),
        }
        Ok(())
    }

    /// Columns stand in the order of their properties.
    fn shift_column(&mut self, from: &Place, to: &Place) -> Result<(), EditFault> {
        let ((table, from), (other, to)) = from.split().zip(to.split()).ok_or(EditFault::NotThere)?;
        if table != other {
            return Err(EditFault::OtherTable);
        }
        let Thing::Question(pointer) = self.spot(&table)?.thing else { return Err(EditFault::NotThere) };
        let columns = spot::columns_of(&self.definition, &pointer);
        let (Some((moved, _)), Some((there, _))) = (columns.get(from), columns.get(to)) else {
            return Err(EditFault::NotThere);
        };
        let (owner, name) = moved.rsplit_once('/').ok_or(EditFault::NotThere)?;
        let (same, beside) = there.rsplit_once('/').ok_or(EditFault::NotThere)?;
        let properties = self.definition.pointer_mut(owner).and_then(Value::as_object_mut);
        let properties = properties.filter(|_| owner == same).ok_or(EditFault::OtherTable)?;
        let key = crate::form::pointer::key;
        let index = properties.keys().position(|other| *other == key(beside)).ok_or(EditFault::NotThere)?;
        let schema = properties.shift_remove(&key(name)).ok_or(EditFault::NotThere)?;
        properties.shift_insert(index, key(name), schema);
        Ok(())
    }
}

/// Whether the question is asked once a row.
pub(super) fn is_column(pointer: &str) -> bool {
    pointer.contains("/-/")
}

/// The row that a question is asked in, and its pointer there; the answers as a whole if it is asked once.
pub(super) fn split_row(pointer: &str) -> (&str, &str) {
    pointer.split_at(pointer.rfind("/-/").map_or(0, |end| end + "/-".len()))
}
