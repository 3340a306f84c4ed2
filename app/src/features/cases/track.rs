//! Following a case without signing in: by its number and four characters that only the applicant knows.

use crate::prelude::*;
use schema::ProblemKind;
use schema::bundles::JointView;
use schema::cases::CaseView;

use super::view::{CaseBody, CaseHead};
use crate::case::grouped;
use crate::joint::{Lanes, Sentence, sentence};
use crate::page::Head;
use crate::returned::{use_answered, use_returned};
use crate::routes::to;
use crate::text::{typeset, use_words};
use crate::ui::errors::ErrorSummary;
use crate::ui::field::TextField;

/// The page at `/track`. What is found is shown in the answer to the form, so that no address gives it away.
#[component]
pub fn TrackPage() -> impl IntoView {
    // A number is of a case or of a joint application; each lacks what the other has.
    let joint = use_answered::<JointView>(to::TRACK);
    match (use_answered::<CaseView>(to::TRACK), joint) {
        (Some(view), _) => view! { <Found view/> },
        (None, Some(view)) => view! { <FoundJoint view/> },
        (None, None) => view! { <Ask/> },
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
            <Further here/>
        </main>
    }
}

/// A joint application: how far each of its parts is, without who applied and what they wrote.
#[component]
fn FoundJoint(view: JointView) -> impl IntoView {
    let words = use_words();
    let here = to::joint(view.number);
    let Sentence { now, .. } = sentence(&view, words);
    view! {
        <Head title=words.cases.track_title()/>
        <main id="main">
            <p class="soft">{words.bundles.joint(&typeset(&view.item_name))}" "{grouped(view.number)}</p>
            <h1 class="now">{now}</h1>
            <p class="lead">{words.bundles.track_note()}</p>
            <Lanes view/>
            <Further here/>
        </main>
    }
}

/// Where one goes on: signed in to the same, or to another number.
#[component]
fn Further(here: String) -> impl IntoView {
    view! {
        <div class="stack">
            <a class="button" href=to::sign_in_then(&here)>{use_words().frame.sign_in()}</a>
            <a class="button quiet" href=to::TRACK rel="external">{use_words().cases.track_another()}</a>
        </div>
    }
}
