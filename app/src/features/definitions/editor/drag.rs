//! What is being dragged, and where it may be let go. All of it can be done by keys and buttons too.

use crate::prelude::*;
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

    /// Takes something up.
    pub fn take(self, dragged: Dragged) {
        self.dragged.set(Some(dragged));
    }

    /// Hovers over a place. Tells whether it could be let go there.
    pub fn hover(self, place: &Place) -> bool {
        let taken = self.dragged.with_untracked(Option::is_some);
        if taken && self.over.with_untracked(|over| over.as_ref() != Some(place)) {
            self.over.set(Some(place.clone()));
        }
        taken
    }

    /// Whether it hovers over this place.
    pub fn is_over(self, place: &Place) -> bool {
        self.over.with(|over| over.as_ref() == Some(place))
    }

    /// Lets go over a place: what was dragged will stand there.
    pub fn drop_at(self, editor: Editor, place: &Place) {
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
    pub fn end(self) {
        self.dragged.set(None);
        self.over.set(None);
    }
}
