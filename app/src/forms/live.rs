//! The browser side of a form: one listener for all fields follows what is typed, and checks a field when it is left.

use crate::prelude::*;
use leptos::ev;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::js_sys::Reflect;
use leptos::web_sys::{EventTarget, HtmlInputElement};
use schema::form::{Control, Field, html_id};

use super::errors::Line;
use super::filling::Filling;
use super::matcher::BrowserMatcher;
use crate::text::use_words;

/// How many lists a region may be chosen from: province, city, county, street.
const LEVELS: usize = 4;

/// Follows the form for as long as its page is there. `changed` is called after each edit. On the server nothing
/// happens: effects run in the browser only.
pub fn follow(filling: Filling, changed: impl Fn() + Clone + 'static) {
    let removed = changed.clone();
    Effect::new(move |before: Option<u32>| {
        let removals = filling.removals.get();
        if before.is_some_and(|before| before != removals) {
            removed();
        }
        removals
    });
    Effect::new(move |_| {
        filling.live.set(true);
        listen(filling, changed.clone());
        // What was typed before this side was there, or what the browser filled in itself.
        let typed = filling.on_screen().into_iter().filter(|pointer| take(filling, pointer)).count();
        if typed > 0 {
            changed();
        }
        // Tests and benches wait for it.
        if let Some(root) = document().document_element() {
            let _ = root.set_attribute("data-followed", "");
        }
    });
}

/// Looks at all answers of the page before they are sent; what is wrong is said on the page, without asking the server.
pub fn check_before_sending(filling: Filling, page: usize, wrong: RwSignal<Vec<Line>>) {
    let words = use_words();
    Effect::new(move |_| {
        let sending = window_event_listener(ev::submit, move |event| {
            let form = filling.form();
            let errors = filling.check_page(page, &BrowserMatcher);
            wrong.set(errors.iter().map(|error| Line::of(&form, words, error, "")).collect());
            if !errors.is_empty() {
                event.prevent_default();
                request_animation_frame(|| focus_on("errors"));
            }
        });
        on_cleanup(move || sending.remove());
    });
}

fn listen(filling: Filling, changed: impl Fn() + 'static) {
    let input = window_event_listener(ev::input, move |event| {
        let Some(pointer) = field_of(filling, event.target()) else { return };
        if take(filling, &pointer) {
            if filling.is_wrong(&pointer) {
                filling.check(&pointer, &BrowserMatcher);
            }
            changed();
        }
    });
    let leave = window_event_listener(ev::focusout, move |event| {
        let Some(pointer) = field_of(filling, event.target()) else { return };
        // From one part of a date to the next is not leaving it.
        if field_of(filling, event.related_target()).as_ref() != Some(&pointer) {
            filling.check(&pointer, &BrowserMatcher);
        }
    });
    on_cleanup(move || {
        input.remove();
        leave.remove();
    });
}

/// Puts the focus on a field or group, once it is there.
pub(super) fn focus(pointer: &str) {
    let id = html_id(pointer);
    request_animation_frame(move || focus_on(&id));
}

fn focus_on(id: &str) {
    if let Some(element) = element(id) {
        // What cannot take the focus leaves it where it is.
        let _ = element.focus();
    }
}

fn field_of(filling: Filling, target: Option<EventTarget>) -> Option<String> {
    // Whatever has no name answers with nothing.
    let name = Reflect::get(target?.as_ref(), &"name".into()).ok()?.as_string()?;
    filling.find(&name)
}

fn take(filling: Filling, pointer: &str) -> bool {
    match filling.with_field(pointer, |field| typed(field, pointer)) {
        Some(Some(pairs)) => filling.edit(pointer, pairs),
        _ => false,
    }
}

/// What stands in the inputs of a field, as a form would send it; nothing where it has no inputs of its own.
fn typed(field: &Field, pointer: &str) -> Option<Vec<(String, String)>> {
    let id = html_id(pointer);
    let pair = |id: &str, name: String| element(id).map(|input| (name, input.value()));
    let ticked = |count: usize| {
        let inputs = (0..count).filter_map(|index| element(&super::choice::option_id(&id, index)));
        inputs.filter(HtmlInputElement::checked).map(|input| (pointer.to_owned(), input.value())).collect()
    };
    let parts = |ends: &[&str]| {
        let part = |end: &&str| pair(&super::line::part_id(&id, end), format!("{pointer}.{end}"));
        ends.iter().filter_map(part).collect()
    };
    element(&id)?;
    match &field.control {
        Control::Text(_) | Control::Integer(_) | Control::Number(_) => {
            Some(pair(&id, pointer.to_owned()).into_iter().collect())
        }
        Control::Region(_) => {
            let level = |place| pair(&super::choice::option_id(&id, place), pointer.to_owned());
            Some((0..LEVELS).filter_map(level).collect())
        }
        Control::Choice { radio: false, .. } => Some(pair(&id, pointer.to_owned()).into_iter().collect()),
        Control::Choice { options, .. } | Control::Choices { options, .. } => Some(ticked(options.len())),
        Control::YesNo => Some(ticked(2)),
        Control::Agree => Some(ticked(1)),
        Control::Date => Some(parts(&["y", "m", "d"])),
        Control::YearMonth => Some(parts(&["y", "m"])),
        Control::Repeat { .. } => None,
    }
}

/// The input with this id. Selects and text areas have the same `value`.
fn element(id: &str) -> Option<HtmlInputElement> {
    document().get_element_by_id(id).map(JsCast::unchecked_into)
}
