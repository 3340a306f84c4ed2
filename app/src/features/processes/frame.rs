//! What surrounds the documents of this desk, and what stands where one did not come.

use crate::api;
use crate::data::Read;
use crate::desk::{DeskHeader, DeskTabs, Room, Trouble};
use crate::page::{Head, Styles};
use crate::prelude::*;
use crate::text::{Words, typeset, use_words};

/// A page of processes in the frame of the desk.
#[component]
pub fn ProcessDesk(children: Children) -> impl IntoView {
    let session = Read::resource(api::session);
    view! {
        <Styles name="desk.css"/>
        <Head title=use_words().processes.title()/>
        <div class="desk">
            <DeskHeader here=Room::Processes session/>
            <main id="main" class="catalogue forms">{children()}</main>
            <DeskTabs here=Room::Processes session/>
        </div>
    }
}

/// A page that has nothing else to show.
#[component]
pub fn Failed(problem_: schema::Problem) -> impl IntoView {
    view! {
        <h1 class="hidden">{use_words().processes.title()}</h1>
        <Trouble problem_/>
    }
}

/// The title of the document.
#[component]
pub fn Heading(#[prop(into)] title: String) -> impl IntoView {
    view! { <leptos_meta::Title text=format!("{title} · {}", use_words().frame.hall())/> }
}

/// What a process is called, by its id while it has no name.
pub fn name(words: Words, id: &str, title: &schema::locale::Text) -> String {
    let title = title.get(words.locale);
    if title.is_empty() { id.to_owned() } else { typeset(title) }
}
