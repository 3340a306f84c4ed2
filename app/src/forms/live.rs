//! The browser side of a form: a few listeners for all fields follow what is typed, and check a field when it is left.

use crate::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::wasm_bindgen::closure::Closure;
use leptos::web_sys::js_sys::Reflect;
use leptos::web_sys::{Element, Event, EventTarget, FocusEvent, HtmlInputElement};
use schema::form::{Control, Field, Look, html_id};
use send_wrapper::SendWrapper;

use super::choice::option_id;
use super::errors::Line;
use super::filling::Filling;
use super::line::{DAY, RANGE, part_id};
use super::matcher::BrowserMatcher;
use super::rows::{DOWN, UP};
use super::screen::{self, input};
use crate::text::use_words;

/// How many lists a region may be chosen from: province, city, county, street.
const LEVELS: usize = 4;

/// The attributes of the buttons of a group, as `rows` writes them: the pointer of the group to add a row to, that of
/// the row to take out.
const ADD: &str = "data-add";
const REMOVE: &str = "data-remove";

/// Follows a page of the form for as long as it is there. `changed` is called after each edit.
pub fn follow(filling: Filling, page: usize, changed: impl Fn() + Clone + 'static) {
    Effect::new(move |_| follow_now(filling, page, changed.clone()));
}

/// Follows a page that is on the screen already.
pub(super) fn follow_now(filling: Filling, page: usize, changed: impl Fn() + Clone + 'static) {
    filling.shows(page);
    begin(filling, changed);
}

/// Follows the officer's part of a form for as long as it is there.
#[cfg(feature = "staff")]
pub fn follow_part(filling: Filling) {
    Effect::new(move |_| {
        filling.shows_part();
        begin(filling, || {});
    });
}

fn begin(filling: Filling, changed: impl Fn() + Clone + 'static) {
    listen(filling, changed.clone());
    // What was typed before this side was there, or what the browser filled in itself.
    let typed = screen::all(".fields input, .fields select, .fields textarea");
    let typed = typed.iter().filter(|input| is_typed(input) && take(filling, input)).count();
    if typed > 0 {
        changed();
    }
    // Tests and benches wait for it.
    if let Some(root) = screen::shown().document_element() {
        let _ = root.set_attribute("data-followed", "");
    }
}

/// Looks at all answers of the page before they are sent; what is wrong is said on the page, without asking the server.
pub fn check_before_sending(filling: Filling, wrong: RwSignal<Vec<Line>>) {
    let words = use_words();
    Effect::new(move |_| {
        on("submit", move |event| {
            let form = filling.form();
            let errors = filling.check_page(&BrowserMatcher);
            wrong.set(errors.iter().map(|error| Line::of(&form, words, error, "")).collect());
            if !errors.is_empty() {
                event.prevent_default();
                request_animation_frame(screen::show_errors);
            }
        });
    });
}

/// Shows other answers than those on the page.
pub fn replace(filling: Filling, answers: serde_json::Value) {
    filling.replace(answers);
    screen::cascades().iter().for_each(|pointer| filling.want_below(pointer));
}

fn listen(filling: Filling, changed: impl Fn() + Clone + 'static) {
    let rows_changed = changed.clone();
    on("input", move |event| {
        let Some(input) = event.target().map(JsCast::unchecked_into::<HtmlInputElement>) else { return };
        if take(filling, &input) {
            changed();
        }
    });
    on("focusout", move |event| {
        let Some(pointer) = field_of(filling, event.target()) else { return };
        let next = event.unchecked_ref::<FocusEvent>().related_target();
        // From one part of a date to the next is not leaving it.
        if field_of(filling, next).as_ref() != Some(&pointer) {
            filling.check(&pointer, &BrowserMatcher);
        }
    });
    on("click", move |event| {
        let Some(target) = event.target() else { return };
        let target: &Element = target.unchecked_ref();
        if let Some(row) = moving(target) {
            event.prevent_default();
            move_row(filling, &row, target.get_attribute("name").as_deref() == Some(UP));
            rows_changed();
        } else if press(filling, target) {
            rows_changed();
        }
    });
}

/// Listens to what happens on the form for as long as its page is there.
pub(super) fn on(name: &'static str, heard: impl Fn(&Event) + 'static) {
    let heard = Closure::<dyn Fn(Event)>::new(move |event: Event| heard(&event));
    let place = screen::shown();
    // Whoever has a document may listen to it.
    let _ = place.add_event_listener_with_callback(name, heard.as_ref().unchecked_ref());
    let kept = SendWrapper::new((place, heard));
    on_cleanup(move || {
        let (place, heard) = kept.take();
        let _ = place.remove_event_listener_with_callback(name, heard.as_ref().unchecked_ref());
    });
}

/// Presses a button of a group. Tells whether that changed answers.
fn press(filling: Filling, target: &Element) -> bool {
    if let Some(list) = target.get_attribute(ADD) {
        if let Some(first) = filling.add_row(&list) {
            focus(&first);
        }
    } else if let Some(row) = target.get_attribute(REMOVE) {
        filling.remove_row(&row);
        focus(row.rsplit_once('/').map_or("", |(list, _)| list));
        return true;
    }
    false
}

/// The row that a button moves; nothing if it is no such button.
fn moving(target: &Element) -> Option<String> {
    let name = target.get_attribute("name")?;
    (name == UP || name == DOWN).then(|| target.get_attribute("value"))?
}

fn move_row(filling: Filling, row: &str, up: bool) {
    if let Some(row) = filling.move_row(row, up) {
        screen::focus_move(&row, up);
    }
}

/// Puts the focus on a field or group, once it is there.
fn focus(pointer: &str) {
    let id = html_id(pointer);
    request_animation_frame(move || screen::focus(&id));
}

fn field_of(filling: Filling, target: Option<EventTarget>) -> Option<String> {
    // Whatever has no name answers with nothing.
    let name = Reflect::get(target?.as_ref(), &"name".into()).ok()?.as_string()?;
    filling.find(&name)
}

/// Whether something else stands in an input than the server wrote. Of a list that opens that takes longer to tell than
/// to take it over.
fn is_typed(input: &HtmlInputElement) -> bool {
    match input.type_().as_str() {
        "checkbox" | "radio" => input.checked() != input.default_checked(),
        "select-one" => true,
        "hidden" => false,
        _ => input.value() != input.default_value(),
    }
}

/// Takes over what stands in the inputs of a field, one of which this is. Tells whether that changed its answer.
fn take(filling: Filling, input: &HtmlInputElement) -> bool {
    let Some(pointer) = field_of(filling, Some(input.clone().into())) else { return false };
    let id = html_id(&pointer);
    let region = filling.with_field(&pointer, |field| matches!(field.control, Control::Region(_)));
    if region == Some(true) {
        let place = (0..LEVELS).find(|place| option_id(&id, *place) == input.id()).unwrap_or(LEVELS);
        screen::cut_lists(&id, place + 1);
    }
    let Some(Some(pairs)) = filling.with_field(&pointer, |field| typed(field, &pointer, &id)) else {
        return false;
    };
    let changed = filling.edit(&pointer, pairs);
    if region == Some(true) {
        filling.grow_lists(&pointer);
        filling.want_below(&pointer);
    }
    if changed && filling.is_wrong(&pointer) {
        filling.check(&pointer, &BrowserMatcher);
    }
    changed
}

/// What stands in the inputs of a field, as a form would send it; nothing where it has no inputs of its own.
fn typed(field: &Field, pointer: &str, id: &str) -> Option<Vec<(String, String)>> {
    let pair = |id: &str, name: String| input(id).map(|input| (name, input.value()));
    let ticked = |count: usize| {
        let inputs = (0..count).filter_map(|index| input(&option_id(id, index)));
        inputs.filter(HtmlInputElement::checked).map(|input| (pointer.to_owned(), input.value())).collect()
    };
    let parts = |ends: &[&str]| {
        let part = |end: &&str| pair(&part_id(id, end), format!("{pointer}.{end}"));
        ends.iter().filter_map(part).collect()
    };
    input(id)?;
    match &field.control {
        Control::Text(_)
        | Control::Integer(_)
        | Control::Number(_)
        | Control::Money(_)
        | Control::Choice { look: Look::List | Look::Search, .. } => {
            Some(pair(id, pointer.to_owned()).into_iter().collect())
        }
        Control::Region(_) => {
            let level = |place| pair(&option_id(id, place), pointer.to_owned());
            Some((0..LEVELS).filter_map(level).collect())
        }
        Control::Choice { options, .. } | Control::Choices { options, .. } => Some(ticked(options.len())),
        Control::YesNo => Some(ticked(2)),
        Control::Agree => Some(ticked(1)),
        Control::Date => Some(parts(&DAY)),
        Control::DateRange => Some(parts(RANGE.as_flattened())),
        Control::YearMonth => Some(parts(&DAY[..2])),
        Control::Opinion(_) | Control::Seal(_) | Control::Repeat { .. } => None,
    }
}
