//! Where the parts of a definition stand in the one form: its texts in other languages follow.

use serde_json::{Map, Value};

use crate::expr::under;

/// Places in a definition, each with where it stands now; those that stand nowhere take their texts with them.
#[derive(Debug, Default)]
pub(super) struct Moves(Vec<(String, Option<String>)>);

impl Moves {
    pub(super) fn to(&mut self, from: impl Into<String>, to: impl Into<String>) {
        self.0.push((from.into(), Some(to.into())));
    }

    pub(super) fn gone(&mut self, from: impl Into<String>) {
        self.0.push((from.into(), None));
    }

    /// How much has moved: see [`Self::undo`].
    pub(super) fn mark(&self) -> usize {
        self.0.len()
    }

    /// Nothing since the mark has moved there after all: the part is gone.
    pub(super) fn undo(&mut self, mark: usize, from: &str) {
        self.0.truncate(mark);
        self.gone(from);
    }

    /// Where it stands now, by the innermost part that has moved. What is gone from one place may stand at another.
    fn place(&self, at: &str) -> Option<String> {
        let around = self.0.iter().filter(|(from, _)| under(at, from));
        let (from, to) = around.max_by_key(|(from, to)| (from.len(), to.is_some()))?;
        to.as_ref().map(|to| format!("{to}{}", &at[from.len()..]))
    }

    /// Adds the texts of a definition to those of the one form.
    pub(super) fn texts(&self, definition: &Value, into: &mut Map<String, Value>) {
        let languages = definition.get("x-text").and_then(Value::as_object);
        for (language, texts) in languages.into_iter().flatten() {
            let all = into.entry(language.clone()).or_insert_with(|| Value::Object(Map::new()));
            for (at, text) in texts.as_object().into_iter().flatten() {
                if let (Some(place), Some(all)) = (self.place(at), all.as_object_mut()) {
                    all.insert(place, text.clone());
                }
            }
        }
    }
}
