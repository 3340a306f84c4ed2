//! All notices, the newest first.

use crate::prelude::*;
use leptos_router::hooks::use_query_map;
use schema::Page;
use schema::notices::NoticeSummary;

use crate::api;
use crate::page::Head;
use crate::routes::to;
use crate::text::{typeset, use_words};

/// The page at `/notices`.
#[component]
pub fn NoticesPage() -> impl IntoView {
    let notices = use_query_map().with_untracked(|query| api::notices(query.get_str("cursor")));
    notices.document(|page| view! { <Shown page/> })
}

#[component]
fn Shown(page: Page<NoticeSummary>) -> impl IntoView {
    let words = use_words();
    let none = page.items.is_empty();
    let lines = page.items.into_iter().map(|notice| {
        let title = typeset(notice.title.get(words.locale));
        view! { <li><a href=to::notice(&notice.id)>{title}<small>{words.full_day(notice.published_on)}</small></a></li> }
    });
    let lines = lines.collect_view();
    let next = page.next.map(|cursor| to::list_from(to::NOTICES, &cursor));
    view! {
        <Head title=words.home.notices() description=words.home.describe_notices() path=to::NOTICES/>
        <main id="main" class="event">
            <h1 class="title">{words.home.notices()}</h1>
            {if none {
                view! { <p class="soft">{words.home.no_notices()}</p> }
            } else {
                view! { <ul class="matters one">{lines}</ul> }
            }}
            {next.map(|href| view! { <p class="say"><a href=href rel="next">{words.home.earlier_notices()}</a></p> })}
        </main>
    }
}
