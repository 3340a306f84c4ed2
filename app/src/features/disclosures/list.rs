//! The catalogue: the newest first, by who issued it, what it is about, and the year.

use crate::prelude::*;
use leptos_router::hooks::use_query_map;
use schema::disclosures::{DisclosureLine, DisclosureSubject};
use schema::{Facet, FacetValue, Page};

use super::{said_of, texts};
use crate::api;
use crate::page::Head;
use crate::routes::to::{self, DisclosureLink};
use crate::text::{OpenData, typeset, use_words};
use crate::ui::icon::Icon;

/// The page at `/disclosure`.
#[component]
pub fn DisclosuresPage() -> impl IntoView {
    let link = use_query_map().with_untracked(|map| DisclosureLink::from_params(|name| map.get_str(name)));
    api::published::disclosures(&link).document(move |page| view! { <Shown link page/> })
}

#[component]
fn Shown(link: DisclosureLink, page: Page<DisclosureLine>) -> impl IntoView {
    let words = texts();
    let none = page.items.is_empty();
    let facets =
        page.facets.into_iter().map(|facet| view! { <Narrow facet link=link.clone()/> }).collect_view();
    let lines = page.items.into_iter().map(|line| {
        let said = said_of(&line);
        view! { <li><a href=to::disclosure(&line.id.to_string())>{typeset(&line.title)}<small>{said}</small></a></li> }
    });
    let lines = lines.collect_view();
    let next =
        page.next.map(|cursor| to::disclosures(&DisclosureLink { cursor: Some(cursor), ..link.clone() }));
    view! {
        <Head title=words.title() description=words.describe() path=to::disclosures(&link)/>
        <main id="main" class="event enquiries published">
            <h1 class="title">{words.title()}</h1>
            <p class="soft">{words.lead()}</p>
            <div class="stack row">
                <a class="button" href=to::ask_for_information()>{words.ask()}</a>
                <a class="button quiet" href=to::SEARCH>{words.search()}</a>
                <a class="button quiet" href=to::SURVEYS>{words.surveys()}</a>
                <a class="button quiet" href=to::OPEN_DATA>{OpenData(use_words().locale).title()}</a>
            </div>
            <nav class="facets" aria-label=words.narrow()>{facets}</nav>
            {if none {
                view! { <p class="soft">{words.none()}</p><p class="say"><a href=to::ask_for_information()>{words.ask_none()}</a></p> }
            } else {
                view! { <ul class="matters one">{lines}</ul> }
            }}
            {next.map(|href| view! { <p class="say"><a href=href rel="next">{words.more()}</a></p> })}
        </main>
    }
}

/// One way to narrow: links, so that each choice is an address.
#[component]
fn Narrow(facet: Facet, link: DisclosureLink) -> impl IntoView {
    let words = texts();
    let chosen = match facet.name.as_str() {
        "issuer" => link.issuer.clone(),
        "subject" => link.subject.map(|subject| subject.slug().to_owned()),
        _ => link.year.map(|year| year.to_string()),
    };
    let title = match facet.name.as_str() {
        "issuer" => words.by_issuer(),
        "subject" => words.by_subject(),
        _ => words.by_year(),
    };
    let name = facet.name.clone();
    let to_value = |value: Option<&str>| to::disclosures(&narrowed(&link, &name, value));
    let shown = chosen.as_deref().map(|value| label(&name, value));
    let all = chosen.is_some().then(|| {
        view! { <li><a class="choice" href=to_value(None)><span>{words.all()}</span></a></li> }
    });
    let value = |value: &FacetValue| {
        let current = (chosen.as_deref() == Some(value.value.as_str())).then_some("true");
        let said = label(&name, &value.value);
        view! { <li><a class="choice" href=to_value(Some(&value.value)) aria-current=current><span>{said}" "<small>{value.count}</small></span></a></li> }
    };
    let values = facet.values.iter().map(value).collect_view();
    let is_of_use = !facet.values.is_empty();
    is_of_use.then(|| {
        view! {
            <details>
                <summary>{title}{shown.map(|shown| view! { " "<b>{shown}</b> })}<Icon name="down"/></summary>
                <ul class="choices">{all}{values}</ul>
            </details>
        }
    })
}

fn narrowed(link: &DisclosureLink, name: &str, value: Option<&str>) -> DisclosureLink {
    let link = DisclosureLink { cursor: None, ..link.clone() };
    match name {
        "issuer" => DisclosureLink { issuer: value.map(str::to_owned), ..link },
        "subject" => DisclosureLink { subject: value.and_then(DisclosureSubject::from_slug), ..link },
        _ => DisclosureLink { year: value.and_then(|year| year.parse().ok()), ..link },
    }
}

fn label(name: &str, value: &str) -> String {
    match name {
        "subject" => DisclosureSubject::from_slug(value)
            .map_or(value, |subject| texts().subject_of(subject))
            .to_owned(),
        _ => value.to_owned(),
    }
}
