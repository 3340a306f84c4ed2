//! The act: what it will do, why, and the button; and what is said when it came back.

use schema::definitions::MigrationPlan;
use schema::form::html_id;
use schema::{Problem, ProblemKind};

use super::{Asked, CHOICE};
use crate::designing::Wrong;
use crate::prelude::*;
use crate::returned::use_returned;
use crate::text::{Words, field_error, problem, use_words};
use crate::ui::field::TextArea;

/// Where the API finds the reason missing.
const REASON: &str = "/reason";

/// Moving those that fit, behind a fold that says what will happen.
#[component]
pub fn Act(plan: MigrationPlan, asked: Asked) -> impl IntoView {
    let words = use_words();
    let texts = words.migration;
    let total = |count: Option<u64>| count.unwrap_or_default();
    let fitting = total(plan.fits.total);
    if fitting == 0 {
        return ().into_any();
    }
    let staying = total(plan.needs_choice.total) + total(plan.cannot.total);
    let returned = use_returned(&asked.base());
    let is_open = returned.is_some();
    let error =
        returned.as_ref().and_then(|it| it.problem.errors.iter().find(|error| error.pointer == REASON));
    let message = error.map(|error| field_error(words.locale, error));
    let typed = returned.as_ref().and_then(|returned| returned.value(REASON)).unwrap_or_default().to_owned();
    // A further page of a group is another look at the same dry run.
    let action = Asked { page: None, ..asked.clone() }.page();
    view! {
        <section class="of-form">
            <h2>{texts.act()}</h2>
            <details class="act-of set" open=is_open>
                <summary>{texts.act_summary(fitting, plan.to)}</summary>
                <form method="post" action=action>
                    {hidden(&plan, &asked)}
                    <p>{texts.what_happens(fitting, plan.from, plan.to)}</p>
                    {(staying > 0).then(|| view! { <p>{texts.staying(staying)}</p> })}
                    <TextArea id=html_id(REASON) name=REASON label=texts.reason() hint=Some(texts.reason_hint().to_owned()) value=typed message required=true/>
                    <p class="acts"><button class="btn main">{texts.confirm(fitting)}</button></p>
                </form>
            </details>
        </section>
    }
}

/// The dry run that is made so.
fn hidden(plan: &MigrationPlan, asked: &Asked) -> AnyView {
    let choices = asked.choices.iter().map(|(of, by)| {
        view! { <input type="hidden" name=format!("{CHOICE}{of}") value=by.clone()/> }
    });
    let choices = choices.collect_view();
    view! {
        <input type="hidden" name="from" value=plan.from/>
        <input type="hidden" name="to" value=plan.to/>
        <input type="hidden" name="fingerprint" value=plan.fingerprint.clone()/>
        {asked.after.clone().map(|after| view! { <input type="hidden" name="after" value=after/> })}
        {choices}
    }
}

/// What is wrong; a dry run that was overtaken stands below, as it is now.
#[component]
pub fn CameBack(problem_: Problem) -> impl IntoView {
    let words = use_words();
    if problem_.kind() != ProblemKind::Conflict {
        return view! { <Wrong problem_ label/> };
    }
    view! {
        <div class="errors" role="alert" tabindex="-1" id="errors" autofocus>
            <h2>{problem(words.locale, ProblemKind::Conflict)}</h2>
            <p>{words.migration.overtaken()}</p>
        </div>
    }
}

fn label(words: Words, pointer: &str) -> &'static str {
    if pointer == REASON { words.migration.reason() } else { "" }
}
