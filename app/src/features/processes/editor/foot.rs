//! The bar at the foot: whether it can run, what is doubtful, each with the way there, and how long it takes at most.

use schema::process::design::{Place, days};

use super::state::Drawing;
use super::tree::KEYS;
use crate::flow::name;
use crate::prelude::*;
use crate::text::use_words;

/// How many remarks are shown before the rest is only counted.
const SHOWN: usize = 4;

/// The remarks and the extent of the process.
#[component]
pub fn Foot() -> impl IntoView {
    let drawing = Drawing::here();
    let words = use_words();
    let texts = words.processes;
    let remarks = move || {
        let now = drawing.now.get();
        let faults = now.faults.iter().map(|(place, fault)| (place.clone(), texts.problem(fault)));
        let doubts = now
            .doubts
            .iter()
            .map(|doubt| (doubt.place.clone().unwrap_or_default(), texts.doubt(&doubt.what)));
        let said: Vec<(Place, String)> = faults.chain(doubts).collect();
        let more = said.len().saturating_sub(SHOWN);
        let line = |(place, said): (Place, String)| {
            let of = now.at(&place).map(|piece| name(words, piece)).unwrap_or_default();
            let go = move |_| drawing.chosen.set(place.clone());
            view! { <span class="remark">{of}": "{said}" "<button type="button" class="link" on:click=go>{words.designer.mend()}</button></span> }
        };
        let (faulty, doubtful) = (now.faults.len(), now.doubts.len());
        let standing = if faulty > 0 { texts.faults(faulty) } else { texts.runs().to_owned() };
        let lines = said.into_iter().take(SHOWN).map(line).collect_view();
        let extent = now.process.as_ref().zip(now.piece.as_ref()).map(|(process, piece)| {
            let promised = drawing.setting.with_value(|setting| setting.promised);
            let promised = promised.map(|days| format!(" · {}", texts.promised(days))).unwrap_or_default();
            format!("{}{promised}", texts.extent(process.root.tasks().len(), days(piece)))
        });
        view! {
            <span class:bad={faulty > 0}>{standing}</span>
            <span>{texts.doubtful(doubtful)}</span>
            {lines}
            {(more > 0).then(|| view! { <span class="soft">{format!("+{more}")}</span> })}
            <span class="end soft">{extent}</span>
        }
    };
    view! {
        <footer class="lint">
            {remarks}
            <span class="keys soft" id=KEYS>{texts.keys()}</span>
        </footer>
    }
}
