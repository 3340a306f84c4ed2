//! What the bar at the top says and does of a process.

use schema::definitions::{DefinitionRecord, DraftState};

use super::save;
use super::state::{Drawing, Step};
use crate::designing::{Saving, Shelf, Work};
use crate::prelude::*;
use crate::text::{Editor as Texts, Words};

impl Work for Drawing {
    const SHELF: Shelf = Shelf::Processes;

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
        let now = self.now.get();
        now.piece.as_ref().map(|piece| piece.name().get(words.locale).to_owned()).unwrap_or_default()
    }

    fn steps_said(self, words: Words) -> (Option<&'static str>, Option<&'static str>) {
        let (undo, redo) = self.around();
        (undo.map(|step| said(words, step)), redo.map(|step| said(words, step)))
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

fn said(words: Words, step: Step) -> &'static str {
    let texts = Texts(words.locale);
    match step {
        Step::Add => texts.step_add(),
        Step::Move => texts.step_move(),
        Step::Remove => texts.step_remove(),
        Step::Wrap => words.processes.step_wrap(),
        Step::Unwrap => words.processes.step_unwrap(),
        Step::Name => texts.step_text(),
        Step::Change => texts.step_change(),
        Step::Theirs => words.processes.step_theirs(),
        Step::Merge => words.processes.step_merge(),
        Step::Restore => texts.step_restore(),
    }
}
