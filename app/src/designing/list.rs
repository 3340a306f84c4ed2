//! The list of forms or of processes: how it is looked through, and a line for each, with what is in force, what is coming,
//! and how far the draft is.

use leptos_router::hooks::use_query_map;
use schema::Page;
use schema::catalogue::encode;
use schema::definitions::DefinitionLine;
use schema::role::Role;

use super::frame::{Failed, name};
use super::shelf::Shelf;
use crate::data::Read;
use crate::prelude::*;
use crate::session::with_session;
use crate::text::{Guiding, Words, use_words};

/// The list as it is asked for in the address: `?q=` is part of a name or an id, `?cursor=` goes on. Who designs may `begin`
/// another, from those that are published.
pub fn listed(
    shelf: Shelf,
    read: impl FnOnce(&str, Option<&str>) -> Read<Page<DefinitionLine>>,
    begin: impl FnOnce(Vec<DefinitionLine>) -> AnyView + Send + 'static,
) -> AnyView {
    let query = use_query_map().get_untracked();
    let asked = query.get_str("q").unwrap_or_default().to_owned();
    read(&asked, query.get_str("cursor")).keep().document(move |page| match page {
        Ok(page) => {
            let published = page.items.iter().filter(|line| line.newest.is_some()).cloned().collect();
            let begin = with_session(move |session| {
                let designs = session.ok().flatten().is_some_and(|session| session.has(Role::Editor));
                designs.then(|| begin(published)).into_any()
            });
            view! { <Shown shelf page asked/>{begin} }
        }
        Err(problem_) => view! { <Failed shelf problem_/> },
    })
}

#[component]
fn Shown(shelf: Shelf, page: Page<DefinitionLine>, asked: String) -> impl IntoView {
    let words = use_words();
    let texts = words.designer;
    let (lead, search) = match shelf {
        Shelf::Forms => (texts.lead(), texts.search()),
        Shelf::Processes => (words.processes.lead(), words.processes.search()),
        Shelf::Guides => (Guiding(words.locale).lead(), Guiding(words.locale).search()),
    };
    let further =
        page.next.map(|next| format!("{}?q={}&cursor={}", shelf.list(), encode(&asked), encode(&next)));
    view! {
        <header class="page-head">
            <h1>{shelf.title(words)}</h1>
            <p class="cap">{lead}</p>
        </header>
        <form class="seek" role="search" method="get" action=shelf.list()>
            <input class="val" type="search" name="q" value=asked aria-label=search placeholder=search maxlength="100"/>
            <button class="btn">{texts.find()}</button>
        </form>
        <Lines shelf lines=page.items/>
        {further.map(|href| view! { <p class="further"><a class="btn" href=href>{texts.further()}</a></p> })}
    }
}

#[component]
fn Lines(shelf: Shelf, lines: Vec<DefinitionLine>) -> impl IntoView {
    let words = use_words();
    let texts = words.designer;
    let (column, none_found) = match shelf {
        Shelf::Forms => (texts.name_column(), texts.none_found()),
        Shelf::Processes => (words.processes.name_column(), words.processes.none_found()),
        Shelf::Guides => (Guiding(words.locale).name_column(), Guiding(words.locale).none_found()),
    };
    if lines.is_empty() {
        return view! { <p class="empty">{none_found}</p> };
    }
    let rows = lines.into_iter().map(|line| row(words, shelf, line)).collect_view();
    view! {
        <div class="table">
            <table>
                <thead>
                    <tr>
                        <th scope="col">{column}</th>
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

fn row(words: Words, shelf: Shelf, line: DefinitionLine) -> AnyView {
    let texts = words.designer;
    let title = name(words, &line.id, &line.title);
    let in_force =
        line.in_force.map_or_else(|| texts.not_in_force().to_owned(), |number| texts.version(number));
    let coming = coming(words, &line).map(|coming| view! { <span class="s">{coming}</span> });
    let draft = line.draft.map(|draft| {
        view! { <span class="tag" data-state=draft.state.slug()>{texts.state(draft.state)}</span> }
    });
    view! {
        <tr>
            <th scope="row">
                <a class="n" href=shelf.page(&line.id)>{title}</a>
                <span class="s code">{line.id}</span>
            </th>
            <td>{in_force}{coming}</td>
            <td>{draft}</td>
            <td class="num">{line.items}</td>
        </tr>
    }
}

/// The version that is published and not in force yet.
fn coming(words: Words, line: &DefinitionLine) -> Option<String> {
    let newest = line.newest.as_ref()?;
    let is_coming = newest.retired_at.is_none() && Some(newest.version) != line.in_force;
    let texts = words.designer;
    let from = || texts.from_day(&words.local_day(newest.effective_from));
    is_coming.then(|| format!("{} {}", texts.version(newest.version), from()))
}
