//! Undo and redo: a definition, and what changed in each step, kept as changes.

mod patch;
#[cfg(test)]
mod tests;

use std::collections::VecDeque;

use serde_json::Value;

use self::patch::Patch;

/// So many steps are kept; the oldest go first.
const MAX_STEPS: usize = 200;

/// A definition with the steps that led to it. `L` is what a step is called.
#[derive(Clone, Debug)]
pub struct History<L> {
    definition: Value,
    steps: VecDeque<Step<L>>,
    /// How many of the steps are done; those after them were undone.
    done: usize,
}

#[derive(Clone, Debug)]
struct Step<L> {
    label: L,
    patch: Patch,
}

impl<L> History<L> {
    /// A definition without a past.
    pub const fn new(definition: Value) -> Self {
        Self { definition, steps: VecDeque::new(), done: 0 }
    }

    /// The definition as it is now.
    pub const fn definition(&self) -> &Value {
        &self.definition
    }

    /// Goes on to this definition. What was undone is forgotten; where nothing changes, nothing is kept.
    pub fn change(&mut self, new: Value, label: L) {
        let Some(patch) = Patch::between(&self.definition, &new) else { return };
        self.definition = new;
        self.steps.truncate(self.done);
        self.steps.push_back(Step { label, patch });
        if self.steps.len() > MAX_STEPS {
            self.steps.pop_front();
        }
        self.done = self.steps.len();
    }

    /// Goes back one step, and says which.
    pub fn undo(&mut self) -> Option<&L> {
        let place = self.done.checked_sub(1)?;
        let step = self.steps.get(place)?;
        step.patch.undo(&mut self.definition);
        self.done = place;
        Some(&step.label)
    }

    /// Goes forward again, and says which step that was.
    pub fn redo(&mut self) -> Option<&L> {
        let step = self.steps.get(self.done)?;
        step.patch.redo(&mut self.definition);
        self.done += 1;
        Some(&step.label)
    }

    /// Whether there is a step to undo.
    pub fn can_undo(&self) -> bool {
        self.to_undo().is_some()
    }

    /// Whether there is a step to do again.
    pub fn can_redo(&self) -> bool {
        self.to_redo().is_some()
    }

    /// The step that [`History::undo`] would take back.
    pub fn to_undo(&self) -> Option<&L> {
        self.steps.get(self.done.checked_sub(1)?).map(|step| &step.label)
    }

    /// The step that [`History::redo`] would do again.
    pub fn to_redo(&self) -> Option<&L> {
        self.steps.get(self.done).map(|step| &step.label)
    }
}
