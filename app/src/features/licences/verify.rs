//! Verifying a licence without signing in: who has the number learns whether it holds, who has the code beside it what stands on it.

use crate::prelude::*;
use leptos_router::hooks::use_query_map;
use schema::licences::{Verification, Verified};
use schema::{Problem, ProblemKind};

use super::Stands;
use crate::api;
use crate::page::{Head, set_status};
use crate::routes::to;
use crate::text::use_words;
use crate::ui::field::TextField;
use crate::ui::state::Failed;

/// The page at `/verify`; with `?number=` and `?code=`, as the QR code of a licence has them, the answer.
#[component]
pub fn VerifyPage() -> impl IntoView {
    let (number, code) = use_query_map().with_untracked(|query| {
        let said =
            |name: &str| query.get(name).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        (said("number"), said("code"))
    });
    let Some(number) = number else { return view! { <Ask/> } };
    let found = api::verify(&number, code.as_deref()).keep();
    found.document(|found| match found {
        Ok(found) => view! { <Found found/> },
        Err(problem_) => view! { <NotFound problem_/> },
    })
}

#[component]
fn Ask() -> impl IntoView {
    let words = use_words().licences;
    view! {
        <Head title=words.verify() path=to::VERIFY/>
        <main id="main" class="account">
            <h1 class="title">{words.verify()}</h1>
            <p class="soft">{words.verify_what()}</p>
            <Form/>
        </main>
    }
}

#[component]
fn Form() -> impl IntoView {
    let words = use_words().licences;
    view! {
        <form class="paper" method="get" action=to::VERIFY>
            <TextField pointer="number" label=words.number() hint=words.number_hint() autocomplete="off" returned=None/>
            <TextField pointer="code" label=words.code() hint=words.code_hint() autocomplete="off" required=false returned=None/>
            <button class="button">{words.verify_now()}</button>
        </form>
    }
}

#[component]
fn Found(found: Verification) -> impl IntoView {
    let words = use_words().licences;
    let Verification { number, standing, told } = found;
    let (title, next) = match standing.holds() {
        true => (words.it_holds().to_owned(), words.holds_next()),
        false => (words.it_holds_not(words.standing(standing)), words.holds_not_next()),
    };
    let next = if told.is_none() && standing.holds() { words.code_missing() } else { next };
    view! {
        <Head title=words.verify()/>
        <main id="main" class="account">
            <h1 class="title">{title}</h1>
            <p><Stands standing/>" "<span class="n">{number}</span></p>
            {told.map(|told| view! { <Told told/> })}
            <p>{next}</p>
            <div class="stack"><a class="button quiet" href=to::VERIFY>{words.verify_another()}</a></div>
        </main>
    }
}

#[component]
fn Told(told: Verified) -> impl IntoView {
    let all = use_words();
    let words = all.licences;
    let fact = |label: &'static str, value: String| view! { <div><dt>{label}</dt><dd>{value}</dd></div> };
    let until =
        told.valid_until.map_or_else(|| words.no_end().to_owned(), |day| words.until(&all.full_day(day)));
    view! {
        <dl class="list">
            {fact(words.kind(), told.name.get(all.locale).to_owned())}
            {fact(words.holder(), told.holder)}
            {fact(words.agency(), told.agency)}
            {fact(words.issued(), all.full_day(told.issued_on))}
            {fact(words.term(), until)}
        </dl>
    }
}

/// Nothing has this number; anything else that went wrong is said as everywhere.
#[component]
fn NotFound(problem_: Problem) -> impl IntoView {
    let words = use_words().licences;
    if problem_.kind() != ProblemKind::NotFound {
        return view! { <Failed problem_/> };
    }
    set_status(404);
    view! {
        <Head title=words.verify()/>
        <main id="main" class="account">
            <h1 class="title">{words.unknown()}</h1>
            <p>{words.unknown_help()}</p>
            <Form/>
        </main>
    }
}
