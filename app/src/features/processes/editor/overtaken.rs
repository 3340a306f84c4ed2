//! Somebody else saved first: whose draft counts is asked, and nothing is lost until it is answered.

use super::save;
use super::state::Drawing;
use crate::prelude::*;
use crate::routes::to;
use crate::text::use_words;

/// The question, while there is one.
#[component]
pub fn OvertakenBy() -> impl IntoView {
    let drawing = Drawing::here();
    let texts = use_words().processes;
    move || {
        drawing.overtaken.get().map(|theirs| {
            let base = drawing.record.with_value(|record| record.in_force.unwrap_or_default());
            let see = to::process_differences(&drawing.id(), base, "draft");
            view! {
                <div class="notice overtaken" role="alert">
                    <p>{texts.overtaken(&theirs.who)}</p>
                    <button type="button" class="btn small" on:click=move |_| save::take_theirs(drawing)>{texts.take_theirs()}</button>
                    <button type="button" class="btn small" on:click=move |_| save::keep_mine(drawing)>{texts.keep_mine()}</button>
                    <a class="btn small" href=see target="_blank">{texts.see_theirs()}</a>
                </div>
            }
        })
    }
}
