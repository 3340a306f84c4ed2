//! The questions, for the applicant: answered on one page, kept by a button, handed in once; afterwards read. A document: they are few, and
//! every other form would pay for what operates them.

use std::sync::Arc;

use maud::html;
use schema::form::{Form, from_pairs, summary};
use schema::questionnaires::Questionnaire;
use schema::{Problem, ProblemKind};

use super::texts;
use crate::api;
use crate::data::Read;
use crate::forms::{Errors, Filling, Line, PageFields, Scope, Summary};
use crate::page::{Head, here};
use crate::prelude::*;
use crate::returned::use_returned;
use crate::routes::to;
use crate::text::{problem_help, use_words};
use crate::ui::icon::Icon;
use crate::ui::state::Failed;

/// The page at `/cases/{number}/questions`.
#[component]
pub fn QuestionsPage() -> impl IntoView {
    Read::resource(|| api::questionnaire(&number())).page(shown)
}

/// The number of the case, as it stands in the address.
fn number() -> String {
    here().split('/').nth(2).unwrap_or_default().to_owned()
}

fn shown(asked: Questionnaire) -> AnyView {
    let words = texts();
    let Some(form) = asked.form() else {
        return view! { <Failed problem_=Problem::new(ProblemKind::Internal)/> };
    };
    let number = number();
    let (title, why) = (words.asks(&asked.agency), asked.why.clone());
    let body = match asked.is_open {
        true => view! { <Answering asked form number=number.clone()/> },
        false => view! { <Answered asked form/> },
    };
    view! {
        <Head title=title.clone()/>
        <main id="main" class="form">
            <p class="which"><a href=to::case(&number)><Icon name="back"/>{words.back()}</a></p>
            <h1>{title}</h1>
            <p class="why">{why}</p>
            {body}
        </main>
    }
}

#[component]
fn Answering(asked: Questionnaire, form: Form, number: String) -> impl IntoView {
    let (all, words) = (use_words(), texts());
    let action = to::questions(&number);
    let returned = use_returned(&action);
    let answers = match &returned {
        Some(returned) => from_pairs(&form, returned.fields.clone()),
        None => asked.answers.clone(),
    };
    let problem = returned.map(|returned| returned.problem);
    let errors = problem.as_ref().map(|problem| problem.errors.clone()).unwrap_or_default();
    let lines = RwSignal::new(errors.iter().map(|error| Line::of(&form, all, error, "")).collect());
    let wrong = problem.filter(|problem| problem.errors.is_empty()).map(|problem| {
        let help = problem_help(all.locale, problem.kind()).to_owned();
        view! { <Errors lines=vec![Line { href: String::new(), text: help }] title=all.sheet.form_failed()/> }
    });
    let saved = asked.saved_at.map(|at| words.saved_at(&all.moment(at)));
    let saved = saved.map(|saved| view! { <span class="saved"><Icon name="tick"/>{saved}</span> });
    let filling = Filling::within(Arc::new(form), answers, &errors, Scope::Whole, asked.surroundings);
    view! {
        <p class="notice" role="note"><span>{words.voluntary()}</span></p>
        <form method="post" action=action>
            // Enter in a line of text presses the first button of a form: it saves, and stays.
            <button hidden name="_stay" value="1" formnovalidate></button>
            {wrong}
            <Summary lines/>
            <PageFields filling page=0/>
            <p role="status">{saved}</p>
            <p class="soft">{words.private(&asked.agency)}</p>
            <p class="stack"><button class="button quiet" name="_later" value="1" formnovalidate>{words.later()}</button></p>
            <div class="act"><button class="button">{words.send()}</button></div>
        </form>
    }
}

/// What was answered; or that there is nothing to answer any more.
#[component]
fn Answered(asked: Questionnaire, form: Form) -> impl IntoView {
    let (all, words) = (use_words(), texts());
    let how = match asked.answered_at {
        Some(at) => words.your_answers(&all.full_moment(at)),
        None => words.over().to_owned(),
    };
    view! { <p role="status">{how}</p><dl class="list" inner_html=written(&asked, &form)></dl> }
}

/// The answers in words: the server writes them, the browser takes them as they are.
fn written(asked: &Questionnaire, form: &Form) -> String {
    let words = texts();
    let lines = summary(form, &asked.follows(form), words.0, &[]);
    let rows = html! {
        @for line in lines {
            div { dt { (line.label) } dd.prose { @if line.value.is_empty() { (words.blank()) } @else { (line.value) } } }
        }
    };
    rows.into_string()
}
