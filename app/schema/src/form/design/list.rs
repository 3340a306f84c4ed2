//! Lists of a definition whose entries have texts: what is put in or taken out takes them along, and those of the
//! entries behind it follow.

use serde_json::Value;

use super::texts::{self, Fate, Texts};

/// Puts an entry in, making the list if there is none. Its texts are put in as well.
pub(super) fn insert(definition: &mut Value, list: &str, index: usize, (entry, said): (Value, Texts)) {
    let Some((parent, name)) = list.rsplit_once('/') else { return };
    let Some(Value::Object(holder)) = definition.pointer_mut(parent) else { return };
    let held = holder.entry(name).or_insert_with(|| Value::Array(Vec::new()));
    let Some(entries) = held.as_array_mut() else { return };
    let index = index.min(entries.len());
    entries.insert(index, entry);
    shift(definition, list, |other| Some(if other < index { other } else { other + 1 }));
    texts::put_part(definition, &format!("{list}/{index}"), said);
}

/// Takes an entry out, with its texts.
pub(super) fn take(definition: &mut Value, list: &str, index: usize) -> Option<(Value, Texts)> {
    let entries = definition.pointer_mut(list)?.as_array_mut()?;
    let entry = (index < entries.len()).then(|| entries.remove(index))?;
    let said = texts::of_part(definition, &format!("{list}/{index}"));
    shift(definition, list, |other| match other {
        _ if other == index => None,
        _ => Some(if other < index { other } else { other - 1 }),
    });
    Some((entry, said))
}

/// Follows the texts of entries to their new places; of those that have none the texts are gone.
pub(super) fn shift(definition: &mut Value, list: &str, place: impl Fn(usize) -> Option<usize>) {
    texts::follow(definition, |at| {
        let Some(rest) = texts::within(at, list).and_then(|rest| rest.strip_prefix('/')) else {
            return Fate::Stays;
        };
        let (index, rest) = rest.split_once('/').map_or((rest, None), |(index, rest)| (index, Some(rest)));
        let Ok(index) = index.parse::<usize>() else { return Fate::Stays };
        match place(index) {
            None => Fate::Goes,
            Some(new) if new == index => Fate::Stays,
            Some(new) => {
                Fate::Moves(rest.map_or(format!("{list}/{new}"), |rest| format!("{list}/{new}/{rest}")))
            }
        }
    });
}

/// Takes out the entries that are not to stay, with their texts, and the list if none does.
pub(super) fn retain(definition: &mut Value, list: &str, mut stays: impl FnMut(usize, &mut Value) -> bool) {
    let Some(Value::Array(entries)) = definition.pointer_mut(list) else { return };
    let mut places = Vec::with_capacity(entries.len());
    let mut kept = 0;
    for (index, entry) in entries.iter_mut().enumerate() {
        places.push(stays(index, entry).then_some(kept));
        kept += usize::from(places.last().is_some_and(Option::is_some));
    }
    if kept == entries.len() {
        return;
    }
    let mut index = 0;
    entries.retain(|_| {
        index += 1;
        places.get(index - 1).is_some_and(Option::is_some)
    });
    shift(definition, list, |index| places.get(index).copied().flatten());
    if let Some((file, name)) = definition.as_object_mut().zip(list.strip_prefix('/')).filter(|_| kept == 0) {
        file.shift_remove(name);
    }
}
