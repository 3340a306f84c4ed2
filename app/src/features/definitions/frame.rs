//! What surrounds the documents of this desk, and what stands where one did not come.

use schema::form::Severity;

use crate::api;
use crate::data::Read;
use crate::desk::{DeskHeader, DeskTabs, Room, Trouble};
use crate::page::{Head, Styles};
use crate::prelude::*;
use crate::text::use_words;

/// A page of forms in the frame of the desk.
#[component]
pub fn FormsDesk(children: Children) -> impl IntoView {
    let session = Read::resource(api::session);
    view! {
        <Styles name="desk.css"/>
        <Head title=use_words().designer.title()/>
        <div class="desk">
            <DeskHeader here=Room::Forms session/>
            <main id="main" class="catalogue forms">{children()}</main>
            <DeskTabs here=Room::Forms session/>
        </div>
    }
}

/// A page that has nothing else to show.
#[component]
pub fn Failed(problem_: schema::Problem) -> impl IntoView {
    view! {
        <h1 class="hidden">{use_words().designer.title()}</h1>
        <Trouble problem_/>
    }
}

/// The title of the document.
#[component]
pub fn Heading(#[prop(into)] title: String) -> impl IntoView {
    view! { <leptos_meta::Title text=format!("{title} · {}", use_words().frame.hall())/> }
}

/// How grave a remark is, for the style sheet.
pub const fn grade(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}
