//! What is being dragged, and where it may be let go. All of it can be done by keys and buttons too.

use crate::prelude::*;
use leptos::tachys::html::attribute::Attribute;
use schema::form::design::{Edit, New, Place};

use super::state::Editor;

/// What is being dragged.
#[derive(Clone, Debug, PartialEq)]
pub enum Dragged {
    /// Something that stands somewhere.
    Node(Place),
    /// Something new.
    New(New),
}

/// What is being dragged and where it hovers; one for the whole page.
#[derive(Clone, Copy)]
pub struct Drag {
    dragged: RwSignal<Option<Dragged>>,
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

    /// What lets an element be taken up and dragged.
    pub fn handle(self, dragged: Dragged) -> impl Attribute {
        leptos::view! {
            <{..} draggable="true" on:dragstart=move |_| self.take(dragged.clone()) on:dragend=move |_| self.end()/>
        }
    }

    /// What lets something be let go over an element: it will stand at this place.
    pub fn target(self, editor: Editor, place: Place) -> impl Attribute {
        let (over, hovered) = (place.clone(), place.clone());
        leptos::view! {
            <{..} class:over=move || self.is_over(&hovered)
                on:dragover=move |event| if self.hover(&over) { event.prevent_default() }
                on:drop=move |event| {
                    event.prevent_default();
                    event.stop_propagation();
                    self.drop_at(editor, &place);
                }/>
        }
    }

    fn take(self, dragged: Dragged) {
        self.dragged.set(Some(dragged));
    }

    /// Hovers over a place. Tells whether it could be let go there.
    fn hover(self, place: &Place) -> bool {
        let taken = self.dragged.with_untracked(Option::is_some);
        if taken && self.over.with_untracked(|over| over.as_ref() != Some(place)) {
            self.over.set(Some(place.clone()));
        }
        taken
    }

    /// Whether it hovers over this place.
    fn is_over(self, place: &Place) -> bool {
        self.over.with(|over| over.as_ref() == Some(place))
    }

    /// Lets go over a place: what was dragged will stand there.
    fn drop_at(self, editor: Editor, place: &Place) {
        match self.dragged.get_untracked() {
            // What is let go over itself stays.
            Some(Dragged::Node(from)) => {
                if let Some(to) = place.without(&from) {
                    let _ = editor.edit(&Edit::Move { from, to });
                }
            }
            Some(Dragged::New(what)) => editor.add_at(what, place.clone()),
            None => {}
        }
        self.end();
    }

    /// Gives up.
    fn end(self) {
        self.dragged.set(None);
        self.over.set(None);
    }
}
