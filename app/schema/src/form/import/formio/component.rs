//! One component: what it is, and if it only holds others, what becomes of it.

use serde_json::{Value, json};

use super::kind::Kind;
use super::place::{Answer, Known, Place};
use super::rules::Made;
use super::source::Source;
use super::{Builder, MAX_DEPTH, text, with};
use crate::form::import::Fate;
use crate::form::lint::Severity;

impl<'a> Builder<'a> {
    /// The elements for a component and all that is in it.
    pub(super) fn component(&mut self, component: &Source<'a>, place: &Place) -> Vec<Value> {
        if self.depth > MAX_DEPTH {
            self.report.dropped(&component.at, "component", "too deep");
            return Vec::new();
        }
        let (answers, materials) = (self.known.len(), self.materials.len());
        let is_hidden = component.flag("hidden") && !comes_to_light(component);
        self.depth += 1;
        self.hidden += usize::from(is_hidden);
        let mut elements = self.elements(component, place);
        self.hidden -= usize::from(is_hidden);
        self.depth -= 1;
        if is_hidden {
            self.report.replaced(&component.path("hidden"), "hidden", "not in the layout");
            elements.clear();
        }
        let about = Made { answers: answers..self.known.len(), materials: materials..self.materials.len() };
        self.conditions(component, place, &about);
        self.habits(component, !about.answers.is_empty() && component.flag("input"));
        component.close(&mut self.report);
        elements
    }

    fn elements(&mut self, component: &Source<'a>, place: &Place) -> Vec<Value> {
        component.pass(&["key", "label", "input", "multiple"]);
        match Kind::of_name(component.text("type")) {
            Kind::Panel => self.group(component, component.text("title"), place),
            Kind::Group => self.group(component, component.text("legend"), place),
            Kind::Columns => self.columns(component, place),
            Kind::Table => self.table(component, place),
            Kind::Tabs => self.tabs(component, place),
            Kind::Container => self.container(component, place),
            Kind::Rows => self.rows(component, place),
            Kind::Note => self.note(component),
            Kind::Button => self.button(component),
            Kind::Survey => self.survey(component, place),
            Kind::File | Kind::Signature => self.document(component, place),
            Kind::Secret => {
                self.report.dropped(&component.at, component.text("type"), "never asked");
                Vec::new()
            }
            Kind::Unknown => self.unknown(component, place),
            kind => self.question(kind, component, place),
        }
    }

    /// What is kept there and not here, or the other way round.
    fn habits(&mut self, component: &Source<'a>, is_asked: bool) {
        component.pass(&["persistent"]);
        if is_asked && component.is_denied("clearOnHide") {
            self.report.replaced(&component.path("clearOnHide"), "clearOnHide", "hidden answers are dropped");
        }
        let is_client_only = component.text("persistent") == "client-only";
        if is_asked && (component.is_denied("persistent") || is_client_only) {
            self.report.replaced(&component.path("persistent"), "persistent", "answers are kept");
        }
        if let Some(widget) = component.inner("widget") {
            widget.pass(&["type", "locale", "mode", "enableTime", "noCalendar", "saveAs", "disabledDates"]);
            widget.pass(&["hourIncrement", "minuteIncrement", "allowInput"]);
            widget.close(&mut self.report);
        }
        component.pass(&["widget"]);
    }

    fn group(&mut self, component: &Source<'a>, title: &str, place: &Place) -> Vec<Value> {
        let elements = self.components(component.entries("components"), place);
        if title.is_empty() {
            return elements;
        }
        vec![json!({"type": "Group", "label": title, "elements": elements})]
    }

    fn columns(&mut self, component: &Source<'a>, place: &Place) -> Vec<Value> {
        let columns = component.entries("columns").into_iter();
        let columns: Vec<Value> = columns.flat_map(|column| self.cell(&column, place)).collect();
        vec![json!({"type": "HorizontalLayout", "elements": columns})]
    }

    /// What stands in one column or cell.
    fn cell(&mut self, cell: &Source<'a>, place: &Place) -> Option<Value> {
        let mut elements = self.components(cell.entries("components"), place);
        match elements.len() {
            0 => None,
            1 => elements.pop(),
            _ => Some(json!({"type": "VerticalLayout", "elements": elements})),
        }
    }

    fn table(&mut self, component: &Source<'a>, place: &Place) -> Vec<Value> {
        let at = component.path("rows");
        let mut rows = Vec::new();
        for (index, row) in component.list("rows").iter().enumerate() {
            let cells = row.as_array().map(Vec::as_slice).unwrap_or_default().iter().enumerate();
            let cells = cells.filter_map(|(place, cell)| Source::new(cell, format!("{at}/{index}/{place}")));
            let cells: Vec<Value> = cells.flat_map(|cell| self.cell(&cell, place)).collect();
            if !cells.is_empty() {
                rows.push(json!({"type": "HorizontalLayout", "elements": cells}));
            }
        }
        rows
    }

    fn tabs(&mut self, component: &Source<'a>, place: &Place) -> Vec<Value> {
        let tabs = component.entries("components").into_iter();
        tabs.flat_map(|tab| self.group(&tab, tab.text("label"), place)).collect()
    }

    fn container(&mut self, component: &Source<'a>, place: &Place) -> Vec<Value> {
        let label = if component.flag("hideLabel") { "" } else { component.text("label") };
        component.pass(&["defaultValue", "validate"]);
        match self.key(component) {
            Some(key) => self.group(component, label, &place.object(key)),
            None => Vec::new(),
        }
    }

    fn rows(&mut self, component: &Source<'a>, place: &Place) -> Vec<Value> {
        let Some(key) = self.key(component) else { return Vec::new() };
        let mut schema = with([
            ("type", "array".into()),
            ("title", component.text("label").into()),
            ("description", description(component).into()),
            ("x-reorder", component.flag("reorder").into()),
        ]);
        schema.insert("items".to_owned(), json!({"type": "object", "properties": {}}));
        let required = self.limits(Kind::Rows, component, &mut schema);
        component.pass(&["defaultValue", "rows"]);
        let Some(element) = self.ask(component, place, key, schema, (Answer::Object, required)) else {
            return Vec::new();
        };
        let inside = self.components(component.entries("components"), &place.rows(key));
        if inside.iter().any(|element| element["type"] != "Control") {
            self.report.replaced(&component.path("components"), "layout of rows", "fields in order");
        }
        vec![element]
    }

    /// Puts an answer into the schema, and gives the element that asks for it.
    pub(super) fn ask(
        &mut self,
        component: &Source<'a>,
        place: &Place,
        key: &str,
        schema: serde_json::Map<String, Value>,
        (answer, required): (Answer, bool),
    ) -> Option<Value> {
        let pointer = place.pointer(key);
        let whole = format!("{}{pointer}", place.row);
        if !self.schema.insert(&whole, schema.into(), required && self.hidden == 0) {
            self.report.dropped(&component.at, key, "the same key twice");
            return None;
        }
        let scope =
            pointer.split('/').skip(1).fold("#".to_owned(), |scope, token| scope + "/properties/" + token);
        let path = place.named(key);
        self.known.push(Known { path, row: place.row.clone(), pointer, answer });
        Some(json!({"type": "Control", "scope": scope}))
    }

    /// The key of what is asked.
    pub(super) fn key(&mut self, component: &Source<'a>) -> Option<&'a str> {
        let key = component.text("key");
        if key.is_empty() || key == "-" || key.split('.').any(str::is_empty) {
            self.report.dropped(&component.path("key"), "key", "no name");
            return None;
        }
        Some(key)
    }

    fn note(&mut self, component: &Source<'a>) -> Vec<Value> {
        let html = [component.text("content"), component.text("html"), component.text("header")];
        let html = html.into_iter().find(|html| !html.is_empty()).unwrap_or_default();
        let (text, is_less) = text::plain(html);
        if is_less {
            self.report.replaced(&component.at, "html", "text");
        }
        component.pass(&["attrs", "defaultValue", "validate"]);
        if text.is_empty() { Vec::new() } else { vec![json!({"type": "Label", "text": text})] }
    }

    fn button(&mut self, component: &Source<'a>) -> Vec<Value> {
        let action = component.text("action");
        match action {
            "" | "submit" => {}
            "reset" | "saveState" => self.report.shed(&component.at, action),
            _ => self.report.dropped(&component.at, "button", action),
        }
        component.pass(&[
            "custom",
            "event",
            "url",
            "headers",
            "disableOnInvalid",
            "defaultValue",
            "validate",
        ]);
        Vec::new()
    }

    fn unknown(&mut self, component: &Source<'a>, place: &Place) -> Vec<Value> {
        let kind = component.text("type");
        let replaced = |by: &str| (kind.to_owned(), by.to_owned());
        let holds = !component.list("components").is_empty();
        if !holds && !component.flag("input") {
            self.report.dropped(&component.at, kind, "unknown kind");
            return Vec::new();
        }
        let (what, by) = replaced(if holds { "group" } else { "text" });
        self.report.add(&component.at, &what, Fate::Replaced, &by, Severity::Error);
        match holds {
            true if component.flag("input") => self.container(component, place),
            true => self.group(component, component.text("title"), place),
            false => self.question(Kind::Unknown, component, place),
        }
    }
}

/// What is said of it in small print.
pub(super) fn description(component: &Source<'_>) -> String {
    let texts = [component.text("description"), component.text("tooltip")];
    let texts: Vec<String> = texts.into_iter().map(|html| text::plain(html).0).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
    texts.join(" ")
}

/// Whether its own logic shows what is hidden at first.
fn comes_to_light(component: &Source<'_>) -> bool {
    let actions = component.list("logic").iter().filter_map(|entry| entry.get("actions")?.as_array());
    actions.flatten().any(|action| {
        let is_shown = action["state"] == false || action["state"] == "false";
        action["property"]["value"] == "hidden" && is_shown
    })
}
