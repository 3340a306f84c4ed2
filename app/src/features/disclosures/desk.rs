//! The desk of who keeps the catalogue: every document, the last one entered first.

use crate::prelude::*;
use leptos_router::hooks::use_query_map;
use schema::Page;
use schema::disclosures::DisclosureLine;

use super::{said_of, texts};
use crate::api;
use crate::desk::{Framed, Room, Trouble};
use crate::routes::to;

/// The page at `/desk/disclosures`.
#[component]
pub fn DeskDisclosuresPage() -> impl IntoView {
    let cursor = use_query_map().with_untracked(|query| query.get("cursor"));
    let shown = api::published::desk_disclosures(cursor.as_deref()).keep().document(|found| match found {
        Ok(page) => view! { <Listed page/> },
        Err(problem_) => view! { <Trouble problem_/> },
    });
    view! { <Framed here=Room::Publishing title=texts().desk()>{shown}</Framed> }
}

#[component]
fn Listed(page: Page<DisclosureLine>) -> impl IntoView {
    let words = texts();
    let none = page.items.is_empty().then(|| view! { <p class="cap">{words.none_kept()}</p> });
    let line = |line: DisclosureLine| {
        view! {
            <li>
                <div>
                    <a class="n" href=to::desk_disclosure(line.id)>{line.title.clone()}</a>
                    <span class="s">{line.index_number.clone()}" · "{said_of(&line)}</span>
                </div>
            </li>
        }
    };
    let lines = page.items.into_iter().map(line).collect_view();
    let more = page.next.map(|cursor| to::list_from(to::DESK_DISCLOSURES, &cursor));
    view! {
        <header class="page-head">
            <h1>{words.desk()}</h1>
            <p class="cap">{words.desk_what()}</p>
            <p>
                <a class="btn" href=to::DESK_NEW_DISCLOSURE>{words.enter()}</a>" "
                <a class="btn" href=to::DESK_SURVEYS>{words.surveys()}</a>
            </p>
        </header>
        <div class="edit"><section>{none}<ul class="away">{lines}</ul></section></div>
        {more.map(|href| view! { <p class="further"><a class="btn" href=href>{words.more()}</a></p> })}
    }
}
