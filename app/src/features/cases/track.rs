//! Following a case without signing in: by its number and four characters that only the applicant knows.

use crate::prelude::*;
use schema::ProblemKind;
use schema::cases::CaseView;

use super::view::{CaseBody, CaseHead};
use crate::page::Head;
use crate::returned::{use_answered, use_returned};
use crate::routes::to;
use crate::text::use_words;
use crate::ui::errors::ErrorSummary;
use crate::ui::field::TextField;

/// The page at `/track`. What is found is shown in the answer to the form, so that no address gives it away.
#[component]
pub fn TrackPage() -> impl IntoView {
    match use_answered::<CaseView>(to::TRACK) {
        Some(view) => view! { <Found view/> },
        None => view! { <Ask/> },
    }
}

#[component]
fn Ask() -> impl IntoView {
    let words = use_words().cases;
    let returned = use_returned(to::TRACK);
    view! {
        <Head title=words.track_title() path=to::TRACK/>
        <main id="main" class="account">
            <h1 class="title">{words.track_title()}</h1>
            <p class="soft">{words.track_what()}</p>
            <form class="paper" method="post" action=to::TRACK>
                {returned.clone().map(|returned| match returned.problem.kind() {
                    ProblemKind::NotFound => view! { <Unknown/> },
                    _ => view! { <ErrorSummary problem_=returned.problem label=|pointer| label(pointer).to_owned()/> },
                })}
                <TextField
                    pointer="/number"
                    label=words.number()
                    hint=words.track_number_hint()
                    autocomplete="off"
                    returned=returned.clone()
                />
                <TextField pointer="/last_four" label=words.last_four() hint=words.last_four_hint() autocomplete="off" returned/>
                <button class="button">{words.track()}</button>
            </form>
        </main>
    }
}

/// Nothing has this number and these four characters; which of the two is wrong is not said.
#[component]
fn Unknown() -> impl IntoView {
    let words = use_words().cases;
    view! {
        <div class="errors" role="alert" tabindex="-1" id="errors" autofocus>
            <h2>{words.track_nothing()}</h2>
            <p>{words.track_nothing_help()}</p>
        </div>
    }
}

fn label(pointer: &str) -> &'static str {
    let words = use_words().cases;
    if pointer == "/last_four" { words.last_four() } else { words.number() }
}

#[component]
fn Found(view: CaseView) -> impl IntoView {
    let words = use_words().cases;
    let here = to::case(view.summary.number);
    view! {
        <Head title=words.track_title()/>
        <main id="main">
            <CaseHead view=view.clone()/>
            <CaseBody view/>
            <p class="soft">{words.sign_in_for_more()}</p>
            <div class="stack">
                <a class="button" href=to::sign_in_then(&here)>{use_words().frame.sign_in()}</a>
                <a class="button quiet" href=to::TRACK rel="external">{words.track_another()}</a>
            </div>
        </main>
    }
}
