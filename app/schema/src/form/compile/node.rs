//! Reading a definition so that nothing is passed over in silence: every keyword is either asked for or reported.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Number, Value};

use super::check::as_count;
use super::context::Context;
use super::keywords::{Support, support};
use super::place::Place;
use crate::expr::Expr;
use crate::form::lint::{LintCode, Severity};
use crate::form::pointer::token;
use crate::locale::Text;

/// Keywords that say something about a definition and nothing about what answers are right.
const ANNOTATIONS: [&str; 4] = ["examples", "deprecated", "data", "i18n"];
/// Keywords that are for other readers.
const FOREIGN: [&str; 3] = ["$schema", "$id", "$comment"];

/// Properties by name, each with all that is said of it.
pub(super) type Properties<'a> = Vec<(&'a str, Vec<Place<'a>>)>;

/// An object of a definition, of which it is known what has been read. A schema is read together with what it refers
/// to and what its `allOf` adds.
pub(super) struct Node<'c, 'a> {
    pub(super) context: &'c Context<'a>,
    pub(super) at: String,
    parts: Vec<(Place<'a>, &'a Map<String, Value>)>,
    /// Whether one of them is `false`.
    is_never: bool,
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
        let parts = vec![(Place::root(value, &at), object)];
        Some(Self { context, at, parts, is_never: false, read: RefCell::default() })
    }

    /// All of these schemas as one.
    pub(super) fn schema(context: &'c Context<'a>, places: &[Place<'a>]) -> Self {
        let mut parts = Vec::new();
        let mut is_never = false;
        for place in places {
            is_never |= expand(context, place, &mut parts, 0);
        }
        let at = places.first().map(|place| place.at.clone()).unwrap_or_default();
        let read = RefCell::from(BTreeSet::from(["$ref", "allOf"]));
        Self { context, at, parts, is_never, read }
    }

    /// The schemas it is read from.
    pub(super) fn places(&self) -> impl Iterator<Item = &Place<'a>> {
        self.parts.iter().map(|(place, _)| place)
    }

    /// Where the value of this keyword stands.
    pub(super) fn path(&self, keyword: &str) -> String {
        let part = self.parts.iter().find(|(_, object)| object.contains_key(keyword));
        let at = part.map_or(&self.at, |(place, _)| &place.at);
        format!("{at}/{}", token(keyword))
    }

    pub(super) fn bad(&self, keyword: &str, code: LintCode, detail: impl Into<String>) {
        self.context.error(&self.path(keyword), code, detail);
    }

    pub(super) fn get(&self, keyword: &'static str) -> Option<&'a Value> {
        self.read.borrow_mut().insert(keyword);
        self.peek(keyword)
    }

    /// [`Node::get`] that leaves the keyword to others.
    pub(super) fn peek(&self, keyword: &str) -> Option<&'a Value> {
        self.parts.iter().find_map(|(_, object)| object.get(keyword))
    }

    pub(super) fn has(&self, keyword: &str) -> bool {
        self.peek(keyword).is_some()
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
        self.typed(keyword, as_count, "not a count")
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

    /// The properties by name, in the order they are first spoken of, each with all that is said of it.
    pub(super) fn properties(&self) -> Properties<'a> {
        self.read.borrow_mut().insert("properties");
        let mut all = Properties::new();
        let mut order: BTreeMap<&String, usize> = BTreeMap::new();
        for (name, place) in self.places().flat_map(|place| place.named("properties")) {
            let known = *order.entry(name).or_insert(all.len());
            match all.get_mut(known) {
                Some((_, places)) => places.push(place),
                None => all.push((name, vec![place])),
            }
        }
        all
    }

    /// The names of the properties that must be there.
    pub(super) fn required(&self) -> BTreeSet<&'a str> {
        self.list("required");
        let lists = self.parts.iter().filter_map(|(_, object)| object.get("required")?.as_array());
        lists.flatten().filter_map(Value::as_str).collect()
    }

    /// Whether something is said of what is right that has not been read, or is said twice in different words.
    pub(super) fn has_more(&self) -> bool {
        let read = self.read.borrow();
        let says_more = |keyword: &String| {
            let asserts = support(keyword) == Some(Support::Asserts) && keyword != "properties";
            let many = || self.parts.iter().filter_map(|(_, object)| object.get(keyword));
            asserts
                && (!read.contains(keyword.as_str()) || many().any(|value| Some(value) != self.peek(keyword)))
        };
        self.is_never || self.parts.iter().flat_map(|(_, object)| object.keys()).any(says_more)
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
        for keyword in self.unread().into_iter().filter(|keyword| !FOREIGN.contains(&keyword.1)) {
            let severity = if ANNOTATIONS.contains(&keyword.1) { Severity::Warning } else { severity };
            self.context.lint(&keyword.0, LintCode::UnsupportedKeyword, severity, keyword.1);
        }
    }

    fn unread(&self) -> Vec<(String, &'a str)> {
        let read = self.read.borrow();
        let keywords = self
            .parts
            .iter()
            .flat_map(|(place, object)| object.keys().map(move |keyword| (&place.at, keyword.as_str())));
        keywords
            .filter(|(_, keyword)| !read.contains(keyword))
            .map(|(at, keyword)| (format!("{at}/{}", token(keyword)), keyword))
            .collect()
    }

    /// Reports what is no keyword of JSON Schema, and what is said to people and was not asked for. What says what is
    /// right has been compiled.
    pub(super) fn close_schema(self) {
        for (at, keyword) in self.unread() {
            let severity = match support(keyword) {
                Some(Support::Asserts | Support::Locates) => continue,
                Some(Support::Annotates) => Severity::Warning,
                Some(Support::Unsupported) => Severity::Error,
                None => self.context.severity_of_slip(),
            };
            self.context.lint(&at, LintCode::UnsupportedKeyword, severity, keyword);
        }
    }
}

/// The schema itself, what it refers to, and what its `allOf` adds; references in a circle only once. Tells whether one
/// of them is `false`.
fn expand<'a>(
    context: &Context<'a>,
    place: &Place<'a>,
    into: &mut Vec<(Place<'a>, &'a Map<String, Value>)>,
    depth: usize,
) -> bool {
    let Some(object) = place.value.as_object() else { return place.value == false };
    let is_known = into.iter().any(|(other, _)| other.at == place.at);
    if is_known || depth > super::MAX_DEPTH {
        return false;
    }
    let alone = place.is_reference_alone();
    if !alone {
        into.push((place.clone(), object));
    }
    let mut more: Vec<Place<'a>> = context.target(place).into_iter().collect();
    if !alone {
        more.extend(place.listed("allOf"));
    }
    let mut is_never = false;
    for place in more {
        is_never |= expand(context, &place, into, depth + 1);
    }
    is_never
}
