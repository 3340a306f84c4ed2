//! The schema of the one form: the properties of every part under their new names, and what several ask, once.

use serde_json::{Map, Value, json};

use super::SITUATION;
use super::logic::{self, Base};
use super::moves::Moves;
use super::part::Part;
use super::share::{self, Group};
use crate::bundle::{BundleLint, BundleLintCode};
use crate::expr::{Expr, path_of_pointer, pointer_of_path};
use crate::form::{Severity, key, pointer_of_scope, token, tokens};

/// What a root schema says that is said anew, or says nothing about its members.
const SAID_ANEW: [&str; 12] = [
    "$schema",
    "$id",
    "id",
    "$comment",
    "$defs",
    "definitions",
    "type",
    "title",
    "description",
    "properties",
    "required",
    "additionalProperties",
];
/// What can be said of the members of one item among others, and holds where none of them is there.
const CONDITIONAL: [&str; 6] = ["allOf", "if", "then", "else", "dependentRequired", "dependentSchemas"];
/// The same, and may not hold where none of them is there.
const DEMANDING: [&str; 3] = ["anyOf", "oneOf", "not"];
/// Keywords whose values are answers, not schemas.
const LITERALS: [&str; 5] = ["const", "enum", "default", "examples", "example"];
/// Keywords whose values hold schemas by names.
const NAMES: [&str; 5] = ["properties", "patternProperties", "$defs", "definitions", "dependentSchemas"];
/// Drafts in which what stands beside a reference does not count.
const ALONE: [&str; 5] = ["draft-03", "draft-04", "draft-05", "draft-06", "draft-07"];

/// The schema of the one form in the making.
#[derive(Default)]
pub(super) struct Root {
    properties: Map<String, Value>,
    required: Vec<String>,
    all_of: Vec<Value>,
    defs: Map<String, Value>,
}

impl Root {
    pub(super) fn into_value(self) -> Value {
        let mut root = json!({"type": "object", "properties": self.properties, "required": self.required});
        if !self.all_of.is_empty() {
            root["allOf"] = self.all_of.into();
        }
        if !self.defs.is_empty() {
            root["$defs"] = self.defs.into();
        }
        root
    }

    /// Adds what several items ask.
    pub(super) fn shared(&mut self, parts: &[Part<'_>], groups: &[Group], moves: &mut [Moves]) {
        for group in groups {
            let is_led = share::is_led_by_questions(parts, group);
            if !is_led {
                let names = share::names(&group.place);
                self.put_shared(&names, group, share::is_required(parts, group));
            }
            for (place, member) in group.members.iter().enumerate() {
                let at = share::schema_place(&member.pointer);
                match (place, is_led) {
                    (0, true) => {}
                    (0, false) => moves[member.part].to(at, share::schema_place(&group.place)),
                    _ => moves[member.part].gone(at),
                }
            }
        }
    }

    fn put_shared(&mut self, names: &[String], group: &Group, is_required: bool) {
        let [shared, of, name] = names else { return };
        let object = || json!({"type": "object", "properties": {}, "required": []});
        if !self.properties.contains_key(shared) {
            self.required.push(shared.clone());
        }
        let all = self.properties.entry(shared.clone()).or_insert_with(object);
        if all["properties"].get(of).is_none() {
            all["properties"][of] = object();
            push(&mut all["required"], of);
        }
        let of = &mut all["properties"][of];
        of["properties"][name] = group.schema.clone();
        if is_required {
            push(&mut of["required"], name);
        }
    }

    /// Adds the properties of a part.
    pub(super) fn part(
        &mut self,
        part: &Part<'_>,
        groups: &[Group],
        moves: &mut Moves,
        lints: &mut Vec<BundleLint>,
    ) {
        let Some(mut schema) = part.definition.get("schema").cloned() else { return };
        if part.item.is_some() {
            for pointer in part.shared.keys() {
                take_out(&mut schema, pointer);
            }
        } else {
            narrow(&mut schema, part, groups);
        }
        let mut work = Rewriting { part, is_alone: is_alone(&schema), lints };
        work.schema(&mut schema, (Base::Whole, false), "/schema");
        if part.item.is_none() {
            self.questions(schema, part, moves);
            return;
        }
        let place = |name: &str| share::schema_place(&format!("/{}", token(name)));
        let new = |name: &String| part.properties.get(name).unwrap_or(name).clone();
        for (name, member) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
            moves.to(place(name), place(&new(name)));
            self.properties.insert(new(name), member.clone());
        }
        let required = schema.get("required").and_then(Value::as_array).into_iter().flatten();
        self.required.extend(required.filter_map(Value::as_str).map(|name| new(&name.to_owned())));
        self.definitions(&schema, part, moves);
        self.more(&schema, part, moves, lints);
    }

    /// The questions stand in a property of their own, which is always there.
    fn questions(&mut self, schema: Value, part: &Part<'_>, moves: &mut Moves) {
        self.definitions(&schema, part, moves);
        moves.to("/schema", format!("/schema/properties/{SITUATION}"));
        let mut schema = schema;
        if let Value::Object(members) = &mut schema {
            for keyword in ["$schema", "$id", "id", "$defs", "definitions"] {
                members.shift_remove(keyword);
            }
            members.entry("type").or_insert_with(|| "object".into());
        }
        self.properties.insert(SITUATION.to_owned(), schema);
        self.required.push(SITUATION.to_owned());
    }

    fn definitions(&mut self, schema: &Value, part: &Part<'_>, moves: &mut Moves) {
        for (place, name) in &part.shared_schemas {
            if let Some(held) = schema.pointer(place) {
                moves.to(format!("/schema{place}"), format!("/schema/$defs/{}", token(name)));
                self.defs.insert(name.clone(), held.clone());
            }
        }
    }

    /// What is said of the answers of an item as a whole.
    fn more(&mut self, schema: &Value, part: &Part<'_>, moves: &mut Moves, lints: &mut Vec<BundleLint>) {
        let mut held = Map::new();
        for (keyword, value) in schema.as_object().into_iter().flatten() {
            let name = keyword.as_str();
            let is_plain =
                SAID_ANEW.contains(&name) && (name != "additionalProperties" || value.is_boolean());
            let is_demanding = DEMANDING.contains(&name) && part.when().is_none();
            if is_plain || name.starts_with("x-") {
                continue;
            }
            if CONDITIONAL.contains(&name) || is_demanding {
                held.insert(keyword.clone(), value.clone());
            } else {
                let at = format!("/schema/{}", token(name));
                lints.push(part.lint(at, BundleLintCode::NotBrought, Severity::Error, name));
            }
        }
        if !held.is_empty() {
            let mut held = Value::Object(held);
            rename(&mut held, part, 0);
            let place = self.all_of.len();
            for keyword in CONDITIONAL.into_iter().chain(DEMANDING) {
                moves.to(format!("/schema/{keyword}"), format!("/schema/allOf/{place}/{keyword}"));
            }
            self.all_of.push(held);
        }
    }
}

/// The narrowest bounds of what items ask as the questions do.
fn narrow(schema: &mut Value, part: &Part<'_>, groups: &[Group]) {
    for group in groups {
        let Some(own) = group.place.strip_prefix(&format!("/{SITUATION}")) else { continue };
        let is_own = part.form.fields.iter().any(|field| field.pointer == own);
        let at = share::schema_place(own);
        if let Some(member) =
            at.strip_prefix("/schema").and_then(|at| schema.pointer_mut(at)).filter(|_| is_own)
        {
            *member = group.schema.clone();
        }
    }
}

/// Takes a member out, and the objects that are empty without it.
fn take_out(schema: &mut Value, pointer: &str) {
    let mut left = pointer;
    while let Some((parent, name)) = left.rsplit_once('/') {
        let at = share::schema_place(parent);
        let Some(object) = at.strip_prefix("/schema").and_then(|at| schema.pointer_mut(at)) else { return };
        let name = key(name);
        if let Some(required) = object.get_mut("required").and_then(Value::as_array_mut) {
            required.retain(|other| *other != name.as_str());
        }
        let Some(members) = object.get_mut("properties").and_then(Value::as_object_mut) else { return };
        members.shift_remove(&name);
        if !members.is_empty() || parent.is_empty() {
            return;
        }
        left = parent;
    }
}

/// The names of an item's properties in what is said of its answers as a whole.
fn rename(schema: &mut Value, part: &Part<'_>, depth: usize) {
    let Some(members) = schema.as_object_mut().filter(|_| depth < 12) else { return };
    for (keyword, value) in members.iter_mut() {
        match (keyword.as_str(), value) {
            ("properties" | "dependentRequired" | "dependentSchemas", Value::Object(named)) => {
                let all = std::mem::take(named);
                named.extend(all.into_iter().map(|(name, mut value)| {
                    if keyword == "dependentSchemas" {
                        rename(&mut value, part, depth + 1);
                    } else if keyword == "dependentRequired" {
                        renamed_all(&mut value, part);
                    }
                    (part.properties.get(&name).unwrap_or(&name).clone(), value)
                }));
            }
            ("required", names) => renamed_all(names, part),
            ("allOf" | "anyOf" | "oneOf", Value::Array(each)) => {
                each.iter_mut().for_each(|schema| rename(schema, part, depth + 1));
            }
            ("if" | "then" | "else" | "not", schema) => rename(schema, part, depth + 1),
            _ => {}
        }
    }
}

fn renamed_all(names: &mut Value, part: &Part<'_>) {
    for name in names.as_array_mut().into_iter().flatten() {
        if let Some(new) = name.as_str().and_then(|name| part.properties.get(name)) {
            *name = new.as_str().into();
        }
    }
}

fn is_alone(schema: &Value) -> bool {
    let draft = schema.get("$schema").and_then(Value::as_str).unwrap_or_default();
    ALONE.iter().any(|other| draft.contains(other))
}

/// References and formulas of a schema, for their new places.
struct Rewriting<'r, 'a> {
    part: &'r Part<'a>,
    is_alone: bool,
    lints: &'r mut Vec<BundleLint>,
}

impl Rewriting<'_, '_> {
    /// `has_own_root`: whether references are relative to a schema within, which moves as a whole.
    fn schema(&mut self, schema: &mut Value, (base, has_own_root): (Base, bool), at: &str) {
        match schema {
            Value::Array(entries) => {
                for (place, entry) in entries.iter_mut().enumerate() {
                    self.schema(entry, (base, has_own_root), &format!("{at}/{place}"));
                }
            }
            Value::Object(members) => {
                let is_reference = members.get("$ref").is_some_and(Value::is_string);
                if self.is_alone && is_reference {
                    members.retain(|name, _| name == "$ref");
                }
                let id = members.get("$id").or_else(|| members.get("id")).and_then(Value::as_str);
                let is_root = id.is_some_and(|id| !id.starts_with('#')) && at != "/schema";
                for (keyword, value) in members.iter_mut() {
                    let at = format!("{at}/{}", token(keyword));
                    self.keyword(keyword, value, (base, has_own_root || is_root), &at);
                }
            }
            _ => {}
        }
    }

    fn keyword(&mut self, keyword: &str, value: &mut Value, (base, own): (Base, bool), at: &str) {
        let within = if ["items", "prefixItems", "contains"].contains(&keyword) { Base::Row } else { base };
        match keyword {
            "$ref" if !own => self.reference(value, at),
            "x-compute" => {
                if let Ok(expr) = Expr::parse(value) {
                    let moved = logic::moved(&expr, base, &|own| self.part.place(own));
                    self.may_be_shared(at, moved != expr);
                    *value = moved.to_value();
                }
            }
            "x-computed" if base == Base::Whole => {
                let mut is_moved = false;
                for name in value.get_mut("args").and_then(Value::as_array_mut).into_iter().flatten() {
                    if let Some(path) = name.as_str() {
                        let moved = path_of_pointer(&self.part.place(&pointer_of_path(path)));
                        is_moved |= moved != path;
                        *name = moved.into();
                    }
                }
                self.may_be_shared(at, is_moved);
            }
            _ if LITERALS.contains(&keyword) || keyword.starts_with("x-") => {}
            _ if NAMES.contains(&keyword) => {
                for (name, member) in value.as_object_mut().into_iter().flatten() {
                    self.schema(member, (within, own), &format!("{at}/{}", token(name)));
                }
            }
            _ => self.schema(value, (within, own), at),
        }
    }

    /// What is computed in a schema that others refer to may be meant for rows too.
    fn may_be_shared(&mut self, at: &str, is_moved: bool) {
        if is_moved && (at.starts_with("/schema/$defs") || at.starts_with("/schema/definitions")) {
            let lint =
                self.part.lint(at.to_owned(), BundleLintCode::NotBrought, Severity::Error, "x-compute");
            self.lints.push(lint);
        }
    }

    fn reference(&mut self, value: &mut Value, at: &str) {
        let reference = value.as_str().unwrap_or_default().to_owned();
        let Some(fragment) = reference.strip_prefix('#') else { return };
        let named = self.part.shared_schemas.iter().find_map(|(place, name)| {
            let rest = fragment.strip_prefix(place.as_str())?;
            (rest.is_empty() || rest.starts_with('/')).then(|| format!("#/$defs/{}{rest}", token(name)))
        });
        // A reference to a property, or to something within it.
        let (head, rest) = match fragment.find("/items") {
            Some(end) => fragment.split_at(end),
            None => (fragment, ""),
        };
        let property = pointer_of_scope(&format!("#{head}")).filter(|pointer| !pointer.is_empty());
        let property = property.map(|pointer| {
            let place = share::schema_place(&self.part.place(&pointer));
            format!("#{}{rest}", place.trim_start_matches("/schema"))
        });
        match named.or(property) {
            Some(new) => *value = new.into(),
            None => {
                let lint =
                    self.part.lint(at.to_owned(), BundleLintCode::NotBrought, Severity::Error, &reference);
                self.lints.push(lint);
            }
        }
    }
}

fn push(list: &mut Value, name: &str) {
    if let Value::Array(entries) = list {
        entries.push(name.into());
    }
}

/// The names in a pointer as a scope of the layout.
pub(super) fn scope(pointer: &str) -> String {
    tokens(pointer).fold("#".to_owned(), |scope, name| scope + "/properties/" + name)
}
