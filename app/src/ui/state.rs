//! Pages that are no page: not found, failed, signed out, waiting.

use crate::prelude::*;
use leptos_router::hooks::use_params_map;
use schema::{Problem, ProblemKind};

use super::icon::Icon;
use crate::page::{Head, here, set_status};
use crate::routes::to;
use crate::text::{problem, problem_help, use_words};

/// The page a problem's `type` leads to: what it means and what to do.
#[component]
pub fn ProblemPage() -> impl IntoView {
    let slug = use_params_map().with_untracked(|params| params.get_str("slug").map(str::to_owned));
    match slug.as_deref().and_then(ProblemKind::from_slug) {
        Some(kind) => view! { <Explained kind/> },
        None => view! { <NotFound/> },
    }
}

#[component]
fn Explained(kind: ProblemKind) -> impl IntoView {
    let words = use_words();
    let title = problem(words.locale, kind);
    view! {
        <Head title=title/>
        <main id="main" class="state">
            <Icon name="xt-think"/>
            <h1>{title}</h1>
            <p>{problem_help(words.locale, kind)}</p>
            <div class="stack"><a class="button" href=to::HOME>{words.frame.to_home()}</a></div>
        </main>
    }
}

/// There is nothing at this address.
#[component]
pub fn NotFound() -> impl IntoView {
    view! { <Failed problem_=Problem::new(ProblemKind::NotFound)/> }
}

/// What a page shows when its data did not come.
#[component]
pub fn Failed(
    /// Why not.
    problem_: Problem,
) -> impl IntoView {
    let words = use_words();
    let kind = problem_.kind();
    set_status(problem_.status);
    let sign_in = kind == ProblemKind::SignInNeeded;
    let title = problem(words.locale, kind);
    view! {
        <Head title=title/>
        <main id="main" class="state">
            <Icon name="xt-sorry"/>
            <h1>{title}</h1>
            <p>{problem_help(words.locale, kind)}</p>
            {problem_.request_id.filter(|_| kind == ProblemKind::Internal).map(|id| view! { <p class="num">{id}</p> })}
            <div class="stack">
                {if sign_in {
                    view! { <SignInLink/> }
                } else {
                    view! { <a class="button" href=to::HOME>{words.frame.to_home()}</a> }
                }}
            </div>
            <p class="human soft"><a href="tel:12345">{words.frame.hotline()}</a></p>
        </main>
    }
}

/// To the sign-in page and back here.
#[component]
fn SignInLink() -> impl IntoView {
    let words = use_words();
    let here = here();
    view! { <a class="button" href=to::sign_in_then(&here)>{words.frame.sign_in()}</a> }
}

/// While the data of a page come.
#[component]
pub fn Waiting() -> impl IntoView {
    let words = use_words();
    view! {
        <main id="main" aria-busy="true">
            <p class="soft" role="status">{words.frame.loading()}</p>
            <dl class="facts bones" aria-hidden="true">
                <div><dt><span class="bone short"></span></dt><dd><span class="bone heading"></span><span class="bone long"></span></dd></div>
                <div><dt><span class="bone short"></span></dt><dd><span class="bone heading short"></span><span class="bone"></span></dd></div>
            </dl>
        </main>
    }
}
