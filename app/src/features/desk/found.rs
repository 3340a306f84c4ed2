//! What a task that ended left in the log for the desk: what was found at each point of its checklist, and the forms that were
//! filled in.

use schema::cases::{Checked, FormOnFile, Happening};
use schema::id::CaseNumber;

use crate::prelude::*;
use crate::routes::to;
use crate::text::{Words, use_words};

/// Beside the line of the log.
#[component]
pub fn Found(
    /// The line.
    happening: Happening,
    /// The case.
    number: CaseNumber,
) -> impl IntoView {
    let words = use_words();
    let Happening { checks, forms, .. } = happening;
    let count = checks.len();
    let points = checks.iter().map(|check| view! { <li>{said(check, words)}</li> }).collect_view();
    let forms = forms.into_iter().map(|FormOnFile { task, form, title }| {
        let href = to::task_form(number, &task, &form.id);
        view! { " · "<a href=href>{title.get(words.locale).to_owned()}</a> }
    });
    let forms = forms.collect_view();
    view! {
        {forms}
        {(count > 0).then(|| view! {
            <details class="found"><summary>{words.sheet.checked(count)}</summary><ul>{points}</ul></details>
        })}
    }
}

fn said(check: &Checked, words: Words) -> String {
    let (point, answer) = (check.name.get(words.locale), words.sheet.answer(check.answer));
    match &check.words {
        Some(more) => words.sheet.found_more(point, answer, more),
        None => words.sheet.found(point, answer),
    }
}
