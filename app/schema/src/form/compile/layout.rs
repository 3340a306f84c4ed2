//! The layout half of a definition: a JSON Forms UI schema as pages of items, or pages made up from the schema.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::context::Context;
use super::field::show;
use super::node::Node;
use super::rules::{Draft, shown_by};
use super::schema::Schema;
use super::{MAX_DEPTH, condition};
use crate::applications::OWN_PAGES;
use crate::expr::under;
use crate::form::Material;
use crate::form::control::Control;
use crate::form::find::materials_on;
use crate::form::lint::LintCode;
use crate::form::pointer::tokens;
use crate::form::program::{Action, Effect, Field, Item, Need, Page};
use crate::form::validate::collect;
use crate::locale::Text;

/// What is said of a field that is required of people who are never asked for it.
pub(super) const NOT_ASKED: &str = "officers answer it: a task may require it, nothing else";

/// The layout in the making: which fields have found a place, and the rules met on the way.
pub(super) struct Layout<'c, 'a> {
    context: &'c Context<'a>,
    schema: Schema,
    /// The place of each field by its pointer.
    places: BTreeMap<String, usize>,
    placed: BTreeSet<usize>,
    rules: Vec<Draft>,
    /// The ids of the documents asked for, and which of them have found a place.
    materials: Vec<String>,
    given: BTreeSet<usize>,
    /// The pages that only officers fill in.
    office: Vec<Page>,
}

impl<'c, 'a> Layout<'c, 'a> {
    pub(super) fn new(context: &'c Context<'a>, schema: Schema, materials: &[Material]) -> Self {
        let pointers = schema.fields.iter().enumerate();
        let places = pointers.map(|(place, field)| (field.pointer.clone(), place)).collect();
        let materials = materials.iter().map(|material| material.id.clone()).collect();
        let (placed, given) = (BTreeSet::new(), BTreeSet::new());
        Self { context, schema, places, placed, rules: Vec::new(), materials, given, office: Vec::new() }
    }

    /// The pages: the categories of a categorization, or one page for any other layout or none.
    pub(super) fn pages(&mut self, uischema: Option<&'a Value>) -> Vec<Page> {
        let at = "/uischema";
        let is_steps = |layout: &Value| layout.get("type").is_some_and(|kind| kind == "Categorization");
        let pages = match uischema {
            Some(steps) if is_steps(steps) => self.steps(steps, at),
            Some(layout) => {
                let items = self.element(layout, at.to_owned(), 0);
                vec![self.single(items)]
            }
            None => {
                let items = self.members("");
                vec![self.single(items)]
            }
        };
        self.check_pages(&pages);
        self.keep_office();
        pages
    }

    /// What stands on pages of the office nobody else is asked.
    fn keep_office(&mut self) {
        let mut places = Vec::new();
        self.office.iter().for_each(|page| collect(&page.items, &mut places));
        for place in places {
            let field = &mut self.schema.fields[place];
            field.read_only = true;
            if std::mem::take(&mut field.need) == Need::Required {
                let pointer = field.pointer.clone();
                self.context.warn(&self.schema.place(&pointer), LintCode::BadValue, NOT_ASKED);
            }
        }
    }

    /// The schema, with what the layout says of its controls, and the rules of the layout. What is needed and was
    /// forgotten in the layout is asked at the end: without it nobody could ever be done.
    pub(super) fn finish(self, pages: &mut [Page]) -> (Schema, Vec<Draft>, Vec<Page>) {
        let unplaced =
            self.schema.fields.iter().enumerate().filter(|(place, _)| !self.placed.contains(place));
        for (place, field) in unplaced {
            self.context.warn(&self.schema.place(&field.pointer), LintCode::Unplaced, &field.pointer);
            if let (Need::Required, Some(page)) = (field.need, pages.last_mut()) {
                page.items.push(Item::Field(place));
            }
        }
        (self.schema, self.rules, self.office)
    }

    fn single(&self, items: Vec<Item>) -> Page {
        let title = self.schema.objects.get("").map(|object| object.title.clone());
        Page { id: "1".to_owned(), title: title.unwrap_or_default(), items, ..Page::default() }
    }

    fn check_pages(&self, pages: &[Page]) {
        let mut ids = BTreeSet::new();
        for page in pages.iter().chain(&self.office) {
            let mut places = Vec::new();
            collect(&page.items, &mut places);
            if places.is_empty() && materials_on(&page.items).is_empty() {
                self.context.error("/uischema", LintCode::UnreachablePage, page.id.as_str());
            }
            let mut named = vec![page.id.as_str()];
            group_ids(&page.items, &mut named);
            for id in named.into_iter().filter(|id| !ids.insert(*id)) {
                self.context.error("/uischema", LintCode::Duplicate, id);
            }
        }
    }

    fn steps(&mut self, steps: &'a Value, at: &str) -> Vec<Page> {
        let Some(node) = Node::open(self.context, steps, at) else { return Vec::new() };
        node.get("type");
        let mut pages = Vec::new();
        for (at, element) in node.entries("elements") {
            let Some(category) = Node::open(self.context, element, at.as_str()) else { continue };
            match category.string("type") {
                Some("Category") => {
                    let number = pages.len() + self.office.len() + 1;
                    let (page, is_official) = self.page(category, number);
                    if is_official { self.office.push(page) } else { pages.push(page) }
                }
                kind => self.context.error(&at, LintCode::UnsupportedElement, kind.unwrap_or("no type")),
            }
        }
        node.close();
        pages
    }

    /// A page, and whether it is one of the office.
    fn page(&mut self, category: Node<'c, 'a>, number: usize) -> (Page, bool) {
        let mut is_official = false;
        let mut page = Page { id: number.to_string(), title: category.text("label"), ..Page::default() };
        if page.title.is_empty() {
            self.context.error(&category.at, LintCode::MissingLabel, "label");
        }
        let options = category
            .get("options")
            .and_then(|options| Node::open(self.context, options, category.path("options")));
        if let Some(options) = options {
            page.id = options.string("id").map_or(page.id, ToOwned::to_owned);
            page.question = options.text("question");
            page.why = options.text("why");
            is_official = options.flag("official") == Some(true);
            options.close();
        }
        if !is_official && OWN_PAGES.contains(&page.id.as_str()) {
            let at = format!("{}/options/id", category.at);
            self.context.error(&at, LintCode::ReservedId, page.id.as_str());
        }
        page.items = self.elements(&category, 0);
        self.rule(&category, &page.items);
        category.close();
        (page, is_official)
    }

    fn elements(&mut self, node: &Node<'c, 'a>, depth: usize) -> Vec<Item> {
        node.entries("elements").flat_map(|(at, element)| self.element(element, at, depth + 1)).collect()
    }

    fn element(&mut self, element: &'a Value, at: String, depth: usize) -> Vec<Item> {
        if depth > MAX_DEPTH {
            self.context.error(&at, LintCode::TooDeep, "");
            return Vec::new();
        }
        let Some(node) = Node::open(self.context, element, at) else { return Vec::new() };
        let items = match node.string("type") {
            Some("Control" | "ListWithDetail") => self.control(&node),
            Some("VerticalLayout" | "Categorization") => self.elements(&node, depth),
            Some("HorizontalLayout") => vec![Item::Row { items: self.elements(&node, depth) }],
            Some("Group" | "Category") => {
                let id = self.group_id(&node);
                vec![Item::Group { id, title: label(&node), items: self.elements(&node, depth) }]
            }
            Some("Label") => vec![Item::Note { text: node.text("text") }],
            Some("Material") => self.material(&node).into_iter().collect(),
            Some("Action") => self.action(&node).into_iter().collect(),
            kind => {
                self.context.error(&node.at, LintCode::UnsupportedElement, kind.unwrap_or("no type"));
                return Vec::new();
            }
        };
        self.rule(&node, &items);
        node.close();
        items
    }

    fn group_id(&self, node: &Node<'c, 'a>) -> String {
        let options =
            node.get("options").and_then(|options| Node::open(self.context, options, node.path("options")));
        let Some(options) = options else { return String::new() };
        let id = options.owned("id");
        options.close_leniently();
        id
    }

    fn control(&mut self, node: &Node<'c, 'a>) -> Vec<Item> {
        let scope = node.string("scope").unwrap_or_default();
        let label = label(node);
        let options =
            node.get("options").and_then(|options| Node::open(self.context, options, node.path("options")));
        let pointer = pointer_of_scope(scope);
        let known = pointer.as_ref().and_then(|pointer| self.places.get(pointer).copied());
        match (known, pointer) {
            (Some(place), _) => {
                if !label.is_empty() {
                    self.schema.fields[place].label = label;
                }
                if let Some(options) = options {
                    set_options(&mut self.schema.fields[place], &options);
                    options.close_leniently();
                }
                self.place(place, node)
            }
            (None, Some(pointer)) if self.schema.objects.contains_key(&pointer) => {
                options.into_iter().for_each(Node::close_leniently);
                let mut items = self.group(&pointer);
                if let (Some(Item::Group { title, .. }), false) = (items.first_mut(), label.is_empty()) {
                    *title = label;
                }
                items
            }
            _ => {
                node.bad("scope", LintCode::Dangling, scope);
                Vec::new()
            }
        }
    }

    /// `{"type": "Material", "options": {"material": "photo"}}`
    fn material(&mut self, node: &Node<'c, 'a>) -> Option<Item> {
        let options = Node::open(self.context, node.get("options")?, node.path("options"))?;
        let id = options.string("material").unwrap_or_default();
        let place = self.materials.iter().position(|material| material == id);
        match place {
            None => options.bad("material", LintCode::Dangling, id),
            Some(place) if !self.given.insert(place) => options.bad("material", LintCode::Duplicate, id),
            Some(_) => {}
        }
        options.close();
        place.map(Item::Material)
    }

    /// `{"type": "Action", "label": "重新计算", "options": {"action": "recalculate", "targets": ["/fee"]}}`
    fn action(&self, node: &Node<'c, 'a>) -> Option<Item> {
        let label = label(node);
        if label.is_empty() {
            self.context.error(&node.at, LintCode::MissingLabel, "label");
        }
        let options = Node::open(self.context, node.get("options")?, node.path("options"))?;
        let name = options.string("action").unwrap_or_default();
        let action = Action::from_name(name);
        if action.is_none() {
            options.bad("action", LintCode::BadValue, name);
        }
        let mut targets = Vec::new();
        for (at, target) in options.entries("targets") {
            let target = target.as_str().unwrap_or_default();
            if self.schema.fields.iter().any(|field| under(&field.pointer, target)) {
                targets.push(target.to_owned());
            } else {
                self.context.error(&at, LintCode::Dangling, target);
            }
        }
        options.close();
        Some(Item::Action { action: action?, label, targets })
    }

    fn place(&mut self, place: usize, node: &Node<'_, '_>) -> Vec<Item> {
        if self.placed.insert(place) {
            return vec![Item::Field(place)];
        }
        let pointer = self.schema.fields[place].pointer.as_str();
        node.context.warn(&node.path("scope"), LintCode::Duplicate, pointer);
        Vec::new()
    }

    /// An object as a group under its title, if it has one.
    fn group(&mut self, pointer: &str) -> Vec<Item> {
        let title = self.schema.objects.get(pointer).map(|object| object.title.clone()).unwrap_or_default();
        let items = self.members(pointer);
        if title.is_empty() { items } else { vec![Item::Group { id: String::new(), title, items }] }
    }

    /// What an object holds, in the order of the schema, as far as it has no place yet.
    fn members(&mut self, pointer: &str) -> Vec<Item> {
        let description: Option<Text> =
            self.schema.objects.get(pointer).map(|object| object.description.clone());
        let note = description.filter(|text| !text.is_empty()).map(|text| Item::Note { text });
        let mut items: Vec<Item> = note.into_iter().collect();
        for member in self.schema.members(pointer) {
            if let Some(place) = self.places.get(&member).copied() {
                items.extend(self.placed.insert(place).then_some(Item::Field(place)));
            } else if self.schema.objects.contains_key(&member) {
                items.extend(self.group(&member));
            }
        }
        items
    }

    /// The `rule` of a layout element is about the fields in it.
    fn rule(&mut self, node: &Node<'c, 'a>, items: &[Item]) {
        let Some(rule) = node.get("rule") else { return };
        let Some(rule) = Node::open(self.context, rule, node.path("rule")) else { return };
        let effect = match rule.string("effect") {
            Some("SHOW") => Effect::Show,
            Some("HIDE") => Effect::Hide,
            Some("ENABLE") => Effect::Enable,
            Some("DISABLE") => Effect::ReadOnly,
            other => return rule.bad("effect", LintCode::UnsupportedKeyword, other.unwrap_or("no effect")),
        };
        let Some(when) = condition::read(&rule) else { return };
        let targets = shown_by(items, &self.schema.fields);
        if targets.is_empty() {
            self.context.error(&rule.at, LintCode::Dangling, "no field in it");
        } else {
            self.rules.push(Draft::new(effect, targets, when, &rule.at));
        }
        rule.close();
    }
}

/// The names of the groups that have one.
fn group_ids<'i>(items: &'i [Item], into: &mut Vec<&'i str>) {
    for item in items {
        if let Item::Group { id, .. } = item {
            into.extend((!id.is_empty()).then_some(id.as_str()));
        }
        if let Item::Group { items, .. } | Item::Row { items } = item {
            group_ids(items, into);
        }
    }
}

/// `#/properties/a/properties/b` is `/a/b`.
pub(crate) fn pointer_of_scope(scope: &str) -> Option<String> {
    let mut pointer = String::new();
    let mut tokens = tokens(scope.strip_prefix('#')?);
    while let Some(keyword) = tokens.next() {
        let name = tokens.next().filter(|_| keyword == "properties")?;
        pointer = pointer + "/" + name;
    }
    Some(pointer)
}

/// A label is a text, or `{"text": …, "show": …}`, or `false` for none.
fn label(node: &Node<'_, '_>) -> Text {
    match node.peek("label") {
        Some(Value::Bool(_)) => {
            node.get("label");
            Text::default()
        }
        Some(label @ Value::Object(object)) if object.contains_key("text") || object.contains_key("show") => {
            node.get("label");
            let Some(label) = Node::open(node.context, label, node.path("label")) else {
                return Text::default();
            };
            label.get("show");
            label.text("text")
        }
        _ => node.text("label"),
    }
}

fn set_options(field: &mut Field, options: &Node<'_, '_>) {
    let multi = options.flag("multi") == Some(true);
    field.read_only |= options.flag("readonly") == Some(true);
    let format = options.string("format");
    let control = &mut field.control;
    if let (Control::Text(text), true) = (&mut *control, multi) {
        text.multiline = true;
    }
    let fits = format.is_none_or(|format| show(control, format));
    let odd = |keyword: &str, detail: &str| {
        options.context.warn(&options.path(keyword), LintCode::UnsupportedKeyword, detail);
    };
    if !fits {
        odd("format", format.unwrap_or_default());
    }
    if multi && !matches!(control, Control::Text(_)) {
        odd("multi", "not a text");
    }
}
