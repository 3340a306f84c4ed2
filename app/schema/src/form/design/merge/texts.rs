//! Translations beside the texts they belong to, while definitions are merged: `x-text` knows texts by their places, and
//! merging moves them.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::expr::under;
use crate::form::pointer::token;
use crate::locale::Locale;

/// The key of the text itself in an object that holds it with its translations. No definition has such a key.
pub(super) const ORIGINAL: &str = "\0";
/// Where translations stand.
const TEXTS: &str = "x-text";

/// The text and its translations, if that is what this is.
pub(super) fn with_translations(value: &Value) -> Option<&Map<String, Value>> {
    value.as_object().filter(|object| object.contains_key(ORIGINAL))
}

/// The definition with each text that is translated as an object of its languages. What is translated and is no text,
/// or not there, stays in `x-text`.
pub(super) fn fold(definition: &Value) -> Value {
    let mut folded = definition.clone();
    let Some(languages) = definition.get(TEXTS).and_then(Value::as_object) else { return folded };
    let is_text = |at: &str, translation: &Value| {
        let is_there = || definition.pointer(at).is_some_and(Value::is_string);
        translation.is_string() && !under(at, "/x-text") && is_there()
    };
    for (tag, texts) in languages {
        for (at, translation) in texts.as_object().into_iter().flatten() {
            if let Some(text) = folded.pointer_mut(at).filter(|_| is_text(at, translation)) {
                put(text, tag, translation);
            }
        }
        if let Some(Value::Object(texts)) = folded[TEXTS].get_mut(tag) {
            texts.retain(|at, translation| !is_text(at, translation));
        }
    }
    folded
}

/// Puts a translation beside its text.
fn put(text: &mut Value, tag: &str, translation: &Value) {
    if text.is_string() {
        *text = Value::Object(Map::from_iter([(ORIGINAL.to_owned(), text.take())]));
    }
    if let Value::Object(languages) = text {
        languages.insert(tag.to_owned(), translation.clone());
    }
}

/// The definition with its translations in `x-text` again, in the order that `like` has them in, new ones last.
pub(super) fn unfold(folded: Value, like: &Value) -> Value {
    let mut definition = folded;
    let mut found: BTreeMap<String, Vec<(String, Value)>> = BTreeMap::new();
    take(&mut definition, &mut String::new(), &mut found);
    for (tag, texts) in found {
        let before = like.get(TEXTS).and_then(|languages| languages.get(&tag)).and_then(Value::as_object);
        let keys = before.into_iter().flat_map(Map::keys);
        let places: BTreeMap<&str, usize> = keys.enumerate().map(|(place, key)| (&**key, place)).collect();
        let languages = definition.as_object_mut().and_then(|file| object(file, TEXTS));
        let Some(left) = languages.and_then(|languages| object(languages, &tag)) else { continue };
        let mut all: Vec<(String, Value)> = std::mem::take(left).into_iter().chain(texts).collect();
        all.sort_by_key(|(at, _)| places.get(&**at).copied().unwrap_or(usize::MAX));
        left.extend(all);
    }
    definition
}

/// The object that is the member with this key.
fn object<'a>(of: &'a mut Map<String, Value>, key: &str) -> Option<&'a mut Map<String, Value>> {
    let member = of.entry(key).or_insert(Value::Null);
    if !member.is_object() {
        *member = Value::Object(Map::new());
    }
    member.as_object_mut()
}

/// Takes out the translations, each with its language and the place of its text.
fn take(value: &mut Value, at: &mut String, into: &mut BTreeMap<String, Vec<(String, Value)>>) {
    let length = at.len();
    match value {
        Value::Object(languages) if languages.contains_key(ORIGINAL) => {
            let mut original = Value::Null;
            for (tag, text) in std::mem::take(languages) {
                if tag == ORIGINAL {
                    original = text;
                } else {
                    into.entry(tag).or_default().push((at.clone(), text));
                }
            }
            *value = original;
        }
        Value::Object(object) => {
            for (key, member) in object {
                at.push('/');
                at.push_str(&token(key));
                take(member, at, into);
                at.truncate(length);
            }
        }
        Value::Array(list) => {
            for (place, entry) in list.iter_mut().enumerate() {
                at.push('/');
                at.push_str(&place.to_string());
                take(entry, at, into);
                at.truncate(length);
            }
        }
        _ => {}
    }
}

/// The value as a definition may say it in one place, with texts as objects of their languages.
pub(super) fn spoken(value: &Value) -> Value {
    match value {
        Value::Object(object) => {
            let name =
                |key: &String| if key == ORIGINAL { Locale::ZhCn.tag().to_owned() } else { key.clone() };
            Value::Object(object.iter().map(|(key, member)| (name(key), spoken(member))).collect())
        }
        Value::Array(list) => list.iter().map(spoken).collect(),
        other => other.clone(),
    }
}
