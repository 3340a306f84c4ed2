//! Reading a definition so that nothing is passed over in silence: every keyword is either asked for or reported.

use std::cell::RefCell;
use std::collections::BTreeSet;

use serde_json::{Map, Number, Value};

use crate::expr::Expr;
use crate::form::lint::{Lint, LintCode, Severity};
use crate::form::pointer::token;
use crate::locale::{Locale, Text};

/// Keywords that say something about a definition and nothing about what answers are right.
const ANNOTATIONS: [&str; 8] =
    ["examples", "deprecated", "writeOnly", "data", "i18n", "contentMediaType", "contentEncoding", "detail"];
/// Keywords that are for other readers.
const FOREIGN: [&str; 3] = ["$schema", "$id", "$comment"];

/// What all parts of one compilation share.
pub(super) struct Context<'a> {
    translations: Vec<(Locale, &'a Map<String, Value>)>,
    lints: RefCell<Vec<Lint>>,
}

impl<'a> Context<'a> {
    /// Reads `x-text`: texts of the definition by their pointers, in further languages.
    pub(super) fn new(definition: &'a Value) -> Self {
        let mut context = Self { translations: Vec::new(), lints: RefCell::default() };
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

    fn lint(&self, at: &str, code: LintCode, severity: Severity, detail: impl Into<String>) {
        let lint = Lint { pointer: at.to_owned(), code, severity, detail: detail.into() };
        self.lints.borrow_mut().push(lint);
    }

    pub(super) fn into_lints(self) -> Vec<Lint> {
        self.lints.into_inner()
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

/// An object of a definition, of which it is known what has been read.
pub(super) struct Node<'c, 'a> {
    pub(super) context: &'c Context<'a>,
    pub(super) at: String,
    object: &'a Map<String, Value>,
    read: RefCell<BTreeSet<&'static str>>,
}

impl<'c, 'a> Node<'c, 'a> {
    /// The object at this pointer, if it is one.
    pub(super) fn open(context: &'c Context<'a>, value: &'a Value, at: impl Into<String>) -> Option<Self> {
        let at = at.into();
        let Some(object) = value.as_object() else {
            context.error(&at, LintCode::BadValue, "not an object");
            return None;
        };
        Some(Self { context, at, object, read: RefCell::default() })
    }

    /// Where the value of this keyword stands.
    pub(super) fn path(&self, keyword: &str) -> String {
        format!("{}/{}", self.at, token(keyword))
    }

    pub(super) fn bad(&self, keyword: &str, code: LintCode, detail: impl Into<String>) {
        self.context.error(&self.path(keyword), code, detail);
    }

    pub(super) fn get(&self, keyword: &'static str) -> Option<&'a Value> {
        self.read.borrow_mut().insert(keyword);
        self.object.get(keyword)
    }

    pub(super) fn has(&self, keyword: &str) -> bool {
        self.object.contains_key(keyword)
    }

    /// The value of a keyword by a reading that fails for values of another type.
    fn typed<T>(
        &self,
        keyword: &'static str,
        read: impl Fn(&'a Value) -> Option<T>,
        want: &str,
    ) -> Option<T> {
        let value = self.get(keyword)?;
        let typed = read(value);
        if typed.is_none() {
            self.bad(keyword, LintCode::BadValue, want);
        }
        typed
    }

    pub(super) fn string(&self, keyword: &'static str) -> Option<&'a str> {
        self.typed(keyword, Value::as_str, "not a text")
    }

    pub(super) fn owned(&self, keyword: &'static str) -> String {
        self.string(keyword).unwrap_or_default().to_owned()
    }

    pub(super) fn flag(&self, keyword: &'static str) -> Option<bool> {
        self.typed(keyword, Value::as_bool, "not true or false")
    }

    pub(super) fn count(&self, keyword: &'static str) -> Option<u32> {
        let read = |value: &Value| value.as_u64().and_then(|count| u32::try_from(count).ok());
        self.typed(keyword, read, "not a count")
    }

    pub(super) fn number(&self, keyword: &'static str) -> Option<Number> {
        self.typed(keyword, |value| value.as_number().cloned(), "not a number")
    }

    pub(super) fn list(&self, keyword: &'static str) -> &'a [Value] {
        self.typed(keyword, Value::as_array, "not a list").map_or(&[], Vec::as_slice)
    }

    /// The entries of a list with their places.
    pub(super) fn entries(
        &self,
        keyword: &'static str,
    ) -> impl Iterator<Item = (String, &'a Value)> + use<'a> {
        let at = self.path(keyword);
        self.list(keyword).iter().enumerate().map(move |(index, entry)| (format!("{at}/{index}"), entry))
    }

    pub(super) fn text(&self, keyword: &'static str) -> Text {
        self.get(keyword).map_or_else(Text::default, |text| self.context.text(text, &self.path(keyword)))
    }

    pub(super) fn expr(&self, keyword: &'static str) -> Option<Expr> {
        match Expr::parse(self.get(keyword)?) {
            Ok(expr) => Some(expr),
            Err(error) => {
                self.bad(keyword, LintCode::BadExpression, error.to_string());
                None
            }
        }
    }

    /// Reports what was not asked for.
    pub(super) fn close(self) {
        self.close_as(Severity::Error);
    }

    /// [`Node::close`] where nothing hangs on what is left out.
    pub(super) fn close_leniently(self) {
        self.close_as(Severity::Warning);
    }

    fn close_as(self, severity: Severity) {
        let read = self.read.borrow();
        let left = self.object.keys().map(String::as_str).filter(|keyword| !read.contains(keyword));
        for keyword in left.filter(|keyword| !FOREIGN.contains(keyword)) {
            let severity = if ANNOTATIONS.contains(&keyword) { Severity::Warning } else { severity };
            self.context.lint(&self.path(keyword), LintCode::UnsupportedKeyword, severity, keyword);
        }
    }
}
