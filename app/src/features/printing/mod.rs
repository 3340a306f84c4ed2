//! A filled form on paper: for the applicant, and at the desk for the officer as far as they see it. Where the form has a
//! document (正文), that is the first sheet. Documents.

mod body;
mod opinion;
mod sections;
mod sheet;
mod versions;

use leptos_router::hooks::use_params_map;
use schema::Locale;
use schema::applications::Application;
use schema::cases::{CaseDocument, DeskCase};
use schema::form::{
    Block, BodyReader, Form, document_body, office_summary, render_body_for, state_in, summary,
};
use schema::questionnaires::Questionnaire;
use serde_json::Value;

use self::sections::{Part, Section, sections};
use self::sheet::{Marks, Paper, Sheets};
use crate::api;
use crate::asked::lines;
use crate::prelude::*;
use crate::routes::to;
use crate::text::{Printing, Questions, use_words};

/// The page at `/applications/{id}/print`.
#[component]
pub fn PrintedApplicationPage() -> impl IntoView {
    // No application has the number 0: an address that is none finds nothing.
    let id = use_params_map().with_untracked(|params| params.get_str("id").and_then(|id| id.parse().ok()));
    api::printed_application(id.unwrap_or(0)).document(|(application, form, document)| {
        view! { <PrintedApplication application form document/> }
    })
}

#[component]
fn PrintedApplication(application: Application, form: Form, document: Value) -> impl IntoView {
    let words = use_words();
    let state = state_in(&form, &application.answers, application.surroundings.context());
    let lines = summary(&form, &state, words.locale, &application.regions);
    let wanted = form.materials.iter().zip(state.materials()).filter(|(_, truth)| truth.is_yes());
    let document = rendered(&form, &document, &application, words.locale);
    let about = application.summary;
    let paper = Paper {
        title: form.meta.title.get(words.locale).to_owned(),
        document,
        versions: Vec::new(),
        sections: sections(&form, &form.pages, &lines, (&application.answers, words)),
        materials: wanted.map(|(material, _)| material.clone()).collect(),
        files: application.files,
        promises: Vec::new(),
        marks: Marks {
            form: application.form,
            item: about.item_name,
            agency: about.department,
            applicant: None,
            application: Some(about.id),
            case: about.case,
            filed_at: None,
        },
    };
    view! { <Sheets paper back=to::application(about.id)/> }
}

/// The page at `/desk/cases/{number}/print`.
#[component]
pub fn PrintedCasePage() -> impl IntoView {
    let number = use_params_map().with_untracked(|params| params.get("number").unwrap_or_default());
    api::printed_case(&number).document(|(case, form, document)| view! { <PrintedCase case form document/> })
}

#[component]
fn PrintedCase(case: DeskCase, form: Form, document: CaseDocument) -> impl IntoView {
    let words = use_words();
    let locale = words.locale;
    let state = case.follows(&form);
    // What is hidden from this officer was not sent: it is not blank.
    let mut asked = summary(&form, &state, locale, &case.regions);
    asked.retain(|line| case.access.field(&line.pointer).is_visible());
    let mut office = office_summary(&form, &state, locale, &case.regions);
    office.retain(|line| case.access.field(&line.pointer).is_visible());
    let mut all = sections(&form, &form.pages, &asked, (&case.answers, words));
    all.extend(sections(&form, &form.office, &office, (&case.answers, words)));
    all.extend(case.asked.as_ref().map(|asked| further(asked, locale)));
    // What is hidden is not among those that are asked for here.
    let wanted = form.materials.iter().zip(state.materials()).filter(|(_, truth)| truth.is_yes());
    let about = case.view.summary;
    let newest = document.versions.first().and_then(|version| version.blocks.get(&locale));
    let paper = Paper {
        title: form.meta.title.get(locale).to_owned(),
        document: newest.cloned().unwrap_or_default(),
        versions: document.versions,
        sections: all,
        materials: wanted.map(|(material, _)| material.clone()).collect(),
        files: case.files,
        promises: case.view.promises,
        marks: Marks {
            form: case.form,
            item: about.item_name,
            agency: about.department,
            applicant: Some(about.applicant),
            application: case.view.application,
            case: Some(about.number),
            filed_at: Some(about.opened_at),
        },
    };
    view! { <Sheets paper back=to::desk_case(about.number)/> }
}

/// What was asked further, with the answers.
fn further(asked: &Questionnaire, locale: Locale) -> Section {
    let title = Questions(locale).title().to_owned();
    Section { title, parts: vec![Part::Lines(lines(asked, locale))] }
}

/// The document of a form for what its applicant filed or is filling in; nothing where it has none.
fn rendered(form: &Form, document: &Value, application: &Application, locale: Locale) -> Vec<Block> {
    let reader = BodyReader {
        locale,
        regions: &application.regions,
        context: application.surroundings.context(),
        sees: &|_| true,
    };
    let body = document_body(document, form);
    body.map(|body| render_body_for(form, &body, &application.answers, &reader)).unwrap_or_default()
}

/// The words of this room in the page's language.
fn texts() -> Printing {
    Printing(use_words().locale)
}
