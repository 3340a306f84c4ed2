//! The slips of a case at the desk: those that were issued, and what may be issued now.

use leptos_router::hooks::use_params_map;
use schema::ProblemKind;
use schema::slips::{CaseSlips, SlipKind, SlipLine};

use super::{around, texts};
use crate::api;
use crate::desk::Trouble;
use crate::prelude::*;
use crate::returned::use_returned;
use crate::routes::to;
use crate::text::{problem, use_words};

/// The page at `/desk/cases/{number}/slips`.
#[component]
pub fn SlipsPage() -> impl IntoView {
    let number = use_params_map().with_untracked(|params| params.get("number").unwrap_or_default());
    let shown = api::slips(&number).keep().document(|found| match found {
        Ok(slips) => view! { <Shown slips/> },
        Err(problem_) => view! { <Trouble problem_/> },
    });
    around(texts().slips(), shown)
}

#[component]
fn Shown(slips: CaseSlips) -> impl IntoView {
    let (all, words) = (use_words(), texts());
    let action = to::slips(&slips.case);
    let refused = use_returned(&action).map(|returned| match returned.problem.kind() {
        ProblemKind::Refused => words.slips_nothing(),
        kind => problem(all.locale, kind),
    });
    let CaseSlips { case, item_name, applicant, issued, offered } = slips;
    let none = issued.is_empty().then(|| view! { <p class="cap">{words.slips_none()}</p> });
    let number = case.clone();
    let line = move |slip: SlipLine| {
        let again = (slip.reprints > 0).then(|| format!(" · {}", words.reprints(slip.reprints)));
        view! {
            <li>
                <a class="n" href=to::slip(&number, slip.id)>{words.kind(slip.kind)}</a>
                <span class="s">{slip.number}" · "{all.moment(slip.at)}{again}</span>
            </li>
        }
    };
    let lines = issued.into_iter().map(line).collect_view();
    let button = |kind: SlipKind| {
        view! { <button class="btn" name="kind" value=kind.slug()>{words.issue(words.kind(kind))}</button> }
    };
    let nothing = offered.is_empty().then(|| view! { <p class="cap">{words.slips_nothing()}</p> });
    let buttons = offered.into_iter().map(button).collect_view();
    view! {
        <header class="page-head">
            <h1>{words.slips()}</h1>
            <p class="cap">{item_name}" · "{case.clone()}" · "{applicant}</p>
            <p class="cap">{words.slips_lead()}</p>
        </header>
        <div class="edit at-window">
            <div>
                <section>{none}<ul class="away">{lines}</ul></section>
                <section><p class="also"><a href=to::originals(&case)>{words.originals()}</a></p></section>
            </div>
            <div>
                <section class="set">
                    {refused.map(|refused| view! { <p class="done" role="alert">{refused}</p> })}
                    <h2>{words.slips_offered()}</h2>
                    {nothing}
                    <form class="kinds" method="post" action=action>{buttons}</form>
                </section>
            </div>
        </div>
    }
}
