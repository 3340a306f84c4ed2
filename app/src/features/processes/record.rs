//! A process: drawn, with its draft and what may be done with it, the items handled by it, and its versions.

use leptos_router::hooks::{use_params_map, use_query_map};
use schema::definitions::{DefinitionRecord, DraftAct, ModelKind};
use schema::process::design::Piece;

use super::findings::findings;
use super::risks::Risks;
use crate::api;
use crate::api::processes::Drawn;
use crate::designing::{Acts, DesignDesk, Failed, Heading, Shelf, Versions, Wrong, name, told};
use crate::flow::{Flow, sums};
use crate::prelude::*;
use crate::returned::{Returned, use_returned};
use crate::routes::to;
use crate::text::{Tracing, Words, use_words};
use crate::ui::field::TextField;

/// The page at `/desk/processes/{id}`; `?done=` is what was just done.
#[component]
pub fn ProcessPage() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get("id").unwrap_or_default());
    let process = api::processes::drawn(&id).keep().document(|drawn| match drawn {
        Ok(drawn) => view! { <Shown drawn/> },
        Err(problem_) => view! { <Failed shelf=Shelf::Processes problem_/> },
    });
    view! { <DesignDesk shelf=Shelf::Processes>{process}</DesignDesk> }
}

#[component]
fn Shown(drawn: Drawn) -> impl IntoView {
    let words = use_words();
    let texts = words.processes;
    let Drawn { record, definition, setting, form, .. } = drawn;
    let title = name(words, &record.id, &record.title);
    let returned = use_returned(&to::desk_process(&record.id));
    let done = use_query_map().with_untracked(|query| {
        query.get_str("done").and_then(|act| told::done(words, Shelf::Processes, act))
    });
    let done = done.filter(|_| returned.is_none());
    let newest = record.versions.first().map(|version| version.version);
    let caption = match (&record.draft, newest) {
        (Some(_), _) => texts.drawn_draft().to_owned(),
        (None, Some(number)) => texts.drawn_version(number),
        (None, None) => texts.drawn().to_owned(),
    };
    let mend = record.allowed.contains(&DraftAct::Edit);
    let found = findings(words, &record.id, &definition, (&setting.setting, form.as_ref()), mend);
    let piece = Piece::read(&definition);
    let risks = view! { <Risks piece=piece.clone() passed=setting.passed/> };
    let sums = piece.as_ref().map(|piece| {
        let sums = sums(words, piece, setting.setting.promised, None);
        view! { <section class="of-form"><h2>{Tracing(words.locale).sums()}</h2>{sums}</section> }
    });
    let drawing = piece.map(|piece| view! { <Flow piece form/> });
    let in_force = record
        .in_force
        .map_or_else(|| words.designer.not_in_force().to_owned(), |number| words.designer.in_force(number));
    view! {
        <Heading title=title.clone()/>
        <header class="page-head">
            <h1>{title}</h1>
            <p class="cap">
                <span class="code">{record.id.clone()}</span>" · "{texts.items(record.items)}" · "{in_force}
            </p>
        </header>
        {done.map(|done| view! { <p class="done" role="status">{done}</p> })}
        {returned.clone().map(|returned| view! { <Wrong problem_=returned.problem label=told::label/> })}
        <section class="of-form">
            <h2>{caption}</h2>
            {found}
            {drawing}
        </section>
        {sums}
        {draft(words, &record, returned.clone())}
        {items(words, &record, returned)}
        {risks}
        {versions(words, &record)}
    }
}

/// How far the draft has come, and what may be done with it.
fn draft(words: Words, record: &DefinitionRecord, returned: Option<Returned>) -> AnyView {
    let texts = words.designer;
    let may_edit = record.allowed.contains(&DraftAct::Edit);
    let edit = |said: &'static str| {
        let href = to::edit_process(&record.id);
        may_edit.then(|| view! { <a class="btn" href=href rel="external">{said}</a> })
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
    let base = line.base.or(record.in_force).unwrap_or_default();
    let changes = to::process_differences(&record.id, base, "draft");
    view! {
        <section class="of-form">
            <h2>{texts.draft()}" "<span class="tag" data-state=line.state.slug()>{texts.state(line.state)}</span></h2>
            {told::history(words, &line)}
            <p class="acts">
                {edit(texts.edit())}
                <a class="btn" href=changes>{texts.see_changes()}</a>
                <a class="btn" href=to::process_source(&record.id, "draft")>{texts.as_json()}</a>
            </p>
            <Acts action=to::desk_process(&record.id) record=record.clone() returned/>
        </section>
    }
}

/// How many items are handled by it, and for who may change it, the code of another.
fn items(words: Words, record: &DefinitionRecord, returned: Option<Returned>) -> AnyView {
    let texts = words.processes;
    let may_join = record.allowed.contains(&DraftAct::Edit) && record.in_force.is_some();
    let action = to::desk_process(&record.id);
    view! {
        <section class="of-form">
            <h2>{texts.items_title()}</h2>
            <p class="cap">{texts.items(record.items)}</p>
            {may_join.then(|| view! {
                <form class="act-of set" method="post" action=action>
                    <TextField pointer="/item" label=words.designer.item_code() hint=texts.item_hint() returned/>
                    <button class="btn" name="act" value="item">{texts.join_item()}</button>
                </form>
            })}
        </section>
    }
}

/// Its versions, with the ways to take out how they go.
fn versions(words: Words, record: &DefinitionRecord) -> AnyView {
    let files = |number: u32| {
        let export = |kind: ModelKind, label: &'static str| {
            view! { <a href=to::process_export(&record.id, number, kind) download="" rel="external">{label}</a> }
        };
        view! {
            {moving(words, record, number)}
            {export(ModelKind::Definition, words.designer.export_definition())}
            {export(ModelKind::Bpmn, words.processes.export_bpmn())}
        }
    };
    Versions { words, shelf: Shelf::Processes, record }.section(files)
}

/// The way to move the cases that are under way with a version to the one in force, for who may.
fn moving(words: Words, record: &DefinitionRecord, number: u32) -> Option<AnyView> {
    let under_way = record.uses.iter().any(|uses| uses.version == number && uses.cases > 0);
    let in_force = record.in_force.filter(|in_force| record.is_mine && under_way && *in_force != number)?;
    let href = format!("{}?from={number}&to={in_force}", to::process_migration(&record.id));
    Some(view! { <a href=href>{words.migration.link()}</a> }.into_any())
}
