//! Conditions and formulas: what they read by name, relative to the answers, a row, or an entry of a list.

use serde_json::Value;

use super::Renaming;
use crate::expr::{path_of_pointer, pointer_of_path, under};
use crate::form::pointer::{token, tokens};

/// What names are relative to.
#[derive(Clone)]
pub(super) enum Base {
    /// The answers, or a row.
    At(String),
    /// `current` is an entry of the list, `accumulator` nothing that can be known.
    Folding(Box<Self>),
    /// Not known: an entry of a list that is computed.
    Unknown,
}

impl Renaming {
    pub(super) fn logic(&mut self, rule: &mut Value, base: &Base, at: &str) {
        match rule {
            Value::Array(entries) => self.all(entries, base, at, 0),
            Value::Object(members) if members.len() == 1 => {
                if let Some((name, args)) = members.iter_mut().next() {
                    let name = name.clone();
                    self.call(&name, args, base, &format!("{at}/{name}"));
                }
            }
            _ => {}
        }
    }

    fn all(&mut self, entries: &mut [Value], base: &Base, at: &str, from: usize) {
        for (place, entry) in entries.iter_mut().enumerate().skip(from) {
            self.logic(entry, base, &format!("{at}/{place}"));
        }
    }

    fn call(&mut self, name: &str, args: &mut Value, base: &Base, at: &str) {
        match (name, args) {
            ("var", Value::Array(args)) => {
                if let Some(path) = args.first_mut() {
                    self.read(path, base, &format!("{at}/0"));
                }
                self.all(args, base, at, 1);
            }
            ("var", path) => self.read(path, base, at),
            ("missing", names) => self.read_all(names, base, at),
            ("missing_some", Value::Array(args)) => {
                if let Some(names) = args.get_mut(1) {
                    self.read_all(names, base, &format!("{at}/1"));
                }
            }
            ("some" | "all" | "none" | "filter" | "map" | "reduce", Value::Array(args)) => {
                let entry = args.first().map_or(Base::Unknown, |list| entry_of(list, base));
                let entry = if name == "reduce" { Base::Folding(Box::new(entry)) } else { entry };
                for (place, arg) in args.iter_mut().enumerate() {
                    self.logic(arg, if place == 1 { &entry } else { base }, &format!("{at}/{place}"));
                }
            }
            (_, args) => self.logic(args, base, at),
        }
    }

    fn read_all(&mut self, names: &mut Value, base: &Base, at: &str) {
        match names {
            Value::Array(names) => {
                for (place, name) in names.iter_mut().enumerate() {
                    self.read_all(name, base, &format!("{at}/{place}"));
                }
            }
            name => self.read(name, base, at),
        }
    }

    /// A name, or what computes one.
    fn read(&mut self, path: &mut Value, base: &Base, at: &str) {
        if path.is_object() {
            self.unclear.insert(at.to_owned());
            self.logic(path, base, at);
        } else {
            self.path(path, base, at);
        }
    }

    /// A dotted path, relative to the base.
    pub(super) fn path(&mut self, path: &mut Value, base: &Base, at: &str) {
        let Value::String(text) = path else { return };
        if text.starts_with('/') {
            // Of the answers as a whole, wherever it stands.
            if let Some(pointer) = self.renamed(text) {
                *text = pointer;
                self.touched.insert(at.to_owned());
            }
            return;
        }
        let read = pointer_of_path(text);
        let (base, read, before) = match base {
            Base::At(base) => (base, read.as_str(), ""),
            Base::Folding(entry) => match (&**entry, read.strip_prefix("/current")) {
                (Base::At(entry), Some(rest)) => (entry, rest, "/current"),
                _ => return self.doubt(text, at),
            },
            Base::Unknown => return self.doubt(text, at),
        };
        if let Some(pointer) = self.renamed(&format!("{base}{read}")) {
            let relative = tokens(&pointer).skip(tokens(base).count());
            let relative = relative.fold(before.to_owned(), |pointer, token| pointer + "/" + token);
            let relative = path_of_pointer(&relative);
            if *text != relative {
                *text = relative;
                self.touched.insert(at.to_owned());
            }
        }
    }

    /// It may be the field, if it is called so.
    fn doubt(&mut self, path: &str, at: &str) {
        if path.split('.').any(|name| name == self.old) {
            self.unclear.insert(at.to_owned());
        }
    }
}

/// What an entry of the list is relative to: a list that is read, or part of one.
fn entry_of(list: &Value, base: &Base) -> Base {
    let Some((name, args)) =
        list.as_object().filter(|call| call.len() == 1).and_then(|call| call.iter().next())
    else {
        return Base::Unknown;
    };
    let first = args.as_array().map_or(Some(args), |args| args.first());
    match (name.as_str(), first, base) {
        ("var", Some(Value::String(path)), Base::At(base)) => {
            Base::At(format!("{base}{}/-", pointer_of_path(path)))
        }
        ("filter", Some(list), _) => entry_of(list, base),
        _ => Base::Unknown,
    }
}

/// Where a document of another kind (a process, a dashboard) speaks of a field: places of texts and of
/// keys that are its pointer or lead through it, as a pointer or as a dotted path.
pub fn mentions(document: &Value, pointer: &str) -> Vec<String> {
    let mut found = Vec::new();
    search(document, pointer, "", &mut found);
    found
}

fn search(value: &Value, pointer: &str, at: &str, found: &mut Vec<String>) {
    match value {
        Value::String(text) if text.starts_with('/') && under(text, pointer) => found.push(at.to_owned()),
        Value::String(text) if at.contains("/var") && under(&pointer_of_path(text), pointer) => {
            found.push(at.to_owned());
        }
        Value::Array(entries) => {
            let each = entries.iter().enumerate();
            each.for_each(|(place, entry)| search(entry, pointer, &format!("{at}/{place}"), found));
        }
        Value::Object(members) => {
            for (name, member) in members {
                let at = format!("{at}/{}", token(name));
                // What tasks may do with fields is kept by their pointers.
                if name.starts_with('/') && under(name, pointer) {
                    found.push(at.clone());
                }
                search(member, pointer, &at, found);
            }
        }
        _ => {}
    }
}
