//! The definition that is being edited: what it is now, what follows from it, and the steps that were taken.

use std::sync::Arc;

use crate::prelude::*;
use schema::Locale;
use schema::definitions::{DefinitionRecord, DraftAct, DraftState};
use schema::form::design::{
    Aspect, Edit, EditFault, History, New, Piece, Place, RuleDraft, apply, laid_out, set_rule,
};
use schema::locale::Text;
use serde_json::Value;

use super::conflict::Overtaken;
use super::json::Typed;
pub use super::now::Now;
pub use super::step::Step;
use super::step::{Base, Taken};
use super::way;
use crate::designing::Saving;
use crate::text::{Editor as Texts, use_words};

/// Something to tell whoever edits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// It could not be done.
    Fault(EditFault),
    /// In words already.
    Said(String),
}

/// An editor at work. A handle: copies share one state.
#[derive(Clone, Copy)]
pub struct Editor {
    /// The form's life beside this draft.
    pub record: StoredValue<DefinitionRecord>,
    history: StoredValue<History<Taken>>,
    /// Grows with each step.
    steps: RwSignal<u64>,
    /// What the definition is now.
    pub now: RwSignal<Arc<Now>>,
    /// What is selected: nothing is the form itself.
    pub chosen: RwSignal<Option<Place>>,
    /// What there is to tell.
    pub notice: RwSignal<Option<Notice>>,
    /// How saving stands.
    pub saving: RwSignal<Saving>,
    /// How far the draft has come.
    pub draft: RwSignal<Option<DraftState>>,
    /// The rule whose slots are open, by its place in the definition.
    pub open_rule: RwSignal<Option<usize>>,
    /// What is asked about before it is taken out.
    pub asked: RwSignal<Option<Place>>,
    /// What somebody else saved meanwhile.
    pub overtaken: RwSignal<Option<Overtaken>>,
    /// Whether this person may change the form; others look at it, and nothing they do is kept.
    pub may_edit: bool,
    /// The language of the designer.
    pub locale: Locale,
    /// Whether a save is on its way.
    #[cfg(feature = "hydrate")]
    pub underway: StoredValue<bool>,
    /// What was sent and not answered.
    #[cfg(feature = "hydrate")]
    pub unanswered: StoredValue<Option<Value>>,
    /// Where this tab keeps on the device what it could not save.
    #[cfg(feature = "hydrate")]
    pub place: StoredValue<Option<usize>>,
    /// What was typed as JSON and not used yet.
    pub json: StoredValue<Option<Typed>>,
    /// What this is based on.
    pub base: StoredValue<Base>,
}

impl Editor {
    /// An editor of this definition.
    pub fn new(record: DefinitionRecord, revision: i64, definition: Value) -> Self {
        let draft = record.draft.as_ref();
        let saved = draft.map(|draft| use_words().moment(draft.updated_at));
        let definition_ = laid_out(&definition);
        let now = Arc::new(Now::of(&definition_));
        Self {
            may_edit: record.allowed.contains(&DraftAct::Edit),
            draft: RwSignal::new(draft.map(|draft| draft.state)),
            record: StoredValue::new(record),
            history: StoredValue::new(History::new(definition_)),
            steps: RwSignal::new(0),
            chosen: RwSignal::new(Some(Place::page(0)).filter(|_| !now.outline.pages.is_empty())),
            now: RwSignal::new(now),
            notice: RwSignal::new(None),
            asked: RwSignal::new(None),
            overtaken: RwSignal::new(None),
            #[cfg(feature = "hydrate")]
            underway: StoredValue::new(false),
            #[cfg(feature = "hydrate")]
            unanswered: StoredValue::new(None),
            #[cfg(feature = "hydrate")]
            place: StoredValue::new(None),
            json: StoredValue::new(None),
            locale: use_words().locale,
            open_rule: RwSignal::new(None),
            saving: RwSignal::new(Saving::Saved(saved)),
            base: StoredValue::new((revision, definition)),
        }
    }

    /// The editor of this page.
    pub fn here() -> Self {
        expect_context()
    }

    /// The id of the form.
    pub fn id(self) -> String {
        self.record.with_value(|record| record.id.clone())
    }

    /// Reads the definition.
    pub fn with_definition<T>(self, read: impl FnOnce(&Value) -> T) -> T {
        self.history.with_value(|history| read(history.definition()))
    }

    /// How many steps were taken so far.
    pub fn moment(self) -> u64 {
        self.steps.get_untracked()
    }

    /// How many steps were taken, to follow them.
    #[cfg(feature = "hydrate")]
    pub fn steps(self) -> u64 {
        self.steps.get()
    }

    /// The page that is on the canvas.
    pub fn page(self) -> usize {
        self.chosen.with(|chosen| page_of(chosen.as_ref()))
    }

    fn page_untracked(self) -> usize {
        self.chosen.with_untracked(|chosen| page_of(chosen.as_ref()))
    }

    /// Does something, unless it cannot be done; then says why.
    pub fn edit(self, edit: &Edit) -> bool {
        match self.with_definition(|definition| apply(definition, edit)) {
            Ok(edited) => {
                self.put(edited.definition, Step::of(edit));
                self.choose(edited.place);
                true
            }
            Err(fault) => {
                self.notice.set(Some(Notice::Fault(fault)));
                false
            }
        }
    }

    /// Says something of what stands at a place.
    pub fn say(self, place: &Place, aspect: Aspect, locale: Locale, text: String) {
        let _ = self.edit(&Edit::Text { place: place.clone(), aspect, locale, text });
    }

    /// Sets a keyword of a question, or takes it out.
    pub fn set(self, place: &Place, keyword: &str, value: Option<Value>) {
        let _ = self.edit(&Edit::Keyword { place: place.clone(), keyword: keyword.to_owned(), value });
    }

    /// Puts something new behind what is selected, or on the page that is; a page behind that page.
    pub fn add(self, what: New) {
        let at = self.place_for(what.is_page());
        self.add_at(what, at);
    }

    /// Puts in what was copied, in the same way.
    pub fn paste(self, piece: Piece) {
        let at = self.place_for(piece.is_page());
        let _ = self.edit(&Edit::Paste { piece, at });
    }

    fn place_for(self, is_page: bool) -> Place {
        if !is_page {
            return self.behind();
        }
        let pages = self.now.with_untracked(|now| now.outline.pages.len());
        Place::page((self.page_untracked() + 1).min(pages))
    }

    /// Puts something new at a place.
    pub fn add_at(self, what: New, at: Place) {
        let title = match what {
            New::Element(_) | New::Row | New::Template(_) => Text::default(),
            _ => Texts::fresh(),
        };
        let _ = self.edit(&Edit::Add { what, at, title });
    }

    /// The place behind what is selected; on a page, in a group and in a table, its end.
    fn behind(self) -> Place {
        let now = self.now.get_untracked();
        let chosen = self.chosen.get_untracked().unwrap_or_else(|| Place::page(0));
        match now.node(&chosen) {
            Some(node) if way::holds(node) => chosen.child(node.children.len()),
            Some(_) => chosen.next().unwrap_or(chosen),
            None => Place::page(now.outline.pages.len()),
        }
    }

    /// Writes a rule, or takes it out.
    pub fn rule(self, index: Option<usize>, rule: Option<&RuleDraft>) {
        let changed = self.with_definition(|definition| set_rule(definition, index, rule));
        self.put(changed, Step::Rule);
    }

    /// Puts another definition in its place.
    pub fn put(self, definition: Value, step: Step) {
        self.take(definition, Taken { step, bases: None });
    }

    /// Puts a definition in its place that holds what somebody else saved, and goes on from theirs.
    pub fn take_in(self, definition: Value, theirs: Base) {
        let before = self.base.get_value();
        self.base.set_value(theirs.clone());
        self.take(definition, Taken { step: Step::Merge, bases: Some([before, theirs]) });
    }

    fn take(self, definition: Value, taken: Taken) {
        self.history.update_value(|history| history.change(definition, taken));
        self.notice.set(None);
        self.changed();
    }

    /// Takes the last step back.
    pub fn undo(self) {
        let taken = self.history.try_update_value(|history| history.undo().cloned()).flatten();
        self.went(taken, |[before, _]| before);
    }

    /// Takes the step that was taken back once more.
    pub fn redo(self) {
        let taken = self.history.try_update_value(|history| history.redo().cloned()).flatten();
        self.went(taken, |[_, after]| after);
    }

    fn went(self, taken: Option<Taken>, base: impl FnOnce([Base; 2]) -> Base) {
        let Some(taken) = taken else { return };
        if let Some(bases) = taken.bases {
            self.base.set_value(base(bases));
        }
        self.changed();
    }

    /// The step that can be taken back, and the one that can be taken again.
    pub fn around(self) -> (Option<Step>, Option<Step>) {
        self.steps.track();
        let step = |taken: Option<&Taken>| taken.map(|taken| taken.step);
        self.history.with_value(|history| (step(history.to_undo()), step(history.to_redo())))
    }

    /// Selects what stands at a place.
    pub fn choose(self, place: Option<Place>) {
        self.ask_no_more(place.as_ref());
        self.chosen.set(place);
    }

    /// What is asked about is what is selected, as it stands there.
    fn ask_no_more(self, chosen: Option<&Place>) {
        if self.asked.with_untracked(|asked| asked.is_some() && asked.as_ref() != chosen) {
            self.asked.set(None);
        }
    }

    fn changed(self) {
        self.ask_no_more(None);
        let now = Arc::new(self.with_definition(Now::of));
        // What was selected may be gone.
        if self.chosen.with_untracked(|chosen| chosen.as_ref().is_some_and(|place| now.node(place).is_none()))
        {
            self.chosen.set(Some(Place::page(0)).filter(|_| !now.outline.pages.is_empty()));
        }
        self.now.set(now);
        self.saving.set(Saving::Unsaved);
        self.steps.update(|steps| *steps += 1);
    }
}

fn page_of(place: Option<&Place>) -> usize {
    place.and_then(|place| place.0.first().copied()).unwrap_or_default()
}
