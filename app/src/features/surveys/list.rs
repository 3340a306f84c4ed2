//! The surveys: those that are open, and those that are over.

use crate::prelude::*;
use leptos_router::hooks::use_query_map;
use schema::Page;
use schema::surveys::{SurveyFilter, SurveyLine};

use super::{said_of, texts};
use crate::api;
use crate::page::Head;
use crate::routes::to;
use crate::text::typeset;

/// The page at `/surveys`; `?list=over` are those that are over.
#[component]
pub fn SurveysPage() -> impl IntoView {
    let (list, cursor) = use_query_map().with_untracked(|query| {
        let over = query.get_str("list") == Some(SurveyFilter::Over.slug());
        (if over { SurveyFilter::Over } else { SurveyFilter::Open }, query.get("cursor"))
    });
    api::published::surveys(list, cursor.as_deref()).document(move |page| view! { <Shown list page/> })
}

#[component]
fn Shown(list: SurveyFilter, page: Page<SurveyLine>) -> impl IntoView {
    let words = texts();
    let side = |of: SurveyFilter| {
        let current = (of == list).then_some("true");
        view! { <a href=to::surveys(of, None) aria-current=current>{words.list(of)}</a> }
    };
    let sides = [SurveyFilter::Open, SurveyFilter::Over].map(side).collect_view();
    let none = match list {
        SurveyFilter::Open => words.none_open(),
        SurveyFilter::Over => words.none_over(),
    };
    let is_empty = page.items.is_empty();
    let lines = page.items.into_iter().map(|line| {
        let said = format!("{} · {}", words.stage(line.stage), said_of(&line));
        view! { <li><a href=to::survey(&line.id.to_string())>{typeset(&line.title)}<small>{said}</small></a></li> }
    });
    let lines = lines.collect_view();
    let next = page.next.map(|cursor| to::surveys(list, Some(&cursor)));
    view! {
        <Head title=words.title() description=words.describe() path=to::SURVEYS/>
        <main id="main" class="event enquiries">
            <h1 class="title">{words.title()}</h1>
            <p class="soft">{words.lead()}</p>
            <nav class="seg" aria-label=words.title()>{sides}</nav>
            {if is_empty {
                view! { <p class="soft">{none}</p> }
            } else {
                view! { <ul class="matters one">{lines}</ul> }
            }}
            {next.map(|href| view! { <p class="say"><a href=href rel="next">{words.more()}</a></p> })}
        </main>
    }
}
