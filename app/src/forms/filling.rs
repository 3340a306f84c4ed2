//! A form being filled in: its answers, what follows from them, and what is wrong with them.
//!
//! A [`Filling`] is shared by all parts of a page. On the server it is made once and read; in the browser `edit`
//! changes it, and the screen follows.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::prelude::*;
#[cfg(not(feature = "hydrate"))]
use maud::Markup;
use schema::FieldError;
use schema::applications::Origin;
#[cfg(any(not(feature = "hydrate"), feature = "staff"))]
use schema::form::FormAccess;
use schema::form::{Field, Form, FormState, Need, Surroundings, missing, state_in};
use schema::regions::Region;
use schema::role::RegionCode;
use serde_json::Value;

use super::materials::Materials;
use super::page;
use super::region;
use super::scope::Scope;
use crate::text::{Words, use_words};

/// A form being filled in. A handle: copies share one state.
#[derive(Clone, Copy)]
pub struct Filling {
    pub(super) inner: StoredValue<Inner>,
    /// The regions that were chosen, of which the page is asked to find what lies below them.
    pub wanted: RwSignal<Vec<RegionCode>>,
}

/// What a form being filled in consists of. Reads only, apart from `edit`.
pub(super) struct Inner {
    pub(super) form: Arc<Form>,
    pub(super) scope: Arc<Scope>,
    pub(super) words: Words,
    pub(super) answers: Value,
    pub(super) state: FormState,
    /// What its rules read besides the answers.
    #[cfg(feature = "hydrate")]
    pub(super) surroundings: Surroundings,
    /// Pointers that rules are about, rows written `-`: all others look the same whatever is answered.
    pub(super) ruled: BTreeSet<String>,
    /// Where answers come from that the hall filled in.
    pub(super) origins: Vec<Origin>,
    /// What the task may see and change, where an officer fills it in.
    #[cfg(any(not(feature = "hydrate"), feature = "staff"))]
    pub(super) access: Option<FormAccess>,
    /// What is said to be wrong, by pointer.
    pub(super) errors: BTreeMap<String, FieldError>,
    /// The regions that are known: their names, and what there is to choose from.
    pub(super) regions: Vec<Region>,
    /// The places in the form of documents that cannot be done without and are not there.
    pub(super) lacking: Vec<usize>,
    /// The documents among the questions.
    pub(super) materials: Materials,
    /// What the browser side needs to follow what is typed.
    #[cfg(feature = "hydrate")]
    pub(super) following: super::edit::Following,
}

/// Whether a field is shown, and how much it is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Standing {
    /// Whether it is shown.
    pub visible: bool,
    /// How much an answer is needed.
    pub need: Need,
    /// Whether it is shown and not asked: it is fixed, or computed.
    pub locked: bool,
}

impl Filling {
    /// A form with these answers, of which some are wrong and some may be changed.
    pub fn new(form: Arc<Form>, answers: Value, errors: &[FieldError], scope: Scope) -> Self {
        Self::within(form, answers, errors, scope, Surroundings::default())
    }

    /// The same, where its rules read more than the answers.
    pub fn within(
        form: Arc<Form>,
        answers: Value,
        errors: &[FieldError],
        scope: Scope,
        surroundings: Surroundings,
    ) -> Self {
        let state = state_in(&form, &answers, surroundings.context());
        Self::following(form, (answers, state), errors, scope, surroundings)
    }

    /// The same, where what follows from the answers was decided elsewhere.
    pub(super) fn following(
        form: Arc<Form>,
        (answers, state): (Value, FormState),
        errors: &[FieldError],
        scope: Scope,
        surroundings: Surroundings,
    ) -> Self {
        let ruled = form
            .rules
            .iter()
            .flat_map(|rule| rule.targets.iter().map(|target| format!("{}{target}", rule.row)))
            .collect();
        #[cfg(not(feature = "hydrate"))]
        drop(surroundings);
        let inner = Inner {
            state,
            #[cfg(feature = "hydrate")]
            surroundings,
            #[cfg(any(not(feature = "hydrate"), feature = "staff"))]
            access: None,
            errors: errors.iter().map(|error| (error.pointer.clone(), error.clone())).collect(),
            scope: Arc::new(scope),
            words: use_words(),
            regions: Vec::new(),
            origins: Vec::new(),
            lacking: Vec::new(),
            materials: Materials::default(),
            #[cfg(feature = "hydrate")]
            following: super::edit::Following::default(),
            form,
            answers,
            ruled,
        };
        Self { inner: StoredValue::new(inner), wanted: RwSignal::new(Vec::new()) }
    }

    /// The form.
    pub fn form(self) -> Arc<Form> {
        self.inner.with_value(|inner| Arc::clone(&inner.form))
    }

    /// Tells it the names of regions, and what there is to choose from.
    pub fn know(self, regions: Vec<Region>) {
        self.inner.update_value(|inner| inner.regions = regions);
    }

    /// Tells it where answers come from that the hall filled in.
    pub fn credit(self, origins: Vec<Origin>) {
        self.inner.update_value(|inner| inner.origins = origins);
    }

    /// Gives it the documents that stand among the questions.
    #[cfg(not(feature = "hydrate"))]
    pub fn draw(self, materials: Materials) {
        self.inner.update_value(|inner| inner.materials = materials);
    }

    /// Tells it the places in the form of documents that the page cannot do without and that are not there.
    pub fn lack(self, documents: Vec<usize>) {
        self.inner.update_value(|inner| inner.lacking = documents);
    }

    /// How many questions of a page still need an answer, and its documents that are asked for and not there.
    pub fn left(self, number: usize) -> usize {
        self.inner.with_value(|inner| {
            let answers =
                missing(&inner.form, &inner.state).get(number).map_or(0, |progress| progress.missing);
            answers + inner.lacking.iter().filter(|place| page::is_wanted(inner, **place)).count()
        })
    }

    /// All that stands on a page.
    #[cfg(not(feature = "hydrate"))]
    pub(super) fn page(self, number: usize) -> Markup {
        self.inner.with_value(|inner| page::page(inner, number))
    }
}

impl Inner {
    pub(super) fn standing(&self, field: &Field, pointer: &str) -> Standing {
        #[cfg(any(not(feature = "hydrate"), feature = "staff"))]
        if let Some(access) = &self.access {
            return super::office::standing(&self.state, access, field, pointer);
        }
        let visible = !self.is_ruled(pointer) || self.state.visible(pointer);
        // What no rule is about goes with the group it is in, which hides itself.
        let (need, locked) = (self.state.need(field, pointer), self.state.locked(field, pointer));
        Standing { visible, need, locked: locked || !self.scope.is_open(pointer) }
    }

    pub(super) fn is_ruled(&self, pointer: &str) -> bool {
        self.ruled.contains(&general(pointer))
    }

    /// The answer at a pointer, as it counts where a rule gives it.
    pub(super) fn told(&self, pointer: &str) -> Option<&Value> {
        let answers = if self.state.computed(pointer) { self.state.answers() } else { &self.answers };
        answers.pointer(pointer)
    }

    /// The answer at a pointer, as it was given.
    pub(super) fn answer(&self, pointer: &str) -> Option<&Value> {
        self.answers.pointer(pointer)
    }

    /// How many rows are answered in the group at a pointer.
    pub(super) fn rows(&self, pointer: &str) -> usize {
        self.answer(pointer).and_then(Value::as_array).map_or(0, Vec::len)
    }

    /// The name of a region with those above it.
    pub(super) fn region(&self, code: &str) -> String {
        region::named(&self.regions, code)
    }
}

/// A pointer with its rows written `-`, as the form itself writes them.
pub(super) fn general(pointer: &str) -> String {
    let token = |token: &str| {
        let row = !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_digit());
        if row { "-".to_owned() } else { token.to_owned() }
    };
    pointer.split('/').map(token).collect::<Vec<_>>().join("/")
}
