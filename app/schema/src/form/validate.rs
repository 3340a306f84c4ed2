//! All that is wrong with the answers to a form, in the order it is read. Never fails; hidden answers do not count.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::check::{Matcher, check, is_blank};
use super::control::Control;
use super::pointer::token;
use super::program::{Field, Form, Item, Need, Page};
use super::state::{FormState, state};
use crate::problem::{FieldCode, FieldError};

/// What is wrong with the answers: page by page, then fields on no page, then answers to questions not asked.
pub fn validate(form: &Form, answers: &Value, matcher: &dyn Matcher) -> Vec<FieldError> {
    let state = state(form, answers);
    let mut errors = Vec::new();
    let mut placed = BTreeSet::new();
    for page in &form.pages {
        errors.extend(validate_page(form, &state, page, matcher));
        collect(&page.items, &mut placed);
    }
    for (_, field) in form.fields.iter().enumerate().filter(|(place, _)| !placed.contains(place)) {
        check_all(&state, field, "", matcher, &mut errors);
    }
    let fields = form.fields.iter().map(|field| (field.pointer.as_str(), field)).collect();
    strangers(&fields, "", "", answers, &mut errors);
    errors
}

/// What is wrong with the answers on one page.
pub fn validate_page(form: &Form, state: &FormState, page: &Page, matcher: &dyn Matcher) -> Vec<FieldError> {
    let mut errors = Vec::new();
    for field in fields_of(form, &page.items) {
        check_all(state, field, "", matcher, &mut errors);
    }
    errors
}

/// What is wrong with the one answer at this pointer, rows within it apart.
pub fn check_field(
    state: &FormState,
    field: &Field,
    pointer: &str,
    matcher: &dyn Matcher,
) -> Option<FieldError> {
    if !state.visible(pointer) {
        return None;
    }
    match state.answers().pointer(pointer).filter(|value| !is_blank(value)) {
        Some(value) => check(&field.control, pointer, value, matcher),
        None if state.need(field, pointer) == Need::Required => {
            Some(FieldError::new(pointer, FieldCode::Required))
        }
        None => None,
    }
}

/// The fields among the items, from the top.
pub(super) fn fields_of<'a>(form: &'a Form, items: &[Item]) -> impl Iterator<Item = &'a Field> {
    let mut places = Vec::new();
    collect(items, &mut places);
    places.into_iter().filter_map(|place| form.fields.get(place))
}

/// The places of the fields among the items.
pub(super) fn collect(items: &[Item], into: &mut impl Extend<usize>) {
    for item in items {
        match item {
            Item::Field(place) => into.extend([*place]),
            Item::Group { items, .. } | Item::Row { items } => collect(items, into),
            Item::Note { .. } => {}
        }
    }
}

/// The rows of a repeated group, each with its pointer.
pub(super) fn rows<'a>(answers: &'a Value, pointer: &str) -> impl Iterator<Item = (String, &'a Value)> {
    let rows = answers.pointer(pointer).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    rows.iter().enumerate().map(move |(index, row)| (format!("{pointer}/{index}"), row))
}

fn check_all(
    state: &FormState,
    field: &Field,
    base: &str,
    matcher: &dyn Matcher,
    errors: &mut Vec<FieldError>,
) {
    let pointer = field.at(base);
    errors.extend(check_field(state, field, &pointer, matcher));
    let Control::Repeat { fields, .. } = &field.control else { return };
    for (base, _) in rows(state.answers(), &pointer) {
        for field in fields {
            check_all(state, field, &base, matcher, errors);
        }
    }
}

/// Answers that no field asks for, and values where an object should hold the answers of several fields.
/// `at` is where the value lies, `path` the same within its row.
fn strangers(
    fields: &BTreeMap<&str, &Field>,
    at: &str,
    path: &str,
    value: &Value,
    errors: &mut Vec<FieldError>,
) {
    let Some(object) = value.as_object() else {
        if !value.is_null() {
            errors.push(FieldError::new(at, FieldCode::WrongType));
        }
        return;
    };
    for (key, value) in object {
        let token = token(key);
        let (at, path) = (format!("{at}/{token}"), format!("{path}/{token}"));
        let below = format!("{path}/");
        if let Some(field) = fields.get(path.as_str()) {
            let (Control::Repeat { fields, .. }, Some(rows)) = (&field.control, value.as_array()) else {
                continue;
            };
            let fields = fields.iter().map(|field| (field.pointer.as_str(), field)).collect();
            for (index, row) in rows.iter().enumerate() {
                strangers(&fields, &format!("{at}/{index}"), "", row, errors);
            }
        } else if fields
            .range(below.as_str()..)
            .next()
            .is_some_and(|(pointer, _)| pointer.starts_with(&below))
        {
            strangers(fields, &at, &path, value, errors);
        } else {
            errors.push(FieldError::new(at, FieldCode::Unexpected));
        }
    }
}
