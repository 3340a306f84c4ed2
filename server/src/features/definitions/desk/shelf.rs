//! What is designed at this desk: forms, processes and guides. Their drafts and versions live the same life, in tables of the same shape.

/// A kind of definition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shelf {
    /// What is asked.
    Forms,
    /// How a case is handled.
    Processes,
    /// What leads people to what there is to do.
    Guides,
}

impl Shelf {
    /// Its table; what belongs to it begins with that, and is called that where it refers to it.
    pub const fn table(self) -> &'static str {
        self.of(["form", "process", "guide"])
    }

    /// The one that is about this kind: of forms, of processes, of guides.
    pub const fn of(self, [form, process, guide]: [&'static str; 3]) -> &'static str {
        match self {
            Self::Forms => form,
            Self::Processes => process,
            Self::Guides => guide,
        }
    }
}
