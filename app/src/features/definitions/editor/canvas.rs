//! The canvas: the page that is selected, as it reads, each part to be chosen, dragged, moved and taken out.

use crate::prelude::*;
use schema::form::Need;
use schema::form::design::{Edit, Kind, New, Node, NodeKind, Place, uses};

use super::clipboard;
use super::drag::{Drag, Dragged};
use super::state::{Editor, Now};
use super::tree::{name, shift};
use crate::text::{Editor as Texts, Words, use_words};

/// The html id of the button that takes nothing out.
pub const KEEP: &str = "keep-it";

/// The page that is selected.
#[component]
pub fn Canvas() -> impl IntoView {
    let editor = Editor::here();
    let words = use_words();
    let texts = Texts(words.locale);
    move || {
        let (now, number) = (editor.now.get(), editor.page());
        let pages = now.outline.pages.len();
        let Some(page) = now.outline.pages.get(number) else { return apart(editor, words, &now) };
        let boxes = page.children.iter().map(|node| part(editor, words, &now, node)).collect_view();
        let end = page.place.child(page.children.len());
        let is_chosen = editor.chosen.with(|chosen| chosen.as_ref() == Some(&page.place));
        let empty = page.children.is_empty().then(|| view! { <p class="soft">{texts.empty_page()}</p> });
        let asked = now.page(number);
        let question = asked.map(|page| if page.question.is_empty() { &page.title } else { &page.question });
        let question = question.map(|text| text.get(words.locale)).filter(|text| !text.is_empty());
        let question = question.map_or_else(|| name(page, texts), str::to_owned);
        let why = asked.map(|page| page.why.get(words.locale).to_owned()).filter(|why| !why.is_empty());
        view! {
            <div class="pg">
                <p class="cap">{texts.page_of(number + 1, pages)}{page.official.then(|| view! { <span class="tag">{texts.of_office()}</span> })}</p>
                <h2>{question}</h2>
                {why.map(|why| view! { <p class="sub">{why}</p> })}
                {is_chosen.then(|| view! { <Tools place=page.place.clone()/> })}
                {boxes}
                {empty}
                {adding(editor, texts, end)}
            </div>
        }
    }
}

/// What stands on no page, by itself.
fn apart(editor: Editor, words: Words, now: &Now) -> AnyView {
    let texts = Texts(words.locale);
    let Some(node) = editor.chosen.with(|chosen| chosen.as_ref().and_then(|place| now.node(place))) else {
        return ().into_any();
    };
    let is_material = node.kind == NodeKind::Material;
    let title = if is_material { texts.on_materials_page() } else { texts.unplaced() };
    view! { <div class="pg"><p class="cap">{title}</p>{one(editor, words, now, node)}</div> }
}

fn part(editor: Editor, words: Words, now: &Now, node: &Node) -> AnyView {
    match node.kind {
        NodeKind::Group | NodeKind::Row => {
            let inner = node.children.iter().map(|node| part(editor, words, now, node)).collect_view();
            let end = adding(editor, Texts(words.locale), node.place.child(node.children.len()));
            view! { <div class="around">{one(editor, words, now, node)}<div class="within">{inner}{end}</div></div> }
        }
        _ => one(editor, words, now, node),
    }
}

/// One part, with what can be done with it while it is selected.
fn one(editor: Editor, words: Words, now: &Now, node: &Node) -> AnyView {
    let texts = Texts(words.locale);
    let drag = Drag::here();
    let place = node.place.clone();
    let is_chosen = editor.chosen.with(|chosen| chosen.as_ref() == Some(&place));
    // Columns stand in their table.
    let is_here =
        |chosen: &Place| is_chosen || matches!(node.kind, NodeKind::Field(_)) && chosen.is_in(&place);
    let tools = editor.chosen.with(|chosen| chosen.clone().filter(is_here));
    let choose = place.clone();
    let (handle, target) = (drag.handle(Dragged::Node(place.clone())), drag.target(editor, place.clone()));
    let hint = node.pointer.as_ref().and_then(|pointer| schema::form::find(&now.form, pointer));
    let hint =
        hint.map(|found| found.field.hint.get(words.locale).to_owned()).filter(|hint| !hint.is_empty());
    view! {
        <div class="fld-box" {..target}>
            <button type="button" class="fld" class:chosen=is_chosen aria-pressed=is_chosen.to_string()
                on:click=move |_| editor.choose(Some(choose.clone())) {..handle}>
                <span class="l">{name(node, texts)}{tags(texts, node)}</span>
                {hint.map(|hint| view! { <span class="h">{hint}</span> })}
                {shape(texts, node)}
            </button>
            {tools.map(|place| view! { <Tools place/> })}
        </div>
    }
}

fn tags(texts: Texts, node: &Node) -> AnyView {
    let need = match node.need {
        Need::Required => Some(texts.required()),
        Need::Recommended => Some(texts.recommended()),
        Need::Optional => None,
    };
    view! {
        {need.map(|need| view! { <span class="tag">{need}</span> })}
        {node.ruled.then(|| view! { <span class="tag amber">{texts.conditional()}</span> })}
    }
}

/// How it will be answered, in outline.
fn shape(texts: Texts, node: &Node) -> AnyView {
    let NodeKind::Field(kind) = &node.kind else { return ().into_any() };
    let columns = node.children.iter().map(|node| view! { <span>{name(node, texts)}</span> });
    let columns = columns.collect_view();
    let kind = texts.kind(*kind).to_owned();
    view! { <span class="in">{kind}{columns}</span> }
}

/// What can be done with what is selected.
#[component]
fn Tools(place: Place) -> impl IntoView {
    let editor = Editor::here();
    let texts = Texts(use_words().locale);
    let (twin, copied, removed) = (place.clone(), place.clone(), place);
    view! {
        <span class="tools" role="group">
            <button type="button" class="btn small" on:click=move |_| shift(editor, true)>{texts.move_up()}</button>
            <button type="button" class="btn small" on:click=move |_| shift(editor, false)>{texts.move_down()}</button>
            <button type="button" class="btn small" on:click=move |_| {
                let _ = editor.edit(&Edit::Copy { place: twin.clone() });
            }>{texts.duplicate()}</button>
            <button type="button" class="btn small" on:click=move |_| copy(editor, &copied)>{texts.copy()}</button>
            <button type="button" class="btn small" on:click=move |_| remove(editor, &removed)>{texts.remove()}</button>
        </span>
        <Asked/>
    }
}

/// Keeps a copy on this device.
fn copy(editor: Editor, place: &Place) {
    let piece = editor.with_definition(|definition| schema::form::design::piece(definition, place));
    if let Some(piece) = piece {
        clipboard::keep(&piece);
    }
}

/// Takes something out; asks first where something else uses it.
pub fn remove(editor: Editor, place: &Place) {
    if used(&editor.now.get_untracked(), place) == 0 {
        take_out(editor, place);
    } else {
        editor.asked.set(Some(place.clone()));
    }
}

fn take_out(editor: Editor, place: &Place) {
    editor.asked.set(None);
    let _ = editor.edit(&Edit::Remove { place: place.clone() });
}

/// How many rules and documents read what stands at a place.
fn used(now: &Now, place: &Place) -> usize {
    fn count(now: &Now, node: &Node) -> usize {
        let own = node.pointer.as_ref().map_or(0, |pointer| {
            let uses = uses(&now.form, pointer);
            uses.rules.len() + uses.materials.len()
        });
        own + node.children.iter().map(|node| count(now, node)).sum::<usize>()
    }
    now.node(place).map_or(0, |node| count(now, node))
}

/// The question whether to take out what others use.
#[component]
fn Asked() -> impl IntoView {
    let editor = Editor::here();
    let texts = Texts(use_words().locale);
    move || {
        editor.asked.get().map(|place| {
            let count = used(&editor.now.get(), &place);
            view! {
                <div class="notice" role="alert">
                    <p>{texts.remove_used(count)}</p>
                    <button type="button" class="btn small" on:click=move |_| take_out(editor, &place)>{texts.remove_anyway()}</button>
                    <button type="button" class="btn main small" id=KEEP on:click=move |_| editor.asked.set(None)>{texts.keep()}</button>
                </div>
            }
        })
    }
}

/// Where more can be put, by a press or by letting go of what is dragged.
fn adding(editor: Editor, texts: Texts, place: Place) -> AnyView {
    let target = Drag::here().target(editor, place.clone());
    view! {
        <button type="button" class="add" on:click=move |_| editor.add_at(New::Question(Kind::Text), place.clone()) {..target}>
            {texts.add_question()}
        </button>
    }
}
