//! What all parts of one compilation share: remarks, translations, and schemas that are referred to.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::place::Place;
use crate::form::assertion::Check;
use crate::form::lint::{Lint, LintCode, Severity};
use crate::form::pointer::token;
use crate::locale::{Locale, Text};

/// Questions of a form, at most.
const MAX_MEMBERS: usize = 5_000;

/// What all parts of one compilation share.
pub(super) struct Context<'a> {
    translations: Vec<(Locale, &'a Map<String, Value>)>,
    lints: RefCell<Vec<Lint>>,
    /// What has been said: where, what, how gravely, and of which name.
    said: RefCell<BTreeSet<(String, LintCode, Severity, String)>>,
    /// How many members of objects have been read.
    members: Cell<usize>,
    /// Schemas that are referred to: by place in the definition, and in the program.
    shared: RefCell<(BTreeMap<String, usize>, Vec<Check>)>,
    /// Whether the definition is a JSON Schema and nothing more, in which anyone may put words of their own.
    is_bare: bool,
}

impl<'a> Context<'a> {
    /// Reads `x-text`: texts of the definition by their pointers, in further languages.
    pub(super) fn new(definition: &'a Value, is_bare: bool) -> Self {
        let mut context = Self {
            translations: Vec::new(),
            lints: RefCell::default(),
            said: RefCell::default(),
            members: Cell::default(),
            shared: RefCell::default(),
            is_bare,
        };
        let texts = definition.get("x-text").and_then(Value::as_object);
        for (tag, texts) in texts.into_iter().flatten() {
            let at = format!("/x-text/{}", token(tag));
            let (Some(locale), Some(texts)) = (Locale::from_tag(tag), texts.as_object()) else {
                context.error(&at, LintCode::BadValue, "not texts in a language of the hall");
                continue;
            };
            for (pointer, text) in texts {
                let at = format!("{at}/{}", token(pointer));
                if !text.is_string() {
                    context.error(&at, LintCode::BadValue, "not a text");
                } else if definition
                    .pointer(pointer)
                    .is_none_or(|original| !original.is_string() && !is_name(pointer))
                {
                    context.error(&at, LintCode::Dangling, pointer);
                }
            }
            context.translations.push((locale, texts));
        }
        context
    }

    pub(super) fn error(&self, at: &str, code: LintCode, detail: impl Into<String>) {
        self.lint(at, code, Severity::Error, detail);
    }

    pub(super) fn warn(&self, at: &str, code: LintCode, detail: impl Into<String>) {
        self.lint(at, code, Severity::Warning, detail);
    }

    pub(super) fn lint(&self, at: &str, code: LintCode, severity: Severity, detail: impl Into<String>) {
        let lint = Lint { pointer: at.to_owned(), code, severity, detail: detail.into() };
        // What is referred to is read more than once.
        if self.said.borrow_mut().insert((lint.pointer.clone(), code, severity, lint.detail.clone())) {
            self.lints.borrow_mut().push(lint);
        }
    }

    /// Counts one more member of an object; whether there are more than anyone can be asked for. Schemas that refer to
    /// each other would otherwise be read in every order there is.
    pub(super) fn is_exhausted(&self) -> bool {
        self.members.set(self.members.get().saturating_add(1));
        self.members.get() > MAX_MEMBERS
    }

    /// How grave is what JSON Schema allows and nobody means: a word that is no keyword, a default that is wrong. In a
    /// definition of ours it is a slip of the pen.
    pub(super) fn severity_of_slip(&self) -> Severity {
        if self.is_bare { Severity::Warning } else { Severity::Error }
    }

    /// What the schema refers to. A reference out of the document, or to nothing, is reported.
    pub(super) fn target(&self, place: &Place<'a>) -> Option<Place<'a>> {
        let reference = place.value.get("$ref")?.as_str()?;
        let target = place.target();
        if target.is_none() {
            let at = format!("{}/$ref", place.at);
            let is_local = reference.starts_with("#/");
            let code = if is_local { LintCode::Dangling } else { LintCode::UnsupportedKeyword };
            self.error(&at, code, if is_local { reference } else { "$ref" });
        }
        target
    }

    /// The place of the schema at this pointer among those that are shared, and whether it is not there yet.
    pub(super) fn share(&self, at: &str) -> (usize, bool) {
        let (places, checks) = &mut *self.shared.borrow_mut();
        if let Some(place) = places.get(at) {
            return (*place, false);
        }
        places.insert(at.to_owned(), checks.len());
        checks.push(Check::default());
        (checks.len() - 1, true)
    }

    pub(super) fn set_shared(&self, place: usize, check: Check) {
        if let Some(shared) = self.shared.borrow_mut().1.get_mut(place) {
            *shared = check;
        }
    }

    pub(super) fn finish(self) -> (Vec<Check>, Vec<Lint>) {
        (self.shared.into_inner().1, self.lints.into_inner())
    }

    /// A text with its translations. An object holds its languages itself.
    pub(super) fn text(&self, value: &Value, at: &str) -> Text {
        let mut text = match value {
            Value::String(text) => Text::zh(text),
            Value::Object(_) => serde_json::from_value(value.clone()).unwrap_or_default(),
            _ => Text::default(),
        };
        if text.is_empty() && value != "" {
            self.error(at, LintCode::BadValue, "not a text");
        }
        for (locale, texts) in &self.translations {
            if let Some(translation) = texts.get(at).and_then(Value::as_str) {
                text = text.with(*locale, translation);
            }
        }
        self.check_languages(&text, at);
        text
    }

    /// What is written in ASCII is taken to be the same in every language: codes, years, names of places on forms.
    fn check_languages(&self, text: &Text, at: &str) {
        let missing = |locale: &Locale| !text.has(*locale) && !text.get(*locale).is_ascii();
        if let Some(locale) = Locale::ALL.into_iter().find(missing) {
            self.warn(at, LintCode::MissingLanguage, locale.tag());
        }
    }
}

/// Choices are called by their values if they have no titles, and values may be numbers.
fn is_name(pointer: &str) -> bool {
    pointer.contains("/enum/")
}
