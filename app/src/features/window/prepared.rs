//! What applicants filled in online for the window: found by the code on their slip, and taken over.

use leptos_router::hooks::use_query_map;
use schema::applications::Prepared;
use schema::{Problem, ProblemKind};

use super::around;
use crate::api;
use crate::desk::Trouble;
use crate::prelude::*;
use crate::returned::use_returned;
use crate::routes::to;
use crate::text::{Handing, problem, typeset, use_words};

/// The words of handing over, in the page's language.
fn texts() -> Handing {
    Handing(use_words().locale)
}

/// The page at `/desk/window/prepared`; `?code=` is what was looked for. It is also where something is taken over.
#[component]
pub fn PreparedPage() -> impl IntoView {
    let returned = use_returned(to::DESK_PREPARED);
    let code = use_query_map().with_untracked(|query| query.get_str("code").unwrap_or_default().to_owned());
    let code = returned.as_ref().and_then(|it| it.value("code")).map_or(code, str::to_owned);
    let refused = returned.map(|returned| refused(&returned.problem));
    let words = texts();
    // Who has no window here is told so before they look for anything.
    let shown = api::window_drafts(None).keep().document(move |mine| match mine {
        Ok(_) => view! {
            {refused.map(|refused| view! { <p class="done" role="alert">{refused}</p> })}
            <Find code=code.clone()/>
            {(!code.trim().is_empty()).then(|| found(&code))}
        },
        Err(problem_) => view! { <Trouble problem_/> },
    });
    let shown = view! {
        <header class="page-head">
            <h1>{words.prepared()}</h1>
            <p class="cap">{words.prepared_lead()}</p>
            <p><a href=to::DESK_WINDOW>{super::texts().title()}</a></p>
        </header>
        <div class="edit">{shown}</div>
    };
    around(words.prepared(), shown)
}

#[component]
fn Find(code: String) -> impl IntoView {
    let words = texts();
    view! {
        <section class="set">
            <form method="get" action=to::DESK_PREPARED role="search">
                <div class="field">
                    <label for="prepared-code">{words.code()}</label>
                    <input id="prepared-code" name="code" value=code autofocus accesskey="s" required maxlength="20" autocomplete="off" spellcheck="false"/>
                </div>
                <button class="btn main">{words.find()}</button>
            </form>
        </section>
    }
}

fn found(code: &str) -> AnyView {
    api::prepared(code).keep().document(|found| match found {
        Ok(prepared) => view! { <Found prepared/> },
        Err(problem_) if problem_.kind() == ProblemKind::NotFound => {
            view! { <p class="cap" role="status">{texts().prepared_none()}</p> }
        }
        Err(problem_) => view! { <Trouble problem_/> },
    })
}

#[component]
fn Found(prepared: Prepared) -> impl IntoView {
    let (all, words) = (use_words(), texts());
    let until = prepared.until.map(|until| fact(words.until(), all.full_day(until)));
    view! {
        <section class="set">
            <h2>{typeset(&prepared.item_name)}</h2>
            {fact(words.applicant(), prepared.applicant)}
            {fact(words.handed_at(), all.moment(prepared.handed_at))}
            {until}
            <form method="post" action=to::DESK_PREPARED>
                <input type="hidden" name="code" value=prepared.code/>
                <button class="btn main">{words.take_over()}</button>
                <p class="cap">{words.take_over_note()}</p>
            </form>
        </section>
    }
}

fn fact(label: &'static str, value: String) -> AnyView {
    view! { <p><span class="cap">{label}</span>" "<b>{value}</b></p> }
}

/// Why it was not taken over.
fn refused(why: &Problem) -> &'static str {
    let words = texts();
    match (why.kind(), why.detail.as_deref()) {
        (ProblemKind::NotFound, _) => words.prepared_none(),
        (ProblemKind::Refused, Some("own_case")) => words.own(),
        (ProblemKind::Refused, _) => words.another_begun(),
        (kind, _) => problem(use_words().locale, kind),
    }
}
