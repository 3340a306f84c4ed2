//! What is not saved yet, kept on this device with what it was made from, so that it can be brought together with what
//! somebody else saves. Each tab keeps in a place of its own: none forgets what another could not save.

/// So many tabs keep something of the same form; what further ones keep is in the last place.
const PLACES: usize = 4;

/// The name of a place.
fn name(form: &str, place: usize) -> String {
    if place == 0 { format!("form:{form}") } else { format!("form:{form}:{place}") }
}

/// The first place that is free, else the last.
fn free(is_taken: impl Fn(usize) -> bool) -> usize {
    (0..PLACES).find(|place| !is_taken(*place)).unwrap_or(PLACES - 1)
}

#[cfg(feature = "hydrate")]
pub use browser::{Kept, forget, keep, take_up};

#[cfg(feature = "hydrate")]
mod browser {
    use schema::definitions::SaveDraft;
    use serde::{Deserialize, Serialize};
    use serde_json::Value;

    use super::{PLACES, free, name};
    use crate::device;
    use crate::features::definitions::editor::state::Editor;
    use crate::prelude::*;

    /// What is kept.
    #[derive(Serialize, Deserialize)]
    pub struct Kept {
        /// The definition as it was on the screen, and the revision it is based on.
        pub sent: SaveDraft,
        /// The definition of that revision.
        pub base: Value,
    }

    /// Keeps what is on the screen. Tells whether it is kept: a device may be full, or forbid it.
    pub fn keep(editor: Editor) -> bool {
        let id = editor.id();
        let place = editor.place.get_value();
        let place = place.unwrap_or_else(|| free(|place| device::kept(&name(&id, place)).is_some()));
        let (revision, base) = editor.base.get_value();
        let sent = SaveDraft { definition: editor.with_definition(Value::clone), revision };
        let Ok(text) = serde_json::to_string(&Kept { sent, base }) else { return false };
        device::keep(&name(&id, place), &text);
        let is_kept = device::kept(&name(&id, place)).as_deref() == Some(&text);
        if is_kept {
            editor.place.set_value(Some(place));
        }
        is_kept
    }

    /// Forgets what this tab kept.
    pub fn forget(editor: Editor) {
        if let Some(place) = editor.place.try_update_value(Option::take).flatten() {
            device::forget(&name(&editor.id(), place));
        }
    }

    /// What was kept last time. From now on it is this tab's.
    pub fn take_up(editor: Editor) -> Option<Kept> {
        let id = editor.id();
        let kept =
            |place: usize| Some((place, serde_json::from_str(&device::kept(&name(&id, place))?).ok()?));
        let (place, kept) = (0..PLACES).find_map(kept)?;
        editor.place.set_value(Some(place));
        Some(kept)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_tab_keeps_in_the_place_of_another() {
        assert_eq!(free(|_| false), 0);
        assert_eq!(free(|place| [0, 2].contains(&place)), 1);
        assert_eq!(free(|_| true), PLACES - 1);
        let names: std::collections::BTreeSet<String> =
            (0..PLACES).map(|place| name("card", place)).collect();
        assert_eq!(names.len(), PLACES);
    }
}
