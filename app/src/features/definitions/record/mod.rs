//! A form: its draft with what may be done with it, and its versions.

mod draft;
mod items;
mod versions;

use leptos_router::hooks::{use_params_map, use_query_map};
use schema::definitions::{DefinitionRecord, FormDraft};

use self::draft::Draft;
use self::items::Items;
use self::versions::versions;
use crate::api;
use crate::designing::{DesignDesk, Failed, Heading, Shelf, Wrong, name, told};
use crate::prelude::*;
use crate::returned::use_returned;
use crate::routes::to;
use crate::text::{Words, use_words};

/// The page at `/desk/forms/{id}`; `?done=` is what was just done.
#[component]
pub fn RecordPage() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get("id").unwrap_or_default());
    let form = api::forms::desk_form(&id).keep().document(|form| match form {
        Ok((record, draft)) => view! { <Shown record draft/> },
        Err(problem_) => view! { <Failed shelf=Shelf::Forms problem_/> },
    });
    view! { <DesignDesk shelf=Shelf::Forms>{form}</DesignDesk> }
}

#[component]
fn Shown(record: DefinitionRecord, draft: Option<FormDraft>) -> impl IntoView {
    let words = use_words();
    let name = name(words, &record.id, &record.title);
    let returned = use_returned(&to::desk_form(&record.id));
    let done = use_query_map()
        .with_untracked(|query| query.get_str("done").and_then(|act| told::done(words, Shelf::Forms, act)));
    let done = done.filter(|_| returned.is_none());
    view! {
        <Heading title=name.clone()/>
        <header class="page-head">
            <h1>{name}</h1>
            <p class="cap">
                <span class="code">{record.id.clone()}</span>" · "{words.designer.items(record.items)}
                " · "{standing(words, &record)}
            </p>
        </header>
        {done.map(|done| view! { <p class="done" role="status">{done}</p> })}
        {returned.clone().map(|returned| view! { <Wrong problem_=returned.problem label=told::label/> })}
        <Draft record=record.clone() draft returned=returned.clone()/>
        <Items record=record.clone() returned/>
        {versions(record)}
    }
}

/// What is in force, and who is under way with an older version.
fn standing(words: Words, record: &DefinitionRecord) -> String {
    let texts = words.designer;
    let Some(number) = record.in_force else { return texts.not_in_force().to_owned() };
    let older = record.uses.iter().filter(|uses| uses.version != number && uses.cases + uses.drafts > 0);
    let older = older.map(|uses| texts.still(uses.cases + uses.drafts, uses.version));
    std::iter::once(texts.in_force(number)).chain(older).collect::<Vec<_>>().join(" · ")
}
