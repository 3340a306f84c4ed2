//! Files and signatures become documents that are asked for; surveys become a choice per question.

use serde_json::{Value, json};

use super::component::description;
use super::kind::Kind;
use super::place::{Answer, Place};
use super::source::Source;
use super::{Builder, with};

/// Files in a document that may consist of several.
const MANY: u32 = 10;
/// Media types of what a pattern of files may name.
const TYPES: [(&str, &str); 9] = [
    ("pdf", "application/pdf"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("png", "image/png"),
    ("webp", "image/webp"),
    ("doc", "application/msword"),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("txt", "text/plain"),
];

impl<'a> Builder<'a> {
    pub(super) fn document(&mut self, component: &Source<'a>, place: &Place) -> Vec<Value> {
        let Some(key) = self.key(component) else { return Vec::new() };
        let is_signature = Kind::of_name(component.text("type")) == Kind::Signature;
        let label = [component.text("label"), key].into_iter().find(|label| !label.is_empty());
        let id = self.id(&place.named(key));
        let mut material = with([
            ("id", id.as_str().into()),
            ("name", label.unwrap_or_default().into()),
            ("hint", description(component).into()),
            ("capture", if is_signature { "signature".into() } else { Value::Null }),
        ]);
        let required = component.inner("validate").is_some_and(|validate| validate.flag("required"));
        material.insert("required".to_owned(), (required && self.hidden == 0).into());
        if !is_signature {
            let accept = self.accept(component);
            material.extend(with([("accept", accept.into())]));
            let count = if component.flag("multiple") { MANY } else { 1 };
            material.insert("max_files".to_owned(), count.into());
        }
        self.report.replaced(&component.at, component.text("type"), "material");
        if !place.row.is_empty() {
            self.report.dropped(&component.at, component.text("type"), "one document for all rows");
        }
        component.pass(&["storage", "url", "options", "dir", "image", "fileTypes", "defaultValue", "footer"]);
        self.limits(Kind::File, component, &mut serde_json::Map::new());
        self.materials.push(material.into());
        // In a row there is no place for it: it is asked for after all questions.
        let element = json!({"type": "Material", "options": {"material": id}});
        if place.row.is_empty() { vec![element] } else { Vec::new() }
    }

    /// An id that no other document has.
    fn id(&self, path: &str) -> String {
        let name = path.replace('.', "-");
        let is_free = |id: &String| self.materials.iter().all(|material| material["id"] != **id);
        let numbered = (2..).map(|number: usize| format!("{name}-{number}"));
        std::iter::once(name.clone()).chain(numbered).find(is_free).unwrap_or(name)
    }

    /// The media types of a pattern of files: `.pdf,image/*`.
    fn accept(&mut self, component: &Source<'a>) -> Vec<&'static str> {
        let pattern = component.text("filePattern");
        let mut types = Vec::new();
        for part in pattern.split([',', ';']).map(str::trim).filter(|part| !matches!(*part, "" | "*" | "*/*"))
        {
            let name = part.trim_start_matches("*.").trim_start_matches('.').to_ascii_lowercase();
            let found = TYPES.iter().filter(|(ending, kind)| {
                *ending == name || *kind == name || (name == "image/*" && kind.starts_with("image/"))
            });
            let before = types.len();
            types.extend(found.map(|(_, kind)| *kind));
            if types.len() == before {
                self.report.shed(&component.path("filePattern"), part);
            }
        }
        types.sort_unstable();
        types.dedup();
        types
    }

    /// One choice for each question, all of the same answers.
    pub(super) fn survey(&mut self, component: &Source<'a>, place: &Place) -> Vec<Value> {
        let Some(key) = self.key(component) else { return Vec::new() };
        let required = component.inner("validate").is_some_and(|validate| validate.flag("required"));
        let answers: Vec<Value> = component
            .entries("values")
            .iter()
            .filter_map(|entry| Some(json!({"const": entry.get("value")?, "title": entry.text("label")})))
            .collect();
        let within = place.object(key);
        let mut elements = Vec::new();
        for question in component.entries("questions") {
            let Some(name) = self.value(&question) else { continue };
            let mut schema = with([("type", "string".into()), ("title", question.text("label").into())]);
            schema.extend(with([("description", question.text("tooltip").into())]));
            schema.insert("oneOf".to_owned(), answers.clone().into());
            let asked = self.ask(&question, &within, &name, schema, (Answer::Text, required));
            elements.extend(asked.map(|mut element| {
                element["options"] = json!({"format": "radio"});
                element
            }));
        }
        component.pass(&["defaultValue"]);
        self.limits(Kind::Survey, component, &mut serde_json::Map::new());
        let label = component.text("label");
        if label.is_empty() {
            return elements;
        }
        vec![json!({"type": "Group", "label": label, "elements": elements})]
    }

    /// The key of a question of a survey. A dot in it would lead into an object, so it goes.
    fn value(&mut self, question: &Source<'a>) -> Option<String> {
        let value = question.text("value");
        let name = value.replace('.', " ").split_whitespace().collect::<Vec<_>>().join(" ");
        if name.is_empty() || name == "-" {
            self.report.dropped(&question.path("value"), "value", "no name");
            return None;
        }
        if name != value {
            self.report.replaced(&question.path("value"), value, &name);
        }
        Some(name)
    }
}
