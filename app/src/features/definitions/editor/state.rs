//! The definition that is being edited: what it is now, what follows from it, and the steps that were taken.

use std::sync::Arc;

use crate::prelude::*;
use schema::definitions::{DraftState, FormAct, FormRecord};
use schema::form::design::{
    Aspect, Edit, EditFault, History, New, Node, Outline, Place, RuleDraft, StoredRule, apply, laid_out,
    outline, rules, set_rule,
};
use schema::form::{Form, Lint, Page, compile};
use schema::locale::Text;
use schema::{Locale, Problem};
use serde_json::Value;

use super::conflict::Overtaken;
use super::way;
use crate::text::{Editor as Texts, use_words};

/// What a step did, for the button that takes it back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Something was put in.
    Add,
    /// Something stands elsewhere.
    Move,
    /// Something was taken out.
    Remove,
    /// A text says something else.
    Text,
    /// A property is another.
    Change,
    /// An id is another.
    Id,
    /// A rule is another.
    Rule,
    /// The definition was edited as JSON.
    Json,
    /// What somebody else saved was taken in.
    Merge,
}

impl Step {
    const fn of(edit: &Edit) -> Self {
        match edit {
            Edit::Add { .. } | Edit::Copy { .. } | Edit::Paste { .. } => Self::Add,
            Edit::Move { .. } => Self::Move,
            Edit::Remove { .. } => Self::Remove,
            Edit::Text { .. } | Edit::FormTitle { .. } => Self::Text,
            Edit::Id { .. } => Self::Id,
            _ => Self::Change,
        }
    }

    /// What is said of it.
    pub fn said(self, texts: Texts) -> &'static str {
        match self {
            Self::Add => texts.step_add(),
            Self::Move => texts.step_move(),
            Self::Remove => texts.step_remove(),
            Self::Text => texts.step_text(),
            Self::Change => texts.step_change(),
            Self::Id => texts.step_id(),
            Self::Rule => texts.step_rule(),
            Self::Json => texts.step_json(),
            Self::Merge => texts.step_merge(),
        }
    }
}

/// The definition now, and what follows from it.
pub struct Now {
    /// What is on which page.
    pub outline: Outline,
    /// The form as the compiler understands it.
    pub form: Arc<Form>,
    /// What the compiler has to say.
    pub lints: Vec<Lint>,
    /// The rules, in the order of the definition.
    pub rules: Vec<StoredRule>,
}

impl Now {
    fn of(definition: &Value) -> Self {
        let (form, lints) = compile(definition);
        Self { outline: outline(definition), form: Arc::new(form), lints, rules: rules(definition) }
    }

    /// A page of the tree as the compiler has it: one of an applicant's, or one that only officers see.
    pub fn page(&self, number: usize) -> Option<&Page> {
        let id = self.outline.pages.get(number)?.id.as_deref()?;
        self.form.pages.iter().chain(&self.form.office).find(|page| page.id == id)
    }

    /// The place among an applicant's pages of one in the tree.
    #[cfg(feature = "hydrate")]
    pub fn step(&self, number: usize) -> Option<usize> {
        let id = self.outline.pages.get(number)?.id.as_deref()?;
        self.form.pages.iter().position(|page| page.id == id)
    }

    /// The place in the tree of one of an applicant's pages.
    #[cfg(feature = "hydrate")]
    pub fn tree_page(&self, step: usize) -> Option<Place> {
        let id = &self.form.pages.get(step)?.id;
        self.outline.pages.iter().find(|page| page.id.as_ref() == Some(id)).map(|page| page.place.clone())
    }

    /// What stands at a place.
    pub fn node(&self, place: &Place) -> Option<&Node> {
        way::node(&self.outline, place)
    }
}

/// Something to tell whoever edits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// It could not be done.
    Fault(EditFault),
    /// In words already.
    Said(String),
}

/// How saving stands.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "only the browser saves"))]
pub enum Saving {
    /// What is stored is what is on the screen.
    Saved(Option<String>),
    /// Something is not stored yet.
    Unsaved,
    /// It is on its way.
    Underway,
    /// It is kept on this device: there is no network.
    KeptHere,
    /// It was refused.
    Failed(Box<Problem>),
}

/// An editor at work. A handle: copies share one state.
#[derive(Clone, Copy)]
pub struct Editor {
    /// The form's life beside this draft.
    pub record: StoredValue<FormRecord>,
    history: StoredValue<History<Step>>,
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
    /// The revision this is based on, and the definition as it was then.
    pub base: StoredValue<(i64, Value)>,
}

impl Editor {
    /// An editor of this definition.
    pub fn new(record: FormRecord, revision: i64, definition: Value) -> Self {
        let draft = record.draft.as_ref();
        let saved = draft.map(|draft| use_words().moment(draft.updated_at));
        let definition_ = laid_out(&definition);
        let now = Arc::new(Now::of(&definition_));
        Self {
            may_edit: record.allowed.contains(&FormAct::Edit),
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
        self.chosen
            .with(|chosen| chosen.as_ref().and_then(|place| place.0.first().copied()).unwrap_or_default())
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

    /// Puts something new behind what is selected, or on the page that is.
    pub fn add(self, what: New) {
        let at = self.behind();
        self.add_at(what, at);
    }

    /// Puts something new at a place.
    pub fn add_at(self, what: New, at: Place) {
        let title = match what {
            New::Element(_) | New::Row => Text::default(),
            _ => Texts::fresh(),
        };
        let _ = self.edit(&Edit::Add { what, at, title });
    }

    /// The place behind what is selected; on a page, in a group and in a table, its end.
    pub fn behind(self) -> Place {
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
        self.history.update_value(|history| history.change(definition, step));
        self.notice.set(None);
        self.changed();
    }

    /// Takes the last step back.
    pub fn undo(self) {
        if self.history.try_update_value(|history| history.undo().is_some()) == Some(true) {
            self.changed();
        }
    }

    /// Takes the step that was taken back once more.
    pub fn redo(self) {
        if self.history.try_update_value(|history| history.redo().is_some()) == Some(true) {
            self.changed();
        }
    }

    /// The step that can be taken back, and the one that can be taken again.
    pub fn around(self) -> (Option<Step>, Option<Step>) {
        self.steps.track();
        self.history.with_value(|history| (history.to_undo().copied(), history.to_redo().copied()))
    }

    /// Selects what stands at a place.
    pub fn choose(self, place: Option<Place>) {
        self.chosen.set(place);
    }

    fn changed(self) {
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
