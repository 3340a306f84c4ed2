//! The list of processes, and beginning one.

use leptos_router::hooks::use_query_map;
use schema::Page;
use schema::catalogue::encode;
use schema::definitions::{DefinitionLine, ProcessBegun};
use schema::role::Role;

use super::begin::{Begin, Begun};
use super::frame::{Failed, ProcessDesk, name};
use crate::api;
use crate::prelude::*;
use crate::returned::use_answered;
use crate::routes::to;
use crate::session::with_session;
use crate::text::{Words, use_words};

/// The page at `/desk/processes`; `?q=` is part of a name or an id, `?cursor=` goes on in the list.
#[component]
pub fn ProcessesPage() -> impl IntoView {
    let query = use_query_map().get_untracked();
    let (asked, cursor) = (query.get_str("q").unwrap_or_default().to_owned(), query.get_str("cursor"));
    let processes = api::processes::list(&asked, cursor);
    let shown = match use_answered::<ProcessBegun>(to::DESK_PROCESSES) {
        Some(begun) => view! { <Begun begun/> },
        None => processes.keep().document(move |processes| match processes {
            Ok(page) => view! { <Shown page asked/> },
            Err(problem_) => view! { <Failed problem_/> },
        }),
    };
    view! { <ProcessDesk>{shown}</ProcessDesk> }
}

#[component]
fn Shown(page: Page<DefinitionLine>, asked: String) -> impl IntoView {
    let words = use_words();
    let texts = words.processes;
    let published: Vec<DefinitionLine> =
        page.items.iter().filter(|process| process.newest.is_some()).cloned().collect();
    let begin = with_session(move |session| {
        let designs = session.ok().flatten().is_some_and(|session| session.has(Role::Editor));
        designs.then(|| view! { <Begin published/> }).into_any()
    });
    let further =
        page.next.map(|next| format!("{}?q={}&cursor={}", to::DESK_PROCESSES, encode(&asked), encode(&next)));
    view! {
        <header class="page-head">
            <h1>{texts.title()}</h1>
            <p class="cap">{texts.lead()}</p>
        </header>
        <form class="seek" role="search" method="get" action=to::DESK_PROCESSES>
            <input class="val" type="search" name="q" value=asked aria-label=texts.search() placeholder=texts.search() maxlength="100"/>
            <button class="btn">{words.designer.find()}</button>
        </form>
        <Lines processes=page.items/>
        {further.map(|href| view! { <p class="further"><a class="btn" href=href>{words.designer.further()}</a></p> })}
        {begin}
    }
}

#[component]
fn Lines(processes: Vec<DefinitionLine>) -> impl IntoView {
    let words = use_words();
    let texts = words.designer;
    if processes.is_empty() {
        return view! { <p class="empty">{words.processes.none_found()}</p> };
    }
    let rows: Vec<AnyView> = processes.into_iter().map(|process| row(words, process)).collect();
    view! {
        <div class="table">
            <table>
                <thead>
                    <tr>
                        <th scope="col">{words.processes.name_column()}</th>
                        <th scope="col">{texts.in_force_column()}</th>
                        <th scope="col">{texts.draft_column()}</th>
                        <th scope="col" class="num">{texts.items_column()}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn row(words: Words, process: DefinitionLine) -> AnyView {
    let texts = words.designer;
    let title = name(words, &process.id, &process.title);
    let in_force =
        process.in_force.map_or_else(|| texts.not_in_force().to_owned(), |number| texts.version(number));
    let draft = process.draft.map(|draft| {
        view! { <span class="tag" data-state=draft.state.slug()>{texts.state(draft.state)}</span> }
    });
    view! {
        <tr>
            <th scope="row">
                <a class="n" href=to::desk_process(&process.id)>{title}</a>
                <span class="s code">{process.id}</span>
            </th>
            <td>{in_force}</td>
            <td>{draft}</td>
            <td class="num">{process.items}</td>
        </tr>
    }
}
