//! Definitions that come from other people and go to them: nothing is lost in silence, and verdicts stay the same.
#![expect(clippy::unwrap_used, reason = "a test says what went wrong by panicking")]

mod conditions;
mod export;
mod formio;
mod schemas;

use schema::form::{Imported, Lint, Matcher, Severity, compile};

/// Patterns as the server matches them.
pub struct Patterns;

impl Matcher for Patterns {
    fn is_match(&self, pattern: &str, text: &str) -> bool {
        regress::Regex::with_flags(pattern, "u").is_ok_and(|pattern| pattern.find(text).is_some())
    }
}

/// What keeps the definition from being published.
pub fn errors(imported: &Imported) -> Vec<Lint> {
    let (_, mut lints) = compile(&imported.definition);
    lints.retain(|lint| lint.severity == Severity::Error);
    lints
}

/// Pointer, what, fate and grade of each loss.
pub fn losses(imported: &Imported) -> Vec<String> {
    let each = imported.losses.iter();
    each.map(|loss| format!("{:?} {:?} {} {} {}", loss.severity, loss.fate, loss.pointer, loss.what, loss.by))
        .collect()
}
