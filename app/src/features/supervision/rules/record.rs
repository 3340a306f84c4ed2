//! One rule: what it says, its draft with what may be done with it, what it would have found, and its versions.

use leptos_router::hooks::{use_params_map, use_query_map};
use schema::supervise::{Rule, RuleDraft, RuleRecord, RuleVersion, TrialQuery};
use schema::{Problem, ProblemKind};

use super::form::Write;
use super::trial::trial;
use super::{say, texts};
use crate::api;
use crate::desk::{Framed, Room, Trouble};
use crate::page::Head;
use crate::prelude::*;
use crate::returned::{Returned, use_returned};
use crate::routes::to;
use crate::text::use_words;
use crate::ui::errors::ErrorSummary;

/// The page at `/desk/supervision/rules/{rule}`; `?try=1` tries it on the past, `?done=` is what was just done.
#[component]
pub fn RulePage() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get("rule")).unwrap_or_default();
    let shown = api::supervision::rule(&id).keep().document(|found| match found {
        Ok(record) => view! { <Shown record/> },
        Err(problem_) => view! { <Trouble problem_/> },
    });
    view! { <Framed here=Room::Supervision title=texts().title()>{shown}</Framed> }
}

/// What was asked to be tried.
fn asked() -> Option<TrialQuery> {
    use_query_map().with_untracked(|query| {
        let day = |name: &str| query.get_str(name).and_then(|day| day.parse().ok());
        query.get_str("try").map(|_| TrialQuery { from: day("from"), to: day("to") })
    })
}

#[component]
fn Shown(record: RuleRecord) -> impl IntoView {
    let (all, words) = (use_words(), texts());
    let action = to::supervision_rule(&record.id);
    let returned = use_returned(&action);
    let newest = record.versions.first().map(|version| version.rule.clone());
    let draft = record.draft.as_ref().map(|draft| draft.rule.clone());
    let name = newest.as_ref().or(draft.as_ref()).map(|rule| rule.name.get(all.locale).to_owned());
    let name = name.unwrap_or_default();
    let version = newest.as_ref().map(|rule| words.version(rule.version));
    let says = newest.as_ref().map(|rule| sentences(words.says(), rule));
    let will_say = draft.as_ref().map(|rule| sentences(words.will_say(), rule));
    let base = draft.or(newest).filter(|_| record.may_write);
    let held = record.draft.clone().map(|draft| {
        view! { <Draft draft record=record.clone()/> }
    });
    let write = base.map(|rule| {
        view! { <Write rule revision=record.revision is_draft={record.draft.is_some()} returned=returned.clone()/> }
    });
    view! {
        <Head title=name.clone()/>
        <header class="page-head">
            <p><a href=to::SUPERVISION_RULES>{words.back()}</a></p>
            <h1>{name}</h1>
            <p class="cap"><span class="code">{record.id.clone()}</span>" "{version}</p>
        </header>
        <div class="edit both one-rule">
            {done(returned.as_ref())}
            {returned.clone().map(|it| wrong(it.problem))}
            {says}
            {will_say}
            {held}
            {record.may_try.then(|| trial(&record.id, asked()))}
            {write}
            <Versions versions=record.versions/>
        </div>
    }
}

/// What was just done.
fn done(returned: Option<&Returned>) -> Option<AnyView> {
    let words = texts();
    let act = use_query_map().with_untracked(|query| query.get("done"))?;
    let said = match act.as_str() {
        "publish" => words.done_publish(),
        "discard" => words.done_discard(),
        _ => words.done_save(),
    };
    returned.is_none().then(|| view! { <p class="done" role="status">{said}</p> })
}

/// What is wrong with what was sent, on top of the page.
fn wrong(problem_: Problem) -> AnyView {
    let words = texts();
    let said = match problem_.kind() {
        ProblemKind::Conflict => Some(words.changed_meanwhile()),
        ProblemKind::Refused => Some(words.second()),
        _ => None,
    };
    view! {
        <ErrorSummary problem_ label=|pointer| super::form::label(pointer).to_owned()/>
        {said.map(|said| view! { <p class="cap">{said}</p> })}
    }
}

/// A rule in plain sentences.
fn sentences(title: &'static str, rule: &Rule) -> AnyView {
    let (all, words) = (use_words(), texts());
    let lines = |lines: Vec<String>| lines.into_iter().map(|line| view! { <p>{line}</p> }).collect_view();
    let when = rule.when.as_ref().map_or_else(|| words.any_case().to_owned(), say::condition);
    let regions: Vec<String> = rule.regions.iter().map(ToString::to_string).collect();
    let here = if regions.is_empty() { words.everywhere().to_owned() } else { regions.join("，") };
    view! {
        <section class="set says">
            <h2>{title}</h2>
            <dl>
                <dt>{words.watches()}</dt><dd>{lines(say::watched(rule))}</dd>
                <dt>{words.moments()}</dt><dd>{lines(say::moments(rule))}</dd>
                <dt>{words.ground()}</dt><dd>{rule.ground.get(all.locale).to_owned()}</dd>
                <dt>{words.told()}</dt><dd>{say::told(rule)}</dd>
                <dt>{words.only_for()}</dt><dd>{when}</dd>
                <dt>{words.here()}</dt><dd>{here}</dd>
                <dt>{words.forced()}</dt><dd>{say::days(rule)}</dd>
            </dl>
        </section>
    }
}

/// The draft, and what may be done with it.
#[component]
fn Draft(draft: RuleDraft, record: RuleRecord) -> impl IntoView {
    let (all, words) = (use_words(), texts());
    let authors = draft.authors.join("、");
    let published = if record.versions.is_empty() { "no" } else { "yes" };
    let said = words.draft_of(draft.rule.version, &authors, &all.moment(draft.saved_at));
    let act = |act: &'static str, label: &'static str, class: &'static str| {
        view! {
            <form method="post" action=to::supervision_rule(&record.id)>
                <input type="hidden" name="act" value=act/>
                <input type="hidden" name="revision" value=record.revision.to_string()/>
                <input type="hidden" name="published" value=published/>
                <div class="main-act"><button class=class>{label}</button></div>
            </form>
        }
    };
    let publish = match draft.may_publish {
        true => {
            view! { <p class="cap">{words.publish_what()}</p>{act("publish", words.publish(), "btn main")} }
                .into_any()
        }
        false => view! { <p class="cap">{words.second()}</p> }.into_any(),
    };
    let discard = record.may_write.then(|| act("discard", words.discard(), "btn"));
    view! { <section class="set do"><h2>{words.draft()}</h2><p>{said}</p>{publish}{discard}</section> }
}

/// What was published, the newest first.
#[component]
fn Versions(versions: Vec<RuleVersion>) -> impl IntoView {
    let (all, words) = (use_words(), texts());
    let lines = versions.into_iter().map(|version| {
        let who = version.published_by.clone().unwrap_or_else(|| words.the_hall().to_owned());
        let said = words.published(&all.moment(version.published_at), &who);
        let json = serde_json::to_string_pretty(&version.rule).unwrap_or_default();
        view! {
            <li>
                <p><b>{words.version(version.rule.version)}</b>" · "{say::days(&version.rule)}<span class="s">{said}</span></p>
                <details><summary>{words.see_json()}</summary><pre class="json" tabindex="0">{json}</pre></details>
            </li>
        }
    });
    let lines = lines.collect_view();
    view! { <section class="set"><h2>{words.versions()}</h2><ul>{lines}</ul></section> }
}
