//! One of one's own licences: how it stands, the document itself, and what can be done with it.

use crate::prelude::*;
use leptos_router::hooks::use_params_map;
use schema::licences::{Changed, Licence};

use super::Stands;
use super::paper::Sheets;
use crate::api;
use crate::page::Head;
use crate::routes::to;
use crate::text::use_words;
use crate::ui::icon::Icon;

/// The page at `/licences/{number}`.
#[component]
pub fn LicencePage() -> impl IntoView {
    let number = use_params_map().with_untracked(|params| params.get("number").unwrap_or_default());
    api::licence(&number).document(|licence| view! { <Shown licence/> })
}

#[component]
fn Shown(licence: Licence) -> impl IntoView {
    let all = use_words();
    let words = all.licences;
    let name = licence.summary.name.get(all.locale).to_owned();
    let standing = licence.summary.standing;
    let file = to::licence_file(&licence.summary.number);
    let case = licence.case;
    view! {
        <Head title=name.clone()/>
        <main id="main" class="licence-page">
            <h1 class="title">{name}</h1>
            <p><Stands standing/></p>
            {words.means(standing).map(|means| view! { <p class="notice amber"><Icon name="warn"/><span>{means}</span></p> })}
            {licence.changed.clone().map(|changed| view! { <Decided changed/> })}
            <Sheets licence=licence.clone()/>
            {(licence.duplicates > 0).then(|| view! { <p class="soft">{words.duplicates(licence.duplicates)}</p> })}
            <div class="act">
                <button type="button" class="button live" data-print><Icon name="print"/>{words.print()}</button>
                <span class="soft not-live">{words.print_hint()}</span>
                <a class="button quiet" href=file rel="external" download="">{words.download()}</a>
            </div>
            <p class="soft">{words.download_help()}</p>
            <p><a href=to::case(case)>{words.of_case()}" "{case.to_string()}</a></p>
            <details class="soft"><summary>{words.fingerprint()}</summary><code class="hash">{licence.hash}</code></details>
        </main>
    }
}

/// What was decided about a licence last.
#[component]
pub fn Decided(changed: Changed) -> impl IntoView {
    let all = use_words();
    let words = all.licences;
    let Changed { status, on, ground } = changed;
    view! {
        <section>
            <h2>{words.changed(&all.full_day(on))}</h2>
            <p>{words.decided(status)}</p>
            {(!ground.is_empty()).then(|| view! { <p><span class="soft">{words.ground()}</span><br/>{ground}</p> })}
        </section>
    }
}
