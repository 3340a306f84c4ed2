//! An answer to fill in, with its label, hint and error: a line of text, or several.

use crate::prelude::*;
use schema::form::html_id;

use crate::returned::Returned;
use crate::text::{field_error, use_words};

/// A text input.
#[component]
pub fn TextField(
    /// The JSON Pointer of the answer, which is also the name of the input.
    pointer: &'static str,
    /// The label.
    #[prop(into)]
    label: String,
    /// What helps to answer.
    #[prop(optional, into)]
    hint: Option<&'static str>,
    /// `text`, `password`, `tel`, …
    #[prop(default = "text")]
    kind: &'static str,
    /// The browser's own word for what belongs here.
    #[prop(optional)]
    autocomplete: Option<&'static str>,
    /// Which keyboard a phone shows.
    #[prop(optional)]
    inputmode: Option<&'static str>,
    /// Whether it has to be filled in.
    #[prop(default = true)]
    required: bool,
    /// What it is filled in with until a form comes back.
    #[prop(optional)]
    value: String,
    /// The form that came back.
    returned: Option<Returned>,
) -> impl IntoView {
    let words = use_words();
    let id = html_id(pointer);
    let returned = returned.as_ref();
    let error =
        returned.and_then(|returned| returned.problem.errors.iter().find(|error| error.pointer == pointer));
    let message = error.map(|error| field_error(words.locale, error));
    let value = returned.map_or(value, |returned| returned.value(pointer).unwrap_or_default().to_owned());
    let around = Around { id: id.clone(), label, hint: hint.map(str::to_owned), message };
    let (invalid, described) = (around.invalid(), around.described());
    let input = view! {
        <input
            type=kind
            id=id
            name=pointer
            value=value
            autocomplete=autocomplete
            inputmode=inputmode
            required=required
            aria-invalid=invalid
            aria-describedby=described
        />
    };
    around.input(input.into_any())
}

/// A text area.
#[component]
pub fn TextArea(
    /// The id, unique on the page.
    id: String,
    /// The name of the field.
    #[prop(into)]
    name: String,
    /// The label.
    #[prop(into)]
    label: String,
    /// What helps to answer.
    #[prop(optional_no_strip)]
    hint: Option<String>,
    /// What it is filled in with.
    #[prop(optional, into)]
    value: String,
    /// What is wrong.
    #[prop(optional_no_strip)]
    message: Option<String>,
    /// Whether it has to be filled in.
    #[prop(optional)]
    required: bool,
) -> impl IntoView {
    let around = Around { id: id.clone(), label, hint, message };
    let (invalid, described) = (around.invalid(), around.described());
    // A text node would hydrate as one blank when there is nothing in it.
    let input = view! {
        <textarea
            id=id
            name=name
            rows="3"
            required=required
            aria-invalid=invalid
            aria-describedby=described
            inner_html=escaped(&value)
        ></textarea>
    };
    around.input(input.into_any())
}

/// What stands around an input, and what it is told of that.
pub struct Around {
    /// The id of the input.
    pub id: String,
    /// Its label.
    pub label: String,
    /// What helps to answer.
    pub hint: Option<String>,
    /// What is wrong.
    pub message: Option<String>,
}

impl Around {
    fn hint_id(&self) -> String {
        format!("{}-hint", self.id)
    }

    fn message_id(&self) -> String {
        format!("{}-error", self.id)
    }

    /// `aria-invalid` of the input.
    pub fn invalid(&self) -> Option<&'static str> {
        self.message.as_ref().map(|_| "true")
    }

    /// The ids of what is read out with the input.
    pub fn described(&self) -> Option<String> {
        let ids =
            [self.hint.as_ref().map(|_| self.hint_id()), self.message.as_ref().map(|_| self.message_id())];
        let ids: Vec<String> = ids.into_iter().flatten().collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    /// The input with all of that around it.
    pub fn input(self, input: AnyView) -> AnyView {
        let (hint_id, message_id) = (self.hint_id(), self.message_id());
        let wrong = self.message.is_some();
        view! {
            <div class="field" class:wrong=wrong>
                <label for=self.id>{self.label}</label>
                {self.hint.map(|hint| view! { <p class="hint" id=hint_id>{hint}</p> })}
                {self.message.map(|message| view! { <p class="message" id=message_id>{message}</p> })}
                {input}
            </div>
        }
    }
}

/// The text as HTML.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text() {
        assert_eq!(escaped("a & <b></textarea>"), "a &amp; &lt;b&gt;&lt;/textarea&gt;");
    }
}
