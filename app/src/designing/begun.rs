//! A form or a process that is there, with what of a file did not come along.

use schema::definitions::DefinitionRecord;

use super::frame::name;
use super::shelf::Shelf;
use crate::prelude::*;
use crate::text::{Guiding, use_words};

/// What was begun, what was lost on the way, and where to go on.
#[component]
pub fn Begun(
    /// What it is.
    shelf: Shelf,
    /// The form or process.
    record: DefinitionRecord,
    /// The losses, a line each.
    losses: Vec<AnyView>,
) -> impl IntoView {
    let words = use_words();
    let (begun, go) = match shelf {
        Shelf::Forms => (words.designer.begun(), words.designer.to_form()),
        Shelf::Processes => (words.processes.begun(), words.processes.to_process()),
        Shelf::Guides => (Guiding(words.locale).begun(), Guiding(words.locale).to_guide()),
    };
    view! {
        <header class="page-head">
            <h1>{begun}</h1>
            <p class="cap">{name(words, &record.id, &record.title)}" · "<span class="code">{record.id.clone()}</span></p>
        </header>
        <section class="of-form">
            <p>{words.designer.losses(losses.len())}</p>
            <ul class="remarks">{losses}</ul>
            <p class="acts">
                <a class="btn main" href=shelf.page(&record.id)>{go}</a>
                <a class="btn" href=shelf.editor(&record.id) rel="external">{words.designer.edit()}</a>
            </p>
        </section>
    }
}
