//! The slips that an applicant got about their case.

use schema::id::CaseNumber;
use schema::slips::SlipLine;

use crate::api;
use crate::prelude::*;
use crate::routes::to;
use crate::text::{Window, use_words};

/// The slips of a case; nothing where there are none.
#[component]
pub fn Slips(
    /// The case.
    number: CaseNumber,
) -> impl IntoView {
    api::own_slips(&number.to_string()).keep().document(move |found| match found {
        Ok(slips) if !slips.issued.is_empty() => view! { <Lines number issued=slips.issued/> },
        _ => ().into_any(),
    })
}

#[component]
fn Lines(number: CaseNumber, issued: Vec<SlipLine>) -> impl IntoView {
    let words = use_words();
    let texts = Window(words.locale);
    let line = |slip: SlipLine| {
        view! {
            <li>
                <a href=to::own_slip(number, slip.id)>{texts.kind(slip.kind)}</a>
                <span class="soft">" "{slip.number}" · "{words.moment(slip.at)}</span>
            </li>
        }
    };
    let lines = issued.into_iter().map(line).collect_view();
    view! { <section><h2>{texts.slips()}</h2><ul class="plain">{lines}</ul></section> }
}
