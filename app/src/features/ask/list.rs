//! A library: its entries, sought, added to, written out and read in as a table.

use leptos_router::hooks::{use_params_map, use_query_map};
use schema::Page;
use schema::ask::{Entry, Library, Said, Scene};

use super::asked::Asked;
use super::fields::{EntryFields, label};
use super::{Failed, Framed, meant, texts};
use crate::api;
use crate::page::Head;
use crate::prelude::*;
use crate::returned::use_returned;
use crate::routes::to;
use crate::text::use_words;
use crate::ui::errors::ErrorSummary;
use crate::ui::state::NotFound;

/// Stands between what an entry says.
const SLASH: &str = " / ";

/// The page at `/desk/libraries/{library}`; `?q=` is what is sought, `?done=` what was just done.
#[component]
pub fn LibraryPage() -> impl IntoView {
    let slug = use_params_map().with_untracked(|params| params.get("library").unwrap_or_default());
    let query = use_query_map().get_untracked();
    let (q, cursor) = (query.get_str("q").filter(|q| !q.trim().is_empty()), query.get_str("cursor"));
    let Some(library) = Library::from_slug(&slug) else { return view! { <NotFound/> } };
    let sought = q.unwrap_or_default().to_owned();
    let shown = if library == Library::History {
        api::libraries::asked(q, cursor).keep().document(move |page| match page {
            Ok(page) => view! { <Asked page sought/> },
            Err(problem_) => view! { <Failed problem_/> },
        })
    } else {
        api::libraries::entries(library, q, cursor).keep().document(move |page| match page {
            Ok(page) => view! { <Shown library page sought/> },
            Err(problem_) => view! { <Failed problem_/> },
        })
    };
    view! { <Framed>{shown}</Framed> }
}

#[component]
fn Shown(library: Library, page: Page<Entry>, sought: String) -> impl IntoView {
    let words = texts();
    let rows = page.items.into_iter().map(|entry| view! { <Row entry/> }).collect_view();
    let none = if sought.is_empty() { words.none_yet() } else { words.none() };
    let is_empty = rows.is_empty();
    let further = page.next.map(|next| to::library_from(library, &sought, &next));
    view! {
        <Head title=words.name(library)/>
        <header class="page-head">
            <p><a href=to::DESK_LIBRARIES>{words.title()}</a></p>
            <h1>{words.name(library)}</h1>
            <p class="cap">{words.what(library)}</p>
        </header>
        {done()}
        <Search library sought/>
        {if is_empty {
            view! { <p class="empty">{none}</p> }
        } else {
            view! {
                <div class="table">
                    <table class="items entries">
                        <thead><tr><th scope="col">{words.entry_column()}</th><th scope="col">{words.changed_column()}</th></tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            }
        }}
        {further.map(|href| view! { <p class="further"><a class="btn" href=href>{words.further()}</a></p> })}
        {if library.is_kept() { view! { <Keep library/> } } else { view! { <Table library/> } }}
    }
}

/// What was just done.
fn done() -> Option<AnyView> {
    let words = texts();
    let query = use_query_map().get_untracked();
    let said = match query.get_str("done")? {
        "added" => words.added().to_owned(),
        _ => words.imported(query.get_str("added")?, query.get_str("changed")?),
    };
    Some(view! { <p class="done" role="status">{said}</p> })
}

/// The search of a library.
#[component]
pub fn Search(library: Library, sought: String) -> impl IntoView {
    let words = texts();
    view! {
        <form class="seek" role="search" method="get" action=to::library(library)>
            <input type="search" name="q" aria-label=words.search() placeholder=words.search() value=sought maxlength="100"/>
            <button class="btn">{words.find()}</button>
        </form>
    }
}

#[component]
fn Row(entry: Entry) -> impl IntoView {
    let (all, words) = (use_words(), texts());
    let Entry { id, library, said, meant: items, changed_by, changed_at, .. } = entry;
    let Said { words: own, texts: answers, scene, source, enabled, .. } = said;
    let title = match scene {
        Some(scene) => words.scene_is(scene).to_owned(),
        None if own.is_empty() => answers.join(SLASH),
        None => own.join(SLASH),
    };
    let beside =
        (scene.is_some() || !own.is_empty()).then(|| answers.join(SLASH)).filter(|text| !text.is_empty());
    let title = if id == 0 {
        view! { <b class="n">{title}</b> }
    } else {
        view! { <a class="n" href=to::library_entry(library, id)>{title}</a> }
    };
    let by = (id != 0).then(|| changed_by.unwrap_or_else(|| words.shipped().to_owned()));
    view! {
        <tr class:off=(!enabled)>
            <th scope="row">
                {title}
                {(!enabled).then(|| view! { " "<span class="tag">{words.off()}</span> })}
                {beside.map(|text| view! { <span class="s">{text}</span> })}
                {(!items.is_empty()).then(|| view! { <span class="s">{words.means()}" "{meant(items)}</span> })}
                {(!source.is_empty()).then(|| view! { <span class="s">{words.from_source(&source)}</span> })}
            </th>
            <td class="code">{by}{changed_at.map(|at| view! { <span class="s">{all.day(schema::calendar::local_day(at))}</span> })}</td>
        </tr>
    }
}

/// The table of a library that is only read.
#[component]
pub fn Table(library: Library) -> impl IntoView {
    view! { <p class="further"><a class="btn" href=to::library_table(library) download="">{texts().export()}</a></p> }
}

/// Adding an entry, and the table.
#[component]
fn Keep(library: Library) -> impl IntoView {
    let words = texts();
    let action = to::library(library);
    let returned = use_returned(&action);
    let imports = returned.as_ref().is_some_and(|returned| returned.value("table").is_some());
    let (table, added) = if imports { (returned, None) } else { (None, returned) };
    let scene = (library.shape().scene != schema::ask::Need::No).then_some(Scene::Unsure);
    let said = Said { enabled: true, scene, ..Said::default() };
    view! {
        <div class="edit">
            <section class="set" id="add">
                <h2>{words.add()}</h2>
                {added.clone().map(|returned| view! { <ErrorSummary problem_=returned.problem label/> })}
                <form method="post" action=action.clone()>
                    <EntryFields library said returned=added/>
                    <button class="btn main">{words.add()}</button>
                </form>
            </section>
            <section class="set" id="table">
                <h2>{words.table()}</h2>
                {table.map(|returned| view! { <ErrorSummary problem_=returned.problem label/> })}
                <p><a class="btn" href=to::library_table(library) download="">{words.export()}</a></p>
                <form method="post" action=action enctype="multipart/form-data">
                    <input type="hidden" name="table" value="1"/>
                    <div class="field">
                        <label for="csv">{words.file()}</label>
                        <p class="hint" id="csv-hint">{words.import_hint()}</p>
                        <input type="file" id="csv" name="csv" accept=".csv,text/csv" required aria-describedby="csv-hint"/>
                    </div>
                    <button class="btn">{words.import()}</button>
                </form>
            </section>
        </div>
    }
}
