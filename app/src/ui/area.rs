//! Several lines of text to fill in.

use crate::prelude::*;

/// A text area with its label and, when it came back, what was wrong.
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
) -> impl IntoView {
    let (hint_id, message_id) = (format!("{id}-hint"), format!("{id}-error"));
    let described: Vec<String> =
        [hint.as_ref().map(|_| hint_id.clone()), message.as_ref().map(|_| message_id.clone())]
            .into_iter()
            .flatten()
            .collect();
    let described = (!described.is_empty()).then(|| described.join(" "));
    let wrong = message.is_some();
    view! {
        <div class="field" class:wrong=wrong>
            <label for=id.clone()>{label}</label>
            {hint.map(|hint| view! { <p class="hint" id=hint_id>{hint}</p> })}
            {message.map(|message| view! { <p class="message" id=message_id>{message}</p> })}
            // A text node would hydrate as one blank when there is nothing in it.
            <textarea
                id=id
                name=name
                rows="3"
                aria-invalid=wrong.then_some("true")
                aria-describedby=described
                inner_html=escaped(&value)
            ></textarea>
        </div>
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
