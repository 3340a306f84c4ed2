//! A definition as it is stored: a published version, or the draft.

use leptos_router::hooks::use_params_map;
use schema::definitions::ExportKind;
use serde_json::Value;

use crate::api;
use crate::designing::{DesignDesk, Failed, Shelf, Stored};
use crate::prelude::*;
use crate::routes::to;
use crate::text::use_words;

/// The page at `/desk/forms/{id}/{version}`; `draft` is a version too.
#[component]
pub fn SourcePage() -> impl IntoView {
    let (id, version) = use_params_map().with_untracked(|params| {
        (params.get("id").unwrap_or_default(), params.get("version").unwrap_or_default())
    });
    let source =
        api::forms::form_definition(&id, &version).keep().document(move |definition| match definition {
            Ok(definition) => view! { <Shown id version definition/> },
            Err(problem_) => view! { <Failed shelf=Shelf::Forms problem_/> },
        });
    view! { <DesignDesk shelf=Shelf::Forms>{source}</DesignDesk> }
}

#[component]
fn Shown(id: String, version: String, definition: Value) -> impl IntoView {
    let texts = use_words().designer;
    let file = |number: u32, kind, label| (to::form_export(&id, number, kind), label);
    let files = version.parse().ok().map(|number| {
        vec![
            file(number, ExportKind::Definition, texts.export_definition()),
            file(number, ExportKind::JsonForms, texts.export_pair()),
        ]
    });
    let title = serde_json::from_value(definition["meta"]["title"].clone()).unwrap_or_default();
    view! {
        <Stored shelf=Shelf::Forms id version title back=texts.back_to_form()
            files=files.unwrap_or_default() definition/>
    }
}
