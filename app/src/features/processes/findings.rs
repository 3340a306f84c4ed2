//! What is wrong with a process and what is doubtful about it, each with the way to its place in the designer.

use schema::catalogue::encode;
use schema::form::Form;
use schema::process::Process;
use schema::process::design::{Piece, Place, Setting, remarks};
use serde_json::Value;

use crate::flow::name;
use crate::prelude::*;
use crate::routes::to;
use crate::text::Words;

/// The lines, the gravest first; `form` is that whose answers it reads. `mend` is whether the way into the designer is offered.
pub fn findings(
    words: Words,
    id: &str,
    definition: &Value,
    (setting, form): (&Setting, Option<&Form>),
    mend: bool,
) -> AnyView {
    let texts = words.processes;
    let Some(piece) = Piece::read(definition) else {
        return view! { <p class="notice">{texts.shapeless()}</p> };
    };
    let line = |grade: &'static str, place: &Place, said: String| {
        let whole = place.0.is_empty();
        let here = piece.at(place).filter(|_| !whole);
        let of = here.map_or_else(|| texts.whole().to_owned(), |here| name(words, here));
        let way = mend.then(|| {
            let href = format!("{}?at={}", to::edit_process(id), encode(&place.to_string()));
            view! { <a href=href rel="external">{words.designer.mend()}</a> }
        });
        view! { <li data-grade=grade><b>{of}</b>" "{said}" "{way}</li> }
    };
    match Process::read(&definition.to_string()) {
        Err(faults) => {
            let lines = faults
                .iter()
                .map(|fault| line("error", &piece.place_of(&fault.pointer), texts.problem(&fault.problem)))
                .collect_view();
            view! { <h3>{texts.cannot_run(faults.len())}</h3><ul class="remarks">{lines}</ul> }
        }
        Ok(process) => {
            let found = remarks(&piece, &process, setting, form);
            if found.is_empty() {
                return view! { <p class="cap">{texts.no_doubts()}</p> };
            }
            let lines = found.iter().map(|remark| {
                let whole = Place::default();
                line("warning", remark.place.as_ref().unwrap_or(&whole), texts.doubt(&remark.what))
            });
            let lines = lines.collect_view();
            view! { <h3>{texts.doubts(found.len())}</h3><ul class="remarks">{lines}</ul> }
        }
    }
}
