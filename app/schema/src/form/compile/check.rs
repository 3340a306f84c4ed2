//! A JSON Schema as a [`Check`], keyword by keyword. What it does not understand it reports and leaves out.

use serde_json::{Map, Number, Value};

use super::context::Context;
use super::keywords::{Support, support};
use super::number::{MONEY, to_the_fen};
use super::place::Place;
use crate::form::Format;
use crate::form::assertion::{Assertion, Check, Count, Type};
use crate::form::control::{Range, TextCheck};
use crate::form::lint::{LintCode, Severity};
use crate::form::pointer::token;

/// Words that say how a field is asked; where there is a field, it has read them.
const OF_FIELDS: [&str; 9] = [
    "x-control",
    "x-default",
    "x-display",
    "x-element",
    "x-region",
    "x-reorder",
    "x-seal",
    "x-soft-required",
    "x-unit",
];
/// Schemas within schemas, at most.
const MAX_DEPTH: usize = 64;

/// All of the schemas as one check.
pub(super) fn compile<'a>(context: &Context<'a>, places: &[Place<'a>]) -> Check {
    match places {
        [only] => schema(context, only, 0),
        several => Check(several.iter().flat_map(|place| schema(context, place, 0).0).collect()),
    }
}

fn schema<'a>(context: &Context<'a>, place: &Place<'a>, depth: usize) -> Check {
    if depth > MAX_DEPTH {
        context.error(&place.at, LintCode::TooDeep, "");
        return Check::default();
    }
    match place.value {
        Value::Bool(true) => Check::default(),
        Value::Bool(false) => Check(vec![Assertion::Never]),
        Value::Object(object) => {
            let mut writer = Writer { context, place, object, depth, all: Vec::new() };
            writer.keywords();
            Check(writer.all)
        }
        _ => {
            context.error(&place.at, LintCode::BadValue, "not a schema");
            Check::default()
        }
    }
}

/// One schema in the making.
struct Writer<'c, 'a> {
    context: &'c Context<'a>,
    place: &'c Place<'a>,
    object: &'a Map<String, Value>,
    depth: usize,
    all: Vec<Assertion>,
}

impl<'a> Writer<'_, 'a> {
    fn keywords(&mut self) {
        self.reference();
        if self.place.is_reference_alone() {
            return;
        }
        self.values();
        self.texts();
        self.numbers();
        self.entries();
        self.members();
        self.combinations();
        for (keyword, to) in [
            ("unevaluatedItems", Assertion::OtherEntries as fn(Check) -> Assertion),
            ("unevaluatedProperties", Assertion::OtherMembers),
        ] {
            let check = self.one(keyword);
            self.all.extend(check.map(to));
        }
        self.report();
    }

    fn report(&self) {
        for keyword in self.object.keys() {
            let severity = match support(keyword) {
                Some(Support::Unsupported) => Severity::Error,
                None if self.depth == 0 && OF_FIELDS.contains(&keyword.as_str()) => continue,
                None if keyword.starts_with("x-") => Severity::Warning,
                None => self.context.severity_of_slip(),
                Some(_) => continue,
            };
            let at = format!("{}/{}", self.place.at, token(keyword));
            self.context.lint(&at, LintCode::UnsupportedKeyword, severity, keyword);
        }
    }

    fn bad(&self, keyword: &str, detail: &str) {
        self.context.error(&format!("{}/{keyword}", self.place.at), LintCode::BadValue, detail);
    }

    fn schema(&self, place: &Place<'a>) -> Check {
        schema(self.context, place, self.depth + 1)
    }

    fn one(&self, keyword: &str) -> Option<Check> {
        self.place.one(keyword).map(|place| self.schema(&place))
    }

    fn list(&self, keyword: &str) -> Option<Vec<Check>> {
        let list = self.object.get(keyword)?;
        if !list.is_array() {
            self.bad(keyword, "not a list");
        }
        Some(self.place.listed(keyword).iter().map(|place| self.schema(place)).collect())
    }

    fn named(&self, keyword: &str) -> Vec<(String, Check)> {
        if self.object.get(keyword).is_some_and(|value| !value.is_object()) {
            self.bad(keyword, "not an object");
        }
        let named = self.place.named(keyword).into_iter();
        named.map(|(name, place)| (name.clone(), self.schema(&place))).collect()
    }

    fn number(&self, keyword: &str) -> Option<Number> {
        let value = self.object.get(keyword)?;
        if !value.is_number() {
            self.bad(keyword, "not a number");
        }
        value.as_number().cloned()
    }

    fn count(&self, keyword: &str) -> Option<u32> {
        let value = self.object.get(keyword)?;
        let count = as_count(value);
        if count.is_none() {
            self.bad(keyword, "not a count");
        }
        count
    }

    fn string(&self, keyword: &str) -> Option<&'a str> {
        let value = self.object.get(keyword)?;
        if !value.is_string() {
            self.bad(keyword, "not a text");
        }
        value.as_str()
    }

    fn reference(&mut self) {
        let Some(target) = self.context.target(self.place) else { return };
        let (place, is_new) = self.context.share(&target.at);
        if is_new {
            let check = self.schema(&target);
            self.context.set_shared(place, check);
        }
        self.all.push(Assertion::Ref(place));
    }

    fn values(&mut self) {
        match self.object.get("type") {
            None => {}
            Some(Value::Array(names)) => self.types(names),
            Some(name) => self.types(std::slice::from_ref(name)),
        }
        match self.object.get("enum") {
            None => {}
            Some(Value::Array(values)) => self.all.push(Assertion::OneOf(values.clone())),
            Some(_) => self.bad("enum", "not a list"),
        }
        if let Some(value) = self.object.get("const") {
            self.all.push(Assertion::OneOf(vec![value.clone()]));
        }
    }

    fn types(&mut self, names: &[Value]) {
        let types: Option<Vec<Type>> = names.iter().map(|name| type_of_name(name.as_str()?)).collect();
        match types {
            Some(mut types) => {
                types.extend(is_nullable(self.object).then_some(Type::Null));
                self.all.push(Assertion::Type(types));
            }
            None => self.bad("type", "not a type"),
        }
    }

    fn texts(&mut self) {
        let format = self.string("format").filter(|name| *name != MONEY).and_then(|name| {
            let format = Format::from_name(name);
            if format.is_none() {
                let at = format!("{}/format", self.place.at);
                self.context.warn(&at, LintCode::UnsupportedKeyword, name);
            }
            format
        });
        let pattern = self.string("pattern").map(ToOwned::to_owned);
        let (min, max) = (self.count("minLength"), self.count("maxLength"));
        let check = TextCheck { min, max, pattern, format, multiline: false };
        if check != TextCheck::default() {
            self.all.push(Assertion::Text(check));
        }
    }

    fn numbers(&mut self) {
        let (mut range, _) = range(|keyword| self.object.get(keyword));
        for keyword in ["minimum", "maximum", "multipleOf"] {
            self.number(keyword);
        }
        if range.step.as_ref().is_some_and(|step| step.as_f64().is_none_or(|step| step <= 0.0)) {
            self.bad("multipleOf", "not above zero");
            range.step = None;
        }
        if self.object.get("format").is_some_and(|format| format == MONEY) {
            range = to_the_fen(range);
        }
        if range != Range::default() {
            self.all.push(Assertion::Range(range));
        }
    }

    fn entries(&mut self) {
        let unique = self.object.get("uniqueItems") == Some(&Value::Bool(true));
        let size = Count { min: self.count("minItems"), max: self.count("maxItems"), unique };
        if size != Count::default() {
            self.all.push(Assertion::Items(size));
        }
        // Up to 2019-09 a list of items is what prefixItems is now.
        let (first, rest) = match self.object.get("items") {
            Some(Value::Array(_)) => (self.list("items").unwrap_or_default(), self.one("additionalItems")),
            _ => (self.list("prefixItems").unwrap_or_default(), self.one("items")),
        };
        if !first.is_empty() || rest.is_some() {
            self.all.push(Assertion::Entries { first, rest });
        }
        if let Some(check) = self.one("contains") {
            let (min, max) = (self.count("minContains"), self.count("maxContains"));
            self.all.push(Assertion::Contains { check, min, max });
        }
    }

    fn members(&mut self) {
        let size =
            Count { min: self.count("minProperties"), max: self.count("maxProperties"), unique: false };
        if size != Count::default() {
            self.all.push(Assertion::Members(size));
        }
        // In draft 3 and in many a form, `required` is said of the property itself: that is no list.
        match self.object.get("required") {
            None => {}
            Some(Value::Array(names)) if names.is_empty() => {}
            Some(Value::Array(names)) => self.all.push(Assertion::Required(strings(names))),
            Some(_) => self.bad("required", "not a list"),
        }
        let (named, like) = (self.named("properties"), self.named("patternProperties"));
        let others = self.one("additionalProperties");
        if !named.is_empty() || !like.is_empty() || others.is_some() {
            self.all.push(Assertion::Properties { named, like, others });
        }
        let names = self.one("propertyNames");
        self.all.extend(names.map(Assertion::Names));
        self.dependencies();
    }

    fn dependencies(&mut self) {
        let (mut needs, mut with) = (Vec::new(), self.named("dependentSchemas"));
        for keyword in ["dependentRequired", "dependencies"] {
            for (name, place) in self.place.named(keyword) {
                match place.value {
                    Value::Array(names) => needs.push((name.clone(), strings(names))),
                    Value::String(other) => needs.push((name.clone(), vec![other.clone()])),
                    _ => with.push((name.clone(), self.schema(&place))),
                }
            }
        }
        if !needs.is_empty() {
            self.all.push(Assertion::Needs(needs));
        }
        if !with.is_empty() {
            self.all.push(Assertion::With(with));
        }
    }

    fn combinations(&mut self) {
        for (keyword, to) in [
            ("allOf", Assertion::All as fn(Vec<Check>) -> Assertion),
            ("anyOf", Assertion::Any),
            ("oneOf", Assertion::One),
        ] {
            let checks = self.list(keyword);
            self.all.extend(checks.map(to));
        }
        let not = self.one("not");
        self.all.extend(not.map(Assertion::Not));
        if let Some(when) = self.one("if") {
            let (then, otherwise) = (self.one("then"), self.one("else"));
            self.all.push(Assertion::If {
                when,
                then: then.unwrap_or_default(),
                otherwise: otherwise.unwrap_or_default(),
            });
        }
    }
}

fn strings(names: &[Value]) -> Vec<String> {
    names.iter().filter_map(|name| name.as_str().map(ToOwned::to_owned)).collect()
}

/// The type with this name.
fn type_of_name(name: &str) -> Option<Type> {
    Some(match name {
        "null" => Type::Null,
        "boolean" => Type::Boolean,
        "integer" => Type::Integer,
        "number" => Type::Number,
        "string" => Type::String,
        "array" => Type::Array,
        "object" => Type::Object,
        _ => return None,
    })
}

/// Whether nothing is right too, in the words of `OpenAPI` 3.0.
fn is_nullable(schema: &Map<String, Value>) -> bool {
    schema.get("nullable") == Some(&Value::Bool(true))
}

/// A count, also written as a decimal; what is more than can be counted to is the most.
pub(super) fn as_count(value: &Value) -> Option<u32> {
    if let Some(count) = value.as_u64() {
        return Some(u32::try_from(count).unwrap_or(u32::MAX));
    }
    let count = value.as_f64().filter(|count| count.fract() == 0.0 && *count >= 0.0)?;
    // Written out in decimal a number without a fraction is the number.
    Some(format!("{count:.0}").parse().unwrap_or(u32::MAX))
}

/// The keywords about numbers, and whether all of them had values that they may have. In draft 4 `exclusiveMinimum`
/// says of `minimum` that it is itself too small.
pub(super) fn range<'a>(get: impl Fn(&'static str) -> Option<&'a Value>) -> (Range, bool) {
    let number = |keyword| get(keyword).and_then(Value::as_number).cloned();
    let excludes = |keyword| get(keyword) == Some(&Value::Bool(true));
    let bound = |inclusive, exclusive| match number(inclusive) {
        bound if excludes(exclusive) => (None, bound),
        bound => (bound, number(exclusive)),
    };
    let (min, above) = bound("minimum", "exclusiveMinimum");
    let (max, below) = bound("maximum", "exclusiveMaximum");
    let is_good = |keyword| get(keyword).is_none_or(|value: &Value| value.is_number() || value.is_boolean());
    let good =
        ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"].into_iter().all(is_good);
    (Range { min, max, above, below, step: number("multipleOf") }, good)
}
