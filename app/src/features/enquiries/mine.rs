//! One's own enquiries, the newest first.

use crate::prelude::*;
use leptos_router::hooks::use_query_map;
use schema::Page;
use schema::enquiries::EnquiryLine;

use super::{mark, said_of, texts};
use crate::api;
use crate::page::Head;
use crate::routes::to;

/// The page at `/me/enquiries`.
#[component]
pub fn MyEnquiriesPage() -> impl IntoView {
    let found = use_query_map().with_untracked(|query| api::enquiries::mine(query.get_str("cursor")));
    found.document(|page| view! { <Shown page/> })
}

#[component]
fn Shown(page: Page<EnquiryLine>) -> impl IntoView {
    let words = texts();
    let none = page.items.is_empty().then(|| view! { <p class="soft">{words.none_mine()}</p> });
    let lines = page.items.into_iter().map(|line| {
        let said = said_of(&line);
        view! {
            <a class="waiting" href=to::enquiry(line.id)>
                <i class=mark(line.stage)></i>
                <span>{line.subject}</span>
                <span class="soft">{words.stage(line.stage)}" · "{said}</span>
            </a>
        }
    });
    let lines = lines.collect_view();
    let more = page.next.map(|cursor| to::list_from(to::MY_ENQUIRIES, &cursor));
    view! {
        <Head title=words.mine()/>
        <main id="main">
            <h1 class="title">{words.mine()}</h1>
            {none}
            <div class="waitings">{lines}</div>
            <div class="stack row"><a class="button" href=to::NEW_ENQUIRY>{words.write()}</a></div>
            {more.map(|href| view! { <p class="say"><a href=href rel="next">{words.more()}</a></p> })}
        </main>
    }
}
