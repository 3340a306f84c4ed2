//! Editing a form that is being filled in: what only the browser side does. An edit costs what it affects.

use std::sync::Arc;

use crate::prelude::*;
use schema::FieldError;
use schema::form::{
    Changes, Control, Field, Form, Matcher, check_field, from_pairs_field, is_blank, state, validate_page,
};
use serde_json::Value;

use super::filling::{Filling, Inner};

impl Filling {
    /// The pointer of the field on the screen that an input of this name belongs to.
    pub(super) fn find(self, name: &str) -> Option<String> {
        let part = name.rsplit_once('.').filter(|(_, end)| matches!(*end, "y" | "m" | "d"));
        self.inner.with_value(|inner| {
            let names = [Some(name), part.map(|(pointer, _)| pointer)];
            names.into_iter().flatten().find(|name| inner.asked.contains_key(*name)).map(str::to_owned)
        })
    }

    /// The pointers of all fields on the screen.
    pub(super) fn on_screen(self) -> Vec<String> {
        self.inner.with_value(|inner| inner.asked.keys().cloned().collect())
    }

    /// Something about one field on the screen.
    pub(super) fn with_field<T>(self, pointer: &str, read: impl FnOnce(&Field) -> T) -> Option<T> {
        self.inner.with_value(|inner| inner.field(pointer).map(read))
    }

    /// Takes over what stands in the inputs of one field. Tells whether that changed its answer.
    pub(super) fn edit(self, pointer: &str, pairs: Vec<(String, String)>) -> bool {
        self.inner.try_update_value(|inner| inner.edit(pointer, pairs)).unwrap_or_default()
    }

    /// Says what is wrong with one answer, or no longer says it. Nobody is nagged about an empty field.
    pub(super) fn check(self, pointer: &str, matcher: &dyn Matcher) {
        self.inner.with_value(|inner| {
            let (Some(asked), Some(field)) = (inner.asked.get(pointer), inner.field(pointer)) else { return };
            let blank = inner.answers.pointer(pointer).is_none_or(is_blank);
            let found = check_field(&inner.form, &inner.state, field, pointer, matcher).filter(|_| !blank);
            if asked.look.error.try_with_untracked(|shown| *shown != found) == Some(true) {
                asked.look.error.try_set(found);
            }
        });
    }

    /// Says what is wrong with all answers on a page that may be changed, and no longer says what was.
    pub(super) fn check_page(self, page: usize, matcher: &dyn Matcher) -> Vec<FieldError> {
        self.inner.with_value(|inner| {
            let Some(page) = inner.form.pages.get(page) else { return Vec::new() };
            let mut errors = validate_page(&inner.form, &inner.state, page, matcher);
            errors.retain(|error| inner.asked.contains_key(&error.pointer) && inner.counts(&error.pointer));
            let found = |pointer: &str| errors.iter().find(|error| error.pointer == pointer);
            for (pointer, asked) in &inner.asked {
                let is_said = asked.look.error.try_with_untracked(Option::is_some) == Some(true);
                if is_said && found(pointer).is_none() {
                    asked.look.error.try_set(None);
                }
            }
            for error in &errors {
                if let Some(asked) = inner.asked.get(&error.pointer) {
                    asked.look.error.try_set(Some(error.clone()));
                }
            }
            errors
        })
    }

    /// Whether something is said to be wrong with the field.
    pub(super) fn is_wrong(self, pointer: &str) -> bool {
        self.inner.with_value(|inner| {
            let error = inner.asked.get(pointer).map(|asked| asked.look.error);
            error.and_then(|error| error.try_with_untracked(Option::is_some)).unwrap_or_default()
        })
    }

    /// All answers as they are to be kept: without the rows that nothing was written in.
    pub fn answers(self) -> Value {
        self.inner.with_value(|inner| {
            let mut answers = inner.answers.clone();
            let lists =
                inner.form.fields.iter().filter(|field| matches!(field.control, Control::Repeat { .. }));
            for list in lists {
                if let Some(Value::Array(rows)) = answers.pointer_mut(&list.pointer) {
                    rows.retain(|row| row.as_object().is_none_or(|row| !row.is_empty()));
                }
            }
            answers
        })
    }

    /// Replaces all answers, and shows the page anew.
    pub fn replace(self, answers: Value) {
        self.inner.update_value(|inner| {
            inner.state = state(&inner.form, &answers);
            inner.answers = answers;
            inner.asked.clear();
        });
        self.version.update(|version| *version += 1);
    }

    /// Takes a row out of the group at a pointer.
    pub(super) fn remove_row(self, list: &str, index: usize) {
        self.inner.update_value(|inner| {
            if let Some(Value::Array(rows)) = inner.answers.pointer_mut(list)
                && index < rows.len()
            {
                rows.remove(index);
            }
            let below = format!("{list}/");
            inner.errors.retain(|pointer, _| !pointer.starts_with(&below));
            inner.asked.retain(|pointer, _| !pointer.starts_with(&below));
            let changes = inner.state.update(&inner.form, &inner.answers, list);
            inner.show(changes);
        });
        self.removals.update(|removals| *removals += 1);
    }
}

impl Inner {
    fn field(&self, pointer: &str) -> Option<&Field> {
        field_at(&self.form, &self.asked.get(pointer)?.place)
    }

    fn edit(&mut self, pointer: &str, pairs: Vec<(String, String)>) -> bool {
        let form = Arc::clone(&self.form);
        let Some(field) = self.asked.get(pointer).and_then(|asked| field_at(&form, &asked.place)) else {
            return false;
        };
        let base = pointer.strip_suffix(field.pointer.as_str()).unwrap_or_default();
        let (answer, rows) = (self.answers.pointer(pointer).cloned(), row_count(&self.answers, base));
        from_pairs_field(field, base, &mut self.answers, pairs);
        let more_rows = row_count(&self.answers, base) != rows;
        if self.answers.pointer(pointer) == answer.as_ref() && !more_rows {
            return false;
        }
        let mut changes = self.state.update(&form, &self.answers, pointer);
        if more_rows {
            // Rows that come begin anew.
            changes.fields.extend(base.rsplit_once('/').map(|(list, _)| list.to_owned()));
        }
        self.show(changes);
        true
    }

    /// Whether the answer is one that is sent: of a row that nothing was written in none is.
    fn counts(&self, pointer: &str) -> bool {
        let row = pointer.rsplit_once('/').and_then(|(row, _)| self.answers.pointer(row));
        let is_blank = row.and_then(Value::as_object).is_some_and(|row| row.is_empty());
        self.scope.is_open(pointer) && !(is_blank && pointer.matches('/').count() > 1)
    }

    /// Lets the screen follow. What changes about a group may change about all of its rows.
    fn show(&self, changes: Changes) {
        for pointer in changes.fields {
            self.look_again(&pointer);
            let below = format!("{pointer}/");
            let rows = self.asked.range(below.clone()..).map(|(pointer, _)| pointer);
            rows.take_while(|pointer| pointer.starts_with(&below))
                .for_each(|pointer| self.look_again(pointer));
        }
    }

    fn look_again(&self, pointer: &str) {
        let (Some(asked), Some(field)) = (self.asked.get(pointer), self.field(pointer)) else { return };
        let Some(write) = asked.look.write else { return };
        let standing = self.standing(field, pointer);
        if write.try_get_untracked() != Some(standing) {
            write.try_set(standing);
        }
    }
}

fn row_count(answers: &Value, base: &str) -> Option<usize> {
    let (list, _) = base.rsplit_once('/')?;
    answers.pointer(list).and_then(Value::as_array).map(Vec::len)
}

fn field_at<'a>(form: &'a Form, place: &[usize]) -> Option<&'a Field> {
    let (first, rest) = place.split_first()?;
    rest.iter().try_fold(form.fields.get(*first)?, |field, index| match &field.control {
        Control::Repeat { fields, .. } => fields.get(*index),
        _ => None,
    })
}
