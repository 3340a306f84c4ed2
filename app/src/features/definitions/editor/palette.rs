//! Everything that can be put into a form: questions of every kind, parts of the layout, data elements, and what was copied.

use crate::prelude::*;
use schema::element;
use schema::form::design::{Edit, Kind, New};

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
    let found = move |name: &str| sought.with(|sought| name.to_lowercase().contains(&sought.to_lowercase()));
    let kinds = move || {
        let kinds = Kind::ALL.into_iter().map(|kind| (texts.kind(kind).to_owned(), New::Question(kind)));
        kinds.filter(|(name, _)| found(name)).map(|(name, what)| view! { <Entry name what/> }).collect_view()
    };
    let parts = move || {
        let parts = layout(texts).into_iter().filter(|(name, _)| found(name));
        parts.map(|(name, what)| view! { <Entry name what/> }).collect_view()
    };
    let elements = move || {
        let elements = element::ALL
            .iter()
            .map(|element| (element.label().get(texts.0).to_owned(), New::Element(element.id.to_owned())));
        elements
            .filter(|(name, _)| found(name))
            .map(|(name, what)| view! { <Entry name what/> })
            .collect_view()
    };
    view! {
        <h2 class="gaph">{texts.palette()}</h2>
        <p class="sm soft hint">{texts.palette_hint()}</p>
        <input class="find" id=FIND type="search" placeholder=texts.find() aria-label=texts.find()
            on:input=move |event| sought.set(event_target_value(&event))/>
        <div class="palette">
            <h3>{texts.kinds()}</h3><div class="entries">{kinds}</div>
            <h3>{texts.parts()}</h3><div class="entries">{parts}<Paste/></div>
            <h3>{texts.elements()}</h3><p class="sm soft">{texts.elements_hint()}</p><div class="entries">{elements}</div>
        </div>
    }
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
    let taken = what.clone();
    view! {
        <button type="button" draggable="true"
            on:click=move |_| editor.add(what.clone())
            on:dragstart=move |_| drag.take(Dragged::New(taken.clone()))
            on:dragend=move |_| drag.end()>{name}</button>
    }
}

/// Puts in what was copied, in this form or another.
#[component]
fn Paste() -> impl IntoView {
    let editor = Editor::here();
    let texts = Texts(use_words().locale);
    let paste = move |_| {
        if let Some(piece) = clipboard::kept() {
            let _ = editor.edit(&Edit::Paste { piece, at: editor.behind() });
        }
    };
    view! { <button type="button" on:click=paste>{texts.paste()}</button> }
}
