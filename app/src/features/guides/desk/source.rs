//! A guide as it is stored: a published version, or the draft.

use leptos_router::hooks::use_params_map;

use super::map::map;
use crate::api;
use crate::designing::{DesignDesk, Failed, Shelf, Stored};
use crate::prelude::*;
use crate::text::{Guiding, use_words};

/// The page at `/desk/guides/{id}/{version}`; `draft` is a version too.
#[component]
pub fn GuideSourcePage() -> impl IntoView {
    let (id, version) = use_params_map().with_untracked(|params| {
        (params.get("id").unwrap_or_default(), params.get("version").unwrap_or_default())
    });
    let read = api::guides::version(&id, &version).keep();
    let source = read.document(move |guide| match guide {
        Ok(guide) => {
            let words = use_words();
            let drawing = Some(map(words, &guide));
            let (title, back) = (guide.title.clone(), Guiding(words.locale).back());
            // What a guide says is data: writing it again cannot fail.
            let definition = serde_json::to_value(&guide).unwrap_or_default();
            view! { <Stored shelf=Shelf::Guides id version title back drawing definition/> }
        }
        Err(problem_) => view! { <Failed shelf=Shelf::Guides problem_/> },
    });
    view! { <DesignDesk shelf=Shelf::Guides>{source}</DesignDesk> }
}
