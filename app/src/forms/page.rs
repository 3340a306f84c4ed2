//! The questions of one page of a form, in the order of its layout.

use crate::prelude::*;
use schema::form::{Form, Item};

use super::control;
use super::filling::Filling;
use crate::text::{Words, use_words};
use crate::ui::icon::Icon;

/// All that stands on a page of the form.
#[component]
pub fn PageFields(
    /// The form being filled in.
    filling: Filling,
    /// The place of the page in the form.
    page: usize,
) -> impl IntoView {
    let words = use_words();
    let form = filling.form();
    let content = move |_| {
        let items = form.pages.get(page).map_or(&[][..], |page| &page.items);
        items.iter().map(|item| shown(filling, words, &form, item)).collect::<Vec<_>>()
    };
    // What was typed into an input outlives its `value`: other answers need other inputs.
    view! { <For each=move || [filling.version.get()] key=|version| *version children=content/> }
}

fn shown(filling: Filling, words: Words, form: &Form, item: &Item) -> AnyView {
    let within = |items: &[Item]| -> Vec<AnyView> {
        items.iter().map(|item| shown(filling, words, form, item)).collect()
    };
    match item {
        Item::Field(place) => match form.fields.get(*place) {
            Some(field) => control::field(filling, words, field, "", &[*place]),
            None => ().into_any(),
        },
        Item::Row { items } => view! { <div class="row">{within(items)}</div> },
        Item::Group { title, items } => {
            let title = title.get(words.locale).to_owned();
            let content = within(items);
            let hidden = hidden(filling, form, items);
            view! {
                <section class="group" hidden=hidden>
                    {(!title.is_empty()).then(|| view! { <h2>{title}</h2> })}
                    {content}
                </section>
            }
        }
        Item::Note { text } => {
            let text = text.get(words.locale).to_owned();
            view! { <div class="notice"><Icon name="info"/><p>{text}</p></div> }
        }
    }
}

/// A heading goes when nothing under it is left to answer.
fn hidden(filling: Filling, form: &Form, items: &[Item]) -> Signal<bool> {
    let mut pointers = Vec::new();
    collect(form, items, &mut pointers);
    let standings = filling.standings(&pointers);
    Signal::derive(move || !standings.is_empty() && standings.iter().all(|standing| !standing.get().visible))
}

fn collect<'a>(form: &'a Form, items: &[Item], pointers: &mut Vec<&'a str>) {
    for item in items {
        match item {
            Item::Field(place) => {
                pointers.extend(form.fields.get(*place).map(|field| field.pointer.as_str()))
            }
            Item::Group { items, .. } | Item::Row { items } => collect(form, items, pointers),
            Item::Note { .. } => {}
        }
    }
}
