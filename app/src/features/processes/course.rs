//! The course of a case laid over the drawing of its process: a document beside the case at the desk.

use leptos_router::hooks::use_params_map;
use schema::process::CaseCourse;

use crate::api;
use crate::data::Read;
use crate::desk::{DeskHeader, DeskTabs, Room, Trouble};
use crate::flow::ProcessTrace;
use crate::page::{Head, Styles};
use crate::prelude::*;
use crate::routes::to;
use crate::text::use_words;

/// The page at `/desk/cases/{number}/course`.
#[component]
pub fn CoursePage() -> impl IntoView {
    let words = use_words();
    let number = use_params_map().with_untracked(|params| params.get("number").unwrap_or_default());
    let title = words.processes.case_title(&number);
    let session = Read::resource(api::session);
    let back = format!("{}/cases/{}", to::DESK, schema::catalogue::encode(&number));
    let heading = title.clone();
    let shown = api::processes::course(&number).keep().document(move |course| match course {
        Ok(course) => view! { <Shown course heading back/> },
        Err(problem_) => view! { <h1 class="hidden">{heading}</h1><Trouble problem_/> },
    });
    view! {
        <Styles name="desk.css"/>
        <Head title=title/>
        <div class="desk">
            <DeskHeader here=Room::Cases session/>
            <main id="main" class="catalogue forms">{shown}</main>
            <DeskTabs here=Room::Cases session/>
        </div>
    }
}

#[component]
fn Shown(course: CaseCourse, heading: String, back: String) -> impl IntoView {
    view! {
        <header class="page-head">
            <h1>{heading}</h1>
            <p><a href=back>{use_words().processes.case_back()}</a></p>
        </header>
        <section class="of-form"><ProcessTrace course/></section>
    }
}
