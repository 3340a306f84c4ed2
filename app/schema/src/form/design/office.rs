//! The pages that only officers fill in, among the others.

use serde_json::{Value, json};

use super::spot::Thing;
use super::work::Work;
use super::{EditFault, Place};
use crate::applications::OWN_PAGES;

impl Work {
    /// Hands a page over to the office, or back to applicants.
    pub(super) fn office(&mut self, place: &Place, official: bool) -> Result<(), EditFault> {
        let spot = self.spot(place)?;
        let (Thing::Page, Some(at)) = (spot.thing, spot.element) else { return Err(EditFault::NotOfIt) };
        let Some(Value::Object(page)) = self.definition.pointer_mut(&at) else {
            return Err(EditFault::NotThere);
        };
        let options = page.entry("options").or_insert_with(|| json!({}));
        let options = options.as_object_mut().ok_or(EditFault::BadDefinition)?;
        let is_reserved = options.get("id").and_then(Value::as_str).is_some_and(|id| OWN_PAGES.contains(&id));
        if is_reserved && !official {
            return Err(EditFault::ReservedId);
        }
        if official {
            options.insert("official".to_owned(), true.into());
        } else {
            options.shift_remove("official");
        }
        Ok(())
    }

    /// Whether the element at this pointer is a page that applicants fill in.
    pub(super) fn is_step(&self, element: &str) -> bool {
        let is_page = element.strip_prefix("/uischema/elements/").is_some_and(|rest| !rest.contains('/'));
        is_page && !self.definition.pointer(element).is_some_and(is_official)
    }
}

/// Whether only officers fill in this page.
pub(super) fn is_official(page: &Value) -> bool {
    page.pointer("/options/official") == Some(&Value::Bool(true))
}
