//! The keys of the designer: everything that is done by pressing and dragging is done by them too.

use leptos::ev::{KeyboardEvent, keydown};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::canvas::{KEEP, remove};
use super::palette::FIND;
use super::state::Editor;
use super::tree::{node_id, shift};
use super::{save, way};
use crate::page::query;
use crate::prelude::*;

/// Listens for as long as the designer is there.
pub fn listen(editor: Editor) {
    let keys = window_event_listener(keydown, move |event| press(editor, &event));
    on_cleanup(move || keys.remove());
    ask(editor);
}

/// Selects what the address is about: `?at=` names a pointer into the definition, as remarks of the compiler do.
pub fn go_where_asked(editor: Editor) {
    Effect::new(move |_| {
        let asked = query();
        let at = asked.split('&').find_map(|pair| pair.strip_prefix("at="));
        let Some(at) = at.and_then(|at| js_sys::decode_uri_component(at).ok()) else { return };
        let now = editor.now.get_untracked();
        if let Some(place) = way::of_pointer(&now.outline, &now.rules, &String::from(at)) {
            editor.choose(Some(place));
        }
    });
}

fn press(editor: Editor, event: &KeyboardEvent) {
    let key = event.key();
    let is_done = if key == "Escape" {
        leave(editor);
        true
    } else if event.ctrl_key() || event.meta_key() {
        command(editor, &key.to_lowercase(), event.shift_key())
    } else {
        !is_typing() && act(editor, &key, event.alt_key())
    };
    if is_done {
        event.prevent_default();
    }
}

/// What is done while Control is held. In an input the browser's own undo is meant.
fn command(editor: Editor, key: &str, shift: bool) -> bool {
    match (key, shift) {
        ("s", _) => {
            put_down();
            save::now(editor);
        }
        ("z", false) if !is_typing() => editor.undo(),
        ("z", true) | ("y", _) if !is_typing() => editor.redo(),
        _ => return false,
    }
    true
}

fn act(editor: Editor, key: &str, alt: bool) -> bool {
    match (key, alt) {
        ("ArrowUp", true) => shift(editor, true),
        ("ArrowDown", true) => shift(editor, false),
        ("ArrowUp", false) => step(editor, false),
        ("ArrowDown", false) => step(editor, true),
        ("n", false) => focus(FIND),
        ("e", false) => {
            let input = document().query_selector(".props :is(input, select, textarea)").ok().flatten();
            input.into_iter().for_each(take_focus);
        }
        ("Delete", false) => {
            if let Some(place) = editor.chosen.get_untracked() {
                remove(editor, &place);
            }
        }
        _ => return false,
    }
    if alt {
        follow(editor);
    }
    true
}

/// Back to the tree from wherever one is; what was asked is answered by no.
fn leave(editor: Editor) {
    editor.asked.set(None);
    follow(editor);
}

/// Leads the focus to the question whether to take something out, and from its answer back to the tree.
fn ask(editor: Editor) {
    Effect::new(move |before: Option<bool>| {
        let is_asked = editor.asked.with(Option::is_some);
        if is_asked {
            request_animation_frame(|| focus(KEEP));
        } else if before == Some(true) {
            follow(editor);
        }
        is_asked
    });
}

/// Selects what stands before or behind what is selected, as far as the tree shows it.
fn step(editor: Editor, down: bool) {
    let now = editor.now.get_untracked();
    let page =
        editor.chosen.with_untracked(|chosen| chosen.as_ref().and_then(|place| place.0.first().copied()));
    let is_shown =
        |place: &schema::form::design::Place| place.0.len() == 1 || place.0.first().copied() == page;
    let places: Vec<_> =
        way::all(&now.outline).map(|node| &node.place).filter(|place| is_shown(place)).collect();
    let here = editor
        .chosen
        .with_untracked(|chosen| places.iter().position(|place| Some(*place) == chosen.as_ref()));
    let next = match here {
        Some(here) if down => here + 1,
        Some(here) => here.saturating_sub(1),
        None => 0,
    };
    if let Some(place) = places.get(next) {
        editor.choose(Some((*place).clone()));
        follow(editor);
    }
}

/// Leads the focus to what is selected, once the tree shows it.
fn follow(editor: Editor) {
    let chosen = editor.chosen.get_untracked();
    request_animation_frame(move || {
        if let Some(place) = chosen {
            focus(&node_id(&place));
        }
    });
}

fn focus(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        take_focus(element);
    }
}

fn take_focus(element: Element) {
    // What cannot take the focus leaves it where it is.
    let _ = element.unchecked_into::<HtmlElement>().focus();
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
