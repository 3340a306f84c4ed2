//! What a definition says to people, and where: in one language where it stands, in the others under `x-text` by its
//! place. Whoever moves a part of a definition moves its texts by these functions.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::form::pointer::key;
use crate::locale::{Locale, Text};

/// The translations of a part: the language's tag, the place in the part, the text.
pub(super) type Texts = Vec<(String, String, Value)>;

/// What becomes of a translation whose text stands elsewhere now.
pub(super) enum Fate {
    /// It stands where it stood.
    Stays,
    /// It stands here.
    Moves(String),
    /// It is gone.
    Goes,
}

/// What stands at this place, in every language.
pub(super) fn read(definition: &Value, at: &str) -> Text {
    let mut text = match definition.pointer(at) {
        Some(Value::String(text)) => Text::zh(text),
        Some(object @ Value::Object(_)) => serde_json::from_value(object.clone()).unwrap_or_default(),
        _ => return Text::default(),
    };
    for locale in Locale::ALL {
        let translation = definition.get("x-text").and_then(|all| all.get(locale.tag())?.get(at)?.as_str());
        if let Some(translation) = translation {
            text = text.with(locale, translation);
        }
    }
    text
}

/// Writes every language of a text; what was said before is gone.
pub(super) fn write(definition: &mut Value, at: &str, text: &Text) {
    for locale in Locale::ALL {
        let said = if text.has(locale) { text.get(locale) } else { "" };
        say(definition, at, locale, said);
    }
}

/// Says it in one language, as the definition does: an object that holds its languages itself stays one. An empty text
/// takes it back; where nothing is said in any language, nothing stands there.
pub(super) fn say(definition: &mut Value, at: &str, locale: Locale, text: &str) {
    let Some((parent, name)) = at.rsplit_once('/') else { return };
    let (tag, name) = (locale.tag(), key(name));
    let Some(Value::Object(holder)) = definition.pointer_mut(parent) else { return };
    let translated = match holder.get_mut(&name) {
        Some(Value::Object(languages)) => {
            put(languages, tag, text);
            ""
        }
        _ if locale == Locale::default() => {
            holder.insert(name.clone(), text.into());
            ""
        }
        original => {
            if original.is_none() && !text.is_empty() {
                holder.insert(name.clone(), "".into());
            }
            text
        }
    };
    translate(definition, tag, at, translated);
    let is_said = !read(definition, at).is_empty();
    if let (false, Some(Value::Object(holder))) = (is_said, definition.pointer_mut(parent)) {
        holder.shift_remove(&name);
    }
}

/// Sets or takes out a translation.
fn translate(definition: &mut Value, tag: &str, at: &str, text: &str) {
    let Some(file) = definition.as_object_mut() else { return };
    if text.is_empty() && file.get("x-text").is_none_or(|all| all.pointer(&format!("/{tag}")).is_none()) {
        return;
    }
    let empty = || Value::Object(Map::new());
    let all = file.entry("x-text").or_insert_with(empty);
    let texts = all.as_object_mut().map(|all| all.entry(tag).or_insert_with(empty));
    if let Some(texts) = texts.and_then(Value::as_object_mut) {
        put(texts, at, text);
    }
    tidy(definition);
}

fn put(texts: &mut Map<String, Value>, name: &str, text: &str) {
    if text.is_empty() {
        texts.shift_remove(name);
    } else {
        texts.insert(name.to_owned(), text.into());
    }
}

/// Takes out languages in which nothing is said.
fn tidy(definition: &mut Value) {
    let Some(file) = definition.as_object_mut() else { return };
    if let Some(Value::Object(all)) = file.get_mut("x-text") {
        all.retain(|_, texts| texts.as_object().is_none_or(|texts| !texts.is_empty()));
        if all.is_empty() {
            file.shift_remove("x-text");
        }
    }
}

/// Follows texts to where they stand now.
pub(super) fn follow(definition: &mut Value, fate: impl Fn(&str) -> Fate) {
    let languages = definition.get_mut("x-text").and_then(Value::as_object_mut);
    for (_, texts) in languages.into_iter().flatten() {
        let Some(texts) = texts.as_object_mut() else { continue };
        if texts.keys().all(|at| matches!(fate(at), Fate::Stays)) {
            continue;
        }
        let all = std::mem::take(texts);
        texts.extend(all.into_iter().filter_map(|(at, text)| match fate(&at) {
            Fate::Stays => Some((at, text)),
            Fate::Moves(to) => Some((to, text)),
            Fate::Goes => None,
        }));
    }
    tidy(definition);
}

/// The translations of the part at this place, by their places in it.
pub(super) fn of_part(definition: &Value, part: &str) -> Texts {
    let languages = definition.get("x-text").and_then(Value::as_object);
    let all = languages.into_iter().flatten().flat_map(|(tag, texts)| {
        texts.as_object().into_iter().flatten().map(move |(at, text)| (tag, at, text))
    });
    all.filter_map(|(tag, at, text)| Some((tag.clone(), within(at, part)?.to_owned(), text.clone())))
        .collect()
}

/// Puts translations of a part that stands here now.
pub(super) fn put_part(definition: &mut Value, part: &str, texts: Texts) {
    for (tag, place, text) in texts {
        translate(definition, &tag, &format!("{part}{place}"), text.as_str().unwrap_or_default());
    }
}

/// Takes out the translations of the part at this place.
pub(super) fn drop_part(definition: &mut Value, part: &str) {
    follow(definition, |at| if within(at, part).is_some() { Fate::Goes } else { Fate::Stays });
}

/// Takes out the translations of all these parts.
pub(super) fn drop_parts(definition: &mut Value, parts: &BTreeSet<String>) {
    follow(definition, |at| {
        let mut ends = at.match_indices('/').map(|(end, _)| end).chain([at.len()]);
        if ends.any(|end| parts.contains(&at[..end])) { Fate::Goes } else { Fate::Stays }
    });
}

/// The rest of a place that lies in a part.
pub(super) fn within<'p>(at: &'p str, part: &str) -> Option<&'p str> {
    at.strip_prefix(part).filter(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Lets the text at this place hold its languages itself, as it does in what is no JSON Schema.
pub(super) fn hold(definition: &mut Value, at: &str) {
    if definition.pointer(at).is_some_and(Value::is_object) {
        return;
    }
    let Some((parent, name)) = at.rsplit_once('/') else { return };
    let text = read(definition, at);
    drop_part(definition, at);
    if let Some(Value::Object(holder)) = definition.pointer_mut(parent) {
        holder.insert(key(name), serde_json::json!(text));
    }
}
