//! Opening an enquiry that was written without an account: by its number and the code that was told when it arrived.

use crate::prelude::*;
use schema::ProblemKind;

use super::texts;
use crate::page::{Head, set_status};
use crate::returned::use_returned;
use crate::routes::to;
use crate::ui::errors::ErrorSummary;
use crate::ui::field::TextField;

/// The form, behind a fold until it comes back.
#[component]
pub fn Open() -> impl IntoView {
    let open = use_returned(to::ENQUIRIES).is_some();
    view! {
        <details class="more" open=open>
            <summary>{texts().open_title()}</summary>
            <OpenForm number=String::new()/>
        </details>
    }
}

#[component]
fn OpenForm(number: String) -> impl IntoView {
    let words = texts();
    let returned = use_returned(to::ENQUIRIES);
    let wrong = returned.clone().map(|returned| match returned.problem.kind() {
        ProblemKind::NotFound => view! { <Unknown/> }.into_any(),
        _ => view! { <ErrorSummary problem_=returned.problem label=|pointer| label(pointer).to_owned()/> }
            .into_any(),
    });
    view! {
        <form class="paper" method="post" action=to::ENQUIRIES>
            {wrong}
            <TextField
                pointer="/number"
                label=words.number()
                inputmode="numeric"
                autocomplete="off"
                value=number
                returned=returned.clone()
            />
            <TextField pointer="/pickup_code" label=words.code() hint=words.code_hint() autocomplete="off" returned/>
            <div class="stack"><button class="button">{words.open_send()}</button></div>
        </form>
    }
}

/// Nothing has this number and this code; which of the two is wrong is not said.
#[component]
fn Unknown() -> impl IntoView {
    let words = texts();
    view! {
        <div class="errors" role="alert" tabindex="-1" id="errors" autofocus>
            <h2>{words.open_nothing()}</h2>
            <p>{words.open_nothing_help()}</p>
        </div>
    }
}

fn label(pointer: &str) -> &'static str {
    let words = texts();
    if pointer == "/pickup_code" { words.code() } else { words.number() }
}

/// The page of one that is not public, or that there is not: who wrote it opens it here.
#[component]
pub fn Closed(
    /// Its number, as it stands in the address.
    id: String,
) -> impl IntoView {
    let words = texts();
    set_status(404);
    view! {
        <Head title=words.closed_title()/>
        <main id="main" class="account enquiries">
            <h1 class="title">{words.closed_title()}</h1>
            <p class="soft">{words.closed_what()}</p>
            <OpenForm number=id/>
            <div class="stack row">
                <a class="button quiet" href=to::MY_ENQUIRIES>{words.mine()}</a>
                <a class="button quiet" href=to::ENQUIRIES>{words.title()}</a>
            </div>
        </main>
    }
}
