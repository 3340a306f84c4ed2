//! What a task may see and change of the form: all of it, page by page, and question by question.

use schema::form::{Access, Form, Page, Permissions};
use schema::process::design::{Piece, Place};
use serde_json::json;

use super::state::Drawing;
use crate::designing::fold::fold;
use crate::designing::input::select;
use crate::prelude::*;
use crate::text::{Processes, Words};

const ACCESSES: [(&str, Access); 4] = [
    ("hidden", Access::Hidden),
    ("read", Access::Read),
    ("write", Access::Write),
    ("required", Access::Required),
];

/// What is said of the form.
pub fn permissions(drawing: Drawing, words: Words, place: &Place, piece: &Piece) -> AnyView {
    let texts = words.processes;
    let said: Permissions = piece.said("form").unwrap_or_default();
    let is_said = said != Permissions::default();
    let Some(form) = drawing.form.get() else {
        let none = view! { <p class="sm soft">{texts.no_form()}</p> };
        return fold(texts.permissions(), is_said, none);
    };
    let (here, whole) = (place.clone(), said.clone());
    let put = move |changed: Permissions| {
        let usual = changed == Permissions::default();
        drawing.set(&here, "form", (!usual).then(|| json!(changed)));
    };
    let of_whole = {
        let (put, whole) = (put.clone(), whole.clone());
        one(texts, "form-default", texts.usual(), Some(whole.default), false, move |access| {
            put(Permissions { default: access.unwrap_or_default(), ..whole.clone() });
        })
    };
    let page = |page: &Page| {
        let (put, whole, id) = (put.clone(), whole.clone(), page.id.clone());
        let label = page.title.get(words.locale).to_owned();
        one(texts, &format!("part-{id}"), &label, whole.parts.get(&id).copied(), true, move |access| {
            let mut changed = whole.clone();
            match access {
                Some(access) => _ = changed.parts.insert(id.clone(), access),
                None => _ = changed.parts.remove(&id),
            }
            put(changed);
        })
    };
    let pages = form.every_page().map(page).collect_view();
    let parts = view! { <dl>{of_whole}{pages}</dl>{fields(words, &form, &said, put)} };
    fold(texts.permissions(), is_said, parts)
}

/// The questions, behind a fold that is open where something is said of one.
fn fields(
    words: Words,
    form: &Form,
    said: &Permissions,
    put: impl Fn(Permissions) + Clone + 'static,
) -> AnyView {
    let texts = words.processes;
    let field = |(number, field): (usize, &schema::form::Field)| {
        let (put, said, pointer) = (put.clone(), said.clone(), field.pointer.clone());
        let label = field.label.get(words.locale).to_owned();
        let now = said.fields.get(&pointer).copied();
        one(texts, &format!("field-{number}"), &label, now, true, move |access| {
            let mut changed = said.clone();
            match access {
                Some(access) => _ = changed.fields.insert(pointer.clone(), access),
                None => _ = changed.fields.remove(&pointer),
            }
            put(changed);
        })
    };
    let inputs = form.fields.iter().enumerate().map(field).collect_view();
    let title = texts.play_reads_all(form.fields.len());
    fold(&title, !said.fields.is_empty(), view! { <dl>{inputs}</dl> })
}

fn one(
    texts: Processes,
    id: &str,
    label: &str,
    chosen: Option<Access>,
    usual: bool,
    told: impl Fn(Option<Access>) + 'static,
) -> AnyView {
    let name = |access: Access| match access {
        Access::Hidden => texts.access_hidden(),
        Access::Read => texts.access_read(),
        Access::Write => texts.access_write(),
        Access::Required => texts.access_required(),
    };
    let first = usual.then(|| (String::new(), texts.access_usual().to_owned()));
    let others = ACCESSES.iter().map(|(slug, access)| ((*slug).to_owned(), name(*access).to_owned()));
    let options = first.into_iter().chain(others).collect();
    let slug = ACCESSES.iter().find(|(_, access)| Some(*access) == chosen).map_or("", |(slug, _)| *slug);
    select(id, label, slug, options, move |slug| {
        told(ACCESSES.iter().find(|(it, _)| *it == slug).map(|(_, access)| *access));
    })
}
