//! The course of a case laid over the drawing of its process: a document beside the case at the desk.

use leptos_router::hooks::use_params_map;
use schema::form::Form;
use schema::process::CaseCourse;
use schema::process::design::{Piece, working_days};

use crate::api;
use crate::data::Read;
use crate::desk::{DeskHeader, DeskTabs, Room, Trouble};
use crate::flow::{ProcessTrace, Stands, name, sums};
use crate::page::{Head, Styles};
use crate::prelude::*;
use crate::routes::to;
use crate::text::{Tracing, use_words};

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
        Ok((course, form)) => view! { <Shown course form heading back/> },
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
fn Shown(course: CaseCourse, form: Option<Form>, heading: String, back: String) -> impl IntoView {
    let words = use_words();
    let texts = Tracing(words.locale);
    let piece = Piece::read(&course.definition);
    let version = piece.as_ref().map(|piece| {
        let number = piece.said("version").unwrap_or_default();
        texts.followed(&name(words, piece), number)
    });
    let sums = piece.map(|piece| {
        let sums = sums(words, &piece, course.promised.map(working_days), course.statutory);
        view! { <h2>{texts.sums()}</h2>{sums} }
    });
    view! {
        <header class="page-head">
            <h1>{heading}</h1>
            <p class="cap">{version}</p>
            <p><a href=back>{words.processes.case_back()}</a></p>
        </header>
        <div class="traced">
            <section class="of-form">
                <h2>{texts.stands()}</h2>
                <Stands course=course.clone() form=form.clone()/>
                <ProcessTrace course form/>
            </section>
            <aside class="of-form">{sums}</aside>
        </div>
    }
}
