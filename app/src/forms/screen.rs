//! The screen: what the browser side changes of what the server wrote, a field at a time.

use crate::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Document, Element, HtmlInputElement};
use maud::Markup;
use schema::form::{Control, Look, html_id};

use super::choice::option_id;
use super::question::Question;
use super::rows;

/// What stands before the inputs of a field.
const BEFORE_INPUTS: &str = "label, legend, .hint, .notice";

/// The document that the form is on: the page itself.
#[cfg(not(feature = "designer"))]
pub(super) fn shown() -> Document {
    document()
}

/// The document that the form is on: that of the preview.
#[cfg(feature = "designer")]
pub(super) fn shown() -> Document {
    super::preview::shown().unwrap_or_else(document)
}

/// The element with this id. Inputs, selects and text areas have the same `value`.
pub(super) fn input(id: &str) -> Option<HtmlInputElement> {
    shown().get_element_by_id(id).map(JsCast::unchecked_into)
}

/// All elements that a selector finds on the page.
pub(super) fn all(selector: &str) -> Vec<HtmlInputElement> {
    let Ok(found) = shown().query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|place| found.get(place)).map(JsCast::unchecked_into).collect()
}

/// Puts the focus on what has this id.
pub(super) fn focus(id: &str) {
    if let Some(element) = input(id) {
        // What cannot take the focus leaves it where it is.
        let _ = element.focus();
    }
}

/// Puts the focus on what is said to be wrong, and begins with its beginning: it may be longer than the screen.
pub(super) fn show_errors() {
    if let Some(errors) = input("errors") {
        let _ = errors.focus();
        errors.scroll_into_view();
    }
}

/// Writes this text into what has this id.
pub(super) fn write(id: &str, text: &str) {
    if let Some(element) = shown().get_element_by_id(id) {
        element.set_text_content(Some(text));
    }
}

/// Says to a screen reader what became of the group at a pointer.
pub(super) fn announce(list: &str, text: &str) {
    write(&rows::said_id(&html_id(list)), text);
}

/// Puts the focus on the button that moves the row at a pointer up, or down; at an end of the group on the other one.
pub(super) fn focus_move(row: &str, up: bool) {
    let ids = [up, !up].map(|up| rows::move_id(row, up));
    for id in ids {
        focus(&id);
        if shown().active_element().is_some_and(|element| element.id() == id) {
            return;
        }
    }
}

/// Shows what the rules say of a field.
pub(super) fn stand(question: &Question) {
    let Some(around) = around(question) else { return };
    set(&around, "hidden", (!question.standing.visible).then_some(""));
    if matches!(question.field.control, Control::Agree) {
        return;
    }
    let Ok(Some(label)) = around.query_selector("label, legend") else { return };
    if let Ok(Some(mark)) = label.query_selector(".optional") {
        mark.remove();
    }
    insert(&label, "beforeend", &question.mark());
}

/// Shows what the rules say of a field that they may fix, compute or restrict: it is written anew, unless one is in it.
pub(super) fn rewrite_field(question: &Question, written: impl FnOnce() -> Markup) {
    let Some(around) = around(question) else { return };
    let active = shown().active_element();
    if active.is_some_and(|active| around.contains(Some(&active))) {
        while let Ok(Some(said)) = around.query_selector(":scope > .ruled") {
            said.remove();
        }
        if let Some(inputs) = inputs(&around) {
            insert(&inputs, "beforebegin", &question.messages());
        }
    } else {
        around.set_outer_html(&written().0);
    }
}

/// Writes what is said of a page or group.
pub(super) fn say_of(id: &str, messages: &Markup) {
    if let Some(said) = shown().get_element_by_id(id) {
        said.set_inner_html(&messages.0);
    }
}

/// The first of what stands in a box besides its label and what helps to answer.
fn inputs(around: &Element) -> Option<Element> {
    let mut place = around.first_element_child();
    while let Some(child) = place.take_if(|child| child.matches(BEFORE_INPUTS) == Ok(true)) {
        place = child.next_element_sibling();
    }
    place
}

/// Says what is wrong with a field, or no longer says it; `said` tells whether something else was said before.
pub(super) fn say(question: &Question, said: bool) {
    if said && let Some(message) = shown().get_element_by_id(&format!("{}-error", question.id)) {
        message.remove();
    }
    if say_single(question).is_none() {
        say_several(question);
    }
}

/// The same of a field that is one input in its box. A long page may have a hundred of them to say something of at once:
/// what is asked of the browser here is asked as often.
fn say_single(question: &Question) -> Option<()> {
    if !is_one_input(&question.field.control) {
        return None;
    }
    let input = shown().get_element_by_id(&question.id)?;
    let classes = input.parent_element()?.class_list();
    classes.contains("field").then_some(())?;
    let _ = classes.toggle_with_force("wrong", question.is_wrong());
    insert(&input, "beforebegin", &question.message());
    set(&input, "aria-invalid", question.invalid());
    set(&input, "aria-describedby", question.described().as_deref());
    Some(())
}

const fn is_one_input(control: &Control) -> bool {
    matches!(
        control,
        Control::Text(_)
            | Control::Integer(_)
            | Control::Number(_)
            | Control::Money(_)
            | Control::Choice { look: Look::List | Look::Search, .. }
    )
}

fn say_several(question: &Question) {
    let Some(around) = around(question) else { return };
    let _ = around.class_list().toggle_with_force("wrong", question.is_wrong());
    if let Some(inputs) = inputs(&around) {
        insert(&inputs, "beforebegin", &question.message());
    }
    let described = question.described();
    let several = around.tag_name() == "FIELDSET";
    if several {
        set(&around, "aria-describedby", described.as_deref());
    }
    if matches!(question.field.control, Control::Repeat { .. }) {
        return;
    }
    let Ok(inputs) = around.query_selector_all("input, select, textarea") else { return };
    for input in (0..inputs.length()).filter_map(|place| inputs.get(place)) {
        let input: Element = input.unchecked_into();
        set(&input, "aria-invalid", question.invalid());
        if !several {
            set(&input, "aria-describedby", described.as_deref());
        }
    }
}

/// Hides what has this id, or shows it.
pub(super) fn hide(id: &str, hidden: bool) {
    if let Some(element) = shown().get_element_by_id(id) {
        set(&element, "hidden", hidden.then_some(""));
    }
}

/// Writes the page anew, around what only the server draws.
pub(super) fn rewrite(page: &Markup) {
    let Ok(Some(fields)) = shown().query_selector(".fields") else { return };
    let kept = all(".fields .kept");
    fields.set_inner_html(&page.0);
    for element in kept {
        if let Some(place) = input(&element.id()) {
            set(&element, "hidden", place.get_attribute("hidden").as_deref());
            let _ = place.replace_with_with_node_1(&element);
        }
    }
}

/// How many rows of the group at a pointer are on the screen.
pub(super) fn row_count(list: &str) -> usize {
    // A page has fewer rows than the numbers of any machine.
    box_of(list).map_or(0, |rows| rows.child_element_count() as usize)
}

/// Puts a row behind the last one.
pub(super) fn add_row(list: &str, row: &Markup, has_room: bool) {
    if let Some(rows) = box_of(list) {
        insert(&rows, "beforeend", row);
        show_button(&rows, has_room);
    }
}

/// Writes all rows of a group anew: those behind the one that went have other names now.
pub(super) fn rewrite_rows(list: &str, written: &Markup, has_room: bool) {
    if let Some(rows) = box_of(list) {
        rows.set_inner_html(&written.0);
        show_button(&rows, has_room);
    }
}

/// What holds the rows of the group at a pointer.
fn box_of(list: &str) -> Option<Element> {
    shown().get_element_by_id(&html_id(list))?.query_selector(".rows").ok()?
}

fn show_button(rows: &Element, shown: bool) {
    if let Some(button) = rows.next_element_sibling() {
        set(&button, "hidden", (!shown).then_some(""));
    }
}

/// How many lists of regions the field with this id has.
pub(super) fn list_count(id: &str) -> usize {
    (0..).take_while(|place| input(&option_id(id, *place)).is_some()).count()
}

/// Takes away the lists behind the first so many.
pub(super) fn cut_lists(id: &str, kept: usize) {
    for place in (kept..).map_while(|place| input(&option_id(id, place))) {
        place.remove();
    }
}

/// Puts lists behind those that are there.
pub(super) fn add_lists(id: &str, shown: usize, lists: &Markup) {
    if let Some(last) = shown.checked_sub(1).and_then(|last| input(&option_id(id, last))) {
        insert(&last, "afterend", lists);
    }
}

/// The pointers of the fields on the page that choose a region level by level.
pub(super) fn cascades() -> Vec<String> {
    all(".cascade > select:first-child").iter().map(HtmlInputElement::name).collect()
}

/// The box of a field that is on the screen.
fn around(question: &Question) -> Option<Element> {
    let shown = shown();
    match shown.get_element_by_id(&question.id) {
        Some(input) => input.closest(".field, fieldset.group").ok()?,
        None => shown.get_element_by_id(&format!("{}-box", question.id)),
    }
}

fn insert(at: &Element, place: &str, markup: &Markup) {
    if !markup.0.is_empty() {
        // The place is one of four that every browser knows.
        let _ = at.insert_adjacent_html(place, &markup.0);
    }
}

/// Sets an attribute, or takes it away. The names are ours, and so they are valid.
fn set(element: &Element, name: &str, value: Option<&str>) {
    let _ = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
}
