//! What an applicant left out and promised to hand in (容缺受理), each with its day.

use crate::prelude::*;
use schema::applications::Promised;

use crate::text::use_words;

/// The promises; nothing where none were given.
#[component]
pub fn Promises(
    /// What is promised.
    promises: Vec<Promised>,
) -> impl IntoView {
    let words = use_words();
    let texts = words.applications;
    let line = |promised: &Promised| {
        let by = texts.promised_by(&words.full_day(promised.by));
        let label = promised.label.get(words.locale).to_owned();
        view! { <div><dt>{label}</dt><dd><time datetime=promised.by.to_string()>{by}</time></dd></div> }
    };
    let lines: Vec<_> = promises.iter().map(line).collect();
    (!lines.is_empty()).then(|| {
        view! { <section><h2>{texts.promised_title()}</h2><dl class="list">{lines}</dl></section> }
    })
}
