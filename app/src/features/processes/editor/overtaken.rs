//! Somebody else saved first: both drafts are brought together where nobody disputes anything, else whose counts is asked; and
//! nothing is lost until it is answered.

use schema::process::design::{PieceName, merge};
use serde_json::Value;

use super::save;
use super::state::{Drawing, Overtaken};
use crate::prelude::*;
use crate::routes::to;
use crate::text::{Words, use_words};

impl Overtaken {
    /// What is here and what they saved brought together, else what both changed; nothing where that is not known.
    pub fn merged(&self, drawing: Drawing) -> Result<Value, Vec<PieceName>> {
        let merged = |base: &Value| drawing.with_definition(|mine| merge(base, mine, &self.definition));
        drawing.base.with_value(|base| base.as_ref().map(merged)).unwrap_or_else(|| Err(Vec::new()))
    }
}

/// The question, while there is one.
#[component]
pub fn OvertakenBy() -> impl IntoView {
    let drawing = Drawing::here();
    let words = use_words();
    let texts = words.processes;
    move || {
        drawing.overtaken.get().map(|theirs| {
            let base = drawing.record.with_value(|record| record.in_force.unwrap_or_default());
            let see = to::process_differences(&drawing.id(), base, "draft");
            let who = theirs.who.clone();
            view! {
                <div class="notice overtaken" role="alert">
                    <p>{texts.overtaken(&who)}</p>
                    {move || together(drawing, &theirs, words)}
                    <button type="button" class="btn small" on:click=move |_| save::take_theirs(drawing)>{texts.take_theirs()}</button>
                    <button type="button" class="btn small" on:click=move |_| save::keep_mine(drawing)>{texts.keep_mine()}</button>
                    <a class="btn small" href=see target="_blank">{texts.see_theirs()}</a>
                </div>
            }
        })
    }
}

/// The way to both, or why there is none: what is changed here meanwhile may dispute more, or less.
fn together(drawing: Drawing, theirs: &Overtaken, words: Words) -> AnyView {
    let _ = drawing.steps();
    match theirs.merged(drawing) {
        Ok(_) => view! {
            <button type="button" class="btn main small" on:click=move |_| save::merge_both(drawing)>{words.processes.merge()}</button>
        },
        Err(disputed) => view! { <p>{said(&disputed, words)}</p> },
    }
}

/// Why they cannot be brought together.
fn said(disputed: &[PieceName], words: Words) -> String {
    let names: Vec<String> = disputed.iter().map(|piece| words.processes.called(piece)).collect();
    match names.as_slice() {
        [] => words.processes.cannot_merge().to_owned(),
        names => words.processes.disputed(&names.join(words.catalogue.separator())),
    }
}
