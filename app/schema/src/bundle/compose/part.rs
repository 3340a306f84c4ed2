//! One form that goes into the one form: that of an item, or the questions about the situation.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::logic::{self, Base};
use super::names::Names;
use super::{SHARED, SITUATION};
use crate::applications::FormRef;
use crate::bundle::{BundleItem, BundleLint, BundleLintCode};
use crate::expr::{Expr, under};
use crate::form::{
    Control, Effect, Field, Form, Item, LintCode, Need, Rule, Severity, add_layout, compile_with_places, key,
    token, tokens, without_blocks,
};

/// Members of a definition that have a place in the one form, or are about the form by itself: its document is drawn up
/// from it by its item, and sample answers are nobody's.
const KNOWN: [&str; 10] =
    ["meta", "schema", "uischema", "materials", "x-rules", "x-text", "body", "data", "name", "label"];

/// A form that goes into the one form.
pub(super) struct Part<'a> {
    /// The item whose form it is; none for the questions.
    pub(super) item: Option<&'a BundleItem>,
    pub(super) of: FormRef,
    /// The definition, with its blocks written out and its layout in steps.
    pub(super) definition: Value,
    pub(super) form: Form,
    /// Its rules, as far as no schema implies them.
    pub(super) rules: Vec<Rule>,
    /// What its properties are called in the one form; nothing for the questions, which stand in a property of their own.
    pub(super) properties: BTreeMap<String, String>,
    /// What its pages and groups are called there.
    pub(super) pages: BTreeMap<String, String>,
    /// What its schemas that are referred to are called there.
    pub(super) shared_schemas: BTreeMap<String, String>,
    /// Where the fields stand that others ask too.
    pub(super) shared: BTreeMap<String, String>,
    /// What its documents are called there; nothing for those that another stands for.
    pub(super) materials: BTreeMap<String, Option<String>>,
    /// Fields that stand on no page and must be answered.
    pub(super) unplaced: Vec<String>,
}

impl<'a> Part<'a> {
    pub(super) fn open(item: Option<&'a BundleItem>, of: FormRef, definition: &Value) -> Self {
        let key = item.map_or(SITUATION, |item| item.key.as_str());
        let definition = in_steps(without_blocks(&as_file(definition)), key);
        let (form, places, lints) = compile_with_places(&definition);
        let said = form.rules.iter().zip(&places).filter(|(_, at)| !at.starts_with("/schema"));
        let rules = said.map(|(rule, _)| rule.clone()).collect();
        let unplaced = lints.iter().filter(|lint| lint.code == LintCode::Unplaced).map(|lint| &lint.detail);
        let is_needed = |pointer: &&String| {
            form.fields.iter().any(|field| field.pointer == **pointer && field.need == Need::Required)
        };
        let unplaced = unplaced.filter(is_needed).cloned().collect();
        Self {
            item,
            of,
            definition,
            form,
            rules,
            properties: BTreeMap::new(),
            pages: BTreeMap::new(),
            shared_schemas: BTreeMap::new(),
            shared: BTreeMap::new(),
            materials: BTreeMap::new(),
            unplaced,
        }
    }

    pub(super) fn key(&self) -> &str {
        self.item.map_or(SITUATION, |item| item.key.as_str())
    }

    /// The code of the item, for lints.
    pub(super) fn code(&self) -> Vec<String> {
        self.item.map(|item| item.item.clone()).into_iter().collect()
    }

    /// Whether it is asked, if that hangs on anything.
    pub(super) fn when(&self) -> Option<&Expr> {
        self.item.and_then(|item| item.when.as_ref())
    }

    /// Chooses the names that it has in the one form.
    pub(super) fn name(&mut self, names: &mut (Names, Names, Names)) {
        let (properties, pages, schemas) = names;
        let key = self.key().to_owned();
        if self.item.is_some() {
            let own: BTreeSet<String> = self.form.fields.iter().map(|field| first(&field.pointer)).collect();
            let said = self.definition.pointer("/schema/properties").and_then(Value::as_object);
            let mut all: Vec<String> = said.into_iter().flat_map(Map::keys).cloned().collect();
            let more: Vec<String> = own.into_iter().filter(|name| !all.contains(name)).collect();
            all.extend(more);
            self.properties = all
                .into_iter()
                .map(|name| {
                    let taken = properties.take(&name, &key);
                    (name, taken)
                })
                .collect();
        }
        let mut ids = Vec::new();
        self.form.every_page().for_each(|page| {
            ids.push(page.id.clone());
            group_ids(&page.items, &mut ids);
        });
        self.pages = ids
            .into_iter()
            .map(|id| {
                let taken = pages.take(&id, &key);
                (id, taken)
            })
            .collect();
        for keyword in ["$defs", "definitions"] {
            let named = self.definition.pointer(&format!("/schema/{keyword}")).and_then(Value::as_object);
            for name in named.into_iter().flat_map(Map::keys) {
                let taken = schemas.take(name, &key);
                self.shared_schemas.insert(format!("/{keyword}/{}", token(name)), taken);
            }
        }
    }

    /// Where a place of its answers stands in the one form.
    pub(super) fn place(&self, own: &str) -> String {
        if let Some((from, to)) = self.shared.iter().find(|(from, _)| under(own, from)) {
            return format!("{to}{}", &own[from.len()..]);
        }
        if self.item.is_none() {
            return format!("/{SITUATION}{own}");
        }
        let mut tokens = tokens(own);
        let Some(first) = tokens.next() else { return String::new() };
        let name = self.properties.get(&key(first)).map_or_else(|| first.to_owned(), |name| token(name));
        tokens.fold(format!("/{name}"), |place, token| place + "/" + token)
    }

    /// A condition of its own about its answers as a whole.
    pub(super) fn expr(&self, expr: &Expr) -> Expr {
        logic::moved(expr, Base::Whole, &|own| self.place(own))
    }

    /// A condition of a rule, which may be about a row.
    pub(super) fn expr_of(&self, rule: &Rule, expr: &Expr) -> Expr {
        let base = if rule.row.is_empty() { Base::Whole } else { Base::Row };
        logic::moved(expr, base, &|own| self.place(own))
    }

    /// Whether a field is asked of a person: it is on a page of theirs, and neither fixed nor always computed.
    pub(super) fn is_asked(&self, field: &Field) -> bool {
        let is_computed = |rule: &Rule| {
            let is_always = rule.row.is_empty() && rule.when == Expr::Value(true.into());
            is_always && matches!(rule.effect, Effect::Compute(_)) && rule.targets.contains(&field.pointer)
        };
        let is_here =
            |place: usize| self.form.fields.get(place).is_some_and(|other| other.pointer == field.pointer);
        !field.read_only
            && self.form.pages.iter().any(|page| stands(&page.items, &is_here))
            && !self.form.official().into_iter().any(is_here)
            && !self.form.rules.iter().any(is_computed)
    }

    /// How many questions it asks of a person.
    pub(super) fn asked(&self) -> u32 {
        let asked = self.form.fields.iter().filter(|field| self.is_asked(field));
        asked.map(|field| questions(field, &self.form, &field.pointer)).sum()
    }

    /// What stands in it and has no place in the one form.
    pub(super) fn strange(&self) -> Vec<BundleLint> {
        let members = self.definition.as_object().into_iter().flatten();
        let strange = members.filter(|(name, _)| !KNOWN.contains(&name.as_str()));
        let mut lints: Vec<BundleLint> = strange
            .map(|(name, _)| {
                let pointer = format!("/{}", token(name));
                self.lint(pointer, BundleLintCode::NotBrought, Severity::Warning, name)
            })
            .collect();
        if self.reads_anything() {
            let code = BundleLintCode::NotBrought;
            lints.push(self.lint("/x-rules".to_owned(), code, Severity::Error, "var"));
        }
        lints
    }

    /// Whether a condition reads all of the answers, or by a name that is computed: it cannot be told what.
    fn reads_anything(&self) -> bool {
        let whole = self.form.rules.iter().filter(|rule| rule.row.is_empty());
        let exprs =
            whole.flat_map(Rule::exprs).chain(self.form.materials.iter().filter_map(|it| it.when.as_ref()));
        exprs.into_iter().any(|expr| expr.reads().contains(""))
    }

    pub(super) fn lint(
        &self,
        pointer: String,
        code: BundleLintCode,
        severity: Severity,
        detail: &str,
    ) -> BundleLint {
        BundleLint { pointer, code, severity, items: self.code(), detail: detail.to_owned() }
    }
}

/// The first name in a pointer.
pub(super) fn first(pointer: &str) -> String {
    tokens(pointer).next().map(key).unwrap_or_default()
}

/// The names that no item's property may have.
pub(super) fn reserved() -> Names {
    Names::taken([SITUATION, SHARED])
}

/// What of a field is asked: a table by its columns once.
fn questions(field: &Field, form: &Form, at: &str) -> u32 {
    let Control::Repeat { fields, .. } = &field.control else { return 1 };
    let row = format!("{at}/-");
    let is_computed = |field: &Field| {
        form.rules.iter().any(|rule| {
            rule.row == row
                && matches!(rule.effect, Effect::Compute(_))
                && rule.targets.contains(&field.pointer)
        })
    };
    let asked = fields.iter().filter(|field| !field.read_only && !is_computed(field));
    asked.map(|field| questions(field, form, &format!("{row}{}", field.pointer))).sum()
}

/// Whether a field of which this holds stands among the items.
fn stands(items: &[Item], is_it: &dyn Fn(usize) -> bool) -> bool {
    items.iter().any(|item| match item {
        Item::Field(place) => is_it(*place),
        Item::Group { items, .. } | Item::Row { items } => stands(items, is_it),
        Item::Note { .. } | Item::Material(_) | Item::Action { .. } => false,
    })
}

fn group_ids(items: &[Item], into: &mut Vec<String>) {
    for item in items {
        if let Item::Group { id, .. } = item
            && !id.is_empty()
        {
            into.push(id.clone());
        }
        if let Item::Group { items, .. } | Item::Row { items } = item {
            group_ids(items, into);
        }
    }
}

/// A bare JSON Schema as a definition file.
fn as_file(definition: &Value) -> Value {
    let is_bare = ["$schema", "properties"].iter().any(|keyword| definition.get(keyword).is_some())
        || definition.get("schema").is_none();
    if is_bare { json!({"schema": definition}) } else { definition.clone() }
}

/// The definition with a layout whose elements are steps; one that has none is a step of this name.
fn in_steps(mut definition: Value, id: &str) -> Value {
    if definition.get("uischema").is_none() {
        add_layout(&mut definition);
    }
    let layout = definition["uischema"].take();
    let is_steps = layout.get("type").is_some_and(|kind| kind == "Categorization");
    definition["uischema"] = if is_steps {
        layout
    } else {
        let title = definition.pointer("/schema/title").or_else(|| definition.pointer("/meta/title"));
        let title = title.or_else(|| definition.pointer("/meta/id")).cloned();
        let label = title.unwrap_or_else(|| "1".into());
        let step = json!({"type": "Category", "label": label, "options": {"id": id}, "elements": [layout]});
        follow_into_step(&mut definition);
        json!({"type": "Categorization", "elements": [step]})
    };
    definition
}

/// Texts of a layout that stands in a step now.
fn follow_into_step(definition: &mut Value) {
    let languages = definition.get_mut("x-text").and_then(Value::as_object_mut);
    for texts in languages.into_iter().flatten().filter_map(|(_, texts)| texts.as_object_mut()) {
        let moved = |at: String| match at.strip_prefix("/uischema") {
            Some(rest) => format!("/uischema/elements/0/elements/0{rest}"),
            None => at,
        };
        *texts = std::mem::take(texts).into_iter().map(|(at, text)| (moved(at), text)).collect();
    }
}
