//! A form: its draft with what may be done with it, and its versions.

mod draft;
mod items;
mod versions;

use leptos_router::hooks::{use_params_map, use_query_map};
use schema::definitions::{DefinitionRecord, FormDraft};

use self::draft::Draft;
use self::items::Items;
use self::versions::Versions;
use super::frame::{Failed, FormsDesk, Heading};
use crate::api;
use crate::designing::Wrong;
use crate::prelude::*;
use crate::returned::use_returned;
use crate::routes::to;
use crate::text::{Words, typeset, use_words};

/// The page at `/desk/forms/{id}`; `?done=` is what was just done.
#[component]
pub fn RecordPage() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get("id").unwrap_or_default());
    let form = api::desk_form(&id).keep().document(|form| match form {
        Ok((record, draft)) => view! { <Shown record draft/> },
        Err(problem_) => view! { <Failed problem_/> },
    });
    view! { <FormsDesk>{form}</FormsDesk> }
}

#[component]
fn Shown(record: DefinitionRecord, draft: Option<FormDraft>) -> impl IntoView {
    let words = use_words();
    let name = name(words, &record);
    let returned = use_returned(&to::desk_form(&record.id));
    let done = use_query_map().with_untracked(|query| query.get_str("done").and_then(|act| done(words, act)));
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
        {returned.clone().map(|returned| view! { <Wrong problem_=returned.problem label=label/> })}
        <Draft record=record.clone() draft returned=returned.clone()/>
        <Items record=record.clone() returned/>
        <Versions record/>
    }
}

/// What a form is called, by its id while it has no name.
pub fn name(words: Words, record: &DefinitionRecord) -> String {
    let title = record.title.get(words.locale);
    if title.is_empty() { record.id.clone() } else { typeset(title) }
}

/// What is in force, and who is under way with an older version.
fn standing(words: Words, record: &DefinitionRecord) -> String {
    let texts = words.designer;
    let Some(number) = record.in_force else { return texts.not_in_force().to_owned() };
    let older = record.uses.iter().filter(|uses| uses.version != number && uses.cases + uses.drafts > 0);
    let older = older.map(|uses| texts.still(uses.cases + uses.drafts, uses.version));
    std::iter::once(texts.in_force(number)).chain(older).collect::<Vec<_>>().join(" · ")
}

/// What was just done, by the names that twins have for it.
fn done(words: Words, act: &str) -> Option<&'static str> {
    let texts = words.designer;
    Some(match act {
        "submit" => texts.done_submit(),
        "approve" => texts.done_approve(),
        "return" => texts.done_return(),
        "publish" => texts.done_publish(),
        "discard" => texts.done_discard(),
        "retire" => texts.done_retire(),
        "item" => texts.done_item(),
        _ => return None,
    })
}

fn label(words: Words, pointer: &str) -> &'static str {
    match pointer {
        "/item" => words.designer.item_code(),
        "/comment" => words.designer.comment(),
        "/effective_on" => words.designer.effective_on(),
        _ => "",
    }
}
