//! How a document is to be handed in.

use serde_json::{Map, Value, json};

use super::spot::Thing;
use super::work::Work;
use super::{EditFault, Place};
use crate::form::Capture;

impl Work {
    pub(super) fn material(
        &mut self,
        place: &Place,
        (required, accept, max_files, capture): (bool, &[String], Option<u32>, Capture),
    ) -> Result<(), EditFault> {
        let Thing::Material(index) = self.spot(place)?.thing else { return Err(EditFault::NotOfIt) };
        let is_empty = matches!(capture, Capture::Photo { width: 0, .. } | Capture::Photo { height: 0, .. });
        if is_empty || max_files == Some(0) {
            return Err(EditFault::BadValue);
        }
        let Some(Value::Object(material)) = self.definition.pointer_mut(&format!("/materials/{index}"))
        else {
            return Err(EditFault::NotThere);
        };
        let capture = (capture != Capture::File).then(|| json!(capture));
        material.insert("required".to_owned(), required.into());
        set(material, "accept", (!accept.is_empty()).then(|| json!(accept)));
        set(material, "max_files", max_files.map(Value::from));
        set(material, "capture", capture);
        Ok(())
    }
}

fn set(material: &mut Map<String, Value>, keyword: &str, value: Option<Value>) {
    match value {
        Some(value) => _ = material.insert(keyword.to_owned(), value),
        None => _ = material.shift_remove(keyword),
    }
}
