//! One line of text to fill in, with its label, hint and error.

use crate::prelude::*;

use crate::returned::Returned;
use crate::text::{field_error, use_words};

/// The id of the input for a pointer: stable, so that links and labels find it.
pub fn html_id(pointer: &str) -> String {
    format!("f{}", pointer.replace('/', "-"))
}

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
    /// The form that came back.
    returned: Option<Returned>,
) -> impl IntoView {
    let words = use_words();
    let id = html_id(pointer);
    let returned = returned.as_ref();
    let error =
        returned.and_then(|returned| returned.problem.errors.iter().find(|error| error.pointer == pointer));
    let message = error.map(|error| field_error(words.locale, error));
    let value = returned.and_then(|returned| returned.value(pointer)).unwrap_or_default().to_owned();
    let (hint_id, message_id) = (format!("{id}-hint"), format!("{id}-error"));
    let described: Vec<&str> =
        [hint.map(|_| hint_id.as_str()), message.as_ref().map(|_| message_id.as_str())]
            .into_iter()
            .flatten()
            .collect();
    let described = (!described.is_empty()).then(|| described.join(" "));
    let wrong = message.is_some();
    view! {
        <div class="field" class:wrong=wrong>
            <label for=id.clone()>{label}</label>
            {hint.map(|hint| view! { <p class="hint" id=hint_id.clone()>{hint}</p> })}
            {message.map(|message| view! { <p class="message" id=message_id.clone()>{message}</p> })}
            <input
                type=kind
                id=id.clone()
                name=pointer
                value=value
                autocomplete=autocomplete
                inputmode=inputmode
                required=required
                aria-invalid=wrong.then_some("true")
                aria-describedby=described
            />
        </div>
    }
}
