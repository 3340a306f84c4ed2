//! What a condition may be about: the questions of a form, or of a row and of the form around it.

use serde_json::Value;

use super::Predicate;
use crate::expr::{path_of_pointer, pointer_of_path};
use crate::form::control::{Choice, Control};
use crate::form::program::{Field, Form};
use crate::form::table::fields_of;
use crate::locale::Text;

/// A question that a condition may be about.
#[derive(Clone, Debug, PartialEq)]
pub struct Subject {
    /// Its pointer as a condition has it: of a row from the row, of the form around the row as [`of_whole`] writes it.
    pub pointer: String,
    /// Where it stands in the form, rows written `-`.
    pub at: String,
    /// What it is called.
    pub label: Text,
    /// What can be said of it.
    pub kind: SubjectKind,
    /// What may be asked of it, in the order in which it is offered.
    pub predicates: &'static [Predicate],
}

impl Subject {
    /// Something that is no question of a form and may be asked like one.
    pub fn new(pointer: String, label: Text, kind: SubjectKind) -> Self {
        Self { at: pointer.clone(), pointer, label, predicates: kind.predicates(), kind }
    }
}

/// What a question takes for an answer, as far as a condition is concerned.
#[derive(Clone, Debug, PartialEq)]
pub enum SubjectKind {
    /// Written text.
    Text,
    /// A number or a sum of money.
    Number,
    /// A day, `2026-11-22`.
    Date,
    /// A month, `2026-11`.
    Month,
    /// One of several, with what each is called.
    Choice(Vec<(Value, Text)>),
    /// Any of several, with what each is called.
    Choices(Vec<(Value, Text)>),
    /// Yes or no.
    YesNo,
    /// Rows; a condition on their entries is built with [`subjects`] of the row, `{at}/-`.
    List,
    /// A region by its code.
    Region,
}

/// The pointer by which a condition in a row speaks of a datum of the form as a whole.
///
/// In JSON Logic that is a path beginning with `/`, which to a [`crate::expr::Condition`] is one key.
pub fn of_whole(pointer: &str) -> String {
    pointer_of_path(pointer)
}

/// Where in the form, rows written `-`, lies what a condition in these rows calls by this pointer.
pub fn in_form(pointer: &str, row: Option<&str>) -> String {
    // No other key begins with a slash.
    match pointer.find("/~1") {
        Some(start) => path_of_pointer(&pointer[start..]),
        None => format!("{}{pointer}", row.unwrap_or_default()),
    }
}

/// What a condition may be about: outside rows every question outside rows; in a row (`/children/-`) those of the row,
/// then those of the form.
pub fn subjects(form: &Form, row: Option<&str>) -> Vec<Subject> {
    let list = row.map_or("", |row| row.strip_suffix("/-").unwrap_or(row));
    let row = if list.is_empty() { String::new() } else { format!("{list}/-") };
    let near = fields_of(form, list)
        .unwrap_or_default()
        .iter()
        .filter_map(|field| subject(field, &row, field.pointer.clone()));
    let around = if list.is_empty() { &[][..] } else { form.fields.as_slice() };
    let far = around.iter().filter_map(|field| {
        let subject = subject(field, "", of_whole(&field.pointer))?;
        Some(Subject { predicates: of_value(subject.predicates), ..subject })
    });
    // A name with a dot has no path in the row.
    near.filter(|subject| !subject.pointer.contains('.')).chain(far).collect()
}

fn subject(field: &Field, row: &str, pointer: String) -> Option<Subject> {
    let named = |options: &[Choice]| {
        options.iter().map(|choice| (choice.value.clone(), choice.label.clone())).collect()
    };
    let kind = match &field.control {
        Control::Text(_) | Control::DateRange => SubjectKind::Text,
        Control::Integer(_) | Control::Number(_) | Control::Money(_) => SubjectKind::Number,
        Control::Date => SubjectKind::Date,
        Control::YearMonth => SubjectKind::Month,
        Control::YesNo | Control::Agree => SubjectKind::YesNo,
        Control::Choice { options, .. } => SubjectKind::Choice(named(options)),
        Control::Choices { options, .. } => SubjectKind::Choices(named(options)),
        Control::Region(_) => SubjectKind::Region,
        Control::Repeat { .. } => SubjectKind::List,
        // What officers write is no answer that a form asks for.
        Control::Opinion(_) | Control::Seal(_) => return None,
    };
    let predicates = match &field.control {
        // One agrees or leaves it.
        Control::Agree => &[Predicate::Yes, Predicate::Missing],
        _ => kind.predicates(),
    };
    Some(Subject { pointer, at: field.at(row), label: field.label.clone(), kind, predicates })
}

impl SubjectKind {
    /// What may be asked of such an answer, in the order in which it is offered.
    const fn predicates(&self) -> &'static [Predicate] {
        use Predicate::{
            AnyRow, AtLeast, AtMost, Between, Contains, EachRow, EndsWith, Equal, Given, Lacks, Less,
            Missing, More, No, NoRow, NoneOf, NotEqual, OneOf, StartsWith, Yes,
        };
        match self {
            Self::Text => &[Equal, NotEqual, Contains, Lacks, StartsWith, EndsWith, Given, Missing],
            Self::Number => &[Equal, NotEqual, Less, AtMost, More, AtLeast, Between, Given, Missing],
            Self::Date | Self::Month => &[Less, AtMost, More, AtLeast, Equal, Between, Given, Missing],
            Self::Choice(_) => &[Equal, NotEqual, OneOf, NoneOf, Given, Missing],
            Self::Choices(_) => &[Contains, Lacks, Given, Missing],
            Self::YesNo => &[Yes, No, Given, Missing],
            Self::List => &[AnyRow, EachRow, NoRow],
            Self::Region => &[StartsWith, Equal, NotEqual, Given, Missing],
        }
    }
}

/// Those that ask for a value. Whether something is answered cannot be asked of the whole form from within a row:
/// JSON Logic's `missing` has names of what it is run on.
fn of_value(predicates: &'static [Predicate]) -> &'static [Predicate] {
    let is_answered = |predicate: &Predicate| matches!(predicate, Predicate::Given | Predicate::Missing);
    let end = predicates.iter().position(is_answered).unwrap_or(predicates.len());
    predicates.get(..end).unwrap_or_default()
}
