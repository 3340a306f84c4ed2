//! Entering a document, and changing one: one form. It is filled in with what is there, as one that came back with what was typed.

use crate::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use schema::disclosures::{DeskDisclosure, DisclosureDraft, DisclosureMode, DisclosureSubject};
use schema::proceedings::Choice;
use schema::{Problem, ProblemKind};

use super::texts;
use crate::api;
use crate::desk::{Framed, Room, Trouble};
use crate::inputs::Asking;
use crate::returned::{Returned, use_returned};
use crate::routes::to;
use crate::ui::errors::ErrorSummary;

/// The page at `/desk/disclosures/new`.
#[component]
pub fn NewDisclosurePage() -> impl IntoView {
    let words = texts();
    let action = to::DESK_NEW_DISCLOSURE.to_owned();
    let shown = view! {
        <header class="page-head">
            <h1>{words.enter()}</h1>
            <p class="cap">{words.desk_what()}</p>
            <p><a href=to::DESK_DISCLOSURES>{words.desk()}</a></p>
        </header>
        <div class="edit"><Form action fields=vec![("/mode".to_owned(), DisclosureMode::Active.slug().to_owned())]/></div>
    };
    view! { <Framed here=Room::Publishing title=words.enter()>{shown}</Framed> }
}

/// The page at `/desk/disclosures/{id}`.
#[component]
pub fn DeskDisclosurePage() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get("id").unwrap_or_default());
    let shown = api::published::desk_disclosure(&id).keep().document(|found| match found {
        Ok(it) => view! { <Shown it/> },
        Err(problem_) => view! { <Trouble problem_/> },
    });
    view! { <Framed here=Room::Publishing title=texts().desk()>{shown}</Framed> }
}

#[component]
fn Shown(it: DeskDisclosure) -> impl IntoView {
    let words = texts();
    let action = to::desk_disclosure(it.id);
    let is_saved = use_query_map().with_untracked(|query| query.get_str("done").is_some())
        && use_returned(&action).is_none();
    let state = if it.draft.taken_down { words.taken_down() } else { words.mode_of(it.draft.mode) };
    let see = (!it.draft.taken_down)
        .then(|| view! { " · "<a href=to::disclosure(&it.id.to_string())>{words.see()}</a> });
    view! {
        <header class="page-head">
            <h1>{it.draft.title.clone()}</h1>
            <p class="cap">{words.index_number()}" "{it.index_number.clone()}" · "{state}</p>
            <p><a href=to::DESK_DISCLOSURES>{words.desk()}</a>{see}</p>
        </header>
        <div class="edit">
            {is_saved.then(|| view! { <p class="done" role="status">{words.saved()}</p> })}
            {it.is_late.then(|| view! { <p class="cap" role="note">{words.late()}</p> })}
            <Form action fields=fields(&it.draft)/>
        </div>
    }
}

/// What is there already, by the names of the inputs.
fn fields(draft: &DisclosureDraft) -> Vec<(String, String)> {
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let flag = |flag: bool| if flag { "yes".to_owned() } else { String::new() };
    let some = |text: &Option<String>| text.clone().unwrap_or_default();
    let pairs = [
        ("/title", draft.title.clone()),
        ("/issuer", draft.issuer.clone()),
        ("/document_number", some(&draft.document_number)),
        ("/subject", draft.subject.slug().to_owned()),
        ("/mode", draft.mode.slug().to_owned()),
        ("/made_on", day(Some(draft.made_on))),
        ("/published_on", day(Some(draft.published_on))),
        ("/in_force_from", day(draft.in_force_from)),
        ("/ends_on", day(draft.ends_on)),
        ("/body", draft.body.clone()),
        ("/source_url", some(&draft.source_url)),
        ("repealed", flag(draft.repealed)),
        ("taken_down", flag(draft.taken_down)),
        ("demonstration", flag(draft.demonstration)),
        ("revision", draft.revision.to_string()),
    ];
    pairs
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

#[component]
fn Form(action: String, fields: Vec<(String, String)>) -> impl IntoView {
    let words = texts();
    let returned = use_returned(&action);
    let wrong = returned.clone().map(|returned| {
        let conflict = returned.problem.kind() == ProblemKind::Conflict;
        view! {
            <ErrorSummary problem_=returned.problem label=|pointer| label(pointer).to_owned()/>
            {conflict.then(|| view! { <p class="cap">{words.conflict()}</p> })}
        }
    });
    let there = Returned { action: action.clone(), problem: Problem::new(ProblemKind::Invalid), fields };
    let filled = returned.unwrap_or(there);
    let revision = filled.value("revision").unwrap_or("0").to_owned();
    let flag = |name: &'static str, said: &'static str| {
        let checked = filled.value(name).is_some();
        view! { <label class="choice"><input type="checkbox" name=name value="yes" checked=checked/><span>{said}</span></label> }
    };
    let flags = [
        flag("repealed", words.is_repealed()),
        flag("taken_down", words.is_taken_down()),
        flag("demonstration", words.is_demonstration()),
    ];
    let asking = Asking { name: "document".to_owned(), returned: Some(filled) };
    view! {
        <section class="set">
            <form method="post" action=action>
                {wrong}
                <input type="hidden" name="revision" value=revision/>
                {identity(&asking)}
                {days(&asking)}
                {asking.text("/body", words.body(), false)}
                {asking.optional_line("/source_url", words.source_url(), "url")}
                {flags.collect_view()}
                <div class="main-act"><button class="btn main">{words.save()}</button></div>
            </form>
        </section>
    }
}

/// What identifies a document.
fn identity(asking: &Asking) -> AnyView {
    let words = texts();
    let choice = |id: &str, name: &str| Choice { id: id.to_owned(), name: name.to_owned() };
    let subjects = DisclosureSubject::ALL.map(|it| choice(it.slug(), words.subject_of(it)));
    let modes = DisclosureMode::ALL.map(|it| choice(it.slug(), words.mode_of(it)));
    view! {
        {asking.line("/title", words.write_title(), "text")}
        {asking.line("/issuer", words.issuer(), "text")}
        {asking.optional_line("/document_number", words.document_number(), "text")}
        {asking.one_of("/subject", words.subject(), &subjects)}
        {asking.one_of("/mode", words.mode(), &modes)}
    }
}

fn days(asking: &Asking) -> AnyView {
    let words = texts();
    view! {
        {asking.line("/made_on", words.made_on(), "date")}
        {asking.line("/published_on", words.published_on(), "date")}
        {asking.optional_line("/in_force_from", words.in_force_from(), "date")}
        {asking.optional_line("/ends_on", words.ends_on(), "date")}
    }
}

fn label(pointer: &str) -> &'static str {
    let words = texts();
    match pointer {
        "/issuer" => words.issuer(),
        "/document_number" => words.document_number(),
        "/subject" => words.subject(),
        "/mode" => words.mode(),
        "/made_on" => words.made_on(),
        "/published_on" => words.published_on(),
        "/in_force_from" => words.in_force_from(),
        "/ends_on" => words.ends_on(),
        "/body" => words.body(),
        "/source_url" => words.source_url(),
        _ => words.write_title(),
    }
}
