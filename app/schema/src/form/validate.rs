//! All that is wrong with the answers to a form, in the order it is read. Never fails; hidden answers do not count.
//!
//! Answers of people ([`validate`]) are read as a form gives them: what is blank is not answered, what was not asked
//! for is a fault. Data from elsewhere ([`validate_data`]) are read as JSON Schema reads them: a blank is a value, and
//! what was not asked for is a fault only where the schema says so. Everything else is the same.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::assertion::{Others, Whole};
use super::check::{Matcher, check, is_blank};
use super::control::Control;
use super::judge::Judge;
use super::pointer::{bases, token};
use super::program::{Field, Form, Item, Need, Page};
use super::state::{FormState, state, state_in};
use crate::expr::{Context, under};
use crate::problem::{FieldCode, FieldError};

/// What is wrong with the answers: page by page, then fields on no page, then answers to questions not asked.
pub fn validate(form: &Form, answers: &Value, matcher: &dyn Matcher) -> Vec<FieldError> {
    validate_in(form, answers, matcher, Context::default())
}

/// [`validate`] with what there is besides the answers: facts and a calendar.
pub fn validate_in(
    form: &Form,
    answers: &Value,
    matcher: &dyn Matcher,
    context: Context<'_>,
) -> Vec<FieldError> {
    let state = state_in(form, answers, context);
    Walk { form, state: &state, matcher, exact: false }.all(answers)
}

/// What is wrong with data by the schema that the form was compiled from.
pub fn validate_data(form: &Form, data: &Value, matcher: &dyn Matcher) -> Vec<FieldError> {
    let state = state(form, data);
    Walk { form, state: &state, matcher, exact: true }.all(data)
}

/// What is wrong with the answers on one page.
pub fn validate_page(form: &Form, state: &FormState, page: &Page, matcher: &dyn Matcher) -> Vec<FieldError> {
    let walk = Walk { form, state, matcher, exact: false };
    let fields: Vec<&Field> = fields_of(form, &page.items).collect();
    let mut errors = Vec::new();
    fields.iter().for_each(|field| walk.field(field, "", &mut errors));
    let mut whole = Vec::new();
    walk.objects(&mut whole);
    whole.retain(|error| fields.iter().any(|field| under(&error.pointer, &field.pointer)));
    add(&mut errors, whole);
    errors
}

/// What is wrong with the one answer at this pointer, rows within it apart.
pub fn check_field(
    form: &Form,
    state: &FormState,
    field: &Field,
    pointer: &str,
    matcher: &dyn Matcher,
) -> Option<FieldError> {
    Walk { form, state, matcher, exact: false }.answer(field, pointer).into_iter().next()
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
            Item::Note { .. } | Item::Material(_) | Item::Action { .. } => {}
        }
    }
}

/// The rows of a repeated group, each with its pointer.
pub(super) fn rows<'a>(answers: &'a Value, pointer: &str) -> impl Iterator<Item = (String, &'a Value)> {
    let rows = answers.pointer(pointer).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    rows.iter().enumerate().map(move |(index, row)| (format!("{pointer}/{index}"), row))
}

/// One way through the answers.
struct Walk<'a> {
    form: &'a Form,
    state: &'a FormState,
    matcher: &'a dyn Matcher,
    /// Whether they are data rather than the answers of a person.
    exact: bool,
}

impl Walk<'_> {
    fn all(&self, given: &Value) -> Vec<FieldError> {
        let mut errors = Vec::new();
        let mut placed = BTreeSet::new();
        for page in &self.form.pages {
            fields_of(self.form, &page.items).for_each(|field| self.field(field, "", &mut errors));
            collect(&page.items, &mut placed);
        }
        for (_, field) in self.form.fields.iter().enumerate().filter(|(place, _)| !placed.contains(place)) {
            self.field(field, "", &mut errors);
        }
        let mut more = Vec::new();
        self.objects(&mut more);
        add(&mut errors, more);
        let mut more = Vec::new();
        Strangers::new(self, &self.form.fields, "").object("", "", given, &mut more);
        add(&mut errors, more);
        errors
    }

    /// What counts as given.
    fn given(&self, pointer: &str) -> Option<&Value> {
        self.state.answers().pointer(pointer).filter(|value| self.exact || !is_blank(value))
    }

    fn field(&self, field: &Field, base: &str, errors: &mut Vec<FieldError>) {
        let pointer = field.at(base);
        errors.extend(self.answer(field, &pointer));
        let Control::Repeat { fields, .. } = &field.control else { return };
        for (base, _) in rows(self.state.answers(), &pointer) {
            fields.iter().for_each(|field| self.field(field, &base, errors));
        }
    }

    fn answer(&self, field: &Field, pointer: &str) -> Vec<FieldError> {
        let mut errors = Vec::new();
        if !self.state.visible(pointer) {
            return errors;
        }
        match (self.given(pointer), &field.check) {
            (Some(value), Some(check)) => self.judge(|judge| judge.judge(check, pointer, value, &mut errors)),
            (Some(value), None) => {
                errors.extend(check(&field.control, pointer, value, self.exact, self.matcher));
            }
            (None, _) if self.state.need(field, pointer) == Need::Required => {
                errors.push(FieldError::new(pointer, FieldCode::Required));
            }
            (None, _) => {}
        }
        let is_left = |value| self.state.allows(self.form, pointer, value);
        if errors.is_empty() && !self.given(pointer).is_none_or(is_left) {
            errors.push(FieldError::new(pointer, FieldCode::NotAChoice));
        }
        errors
    }

    fn judge(&self, with: impl FnOnce(&Judge<'_>)) {
        let waived = |pointer: &str| self.state.waives(pointer);
        with(&Judge::new(&self.form.shared, self.matcher, self.exact, &waived));
    }

    /// What is wrong with objects as a whole.
    fn objects(&self, errors: &mut Vec<FieldError>) {
        for whole in &self.form.objects {
            for base in bases(&whole.row, self.state.answers()) {
                let at = format!("{base}{}", whole.pointer);
                match (self.given(&at), &whole.check) {
                    (Some(value), Some(check)) => self.judge(|judge| judge.judge(check, &at, value, errors)),
                    (None, _) if self.exact && whole.required && self.lacks(&at) => {
                        errors.push(FieldError::new(at, FieldCode::Required));
                    }
                    _ => {}
                }
            }
        }
    }

    /// Whether something that must be there is missing here: what is around it is there, and some of it is asked for.
    fn lacks(&self, at: &str) -> bool {
        let parent = at.rsplit_once('/').and_then(|(parent, _)| self.state.answers().pointer(parent));
        let mut within = self.form.fields.iter().filter(|field| under(&field.pointer, at)).peekable();
        parent.is_some_and(Value::is_object)
            && (within.peek().is_none() || within.any(|field| self.state.visible(&field.pointer)))
    }
}

/// Adds what is wrong in places where nothing was found wrong so far.
fn add(errors: &mut Vec<FieldError>, more: Vec<FieldError>) {
    for error in more {
        if !errors.iter().any(|other| other.pointer == error.pointer) {
            errors.push(error);
        }
    }
}

/// The search for answers that no field asks for, and for values where an object should hold the answers of several.
struct Strangers<'a> {
    walk: &'a Walk<'a>,
    row: &'a str,
    fields: BTreeMap<&'a str, &'a Field>,
}

impl<'a> Strangers<'a> {
    fn new(walk: &'a Walk<'a>, fields: &'a [Field], row: &'a str) -> Self {
        Self { walk, row, fields: fields.iter().map(|field| (field.pointer.as_str(), field)).collect() }
    }

    /// `at` is where the value lies, `path` the same within its row.
    fn object(&self, at: &str, path: &str, value: &Value, errors: &mut Vec<FieldError>) {
        let mut wholes = self.walk.form.objects.iter();
        let whole = wholes.find(|whole| whole.row == self.row && whole.pointer == path);
        let exact = self.walk.exact;
        let Some(object) = value.as_object() else {
            let may_be = whole.is_some_and(|whole| whole.loose) || (!exact && value.is_null());
            if !may_be {
                errors.push(FieldError::new(at, FieldCode::WrongType));
            }
            return;
        };
        let is_open = match whole.map(|whole: &Whole| whole.others).unwrap_or_default() {
            Others::Unsaid => exact,
            Others::None => false,
            Others::Checked => true,
        };
        self.members(at, path, object, is_open, errors);
    }

    fn members(
        &self,
        at: &str,
        path: &str,
        object: &Map<String, Value>,
        is_open: bool,
        errors: &mut Vec<FieldError>,
    ) {
        for (key, value) in object {
            let token = token(key);
            let (at, path) = (format!("{at}/{token}"), format!("{path}/{token}"));
            let below = format!("{path}/");
            let has_below = |(pointer, _): (&&str, &&Field)| pointer.starts_with(&below);
            if let Some(field) = self.fields.get(path.as_str()) {
                self.rows(field, &at, value, errors);
            } else if self.fields.range(below.as_str()..).next().is_some_and(has_below)
                || self.is_whole(&path)
            {
                self.object(&at, &path, value, errors);
            } else if !is_open {
                errors.push(FieldError::new(at, FieldCode::Unexpected));
            }
        }
    }

    fn is_whole(&self, path: &str) -> bool {
        let mut wholes = self.walk.form.objects.iter();
        wholes.any(|whole| whole.row == self.row && whole.pointer == path)
    }

    fn rows(&self, field: &Field, at: &str, value: &Value, errors: &mut Vec<FieldError>) {
        let (Control::Repeat { fields, .. }, Some(rows)) = (&field.control, value.as_array()) else { return };
        let row = format!("{}{}/-", self.row, field.pointer);
        let within = Strangers::new(self.walk, fields, &row);
        for (index, row) in rows.iter().enumerate() {
            let at = format!("{at}/{index}");
            match fields.as_slice() {
                [only] if only.pointer.is_empty() => within.rows(only, &at, row, errors),
                _ => within.object(&at, "", row, errors),
            }
        }
    }
}
