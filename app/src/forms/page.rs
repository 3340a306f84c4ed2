//! The questions of one page of a form, in the order of its layout.

use crate::prelude::*;
use maud::{Markup, html};
use schema::expr::Truth;
use schema::form::{Action, Item};

use super::filling::{Filling, Inner};
use super::question::messages;
use super::{control, icon};

/// The name of a button that fills fields in; its value is the place of the item in the form.
const ACTION: &str = "_action";

/// All that stands on a page of the form. The server writes it; the browser takes it as it is, and `live` follows it.
#[component]
pub fn PageFields(
    /// The form being filled in.
    filling: Filling,
    /// The place of the page in the form.
    page: usize,
) -> impl IntoView {
    view! { <div class="still fields" inner_html=written(filling, page)></div> }
}

#[cfg(not(feature = "hydrate"))]
fn written(filling: Filling, page: usize) -> String {
    filling.page(page).into_string()
}

#[cfg(feature = "hydrate")]
const fn written(_filling: Filling, _page: usize) -> &'static str {
    ""
}

/// What stands on the page at this place in the form.
pub(super) fn page(inner: &Inner, number: usize) -> Markup {
    let Some(page) = inner.form.pages.get(number) else { return html! {} };
    html! {
        (said(inner, &page.id))
        (shown(inner, &page.items, &number.to_string()))
    }
}

/// What rules say of a page or group with this id, in a place of its own if there are such rules.
pub(super) fn said(inner: &Inner, id: &str) -> Markup {
    let target = format!("#{id}");
    html! { @if inner.is_ruled(&target) { div id=(said_id(id)) aria-live="polite" { (messages(inner, &target)) } } }
}

/// The html id of what is said of a page or group.
pub(super) fn said_id(id: &str) -> String {
    format!("said-{id}")
}

fn shown(inner: &Inner, items: &[Item], place: &str) -> Markup {
    html! {
        @for (number, item) in items.iter().enumerate() {
            (one(inner, item, &format!("{place}-{number}")))
        }
    }
}

fn one(inner: &Inner, item: &Item, place: &str) -> Markup {
    match item {
        Item::Field(place) => match inner.form.fields.get(*place) {
            Some(field) => control::field(inner, field, ""),
            None => html! {},
        },
        Item::Row { items } => html! { div.row { (shown(inner, items, place)) } },
        Item::Group { id, title, items } => {
            let title = title.get(inner.words.locale);
            // A heading goes when nothing under it is left to answer.
            let pointers = pointers(inner, items);
            let comes_and_goes = may_go(inner, &pointers);
            html! {
                section.group id=[comes_and_goes.then(|| section_id(place))] hidden[comes_and_goes && is_gone(inner, &pointers)] {
                    @if !title.is_empty() { h2 { (title) } }
                    (said(inner, id))
                    (shown(inner, items, place))
                }
            }
        }
        Item::Material(place) => material(inner, *place),
        Item::Action { action, label, .. } => html! {
            div.action {
                button.button.quiet id={ "a" (place) } name=(ACTION) value=(place) { (label.get(inner.words.locale)) }
                @if *action == Action::TakeFromLibrary { p.hint { (inner.words.forms.take_hint()) } }
            }
        },
        Item::Note { text } => html! {
            div.notice { (icon("info")) p { (text.get(inner.words.locale)) } }
        },
    }
}

/// A document asked for here, as whoever shows the form draws it; the browser leaves it as it is.
fn material(inner: &Inner, place: usize) -> Markup {
    html! {
        div.kept id=(material_id(place)) hidden[!is_wanted(inner, place)] { (inner.materials.at(place)) }
    }
}

/// The html id of the document at a place in the form.
pub(super) fn material_id(place: usize) -> String {
    format!("m{place}")
}

/// Whether a document is certainly asked for.
pub(super) fn is_wanted(inner: &Inner, place: usize) -> bool {
    inner.state.materials().get(place).is_some_and(Truth::is_yes)
}

/// The html id of the section at a place of the layout.
fn section_id(place: &str) -> String {
    format!("s{place}")
}

/// The sections of a page that rules may empty: their ids, and the pointers of what stands in them.
#[cfg(feature = "hydrate")]
pub(super) fn sections(inner: &Inner, number: usize) -> Vec<(String, Vec<String>)> {
    let mut found = Vec::new();
    let items = inner.form.pages.get(number).map_or(&[][..], |page| &page.items);
    collect_sections(inner, items, &number.to_string(), &mut found);
    found
}

#[cfg(feature = "hydrate")]
fn collect_sections(inner: &Inner, items: &[Item], place: &str, found: &mut Vec<(String, Vec<String>)>) {
    for (number, item) in items.iter().enumerate() {
        let place = format!("{place}-{number}");
        if let Item::Group { items, .. } | Item::Row { items } = item {
            let within = pointers(inner, items);
            if matches!(item, Item::Group { .. }) && may_go(inner, &within) {
                found.push((section_id(&place), within.into_iter().map(str::to_owned).collect()));
            }
            collect_sections(inner, items, &place, found);
        }
    }
}

fn may_go(inner: &Inner, pointers: &[&str]) -> bool {
    !pointers.is_empty() && pointers.iter().all(|pointer| inner.is_ruled(pointer))
}

/// Whether nothing at these pointers is shown.
pub(super) fn is_gone(inner: &Inner, pointers: &[impl AsRef<str>]) -> bool {
    pointers.iter().all(|pointer| !inner.state.visible(pointer.as_ref()))
}

fn pointers<'a>(inner: &'a Inner, items: &[Item]) -> Vec<&'a str> {
    let mut pointers = Vec::new();
    collect(inner, items, &mut pointers);
    pointers
}

fn collect<'a>(inner: &'a Inner, items: &[Item], pointers: &mut Vec<&'a str>) {
    for item in items {
        match item {
            Item::Field(place) => {
                pointers.extend(inner.form.fields.get(*place).map(|field| field.pointer.as_str()))
            }
            Item::Group { items, .. } | Item::Row { items } => collect(inner, items, pointers),
            Item::Note { .. } | Item::Material(_) | Item::Action { .. } => {}
        }
    }
}
