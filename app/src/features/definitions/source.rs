//! A definition as it is stored: a published version, or the draft.

use leptos_router::hooks::use_params_map;
use schema::definitions::ExportKind;
use serde_json::Value;

use crate::api;
use crate::designing::{DesignDesk, Failed, Heading, Shelf};
use crate::prelude::*;
use crate::routes::to;
use crate::text::use_words;

/// The page at `/desk/forms/{id}/{version}`; `draft` is a version too.
#[component]
pub fn SourcePage() -> impl IntoView {
    let (id, version) = use_params_map().with_untracked(|params| {
        (params.get("id").unwrap_or_default(), params.get("version").unwrap_or_default())
    });
    let source = api::form_definition(&id, &version).keep().document(move |definition| match definition {
        Ok(definition) => view! { <Shown id version definition/> },
        Err(problem_) => view! { <Failed shelf=Shelf::Forms problem_/> },
    });
    view! { <DesignDesk shelf=Shelf::Forms>{source}</DesignDesk> }
}

#[component]
fn Shown(id: String, version: String, definition: Value) -> impl IntoView {
    let texts = use_words().designer;
    let number: Option<u32> = version.parse().ok();
    let said = number.map_or_else(|| texts.draft().to_owned(), |number| texts.published_as(number));
    let exports = number.map(|number| {
        let export = |kind: ExportKind, label: &'static str| {
            view! { <a class="btn" href=to::form_export(&id, number, kind) download="" rel="external">{label}</a> }
        };
        view! {
            <p class="acts">
                {export(ExportKind::Definition, texts.export_definition())}
                {export(ExportKind::JsonForms, texts.export_pair())}
            </p>
        }
    });
    // The alternate form of a JSON value that parsed is always one.
    let text = format!("{definition:#}");
    view! {
        <Heading title=format!("{id} · {said}")/>
        <header class="page-head">
            <h1 class="code">{id.clone()}</h1>
            <p class="cap">{said}</p>
            <p><a href=to::desk_form(&id)>{texts.back_to_form()}</a></p>
        </header>
        {exports}
        <pre class="source" tabindex="0"><code>{text}</code></pre>
    }
}
