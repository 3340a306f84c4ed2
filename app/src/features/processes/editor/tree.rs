//! The tree on its map of lines: choosing, and moving by drag, by keys or by buttons.

use schema::form::Severity;
use schema::process::design::{Edit, Piece, PieceKind, Place, Row, RowKind, fact_names, rows};

use super::drag::Drag;
use super::state::{Drawing, Now};
use crate::flow::{Names, Way, limit, rail, title, who, width};
use crate::prelude::*;
use crate::text::{Words, use_words};

/// The html id of a row, by which keys move the focus.
pub fn row_id(place: &Place) -> String {
    format!("t{place}")
}

/// The html id of what says which keys there are.
pub const KEYS: &str = "keys";

/// All of the process.
#[component]
pub fn Tree() -> impl IntoView {
    let drawing = Drawing::here();
    let words = use_words();
    let texts = words.processes;
    let shown = move || {
        let now = drawing.now.get();
        let Some(piece) = now.piece.as_ref() else {
            return view! { <p class="notice">{texts.shapeless()}</p> };
        };
        let drawn = rows(piece);
        let wide = width(&drawn);
        let (form, facts) = (drawing.form.get(), fact_names(piece));
        let names = Names { form: form.as_deref(), facts: &facts };
        let said = |row: &Row| title(words, row, piece.at(&row.place).unwrap_or(piece), names);
        let lines = drawn.iter().map(|row| line(drawing, words, &now, piece, row, (wide, said(row))));
        let lines = lines.collect_view();
        view! { <ol class="map-tree" aria-describedby=KEYS>{lines}</ol> }
    };
    let is_whole = move || drawing.chosen.with(|chosen| chosen.0.is_empty()).then_some("true");
    view! {
        <h2><button type="button" class="link" id=row_id(&Place::default()) aria-current=is_whole on:click=move |_| drawing.chosen.set(Place::default())>{texts.tree()}</button></h2>
        {shown}
    }
}

/// How deep a row lies, for who does not see the lines.
fn level(row: &Row) -> String {
    row.depth.saturating_add(1).to_string()
}

/// A row, with how wide the map is and what the row is called.
fn line(
    drawing: Drawing,
    words: Words,
    now: &Now,
    piece: &Piece,
    row: &Row,
    (wide, title): (usize, String),
) -> AnyView {
    let here = piece.at(&row.place).unwrap_or(piece);
    let RowKind::Piece(kind) = row.kind else {
        return view! {
            <li attr:aria-level=level(row)><span class="map">{rail(row, wide, Way::Plain, |_| Way::Plain)}</span><span class="still">{title}</span></li>
        };
    };
    let drag = Drag::here();
    let place = row.place.clone();
    let (handle, target) = (drag.handle(place.clone()), drag.target(drawing, place.clone(), kind));
    let is_chosen = {
        let place = place.clone();
        move || drawing.chosen.with(|chosen| *chosen == place).then_some("true")
    };
    let wrong = now.faults.iter().any(|(at, _)| *at == place);
    let doubtful = now.doubts.iter().any(|doubt| doubt.place.as_ref() == Some(&place));
    let mark = |class: &'static str, sign: &'static str, grave: Severity| {
        view! { <i class=class role="img" aria-label=words.processes.severity(grave)>{sign}</i> }
    };
    let mark = match (wrong, doubtful) {
        (true, _) => Some(mark("bad", "✕", Severity::Error)),
        (false, true) => Some(mark("am", "▲", Severity::Warning)),
        (false, false) => None,
    };
    // One row is in the order of the tab key, the others are reached from it by the arrows.
    let reached = {
        let place = place.clone();
        move || drawing.chosen.with(|chosen| if *chosen == place { "0" } else { "-1" })
    };
    let choose = place.clone();
    let is_block = !matches!(kind, PieceKind::Task);
    view! {
        <li attr:aria-level=level(row)>
            <span class="map">{rail(row, wide, Way::Plain, |_| Way::Plain)}</span>
            <button type="button" id=row_id(&place) class:grp=is_block aria-current=is_chosen tabindex=reached
                on:click=move |_| drawing.chosen.set(choose.clone()) {..handle} {..target}>
                <span class="name">{title}<small>{who(words, row, here)}</small></span>
                <small class="limit">{limit(words, row, here)}</small>
                {mark}
            </button>
        </li>
    }
}

/// Moves what is selected one place up or down among those beside it.
pub fn shift(drawing: Drawing, up: bool) {
    let from = drawing.chosen.get_untracked();
    let Some((around, index)) = from.split() else { return };
    let count = drawing.now.get_untracked().at(&around).map_or(0, |holder| holder.children.len());
    let to = match up {
        true => index.checked_sub(1),
        false => Some(index + 1).filter(|index| *index < count),
    };
    match to {
        Some(index) => _ = drawing.edit(&Edit::Move { from, to: around.child(index) }),
        // At the end of its block, it leaves the block: below it by its indentation.
        None if !up => _ = drawing.edit(&Edit::Outward(from)),
        None => {}
    }
}

/// The next row above or below that can be selected.
#[cfg(feature = "hydrate")]
pub fn beside(drawing: Drawing, down: bool) -> Option<Place> {
    let now = drawing.now.get_untracked();
    let all: Vec<Place> = now.piece.as_ref()?.all().into_iter().map(|(place, _)| place).collect();
    let here = drawing.chosen.with_untracked(|chosen| all.iter().position(|place| place == chosen))?;
    let next = if down { here + 1 } else { here.checked_sub(1)? };
    all.get(next).cloned()
}
