//! The data half of a definition: a JSON Schema, flattened to fields with pointers, and what is said of whole objects.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::alternatives::{alternatives, first_alternative};
use super::context::Context;
use super::node::{Node, Properties};
use super::place::Place;
use super::rules::Draft;
use super::{MAX_DEPTH, check, field, official};
use crate::expr::Expr;
use crate::form::assertion::{Others, Whole};
use crate::form::lint::LintCode;
use crate::form::pointer::{key, token, tokens};
use crate::form::program::{Effect, Field, Need, Rule};
use crate::locale::Text;

/// A JSON Schema, read.
pub(super) struct Schema {
    /// Where it stands in the definition.
    at: String,
    /// Its fields, in order.
    pub(super) fields: Vec<Field>,
    /// The objects that hold them, by pointer.
    pub(super) objects: Objects,
    /// What is said of objects as a whole.
    pub(super) wholes: Vec<Whole>,
    /// The rules it implies.
    pub(super) rules: Vec<Draft>,
}

/// Keywords from which one can tell that it is an object that is asked for.
const ABOUT_OBJECTS: [&str; 11] = [
    "properties",
    "required",
    "patternProperties",
    "additionalProperties",
    "propertyNames",
    "minProperties",
    "maxProperties",
    "dependentRequired",
    "dependentSchemas",
    "dependencies",
    "unevaluatedProperties",
];

/// Objects by pointer.
pub(super) type Objects = BTreeMap<String, Object>;

/// What is said to people of an object.
#[derive(Clone, Default)]
pub(super) struct Object {
    pub(super) title: Text,
    pub(super) description: Text,
    /// The pointers of what it holds, in order.
    pub(super) members: Vec<String>,
}

impl Schema {
    pub(super) fn read<'a>(context: &Context<'a>, root: &'a Value, at: &str) -> Self {
        let mut reader = Reader { context, objects: Objects::new(), wholes: Vec::new(), rules: Vec::new() };
        if !(root.is_object() || root.is_boolean()) {
            context.error(at, LintCode::BadValue, "not an object");
        }
        let places = [Place::root(root, at)];
        let node = Node::schema(context, &places);
        let scope = Scope::default().entering(&node);
        if !may_be_object(&node) {
            node.bad("type", LintCode::UnsupportedKeyword, "the answers to a form are an object");
        }
        let fields = reader.object(&node, &places, "", false, &scope);
        node.close_schema();
        let Reader { objects, wholes, rules, .. } = reader;
        Self { at: at.to_owned(), fields, objects, wholes, rules }
    }

    /// Where the field or object with this pointer stands in the definition.
    pub(super) fn place(&self, pointer: &str) -> String {
        tokens(pointer).fold(self.at.clone(), |place, token| place + "/properties/" + token)
    }

    /// The pointers of what the object at this pointer holds.
    pub(super) fn members(&self, pointer: &str) -> Vec<String> {
        self.objects.get(pointer).map(|object| object.members.clone()).unwrap_or_default()
    }
}

/// Where in the answers one is.
#[derive(Clone, Default)]
pub(super) struct Scope<'a> {
    depth: usize,
    /// The rows it is in (`/children/-`).
    pub(super) row: String,
    /// Whether it is one of several alternatives: then only the whole can tell what is right.
    pub(super) lenient: bool,
    /// Paths of the objects around it, in the row, that may be left out.
    optional: Vec<String>,
    /// The schemas around it, by their places.
    around: Vec<&'a Value>,
}

impl<'a> Scope<'a> {
    /// Into the schemas of this node.
    pub(super) fn entering(mut self, node: &Node<'_, 'a>) -> Self {
        self.depth += 1;
        self.around.extend(node.places().map(|place| place.value));
        self
    }

    /// Into a row of the list at this pointer.
    pub(super) fn into_row(mut self, pointer: &str) -> Self {
        self.row = format!("{}{pointer}/-", self.row);
        self.optional.clear();
        self
    }

    /// Whether it is too deep to go on.
    pub(super) fn is_deep(&self) -> bool {
        self.depth > MAX_DEPTH
    }

    /// Whether one has been in this schema before, or too deep to go on.
    fn is_circle(&self, node: &Node<'_, 'a>) -> bool {
        let is_around = |place: &Place<'a>| self.around.iter().any(|value| std::ptr::eq(*value, place.value));
        self.depth > MAX_DEPTH || node.places().any(is_around)
    }
}

/// What is gathered on the way through the schema.
pub(super) struct Reader<'c, 'a> {
    pub(super) context: &'c Context<'a>,
    pub(super) objects: Objects,
    wholes: Vec<Whole>,
    rules: Vec<Draft>,
}

impl<'c, 'a> Reader<'c, 'a> {
    /// The fields of an object, those of objects within it included.
    pub(super) fn object(
        &mut self,
        node: &Node<'c, 'a>,
        places: &[Place<'a>],
        pointer: &str,
        required: bool,
        scope: &Scope<'a>,
    ) -> Vec<Field> {
        let is_typed = node.get("type").is_some_and(|kind| kind == "object")
            && node.peek("nullable") != Some(&Value::Bool(true));
        let text =
            Object { title: node.text("title"), description: node.text("description"), members: vec![] };
        self.objects.insert(pointer.to_owned(), text);
        let (named, names) = (node.properties(), node.required());
        let (fields, needed) = self.members(node, named, &names, (pointer, is_typed), scope);
        self.need(node, pointer, needed, scope);
        let others = others(node);
        let is_contrary = others != Others::Unsaid && !undeclared(&node.properties(), &names).is_empty();
        let is_unasked =
            node.properties().iter().map(|(name, _)| name).chain(&names).any(|name| !can_be_asked(name));
        let others = if is_unasked { Others::Checked } else { others };
        let says_more = node.has_more()
            || is_contrary
            || is_unasked
            || (!is_typed && (node.has("type") || !names.is_empty()));
        let check = (says_more && !scope.lenient).then(|| check::compile(self.context, places));
        let whole = Whole {
            row: scope.row.clone(),
            pointer: pointer.to_owned(),
            required: required && !pointer.is_empty() && !scope.lenient,
            loose: !is_typed || scope.lenient,
            others: if scope.lenient { Others::Checked } else { others },
            check,
        };
        let nothing = Whole { row: whole.row.clone(), pointer: whole.pointer.clone(), ..Whole::default() };
        if whole != nothing || fields.is_empty() {
            self.wholes.push(whole);
        }
        fields
    }

    /// The fields for the members, and which of them are needed once the object is there.
    fn members(
        &mut self,
        node: &Node<'c, 'a>,
        mut named: Properties<'a>,
        required: &BTreeSet<&'a str>,
        (pointer, is_typed): (&str, bool),
        scope: &Scope<'a>,
    ) -> (Vec<Field>, Vec<String>) {
        let (mut fields, mut needed) = (Vec::new(), Vec::new());
        let alternatives = alternatives(node, &named);
        let declared = named.len();
        named.extend(alternatives.first);
        let spoken_of = named.len();
        for name in undeclared(&named, required) {
            node.context.warn(&node.path("required"), LintCode::Dangling, name);
            named.push((name, Vec::new()));
        }
        for (place, (name, places)) in named.iter().enumerate() {
            let at = places.first().map(|place| place.at.clone()).unwrap_or_default();
            if !can_be_asked(name) {
                self.context.error(&at, LintCode::BadName, *name);
                continue;
            }
            let member = format!("{pointer}/{}", token(name));
            let is_required = required.contains(name) && is_typed && !scope.lenient;
            let mut scope = scope.clone();
            scope.lenient |= (declared..spoken_of).contains(&place);
            let mut found = self.member(places, name, &member, is_required, &scope);
            if alternatives.varied.contains(name) {
                found.iter_mut().for_each(field::open_choice);
            }
            if let [field] = found.as_slice()
                && field.pointer == member
                && is_required
                && !field.control.is_official()
            {
                needed.push(member.clone());
            }
            if let Some(object) = self.objects.get_mut(pointer) {
                object.members.push(member);
            }
            fields.extend(found);
        }
        if !scope.optional.is_empty() {
            for field in fields.iter_mut().filter(|field| needed.contains(&field.pointer)) {
                field.need = Need::Optional;
            }
        }
        (fields, needed)
    }

    /// The fields of a row, and what a row is called.
    pub(super) fn row(
        &mut self,
        items: &Node<'c, 'a>,
        places: &[Place<'a>],
        scope: &Scope<'a>,
    ) -> (Vec<Field>, Text) {
        let around = std::mem::take(&mut self.objects);
        let fields = self.object(items, places, "", false, scope);
        let row = std::mem::replace(&mut self.objects, around).remove("").unwrap_or_default();
        if !row.description.is_empty() {
            items.context.warn(
                &items.path("description"),
                LintCode::UnsupportedKeyword,
                "describe the list instead",
            );
        }
        (fields, row.title)
    }

    fn member(
        &mut self,
        places: &[Place<'a>],
        name: &str,
        pointer: &str,
        required: bool,
        scope: &Scope<'a>,
    ) -> Vec<Field> {
        let node = Node::schema(self.context, places);
        if places.is_empty() {
            return vec![field::of_anything(&node, places, name, pointer, required, scope)];
        }
        if self.context.is_exhausted() || scope.is_circle(&node) {
            self.context.warn(&node.at, LintCode::TooDeep, name);
            return vec![field::of_anything(&node, places, name, pointer, required, scope)];
        }
        let mut within = scope.clone().entering(&node);
        let is_object = may_be_object(&node) && is_object(&node) && !official::is_official(&node);
        if is_object && node.properties().is_empty() && alternatives(&node, &[]).first.is_empty() {
            self.context.warn(&node.at, LintCode::UnsupportedElement, "no question asks for it");
            return vec![field::of_anything(&node, places, name, pointer, required, &within)];
        }
        let fields = if is_object {
            if !required && !scope.lenient {
                within.optional.push(path_of(pointer));
                if !node.required().is_empty() {
                    self.context.warn(&node.at, LintCode::OptionalObject, name);
                }
            }
            self.object(&node, places, pointer, required, &within)
        } else {
            field::read(self, &node, places, (name, pointer), required, &within).into_iter().collect()
        };
        node.close_schema();
        fields
    }

    /// A field whose answer is computed, whatever is answered.
    pub(super) fn compute(&mut self, node: &Node<'c, 'a>, pointer: &str, value: Expr, scope: &Scope<'a>) {
        let (row, always) = (scope.row.clone(), Expr::Value(true.into()));
        let rule = Rule::new(Effect::Compute(value), row, vec![pointer.to_owned()], always);
        self.rules.push(Draft { rule, at: node.at.clone() });
    }

    /// What is needed in an object that may be left out is needed once it is there.
    fn need(&mut self, node: &Node<'c, 'a>, pointer: &str, targets: Vec<String>, scope: &Scope<'a>) {
        if scope.optional.is_empty() || targets.is_empty() {
            return;
        }
        let there: Vec<Value> =
            scope.optional.iter().map(|path| json!({"!": [{"missing": [path]}]})).collect();
        if let Ok(when) = Expr::parse(&json!({"and": there})) {
            let rule = Rule::new(Effect::Require, scope.row.clone(), targets, when);
            self.rules.push(Draft { rule, at: format!("{}{pointer}", node.at) });
        }
    }
}

/// Whether a rule could read an answer of this name, and a row could not be taken for it.
fn can_be_asked(name: &str) -> bool {
    !(name.is_empty() || name == "-" || name.contains('.'))
}

/// The names that must be there and of which nothing more is said.
fn undeclared<'a>(named: &[(&'a str, Vec<Place<'a>>)], required: &BTreeSet<&'a str>) -> Vec<&'a str> {
    required.iter().filter(|name| !named.iter().any(|(other, _)| other == *name)).copied().collect()
}

/// What is said of members that no field asks for.
fn others(node: &Node<'_, '_>) -> Others {
    let is_one = node.places().count() == 1;
    let is_like = ["patternProperties", "unevaluatedProperties"].iter().any(|keyword| node.has(keyword));
    match node.peek("additionalProperties") {
        Some(Value::Bool(false)) if is_one && !is_like => {
            node.get("additionalProperties");
            Others::None
        }
        Some(Value::Bool(true)) if is_one && !is_like => {
            node.get("additionalProperties");
            Others::Checked
        }
        None if !is_like => Others::Unsaid,
        _ => Others::Checked,
    }
}

/// `/a/b` as `a.b`
fn path_of(pointer: &str) -> String {
    tokens(pointer).map(key).collect::<Vec<_>>().join(".")
}

/// Whether the schema lets objects through, as far as its `type` says.
pub(super) fn may_be_object(node: &Node<'_, '_>) -> bool {
    match node.peek("type") {
        Some(Value::Array(types)) => types.iter().any(|kind| kind == "object"),
        Some(kind) => kind == "object",
        None => true,
    }
}

/// Whether it is an object that is asked for.
pub(super) fn is_object(node: &Node<'_, '_>) -> bool {
    is_object_within(node, 0)
}

fn is_object_within(node: &Node<'_, '_>, depth: usize) -> bool {
    match node.peek("type") {
        Some(Value::Array(types)) => {
            types.iter().find(|kind| *kind != "null").is_some_and(|kind| kind == "object")
        }
        Some(kind) => kind == "object",
        None => {
            let in_alternative = || {
                let mut first = node.places().filter_map(|place| first_alternative(place));
                let first = first.next().filter(|_| depth < MAX_DEPTH);
                first.is_some_and(|place| is_object_within(&Node::schema(node.context, &[place]), depth + 1))
            };
            ABOUT_OBJECTS.iter().any(|keyword| node.has(keyword)) || in_alternative()
        }
    }
}
