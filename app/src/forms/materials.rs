//! The documents that a page of a form asks for among its questions. What they look like is up to whoever shows the form,
//! and only the server draws them: a phone carries nothing of it.

#[cfg(not(feature = "hydrate"))]
use std::collections::BTreeMap;

use maud::{Markup, html};

/// How each document is drawn, by its place in the form.
#[derive(Debug, Default)]
pub struct Materials {
    #[cfg(not(feature = "hydrate"))]
    drawn: BTreeMap<usize, Markup>,
}

impl Materials {
    /// These documents, at their places.
    #[cfg(not(feature = "hydrate"))]
    pub fn new(drawn: impl IntoIterator<Item = (usize, Markup)>) -> Self {
        Self { drawn: drawn.into_iter().collect() }
    }

    /// The document at a place in the form.
    #[cfg(not(feature = "hydrate"))]
    pub(super) fn at(&self, place: usize) -> Markup {
        html! { @if let Some(drawn) = self.drawn.get(&place) { (drawn) } }
    }

    #[cfg(feature = "hydrate")]
    #[expect(clippy::unused_self, reason = "the server's has them")]
    pub(super) fn at(&self, _place: usize) -> Markup {
        html! {}
    }
}
