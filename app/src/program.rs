//! The browser side is four programs, so that nobody downloads what they do not use.
//!
//! Each can show documents and knows how to leave for the pages of the others, which is a new page load.

/// A program of the browser side. `app/pack` builds each with the cargo feature of its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Program {
    /// Pages that are read: all that a first visit needs.
    Documents,
    /// The pages of a form, with the form engine.
    Forms,
    /// The desk and the dashboard.
    Staff,
    /// The designers of forms and of processes, with the compiler and the engine.
    Designer,
}

impl Program {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Documents, Self::Forms, Self::Staff, Self::Designer];

    /// The program that operates the page at a path.
    pub fn of(path: &str) -> Self {
        let parts: Vec<&str> = path.trim_matches('/').split('/').collect();
        match parts.as_slice() {
            ["desk", "forms" | "processes", _, "edit"] => Self::Designer,
            ["desk" | "dashboard", ..] => Self::Staff,
            ["applications", _, "materials" | "check" | "handover" | "receipt" | "version" | "print"] => {
                Self::Documents
            }
            ["applications", _, _] | ["bench", "form", _] => Self::Forms,
            _ => Self::Documents,
        }
    }

    /// What its files are called.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Documents => "documents",
            Self::Forms => "forms",
            Self::Staff => "staff",
            Self::Designer => "designer",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_operated_needs_more_than_documents() {
        for (path, program) in [
            ("/", Program::Documents),
            ("/items/4401", Program::Documents),
            ("/applications/7", Program::Documents),
            ("/applications/7/check", Program::Documents),
            ("/applications/7/handover", Program::Documents),
            ("/applications/7/print", Program::Documents),
            ("/applications/7/version", Program::Documents),
            ("/applications/7/applicant", Program::Forms),
            ("/applications/7/applicant/", Program::Forms),
            ("/bench/form/40", Program::Forms),
            ("/cases/440103-261110-00001-0", Program::Documents),
            ("/cases/440103-261110-00001-0/questions", Program::Documents),
            ("/desk", Program::Staff),
            ("/desk/cases/440103-261110-00001-0", Program::Staff),
            ("/desk/forms", Program::Staff),
            ("/desk/forms/residence-permit/edit", Program::Designer),
            ("/desk/processes/standard/edit", Program::Designer),
            ("/desk/processes/standard", Program::Staff),
            ("/dashboard", Program::Staff),
        ] {
            assert_eq!(Program::of(path), program, "{path}");
        }
    }
}
