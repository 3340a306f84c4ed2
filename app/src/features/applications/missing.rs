//! What an application lacks, as documents tell it.

use schema::Locale;
use schema::expr::Truth;
use schema::form::{Control, Field, Material, Need, summary};

use super::filing::Filing;

impl Filing {
    /// The materials of which the answers do not tell yet whether they are asked for.
    pub fn undecided(&self) -> impl Iterator<Item = &Material> {
        self.materials(|truth| matches!(truth, Truth::Unknown(_)))
    }

    /// The pointers of the answers that are needed and not there, as the form asks for them.
    pub fn missing_answers(&self) -> Vec<String> {
        let lines = summary(&self.form, &self.state, Locale::default());
        let missing = lines.into_iter().filter(|line| line.value.is_empty() && self.is_needed(&line.pointer));
        missing.map(|line| line.pointer).collect()
    }

    /// Whether the answer at a pointer is needed.
    pub fn is_needed(&self, pointer: &str) -> bool {
        let field = find(&self.form.fields, pointer);
        field.is_some_and(|field| self.state.need(field, pointer) == Need::Required)
    }
}

/// The field that asks for the answer at a pointer.
fn find<'a>(fields: &'a [Field], pointer: &str) -> Option<&'a Field> {
    fields.iter().find_map(|field| {
        let rest = pointer.strip_prefix(field.pointer.as_str())?;
        match (&field.control, rest.strip_prefix('/')) {
            (Control::Repeat { fields, .. }, Some(row)) => {
                find(fields, row.trim_start_matches(|it: char| it.is_ascii_digit()))
            }
            _ => rest.is_empty().then_some(field),
        }
    })
}
