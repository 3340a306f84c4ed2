//! The desk of the libraries behind the questions, for editors: each library, an entry, and what is learnt from questions that were
//! not answered well. Documents; the page at which one asks is the catalogue's.

mod all;
mod asked;
mod entry;
mod fields;
mod groups;
mod list;
mod teach;

pub use all::LibrariesPage;
pub use entry::EntryPage;
pub use groups::GroupsPage;
pub use list::LibraryPage;
pub use teach::TeachPage;

use crate::api;
use crate::data::Read;
use crate::desk::{DeskHeader, DeskTabs, Room, Trouble};
use crate::page::{Head, Styles};
use crate::prelude::*;
use crate::routes::to;
use crate::text::{Libraries, use_words};

/// The words of these pages, in the page's language.
fn texts() -> Libraries {
    Libraries(use_words().locale)
}

/// A page of the libraries in the frame of the desk.
#[component]
fn Framed(
    /// Whether it is about questions that were not answered well.
    #[prop(optional)]
    learning: bool,
    children: Children,
) -> impl IntoView {
    let (words, editing) = (texts(), use_words().editing);
    let session = Read::resource(api::session);
    let link = |href: &'static str, label: &'static str, is_here: bool| {
        let current = is_here.then_some("page");
        view! { <a href=href aria-current=current>{label}</a> }
    };
    view! {
        <Styles name="desk.css"/>
        <div class="desk">
            <DeskHeader here=Room::Catalogue session/>
            <main id="main" class="catalogue libraries">
                <nav class="seg" aria-label=editing.pages()>
                    {link(to::DESK_CATALOGUE, editing.findings(), false)}
                    {link(to::DESK_DEPTH, editing.depth(), false)}
                    {link(to::DESK_LIBRARIES, words.title(), !learning)}
                    {link(to::DESK_LEARNING, words.learning(), learning)}
                </nav>
                {children()}
            </main>
            <DeskTabs here=Room::Catalogue session/>
        </div>
    }
}

/// The heading of a page that has nothing else to show.
#[component]
fn Failed(problem_: schema::Problem) -> impl IntoView {
    let title = texts().title();
    view! { <Head title/><h1 class="hidden">{title}</h1><Trouble problem_/> }
}

/// Items that are meant, each a link to its page.
fn meant(items: Vec<schema::ask::MeantItem>) -> AnyView {
    let link = |item: schema::ask::MeantItem| {
        view! { <a href=to::item(&item.code)>{crate::text::typeset(&item.name)}</a>" " }
    };
    items.into_iter().map(link).collect_view().into_any()
}
