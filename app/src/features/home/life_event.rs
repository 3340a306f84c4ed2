//! A life event: what there is to do when it happens, and words to search on with.

use crate::prelude::*;
use leptos_router::hooks::use_params_map;
use schema::catalogue::ItemQuery;
use schema::guide::GuideLink;
use schema::home::LifeEvent;

use super::matter::Matter;
use crate::api;
use crate::page::Head;
use crate::routes::to;
use crate::text::{Guides, typeset, use_words};
use crate::ui::icon::Icon;

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
    let texts = Guides(words.locale);
    let guide = |guide: GuideLink| {
        let title = guide.title.get(words.locale).to_owned();
        view! { <li><a class="choice" href=to::guide(&guide.code, [])><span>{title}<small>{texts.start()}</small></span><Icon name="next"/></a></li> }
    };
    let guides: Vec<AnyView> = event.guides.into_iter().map(guide).collect();
    let guides = (!guides.is_empty()).then(|| view! { <ul class="choices">{guides}</ul> });
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
            {guides}
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
