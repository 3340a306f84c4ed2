//! What is designed at this desk: forms and processes. Their drafts and versions live the same life, in tables of the same shape.

/// A kind of definition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shelf {
    /// What is asked.
    Forms,
    /// How a case is handled.
    Processes,
}

impl Shelf {
    /// Its table; what belongs to it begins with that, and is called that where it refers to it.
    pub const fn table(self) -> &'static str {
        self.of("form", "process")
    }

    /// The one of two that is about this kind.
    pub const fn of(self, form: &'static str, process: &'static str) -> &'static str {
        match self {
            Self::Forms => form,
            Self::Processes => process,
        }
    }
}
