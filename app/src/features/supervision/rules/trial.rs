//! What a rule would have found: asked by a form without scripts, answered with the cases.

use schema::supervise::{DryRunCase, RuleTrial, TrialQuery};

use super::super::flag;
use super::texts;
use crate::api;
use crate::case::grouped;
use crate::desk::Trouble;
use crate::prelude::*;
use crate::routes::to;
use crate::text::use_words;

/// The form, and where something was asked, the answer.
pub fn trial(id: &str, asked: Option<TrialQuery>) -> AnyView {
    let words = texts();
    let shown = asked.map(|asked| {
        api::supervision::trial(id, asked).keep().document(|found| match found {
            Ok(trial) => view! { <Found trial/> },
            Err(problem_) => view! { <Trouble problem_/> },
        })
    });
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string());
    let (from, until) = (day(asked.and_then(|asked| asked.from)), day(asked.and_then(|asked| asked.to)));
    view! {
        <section class="set trial" id="trial">
            <h2>{words.trial()}</h2>
            <p class="cap">{words.trial_what()}</p>
            <form method="get" action=format!("{}#trial", to::supervision_rule(id))>
                <input type="hidden" name="try" value="1"/>
                <div class="pair">
                    <div class="field"><label for="trial-from">{words.filed_from()}</label><input id="trial-from" type="date" name="from" value=from/></div>
                    <div class="field"><label for="trial-to">{words.filed_to()}</label><input id="trial-to" type="date" name="to" value=until/></div>
                </div>
                <div class="main-act"><button class="btn">{words.try_it()}</button></div>
            </form>
            {shown}
        </section>
    }
}

#[component]
fn Found(trial: RuleTrial) -> impl IntoView {
    let (all, words) = (use_words(), texts());
    let RuleTrial { version, from, to: until, result } = trial;
    let [warnings, yellow, red] = result.signals;
    let on = words.tried(version, &all.full_day(from), &all.full_day(until), result.cases);
    let cut = result.cut.then(|| view! { <p class="cap">{words.cut()}</p> });
    let lines = result.examples.into_iter().map(|example| view! { <Example example/> }).collect::<Vec<_>>();
    let examples =
        (!lines.is_empty()).then(|| view! { <h3>{words.examples()}</h3><ul class="yl rules">{lines}</ul> });
    view! {
        <div class="tried" role="status">
            <p>{on}</p>
            <p><b>{words.would_find(warnings, yellow, red)}</b></p>
            {cut}
        </div>
        {examples}
    }
}

#[component]
fn Example(example: DryRunCase) -> impl IntoView {
    let all = use_words();
    let case = to::desk_case(example.case_number);
    view! {
        <li>
            {flag(example.grade)}
            <div><a class="n" href=case>{grouped(example.case_number)}</a></div>
            <div>{all.moment(example.at)}</div>
        </li>
    }
}
