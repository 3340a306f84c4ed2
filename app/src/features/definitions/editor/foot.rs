//! The bar at the foot: what the compiler has to say, each with the way there, and how much the form asks.

use crate::prelude::*;
use schema::form::{Form, Lint, Severity};

use super::state::{Editor, Now};
use super::way;
use crate::text::{Designer, Editor as Texts, use_words};

/// How many remarks are shown before the rest is only counted.
const SHOWN: usize = 3;

/// Questions that one answers in a minute.
const A_MINUTE: usize = 4;

/// The remarks and the extent of the form.
#[component]
pub fn Foot() -> impl IntoView {
    let editor = Editor::here();
    let words = use_words();
    let texts = Texts(words.locale);
    view! {
        <footer class="lint">
            {move || {
                let now = editor.now.get();
                let errors = now.lints.iter().filter(|lint| lint.severity == Severity::Error).count();
                let mut lints: Vec<&Lint> = now.lints.iter().collect();
                lints.sort_by_key(|lint| lint.severity != Severity::Error);
                let more = lints.len().saturating_sub(SHOWN);
                let lints = lints.into_iter().take(SHOWN).map(|lint| remark(editor, &now, lint)).collect_view();
                view! {
                    <span class:bad={errors > 0}>{texts.errors(errors)}</span>
                    <span>{texts.warnings(now.lints.len() - errors)}</span>
                    {lints}
                    {(more > 0).then(|| view! { <span class="soft">{texts.more(more)}</span> })}
                    <span class="end soft">{extent(texts, &now.form)}</span>
                }
            }}
            <span class="keys soft">{texts.keys()}</span>
        </footer>
    }
}

fn remark(editor: Editor, now: &Now, lint: &Lint) -> AnyView {
    let texts = Texts(use_words().locale);
    let said = Designer(texts.0).lint(lint);
    let place = way::of_pointer(&now.outline, &now.rules, &lint.pointer);
    view! {
        <span class="remark">{said}" "
            {place.map(|place| view! {
                <button type="button" class="link" on:click=move |_| editor.choose(Some(place.clone()))>{texts.go()}</button>
            })}
        </span>
    }
}

fn extent(texts: Texts, form: &Form) -> String {
    let known = form.fields.iter().filter(|field| field.element.is_some()).count();
    texts.extent(form.fields.len(), form.fields.len().div_ceil(A_MINUTE), known)
}
