//! The process that is being drawn: what it is now, what follows from it, and the steps that were taken.

use std::sync::Arc;

use schema::definitions::{DefinitionRecord, DraftAct, DraftState};
use schema::form::Form;
use schema::locale::Text;
use schema::process::design::{
    Edit, EditFault, FactEdit, History, Piece, Place, Remark, Setting, apply, laid_out, remarks,
};
use schema::process::{DefinitionProblem, Process};
use serde_json::Value;

use crate::api::processes::Drawn;
use crate::designing::Saving;
use crate::prelude::*;
use crate::text::use_words;

/// Something to tell whoever draws.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// It could not be done.
    Fault(EditFault),
    /// In words already.
    #[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "only the browser has more to say"))]
    Said(String),
}

/// What a step did, for the button that takes it back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Something was put in.
    Add,
    /// Something stands elsewhere.
    Move,
    /// Something was taken out.
    Remove,
    /// Something was put around.
    Wrap,
    /// What lay around something was taken away.
    Unwrap,
    /// Something is called otherwise.
    Name,
    /// A property is another.
    Change,
    /// What somebody else saved was taken.
    #[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "only the browser meets others"))]
    Theirs,
    /// What somebody else saved was brought together with what is here.
    #[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "only the browser meets others"))]
    Merge,
    /// What could not be saved last time was put back.
    #[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "only the browser keeps"))]
    Restore,
}

impl Step {
    const fn of(edit: &Edit) -> Self {
        match edit {
            Edit::Add { .. } | Edit::Copy(_) | Edit::Fact(FactEdit::Add { .. }) => Self::Add,
            Edit::Move { .. } | Edit::Inward(_) | Edit::Outward(_) => Self::Move,
            Edit::Remove(_) | Edit::Fact(FactEdit::Remove(_)) => Self::Remove,
            Edit::Wrap { .. } => Self::Wrap,
            Edit::Unwrap(_) => Self::Unwrap,
            Edit::Name { .. } | Edit::Id { .. } => Self::Name,
            Edit::Fact(FactEdit::Name { .. } | FactEdit::Id { .. }) => Self::Name,
            Edit::Turn { .. } | Edit::Set { .. } | Edit::Fact(FactEdit::Set { .. }) => Self::Change,
        }
    }
}

/// The definition now, and what follows from it.
pub struct Now {
    /// The tree; nothing where the definition has not the shape of a process.
    pub piece: Option<Piece>,
    /// The process, where it can run.
    pub process: Option<Process>,
    /// What keeps it from running, with the places.
    pub faults: Vec<(Place, DefinitionProblem)>,
    /// What is doubtful about it.
    pub doubts: Vec<Remark>,
}

impl Now {
    fn of(definition: &Value, setting: &Setting, form: Option<&Form>) -> Self {
        let piece = Piece::read(definition);
        let (process, faults) = match (&piece, Process::read(&definition.to_string())) {
            (_, Ok(process)) => (Some(process), Vec::new()),
            (Some(piece), Err(faults)) => {
                let at = faults.into_iter().map(|fault| (piece.place_of(&fault.pointer), fault.problem));
                (None, at.collect())
            }
            (None, Err(_)) => (None, Vec::new()),
        };
        let doubts = piece.as_ref().zip(process.as_ref());
        let doubts =
            doubts.map(|(piece, process)| remarks(piece, process, setting, form)).unwrap_or_default();
        Self { piece, process, faults, doubts }
    }

    /// What stands at a place.
    pub fn at(&self, place: &Place) -> Option<&Piece> {
        self.piece.as_ref()?.at(place)
    }
}

/// What somebody else saved meanwhile.
#[derive(Clone, Debug, PartialEq)]
pub struct Overtaken {
    /// Who.
    pub who: String,
    /// The revision that is stored.
    pub revision: i64,
    /// What they saved.
    pub definition: Value,
}

/// A process being drawn. A handle: copies share one state.
#[derive(Clone, Copy)]
pub struct Drawing {
    /// The life of the process beside this draft.
    pub record: StoredValue<DefinitionRecord>,
    history: StoredValue<History<Step>>,
    steps: RwSignal<u64>,
    /// What the definition is now.
    pub now: RwSignal<Arc<Now>>,
    /// What is selected; the empty place is the process itself.
    pub chosen: RwSignal<Place>,
    /// What there is to tell.
    pub notice: RwSignal<Option<Notice>>,
    /// How saving stands.
    pub saving: RwSignal<Saving>,
    /// How far the draft has come.
    pub draft: RwSignal<Option<DraftState>>,
    /// What somebody else saved meanwhile.
    pub overtaken: RwSignal<Option<Overtaken>>,
    /// The form whose answers conditions read.
    pub form: RwSignal<Option<Arc<Form>>>,
    /// Forms to draw with, by `id/version`.
    pub forms: RwSignal<Vec<(String, Text)>>,
    /// Where the process runs.
    pub setting: StoredValue<Setting>,
    /// Whether this person may change it; others look at it, and nothing they do is kept.
    pub may_edit: bool,
    /// What was stored at that revision, as far as that is known: from there on both sides are brought together.
    pub base: StoredValue<Option<Value>>,
    /// The revision this is based on.
    #[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "only the browser saves"))]
    pub revision: StoredValue<i64>,
    /// Whether a save is on its way.
    #[cfg(feature = "hydrate")]
    pub underway: StoredValue<bool>,
}

impl Drawing {
    /// A drawing of what was read.
    pub fn new(drawn: Drawn) -> Self {
        let Drawn { record, revision, definition, setting, form } = drawn;
        let saved = record.draft.as_ref().map(|draft| use_words().moment(draft.updated_at));
        let definition = laid_out(&definition);
        let now = Arc::new(Now::of(&definition, &setting.setting, form.as_ref()));
        Self {
            may_edit: record.allowed.contains(&DraftAct::Edit),
            draft: RwSignal::new(record.draft.as_ref().map(|draft| draft.state)),
            record: StoredValue::new(record),
            base: StoredValue::new(Some(definition.clone())),
            history: StoredValue::new(History::new(definition)),
            steps: RwSignal::new(0),
            now: RwSignal::new(now),
            chosen: RwSignal::new(Place::default()),
            notice: RwSignal::new(None),
            saving: RwSignal::new(Saving::Saved(saved)),
            overtaken: RwSignal::new(None),
            form: RwSignal::new(form.map(Arc::new)),
            forms: RwSignal::new(Vec::new()),
            setting: StoredValue::new(setting.setting),
            revision: StoredValue::new(revision),
            #[cfg(feature = "hydrate")]
            underway: StoredValue::new(false),
        }
    }

    /// That of this page.
    pub fn here() -> Self {
        expect_context()
    }

    /// The id of the process.
    pub fn id(self) -> String {
        self.record.with_value(|record| record.id.clone())
    }

    /// Reads the definition.
    pub fn with_definition<T>(self, read: impl FnOnce(&Value) -> T) -> T {
        self.history.with_value(|history| read(history.definition()))
    }

    /// How many steps were taken, to follow them.
    pub fn steps(self) -> u64 {
        self.steps.get()
    }

    /// Does something, unless it cannot be done; then says why.
    pub fn edit(self, edit: &Edit) -> bool {
        match self.with_definition(|definition| apply(definition, edit)) {
            Ok(edited) => {
                self.put(edited.definition, Step::of(edit));
                self.chosen.set(edited.place.unwrap_or_default());
                true
            }
            Err(fault) => {
                self.notice.set(Some(Notice::Fault(fault)));
                false
            }
        }
    }

    /// Says something of what stands at a place, or takes that out.
    pub fn set(self, place: &Place, member: &str, value: Option<Value>) {
        let _ = self.edit(&Edit::Set { place: place.clone(), member: member.to_owned(), value });
    }

    /// Puts another definition in its place.
    pub fn put(self, definition: Value, step: Step) {
        self.history.update_value(|history| history.change(definition, step));
        self.notice.set(None);
        self.changed();
    }

    /// Takes the last step back.
    pub fn undo(self) {
        if self.history.try_update_value(|history| history.undo().is_some()) == Some(true) {
            self.notice.set(None);
            self.changed();
        }
    }

    /// Takes the step that was taken back once more.
    pub fn redo(self) {
        if self.history.try_update_value(|history| history.redo().is_some()) == Some(true) {
            self.notice.set(None);
            self.changed();
        }
    }

    /// The step that can be taken back, and the one that can be taken again.
    pub fn around(self) -> (Option<Step>, Option<Step>) {
        self.steps.track();
        self.history.with_value(|history| (history.to_undo().copied(), history.to_redo().copied()))
    }

    /// What follows from the definition as it is.
    fn follows(self) -> Arc<Now> {
        let (setting, form) = (self.setting.get_value(), self.form.get_untracked());
        Arc::new(self.with_definition(|definition| Now::of(definition, &setting, form.as_deref())))
    }

    /// Lets conditions speak of the questions of this form from now on.
    #[cfg(feature = "hydrate")]
    pub fn speak_of(self, form: Option<Arc<Form>>) {
        self.form.set(form);
        self.now.set(self.follows());
    }

    fn changed(self) {
        let now = self.follows();
        // What was selected may be gone: then what stood before it, or around it, is.
        let chosen = self.chosen.get_untracked();
        if now.at(&chosen).is_none() {
            let nearest =
                std::iter::successors(chosen.split(), |(around, index)| match index.checked_sub(1) {
                    Some(before) => Some((around.clone(), before)),
                    None => around.split(),
                });
            let places = nearest.map(|(around, index)| around.child(index));
            self.chosen.set(places.into_iter().find(|place| now.at(place).is_some()).unwrap_or_default());
        }
        self.now.set(now);
        self.saving.set(Saving::Unsaved);
        self.steps.update(|steps| *steps += 1);
    }
}
