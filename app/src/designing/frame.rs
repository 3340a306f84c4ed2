//! What surrounds the documents of designers, and what stands where one did not come.

use schema::Problem;
use schema::locale::Text;

use super::Shelf;
use crate::api;
use crate::data::Read;
use crate::desk::{DeskHeader, DeskTabs, Trouble};
use crate::page::{Head, Styles};
use crate::prelude::*;
use crate::text::{Words, typeset, use_words};

/// A page in the frame of its desk.
#[component]
pub fn DesignDesk(
    /// What is designed there.
    shelf: Shelf,
    children: Children,
) -> impl IntoView {
    let session = Read::resource(api::session);
    view! {
        <Styles name="desk.css"/>
        <Head title=shelf.title(use_words())/>
        <div class="desk">
            <DeskHeader here=shelf.room() session/>
            <main id="main" class="catalogue forms">{children()}</main>
            <DeskTabs here=shelf.room() session/>
        </div>
    }
}

/// A page that has nothing else to show.
#[component]
pub fn Failed(
    /// What was looked for.
    shelf: Shelf,
    /// Why it did not come.
    problem_: Problem,
) -> impl IntoView {
    view! {
        <h1 class="hidden">{shelf.title(use_words())}</h1>
        <Trouble problem_/>
    }
}

/// The title of the document.
#[component]
pub fn Heading(#[prop(into)] title: String) -> impl IntoView {
    view! { <leptos_meta::Title text=format!("{title} · {}", use_words().frame.hall())/> }
}

/// What a form or a process is called, by its id while it has no name.
pub fn name(words: Words, id: &str, title: &Text) -> String {
    let title = title.get(words.locale);
    if title.is_empty() { id.to_owned() } else { typeset(title) }
}
