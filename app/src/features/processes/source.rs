//! A definition as it is stored: a published version, or the draft; drawn as well.

use leptos_router::hooks::use_params_map;
use schema::definitions::ModelKind;
use schema::process::design::Piece;
use serde_json::Value;

use crate::api;
use crate::designing::{DesignDesk, Failed, Shelf, Stored};
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
    let file = |number: u32, kind, label| (to::process_export(&id, number, kind), label);
    let files = version.parse().ok().map(|number| {
        vec![
            file(number, ModelKind::Definition, words.designer.export_definition()),
            file(number, ModelKind::Bpmn, words.processes.export_bpmn()),
        ]
    });
    let piece = Piece::read(&definition);
    let title = piece.as_ref().map(|piece| piece.name()).unwrap_or_default();
    let drawing = piece.map(|piece| view! { <Flow piece form=None/> }.into_any());
    view! {
        <Stored shelf=Shelf::Processes id version title back=words.processes.back()
            files=files.unwrap_or_default() drawing definition/>
    }
}
