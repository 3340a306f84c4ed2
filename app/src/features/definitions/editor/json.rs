//! The definition as it is written, to be read, copied and edited.

use crate::prelude::*;

use serde_json::Value;

use super::state::{Editor, Step};
use crate::text::{Editor as Texts, use_words};

/// The definition as text.
#[component]
pub fn JsonView(
    /// Whether it is shown.
    as_json: RwSignal<bool>,
) -> impl IntoView {
    let editor = Editor::here();
    let texts = Texts(use_words().locale);
    let written =
        editor.with_definition(|definition| serde_json::to_string_pretty(definition).unwrap_or_default());
    let typed = RwSignal::new(written.clone());
    let wrong = RwSignal::new(None);
    let opened = editor.moment();
    let id = editor.record.with_value(|record| record.id.clone());
    let apply = move |_| match typed.with_untracked(|text| serde_json::from_str::<Value>(text)) {
        // What was brought in meanwhile would be lost.
        Ok(_) if editor.moment() != opened => wrong.set(Some(texts.json_moved().to_owned())),
        Ok(definition) if definition.pointer("/meta/id").and_then(Value::as_str) != Some(&id) => {
            wrong.set(Some(texts.json_of_another(&id)));
        }
        Ok(definition) => {
            editor.put(definition, Step::Json);
            as_json.set(false);
        }
        Err(error) => wrong.set(Some(texts.json_wrong(&error.to_string()))),
    };
    view! {
        <div class="pg as-json">
            <label for="definition-json">{texts.json_label()}</label>
            {move || wrong.get().map(|wrong| view! { <p class="error" role="alert" id="definition-json-error">{wrong}</p> })}
            <textarea id="definition-json" rows="30" spellcheck="false" prop:value=written
                aria-describedby=move || wrong.with(Option::is_some).then_some("definition-json-error")
                on:input=move |event| typed.set(event_target_value(&event))></textarea>
            <div class="act">
                <button type="button" class="btn main" on:click=apply>{texts.json_apply()}</button>
                <button type="button" class="btn" on:click=move |_| as_json.set(false)>{texts.as_page()}</button>
            </div>
        </div>
    }
}
