//! What an application lacks, as documents tell it.

use schema::Locale;
use schema::expr::Truth;
use schema::form::{Material, Need, find, summary};

use super::filing::Filing;

impl Filing {
    /// The materials of which the answers do not tell yet whether they are asked for.
    pub fn undecided(&self) -> impl Iterator<Item = &Material> {
        self.materials(|truth| matches!(truth, Truth::Unknown(_)))
    }

    /// The pointers of the answers that are needed and not there, as the form asks for them.
    pub fn missing_answers(&self) -> Vec<String> {
        let lines = summary(&self.form, &self.state, Locale::default(), &[]);
        let missing = lines.into_iter().filter(|line| line.value.is_empty() && self.is_needed(&line.pointer));
        missing.map(|line| line.pointer).collect()
    }

    /// Whether the answer at a pointer is needed.
    pub fn is_needed(&self, pointer: &str) -> bool {
        find(&self.form, pointer).is_some_and(|it| self.state.need(it.field, pointer) == Need::Required)
    }
}
