//! A definition as it is stored: a published version, or the draft; drawn as well.

use leptos_router::hooks::use_params_map;
use schema::definitions::ModelKind;
use schema::process::design::Piece;
use serde_json::Value;

use crate::api;
use crate::designing::{DesignDesk, Failed, Heading, Shelf};
use crate::flow::Flow;
use crate::prelude::*;
use crate::routes::to;
use crate::text::use_words;

/// The page at `/desk/processes/{id}/{version}`; `draft` is a version too.
#[component]
pub fn SourcePage() -> impl IntoView {
    let (id, version) = use_params_map().with_untracked(|params| {
        (params.get("id").unwrap_or_default(), params.get("version").unwrap_or_default())
    });
    let source =
        api::processes::definition(&id, &version).keep().document(move |definition| match definition {
            Ok(definition) => view! { <Shown id version definition/> },
            Err(problem_) => view! { <Failed shelf=Shelf::Processes problem_/> },
        });
    view! { <DesignDesk shelf=Shelf::Processes>{source}</DesignDesk> }
}

#[component]
fn Shown(id: String, version: String, definition: Value) -> impl IntoView {
    let words = use_words();
    let texts = words.designer;
    let number: Option<u32> = version.parse().ok();
    let said = number.map_or_else(|| texts.draft().to_owned(), |number| texts.published_as(number));
    let exports = number.map(|number| {
        let export = |kind: ModelKind, label: &'static str| {
            view! { <a class="btn" href=to::process_export(&id, number, kind) download="" rel="external">{label}</a> }
        };
        view! {
            <p class="acts">
                {export(ModelKind::Definition, texts.export_definition())}
                {export(ModelKind::Bpmn, words.processes.export_bpmn())}
            </p>
        }
    });
    let drawing = Piece::read(&definition).map(|piece| view! { <Flow piece form=None/> });
    let text = format!("{definition:#}");
    view! {
        <Heading title=format!("{id} · {said}")/>
        <header class="page-head">
            <h1 class="code">{id.clone()}</h1>
            <p class="cap">{said}</p>
            <p><a href=to::desk_process(&id)>{words.processes.back()}</a></p>
        </header>
        {exports}
        <section class="of-form">{drawing}</section>
        <pre class="source" tabindex="0"><code>{text}</code></pre>
    }
}
