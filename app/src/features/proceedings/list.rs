//! What waits for one's answer, and what one's own agency called: due first before the others.

use crate::prelude::*;
use leptos_router::hooks::use_query_map;
use schema::Page;
use schema::proceedings::ProceedingLine;

use super::{around, texts};
use crate::api;
use crate::desk::Trouble;
use crate::routes::to;
use crate::together::Lines;

/// The page at `/desk/proceedings`; `?called=true` are those that one's agency called.
#[component]
pub fn TogetherPage() -> impl IntoView {
    let (called, cursor) = use_query_map().with_untracked(|query| {
        (query.get_str("called") == Some("true"), query.get_str("cursor").map(str::to_owned))
    });
    let found = api::proceedings(called, cursor.as_deref());
    let shown = found.keep().document(move |found| match found {
        Ok(page) => view! { <Shown page called/> },
        Err(problem_) => view! { <Trouble problem_/> },
    });
    around(texts().list(), shown)
}

#[component]
fn Shown(page: Page<ProceedingLine>, called: bool) -> impl IntoView {
    let words = texts();
    let side = |of: bool, said: &'static str| {
        view! { <a href=to::proceedings(of, None) aria-current=(of == called).then_some("true")>{said}</a> }
    };
    let sides = [side(false, words.asked()), side(true, words.called())].collect_view();
    let more = page.next.map(|cursor| to::proceedings(called, Some(&cursor)));
    let none = if called { words.none_called() } else { words.none_asked() };
    // Of a first page without a next one it is known how many there are.
    let count = (more.is_none() && !page.items.is_empty()).then(|| format!(" {}", page.items.len()));
    view! {
        <header class="page-head">
            <h1>{words.list()}{count}</h1>
            <p class="cap">{words.list_what()}</p>
        </header>
        <nav class="seg" aria-label=words.list()>{sides}</nav>
        <div class="edit"><section><Lines lines=page.items none/></section></div>
        {more.map(|href| view! { <p class="further"><a class="btn" href=href>{words.more()}</a></p> })}
    }
}
