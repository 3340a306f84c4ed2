//! Lists of items to be looked at: those of one finding, and those whose online depth nobody has said.

use crate::prelude::*;
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
    let slug = use_params_map().with_untracked(|params| params.get("finding").unwrap_or_default());
    let found =
        use_query_map().with_untracked(|query| api::catalogue::found_items(&slug, query.get_str("after")));
    let found = found.keep().document(move |found| match (found, Finding::from_slug(&slug)) {
        (Ok(page), Some(finding)) => view! { <Found page finding/> },
        (Err(problem_), _) => view! { <Failed problem_/> },
        // The API knows no other findings than this side does.
        (Ok(_), None) => ().into_any(),
    });
    view! { <CataloguePage side=Some(Side::Findings)>{found}</CataloguePage> }
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
    let query = use_query_map().get_untracked();
    let (agency, after) = (query.get_str("agency"), query.get_str("after"));
    let unknown = api::catalogue::unknown_depth(agency, after);
    let agency = agency.and_then(|agency| agency.parse().ok());
    let unknown = unknown.keep().document(move |unknown| match unknown {
        Ok(page) => view! { <Unknown page agency/> },
        Err(problem_) => view! { <Failed problem_/> },
    });
    view! { <CataloguePage side=Some(Side::Depth)>{unknown}</CataloguePage> }
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
        return view! { <p class="empty">{none}</p> };
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
}
