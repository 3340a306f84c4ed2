//! Questions that are answered by choosing.

use crate::prelude::*;
use schema::Locale;
use schema::form::Choice;

use super::question::Question;

/// What an option sends, and what it is called.
pub(super) type Named = (String, String);

/// As many characters as fit twice beside each other on a phone.
const SHORT: usize = 6;

pub(super) fn named(options: &[Choice], locale: Locale) -> Vec<Named> {
    options.iter().map(|option| (option.wire(), option.label.get(locale).to_owned())).collect()
}

/// The id of the input of one option: that of the field for the first, so that links lead to it.
pub(super) fn option_id(id: &str, index: usize) -> String {
    if index == 0 { id.to_owned() } else { format!("{id}-{index}") }
}

/// One of several, all in sight.
pub(super) fn radios(question: &Question, options: &[Named]) -> AnyView {
    question.several(Some("radiogroup"), list(question, "radio", options))
}

/// Any of several.
pub(super) fn checkboxes(question: &Question, options: &[Named]) -> AnyView {
    question.several(None, list(question, "checkbox", options))
}

fn list(question: &Question, kind: &'static str, options: &[Named]) -> AnyView {
    let chosen = question.values();
    let short = options.iter().all(|(_, label)| label.chars().count() <= SHORT);
    let inputs = options
        .iter()
        .enumerate()
        .map(|(index, (wire, label))| input(question, kind, index, wire, label, chosen.contains(wire)));
    view! { <div class="choices" class:pair={short && options.len() > 1}>{inputs.collect_view()}</div> }
}

/// A declaration to agree with: one box, whose label is the question.
pub(super) fn agree(question: &Question) -> AnyView {
    let (hidden, error) = (question.hidden(), question.look.error);
    let agreed = question.value() == "true";
    let label = question.label();
    view! {
        <div class="field" class:wrong=move || error.with(Option::is_some) hidden=hidden>
            {question.help()}
            <div class="choices">{input(question, "checkbox", 0, "true", &label, agreed)}</div>
        </div>
    }
}

fn input(
    question: &Question,
    kind: &'static str,
    index: usize,
    wire: &str,
    label: &str,
    on: bool,
) -> AnyView {
    view! {
        <label class="choice">
            <input
                type=kind
                id=option_id(&question.id, index)
                name=question.pointer.clone()
                value=wire.to_owned()
                checked=on
                aria-invalid=question.invalid()
                aria-describedby=question.described()
            />
            <span>{label.to_owned()}</span>
        </label>
    }
}

/// One of many, in a list that opens.
pub(super) fn select(question: &Question, options: &[Named]) -> AnyView {
    let chosen = question.value();
    let none = (String::new(), question.words.forms.choose().to_owned());
    let options = std::iter::once(&none).chain(options).map(|(wire, label)| {
        view! { <option value=wire.clone() selected=*wire == chosen>{label.clone()}</option> }
    });
    let options = options.collect_view();
    let input = view! {
        <select
            id=question.id.clone()
            name=question.pointer.clone()
            aria-invalid=question.invalid()
            aria-describedby=question.described()
        >
            {options}
        </select>
    };
    question.single(input.into_any())
}
