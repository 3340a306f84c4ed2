//! The keyboard: j and k move in the list, x selects, Enter opens, n opens the next, `?` shows the keys. An enhancement; nothing needs it.

use crate::prelude::*;

use crate::text::use_words;

/// The id of the list of keys.
const KEYMAP: &str = "keymap";

/// The id of the link of a row, by which the keys find it.
pub fn row_id(place: usize) -> String {
    format!("row-{place}")
}

/// The keys at the foot, and the list that `?` shows.
#[component]
pub fn Keys() -> impl IntoView {
    let (words, together) = (use_words().desk, use_words().together);
    #[cfg(feature = "hydrate")]
    browser::listen();
    view! {
        <footer class="keys">
            <span><kbd>"j"</kbd><kbd>"k"</kbd>{words.keys_move()}</span>
            <span><kbd>"Enter"</kbd>" "{words.keys_open()}</span>
            <span><kbd>"x"</kbd>" "{together.keys_select()}</span>
            <span><kbd>"n"</kbd>" "{together.keys_next()}</span>
            <span><kbd>"?"</kbd>" "{words.keys_all()}</span>
        </footer>
        <dialog id=KEYMAP aria-label=words.keys()>
            <h2>{words.keys()}</h2>
            <dl class="keymap">
                <dt><kbd>"j"</kbd></dt><dd>{words.keys_down()}</dd>
                <dt><kbd>"k"</kbd></dt><dd>{words.keys_up()}</dd>
                <dt><kbd>"Enter"</kbd></dt><dd>{words.keys_open()}</dd>
                <dt><kbd>"x"</kbd></dt><dd>{together.keys_select()}</dd>
                <dt><kbd>"n"</kbd></dt><dd>{together.keys_next()}</dd>
                <dt><kbd>"?"</kbd></dt><dd>{words.keys()}</dd>
            </dl>
            <form method="dialog"><button class="btn">{words.keys_close()}</button></form>
        </dialog>
    }
}

#[cfg(feature = "hydrate")]
mod browser {
    use crate::prelude::*;
    use leptos::ev::{KeyboardEvent, keydown};
    use wasm_bindgen::JsCast;
    use web_sys::HtmlElement;

    use super::{KEYMAP, row_id};

    /// Listens for as long as the desk is shown.
    pub fn listen() {
        let handle = window_event_listener(keydown, |event| {
            let is_for_others = is_typing() || event.ctrl_key() || event.meta_key() || event.alt_key();
            if !is_for_others {
                press(&event);
            }
        });
        on_cleanup(move || handle.remove());
    }

    fn press(event: &KeyboardEvent) {
        match event.key().as_str() {
            "j" => go(here().map_or(0, |place| place + 1)),
            "k" => go(here().unwrap_or(1).saturating_sub(1)),
            "x" => select(),
            "n" => open_next(),
            "?" => toggle_keymap(),
            _ => return,
        }
        event.prevent_default();
    }

    /// Whether what is pressed belongs into a field.
    fn is_typing() -> bool {
        let element = document().active_element();
        let is_box =
            |element: &web_sys::Element| element.get_attribute("type").as_deref() == Some("checkbox");
        let takes_text = |element: &web_sys::Element| {
            matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
        };
        element.is_some_and(|element| takes_text(&element) && !is_box(&element))
    }

    /// The row that has the focus; else that of the case that is open.
    fn here() -> Option<usize> {
        let place = |element: web_sys::Element| element.id().strip_prefix("row-")?.parse().ok();
        document().active_element().and_then(place).or_else(open)
    }

    /// The row of the case that is open.
    fn open() -> Option<usize> {
        let open = document().query_selector("tr[aria-selected=true] a").ok().flatten()?;
        open.id().strip_prefix("row-")?.parse().ok()
    }

    fn row(place: usize) -> Option<HtmlElement> {
        document().get_element_by_id(&row_id(place))?.dyn_into().ok()
    }

    /// Ticks the box of the row, or takes the tick away.
    fn select() {
        let cell = here().and_then(row).and_then(|row| row.parent_element());
        let tick = cell.and_then(|cell| cell.query_selector("input[type=checkbox]").ok().flatten());
        if let Some(tick) = tick.and_then(|tick| tick.dyn_into::<HtmlElement>().ok()) {
            tick.click();
        }
    }

    /// Opens the case after the one that is open; the first, when that has left the list because it is done.
    fn open_next() {
        if let Some(next) = row(open().map_or(0, |place| place + 1)) {
            next.click();
        }
    }

    fn go(place: usize) {
        if let Some(row) = row(place) {
            let _ = row.focus();
        }
    }

    fn toggle_keymap() {
        if let Some(keymap) = document().get_element_by_id(KEYMAP) {
            let _ = keymap.toggle_attribute("open");
        }
    }
}
