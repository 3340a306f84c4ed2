//! The error summary: what is wrong, on top of the form, each line a link to its field.

use crate::prelude::*;
use schema::Problem;
use schema::form::html_id;

use crate::text::{field_error, problem, problem_help, use_words};

/// What came back from a form. Takes the focus, so that a screen reader begins with it.
#[component]
pub fn ErrorSummary(
    /// What is wrong.
    problem_: Problem,
    /// The label of the field at a pointer.
    label: fn(&str) -> String,
) -> impl IntoView {
    let words = use_words();
    let kind = problem_.kind();
    let lines = problem_.errors.iter().map(|error| {
        let text = words.forms.error_line(&label(&error.pointer), &field_error(words.locale, error));
        view! { <li><a href=format!("#{}", html_id(&error.pointer))>{text}</a></li> }
    });
    let lines = lines.collect_view();
    let has_lines = !problem_.errors.is_empty();
    view! {
        <div class="errors" role="alert" tabindex="-1" id="errors" autofocus>
            <h2>{problem(words.locale, kind)}</h2>
            <p>{problem_help(words.locale, kind)}</p>
            {has_lines.then(|| view! { <ul>{lines}</ul> })}
            {problem_.request_id.filter(|_| kind == schema::ProblemKind::Internal).map(|id| view! { <p class="num">{id}</p> })}
        </div>
    }
}
