//! What the applicant is asked to put right: all of it, each with its reason, and the way to it.

use crate::prelude::*;
use schema::form::Form;
use schema::process::SupplementPoint;

use crate::case::label;
use crate::routes::to;
use crate::text::use_words;

/// The points of an open supplement.
#[component]
pub fn Supplement(
    /// The application in which they are.
    application: i64,
    /// The points.
    points: Vec<SupplementPoint>,
    /// The form that has the names for them.
    form: Option<Form>,
) -> impl IntoView {
    let words = use_words();
    if points.is_empty() {
        return ().into_any();
    }
    let lines = points.into_iter().map(|point| {
        let name = form.as_ref().and_then(|form| label(form, &point.place, words.locale));
        let name = name.unwrap_or_else(|| words.cases.the_whole().to_owned());
        view! { <li><span class="box"></span>{name}<span class="soft">{point.reason}</span></li> }
    });
    let lines = lines.collect_view();
    view! {
        <section>
            <h2>{words.cases.to_put_right()}</h2>
            <p class="soft">{words.cases.all_at_once()}</p>
            <ul class="checklist">{lines}</ul>
            <div class="stack"><a class="button" href=to::application(application)>{words.cases.put_right()}</a></div>
        </section>
    }
}
