//! A guide at the desk: what is wrong with it, its ways as a map, its draft and what may be done with it, and its versions.

use leptos_router::hooks::{use_params_map, use_query_map};
use schema::definitions::{DefinitionRecord, DraftAct};
use schema::guide::{Guide, lint};

use super::map::map;
use crate::api;
use crate::designing::{Acts, DesignDesk, Failed, Heading, Shelf, Versions, Wrong, name, told};
use crate::prelude::*;
use crate::returned::{Returned, use_returned};
use crate::routes::to;
use crate::text::{Guiding, Words, use_words};

/// The page at `/desk/guides/{id}`; `?done=` is what was just done.
#[component]
pub fn DeskGuidePage() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get("id").unwrap_or_default());
    let guide = api::guides::written(&id).keep().document(|written| match written {
        Ok((record, guide)) => view! { <Shown record guide/> },
        Err(problem_) => view! { <Failed shelf=Shelf::Guides problem_/> },
    });
    view! { <DesignDesk shelf=Shelf::Guides>{guide}</DesignDesk> }
}

#[component]
fn Shown(record: DefinitionRecord, guide: Guide) -> impl IntoView {
    let words = use_words();
    let texts = Guiding(words.locale);
    let title = name(words, &record.id, &record.title);
    let returned = use_returned(&to::desk_guide(&record.id));
    let done = use_query_map()
        .with_untracked(|query| query.get_str("done").and_then(|act| told::done(words, Shelf::Guides, act)));
    let done = done.filter(|_| returned.is_none());
    let in_force = record
        .in_force
        .map_or_else(|| words.designer.not_in_force().to_owned(), |number| words.designer.in_force(number));
    let count = texts.asks_and_ends(guide.questions.len(), guide.outcomes.len());
    let as_of = texts.as_of_day(&words.full_day(guide.as_of));
    let public = record.in_force.map(|_| {
        view! { <p><a href=to::guide(&record.id, [])>{texts.public()}</a></p> }
    });
    view! {
        <Heading title=title.clone()/>
        <header class="page-head">
            <h1>{title}</h1>
            <p class="cap"><span class="code">{record.id.clone()}</span>" · "{count}" · "{as_of}" · "{in_force}</p>
            {public}
        </header>
        {done.map(|done| view! { <p class="done" role="status">{done}</p> })}
        {returned.clone().map(|returned| view! { <Wrong problem_=returned.problem label=told::label/> })}
        <section class="of-form">
            <h2>{texts.map()}</h2>
            {lints(words, &guide)}
            <p class="cap">{texts.map_lead()}</p>
            {map(words, &guide)}
        </section>
        {draft(words, &record, returned)}
        {Versions { words, shelf: Shelf::Guides, record: &record }.section(|_| ().into_any())}
    }
}

/// What is wrong with the guide, each with the way to mend it.
pub fn lints(words: Words, guide: &Guide) -> AnyView {
    let texts = Guiding(words.locale);
    let found = lint(guide);
    if found.is_empty() {
        return view! { <p class="cap">{texts.sound()}</p> };
    }
    let line = |it: &schema::guide::GuideLint| {
        let place = super::edit::part_of(&it.pointer);
        let href = format!("{}#open", to::edited_guide(&guide.code, place, []));
        view! { <li data-grade="error"><b>{texts.lint(it)}</b>" "<a class="code" href=href>{it.pointer.clone()}</a></li> }
    };
    let lines = found.iter().map(line).collect_view();
    view! { <p>{texts.wrong(found.len())}</p><ul class="remarks">{lines}</ul> }
}

/// How far the draft has come, and what may be done with it.
fn draft(words: Words, record: &DefinitionRecord, returned: Option<Returned>) -> AnyView {
    let texts = words.designer;
    let may_edit = record.allowed.contains(&DraftAct::Edit);
    let edit = |said: &'static str| {
        may_edit.then(|| view! { <a class="btn" href=to::edit_guide(&record.id)>{said}</a> })
    };
    let Some(line) = record.draft.clone() else {
        return view! {
            <section class="of-form">
                <h2>{texts.draft()}</h2>
                <p class="cap">{texts.no_draft()}</p>
                <p class="acts">{edit(texts.begin_draft())}</p>
            </section>
        };
    };
    let base = line.base.or(record.in_force);
    let changes = base.map(|base| {
        let href = to::guide_differences(&record.id, base, "draft");
        view! { <a class="btn" href=href>{texts.see_changes()}</a> }
    });
    view! {
        <section class="of-form">
            <h2>{texts.draft()}" "<span class="tag" data-state=line.state.slug()>{texts.state(line.state)}</span></h2>
            {told::history(words, &line)}
            <p class="acts">
                {edit(texts.edit())}
                {changes}
                <a class="btn" href=to::guide_source(&record.id, "draft")>{texts.as_json()}</a>
            </p>
            <Acts action=to::desk_guide(&record.id) record=record.clone() returned/>
        </section>
    }
}
