//! The properties of what is selected: what it is called, and what a piece of its kind says besides.

use schema::process::design::{Edit, Piece, PieceKind, Place};

use super::state::Drawing;
use super::{block, outside, task};
use crate::designing::fold::remember_folds;
use crate::designing::input::{both, refusable};
use crate::flow::sums;
use crate::prelude::*;
use crate::text::{Tracing, Words, use_words};

/// What can be said of what is selected. Each place has inputs of its own: what was folded away for one is not for another.
#[component]
pub fn Properties() -> impl IntoView {
    let drawing = Drawing::here();
    let words = use_words();
    let chosen = move || std::iter::once(drawing.chosen.get());
    view! {
        <For each=chosen key=Clone::clone let(place)>
            {
                remember_folds();
                move || said_at(drawing, words, &place)
            }
        </For>
    }
}

fn said_at(drawing: Drawing, words: Words, place: &Place) -> Option<AnyView> {
    let now = drawing.now.get();
    let piece = now.at(place)?;
    let kind = words.processes.kind(piece.kind);
    let more = match piece.kind {
        PieceKind::Task => task::task(drawing, words, place, piece),
        PieceKind::All | PieceKind::Any | PieceKind::Choose => block::fork(drawing, words, place, piece),
        PieceKind::Branch => {
            let fork = place.split().and_then(|(fork, _)| now.at(&fork));
            block::branch(drawing, words, place, piece, fork)
        }
        PieceKind::Repeat => block::repeat(drawing, words, place, piece),
        PieceKind::Each => block::each(drawing, words, place, piece),
        PieceKind::Call => outside::call(drawing, words, place, piece),
        PieceKind::Process => {
            let said = block::whole(drawing, words, place, piece);
            view! { {said}{added_up(drawing, words, piece)} }
        }
        PieceKind::Other => {
            let text = format!("{:#}", piece.to_value());
            view! { <pre class="sm">{text}</pre> }
        }
    };
    let disabled = !drawing.may_edit;
    Some(view! {
        <section>
            <h2>{kind}</h2>
            <fieldset disabled=disabled>
                <dl>{named(drawing, words, place, piece)}</dl>
                {more}
            </fieldset>
        </section>
    })
}

/// How the limits of the process add up.
fn added_up(drawing: Drawing, words: Words, process: &Piece) -> AnyView {
    let promised = drawing.setting.with_value(|setting| setting.promised);
    let sums = sums(words, process, promised, None);
    view! { <h3>{Tracing(words.locale).sums()}</h3>{sums} }
}

/// What it is called, in each language, and its id.
fn named(drawing: Drawing, words: Words, place: &Place, piece: &Piece) -> Option<AnyView> {
    let texts = words.processes;
    if piece.kind == PieceKind::Other {
        return None;
    }
    let here = place.clone();
    let names = both("name", [texts.name_zh(), texts.name_en()], &piece.name(), move |locale, text| {
        let _ = drawing.edit(&Edit::Name { place: here.clone(), locale, text });
    });
    let has_id = !matches!(piece.kind, PieceKind::Process | PieceKind::Branch);
    let here = place.clone();
    let id = has_id.then(|| {
        let id = piece.id().unwrap_or_default().to_owned();
        refusable("id", texts.id(), id, move |id| drawing.edit(&Edit::Id { place: here.clone(), id }))
    });
    Some(view! { {names}{id} })
}
