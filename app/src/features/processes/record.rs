//! A process: drawn, with its draft and what may be done with it, the items handled by it, and its versions.

use leptos_router::hooks::{use_params_map, use_query_map};
use schema::definitions::{DefinitionRecord, DraftAct, DraftLine};
use schema::process::design::Piece;

use super::findings::findings;
use super::frame::{Failed, Heading, ProcessDesk, name};
use super::risks::Risks;
use super::versions::Versions;
use crate::api;
use crate::api::processes::Drawn;
use crate::designing::{Acts, Wrong};
use crate::flow::Flow;
use crate::prelude::*;
use crate::returned::{Returned, use_returned};
use crate::routes::to;
use crate::text::{Words, use_words};
use crate::ui::field::TextField;

/// The page at `/desk/processes/{id}`; `?done=` is what was just done.
#[component]
pub fn ProcessPage() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get("id").unwrap_or_default());
    let process = api::processes::drawn(&id).keep().document(|drawn| match drawn {
        Ok(drawn) => view! { <Shown drawn/> },
        Err(problem_) => view! { <Failed problem_/> },
    });
    view! { <ProcessDesk>{process}</ProcessDesk> }
}

#[component]
fn Shown(drawn: Drawn) -> impl IntoView {
    let words = use_words();
    let texts = words.processes;
    let Drawn { record, definition, setting, form, .. } = drawn;
    let title = name(words, &record.id, &record.title);
    let returned = use_returned(&to::desk_process(&record.id));
    let done = use_query_map().with_untracked(|query| query.get_str("done").and_then(|act| done(words, act)));
    let done = done.filter(|_| returned.is_none());
    let newest = record.versions.first().map(|version| version.version);
    let caption = match (&record.draft, newest) {
        (Some(_), _) => texts.drawn_draft().to_owned(),
        (None, Some(number)) => texts.drawn_version(number),
        (None, None) => texts.drawn().to_owned(),
    };
    let mend = record.allowed.contains(&DraftAct::Edit);
    let found = findings(words, &record.id, &definition, &setting.setting, mend);
    let piece = Piece::read(&definition);
    let risks = view! { <Risks piece=piece.clone() passed=setting.passed/> };
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
        {returned.clone().map(|returned| view! { <Wrong problem_=returned.problem label=label/> })}
        <section class="of-form">
            <h2>{caption}</h2>
            {found}
            {drawing}
        </section>
        {draft(words, &record, returned.clone())}
        {items(words, &record, returned)}
        {risks}
        <Versions record/>
    }
}

/// What was just done, by the names that twins have for it.
fn done(words: Words, act: &str) -> Option<&'static str> {
    let texts = words.designer;
    Some(match act {
        "submit" => texts.done_submit(),
        "approve" => texts.done_approve(),
        "return" => texts.done_return(),
        "publish" => texts.done_publish(),
        "discard" => texts.done_discard(),
        "retire" => texts.done_retire(),
        "item" => words.processes.done_item(),
        _ => return None,
    })
}

fn label(words: Words, pointer: &str) -> &'static str {
    match pointer {
        "/item" => words.designer.item_code(),
        "/comment" => words.designer.comment(),
        "/effective_on" => words.designer.effective_on(),
        _ => "",
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
            {facts(words, &line)}
            <p class="acts">
                {edit(words.processes.edit())}
                <a class="btn" href=changes>{texts.see_changes()}</a>
                <a class="btn" href=to::process_source(&record.id, "draft")>{texts.as_json()}</a>
            </p>
            <Acts action=to::desk_process(&record.id) record=record.clone() returned/>
        </section>
    }
}

/// Who saved it, from what it was made, who handed it over, and what the reviewer said last.
fn facts(words: Words, line: &DraftLine) -> AnyView {
    let texts = words.designer;
    let saved = texts.saved_by(&line.author, &words.full_moment(line.updated_at));
    let base = line.base.map_or_else(|| texts.based_on_nothing().to_owned(), |base| texts.based_on(base));
    let submitted = line.submitted_by.as_deref().map(|who| format!(" · {}", texts.submitted_by(who)));
    let said = line.reviewed_by.as_deref().zip(line.comment.clone()).map(|(who, comment)| {
        view! { <blockquote class="remark"><p>{comment}</p><footer>{texts.reviewed(who)}</footer></blockquote> }
    });
    view! { <p class="cap">{base}" · "{saved}{submitted}</p>{said} }
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
