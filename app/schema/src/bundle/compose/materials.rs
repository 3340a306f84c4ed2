//! The documents of the one form: those that stand for several once, and each item's own.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::logic;
use super::moves::Moves;
use super::names::Names;
use super::part::Part;
use crate::bundle::{Bundle, BundleLint, BundleLintCode, Moved, SharedMaterial};
use crate::expr::Expr;
use crate::form::Severity;

/// Members of a document that stand for several in which they have to agree.
const AGREEING: [&str; 3] = ["required", "capture", "licence"];

/// The documents of all parts, put together.
#[derive(Default)]
pub(super) struct Materials {
    pub(super) all: Vec<Value>,
    /// By the code of the item.
    pub(super) moved: BTreeMap<String, Vec<Moved>>,
}

/// What a document of the part's own is called in the one form; nothing if another stands for it.
pub(super) fn own<'p>(part: &'p Part<'_>, id: &str) -> Option<&'p str> {
    part.materials.get(id).and_then(Option::as_deref)
}

/// Decides which documents stand for which, and what the others are called.
pub(super) fn name(bundle: &Bundle, parts: &mut [Part<'_>], lints: &mut Vec<BundleLint>) -> Materials {
    let mut names = Names::taken(bundle.materials.iter().map(|material| material.id.as_str()));
    let mut made = Materials::default();
    for (place, shared) in bundle.materials.iter().enumerate() {
        made.shared(shared, &format!("/materials/{place}"), parts, lints);
    }
    for part in parts.iter_mut() {
        let ids: Vec<String> = part.form.materials.iter().map(|material| material.id.clone()).collect();
        for id in ids {
            if !part.materials.contains_key(&id) {
                let new = names.take(&id, part.key());
                let code = part.item.map(|item| item.item.clone()).unwrap_or_default();
                made.moved.entry(code).or_default().push(Moved { from: new.clone(), to: id.clone() });
                part.materials.insert(id, Some(new));
            }
        }
    }
    made
}

impl Materials {
    fn shared(
        &mut self,
        shared: &SharedMaterial,
        at: &str,
        parts: &mut [Part<'_>],
        lints: &mut Vec<BundleLint>,
    ) {
        let mut joined: Option<Map<String, Value>> = None;
        let mut wanted: Vec<Option<Expr>> = Vec::new();
        for (place, (item, id)) in shared.stands_for.iter().enumerate() {
            let mut remark = |code, severity, detail: &str| {
                let pointer = format!("{at}/stands_for/{place}");
                let (items, detail) = (vec![item.clone()], detail.to_owned());
                lints.push(BundleLint { pointer, code, severity, items, detail });
            };
            let part = parts.iter_mut().find(|part| part.item.is_some_and(|other| other.item == *item));
            let Some(part) = part else { continue };
            let Some(said) = said(part, id) else {
                remark(BundleLintCode::UnknownMaterial, Severity::Error, id);
                continue;
            };
            match agreed(joined.as_ref(), &said) {
                Ok(one) => joined = Some(one),
                Err(keyword) => {
                    remark(BundleLintCode::DifferentMaterial, Severity::Warning, keyword);
                    continue;
                }
            }
            wanted.push(wanted_by(part, id));
            part.materials.insert(id.clone(), None);
            let moved = Moved { from: shared.id.clone(), to: id.clone() };
            self.moved.entry(item.clone()).or_default().push(moved);
        }
        let Some(mut one) = joined else { return };
        one.insert("id".to_owned(), shared.id.clone().into());
        one.insert("name".to_owned(), json!(shared.name));
        one.shift_remove("when");
        if wanted.iter().all(Option::is_some)
            && let Some(when) = logic::any(wanted.into_iter().flatten())
        {
            one.insert("when".to_owned(), when.to_value());
        }
        self.all.push(one.into());
    }

    /// Adds the documents of a part that none stands for.
    pub(super) fn part(&mut self, part: &Part<'_>, moves: &mut Moves) {
        let listed = part.definition.get("materials").and_then(Value::as_array);
        for (place, said) in listed.into_iter().flatten().enumerate() {
            let id = said.get("id").and_then(Value::as_str).unwrap_or_default();
            let (Some(new), Some(mut one)) = (own(part, id), said.as_object().cloned()) else { continue };
            moves.to(format!("/materials/{place}"), format!("/materials/{}", self.all.len()));
            one.insert("id".to_owned(), new.into());
            one.shift_remove("when");
            if let Some(when) = wanted_by(part, id) {
                one.insert("when".to_owned(), when.to_value());
            }
            self.all.push(one.into());
        }
    }
}

/// When the document of this id is asked for, in the one form; nothing where always.
fn wanted_by(part: &Part<'_>, id: &str) -> Option<Expr> {
    let material = part.form.materials.iter().find(|material| material.id == id);
    let own = material.and_then(|material| material.when.as_ref()).map(|when| part.expr(when));
    logic::all(part.when().cloned().into_iter().chain(own))
}

/// What the definition says of a document that the compiler knows, with what it leaves unsaid and its texts by language.
fn said(part: &Part<'_>, id: &str) -> Option<Map<String, Value>> {
    let known = part.form.materials.iter().find(|material| material.id == id)?;
    let mut said = json!(known).as_object()?.clone();
    let listed = part.definition.get("materials").and_then(Value::as_array)?;
    let source = listed.iter().find(|material| material.get("id").is_some_and(|other| other == id))?;
    // The compiler writes a picture's size as the definition does.
    if let Some(capture) = source.get("capture") {
        said.insert("capture".to_owned(), capture.clone());
    }
    Some(said)
}

/// What is right for both: media types of both, the fewer files.
fn agreed(
    one: Option<&Map<String, Value>>,
    other: &Map<String, Value>,
) -> Result<Map<String, Value>, &'static str> {
    let Some(one) = one else { return Ok(other.clone()) };
    if let Some(keyword) = AGREEING.into_iter().find(|keyword| one.get(*keyword) != other.get(*keyword)) {
        return Err(keyword);
    }
    let types =
        |said: &Map<String, Value>| said.get("accept").and_then(Value::as_array).cloned().unwrap_or_default();
    let theirs = types(other);
    let both: Vec<Value> = types(one).into_iter().filter(|kind| theirs.contains(kind)).collect();
    if both.is_empty() {
        return Err("accept");
    }
    let most = |said: &Map<String, Value>| said.get("max_files").and_then(Value::as_u64).unwrap_or(1);
    let mut joined = one.clone();
    joined.insert("accept".to_owned(), both.into());
    joined.insert("max_files".to_owned(), most(one).min(most(other)).into());
    Ok(joined)
}

/// Documents of the same name that are asked for twice.
pub(super) fn same_names(parts: &[Part<'_>]) -> Vec<BundleLint> {
    let mut seen: BTreeMap<String, &Part<'_>> = BTreeMap::new();
    let mut lints = Vec::new();
    for part in parts.iter().filter(|part| part.item.is_some()) {
        for (place, material) in part.form.materials.iter().enumerate() {
            let name = material.name.get(crate::Locale::ZhCn).to_owned();
            if own(part, &material.id).is_none() {
                continue;
            }
            if let Some(first) = seen.get(&name) {
                let at = format!("/materials/{place}");
                let mut lint = part.lint(at, BundleLintCode::SameMaterial, Severity::Warning, &name);
                lint.items.extend(first.code());
                lints.push(lint);
            } else {
                seen.insert(name, part);
            }
        }
    }
    lints
}
