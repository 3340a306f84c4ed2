//! Another id for a field: the definition with every reference rewritten, and a list of all that was touched.
//!
//! An id is a name in the data, and conditions, layouts and sample answers speak of it. Labels are no ids: nothing hangs
//! on them.

mod body;
mod layout;
mod logic;
mod places;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use self::logic::Base;
use self::places::Places;
use super::pointer::{key, token, tokens};

pub use logic::mentions;

/// A definition after a field got another id.
#[derive(Clone, Debug, PartialEq)]
pub struct Renamed {
    /// The definition.
    pub definition: Value,
    /// What was rewritten: JSON Pointers into the definition as it is now.
    pub touched: Vec<String>,
    /// Conditions that may mean the field and cannot be read for certain: a name that is computed, an entry of a list
    /// that is computed.
    pub unclear: Vec<String>,
}

/// Why a field cannot get this id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RenameError {
    /// There is no such field.
    NotThere,
    /// Another field has this id.
    Taken,
    /// It would be in another place: only the last part of a pointer is an id.
    Elsewhere,
    /// Empty, or with a dot, which no condition could read; or `-`, which is any row.
    BadName,
    /// Its schema is also that of other fields (`$ref`), which would get another id with it; or it is part of a block,
    /// which names its members itself.
    Shared,
}

/// Gives the field at `from` (rows written `-`) the pointer `to`.
///
/// # Errors
/// The definition has no such field, or it cannot be called that.
pub fn rename(definition: &Value, from: &str, to: &str) -> Result<Renamed, RenameError> {
    let (parent, old) = from.rsplit_once('/').ok_or(RenameError::NotThere)?;
    let (other, new) = to.rsplit_once('/').ok_or(RenameError::BadName)?;
    if parent != other {
        return Err(RenameError::Elsewhere);
    }
    let new = key(new);
    if new.is_empty() || new == "-" || new.contains('.') {
        return Err(RenameError::BadName);
    }
    let places = Places::of(definition);
    let owners = places.owners(definition, parent, &key(old), &new)?;
    let mut work = Renaming {
        root: places.root,
        from: tokens(from).map(ToOwned::to_owned).collect(),
        old: key(old),
        new,
        moved: Vec::new(),
        touched: BTreeSet::new(),
        unclear: BTreeSet::new(),
    };
    let mut definition = definition.clone();
    work.schemas(&mut definition, &owners);
    work.formulas(&mut definition, &places);
    work.addresses(&mut definition, "");
    work.texts(&mut definition);
    work.parts(&mut definition, &places);
    let moved = |at: String| work.moved_place(&at).unwrap_or(at);
    let touched = work.touched.iter().cloned().map(moved).collect::<BTreeSet<_>>().into_iter().collect();
    let unclear = work.unclear.iter().cloned().map(moved).collect::<BTreeSet<_>>().into_iter().collect();
    Ok(Renamed { definition, touched, unclear })
}

/// A condition or formula of another document in which what lies at `from` is called `new`.
pub(crate) fn renamed_in(rule: &Value, from: &str, new: &str) -> Value {
    let from: Vec<String> = tokens(from).map(ToOwned::to_owned).collect();
    let mut work = Renaming {
        root: "",
        old: from.last().map(|last| key(last)).unwrap_or_default(),
        from,
        new: new.to_owned(),
        moved: Vec::new(),
        touched: BTreeSet::new(),
        unclear: BTreeSet::new(),
    };
    let mut rule = rule.clone();
    work.logic(&mut rule, &Base::At(String::new()), "");
    rule
}

/// One renaming under way.
struct Renaming {
    /// Where the schema as a whole stands.
    root: &'static str,
    /// The tokens of the old pointer.
    from: Vec<String>,
    old: String,
    new: String,
    /// Parts of the definition that stand elsewhere now.
    moved: Vec<(String, String)>,
    touched: BTreeSet<String>,
    unclear: BTreeSet<String>,
}

impl Renaming {
    /// The pointer in the answers as it is now, if it leads to or through the field. Rows may be written `-` or by number.
    fn renamed(&self, pointer: &str) -> Option<String> {
        let mut all: Vec<&str> = tokens(pointer).collect();
        let is = |from: &String, token: &&str| {
            from == token || (from == "-" && token.bytes().all(|byte| byte.is_ascii_digit()))
        };
        if all.len() < self.from.len() || !self.from.iter().zip(&all).all(|(from, token)| is(from, token)) {
            return None;
        }
        let new = token(&self.new);
        all[self.from.len() - 1] = &new;
        Some(all.into_iter().fold(String::new(), |pointer, token| pointer + "/" + token))
    }

    /// Where a part of the definition stands now, if it stands elsewhere.
    fn moved_place(&self, at: &str) -> Option<String> {
        self.moved.iter().find_map(|(from, to)| {
            let rest = at.strip_prefix(from.as_str())?;
            (rest.is_empty() || rest.starts_with('/')).then(|| format!("{to}{rest}"))
        })
    }

    /// The schemas of the object that the field is in: its property, and what speaks of its properties by name.
    fn schemas(&mut self, definition: &mut Value, owners: &BTreeSet<String>) {
        for at in owners {
            let Some(Value::Object(schema)) = definition.pointer_mut(at) else { continue };
            self.names(schema, at);
            let path = |name: &str| format!("{at}/properties/{}", token(name));
            self.moved.push((path(&self.old), path(&self.new)));
        }
    }

    /// The names in one schema. Also in one that stands in a condition of the layout.
    fn names(&mut self, schema: &mut Map<String, Value>, at: &str) {
        for keyword in ["properties", "dependentRequired", "dependentSchemas", "dependencies"] {
            if let Some(Value::Object(members)) = schema.get_mut(keyword) {
                self.key(members, &format!("{at}/{keyword}"));
                for (name, names) in members.iter_mut().filter(|_| keyword != "properties") {
                    self.listed(names, &format!("{at}/{keyword}/{}", token(name)));
                }
            }
        }
        if let Some(names) = schema.get_mut("required") {
            self.listed(names, &format!("{at}/required"));
        }
    }

    /// The same object with the field under its new name, in its old place.
    fn key(&mut self, members: &mut Map<String, Value>, at: &str) {
        if !members.contains_key(&self.old) {
            return;
        }
        let all = std::mem::take(members);
        members.extend(all.into_iter().map(|(name, value)| {
            let name = if name == self.old { self.new.clone() } else { name };
            (name, value)
        }));
        self.touched.insert(format!("{at}/{}", token(&self.new)));
    }

    fn listed(&mut self, names: &mut Value, at: &str) {
        for (place, name) in names.as_array_mut().into_iter().flatten().enumerate() {
            if name.as_str() == Some(&self.old) {
                *name = Value::String(self.new.clone());
                self.touched.insert(format!("{at}/{place}"));
            }
        }
    }

    /// What is computed in schemas, from the answers or from the row that the field is in.
    fn formulas(&mut self, definition: &mut Value, places: &Places) {
        for (at, pointers) in &places.all {
            let at = self.moved_place(at).unwrap_or_else(|| at.clone());
            let Some(Value::Object(schema)) = definition.pointer_mut(&at) else { continue };
            let row = pointers.first().and_then(|pointer| pointer.rfind("/-").map(|end| &pointer[..end + 2]));
            let base = Base::At(row.unwrap_or_default().to_owned());
            for (keyword, value) in schema.iter_mut() {
                let at = format!("{at}/{}", token(keyword));
                match keyword.as_str() {
                    // Defaults read data elements; elements and texts are no logic.
                    "x-default" | "x-element" | "x-text" => {}
                    "x-computed" => self.operands(value, &base, &at),
                    other if other.starts_with("x-") => self.logic(value, &base, &at),
                    _ => {}
                }
            }
        }
    }

    /// `{"op": "sum", "args": ["a", "b.c"]}`
    fn operands(&mut self, value: &mut Value, base: &Base, at: &str) {
        let args = value.get_mut("args").and_then(Value::as_array_mut);
        for (place, arg) in args.into_iter().flatten().enumerate() {
            self.path(arg, base, &format!("{at}/args/{place}"));
        }
    }

    /// References into the definition by place (`$ref`).
    fn addresses(&mut self, value: &mut Value, at: &str) {
        let root = self.root;
        match value {
            Value::Object(members) => {
                for (name, member) in members.iter_mut() {
                    let at = format!("{at}/{}", token(name));
                    let fragment =
                        member.as_str().filter(|_| name == "$ref").and_then(|text| text.strip_prefix('#'));
                    match fragment.and_then(|fragment| self.moved_place(&format!("{root}{fragment}"))) {
                        Some(place) => {
                            *member = format!("#{}", place.strip_prefix(root).unwrap_or(&place)).into();
                            self.touched.insert(at);
                        }
                        None => self.addresses(member, &at),
                    }
                }
            }
            Value::Array(entries) => {
                for (place, entry) in entries.iter_mut().enumerate() {
                    self.addresses(entry, &format!("{at}/{place}"));
                }
            }
            _ => {}
        }
    }

    /// `x-text` names places of the definition.
    fn texts(&mut self, definition: &mut Value) {
        let languages = definition.get_mut("x-text").and_then(Value::as_object_mut);
        for (language, texts) in languages.into_iter().flatten() {
            let Some(texts) = texts.as_object_mut() else { continue };
            let all = std::mem::take(texts);
            for (place, text) in all {
                let moved = self.moved_place(&place);
                if let Some(place) = &moved {
                    self.touched.insert(format!("/x-text/{language}/{}", token(place)));
                }
                texts.insert(moved.unwrap_or(place), text);
            }
        }
    }

    /// The parts beside the schema.
    fn parts(&mut self, definition: &mut Value, places: &Places) {
        if let Some(layout) = definition.get_mut("uischema") {
            self.layout(layout, "", "/uischema");
        }
        if let Some(rules) = definition.get_mut("x-rules") {
            self.rules(rules);
        }
        let materials = definition.get_mut("materials").and_then(Value::as_array_mut);
        for (place, material) in materials.into_iter().flatten().enumerate() {
            if let Some(when) = material.get_mut("when") {
                self.logic(when, &Base::At(String::new()), &format!("/materials/{place}/when"));
            }
        }
        if let Some(template) = definition.pointer_mut("/body/template") {
            self.templates(template, places);
        }
        if let Some(data) = definition.get_mut("data") {
            self.data(data, 0, "/data");
        }
    }

    fn rules(&mut self, rules: &mut Value) {
        for (place, rule) in rules.as_array_mut().into_iter().flatten().enumerate() {
            let at = format!("/x-rules/{place}");
            let first = match rule.get("target") {
                Some(Value::Array(targets)) => targets.first(),
                target => target,
            };
            let target = first.and_then(Value::as_str).unwrap_or_default();
            let row = target.rfind("/-").map_or("", |end| &target[..end + 2]);
            let base = Base::At(row.to_owned());
            for (name, member) in rule.as_object_mut().into_iter().flatten() {
                let at = format!("{at}/{}", token(name));
                match name.as_str() {
                    "effect" => {}
                    "target" => self.targets(member, &at),
                    _ => self.logic(member, &base, &at),
                }
            }
        }
    }

    fn targets(&mut self, targets: &mut Value, at: &str) {
        match targets {
            Value::String(target) => {
                if let Some(new) = self.renamed(target) {
                    *target = new;
                    self.touched.insert(at.to_owned());
                }
            }
            Value::Array(targets) => {
                for (place, target) in targets.iter_mut().enumerate() {
                    self.targets(target, &format!("{at}/{place}"));
                }
            }
            _ => {}
        }
    }

    /// Sample answers.
    fn data(&mut self, data: &mut Value, depth: usize, at: &str) {
        let Some(token) = self.from.get(depth).cloned() else { return };
        match data {
            Value::Object(members) if depth + 1 == self.from.len() => self.key(members, at),
            Value::Object(members) => {
                if let Some(member) = members.get_mut(&key(&token)) {
                    self.data(member, depth + 1, &format!("{at}/{token}"));
                }
            }
            Value::Array(rows) if token == "-" => {
                for (place, row) in rows.iter_mut().enumerate() {
                    self.data(row, depth + 1, &format!("{at}/{place}"));
                }
            }
            _ => {}
        }
    }
}
