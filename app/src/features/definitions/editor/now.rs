//! What follows from the definition as it is now.

use std::sync::Arc;

use schema::form::design::{Node, Outline, Place, StoredRule, outline, rules};
use schema::form::{Form, Lint, Page, compile};
use serde_json::Value;

use super::way;

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
    /// What follows from a definition.
    pub fn of(definition: &Value) -> Self {
        let (form, lints) = compile(definition);
        Self { outline: outline(definition), form: Arc::new(form), lints, rules: rules(definition) }
    }

    /// A page of the tree as the compiler has it: one of an applicant's, or one that only officers see.
    pub fn page(&self, number: usize) -> Option<&Page> {
        let id = self.outline.pages.get(number)?.id.as_deref()?;
        self.form.every_page().find(|page| page.id == id)
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
