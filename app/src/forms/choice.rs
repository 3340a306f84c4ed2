//! Questions that are answered by choosing.

use maud::{Markup, html};
use schema::form::Choice;

use super::filling::Inner;
use super::question::Question;

/// What an option sends, and what it is called.
pub(super) type Named<'a> = (String, &'a str);

/// As many characters as fit twice beside each other on a phone.
const SHORT: usize = 6;

/// The options that rules leave.
pub(super) fn named<'a>(question: &Question, options: &'a [Choice]) -> Vec<Named<'a>> {
    let Inner { form, state, words, .. } = question.inner;
    let left = state.choices(form, &question.pointer, options);
    left.map(|option| (option.wire(), option.label.get(words.locale))).collect()
}

/// The id of the input of one option: that of the field for the first, so that links lead to it.
pub(super) fn option_id(id: &str, index: usize) -> String {
    if index == 0 { id.to_owned() } else { format!("{id}-{index}") }
}

/// One of several, all in sight.
pub(super) fn radios(question: &Question, options: &[Named]) -> Markup {
    question.several(Some("radiogroup"), list(question, "radio", options))
}

/// Any of several.
pub(super) fn checkboxes(question: &Question, options: &[Named]) -> Markup {
    question.several(None, list(question, "checkbox", options))
}

/// Any of several, as words to touch, close together.
pub(super) fn chips(question: &Question, options: &[Named]) -> Markup {
    question.several(None, html! { div.choices.chips { (boxes(question, "checkbox", options)) } })
}

fn list(question: &Question, kind: &'static str, options: &[Named]) -> Markup {
    let short = options.iter().all(|(_, label)| label.chars().count() <= SHORT);
    html! { div.choices.pair[short && options.len() > 1] { (boxes(question, kind, options)) } }
}

fn boxes(question: &Question, kind: &'static str, options: &[Named]) -> Markup {
    let chosen = question.values();
    html! {
        @for (index, (wire, label)) in options.iter().enumerate() {
            (input(question, (kind, None), index, (wire, label), chosen.contains(wire)))
        }
    }
}

/// A declaration to agree with: one box, whose label is the question.
pub(super) fn agree(question: &Question) -> Markup {
    let agreed = question.value() == "true";
    html! {
        div.field.wrong[question.is_wrong()] hidden[!question.standing.visible] {
            (question.help())
            div.choices {
                (input(question, ("checkbox", question.described()), 0, ("true", question.label()), agreed))
            }
        }
    }
}

/// One box to tick. What describes a field of several is said with the field, not with each of its boxes.
fn input(
    question: &Question,
    (kind, described): (&'static str, Option<String>),
    index: usize,
    (wire, label): (&str, &str),
    on: bool,
) -> Markup {
    html! {
        label.choice {
            input type=(kind) id=(option_id(&question.id, index)) name=(question.pointer) value=(wire) checked[on]
                aria-invalid=[question.invalid()] aria-describedby=[described];
            span { (label) }
        }
    }
}

/// One of many, in a list that opens.
pub(super) fn select(question: &Question, options: &[Named]) -> Markup {
    let chosen = question.value();
    question.single(html! {
        select id=(question.id) name=(question.pointer) aria-invalid=[question.invalid()]
            aria-describedby=[question.described()] {
            option value="" selected[chosen.is_empty()] { (question.inner.words.forms.choose()) }
            @for (wire, label) in options {
                option value=(wire) selected[*wire == chosen] { (label) }
            }
        }
    })
}

/// One of so many that one types a part of its name. What is sent is the name.
pub(super) fn search(question: &Question, options: &[Named]) -> Markup {
    let typed = question.value();
    let chosen = options.iter().find(|(wire, _)| *wire == typed).map_or(typed.as_str(), |(_, label)| label);
    let list = format!("{}-list", question.id);
    question.single(html! {
        input.search type="text" id=(question.id) name=(question.pointer) value=(chosen) list=(list) autocomplete="off"
            placeholder=(question.inner.words.forms.search()) aria-invalid=[question.invalid()]
            aria-describedby=[question.described()];
        datalist id=(list) { @for (_, label) in options { option value=(label) {} } }
    })
}
