//! Texts of a rule in all their languages: those that stand in the entry, and their translations in `x-text`, which are
//! known by the place of the entry and have to follow it.

use serde_json::{Map, Value};

use crate::form::pointer::token;
use crate::locale::{Locale, Text};

/// The text at this pointer with its translations.
pub(super) fn read(definition: &Value, at: &str) -> Text {
    let mut text = match definition.pointer(at) {
        Some(Value::String(text)) => Text::zh(text),
        Some(languages) => serde_json::from_value(languages.clone()).unwrap_or_default(),
        None => return Text::default(),
    };
    for locale in Locale::ALL {
        let place = format!("/x-text/{}/{}", locale.tag(), token(at));
        if let Some(translation) = definition.pointer(&place).and_then(Value::as_str) {
            text = text.with(locale, translation);
        }
    }
    text
}

/// The text as it stands in an entry: by itself in the language of the catalogue, else by its languages.
pub(super) fn write(text: &Text) -> Value {
    let is_plain = Locale::ALL.into_iter().all(|locale| text.has(locale) == (locale == Locale::ZhCn));
    if is_plain { text.get(Locale::ZhCn).into() } else { serde_json::to_value(text).unwrap_or_default() }
}

/// Takes out the translations of the entry at this place of `x-rules`. Those of later entries follow these if it is gone.
pub(super) fn forget(definition: &mut Value, index: usize, is_gone: bool) {
    let languages = definition.get_mut("x-text").and_then(Value::as_object_mut);
    for texts in languages.into_iter().flat_map(Map::values_mut).filter_map(Value::as_object_mut) {
        let follow = |(at, text): (String, Value)| match place(&at) {
            Some((place, _)) if place == index => None,
            Some((place, rest)) if place > index && is_gone => {
                Some((format!("/x-rules/{}{rest}", place - 1), text))
            }
            _ => Some((at, text)),
        };
        *texts = std::mem::take(texts).into_iter().filter_map(follow).collect();
    }
}

/// The place of the entry of `x-rules` that the pointer leads into, and the rest of the pointer.
fn place(at: &str) -> Option<(usize, &str)> {
    let rest = at.strip_prefix("/x-rules/")?;
    let (place, rest) = rest.split_at(rest.find('/')?);
    Some((place.parse().ok()?, rest))
}
