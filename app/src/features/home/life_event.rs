//! A life event: what there is to do when it happens, and words to search on with.

use crate::prelude::*;
use leptos_router::hooks::use_params_map;
use schema::catalogue::ItemQuery;
use schema::home::LifeEvent;

use super::matter::Matter;
use crate::api;
use crate::page::Head;
use crate::routes::to;
use crate::text::{typeset, use_words};

/// The page at `/life-events/{id}`.
#[component]
pub fn LifeEventPage() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get_str("id").unwrap_or_default().to_owned());
    api::life_event(&id).document(|event| view! { <Shown event/> })
}

#[component]
fn Shown(event: LifeEvent) -> impl IntoView {
    let words = use_words();
    let (name, line) = (event.name.get(words.locale).to_owned(), typeset(event.line.get(words.locale)));
    let count = event.items.len();
    let items = event.items.into_iter().map(|item| view! { <Matter item/> }).collect_view();
    let further = event.terms.iter().map(|term| {
        let query = ItemQuery { q: Some(term.clone()), ..ItemQuery::default() };
        view! { <li><a href=to::items(&query)>{term.clone()}</a></li> }
    });
    let further: Vec<_> = further.collect();
    view! {
        <Head
            title=name.clone()
            description=words.home.describe_life_event(&name, &line, count)
            path=to::life_event(&event.id)
        />
        <main id="main" class="event">
            <nav class="crumb" aria-label=words.frame.position()>
                <ol><li><a href=to::HOME>{words.frame.home()}</a></li><li>{name.clone()}</li></ol>
            </nav>
            <h1 class="title">{name}</h1>
            <p class="soft">{line}</p>
            <section>
                <h2>{words.home.to_do()}</h2>
                {if count == 0 {
                    view! { <p class="missing">{words.home.no_items()}</p> }
                } else {
                    view! { <ul class="matters one">{items}</ul> }
                }}
            </section>
            {(!further.is_empty()).then(|| view! {
                <section>
                    <h2>{words.home.search_on()}</h2>
                    <ul class="terms">{further}</ul>
                </section>
            })}
        </main>
    }
}
