//! Reading a stored bundle, and everything in it that cannot be.

use std::collections::{BTreeMap, BTreeSet};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::compose::SITUATION;
use super::model::{Bundle, BundleItem, SharedMaterial, Stage};
use crate::expr::under;
use crate::form::{Form, compile, find};

/// What is wrong with a stored bundle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BundleFault {
    /// Where: a JSON Pointer into the bundle.
    pub pointer: String,
    /// What.
    pub code: BundleFaultCode,
    /// The name it is about, or what could not be read.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub detail: String,
}

/// What can be wrong with a stored bundle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum BundleFaultCode {
    /// It is no JSON, or not of the shape of a bundle.
    Unreadable,
    /// It names no item.
    NoItems,
    /// It is called nothing.
    NoTitle,
    /// A key is not made of lower-case letters, digits and `_`, beginning with a letter.
    BadKey,
    /// An item, key, stage or document is named twice.
    Duplicate,
    /// An item is named that is not in the bundle, or the item that the bundle hangs on is one of its own.
    UnknownItem,
    /// A stage is named that is not in the bundle.
    UnknownStage,
    /// Items wait for each other.
    Cycle,
    /// A condition reads what no question asks.
    UnknownQuestion,
}

impl Bundle {
    /// Reads a bundle as it is stored, JSON.
    ///
    /// # Errors
    /// Everything that is wrong with it, by pointer.
    pub fn read(text: &str) -> Result<Self, Vec<BundleFault>> {
        let value: Value = serde_json::from_str(text)
            .map_err(|error| vec![fault("", BundleFaultCode::Unreadable, error.to_string())])?;
        let mut faults = Vec::new();
        let bundle = parts(value, &mut faults);
        let bundle = bundle.filter(|_| faults.is_empty()).ok_or(faults)?;
        let faults = bundle.faults();
        if faults.is_empty() { Ok(bundle) } else { Err(faults) }
    }

    /// Everything that is wrong with it.
    fn faults(&self) -> Vec<BundleFault> {
        let mut faults = Vec::new();
        if self.items.is_empty() {
            faults.push(fault("/items", BundleFaultCode::NoItems, ""));
        }
        if self.title.is_empty() {
            faults.push(fault("/title", BundleFaultCode::NoTitle, ""));
        }
        self.names(&mut faults);
        self.references(&mut faults);
        faults.extend(self.circle());
        self.conditions(&mut faults);
        faults
    }

    fn names(&self, faults: &mut Vec<BundleFault>) {
        let items = self.items.iter().enumerate();
        let codes = items.clone().map(|(place, item)| (format!("/items/{place}/item"), &item.item));
        let keys = items.map(|(place, item)| (format!("/items/{place}/key"), &item.key));
        let stages = self.stages.iter().enumerate();
        let stages = stages.map(|(place, stage)| (format!("/stages/{place}/id"), &stage.id));
        let materials = self.materials.iter().enumerate();
        let materials = materials.map(|(place, material)| (format!("/materials/{place}/id"), &material.id));
        faults.extend(keys.clone().filter(|(_, key)| !is_key(key)).map(|(at, key)| {
            let key = key.clone();
            fault(&at, BundleFaultCode::BadKey, key)
        }));
        duplicates(codes, faults);
        duplicates(keys, faults);
        duplicates(stages, faults);
        duplicates(materials, faults);
    }

    fn references(&self, faults: &mut Vec<BundleFault>) {
        let mut unknown = |at: String, code: &str| {
            if self.find(code).is_none() {
                faults.push(fault(&at, BundleFaultCode::UnknownItem, code));
            }
        };
        for (place, item) in self.items.iter().enumerate() {
            let after = item.after.iter().enumerate();
            after.for_each(|(index, code)| unknown(format!("/items/{place}/after/{index}"), code));
        }
        for (place, material) in self.materials.iter().enumerate() {
            let named = material.stands_for.iter().enumerate();
            named.for_each(|(index, (code, _))| {
                unknown(format!("/materials/{place}/stands_for/{index}/0"), code);
            });
        }
        if self.find(&self.item).is_some() {
            faults.push(fault("/item", BundleFaultCode::UnknownItem, self.item.as_str()));
        }
        let known: BTreeSet<&str> = self.stages.iter().map(|stage| stage.id.as_str()).collect();
        for (place, item) in self.items.iter().enumerate() {
            if let Some(stage) = item.stage.as_deref().filter(|stage| !known.contains(stage)) {
                faults.push(fault(&format!("/items/{place}/stage"), BundleFaultCode::UnknownStage, stage));
            }
        }
    }

    /// An item that waits for itself.
    fn circle(&self) -> Option<BundleFault> {
        let after: BTreeMap<&str, &[String]> =
            self.items.iter().map(|item| (item.item.as_str(), item.after.as_slice())).collect();
        let waits_for_itself = |item: &BundleItem| {
            let (mut seen, mut open) = (BTreeSet::new(), vec![item.item.as_str()]);
            while let Some(code) = open.pop() {
                let before = after.get(code).copied().unwrap_or_default();
                open.extend(before.iter().map(String::as_str).filter(|code| seen.insert(*code)));
            }
            seen.contains(item.item.as_str())
        };
        let (place, item) = self.items.iter().enumerate().find(|(_, item)| waits_for_itself(item))?;
        Some(fault(&format!("/items/{place}/after"), BundleFaultCode::Cycle, item.item.as_str()))
    }

    /// A condition reads questions about the situation, and nothing that may not be asked because of it.
    fn conditions(&self, faults: &mut Vec<BundleFault>) {
        let questions = self.questions.as_ref().map(|questions| compile(questions).0).unwrap_or_default();
        for (place, item) in self.items.iter().enumerate() {
            let reads = item.when.iter().flat_map(|when| [when.reads(), when.reads_of_whole()]).flatten();
            let unknown = reads.filter(|read| !is_question(&questions, read));
            let at = format!("/items/{place}/when");
            faults.extend(unknown.map(|read| fault(&at, BundleFaultCode::UnknownQuestion, read)));
        }
    }
}

fn is_question(questions: &Form, read: &str) -> bool {
    let Some(rest) = read.strip_prefix('/').and_then(|rest| rest.strip_prefix(SITUATION)) else {
        return false;
    };
    !rest.is_empty()
        && (find(questions, rest).is_some()
            || questions.fields.iter().any(|field| under(&field.pointer, rest)))
}

fn is_key(key: &str) -> bool {
    key.starts_with(|first: char| first.is_ascii_lowercase())
        && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

fn duplicates<'a>(names: impl Iterator<Item = (String, &'a String)>, faults: &mut Vec<BundleFault>) {
    let mut seen = BTreeSet::new();
    for (at, name) in names {
        if !seen.insert(name) {
            faults.push(fault(&at, BundleFaultCode::Duplicate, name.as_str()));
        }
    }
}

fn fault(pointer: &str, code: BundleFaultCode, detail: impl Into<String>) -> BundleFault {
    BundleFault { pointer: pointer.to_owned(), code, detail: detail.into() }
}

/// The bundle with its parts read one by one, so that what cannot be read is named by its place.
fn parts(value: Value, faults: &mut Vec<BundleFault>) -> Option<Bundle> {
    let Value::Object(mut members) = value else {
        faults.push(fault("", BundleFaultCode::Unreadable, "not an object"));
        return None;
    };
    let items: Vec<BundleItem> = listed(&mut members, "items", faults);
    let materials: Vec<SharedMaterial> = listed(&mut members, "materials", faults);
    let stages: Vec<Stage> = listed(&mut members, "stages", faults);
    members.insert("items".to_owned(), Value::Array(Vec::new()));
    match serde_json::from_value::<Bundle>(members.into()) {
        Ok(bundle) => Some(Bundle { items, materials, stages, ..bundle }),
        Err(error) => {
            faults.push(fault("", BundleFaultCode::Unreadable, error.to_string()));
            None
        }
    }
}

fn listed<T: DeserializeOwned>(
    members: &mut Map<String, Value>,
    name: &str,
    faults: &mut Vec<BundleFault>,
) -> Vec<T> {
    let entries = match members.shift_remove(name) {
        None => return Vec::new(),
        Some(Value::Array(entries)) => entries,
        Some(_) => {
            faults.push(fault(&format!("/{name}"), BundleFaultCode::Unreadable, "not a list"));
            return Vec::new();
        }
    };
    let mut read = Vec::new();
    for (place, entry) in entries.into_iter().enumerate() {
        match serde_json::from_value(entry) {
            Ok(entry) => read.push(entry),
            Err(error) => {
                faults.push(fault(
                    &format!("/{name}/{place}"),
                    BundleFaultCode::Unreadable,
                    error.to_string(),
                ));
            }
        }
    }
    read
}
