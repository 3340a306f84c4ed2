//! Lists of items to be looked at: those of one finding, and those whose online depth nobody has said.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};
use schema::Page;
use schema::catalogue::{Finding, ListedItem};

use super::{CataloguePage, Failed, Side};
use crate::api;
use crate::routes::to;
use crate::text::{typeset, use_words};

/// The page at `/desk/catalogue/findings/{finding}`.
#[component]
pub fn FoundPage() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let slug = Memo::new(move |_| params.with(|params| params.get("finding").unwrap_or_default()));
    let after = Memo::new(move |_| query.with(|query| query.get("after")));
    let found = Resource::new(
        move || (slug.get(), after.get()),
        |(slug, after)| api::found_items(&slug, after.as_deref()),
    );
    view! {
        <CataloguePage side=Some(Side::Findings)>
            <Transition>
                {move || Suspend::new(async move {
                    match (found.await, Finding::from_slug(&slug.get_untracked())) {
                        (Ok(page), Some(finding)) => view! { <Found page finding/> }.into_any(),
                        (Err(problem_), _) => view! { <Failed problem_/> }.into_any(),
                        // The API knows no other findings than this side does.
                        (Ok(_), None) => ().into_any(),
                    }
                })}
            </Transition>
        </CataloguePage>
    }
}

#[component]
fn Found(page: Page<ListedItem>, finding: Finding) -> impl IntoView {
    let words = use_words().editing;
    let title = words.finding(finding);
    let total = page.total.unwrap_or_default();
    let further = page.next.as_deref().map(|next| to::finding(finding, Some(next)));
    view! {
        <Heading title/>
        <header class="page-head">
            <h1>{title}" "<span class="cap">{words.found_count(total)}</span></h1>
            <p class="cap">{words.advice(finding)}</p>
        </header>
        <Items items=page.items further none=words.found_none()/>
    }
}

/// The page at `/desk/catalogue/depth/unknown`; `?agency=` is whose items.
#[component]
pub fn UnknownPage() -> impl IntoView {
    let query = use_query_map();
    let agency = Memo::new(move |_| query.with(|query| query.get("agency")));
    let after = Memo::new(move |_| query.with(|query| query.get("after")));
    let unknown = Resource::new(
        move || (agency.get(), after.get()),
        |(agency, after)| api::unknown_depth(agency.as_deref(), after.as_deref()),
    );
    view! {
        <CataloguePage side=Some(Side::Depth)>
            <Transition>
                {move || Suspend::new(async move {
                    let agency = agency.get_untracked().and_then(|agency| agency.parse().ok());
                    match unknown.await {
                        Ok(page) => view! { <Unknown page agency/> }.into_any(),
                        Err(problem_) => view! { <Failed problem_/> }.into_any(),
                    }
                })}
            </Transition>
        </CataloguePage>
    }
}

#[component]
fn Unknown(page: Page<ListedItem>, agency: Option<i64>) -> impl IntoView {
    let words = use_words().editing;
    let title = words.unknown_title();
    let further = page.next.as_deref().map(|next| to::unknown_depth(agency, Some(next)));
    view! {
        <Heading title/>
        <header class="page-head">
            <h1>{title}</h1>
            <p class="cap">{words.unknown_advice()}</p>
        </header>
        <Items items=page.items further none=words.unknown_none()/>
    }
}

/// The title of the document.
#[component]
pub fn Heading(#[prop(into)] title: String) -> impl IntoView {
    view! { <Title text=format!("{title} · {}", use_words().frame.hall())/> }
}

#[component]
fn Items(items: Vec<ListedItem>, further: Option<String>, none: &'static str) -> impl IntoView {
    let words = use_words().editing;
    if items.is_empty() {
        return view! { <p class="empty">{none}</p> }.into_any();
    }
    let rows = items.into_iter().map(|item| {
        view! {
            <tr>
                <th scope="row">
                    <a class="n" href=to::desk_item(&item.code)>{typeset(&item.name)}</a>
                    <span class="s">{item.department}" · "{item.region}</span>
                </th>
                <td class="code">{item.code}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <div class="table">
            <table class="items">
                <thead><tr><th scope="col">{words.name_column()}</th><th scope="col" class="code">{words.code_column()}</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {further.map(|href| view! { <p class="further"><a class="btn" href=href>{words.further()}</a></p> })}
    }
    .into_any()
}
