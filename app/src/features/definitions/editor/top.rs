//! What the bar at the top says and does of a form; and the definition as it is written.

use schema::definitions::{DefinitionRecord, DraftState};

use super::save;
use super::state::Editor;
use crate::designing::{Saving, Shelf, Top as Bar, Work};
use crate::prelude::*;
use crate::text::{Editor as Texts, Words};

/// The header of the designer.
#[component]
pub fn Top(
    /// Whether the definition is shown as it is written.
    as_json: RwSignal<bool>,
) -> impl IntoView {
    let editor = Editor::here();
    let texts = Texts(editor.locale);
    view! {
        <Bar work=editor>
            <button class="btn small" type="button" aria-pressed=move || as_json.get().to_string()
                on:click=move |_| as_json.update(|shown| *shown = !*shown)>{texts.as_json()}</button>
        </Bar>
    }
}

impl Work for Editor {
    const SHELF: Shelf = Shelf::Forms;

    fn record(self) -> StoredValue<DefinitionRecord> {
        self.record
    }

    fn draft(self) -> RwSignal<Option<DraftState>> {
        self.draft
    }

    fn saving(self) -> RwSignal<Saving> {
        self.saving
    }

    fn may_edit(self) -> bool {
        self.may_edit
    }

    fn title(self, words: Words) -> String {
        self.now.get().form.meta.title.get(words.locale).to_owned()
    }

    fn steps_said(self, words: Words) -> (Option<&'static str>, Option<&'static str>) {
        let (texts, (undo, redo)) = (Texts(words.locale), self.around());
        (undo.map(|step| step.said(texts)), redo.map(|step| step.said(texts)))
    }

    fn undo(self) {
        Self::undo(self);
    }

    fn redo(self) {
        Self::redo(self);
    }

    fn save(self) {
        save::now(self);
    }

    fn hand_over(self) {
        save::hand_over(self);
    }
}
