//! An entry of a library: what it says, to be changed, and who changed it when.

use leptos_router::hooks::{use_params_map, use_query_map};
use schema::ProblemKind;
use schema::ask::{Entry, EntryChange, EntryHistory};

use super::fields::{EntryFields, label};
use super::{Failed, Framed, texts};
use crate::api;
use crate::page::Head;
use crate::prelude::*;
use crate::returned::use_returned;
use crate::routes::to;
use crate::text::use_words;
use crate::ui::errors::ErrorSummary;

/// The page at `/desk/libraries/{library}/{id}`; `?saved=` is the revision that was just saved.
#[component]
pub fn EntryPage() -> impl IntoView {
    let params = use_params_map().get_untracked();
    let of = |name: &str| params.get_str(name).unwrap_or_default().to_owned();
    let shown = api::libraries::entry(&of("library"), &of("id")).keep().document(|found| match found {
        Ok(found) => view! { <Shown found/> },
        Err(problem_) => view! { <Failed problem_/> },
    });
    view! { <Framed>{shown}</Framed> }
}

#[component]
fn Shown(found: EntryHistory) -> impl IntoView {
    let words = texts();
    let EntryHistory { entry, changes } = found;
    let library = entry.library;
    let changes = changes.into_iter().map(|change| view! { <Change change/> }).collect_view();
    view! {
        <Head title=words.name(library)/>
        <header class="page-head">
            <p><a href=to::library(library)>{words.name(library)}</a></p>
            <h1>{words.edit()}</h1>
            <p class="cap">{words.what(library)}</p>
        </header>
        <div class="edit">
            <Form entry/>
            <section class="of-item"><h2>{words.history()}</h2><ol class="changes">{changes}</ol></section>
        </div>
    }
}

#[component]
fn Form(entry: Entry) -> impl IntoView {
    let words = texts();
    let action = to::library_entry(entry.library, entry.id);
    let returned = use_returned(&action);
    let revision = entry.revision.to_string();
    let saved = use_query_map().with_untracked(|query| query.get_str("saved") == Some(revision.as_str()));
    let saved = saved && returned.is_none();
    let conflict = returned.as_ref().is_some_and(|returned| returned.problem.kind() == ProblemKind::Conflict);
    view! {
        <section class="set">
            {saved.then(|| view! { <p class="done" role="status">{words.saved()}</p> })}
            {returned.clone().map(|returned| view! { <ErrorSummary problem_=returned.problem label/> })}
            {conflict.then(|| view! { <p class="now">{words.conflict_now()}</p> })}
            <form method="post" action=action>
                <input type="hidden" name="revision" value=revision/>
                <EntryFields library=entry.library said=entry.said returned/>
                <button class="btn main">{words.save()}</button>
            </form>
        </section>
    }
}

/// What it said after a change, and who made it.
#[component]
fn Change(change: EntryChange) -> impl IntoView {
    let (all, words) = (use_words(), texts());
    let EntryChange { revision, said, by, at } = change;
    let by = by.unwrap_or_else(|| words.shipped().to_owned());
    let texts: Vec<String> = said.words.into_iter().chain(said.texts).chain(said.items).collect();
    view! {
        <li>
            <b class="n">{words.change_line(revision, &by)}</b>
            <span class="s">{all.day(schema::calendar::local_day(at))}{(!said.enabled).then(|| format!(" · {}", words.off()))}</span>
            <span class="s">{texts.join(" ")}</span>
        </li>
    }
}
