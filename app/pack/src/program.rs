//! The programs of the browser side, as `app::program` divides it.

/// A program: what it is called, and the features `app` is compiled with.
pub struct Program {
    pub name: &'static str,
    pub features: &'static str,
}

pub const PROGRAMS: [Program; 4] = [
    Program { name: "documents", features: "hydrate" },
    Program { name: "forms", features: "hydrate,forms" },
    Program { name: "staff", features: "hydrate,staff" },
    Program { name: "designer", features: "hydrate,designer" },
];
