//! A page of a form in a frame of its own, as a phone shows it: with scripts, or as the server alone would draw it.

use std::cell::RefCell;
use std::sync::Arc;

use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::js_sys::{Array, try_iter};
use leptos::web_sys::{Document, Event, FormData, HtmlFormElement};
use maud::{Markup, html};
use schema::FieldError;
use schema::form::{Form, Page, from_pairs_page, state, validate_page};
use serde_json::Value;

use super::errors::Line;
use super::filling::Filling;
use super::matcher::BrowserMatcher;
use super::{Scope, live, page};
use crate::prelude::*;
use crate::text::Words;

thread_local! {
    /// The document of the frame.
    static SHOWN: RefCell<Option<Document>> = const { RefCell::new(None) };
}

/// The document of the frame, once there is one.
pub(super) fn shown() -> Option<Document> {
    SHOWN.with_borrow(Clone::clone)
}

/// A page as it is to be shown.
pub struct Preview {
    /// The form.
    pub form: Arc<Form>,
    /// What is answered.
    pub answers: Value,
    /// The place of the page in the form.
    pub page: usize,
    /// What is wrong with the answers.
    pub errors: Vec<FieldError>,
    /// The words around the questions.
    pub words: Words,
    /// Whether scripts follow what is typed.
    pub live: bool,
}

/// Shows a page in the document of a frame, for as long as the current owner lives. `changed` is told all answers after
/// an edit, `sent` what a form without scripts sends.
pub fn show(
    document: Document,
    preview: Preview,
    changed: impl Fn(Value) + Clone + 'static,
    sent: impl Fn(Vec<(String, String)>) + 'static,
) {
    let Preview { form, answers, page, errors, words, live } = preview;
    SHOWN.set(Some(document.clone()));
    let filling = Filling::new(Arc::clone(&form), answers, &errors, Scope::default());
    let Some(body) = document.body() else { return };
    body.set_inner_html(&body_of(filling, &form, page, &errors, words).0);
    if live {
        live::follow_now(filling, page, move || changed(filling.answers()));
    }
    live::on("submit", move |event| {
        event.prevent_default();
        sent(pairs(event));
    });
    // A link would take the preview out of its frame.
    live::on("click", |event| {
        let target = event.target().map(JsCast::unchecked_into::<leptos::web_sys::Element>);
        if target.and_then(|target| target.closest("a:not([href^='#'])").ok().flatten()).is_some() {
            event.prevent_default();
        }
    });
}

/// Takes over what a page without scripts sends: all answers then, and what is wrong with those of the page.
pub fn take(
    form: &Form,
    page: usize,
    mut answers: Value,
    pairs: Vec<(String, String)>,
) -> (Value, Vec<FieldError>) {
    let Some(asked) = form.pages.get(page) else { return (answers, Vec::new()) };
    from_pairs_page(form, asked, &mut answers, pairs);
    let errors = validate_page(form, &state(form, &answers), asked, &BrowserMatcher);
    (answers, errors)
}

fn body_of(filling: Filling, form: &Form, number: usize, errors: &[FieldError], words: Words) -> Markup {
    let Some(asked) = form.pages.get(number) else { return html! {} };
    let texts = words.applications;
    html! {
        main id="main" class="form" {
            p.which { (form.meta.title.get(words.locale)) }
            p.progress { span { (texts.step_of(number + 1, form.pages.len())) } }
            div.pace aria-hidden="true" { @for place in 0..form.pages.len() { i.on[place <= number] {} } }
            form method="post" {
                (summary(form, errors, words))
                (heading(asked, words))
                div.fields { (filling.inner.with_value(|inner| page::page(inner, number))) }
                div.act { button.button { (texts.save_next()) } }
            }
        }
    }
}

fn heading(asked: &Page, words: Words) -> Markup {
    let question = if asked.question.is_empty() { &asked.title } else { &asked.question };
    html! {
        h1 { (question.get(words.locale)) }
        @if !asked.why.is_empty() { p.why { (asked.why.get(words.locale)) } }
    }
}

fn summary(form: &Form, errors: &[FieldError], words: Words) -> Markup {
    html! {
        @if !errors.is_empty() {
            div.errors role="alert" tabindex="-1" id="errors" {
                h2 { (words.forms.errors_title(errors.len())) }
                ul { @for Line { href, text } in errors.iter().map(|error| Line::of(form, words, error, "")) {
                    li { a href=(href) { (text) } }
                } }
            }
        }
    }
}

/// What the form that is being sent would send.
fn pairs(event: &Event) -> Vec<(String, String)> {
    let Some(form) = event.target().map(JsCast::unchecked_into::<HtmlFormElement>) else { return Vec::new() };
    let Ok(data) = FormData::new_with_form(&form) else { return Vec::new() };
    let Ok(Some(entries)) = try_iter(&data) else { return Vec::new() };
    let pair = |entry: Array| Some((entry.get(0).as_string()?, entry.get(1).as_string()?));
    entries.flatten().filter_map(|entry| pair(entry.unchecked_into())).collect()
}
