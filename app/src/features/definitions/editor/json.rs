//! The definition as it is written, to be read, copied and edited. What was typed and not used yet is still there when
//! this is opened again; what was changed on the canvas meanwhile is kept too.

use std::sync::Arc;

use crate::prelude::*;
use schema::form::design::merge;
use serde_json::Value;

use super::state::{Editor, Step};
use crate::text::{Editor as Texts, use_words};

/// What was typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Typed {
    /// The definition that was there.
    from: Arc<Value>,
    /// What has become of it.
    text: String,
}

/// The definition as text.
#[component]
pub fn JsonView(
    /// Whether it is shown.
    as_json: RwSignal<bool>,
) -> impl IntoView {
    let editor = Editor::here();
    let texts = Texts(use_words().locale);
    let left = editor.json.get_value();
    let is_left = RwSignal::new(left.is_some());
    let typed = RwSignal::new(left.unwrap_or_else(|| written(editor)));
    let text = move || typed.with(|typed| typed.text.clone());
    let wrong = RwSignal::new(None);
    let write = move |event| {
        typed.update(|typed| typed.text = event_target_value(&event));
        editor.json.set_value(Some(typed.get_untracked()));
    };
    let apply = move |_| match typed.with_untracked(|typed| used(editor, texts, typed)) {
        Ok(definition) => {
            editor.json.set_value(None);
            editor.put(definition, Step::Json);
            as_json.set(false);
        }
        Err(why) => wrong.set(Some(why)),
    };
    let again = move |_| {
        editor.json.set_value(None);
        is_left.set(false);
        wrong.set(None);
        typed.set(written(editor));
    };
    view! {
        <div class="pg as-json">
            <label for="definition-json">{texts.json_label()}</label>
            {move || is_left.get().then(|| view! { <p class="notice" role="status">{texts.json_left()}</p> })}
            {move || wrong.get().map(|wrong| view! { <p class="error" role="alert" id="definition-json-error">{wrong}</p> })}
            <textarea id="definition-json" rows="30" spellcheck="false" prop:value=text
                aria-describedby=move || wrong.with(Option::is_some).then_some("definition-json-error")
                on:input=write></textarea>
            <div class="act">
                <button type="button" class="btn main" on:click=apply>{texts.json_apply()}</button>
                <button type="button" class="btn" on:click=move |_| as_json.set(false)>{texts.as_page()}</button>
                <button type="button" class="btn" on:click=again>{texts.json_again()}</button>
            </div>
        </div>
    }
}

fn written(editor: Editor) -> Typed {
    let from = Arc::new(editor.with_definition(Value::clone));
    // The alternate form of a JSON value is the pretty one.
    Typed { text: format!("{from:#}"), from }
}

/// The definition that was typed, with what was changed elsewhere since it was opened; or why it cannot be used.
fn used(editor: Editor, texts: Texts, typed: &Typed) -> Result<Value, String> {
    let definition: Value =
        serde_json::from_str(&typed.text).map_err(|error| texts.json_wrong(&error.to_string()))?;
    let id = editor.id();
    if definition.pointer("/meta/id").and_then(Value::as_str) != Some(&id) {
        return Err(texts.json_of_another(&id));
    }
    let merged = editor.with_definition(|now| merge(&typed.from, &definition, now));
    if merged.conflicts.is_empty() { Ok(merged.definition) } else { Err(texts.json_moved().to_owned()) }
}
