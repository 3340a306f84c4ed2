//! A form of a task's own on a page of its own: filled in by who has the task, read by the desk afterwards.

use leptos_router::hooks::{use_params_map, use_query_map};
use schema::cases::TaskForm;
use schema::form::{Form, FormState, find, office_summary, state_in, summary};
use schema::{FieldError, Problem};

use super::frame::{DeskHeader, DeskTabs, Room, Trouble};
use super::opinion::Official;
use crate::api;
use crate::data::Read;
use crate::forms::{Errors, Filling, Line, Part};
use crate::page::{Head, Styles};
use crate::prelude::*;
use crate::returned::use_returned;
use crate::routes::to;
use crate::text::{problem_help, use_words};

/// Where it stands.
#[derive(Clone, Debug)]
struct Place {
    number: String,
    task: String,
    form: String,
}

impl Place {
    /// The address of the page, which is also where it is sent.
    fn address(&self) -> String {
        to::task_form(&self.number, &self.task, &self.form)
    }

    /// The case, with the task shown.
    fn case(&self) -> String {
        to::desk_task(&self.number, &self.task)
    }
}

/// The page at `/desk/cases/{number}/tasks/{task}/forms/{form}`; `?wrong` shows what is wrong with what was saved.
#[component]
pub fn TaskFormPage() -> impl IntoView {
    let params = use_params_map();
    let place = params.with_untracked(|params| {
        let param = |name| params.get(name).unwrap_or_default();
        Place { number: param("number"), task: param("task"), form: param("form") }
    });
    let session = Read::resource(api::session);
    let asked = place.clone();
    let read = Read::resource(move || api::task_form(&asked.number, &asked.task, &asked.form));
    let shown = read.shown(move |read| match read {
        Ok((filled, form)) => view! { <Shown filled form place=place.clone()/> },
        Err(problem_) => view! { <Trouble problem_/> },
    });
    view! {
        <Styles name="desk.css"/>
        <Head title=use_words().sheet.forms()/>
        <div class="desk">
            <DeskHeader here=Room::Cases session/>
            <main id="main" class="catalogue forms">{shown}</main>
            <DeskTabs here=Room::Cases session/>
        </div>
    }
}

#[component]
fn Shown(filled: TaskForm, form: Form, place: Place) -> impl IntoView {
    let words = use_words();
    let saved = filled.saved.as_ref().map(|saved| {
        let at = words.full_moment(saved.at);
        match filled.is_open {
            true => words.sheet.form_saved(&saved.by, &at),
            false => words.sheet.form_filed(&saved.by, &at),
        }
    });
    let title = form.meta.title.get(words.locale).to_owned();
    let body = match filled.is_open {
        true => view! { <FillIn filled=filled.clone() form place=place.clone()/> }.into_any(),
        false => view! { <Filed filled=filled.clone() form/> }.into_any(),
    };
    view! {
        <header class="page-head">
            <h1>{title}</h1>
            <p class="cap">{words.sheet.form_of(filled.task.get(words.locale))}{saved.map(|saved| format!(" · {saved}"))}</p>
            <p><a href=place.case()>{words.sheet.to_case()}</a></p>
        </header>
        {body}
    }
}

/// The questions, with two ways to go on.
#[component]
fn FillIn(filled: TaskForm, form: Form, place: Place) -> impl IntoView {
    let words = use_words();
    let (address, revision) = (place.address(), filled.revision.to_string());
    let returned = use_returned(&address);
    let asks_what_is_wrong = use_query_map().with_untracked(|query| query.get_str("wrong").is_some());
    let (problem, typed) = returned.map(|returned| (returned.problem, returned.fields)).unzip();
    let faults = match &problem {
        Some(problem) => problem.errors.clone(),
        None if asks_what_is_wrong => filled.faults.clone(),
        None => Vec::new(),
    };
    let wrong = wrong(&form, problem, &faults);
    let typed = typed.unwrap_or_default();
    let filling = Filling::of_part(part(filled, form, &typed), &faults);
    let questions = filling.part(&typed).into_string();
    #[cfg(feature = "hydrate")]
    crate::forms::live::follow_part(filling);
    view! {
        {wrong}
        <form class="task-form" method="post" action=address>
            <input type="hidden" name="_revision" value=revision/>
            // Enter in a line of input would press the first button: it saves, and stays.
            <button hidden name="_stay" value="1"></button>
            <div class="fields" inner_html=questions></div>
            <div class="main-act">
                <button class="btn main">{words.sheet.form_done()}</button>
                <p>{words.sheet.form_done_what()}</p>
                <button class="btn" name="_later" value="1">{words.sheet.form_later()}</button>
            </div>
        </form>
    }
}

/// What is wrong, above the questions: each with its link, or why it was not saved.
fn wrong(form: &Form, problem: Option<Problem>, faults: &[FieldError]) -> Option<AnyView> {
    let words = use_words();
    let lines: Vec<Line> = faults.iter().map(|fault| Line::of(form, words, fault, "")).collect();
    match problem {
        Some(problem) if lines.is_empty() => {
            let help = problem_help(words.locale, problem.kind());
            Some(
                view! {
                    <div class="errors" role="alert" tabindex="-1" id="errors" autofocus>
                        <h2>{words.sheet.form_failed()}</h2><p>{help}</p>
                    </div>
                }
                .into_any(),
            )
        }
        Some(_) => Some(view! { <Errors lines title=words.sheet.form_failed()/> }.into_any()),
        None if lines.is_empty() => None,
        None => Some(view! { <Errors lines title=words.sheet.form_wrong()/> }.into_any()),
    }
}

/// The form with what was typed into it, where that was not saved.
fn part(filled: TaskForm, form: Form, typed: &[(String, String)]) -> Part {
    let TaskForm { mut answers, access, surroundings, .. } = filled;
    if !typed.is_empty() {
        answers = access.typed(&form, &answers, typed);
    }
    let state = state_in(&form, &answers, surroundings.context());
    Part { form, answers, state, access, surroundings }
}

/// What was filled in, as the desk reads it.
#[component]
fn Filed(filled: TaskForm, form: Form) -> impl IntoView {
    let words = use_words();
    let state: FormState = state_in(&form, &filled.answers, filled.surroundings.context());
    let shown = [
        (&form.pages, summary(&form, &state, words.locale, &[])),
        (&form.office, office_summary(&form, &state, words.locale, &[])),
    ];
    let pages = shown.into_iter().flat_map(|(pages, lines)| {
        pages.iter().enumerate().map(move |(place, page)| {
            let title = page.title.get(words.locale).to_owned();
            (title, lines.iter().filter(|line| line.page == place).cloned().collect::<Vec<_>>())
        })
    });
    let pages = pages.filter(|(_, lines)| !lines.is_empty()).map(|(title, lines)| {
        let rows = lines.into_iter().map(|line| {
            let official = find(&form, &line.pointer).map(|found| &found.field.control);
            let official = official.filter(|control| control.is_official()).cloned();
            let answer = filled.answers.pointer(&line.pointer).cloned().unwrap_or_default();
            let value = if line.value.is_empty() { words.desk.blank().to_owned() } else { line.value };
            view! {
                <div class="r">
                    <dt>{line.label}</dt>
                    <dd>{match official {
                        Some(control) => view! { <Official control answer/> }.into_any(),
                        None => value.into_any(),
                    }}</dd>
                </div>
            }
        });
        let rows = rows.collect_view();
        view! { {(!title.is_empty()).then(|| view! { <h3>{title}</h3> })}<dl>{rows}</dl> }
    });
    view! { <section class="ans">{pages.collect_view()}</section> }
}
