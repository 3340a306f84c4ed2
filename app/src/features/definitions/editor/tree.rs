//! The tree of pages and questions: choosing, moving by drag or by keys.

use crate::prelude::*;
use schema::form::design::{Edit, New, Node, NodeKind, Place};

use super::drag::{Drag, Dragged};
use super::state::Editor;
use crate::text::{Editor as Texts, use_words};

/// The html id of a node in the tree, by which keys move the focus.
pub fn node_id(place: &Place) -> String {
    format!("t{place}")
}

/// All pages; what stands on the one that is on the canvas.
#[component]
pub fn Tree() -> impl IntoView {
    let editor = Editor::here();
    let texts = Texts(use_words().locale);
    let pages = move || {
        let (now, open) = (editor.now.get(), editor.page());
        let page = |(number, node): (usize, &Node)| {
            view! { <li>{row(editor, texts, node, Some(number + 1))}{(number == open).then(|| below(editor, texts, node))}</li> }
        };
        now.outline.pages.iter().enumerate().map(page).collect_view()
    };
    let apart = move |title: &'static str, is_material: bool| {
        move || {
            let now = editor.now.get();
            let of_kind = |node: &&Node| (node.kind == NodeKind::Material) == is_material;
            let rows: Vec<_> = now.outline.unplaced.iter().filter(of_kind).collect();
            (!rows.is_empty()).then(|| {
                let rows = rows.into_iter().map(|node| view! { <li>{row(editor, texts, node, None)}</li> });
                view! { <h2 class="gaph">{title}</h2><ol>{rows.collect_view()}</ol> }
            })
        }
    };
    let add_page =
        move |_| editor.add_at(New::Page, Place::page(editor.now.get_untracked().outline.pages.len()));
    view! {
        <h2><button type="button" class="link" on:click=move |_| editor.choose(None)>{texts.tree()}</button></h2>
        <ol>{pages}</ol>
        <button type="button" class="add" on:click=add_page>{texts.add_page()}</button>
        {apart(texts.on_materials_page(), true)}
        {apart(texts.unplaced(), false)}
    }
}

fn below(editor: Editor, texts: Texts, node: &Node) -> AnyView {
    if node.children.is_empty() {
        return ().into_any();
    }
    let child = |node: &Node| view! { <li>{row(editor, texts, node, None)}{below(editor, texts, node)}</li> };
    view! { <ol>{node.children.iter().map(child).collect_view()}</ol> }
}

fn row(editor: Editor, texts: Texts, node: &Node, number: Option<usize>) -> AnyView {
    let place = node.place.clone();
    let drag = Drag::here();
    let label = name(node, texts);
    let is_chosen = {
        let place = place.clone();
        move || editor.chosen.with(|chosen| chosen.as_ref() == Some(&place)).then_some("true")
    };
    let choose = place.clone();
    let (handle, target) = (drag.handle(Dragged::Node(place.clone())), drag.target(editor, place.clone()));
    let mark = match number {
        Some(_) if node.official => Some(texts.of_office().to_owned()),
        Some(_) => Some(node.children.len().to_string()),
        None => node.ruled.then(|| texts.conditional().to_owned()),
    };
    view! {
        <button type="button" id=node_id(&place) class:pg=number.is_some() aria-current=is_chosen
            on:click=move |_| editor.choose(Some(choose.clone())) {..handle} {..target}>
            {number.map(|number| view! { <b>{number}</b> })}
            <span class="ell">{label}</span>
            {mark.map(|mark| view! { <i>{mark}</i> })}
        </button>
    }
}

/// What a node is called, or what it is.
pub fn name(node: &Node, texts: Texts) -> String {
    let label = node.label.get(texts.0);
    if !label.is_empty() {
        return label.to_owned();
    }
    match &node.kind {
        NodeKind::Page => texts.page().to_owned(),
        NodeKind::Group => texts.group().to_owned(),
        NodeKind::Row => texts.row().to_owned(),
        NodeKind::Note => texts.note().to_owned(),
        NodeKind::Material => texts.material().to_owned(),
        NodeKind::Action => texts.button().to_owned(),
        NodeKind::Field(_) | NodeKind::Other => texts.untitled().to_owned(),
    }
}

/// Moves what is selected one place up or down; at the end of its group it leaves the group.
pub fn shift(editor: Editor, up: bool) {
    let Some(from) = editor.chosen.get_untracked() else { return };
    let Some((around, index)) = from.split() else { return };
    let now = editor.now.get_untracked();
    let count = if around.0.is_empty() {
        now.outline.pages.len()
    } else {
        now.node(&around).map_or(0, |node| node.children.len())
    };
    let to = match (up, index) {
        (true, 0) => leaves(&around, false),
        (true, _) => Some(around.child(index - 1)),
        (false, _) if index + 1 < count => Some(around.child(index + 1)),
        (false, _) => leaves(&around, true),
    };
    if let Some(to) = to {
        let _ = editor.edit(&Edit::Move { from, to });
    }
}

/// The place before or behind a group. What stands on a page itself goes to the page before, or the next.
fn leaves(around: &Place, behind: bool) -> Option<Place> {
    match around.0.as_slice() {
        [] => None,
        [page] => {
            let page = if behind { page + 1 } else { page.checked_sub(1)? };
            Some(Place::page(page).child(0))
        }
        _ if behind => around.next(),
        _ => Some(around.clone()),
    }
}
