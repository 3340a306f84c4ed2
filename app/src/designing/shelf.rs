//! What is designed: forms, processes and guides. Their drafts and versions live the same life, and their pages are alike.

#[cfg(not(feature = "hydrate"))]
use crate::desk::Room;
use crate::routes::to;
#[cfg(not(feature = "hydrate"))]
use crate::text::{Guiding, Words};

/// A kind of definition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shelf {
    /// What is asked.
    Forms,
    /// How a case is handled.
    Processes,
    /// What leads people to what there is to do.
    #[cfg(not(feature = "hydrate"))]
    Guides,
}

impl Shelf {
    /// The list of all.
    pub const fn list(self) -> &'static str {
        match self {
            Self::Forms => to::DESK_FORMS,
            Self::Processes => to::DESK_PROCESSES,
            #[cfg(not(feature = "hydrate"))]
            Self::Guides => to::DESK_GUIDES,
        }
    }

    /// The page of one.
    pub fn page(self, id: &str) -> String {
        match self {
            Self::Forms => to::desk_form(id),
            Self::Processes => to::desk_process(id),
            #[cfg(not(feature = "hydrate"))]
            Self::Guides => to::desk_guide(id),
        }
    }

    /// Where its draft is edited.
    pub fn editor(self, id: &str) -> String {
        match self {
            Self::Forms => to::edit_form(id),
            Self::Processes => to::edit_process(id),
            #[cfg(not(feature = "hydrate"))]
            Self::Guides => to::edit_guide(id),
        }
    }

    /// What its draft changes of a version.
    pub fn changes(self, id: &str, from: u32) -> String {
        match self {
            Self::Forms => to::form_difference(id, from),
            Self::Processes => to::process_differences(id, from, "draft"),
            #[cfg(not(feature = "hydrate"))]
            Self::Guides => to::guide_differences(id, from, "draft"),
        }
    }
}

#[cfg(not(feature = "hydrate"))]
impl Shelf {
    /// What is different between two of its versions.
    pub fn differences(self, id: &str, from: u32, until: u32) -> String {
        match self {
            Self::Forms => to::form_differences(id, from, &until.to_string()),
            Self::Processes => to::process_differences(id, from, &until.to_string()),
            Self::Guides => to::guide_differences(id, from, &until.to_string()),
        }
    }

    /// A version as it is stored.
    pub fn source(self, id: &str, version: u32) -> String {
        match self {
            Self::Forms => to::form_source(id, &version.to_string()),
            Self::Processes => to::process_source(id, &version.to_string()),
            Self::Guides => to::guide_source(id, &version.to_string()),
        }
    }

    /// The room of the desk it stands in.
    pub const fn room(self) -> Room {
        match self {
            Self::Forms => Room::Forms,
            Self::Processes => Room::Processes,
            Self::Guides => Room::Guides,
        }
    }

    /// What all of it is called.
    pub fn title(self, words: Words) -> &'static str {
        match self {
            Self::Forms => words.designer.title(),
            Self::Processes => words.processes.title(),
            Self::Guides => Guiding(words.locale).title(),
        }
    }
}
