//! A definition that is being edited: its layout is written out, and places of it can be looked up.

use serde_json::Value;

use super::property::{self, Property};
use super::spot::{self, Spot, Thing};
use super::{Edit, EditFault, Edited, Kind, Place, laid_out};

/// Groups within groups on a page, at most: the compiler reads no more.
const MAX_DEPTH: usize = 12;

/// What an edit has come to: what is to be selected then.
pub(super) type Outcome = Result<Option<Place>, EditFault>;

/// A definition that is being edited.
pub(super) struct Work {
    pub(super) definition: Value,
}

/// Where something can be put.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Room {
    /// Among the pages.
    Pages,
    /// Among the elements of this list of the layout.
    Elements(String),
    /// Among the columns of the table at this pointer in the answers.
    Columns(String),
}

/// Does the edit, if it can be done.
///
/// # Errors
/// There is no such place, or the edit is not about what stands there.
pub fn apply(definition: &Value, edit: &Edit) -> Result<Edited, EditFault> {
    if !definition.is_object() {
        return Err(EditFault::BadDefinition);
    }
    let mut work = Work { definition: laid_out(definition) };
    let place = work.apply(edit)?;
    Ok(Edited { definition: work.definition, place })
}

impl Work {
    fn apply(&mut self, edit: &Edit) -> Outcome {
        match edit {
            Edit::Add { what, at, title } => return self.add(what, at, title),
            Edit::Move { from, to } => return self.shift(from, to),
            Edit::Remove { place } => return self.remove(place),
            Edit::Copy { place } => return self.copy(place),
            Edit::Paste { piece, at } => return self.paste(piece, at),
            Edit::FormTitle { locale, text } => {
                self.form_title(*locale, text);
                return Ok(None);
            }
            Edit::Text { place, aspect, locale, text } => self.text(place, *aspect, *locale, text)?,
            Edit::Kind { place, kind } => self.kind(place, *kind)?,
            Edit::Need { place, need } => self.need(place, *need)?,
            Edit::Soft { place, consequence, within_days } => self.soft(place, consequence, *within_days)?,
            Edit::Keyword { place, keyword, value } => self.keyword(place, keyword, value.as_ref())?,
            Edit::Choices { place, choices } => self.choices(place, choices)?,
            Edit::Element { place, element } => self.element(place, element.as_deref())?,
            Edit::Default { place, value } => self.default(place, value.as_ref())?,
            Edit::Material { place, required, accept, max_files, capture } => {
                self.material(place, (*required, accept, *max_files, *capture))?;
            }
            Edit::Office { place, official } => self.office(place, *official)?,
            Edit::Id { place, id } => self.rename(place, id)?,
        }
        Ok(edit_place(edit).cloned())
    }

    pub(super) fn spot(&self, place: &Place) -> Result<Spot, EditFault> {
        spot::find(&self.definition, place).ok_or(EditFault::NotThere)
    }

    /// The question at this place: its pointer, and where its schema stands.
    pub(super) fn question(&self, place: &Place) -> Result<(Spot, String, Property), EditFault> {
        let spot = self.spot(place)?;
        let Thing::Question(pointer) = &spot.thing else { return Err(EditFault::NotOfIt) };
        let pointer = pointer.clone();
        let property = property::find(&self.definition, &pointer).ok_or(EditFault::NotOfIt)?;
        Ok((spot, pointer, property))
    }

    /// The kind of the question with this schema, shown by this element of the layout.
    pub(super) fn kind_of(&self, property: &Property, element: Option<&str>) -> Option<Kind> {
        let control = element.and_then(|at| self.definition.pointer(at));
        property::kind(&self.definition, &property.at(), control)
    }

    /// Where something would be put so that it stands at this place, and at which index there.
    pub(super) fn room(&self, at: &Place) -> Result<(Room, usize), EditFault> {
        let (around, index) = at.split().ok_or(EditFault::NotThere)?;
        if around.0.is_empty() {
            return self.roomy(Room::Pages, index);
        }
        let spot = self.spot(&around)?;
        let room = match (spot.thing, spot.element) {
            (Thing::Page | Thing::Group | Thing::Row, Some(element)) => {
                Room::Elements(format!("{element}/elements"))
            }
            (Thing::Question(pointer), element) => {
                let property = property::find(&self.definition, &pointer).ok_or(EditFault::NotThere)?;
                if self.kind_of(&property, element.as_deref()) != Some(Kind::Table) {
                    return Err(EditFault::Misplaced);
                }
                Room::Columns(pointer)
            }
            _ => return Err(EditFault::Misplaced),
        };
        self.roomy(room, index)
    }

    fn roomy(&self, room: Room, index: usize) -> Result<(Room, usize), EditFault> {
        if index > self.count(&room) { Err(EditFault::NotThere) } else { Ok((room, index)) }
    }

    /// How much stands there.
    pub(super) fn count(&self, room: &Room) -> usize {
        match room.list() {
            Some(list) => self.definition.pointer(list).and_then(Value::as_array).map_or(0, Vec::len),
            None => room.table().map_or(0, |table| spot::columns_of(&self.definition, table).len()),
        }
    }

    /// Whether an element with as much in it is still read at this place.
    pub(super) fn check_depth(&self, at: &Place, element: &Value) -> Result<(), EditFault> {
        fn height(element: &Value) -> usize {
            let inside = element.get("elements").and_then(Value::as_array).into_iter().flatten();
            1 + inside.map(height).max().unwrap_or_default()
        }
        let depth = at.0.len() + height(element) - 2;
        if depth > MAX_DEPTH { Err(EditFault::TooDeep) } else { Ok(()) }
    }

    /// What is selected once something at this place is gone: what has moved up, else what is before it, else what is
    /// around it.
    pub(super) fn neighbour(&self, place: &Place) -> Option<Place> {
        let (around, index) = place.split()?;
        let before = || index.checked_sub(1).map(|index| around.child(index));
        let is_there = |place: &Place| spot::find(&self.definition, place).is_some();
        Some(place.clone())
            .filter(is_there)
            .or_else(|| before().filter(is_there))
            .or_else(|| Some(around.clone()).filter(|around| !around.0.is_empty()))
    }
}

impl Room {
    /// Where its entries stand in the layout. Columns stand in the schema only.
    pub(super) fn list(&self) -> Option<&str> {
        match self {
            Self::Pages => Some("/uischema/elements"),
            Self::Elements(list) => Some(list),
            Self::Columns(_) => None,
        }
    }

    /// The table whose columns it holds.
    pub(super) fn table(&self) -> Option<&str> {
        match self {
            Self::Columns(table) => Some(table),
            Self::Pages | Self::Elements(_) => None,
        }
    }
}

/// The place of what an edit changes where it stands.
fn edit_place(edit: &Edit) -> Option<&Place> {
    match edit {
        Edit::Text { place, .. }
        | Edit::Kind { place, .. }
        | Edit::Need { place, .. }
        | Edit::Soft { place, .. }
        | Edit::Keyword { place, .. }
        | Edit::Choices { place, .. }
        | Edit::Element { place, .. }
        | Edit::Default { place, .. }
        | Edit::Material { place, .. }
        | Edit::Office { place, .. }
        | Edit::Id { place, .. } => Some(place),
        Edit::Add { .. }
        | Edit::Move { .. }
        | Edit::Remove { .. }
        | Edit::Copy { .. }
        | Edit::Paste { .. }
        | Edit::FormTitle { .. } => None,
    }
}
