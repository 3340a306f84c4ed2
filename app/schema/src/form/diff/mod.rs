//! What is different between two versions of a form: [`diff`], as data. The sentences are the portal's.
//!
//! Whatever differs is said: what has no words of its own is a setting with its name and both values.

mod field;
mod kinds;
mod names;
mod page;
mod pair;
mod rule;
#[cfg(test)]
mod tests;

use serde_json::{Map, Value};

use super::compile::compile;
use super::program::{Form, Material};

pub use kinds::{Difference, Named};
pub use names::{Name, NamedValue, names};
pub(super) use pair::{Pair, Pairing};
pub(super) use rule::collect;

/// Everything that is different, in the order in which a form is read: the form, its pages, its fields, what is checked
/// of them together, its rules, its materials.
pub fn diff(old: &Form, new: &Form) -> Vec<Difference> {
    diff_paired(old, new, &Pairing::of(old, new))
}

/// What is different between two definitions, with what sentences about it need.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    /// Everything that is different, also what no program carries.
    pub differences: Vec<Difference>,
    /// For each of them the page it is about; none for what belongs to no page.
    pub pages: Vec<Option<Named>>,
    /// What the data are called that conditions among them read.
    pub names: Vec<Name>,
}

/// Compares two definitions. Both are compiled by the compiler of today, so that only what was edited is different.
pub fn diff_definitions(old: &Value, new: &Value) -> Compared {
    let ((before, _), (after, _)) = (compile(old), compile(new));
    let mut found = diff(&before, &after);
    let (from, to) = (old.get("body"), new.get("body"));
    if from != to {
        let (from, to) = (from.cloned(), to.cloned());
        found.push(Difference::FormChanged { aspect: "body".to_owned(), from, to });
    }
    let (pages, names) = (page::of_each(&before, &after, &found), names(&before, &after, &found));
    Compared { differences: found, pages, names }
}

/// [`diff`] with the fields paired already.
pub(super) fn diff_paired(old: &Form, new: &Form, pairing: &Pairing<'_>) -> Vec<Difference> {
    let mut found = Vec::new();
    meta(old, new, &mut found);
    page::compare(old, new, pairing, &mut found);
    field::compare(old, new, pairing, &mut found);
    wholes(old, new, pairing, &mut found);
    rule::compare(old, new, pairing, &mut found);
    materials(&old.materials, &new.materials, &mut found);
    found
}

fn meta(old: &Form, new: &Form, found: &mut Vec<Difference>) {
    if old.meta.title != new.meta.title {
        let (from, to) = (old.meta.title.clone(), new.meta.title.clone());
        found.push(Difference::TitleChanged { from, to });
    }
    let settings = settings(&old.meta, &new.meta, &["title"]);
    found.extend(settings.into_iter().map(|(aspect, from, to)| Difference::FormChanged { aspect, from, to }));
}

/// What is checked of answers together. What comes and goes with its fields is said of them.
fn wholes(old: &Form, new: &Form, pairing: &Pairing<'_>, found: &mut Vec<Difference>) {
    let key = |whole: &super::Whole| format!("{}{}", whole.row, whole.pointer);
    let before = |at: &str| old.objects.iter().find(|whole| key(whole) == at);
    let is_new = |at: &str| !pairing.keeps_below(at);
    for whole in &new.objects {
        let at = key(whole);
        if before(&at).is_none_or(|other| other != whole) && !is_new(&at) {
            found.push(Difference::WholeChanged { pointer: at });
        }
    }
    let gone = old.objects.iter().map(key).filter(|at| new.objects.iter().all(|whole| key(whole) != *at));
    found.extend(gone.filter(|at| !is_new(at)).map(|pointer| Difference::WholeChanged { pointer }));
    if old.shared != new.shared {
        found.push(Difference::FormChanged { aspect: "shared".to_owned(), from: None, to: None });
    }
}

fn materials(old: &[Material], new: &[Material], found: &mut Vec<Difference>) {
    for gone in old.iter().filter(|material| new.iter().all(|other| other.id != material.id)) {
        found.push(Difference::MaterialRemoved { material: named(gone) });
    }
    for material in new {
        let Some(before) = old.iter().find(|other| other.id == material.id) else {
            let required = material.required;
            found.push(Difference::MaterialAdded { material: named(material), required });
            continue;
        };
        self::material(before, material, found);
    }
    let order = |list: &[Material], other: &[Material]| -> Vec<String> {
        let common = list.iter().filter(|one| other.iter().any(|material| material.id == one.id));
        common.map(|material| material.id.clone()).collect()
    };
    if order(old, new) != order(new, old) {
        found.push(Difference::FormChanged { aspect: "materials_order".to_owned(), from: None, to: None });
    }
}

fn named(material: &Material) -> Named {
    Named { key: material.id.clone(), label: material.name.clone() }
}

fn material(old: &Material, new: &Material, found: &mut Vec<Difference>) {
    let material = || named(new);
    if old.name != new.name {
        let (from, to) = (old.name.clone(), new.name.clone());
        found.push(Difference::MaterialRenamed { material: material(), from, to });
    }
    if old.required != new.required {
        found.push(Difference::MaterialNeedChanged { material: material(), required: new.required });
    }
    if old.when != new.when {
        let (from, to) = (old.when.clone(), new.when.clone());
        found.push(Difference::MaterialConditionChanged { material: material(), from, to });
    }
    for (aspect, from, to) in settings(old, new, &["id", "name", "required", "when"]) {
        found.push(Difference::MaterialChanged { material: material(), aspect, from, to });
    }
}

/// The members in which two values of one type differ when they are written, but for those named. So what a type gains
/// is compared without being listed here.
fn settings(
    old: &impl serde::Serialize,
    new: &impl serde::Serialize,
    but: &[&str],
) -> Vec<(String, Option<Value>, Option<Value>)> {
    let (mut old, new) = (members(old), members(new));
    let mut found = Vec::new();
    for (name, to) in new {
        let from = old.remove(&name);
        if from.as_ref() != Some(&to) {
            found.push((name, from, Some(to)));
        }
    }
    found.extend(old.into_iter().map(|(name, from)| (name, Some(from), None)));
    found.retain(|(name, ..)| !but.contains(&name.as_str()));
    found
}

fn members(value: &impl serde::Serialize) -> Map<String, Value> {
    match serde_json::to_value(value) {
        Ok(Value::Object(members)) => members,
        _ => Map::new(),
    }
}
