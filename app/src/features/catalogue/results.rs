//! Search results: what was found, by what it can be narrowed, where the words stand.

use crate::prelude::*;
use leptos_router::hooks::use_query_map;
use schema::ask::AskQuery;
use schema::catalogue::{ItemQuery, ItemSummary, PowerType};
use schema::site_search::SiteQuery;
use schema::{Facet, FacetValue, Page};

use crate::api;
use crate::marked::Marked;
use crate::page::Head;
use crate::routes::to;
use crate::text::{Catalogue, Finding, Halls, Words, typeset, use_words};
use crate::ui::icon::Icon;
use crate::ui::limit::limit_words;
use crate::ui::search::SearchBox;

/// The page at `/items`: results of a query, or the whole catalogue.
#[component]
pub fn ResultsPage() -> impl IntoView {
    let map = use_query_map();
    let query = map.with_untracked(|map| ItemQuery::from_params(|name| map.get_str(name)));
    api::items(&query).document(move |page| view! { <Results query page/> })
}

#[component]
fn Results(query: ItemQuery, page: Page<ItemSummary>) -> impl IntoView {
    let words = use_words();
    let total = page.total.unwrap_or_default();
    let title = match &query.q {
        Some(q) => words.catalogue.results_title(q),
        None => words.catalogue.all_title().to_owned(),
    };
    let canonical = to::items(&query);
    let facets =
        page.facets.into_iter().filter(|facet| facet.values.len() > 1 || query.get(&facet.name).is_some());
    let facets = facets.map(|facet| view! { <Narrow facet query=query.clone()/> }).collect_view();
    let elsewhere = query.q.clone().map(|q| {
        let href = to::search(&SiteQuery { q, ..SiteQuery::default() });
        view! { <p class="say"><a href=href>{Finding(words.locale).elsewhere()}</a></p> }
    });
    let next = page.next.map(|cursor| to::items(&ItemQuery { cursor: Some(cursor), ..query.clone() }));
    view! {
        <Head title=title.clone() description=words.catalogue.describe_results(total) path=canonical/>
        <main id="main" class="finding">
            <h1 class="hidden">{title}</h1>
            <SearchBox value=query.q.clone().unwrap_or_default()/>
            {elsewhere}
            <nav class="facets" aria-label=words.catalogue.narrow()>{facets}</nav>
            {if total == 0 {
                view! { <Nothing asked=query.q.unwrap_or_default()/> }
            } else {
                view! {
                    <p class="say" role="status">{words.catalogue.found(total)}</p>
                    <ol class="results">
                        {page.items.into_iter().map(|item| view! { <Found item/> }).collect_view()}
                    </ol>
                }
            }}
            {next.map(|href| view! {
                <nav class="pager"><a href=href rel="next">{words.catalogue.more()}<Icon name="next"/></a></nav>
            })}
        </main>
    }
}

/// Nothing was found: what to try instead.
#[component]
fn Nothing(asked: String) -> impl IntoView {
    let (all, words) = (use_words(), use_words().catalogue);
    let ask = AskQuery { text: asked, ..AskQuery::default() };
    view! {
        <div class="state">
            <Icon name="xt-think"/>
            <p class="now" role="status">{words.nothing()}</p>
            <p>{words.nothing_help()}</p>
            <div class="stack">
                <a class="button" href=to::ask(&ask)>{Halls(all.locale).ask_navigator()}</a>
                <a class="button quiet" href=to::GUIDES>{Halls(all.locale).guide_door_help()}</a>
                <a class="button quiet" href=to::ITEMS>{words.all_title()}</a>
            </div>
        </div>
    }
}

/// One facet: links, so that each choice is an address.
#[component]
fn Narrow(facet: Facet, query: ItemQuery) -> impl IntoView {
    let words = use_words();
    let name = facet.name;
    let chosen = query.get(&name).map(str::to_owned);
    let title = facet_title(words, &name);
    let shown = chosen.as_deref().map(|value| {
        let known = facet.values.iter().find(|entry| entry.value == value);
        known.map_or_else(|| value.to_owned(), |entry| value_label(words, &name, entry))
    });
    let all = to::items(&query.with(&name, None));
    let values = facet.values.iter().map(|entry| {
        let href = to::items(&query.with(&name, Some(&entry.value)));
        let current = (chosen.as_deref() == Some(entry.value.as_str())).then_some("true");
        let label = value_label(words, &name, entry);
        view! { <li><a class="choice" href=href aria-current=current><span>{label}" "<small>{entry.count}</small></span></a></li> }
    });
    let values = values.collect_view();
    view! {
        <details>
            <summary>{title}{shown.map(|shown| view! { " "<b>{shown}</b> })}<Icon name="down"/></summary>
            <ul class="choices">
                {chosen.is_some().then(|| view! { <li><a class="choice" href=all><span>{words.catalogue.all()}</span></a></li> })}
                {values}
            </ul>
        </details>
    }
}

fn facet_title(words: Words, name: &str) -> &'static str {
    match name {
        "region" => words.catalogue.region(),
        "type" => words.catalogue.item_type(),
        "theme" => words.catalogue.theme(),
        "agency" => words.catalogue.agency(),
        "audience" => words.catalogue.audience(),
        _ => words.catalogue.online(),
    }
}

fn value_label(words: Words, name: &str, entry: &FacetValue) -> String {
    match (name, entry.value.as_str()) {
        ("type", word) => PowerType::from_word(word).map_or(word, |power| words.power_type(power)).to_owned(),
        ("audience", "personal") => words.home.personal().to_owned(),
        ("audience", _) => words.home.enterprise().to_owned(),
        ("online", "true") => words.catalogue.online_yes().to_owned(),
        ("online", _) => words.catalogue.online_no().to_owned(),
        _ => entry.label.clone(),
    }
}

/// One result.
#[component]
fn Found(item: ItemSummary) -> impl IntoView {
    let words = use_words();
    let (limit, _) = limits(words.catalogue, &item);
    let missing = limit.is_none();
    let online = item
        .online
        .map(|online| if online { words.catalogue.online_yes() } else { words.catalogue.online_no() });
    view! {
        <li>
            <h2><a href=to::item(&item.code)><Marked text=typeset(&item.name) marks=item.marks/></a></h2>
            {item.found_in.map(|text| view! { <p class="soft">{typeset(&text)}</p> })}
            <p class="meta">
                {item.department}<span class="tag">{item.region}</span>
                <span class="tag">{words.power_type(item.item_type)}</span>
            </p>
            <ul class="two">
                <li class:missing=missing>{limit.unwrap_or_else(|| words.catalogue.limit_unpublished().to_owned())}</li>
                {online.map(|online| view! { <li>{online}</li> })}
            </ul>
        </li>
    }
}

/// The limit that counts for the applicant, and what the law says where an agency promises better.
pub fn limits(words: Catalogue, item: &ItemSummary) -> (Option<String>, Option<String>) {
    let by_law = item.statutory_limit.map(|limit| words.by_law(&limit_words(words, limit)));
    match item.promised_limit {
        Some(promised) => {
            let by_law = by_law.unwrap_or_else(|| words.law_unpublished().to_owned());
            (Some(limit_words(words, promised)), Some(by_law))
        }
        None => (
            item.statutory_limit.map(|limit| limit_words(words, limit)),
            by_law.map(|_| words.only_by_law().to_owned()),
        ),
    }
}
