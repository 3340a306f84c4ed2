//! Open cases that move to another version: the dry run in three groups, what has to be chosen, and the act. A document, so
//! that it is the same with and without scripts.

mod act;
mod asked;
mod found;

use leptos_router::hooks::{use_params_map, use_query_map};
use schema::definitions::{DefinitionRecord, MOST_CASES, MigrationPlan, PublishedVersion};

use self::act::{Act, CameBack};
use self::asked::{Asked, CHOICE};
use self::found::{Found, named};
use crate::api;
use crate::designing::{DesignDesk, Failed, Heading, Shelf, name};
use crate::desk::Trouble;
use crate::prelude::*;
use crate::returned::use_returned;
use crate::routes::to;
use crate::text::{Words, use_words};

/// The page at `/desk/processes/{id}/migration`; `?from=` and `?to=` are the versions, `?choice:{task}=` what stands for what,
/// `?done=` how many cases were just moved.
#[component]
pub fn MigrationPage() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get("id").unwrap_or_default());
    let query = use_query_map().get_untracked();
    let done = query.get_str("done").and_then(|done| done.parse().ok());
    let asked = Asked::read(&id, &query);
    let plan = asked.as_ref().map(|asked| api::processes::migration(asked.api()).keep());
    let record = api::processes::record(&id).keep();
    let shown = record.document(move |record| match record {
        Ok(record) => {
            let plan = asked.clone().zip(plan).map(|(asked, plan)| {
                plan.document(move |plan| match plan {
                    Ok(plan) => view! { <DryRun plan asked/> },
                    Err(problem_) => view! { <Trouble problem_/> },
                })
            });
            view! { <Top record asked=asked.clone() done/>{plan} }
        }
        Err(problem_) => view! { <Failed shelf=Shelf::Processes problem_/> },
    });
    view! { <DesignDesk shelf=Shelf::Processes>{shown}</DesignDesk> }
}

/// What it is about, what was just done, and the choice of the versions.
#[component]
fn Top(record: DefinitionRecord, asked: Option<Asked>, done: Option<u64>) -> impl IntoView {
    let words = use_words();
    let texts = words.migration;
    let returned = use_returned(&to::process_migration(&record.id));
    let done = done.zip(asked.as_ref()).filter(|_| returned.is_none());
    let done = done.map(|(count, asked)| texts.moved(count, asked.to));
    view! {
        <Heading title=texts.title()/>
        <header class="page-head">
            <h1>{texts.title()}</h1>
            <p class="cap">{name(words, &record.id, &record.title)}" · "{texts.lead()}</p>
            <p><a href=to::desk_process(&record.id)>{words.processes.back()}</a></p>
        </header>
        {done.map(|done| view! { <p class="done" role="status">{done}</p> })}
        {returned.map(|returned| view! { <CameBack problem_=returned.problem/> })}
        {versions(words, &record, asked.as_ref())}
    }
}

/// From which version to which; those that nothing goes from or to are not offered.
fn versions(words: Words, record: &DefinitionRecord, asked: Option<&Asked>) -> AnyView {
    let texts = words.migration;
    let open = |number: u32| record.uses.iter().find(|uses| uses.version == number).map(|uses| uses.cases);
    let sources = record.uses.iter().rev().filter(|uses| uses.cases > 0).map(|uses| uses.version);
    let from = asked.map(|asked| asked.from).or_else(|| sources.clone().next());
    // Of those that are not retired, the newest in force and what came before it.
    let is_target = |it: &&PublishedVersion| it.retired_at.is_none() && Some(it.version) <= record.in_force;
    let targets: Vec<u32> = record.versions.iter().filter(is_target).map(|it| it.version).collect();
    let other = || targets.iter().copied().find(|number| Some(*number) != from);
    let to = asked.map(|asked| asked.to).or_else(other);
    if from.is_none() || to.is_none() {
        return view! { <section class="of-form"><p class="notice">{texts.no_other()}</p></section> };
    }
    // What was asked stays chosen, also when the last of its cases has just been moved.
    let mut numbers: Vec<u32> = sources.chain(asked.map(|asked| asked.from)).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let option = |number: u32, said: String, chosen: bool| view! { <option value=number selected=chosen>{said}</option> };
    let sources = numbers.into_iter().map(|number| {
        let cases = open(number).unwrap_or_default();
        option(number, texts.version_with(number, cases), from == Some(number))
    });
    let sources = sources.collect_view();
    let targets = targets.into_iter().map(|number| option(number, texts.version(number), to == Some(number)));
    let targets = targets.collect_view();
    view! {
        <section class="of-form">
            <form class="act-of" method="get" action=to::process_migration(&record.id)>
                <div class="field"><label for="from">{texts.from()}</label><select id="from" name="from">{sources}</select></div>
                <div class="field"><label for="to">{texts.to()}</label><select id="to" name="to">{targets}</select></div>
                <p class="acts"><button class="btn">{texts.dry_run()}</button></p>
            </form>
        </section>
    }
}

#[component]
fn DryRun(plan: MigrationPlan, asked: Asked) -> impl IntoView {
    let words = use_words();
    let texts = words.migration;
    let further = plan.rest.clone().map(|rest| {
        let href = Asked { after: Some(rest), page: None, ..asked.clone() }.page();
        view! { <section class="of-form"><p>{texts.covered(MOST_CASES)}<a href=href>{texts.rest()}</a></p></section> }
    });
    view! {
        {choices(words, &plan, &asked)}
        <Found plan=plan.clone() asked=asked.clone()/>
        {further}
        <Act plan asked/>
    }
}

/// What has to be chosen, and what is.
fn choices(words: Words, plan: &MigrationPlan, asked: &Asked) -> AnyView {
    let texts = words.migration;
    if plan.choices.is_empty() {
        return ().into_any();
    }
    let selects = plan.choices.iter().map(|choice| {
        let id = format!("choice-{}", choice.of);
        let option = |by: &String| {
            let selected = asked.chosen(&choice.of) == Some(by);
            view! { <option value=by.clone() selected=selected>{named(words, plan, by)}</option> }
        };
        let options = choice.among.iter().map(option).collect_view();
        view! {
            <div class="field">
                <label for=id.clone()>{texts.stands_for(&named(words, plan, &choice.of))}</label>
                <select id=id name=format!("{CHOICE}{}", choice.of)>
                    <option value="">{texts.not_chosen()}</option>
                    {options}
                </select>
            </div>
        }
    });
    let selects = selects.collect_view();
    view! {
        <section class="of-form">
            <h2>{texts.choices()}</h2>
            <p class="cap">{texts.choices_lead()}</p>
            <form class="act-of set" method="get" action=asked.base()>
                <input type="hidden" name="from" value=asked.from/>
                <input type="hidden" name="to" value=asked.to/>
                {asked.after.clone().map(|after| view! { <input type="hidden" name="after" value=after/> })}
                {selects}
                <p class="acts"><button class="btn">{texts.again()}</button></p>
            </form>
        </section>
    }
}
