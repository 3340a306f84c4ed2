//! What of the one form is an item's own: its answers, its documents, and where they stand here and there.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::applications::FormRef;
use crate::expr::under;
use crate::form::set_answer;

/// What of the one form is an item's own. Stored beside the version of the one form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slice {
    /// The code of the item.
    pub item: String,
    /// The item's own form, in the version that was composed.
    pub form: FormRef,
    /// Its fields. An object stands for all in it, except what is itself named.
    pub fields: Vec<Moved>,
    /// Its documents, by their ids.
    pub materials: Vec<Moved>,
    /// How many questions its own form asks of a person.
    pub asked: u32,
}

/// Something in the one form, and what it is in the form of the item.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Moved {
    /// In the one form.
    pub from: String,
    /// In the item's own.
    pub to: String,
}

impl Slice {
    /// Writes answers to the item's own form into those to the one form.
    pub fn write(&self, joint: &mut Value, own: &Value) {
        for field in &self.fields {
            if let Some(value) = own.pointer(&field.to) {
                set_answer(joint, &field.from, value.clone());
            }
        }
    }

    /// The answers to the item's own form. Nothing of another item is in them.
    pub fn answers(&self, joint: &Value) -> Value {
        let mut own = Value::Object(Map::new());
        for field in &self.fields {
            if let Some(value) = joint.pointer(&field.from) {
                set_answer(&mut own, &field.to, value.clone());
            }
        }
        own
    }

    /// The ids that a document of the one form has in the item's own.
    pub fn material(&self, of_the_one_form: &str) -> Vec<&str> {
        let here = self.materials.iter().filter(|material| material.from == of_the_one_form);
        here.map(|material| material.to.as_str()).collect()
    }

    /// Where a place of the item's own form is in the one form.
    pub fn to_joint(&self, own: &str) -> Option<String> {
        longest(self.fields.iter().map(|field| (field.to.as_str(), field.from.as_str())), own)
    }

    /// Where a place of the one form is in the item's own; nothing if it is not the item's.
    pub fn to_own(&self, joint: &str) -> Option<String> {
        let own = longest(self.fields.iter().map(|field| (field.from.as_str(), field.to.as_str())), joint)?;
        // What is shared has left its place.
        (self.to_joint(&own).as_deref() == Some(joint)).then_some(own)
    }

    /// Whether it reads what stands at this place of the one form, or some of it.
    fn reads(&self, joint: &str) -> bool {
        self.fields.iter().any(|field| under(joint, &field.from) || under(&field.from, joint))
    }
}

/// The pointer with the longest prefix that is named replaced.
fn longest<'a>(names: impl Iterator<Item = (&'a str, &'a str)>, pointer: &str) -> Option<String> {
    let around = names.filter(|(from, _)| under(pointer, from));
    let (from, to) = around.max_by_key(|(from, _)| from.len())?;
    pointer.get(from.len()..).map(|rest| format!("{to}{rest}"))
}

/// How much is asked in the one form, and how much would be asked apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = AskedOnce))]
pub struct Saved {
    /// In the one form.
    pub asked: u32,
    /// In the forms of the items, one by one.
    pub apart: u32,
}

/// What is saved of questions for these items. Counted are those a person is asked: no computed, official or fixed fields,
/// and of a table each column once. The questions about the situation come on top.
pub fn saved(slices: &[Slice], items: &BTreeSet<String>) -> Saved {
    let chosen = || slices.iter().filter(|slice| items.contains(&slice.item));
    let apart = chosen().map(|slice| slice.asked).sum();
    // Only what is one question has more than one reader.
    let mut readers: BTreeMap<&str, u32> = BTreeMap::new();
    for field in chosen().flat_map(|slice| &slice.fields) {
        *readers.entry(&field.from).or_default() += 1;
    }
    let again: u32 = readers.values().map(|count| count - 1).sum();
    Saved { asked: apart - again.min(apart), apart }
}

/// What is saved of documents for these items.
pub fn saved_materials(slices: &[Slice], items: &BTreeSet<String>) -> Saved {
    let chosen = slices.iter().filter(|slice| items.contains(&slice.item));
    let all: Vec<&Moved> = chosen.flat_map(|slice| &slice.materials).collect();
    let once: BTreeSet<&str> = all.iter().map(|material| material.from.as_str()).collect();
    let count = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
    Saved { asked: count(once.len()), apart: count(all.len()) }
}

/// The slices that read what stands at one of these places of the one form.
pub fn readers<'a>(slices: &'a [Slice], changed: &[String]) -> Vec<&'a Slice> {
    slices.iter().filter(|slice| changed.iter().any(|pointer| slice.reads(pointer))).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_written_into_the_one_form_is_read_from_it_again() {
        let moved = |from: &str, to: &str| Moved { from: from.to_owned(), to: to.to_owned() };
        let slice = Slice {
            item: "T".to_owned(),
            form: FormRef { id: "t".to_owned(), version: 1 },
            fields: vec![moved("/shared/enterprise", "/enterprise"), moved("/stock", "/timber/stock")],
            materials: Vec::new(),
            asked: 2,
        };
        let own = json!({ "enterprise": { "name": "甲" }, "timber": { "stock": "wood" } });
        let mut joint = json!({ "situation": { "stock": "wood" } });
        slice.write(&mut joint, &own);
        let all = json!({ "situation": { "stock": "wood" }, "shared": { "enterprise": { "name": "甲" } }, "stock": "wood" });
        assert_eq!((&joint, slice.answers(&joint)), (&all, own));
    }
}
