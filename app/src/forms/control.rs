//! Every control, once.

use crate::prelude::*;
use schema::form::{Control, Field, in_words};
use schema::locale::Text;

use super::filling::Filling;
use super::question::Question;
use super::{choice, line, region, rows};
use crate::text::{Forms, Words};

/// A field in the row at `base`; `place` leads to it in the form.
pub(super) fn field(filling: Filling, words: Words, field: &Field, base: &str, place: &[usize]) -> AnyView {
    if let Control::Repeat { .. } = field.control {
        return rows::rows(filling, words, field, base, place);
    }
    let question = Question::new(filling, words, field, base, place);
    if field.read_only || !filling.scope().is_open(&question.pointer) {
        return question.fixed(said(&question));
    }
    match &field.control {
        Control::Text(text) if text.multiline => line::area(&question),
        Control::Text(text) => line::text(&question, text.format),
        Control::Integer(_) => line::number(&question, "numeric"),
        Control::Number(_) => line::number(&question, "decimal"),
        Control::YesNo => choice::radios(&question, &yes_no(words.forms)),
        Control::Agree => choice::agree(&question),
        Control::Choice { options, radio: true } => {
            choice::radios(&question, &choice::named(options, words.locale))
        }
        Control::Choice { options, radio: false } => {
            choice::select(&question, &choice::named(options, words.locale))
        }
        Control::Choices { options, .. } => {
            choice::checkboxes(&question, &choice::named(options, words.locale))
        }
        Control::Date => line::date(&question, true),
        Control::YearMonth => line::date(&question, false),
        Control::Region(check) => region::region(&question, *check),
        Control::Repeat { .. } => ().into_any(),
    }
}

/// The answer of a field in words.
fn said(question: &Question) -> String {
    let (words, filling) = (question.words, question.filling);
    let Some(answer) = filling.answer(&question.pointer) else { return String::new() };
    match (&question.field.control, answer.as_str()) {
        (Control::Region(_), Some(code)) => region::named(filling, code),
        (control, _) => in_words(control, &answer, words.locale, &[]),
    }
}

fn yes_no(words: Forms) -> Vec<(String, String)> {
    [("true", words.yes()), ("false", words.no())]
        .map(|(wire, label)| (wire.to_owned(), label.to_owned()))
        .into()
}

/// What a row of a group is called.
pub(super) fn row_name(row: &Text, label: &Text, words: Words) -> String {
    let name = if row.is_empty() { label } else { row };
    name.get(words.locale).to_owned()
}
