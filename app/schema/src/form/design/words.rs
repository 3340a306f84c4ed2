//! What is said to people of a page, a group, a question or a document, one language at a time.

use serde_json::{Value, json};

use super::property;
use super::spot::Thing;
use super::work::Work;
use super::{Aspect, EditFault, Place, texts};
use crate::locale::Locale;

impl Work {
    pub(super) fn text(
        &mut self,
        place: &Place,
        aspect: Aspect,
        locale: Locale,
        text: &str,
    ) -> Result<(), EditFault> {
        let spot = self.spot(place)?;
        let at = match (&spot.thing, spot.element, aspect) {
            (Thing::Question(pointer), element, Aspect::Title) => self.title_at(pointer, element)?,
            (Thing::Question(pointer), _, Aspect::Hint) => self.property_at(pointer)? + "/description",
            (Thing::Material(index), _, Aspect::Title) => self.held(format!("/materials/{index}/name")),
            (Thing::Material(index), _, Aspect::Hint) => self.held(format!("/materials/{index}/hint")),
            (Thing::Page | Thing::Action, Some(element), Aspect::Title) => self.label_at(element),
            (Thing::Group, Some(element), Aspect::Title) => {
                self.head(&element);
                self.label_at(element)
            }
            (Thing::Note, Some(element), Aspect::Title) => element + "/text",
            (Thing::Page, Some(element), Aspect::Question) => self.option_at(&element, "question"),
            (Thing::Page, Some(element), Aspect::Why) => self.option_at(&element, "why"),
            _ => return Err(EditFault::NotOfIt),
        };
        texts::say(&mut self.definition, &at, locale, text);
        Ok(())
    }

    fn property_at(&self, pointer: &str) -> Result<String, EditFault> {
        property::find(&self.definition, pointer).map(|found| found.at()).ok_or(EditFault::NotOfIt)
    }

    /// A question is called by its control if that has a label, else by its schema.
    fn title_at(&self, pointer: &str, element: Option<String>) -> Result<String, EditFault> {
        let label = element.map(|element| self.label_at(element));
        let said = label.filter(|at| !texts::read(&self.definition, at).is_empty());
        said.map_or_else(|| Ok(self.property_at(pointer)? + "/title"), Ok)
    }

    /// Where the label of an element is written: `{"text": …, "show": …}` holds it.
    fn label_at(&self, element: String) -> String {
        let at = element + "/label";
        let is_held = self.definition.pointer(&at).is_some_and(|label| label.get("text").is_some());
        if is_held { at + "/text" } else { at }
    }

    fn option_at(&mut self, element: &str, name: &str) -> String {
        if let Some(Value::Object(element)) = self.definition.pointer_mut(element) {
            element.entry("options").or_insert_with(|| json!({}));
        }
        format!("{element}/options/{name}")
    }

    /// Of layouts only a group has a heading.
    fn head(&mut self, element: &str) {
        if let Some(Value::Object(element)) = self.definition.pointer_mut(element) {
            element.insert("type".to_owned(), "Group".into());
        }
    }

    fn held(&mut self, at: String) -> String {
        texts::hold(&mut self.definition, &at);
        at
    }

    pub(super) fn form_title(&mut self, locale: Locale, text: &str) {
        if !self.definition["meta"].is_object() {
            self.definition["meta"] = json!({});
        }
        let at = self.held("/meta/title".to_owned());
        texts::say(&mut self.definition, &at, locale, text);
    }
}
