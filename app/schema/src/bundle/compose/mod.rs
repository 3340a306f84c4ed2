//! The one form: the union of the items' forms, with what several ask asked once.
//!
//! Answers about the situation stand below [`SITUATION`], what several items ask below [`SHARED`]; every other property
//! keeps its name, with the key of its item where that is taken. An item's pages are shown where it applies; its document
//! (正文) stays with it, drawn up from its [`Slice`]; an agency's official part comes along and is not asked.
//!
//! Reading order: [`compose`], `part` (one form opened), `share` (what is one question, and `alike` for whom),
//! `properties`, `steps`, `materials` and `rules` (the parts of a definition), `choices` (what hangs on the questions).

mod alike;
mod choices;
mod logic;
mod materials;
mod moves;
mod names;
mod part;
mod properties;
mod rules;
mod share;
mod steps;

use serde_json::{Map, Value, json};

use self::materials::Materials;
use self::moves::Moves;
use self::names::Names;
use self::part::Part;
use self::properties::Root;
use self::share::Group;
use self::steps::Steps;
use super::lint::{BundleLint, BundleLintCode};
use super::model::Bundle;
use super::slice::{Moved, Slice};
use crate::applications::{FormRef, OWN_PAGES};
use crate::form::{LintCode, Severity, compile, token};
use crate::locale::{Locale, Text};

/// The member of the answers that holds those about the situation.
pub const SITUATION: &str = "situation";
/// The member of the answers that holds what several items ask.
pub const SHARED: &str = "shared";

/// The form of one item.
#[derive(Clone, Debug)]
pub struct ItemForm<'a> {
    /// The code of the item.
    pub item: &'a str,
    /// The form in its version.
    pub form: FormRef,
    /// Its definition.
    pub definition: &'a Value,
}

/// What composition makes of a bundle.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Composed {
    /// The definition of the one form.
    pub definition: Value,
    /// What of it is whose, in the order of the bundle.
    pub slices: Vec<Slice>,
    /// What is doubtful or wrong. With an error the bundle is not to be published.
    pub lints: Vec<BundleLint>,
}

/// Computes the one form. Never fails: what cannot be brought along is missing from it and remarked.
pub fn compose(bundle: &Bundle, forms: &[ItemForm<'_>]) -> Composed {
    let composed = compose_as(bundle, forms, false);
    let is_circle = |lint: &BundleLint| {
        lint.code == BundleLintCode::Form && lint.detail.starts_with(&written(LintCode::RuleCycle))
    };
    // Rules of two items about questions of both may hang on each other.
    if composed.lints.iter().any(is_circle) { compose_as(bundle, forms, true) } else { composed }
}

fn compose_as(bundle: &Bundle, forms: &[ItemForm<'_>], is_strict: bool) -> Composed {
    let (mut parts, mut lints) = open(bundle, forms);
    let (groups, more) = share::shared(&parts, is_strict);
    lints.extend(more);
    for group in &groups {
        for member in &group.members {
            if let Some(part) = parts.get_mut(member.part) {
                part.shared.insert(member.pointer.clone(), group.place.clone());
            }
        }
    }
    let mut materials = materials::name(bundle, &mut parts, &mut lints);
    lints.extend(materials::same_names(&parts));
    lints.extend(parts.iter().flat_map(Part::strange));
    let definition = definition(bundle, &parts, &groups, &mut materials, &mut lints);
    lints.extend(choices::lints(bundle, &parts));
    lints.extend(languages(bundle));
    lints.extend(compiled(&definition));
    let slices = parts.iter().filter_map(|part| slice(part, &materials)).collect();
    Composed { definition, slices, lints }
}

/// The forms opened, the questions first, each with the names that its parts have in the one form.
fn open<'a>(bundle: &'a Bundle, forms: &[ItemForm<'_>]) -> (Vec<Part<'a>>, Vec<BundleLint>) {
    let mut lints = Vec::new();
    let mut parts = Vec::new();
    if let Some(questions) = &bundle.questions {
        let of = FormRef { id: SITUATION.to_owned(), version: bundle.version };
        parts.push(Part::open(None, of, questions));
    }
    for (place, item) in bundle.items.iter().enumerate() {
        match forms.iter().find(|form| form.item == item.item) {
            Some(form) => parts.push(Part::open(Some(item), form.form.clone(), form.definition)),
            None => lints.push(BundleLint {
                pointer: format!("/items/{place}"),
                code: BundleLintCode::NoForm,
                severity: Severity::Error,
                items: vec![item.item.clone()],
                detail: String::new(),
            }),
        }
    }
    let mut names = (part::reserved(), Names::taken(OWN_PAGES), Names::default());
    parts.iter_mut().for_each(|part| part.name(&mut names));
    (parts, lints)
}

fn definition(
    bundle: &Bundle,
    parts: &[Part<'_>],
    groups: &[Group],
    materials: &mut Materials,
    lints: &mut Vec<BundleLint>,
) -> Value {
    let mut moves: Vec<Moves> = parts.iter().map(|_| Moves::default()).collect();
    let mut root = Root::default();
    root.shared(parts, groups, &mut moves);
    let mut steps = Steps::default();
    let mut ids = Names::taken(parts.iter().flat_map(|part| part.pages.values()));
    for (part, moves) in parts.iter().zip(&mut moves) {
        root.part(part, groups, moves, lints);
        materials.part(part, moves);
    }
    for is_questions in [true, false] {
        for (part, moves) in parts.iter().zip(&mut moves).filter(|(it, _)| it.item.is_none() == is_questions)
        {
            steps.part(part, false, moves, lints);
        }
        if is_questions {
            steps.shared(parts, groups, &mut moves, &mut ids);
        }
    }
    for (part, moves) in parts.iter().zip(&mut moves) {
        steps.part(part, true, moves, lints);
    }
    let mut definition = json!({
        "meta": meta(bundle, parts),
        "schema": root.into_value(),
        "uischema": steps.into_value(),
        "materials": materials.all,
    });
    definition["x-rules"] = rules::all(parts, groups, &definition, lints).into();
    let mut texts = Map::new();
    for (part, moves) in parts.iter().zip(&moves) {
        moves.texts(&part.definition, &mut texts);
    }
    texts.retain(|_, all| all.as_object().is_some_and(|all| !all.is_empty()));
    definition["x-text"] = texts.into();
    definition
}

/// What the one form is called, and all that the forms of the items were drawn up from.
fn meta(bundle: &Bundle, parts: &[Part<'_>]) -> Value {
    let mut sources: Vec<Value> = Vec::new();
    for source in parts.iter().flat_map(|part| &part.form.meta.sources) {
        let source = json!(source);
        if !sources.contains(&source) {
            sources.push(source);
        }
    }
    let demonstration = parts.iter().any(|part| part.form.meta.demonstration);
    json!({
        "id": format!("bundle:{}", bundle.item),
        "title": bundle.title,
        "demonstration": demonstration,
        "sources": sources,
    })
}

/// Where what is the item's own stands: whole properties, and what it asks with others.
fn slice(part: &Part<'_>, materials: &Materials) -> Option<Slice> {
    let item = part.item?;
    let mut fields: Vec<Moved> = Vec::new();
    for field in part.form.fields.iter().filter(|field| !part.shared.contains_key(&field.pointer)) {
        let own = format!("/{}", token(&part::first(&field.pointer)));
        let moved = Moved { from: part.place(&own), to: own };
        if !fields.contains(&moved) {
            fields.push(moved);
        }
    }
    // Answers are put in this order: objects before what is in them.
    let shared = part.shared.iter().map(|(to, from)| Moved { from: from.clone(), to: to.clone() });
    fields.extend(shared);
    let own = materials.moved.get(&item.item).cloned().unwrap_or_default();
    Some(Slice {
        item: item.item.clone(),
        form: part.of.clone(),
        fields,
        materials: own,
        asked: part.asked(),
    })
}

/// Names of the bundle itself that lack a language.
fn languages(bundle: &Bundle) -> Vec<BundleLint> {
    let title = ("/title".to_owned(), &bundle.title);
    let materials = bundle.materials.iter().enumerate();
    let materials = materials.map(|(place, it)| (format!("/materials/{place}/name"), &it.name));
    let stages = bundle.stages.iter().enumerate();
    let stages = stages.map(|(place, it)| (format!("/stages/{place}/name"), &it.name));
    let lacks = |text: &Text| Locale::ALL.into_iter().find(|locale| !text.has(*locale));
    let all = std::iter::once(title).chain(materials).chain(stages);
    let lint = |(pointer, text): (String, &Text)| {
        let (code, severity) = (BundleLintCode::MissingLanguage, Severity::Warning);
        let detail = lacks(text)?.tag().to_owned();
        Some(BundleLint { pointer, code, severity, items: Vec::new(), detail })
    };
    all.filter_map(lint).collect()
}

/// What holds up the one form, in the words of the compiler.
fn compiled(definition: &Value) -> Vec<BundleLint> {
    let (_, lints) = compile(definition);
    let errors = lints.into_iter().filter(|lint| lint.severity == Severity::Error);
    let lint = |lint: crate::form::Lint| BundleLint {
        pointer: lint.pointer,
        code: BundleLintCode::Form,
        severity: Severity::Error,
        items: Vec::new(),
        detail: format!("{}: {}", written(lint.code), lint.detail),
    };
    errors.map(lint).collect()
}

fn written(code: LintCode) -> String {
    json!(code).as_str().unwrap_or_default().to_owned()
}
