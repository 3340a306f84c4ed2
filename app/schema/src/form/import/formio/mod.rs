//! A form of Form.io as a definition file. Values and simple logic come along; what is JavaScript, or is fetched from
//! elsewhere, is reported.

mod choices;
mod component;
mod condition;
mod date;
mod document;
mod kind;
mod limits;
mod logic;
mod place;
mod question;
mod rules;
mod source;
mod text;

use serde_json::{Map, Value, json};

use self::kind::Kind;
use self::place::{Known, Place, Schema};
use self::rules::{Computed, Pending};
use self::source::Source;
use super::{Imported, Report};

/// Components within components, at most.
const MAX_DEPTH: usize = 24;

/// `{components: [...], display: "form" | "wizard"}` as a definition file.
pub fn from_formio(source: &Value) -> Imported {
    let mut builder = Builder::new();
    // Some tools keep a form in an envelope.
    let envelopes = [("", Some(source)), ("/form", source.get("form")), ("/schema", source.get("schema"))];
    let mut forms = envelopes.into_iter().filter_map(|(at, form)| Source::new(form?, at));
    let Some(form) = forms.find(|form| !form.list("components").is_empty()) else {
        builder.report.dropped("", "components", "no components");
        return Imported { definition: json!({"schema": builder.schema.0}), losses: builder.report.0 };
    };
    let display = form.text("display");
    let pages = builder.top(&form, display == "wizard");
    if !matches!(display, "" | "form" | "wizard") {
        builder.report.replaced(&form.path("display"), display, "form");
    }
    builder.decide();
    let id = ["name", "path"].map(|name| form.text(name)).into_iter().find(|name| !name.is_empty());
    let title = form.text("title");
    form.pass(&["type"]);
    form.close(&mut builder.report);
    let mut definition = json!({"meta": {"id": id.unwrap_or_default(), "title": title}});
    definition["schema"] = builder.schema.0;
    definition["uischema"] = pages;
    for (keyword, list) in [("materials", builder.materials), ("x-rules", builder.rules)] {
        if !list.is_empty() {
            definition[keyword] = list.into();
        }
    }
    Imported { definition, losses: builder.report.0 }
}

/// A definition in the making.
struct Builder<'a> {
    schema: Schema,
    materials: Vec<Value>,
    rules: Vec<Value>,
    /// Every answer there is.
    known: Vec<Known>,
    /// Conditions, each to be understood when every answer is known.
    pending: Vec<Pending<'a>>,
    computed: Vec<Computed<'a>>,
    report: Report,
    depth: usize,
    /// How many hidden components it is in.
    hidden: usize,
}

impl<'a> Builder<'a> {
    fn new() -> Self {
        Self {
            schema: Schema::new(),
            materials: Vec::new(),
            rules: Vec::new(),
            known: Vec::new(),
            pending: Vec::new(),
            computed: Vec::new(),
            report: Report::default(),
            depth: 0,
            hidden: 0,
        }
    }

    /// The layout of the whole. The panels of a wizard are its steps.
    fn top(&mut self, form: &Source<'a>, is_wizard: bool) -> Value {
        let place = Place::default();
        let mut steps: Vec<Value> = Vec::new();
        let mut loose = Vec::new();
        for component in form.entries("components") {
            let is_panel = Kind::of_name(component.text("type")) == Kind::Panel;
            let elements = self.component(&component, &place);
            if !(is_wizard && is_panel) {
                loose.extend(elements);
                continue;
            }
            let (title, label) = (component.text("title"), component.text("label"));
            let label = [title, label, component.text("key")].into_iter().find(|text| !text.is_empty());
            // The heading of a panel is the name of its step.
            let inside = match elements.as_slice() {
                [group] if !title.is_empty() => group["elements"].clone(),
                _ => elements.into(),
            };
            steps.push(json!({"type": "Category", "label": label.unwrap_or_default(), "elements": inside}));
        }
        // What a wizard asks outside of its panels is on every page, and asked once here.
        match steps.first_mut().and_then(|step| step["elements"].as_array_mut()) {
            Some(first) => first.splice(0..0, loose).for_each(drop),
            None => return json!({"type": "VerticalLayout", "elements": loose}),
        }
        json!({"type": "Categorization", "elements": asking(steps)})
    }

    /// The elements for all of these components.
    fn components(&mut self, components: Vec<Source<'a>>, place: &Place) -> Vec<Value> {
        components.iter().flat_map(|component| self.component(component, place)).collect()
    }
}

/// The steps on which something is asked. What is only to be read goes to the top of the next.
fn asking(steps: Vec<Value>) -> Vec<Value> {
    let mut all: Vec<Value> = Vec::new();
    let mut read: Vec<Value> = Vec::new();
    for mut step in steps {
        let is_asking = has_question(&step);
        if let Some(elements) = step["elements"].as_array_mut() {
            read.append(elements);
            std::mem::swap(elements, &mut read);
            if !is_asking {
                std::mem::swap(elements, &mut read);
            }
        }
        if is_asking {
            all.push(step);
        }
    }
    if let Some(last) = all.last_mut().and_then(|step| step["elements"].as_array_mut()) {
        last.append(&mut read);
    }
    all
}

/// Whether something is asked in this element.
fn has_question(element: &Value) -> bool {
    let within = element["elements"].as_array().is_some_and(|list| list.iter().any(has_question));
    matches!(element["type"].as_str(), Some("Control" | "Material")) || within
}

/// A schema with these keywords, those that say nothing left out.
fn with(keywords: impl IntoIterator<Item = (&'static str, Value)>) -> Map<String, Value> {
    let said = keywords.into_iter().filter(|(_, value)| source::is_said(value));
    said.map(|(keyword, value)| (keyword.to_owned(), value)).collect()
}
