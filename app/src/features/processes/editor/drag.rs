//! What is being dragged, and where it may be let go. All of it can be done by keys and buttons too.

use leptos::tachys::html::attribute::Attribute;
use schema::process::design::{Edit, PieceKind, Place};

use super::state::Drawing;
use crate::prelude::*;

/// What is being dragged and where it hovers; one for the whole page.
#[derive(Clone, Copy)]
pub struct Drag {
    dragged: RwSignal<Option<Place>>,
    over: RwSignal<Option<Place>>,
}

impl Drag {
    /// Nothing is being dragged.
    pub fn new() -> Self {
        Self { dragged: RwSignal::new(None), over: RwSignal::new(None) }
    }

    /// That of this page.
    pub fn here() -> Self {
        expect_context()
    }

    /// What lets a row be taken up and dragged.
    pub fn handle(self, place: Place) -> impl Attribute {
        leptos::view! {
            <{..} draggable="true" on:dragstart=move |_| self.dragged.set(Some(place.clone())) on:dragend=move |_| self.end()/>
        }
    }

    /// What lets something be let go over a row: it will stand there, or first in a branch.
    pub fn target(self, drawing: Drawing, place: Place, kind: PieceKind) -> impl Attribute {
        let (over, hovered) = (place.clone(), place.clone());
        leptos::view! {
            <{..} class:over=move || self.over.with(|over| over.as_ref() == Some(&hovered))
                on:dragover=move |event| if self.hover(&over) { event.prevent_default() }
                on:drop=move |event| {
                    event.prevent_default();
                    self.drop_at(drawing, &place, kind);
                }/>
        }
    }

    /// Hovers over a place. Tells whether something could be let go there.
    fn hover(self, place: &Place) -> bool {
        let taken = self.dragged.with_untracked(Option::is_some);
        if taken && self.over.with_untracked(|over| over.as_ref() != Some(place)) {
            self.over.set(Some(place.clone()));
        }
        taken
    }

    fn drop_at(self, drawing: Drawing, place: &Place, kind: PieceKind) {
        if let Some(from) = self.dragged.get_untracked() {
            let is_branch = drawing
                .now
                .with_untracked(|now| now.at(&from).is_some_and(|piece| piece.kind == PieceKind::Branch));
            // Into a branch, unless it is one of the branches that is dragged.
            let at = if kind == PieceKind::Branch && !is_branch { place.child(0) } else { place.clone() };
            // What is let go over itself stays.
            if let Some(to) = at.without(&from) {
                let _ = drawing.edit(&Edit::Move { from, to });
            }
        }
        self.end();
    }

    fn end(self) {
        self.dragged.set(None);
        self.over.set(None);
    }
}
