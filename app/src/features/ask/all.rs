//! All libraries, counted: each opens its list.

use schema::ask::{Libraries, Library, LibraryCount};

use super::{Failed, Framed, texts};
use crate::api;
use crate::page::Head;
use crate::prelude::*;
use crate::routes::to;

/// The page at `/desk/libraries`.
#[component]
pub fn LibrariesPage() -> impl IntoView {
    let shown = api::libraries::all().keep().document(|found| match found {
        Ok(found) => view! { <Shown found/> },
        Err(problem_) => view! { <Failed problem_/> },
    });
    view! { <Framed>{shown}</Framed> }
}

#[component]
fn Shown(found: Libraries) -> impl IntoView {
    let words = texts();
    let rows = found.libraries.into_iter().map(|count| view! { <Row count/> }).collect_view();
    view! {
        <Head title=words.title()/>
        <header class="page-head">
            <h1>{words.title()}</h1>
            <p class="cap">{words.about()}</p>
        </header>
        <div class="table">
            <table class="findings">
                <thead>
                    <tr>
                        <th scope="col">{words.library_column()}</th>
                        <th scope="col" class="num">{words.entries_column()}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Row(count: LibraryCount) -> impl IntoView {
    let words = texts();
    let LibraryCount { library, entries, enabled } = count;
    let said =
        if library == Library::History { words.today_count(entries) } else { words.all_count(entries) };
    let beside = if !library.is_kept() {
        Some(words.read_only().to_owned())
    } else {
        (enabled < entries).then(|| words.off_count(entries - enabled))
    };
    view! {
        <tr>
            <th scope="row">
                <a class="n" href=to::library(library)>{words.name(library)}</a>
                <span class="s">{words.what(library)}</span>
            </th>
            <td class="num">{said}{beside.map(|beside| view! { <span class="s">{beside}</span> })}</td>
        </tr>
    }
}
