//! What officers wrote into a form: opinions with who signed them, and seals. Shown, never asked.

use maud::{Markup, html};
use schema::form::{Control, Opinion, OpinionPart, Seal};
use serde_json::Value;

use super::question::Question;
use crate::text::Words;

/// Where officers have written, what they wrote; the browser leaves it as it is.
#[cfg(not(feature = "hydrate"))]
pub(super) fn kept(question: &Question) -> Markup {
    let answer = question.inner.answer(&question.pointer).filter(|answer| !schema::form::is_blank(answer));
    html! {
        @if let Some(answer) = answer {
            div.field.kept id={ (question.id) "-box" } {
                span.label { (question.label()) }
                (official(question.inner.words, &question.field.control, answer))
            }
        }
    }
}

#[cfg(feature = "hydrate")]
pub(super) fn kept(question: &Question) -> Markup {
    html! { div.kept id={ (question.id) "-box" } {} }
}

/// The answer of an official control as it would stand on paper; nothing for any other.
pub fn official(words: Words, control: &Control, answer: &Value) -> Markup {
    match control {
        Control::Opinion(opinion) => signed(words, opinion, answer),
        Control::Seal(seal) => place(words, seal, answer.as_str()),
        _ => html! {},
    }
}

/// Each opinion with its parts in the order of the form.
fn signed(words: Words, opinion: &Opinion, answer: &Value) -> Markup {
    html! {
        @for parts in opinion.signed(answer) {
            dl.opinion {
                @for (part, said) in parts {
                    div class=(part.name()) { dt { (name(words, part)) } dd { (in_words(words, opinion, part, said)) } }
                }
            }
        }
    }
}

/// What a part of an opinion is called.
pub fn name(words: Words, part: OpinionPart) -> &'static str {
    let words = words.forms;
    match part {
        OpinionPart::Text => words.opinion(),
        OpinionPart::Outcome => words.opinion_outcome(),
        OpinionPart::Name => words.opinion_name(),
        OpinionPart::Post => words.opinion_post(),
        OpinionPart::At => words.opinion_at(),
        OpinionPart::Seal => words.seal(),
    }
}

/// What a part of an opinion says.
pub fn in_words(words: Words, opinion: &Opinion, part: OpinionPart, said: &str) -> String {
    match part {
        OpinionPart::Outcome => {
            let outcome = opinion.outcomes.iter().find(|outcome| outcome.value == said);
            outcome.map_or(said, |outcome| outcome.label.get(words.locale)).to_owned()
        }
        OpinionPart::At => {
            schema::instant::parse(said).map_or_else(|| said.to_owned(), |at| words.full_moment(at))
        }
        _ => said.to_owned(),
    }
}

/// The place of a seal: whose it is, and whether it was put there.
fn place(words: Words, seal: &Seal, put: Option<&str>) -> Markup {
    let of = seal.of.get(words.locale);
    html! {
        div.seal-place.put[put.is_some()] {
            span { @if of.is_empty() { (put.unwrap_or(words.forms.seal())) } @else { (of) } }
            small { @if put.is_some() { (words.forms.sealed()) } @else { (words.forms.seal_here()) } }
        }
    }
}
