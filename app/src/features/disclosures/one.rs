//! One public document: what identifies it, what it says, where it is from; or how to ask for it.

use crate::prelude::*;
use leptos_router::hooks::use_params_map;
use schema::disclosures::{Disclosure, DisclosureMode};

use super::texts;
use crate::api;
use crate::page::Head;
use crate::routes::to;
use crate::text::{typeset, use_words};
use crate::ui::icon::Icon;

/// The page at `/disclosure/{id}`.
#[component]
pub fn DisclosurePage() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get("id").unwrap_or_default());
    api::published::disclosure(&id).document(|document| view! { <Shown document/> })
}

#[component]
fn Shown(document: Disclosure) -> impl IntoView {
    let words = texts();
    let title = typeset(&document.line.title);
    let path = to::disclosure(&document.line.id.to_string());
    let paragraphs: Vec<String> = document.body.lines().map(typeset).collect();
    let description = paragraphs.first().cloned().unwrap_or_else(|| title.clone());
    let paragraphs = paragraphs.into_iter().map(|paragraph| view! { <p>{paragraph}</p> }).collect_view();
    let source = document.source_url.clone().map(|url| {
        view! { <p class="say"><a href=url rel="noopener">{words.source()}</a></p> }
    });
    let ask = (document.line.mode == DisclosureMode::OnRequest).then(|| {
        let href = to::ask_for(document.request_item.as_deref(), &document.line);
        let (what, ask) = match document.request_item {
            Some(_) => (words.ask_what(), words.ask_this()),
            None => (words.ask_agency_what(), words.ask_agency()),
        };
        view! {
            <p>{what}</p>
            <div class="stack row"><a class="button" href=href>{ask}</a></div>
        }
    });
    let demonstration = document.demonstration;
    view! {
        <Head title=title.clone() description path/>
        <main id="main" class="event enquiries published">
            <nav class="crumb" aria-label=use_words().frame.position()>
                <ol>
                    <li><a href=to::HOME>{use_words().frame.home()}</a></li>
                    <li><a href=to::DISCLOSURES>{words.title()}</a></li>
                </ol>
            </nav>
            <article>
                <h1 class="title">{title}</h1>
                <Facts document/>
                <div class="prose">{paragraphs}</div>
                {source}{ask}
            </article>
            {demonstration.then(|| view! {
                <div class="notice"><Icon name="info"/><p>{words.demonstration()}</p></div>
            })}
        </main>
    }
}

/// What identifies it.
#[component]
fn Facts(document: Disclosure) -> impl IntoView {
    let (all, words) = (use_words(), texts());
    let line = document.line;
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| all.full_day(day));
    let facts = [
        (words.index_number(), Some(line.index_number)),
        (words.document_number(), Some(line.document_number.unwrap_or_else(|| words.no_number().to_owned()))),
        (words.issuer(), Some(line.issuer)),
        (words.subject(), Some(words.subject_of(line.subject).to_owned())),
        (words.made_on(), day(Some(document.made_on))),
        (words.published_on(), day(Some(line.published_on))),
        (words.in_force_from(), day(document.in_force_from)),
        (words.ends_on(), day(document.ends_on)),
        (words.mode(), Some(words.mode_of(line.mode).to_owned())),
        (words.validity(), line.validity.map(|validity| words.validity_of(validity).to_owned())),
    ];
    let facts = facts.into_iter().filter_map(|(name, value)| Some((name, value?)));
    let facts =
        facts.map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> }).collect_view();
    view! { <dl class="list">{facts}</dl> }
}
