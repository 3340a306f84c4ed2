//! The properties of what is selected: the form, a page, a group, a note, a document, a question.

use crate::prelude::*;
use schema::form::design::{Aspect, Edit, Node, NodeKind, Place};
use schema::form::{Capture, Material};
use schema::locale::Text;

use super::question::question;
use super::rules::Rules;
use super::state::{Editor, Now};
use super::uses::UsedBy;
use crate::designing::input::{both, both_long, line, number, refusable, select, tick};
use crate::text::{Editor as Texts, use_words};

/// What can be said of what is selected.
#[component]
pub fn Properties() -> impl IntoView {
    let editor = Editor::here();
    let texts = Texts(use_words().locale);
    move || {
        let now = editor.now.get();
        let chosen = editor.chosen.get();
        let Some(node) = chosen.as_ref().and_then(|place| now.node(place)) else {
            return form(editor, texts, &now);
        };
        let own = match node.kind {
            NodeKind::Page => page(editor, texts, &now, node),
            NodeKind::Group => group(editor, texts, node),
            NodeKind::Note => note(editor, texts, node),
            NodeKind::Action => titled(editor, texts, texts.button(), node, &node.label),
            NodeKind::Material => material(editor, texts, &now, node),
            NodeKind::Field(kind) => question(editor, texts, &now, node, Some(kind)),
            NodeKind::Other => question(editor, texts, &now, node, None),
            NodeKind::Row => view! { <section><h2>{texts.row()}</h2></section> },
        };
        let ruled = super::way::target(node).filter(|_| !matches!(node.kind, NodeKind::Material));
        let uses = node.pointer.clone();
        view! {
            {own}
            {ruled.map(|target| view! { <Rules target/> })}
            {uses.map(|pointer| view! { <UsedBy pointer/> })}
        }
    }
}

/// What is said of what stands at a place, a line for each language.
pub fn said(
    editor: Editor,
    place: &Place,
    aspect: Aspect,
    (id, labels): (&str, [&'static str; 2]),
    text: &Text,
) -> AnyView {
    let place = place.clone();
    both(id, labels, text, move |locale, text| editor.say(&place, aspect, locale, text))
}

/// A line for an id.
pub fn id(editor: Editor, texts: Texts, place: &Place, id: &str) -> AnyView {
    let place = place.clone();
    view! {
        {refusable("id", texts.id(), id.to_owned(), move |id| super::uses::rename(editor, &place, id))}
        <dd class="sm soft">{texts.id_hint()}</dd>
    }
}

fn form(editor: Editor, texts: Texts, now: &Now) -> AnyView {
    let labels = [texts.title_zh(), texts.title_en()];
    let titles = both("title", labels, &now.form.meta.title, move |locale, text| {
        let _ = editor.edit(&Edit::FormTitle { locale, text });
    });
    view! { <section><h2>{texts.form()}</h2><dl>{titles}</dl></section> }
}

fn page(editor: Editor, texts: Texts, now: &Now, node: &Node) -> AnyView {
    let page = node.place.0.first().and_then(|page| now.page(*page)).cloned().unwrap_or_default();
    let place = &node.place;
    let title =
        said(editor, place, Aspect::Title, ("title", [texts.title_zh(), texts.title_en()]), &node.label);
    let asks =
        said(editor, place, Aspect::Question, ("asks", [texts.asks_zh(), texts.asks_en()]), &page.question);
    let why = said(editor, place, Aspect::Why, ("why", [texts.why_zh(), texts.why_en()]), &page.why);
    let handed = place.clone();
    let office = tick("office", texts.office(), node.official, move |official| {
        let _ = editor.edit(&Edit::Office { place: handed.clone(), official });
    });
    let id = id(editor, texts, place, &page.id);
    view! { <section><h2>{texts.page()}</h2><dl>{title}{asks}{why}{office}{id}</dl></section> }
}

fn titled(editor: Editor, texts: Texts, what: &'static str, node: &Node, text: &Text) -> AnyView {
    let title =
        said(editor, &node.place, Aspect::Title, ("title", [texts.title_zh(), texts.title_en()]), text);
    view! { <section><h2>{what}</h2><dl>{title}</dl></section> }
}

fn group(editor: Editor, texts: Texts, node: &Node) -> AnyView {
    let title = said(
        editor,
        &node.place,
        Aspect::Title,
        ("title", [texts.title_zh(), texts.title_en()]),
        &node.label,
    );
    let id = id(editor, texts, &node.place, node.id.as_deref().unwrap_or_default());
    view! { <section><h2>{texts.group()}</h2><dl>{title}{id}</dl></section> }
}

fn note(editor: Editor, texts: Texts, node: &Node) -> AnyView {
    let place = node.place.clone();
    let said = both_long("text", [texts.text_zh(), texts.text_en()], &node.label, move |locale, text| {
        editor.say(&place, Aspect::Title, locale, text)
    });
    view! { <section><h2>{texts.note()}</h2><dl>{said}</dl></section> }
}

/// How a document comes to be, by the name of each way.
const CAPTURES: [(&str, Capture); 3] = [
    ("file", Capture::File),
    // A passport photograph at 300 dots an inch, 33 by 48 mm.
    ("photo", Capture::Photo { width: 390, height: 567 }),
    ("signature", Capture::Signature),
];

fn material(editor: Editor, texts: Texts, now: &Now, node: &Node) -> AnyView {
    let Some(material) = node.id.as_ref().and_then(|id| now.form.materials.iter().find(|it| it.id == *id))
    else {
        return titled(editor, texts, texts.material(), node, &node.label);
    };
    let place = node.place.clone();
    let change = move |changed: Material| {
        let _ = editor.edit(&Edit::Material {
            place: place.clone(),
            required: changed.required,
            accept: changed.accept,
            max_files: Some(changed.max_files),
            capture: changed.capture,
        });
    };
    let (of_need, of_accept, of_count, of_capture) =
        (material.clone(), material.clone(), material.clone(), material.clone());
    let (need, accept, count, capture) = (change.clone(), change.clone(), change.clone(), change);
    let title = said(
        editor,
        &node.place,
        Aspect::Title,
        ("title", [texts.title_zh(), texts.title_en()]),
        &node.label,
    );
    let hint =
        said(editor, &node.place, Aspect::Hint, ("hint", [texts.hint_zh(), texts.hint_en()]), &material.hint);
    let chosen = match material.capture {
        Capture::File => "file",
        Capture::Photo { .. } => "photo",
        Capture::Signature => "signature",
    };
    let names = [texts.capture_file(), texts.capture_photo(), texts.capture_signature()];
    let ways = CAPTURES.iter().zip(names).map(|((value, _), name)| ((*value).to_owned(), name.to_owned()));
    view! {
        <section><h2>{texts.material()}</h2><dl>
            {title}{hint}
            {tick("required", texts.required(), material.required, move |required| need(Material { required, ..of_need.clone() }))}
            {line("accept", texts.accepts(), material.accept.join(", "), move |text| {
                let types = text.split([',', ' ']).filter(|kind| !kind.is_empty()).map(str::to_owned);
                accept(Material { accept: types.collect(), ..of_accept.clone() });
            })}
            {number("max-files", texts.max_files(), Some(material.max_files.to_string()), move |text| {
                if let Ok(max_files) = text.parse() {
                    count(Material { max_files, ..of_count.clone() });
                }
            })}
            {select("capture", texts.capture(), chosen, ways.collect(), move |value| {
                if let Some((_, way)) = CAPTURES.iter().find(|(name, _)| *name == value) {
                    capture(Material { capture: *way, ..of_capture.clone() });
                }
            })}
            {id(editor, texts, &node.place, &material.id)}
        </dl></section>
    }
}
