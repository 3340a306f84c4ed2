//! Searching all of the site: items and what else is published, group by group. A document; every narrowing is an address.

use crate::prelude::*;
use leptos_router::hooks::use_query_map;
use schema::catalogue::{ItemQuery, ItemSummary};
use schema::site_search::{SiteFound, SiteGroup, SiteHit, SiteKind, SiteQuery};

use crate::api;
use crate::marked::Marked;
use crate::page::Head;
use crate::routes::to;
use crate::text::{Finding, typeset, use_words};
use crate::ui::speech::Listen;

/// The words of this room in the page's language.
fn texts() -> Finding {
    Finding(use_words().locale)
}

/// The page at `/search`; `?kind=` shows one kind alone.
#[component]
pub fn SearchPage() -> impl IntoView {
    let query = use_query_map().with_untracked(|map| SiteQuery::from_params(|name| map.get_str(name)));
    api::published::search(&query).document(move |found| view! { <Shown query found/> })
}

#[component]
fn Shown(query: SiteQuery, found: SiteFound) -> impl IntoView {
    let words = texts();
    let is_blank = query.q.trim().is_empty();
    // What holds a blocked word is not said again.
    let title = if is_blank || found.blocked { words.title().to_owned() } else { words.about(&query.q) };
    let path = if found.blocked { to::SEARCH.to_owned() } else { to::search(&query) };
    let value = if found.blocked { String::new() } else { query.q.clone() };
    let is_nothing = found.items.is_empty() && found.groups.is_empty();
    let said = match () {
        () if is_blank => Some(words.blank()),
        () if found.blocked => Some(words.politely()),
        () if is_nothing => Some(words.nothing()),
        () => None,
    };
    let help = (said.is_some() && !is_blank).then(|| {
        let ask = use_words().to_agencies().write();
        view! { <p class="say"><a href=to::NEW_ENQUIRY>{ask}</a></p> }
    });
    let all = query.kind.map(|_| {
        let href = to::search(&SiteQuery { kind: None, cursor: None, ..query.clone() });
        view! { <p class="say"><a href=href>{words.all_kinds()}</a></p> }
    });
    let items = (!found.items.is_empty()).then(|| {
        view! { <Items items=found.items count=found.item_count q=query.q.clone()/> }
    });
    let groups = found.groups.into_iter().map(|group| view! { <Group group query=query.clone()/> });
    let groups = groups.collect_view();
    view! {
        <Head title=title.clone() description=words.describe() path/>
        <main id="main" class="finding everywhere">
            <h1 class="title">{words.title()}</h1>
            <form class="ask" role="search" method="get" action=to::SEARCH>
                <input type="search" name="q" value=value aria-label=words.label() placeholder=words.label()
                    maxlength="200" autocomplete="off" enterkeyhint="search"/>
                <Listen/>
                <button class="go">{words.find()}</button>
            </form>
            {said.map(|said| view! { <p class="say" role="status">{said}</p> })}
            {help}{all}{items}{groups}
        </main>
    }
}

#[component]
fn Items(items: Vec<ItemSummary>, count: u64, q: String) -> impl IntoView {
    let words = texts();
    let shown = items.len() as u64;
    let lines = items.into_iter().map(|item| {
        view! {
            <li>
                <h3><a href=to::item(&item.code)><Marked text=typeset(&item.name) marks=item.marks/></a></h3>
                <p class="meta">{item.department}<span class="tag">{item.region}</span></p>
            </li>
        }
    });
    let lines = lines.collect_view();
    let href = to::items(&ItemQuery { q: Some(q), ..ItemQuery::default() });
    view! {
        <section>
            <h2>{words.items()}</h2>
            <ol class="results">{lines}</ol>
            {(count > shown).then(|| view! { <p class="say"><a href=href>{words.all_items(count)}</a></p> })}
        </section>
    }
}

#[component]
fn Group(group: SiteGroup, query: SiteQuery) -> impl IntoView {
    let words = texts();
    let (kind, total, shown) = (group.kind, group.total, group.hits.len() as u64);
    let alone = query.kind.is_some();
    let href = to::search(&SiteQuery { kind: Some(kind), cursor: None, ..query.clone() });
    let more = (!alone && total > shown)
        .then(|| view! { <p class="say"><a href=href>{words.more_of(total)}</a></p> });
    let next = group.next.map(|cursor| {
        let href = to::search(&SiteQuery { cursor: Some(cursor), ..query.clone() });
        view! { <p class="say"><a href=href rel="next">{words.further()}</a></p> }
    });
    let hits = group.hits.into_iter().map(|hit| view! { <Hit hit/> }).collect_view();
    view! {
        <section>
            <h2>{words.kind(kind)}</h2>
            <ol class="results">{hits}</ol>
            {more}{next}
        </section>
    }
}

#[component]
fn Hit(hit: SiteHit) -> impl IntoView {
    let day = use_words().full_day(hit.day);
    let said = [hit.source, Some(day)].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let snippet = hit.snippet.map(|snippet| {
        view! { <p class="soft"><Marked text=typeset(&snippet.text) marks=snippet.marks/></p> }
    });
    view! {
        <li>
            <h3><a href=address(hit.kind, &hit.id)><Marked text=typeset(&hit.title.text) marks=hit.title.marks/></a></h3>
            {snippet}
            <p class="meta">{said}</p>
        </li>
    }
}

/// Where something is to be read.
fn address(kind: SiteKind, id: &str) -> String {
    match kind {
        SiteKind::Policy | SiteKind::Disclosure => to::disclosure(id),
        SiteKind::Notice => to::notice(id),
        SiteKind::Reply => to::enquiry_of(id),
        SiteKind::Survey => to::survey(id),
    }
}
