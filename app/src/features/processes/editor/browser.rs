//! The keys of the designer: everything that is done by pressing and dragging is done by them too.

use leptos::ev::{KeyboardEvent, keydown};
use schema::process::design::{Edit, Place};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::save;
use super::state::Drawing;
use super::tree::{beside, row_id, shift};
use crate::page::query;
use crate::prelude::*;

/// Listens for as long as the designer is there.
pub fn listen(drawing: Drawing) {
    let keys = window_event_listener(keydown, move |event| press(drawing, &event));
    on_cleanup(move || keys.remove());
}

/// Selects what the address is about: `?at=` names a place.
pub fn go_where_asked(drawing: Drawing) {
    Effect::new(move |_| {
        let asked = query();
        let at = asked.split('&').find_map(|pair| pair.strip_prefix("at="));
        let place = at.and_then(|at| at.parse::<Place>().ok());
        if let Some(place) = place.filter(|place| drawing.now.get_untracked().at(place).is_some()) {
            drawing.chosen.set(place);
            follow(drawing);
        }
    });
}

fn press(drawing: Drawing, event: &KeyboardEvent) {
    let key = event.key();
    let is_done = if event.ctrl_key() || event.meta_key() {
        command(drawing, &key.to_lowercase(), event.shift_key())
    } else {
        !is_typing() && act(drawing, &key, event.alt_key())
    };
    if is_done {
        event.prevent_default();
    }
}

/// What is done while Control is held. In an input the browser's own undo is meant.
fn command(drawing: Drawing, key: &str, shift: bool) -> bool {
    match (key, shift) {
        ("s", _) => {
            put_down();
            save::now(drawing);
        }
        ("z", false) if !is_typing() => drawing.undo(),
        ("z", true) | ("y", _) if !is_typing() => drawing.redo(),
        _ => return false,
    }
    true
}

fn act(drawing: Drawing, key: &str, alt: bool) -> bool {
    let chosen = drawing.chosen.get_untracked();
    match (key, alt) {
        ("ArrowUp", true) => shift(drawing, true),
        ("ArrowDown", true) => shift(drawing, false),
        ("ArrowRight", true) => _ = drawing.edit(&Edit::Inward(chosen)),
        ("ArrowLeft", true) => _ = drawing.edit(&Edit::Outward(chosen)),
        ("ArrowUp" | "ArrowDown", false) => {
            if let Some(place) = beside(drawing, key == "ArrowDown") {
                drawing.chosen.set(place);
            }
        }
        ("Delete", false) if !chosen.0.is_empty() => _ = drawing.edit(&Edit::Remove(chosen)),
        _ => return false,
    }
    follow(drawing);
    true
}

/// Leads the focus to what is selected, once the tree shows it.
fn follow(drawing: Drawing) {
    let chosen = drawing.chosen.get_untracked();
    request_animation_frame(move || {
        if let Some(row) = document().get_element_by_id(&row_id(&chosen)) {
            // What cannot take the focus leaves it where it is.
            let _ = row.unchecked_into::<HtmlElement>().focus();
        }
    });
}

/// Takes over what is being typed, which an input tells only when it is left.
pub fn put_down() {
    if let Some(active) = document().active_element().filter(|_| is_typing()) {
        let active = active.unchecked_into::<HtmlElement>();
        let _ = active.blur().and_then(|()| active.focus());
    }
}

/// Whether what is typed belongs to an input.
fn is_typing() -> bool {
    let active = document().active_element();
    active.is_some_and(|active| ["INPUT", "SELECT", "TEXTAREA"].contains(&active.tag_name().as_str()))
}
