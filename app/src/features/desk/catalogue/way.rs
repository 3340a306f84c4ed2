//! Who finishes what is filled in online for an item: the three ways of handling, and for how long the window waits.

use leptos_router::hooks::use_query_map;
use schema::catalogue::{ItemWay, Way};
use schema::{Problem, ProblemKind};

use super::item::Choices;
use crate::prelude::*;
use crate::returned::use_returned;
use crate::routes::to;
use crate::text::{Handing, use_words};
use crate::ui::errors::ErrorSummary;
use crate::ui::field::TextField;

/// The words of handing over, in the page's language.
fn texts() -> Handing {
    Handing(use_words().locale)
}

/// The form; `?way_saved=` is the revision that was just saved.
#[component]
pub fn Finished(
    /// The item.
    code: String,
    /// What is stored of it.
    way: ItemWay,
) -> impl IntoView {
    let (all, words) = (use_words(), texts());
    let action = to::desk_item_way(&code);
    let returned = use_returned(&action);
    let revision = way.revision.to_string();
    let saved = use_query_map().with_untracked(|query| query.get_str("way_saved") == Some(revision.as_str()));
    let saved = saved && returned.is_none();
    let chosen = returned.as_ref().and_then(|it| it.value("/way")).unwrap_or(way.way.slug()).to_owned();
    let days = way.days.map(|days| days.to_string()).unwrap_or_default();
    view! {
        <section class="set" id="way">
            <h2>{words.way()}</h2>
            <p class="cap">{words.way_note()}</p>
            {saved.then(|| view! { <p class="done" role="status">{all.editing.saved()}</p> })}
            {returned.clone().map(|returned| view! { <CameBack problem_=returned.problem way/> })}
            <form method="post" action=action>
                <input type="hidden" name="revision" value=revision/>
                <Choices
                    name="/way"
                    label=words.files()
                    chosen
                    options=Way::ALL.iter().map(|way| (way.slug(), words.way_is(*way))).collect()
                />
                <TextField
                    pointer="/days"
                    label=words.days()
                    inputmode="numeric"
                    autocomplete="off"
                    required=false
                    value=days
                    returned
                />
                <p class="cap">{words.days_hint(Way::DAYS)}</p>
                <button class="btn main">{all.editing.save()}</button>
            </form>
        </section>
    }
}

/// What is wrong; when somebody else was first, what is stored now.
#[component]
fn CameBack(problem_: Problem, way: ItemWay) -> impl IntoView {
    let words = texts();
    let conflict = problem_.kind() == ProblemKind::Conflict;
    view! {
        <ErrorSummary problem_ label=|pointer| label(pointer).to_owned()/>
        {conflict.then(|| view! { <p class="now">{words.way_now(words.way_is(way.way))}</p> })}
    }
}

fn label(pointer: &str) -> &'static str {
    match pointer {
        "/days" => texts().days(),
        _ => texts().files(),
    }
}
