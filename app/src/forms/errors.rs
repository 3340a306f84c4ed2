//! What is wrong with the answers, on top of them: each line a link to its field.

use crate::prelude::*;
use maud::html;
use schema::FieldError;
use schema::form::{Form, Item, html_id, label};

use crate::text::{Words, field_error, use_words};

/// One line: where it leads, and what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The address; empty where there is nothing to be led to.
    pub href: String,
    /// The words.
    pub text: String,
}

/// What a question ends in, and the beginning of a line does not.
const STOPS: [char; 6] = ['？', '?', '。', '.', '：', ':'];

impl Line {
    /// The line of an error, on the page of its field at `address` (empty: this page).
    pub fn of(form: &Form, words: Words, error: &FieldError, address: &str) -> Self {
        let message = field_error(words.locale, error);
        let text = match label(form, &error.pointer, words.locale) {
            Some(label) => words.forms.error_line(label.trim_end_matches(STOPS), &message),
            None => message,
        };
        Self { href: format!("{address}#{}", html_id(&error.pointer)), text }
    }
}

/// The lines in a box that takes the focus, so that a screen reader begins with it. There may be a hundred of them, so it
/// is written as one text.
#[component]
pub fn Errors(
    /// What there is to look at again.
    lines: Vec<Line>,
    /// The heading, if it is not their number.
    #[prop(optional, into)]
    title: Option<String>,
) -> impl IntoView {
    let words = use_words().forms;
    let title = title.unwrap_or_else(|| words.errors_title(lines.len()));
    let within = html! {
        h2 { (title) }
        ul {
            @for Line { href, text } in &lines {
                li { @if href.is_empty() { (text) } @else { a href=(href) { (text) } } }
            }
        }
    };
    view! { <div class="errors" role="alert" tabindex="-1" id="errors" autofocus inner_html=within.0></div> }
}

/// The same box over a page that is operated, there while it has lines.
#[component]
pub fn Summary(
    /// What there is to look at again.
    lines: RwSignal<Vec<Line>>,
) -> impl IntoView {
    move || lines.with(|lines| (!lines.is_empty()).then(|| view! { <Errors lines=lines.clone()/> }))
}

/// The place of the page that asks for the answer at a pointer.
pub fn page_of(form: &Form, pointer: &str) -> Option<usize> {
    form.pages.iter().position(|page| asks(form, &page.items, pointer))
}

fn asks(form: &Form, items: &[Item], pointer: &str) -> bool {
    items.iter().any(|item| match item {
        Item::Field(place) => form.fields.get(*place).is_some_and(|field| {
            pointer
                .strip_prefix(field.pointer.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        }),
        Item::Group { items, .. } | Item::Row { items } => asks(form, items, pointer),
        Item::Note { .. } | Item::Material(_) | Item::Action { .. } => false,
    })
}
