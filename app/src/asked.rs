//! What was asked of an applicant further and what they answered, as the desk of the agency that asked reads it: on its own page, beside
//! the answers of the case, and on paper.

use schema::Locale;
use schema::form::summary;
use schema::questionnaires::Questionnaire;

use crate::prelude::*;
use crate::text::{Questions, use_words};

/// Questions and answers in words; nothing where the form cannot be read.
pub fn lines(asked: &Questionnaire, locale: Locale) -> Vec<(String, String)> {
    let Some(form) = asked.form() else { return Vec::new() };
    let lines = summary(&form, &asked.follows(&form), locale, &[]).into_iter();
    lines.map(|line| (line.label, line.value)).collect()
}

/// The questions with their answers, why they were asked, and when both was.
#[component]
pub fn Answers(
    /// What was asked.
    asked: Questionnaire,
) -> impl IntoView {
    let all = use_words();
    let words = Questions(all.locale);
    let answered = match (asked.answered_at, asked.is_open) {
        (Some(at), _) => words.answered_at(&all.full_moment(at)),
        (None, true) => words.waits().to_owned(),
        (None, false) => words.never().to_owned(),
    };
    let rows = lines(&asked, all.locale).into_iter().map(|(label, value)| {
        let value = if value.is_empty() { words.blank().to_owned() } else { value };
        view! { <div class="r"><dt>{label}</dt><dd>{value}</dd></div> }
    });
    let rows = rows.collect_view();
    view! {
        <p class="cap">{words.asked_at(&all.full_moment(asked.asked_at))}" · "{answered}</p>
        <p class="prose">{asked.why}</p>
        <dl class="told">{rows}</dl>
    }
}
