//! Everything that can be put into a form: questions of every kind, parts of the layout, templates, data elements, and
//! what was copied.

use crate::prelude::*;
use schema::element::{self, Element};
use schema::form::design::{Kind, New, Template, templates};

use super::clipboard;
use super::drag::{Drag, Dragged};
use super::state::Editor;
use crate::text::{Editor as Texts, use_words};

/// The html id of the palette's search, where the key `n` leads.
pub const FIND: &str = "palette-find";

/// What can be added, narrowed down by what is typed.
#[component]
pub fn Palette() -> impl IntoView {
    let texts = Texts(use_words().locale);
    let sought = RwSignal::new(String::new());
    let part = move |title: &'static str, hint: &'static str, entries: fn(Texts) -> Vec<(String, New)>| {
        move || {
            let sought = sought.get().to_lowercase();
            let found = entries(texts).into_iter().filter(|(name, _)| name.to_lowercase().contains(&sought));
            let entries: Vec<_> = found.map(|(name, what)| view! { <Entry name what/> }).collect();
            (!entries.is_empty()).then(|| {
                let hint = (!hint.is_empty()).then(|| view! { <p class="sm soft">{hint}</p> });
                view! { <h3>{title}</h3>{hint}<div class="entries">{entries}</div> }
            })
        }
    };
    view! {
        <h2 class="gaph">{texts.palette()}</h2>
        <p class="sm soft hint">{texts.palette_hint()}</p>
        <div class="entries pasting"><Paste/></div>
        <input class="find" id=FIND type="search" placeholder=texts.find() aria-label=texts.find()
            on:input=move |event| sought.set(event_target_value(&event))/>
        <div class="palette">
            {part(texts.kinds(), "", kinds)}
            {part(texts.parts(), "", layout)}
            {part(texts.templates(), texts.templates_hint(), shelf)}
            {part(texts.elements(), texts.elements_hint(), elements)}
        </div>
    }
}

fn kinds(texts: Texts) -> Vec<(String, New)> {
    Kind::ALL.into_iter().map(|kind| (texts.kind(kind).to_owned(), New::Question(kind))).collect()
}

fn shelf(texts: Texts) -> Vec<(String, New)> {
    let entry =
        |template: &Template| (template.name.get(texts.0).to_owned(), New::Template(template.id.clone()));
    templates().iter().map(entry).collect()
}

fn elements(texts: Texts) -> Vec<(String, New)> {
    let entry =
        |element: &Element| (element.label().get(texts.0).to_owned(), New::Element(element.id.to_owned()));
    element::ALL.iter().map(entry).collect()
}

fn layout(texts: Texts) -> Vec<(String, New)> {
    let parts = [
        (texts.group(), New::Group),
        (texts.row(), New::Row),
        (texts.note(), New::Note),
        (texts.material(), New::Material),
        (texts.recalculate(), New::Action("recalculate".to_owned())),
        (texts.take_known(), New::Action("take_from_library".to_owned())),
    ];
    parts.into_iter().map(|(name, what)| (name.to_owned(), what)).collect()
}

#[component]
fn Entry(name: String, what: New) -> impl IntoView {
    let (editor, drag) = (Editor::here(), Drag::here());
    let handle = drag.handle(Dragged::New(what.clone()));
    view! { <button type="button" on:click=move |_| editor.add(what.clone()) {..handle}>{name}</button> }
}

/// Puts in what was copied, in this form or another.
#[component]
fn Paste() -> impl IntoView {
    let editor = Editor::here();
    let texts = Texts(use_words().locale);
    let paste = move |_| {
        if let Some(piece) = clipboard::kept() {
            editor.paste(piece);
        }
    };
    view! { <button type="button" on:click=paste>{texts.paste()}</button> }
}
