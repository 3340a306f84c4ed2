//! Enquiries: the public columns, writing one, what became of one's own, and the desk where they are answered. Documents, all of them.

mod acts;
mod arrived;
mod columns;
mod desk;
mod mine;
mod new;
mod one;
mod open;
mod own;
mod register;

pub use columns::EnquiriesPage;
pub use desk::{DeskEnquiriesPage, DeskEnquiryPage};
pub use mine::MyEnquiriesPage;
pub use new::NewEnquiryPage;
pub use one::EnquiryPage;
pub use register::RegisterEnquiryPage;

use crate::prelude::*;
use schema::enquiries::{EnquiryKind, EnquiryLine, EnquiryStage, EnquiryStep};

use crate::api;
use crate::data::Read;
use crate::desk::{DeskHeader, DeskTabs, Room};
use crate::page::{Head, Styles};
use crate::text::{Enquiries, machine_time, use_words};

/// The words of this room in the page's language.
fn texts() -> Enquiries {
    Enquiries(use_words().locale)
}

/// A page of the desk, with the desk around it.
fn around(title: &'static str, shown: AnyView) -> AnyView {
    let session = Read::resource(api::session);
    view! {
        <Styles name="desk.css"/>
        <Head title/>
        <div class="desk">
            <DeskHeader here=Room::Enquiries session/>
            <main id="main" class="catalogue">{shown}</main>
            <DeskTabs here=Room::Enquiries session/>
        </div>
    }
}

/// What stands below the subject of a line: what it is, whose, and when.
fn said_of(line: &EnquiryLine) -> String {
    let (all, words) = (use_words(), texts());
    let day = line.replied_on.unwrap_or(line.received_on);
    let agency = line.agency.clone();
    let said = [Some(words.kind_of(line.kind).to_owned()), agency, Some(all.full_day(day))];
    said.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The kinds to choose from, each with when one writes that; a form that came back keeps its choice.
fn kinds(legend: &'static str, chosen: Option<&str>) -> AnyView {
    let words = texts();
    let choice = |kind: EnquiryKind| {
        let checked = chosen.map_or(kind == EnquiryKind::Question, |chosen| chosen == kind.slug());
        view! {
            <label class="choice">
                <input type="radio" name="kind" value=kind.slug() checked=checked/>
                <span><b>{words.kind_of(kind)}</b><small>{words.kind_what(kind)}</small></span>
            </label>
        }
    };
    view! {
        <fieldset class="field">
            <legend>{legend}</legend>
            <div class="kinds">{EnquiryKind::ALL.map(choice).collect_view()}</div>
        </fieldset>
    }
}

/// What happened, in its order; at the desk with who did it and what was said.
fn course(steps: &[EnquiryStep]) -> AnyView {
    let (all, words) = (use_words(), texts());
    let step = |step: &EnquiryStep| {
        let by = step.by.clone().map(|by| format!(" · {by}"));
        let said = step.words.clone().map(|said| view! { <p>{said}</p> });
        view! {
            <li class="done">
                <span>{words.step(&step.what)}{by}</span>
                <time datetime=machine_time(step.at)>{all.moment(step.at)}</time>
                {said}
            </li>
        }
    };
    let steps = steps.iter().map(step).collect_view();
    view! { <section><h2>{words.course()}</h2><ol class="timeline">{steps}</ol></section> }.into_any()
}

/// The mark of a stage in lists.
const fn mark(stage: EnquiryStage) -> &'static str {
    match stage.is_over() {
        true => "mark done",
        false => "mark doing",
    }
}
