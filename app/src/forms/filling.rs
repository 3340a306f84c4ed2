//! A form being filled in: its answers, what follows from them, and a signal for each field that is on the screen.
//!
//! Shared by all parts of a page. On the server it is made once and read; in the browser `edit` changes it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::prelude::*;
use schema::FieldError;
use schema::form::{Field, Form, FormState, Need, missing, state};
use schema::regions::Region;
use schema::role::RegionCode;
use serde_json::Value;

use super::scope::Scope;

/// A form being filled in. A handle: copies share one state.
#[derive(Clone, Copy)]
pub struct Filling {
    pub(super) inner: StoredValue<Inner>,
    /// Whether the browser side follows: what needs it is hidden until then.
    pub live: RwSignal<bool>,
    /// Grows when all answers are replaced at once.
    pub(super) version: RwSignal<u32>,
    /// Grows when a row is taken out.
    pub(super) removals: RwSignal<u32>,
    /// The regions that are known: their names, and what there is to choose from.
    pub regions: RwSignal<Vec<Region>>,
    /// The region that was chosen last, of which the page is asked to find what lies below it.
    pub wanted: RwSignal<Option<RegionCode>>,
}

pub(super) struct Inner {
    pub(super) form: Arc<Form>,
    pub(super) scope: Arc<Scope>,
    pub(super) answers: Value,
    pub(super) state: FormState,
    /// Pointers that rules are about, rows written `-`: all others look the same whatever is answered.
    ruled: BTreeSet<String>,
    pub(super) errors: BTreeMap<String, FieldError>,
    pub(super) asked: BTreeMap<String, Asked>,
}

/// A field on the screen: its place in the form, and what may change about it.
#[derive(Clone)]
pub(super) struct Asked {
    pub(super) place: Vec<usize>,
    pub(super) look: Look,
}

/// What may change about a field on the screen.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// Whether it is shown and how much it is needed; without a signal when no rule is about it.
    pub standing: Signal<Standing>,
    pub(super) write: Option<RwSignal<Standing>>,
    /// What is wrong with its answer.
    pub error: RwSignal<Option<FieldError>>,
}

/// Whether a field is shown, and how much it is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Whether it is shown.
    pub visible: bool,
    /// How much an answer is needed.
    pub need: Need,
}

impl Filling {
    /// A form with these answers, of which some are wrong and some may be changed.
    pub fn new(form: Arc<Form>, answers: Value, errors: &[FieldError], scope: Scope) -> Self {
        let ruled = form
            .rules
            .iter()
            .flat_map(|rule| rule.targets.iter().map(|target| format!("{}{target}", rule.row)))
            .collect();
        let inner = Inner {
            state: state(&form, &answers),
            errors: errors.iter().map(|error| (error.pointer.clone(), error.clone())).collect(),
            scope: Arc::new(scope),
            asked: BTreeMap::new(),
            form,
            answers,
            ruled,
        };
        Self {
            inner: StoredValue::new(inner),
            live: RwSignal::new(false),
            version: RwSignal::new(0),
            removals: RwSignal::new(0),
            regions: RwSignal::new(Vec::new()),
            wanted: RwSignal::new(None),
        }
    }

    /// The form.
    pub fn form(self) -> Arc<Form> {
        self.inner.with_value(|inner| Arc::clone(&inner.form))
    }

    /// What may be changed.
    pub fn scope(self) -> Arc<Scope> {
        self.inner.with_value(|inner| Arc::clone(&inner.scope))
    }

    /// The answer at a pointer, as it was given.
    pub fn answer(self, pointer: &str) -> Option<Value> {
        self.inner.with_value(|inner| inner.answers.pointer(pointer).cloned())
    }

    /// How many rows are answered in the group at a pointer.
    pub fn rows(self, pointer: &str) -> usize {
        self.inner
            .with_value(|inner| inner.answers.pointer(pointer).and_then(Value::as_array).map_or(0, Vec::len))
    }

    /// How many questions of a page still need an answer.
    pub fn left(self, page: usize) -> usize {
        self.inner.with_value(|inner| {
            missing(&inner.form, &inner.state).get(page).map_or(0, |progress| progress.missing)
        })
    }

    /// The standings of the fields on the screen at these pointers.
    pub(super) fn standings(self, pointers: &[&str]) -> Vec<Signal<Standing>> {
        self.inner.with_value(|inner| {
            pointers
                .iter()
                .filter_map(|pointer| inner.asked.get(*pointer))
                .map(|asked| asked.look.standing)
                .collect()
        })
    }

    /// Puts a field on the screen.
    pub(super) fn ask(self, field: &Field, pointer: &str, place: &[usize]) -> Look {
        let mut look = None;
        self.inner.update_value(|inner| look = Some(inner.ask(field, pointer, place)));
        // The closure has run: a stored value of a page outlives its fields.
        look.unwrap_or_else(|| Look::fixed(Standing { visible: true, need: field.need }, RwSignal::new(None)))
    }
}

impl Inner {
    fn ask(&mut self, field: &Field, pointer: &str, place: &[usize]) -> Look {
        let standing = self.standing(field, pointer);
        let error = RwSignal::new(self.errors.get(pointer).cloned());
        let look = if self.ruled.contains(&general(pointer)) {
            let write = RwSignal::new(standing);
            Look { standing: write.into(), write: Some(write), error }
        } else {
            // It goes with the group it is in, which hides itself.
            Look::fixed(Standing { visible: true, ..standing }, error)
        };
        self.asked.insert(pointer.to_owned(), Asked { place: place.to_vec(), look });
        look
    }

    pub(super) fn standing(&self, field: &Field, pointer: &str) -> Standing {
        Standing { visible: self.state.visible(pointer), need: self.state.need(field, pointer) }
    }
}

impl Look {
    fn fixed(standing: Standing, error: RwSignal<Option<FieldError>>) -> Self {
        Self { standing: Signal::stored(standing), write: None, error }
    }

    /// Whether a rule may change it.
    pub const fn is_ruled(&self) -> bool {
        self.write.is_some()
    }
}

/// A pointer with its rows written `-`, as the form itself writes them.
fn general(pointer: &str) -> String {
    let token = |token: &str| {
        let row = !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_digit());
        if row { "-".to_owned() } else { token.to_owned() }
    };
    pointer.split('/').map(token).collect::<Vec<_>>().join("/")
}
