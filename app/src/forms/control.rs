//! Every control, once.

use maud::{Markup, html};
use schema::form::{Control, Field, Look, in_words};

use super::filling::Inner;
use super::question::Question;
use super::{choice, line, opinion, region, rows};
use crate::text::Forms;

/// A field in the row at `base`.
pub(super) fn field(inner: &Inner, field: &Field, base: &str) -> Markup {
    written(&Question::new(inner, field, base))
}

/// A question, as it stands.
pub(super) fn written(question: &Question) -> Markup {
    let Question { inner, field, .. } = question;
    if let Control::Repeat { .. } = field.control {
        return rows::rows(question);
    }
    if field.control.is_official() {
        return opinion::kept(question);
    }
    if question.standing.locked {
        return question.fixed(said(question));
    }
    let words = inner.words;
    match &field.control {
        Control::Text(text) if text.multiline => line::area(question),
        Control::Text(text) => line::text(question, text.format),
        Control::Integer(_) => line::number(question, "numeric"),
        Control::Number(_) => line::number(question, "decimal"),
        Control::Money(_) => line::money(question),
        Control::YesNo => choice::radios(question, &yes_no(words.forms)),
        Control::Agree => choice::agree(question),
        Control::Choice { options, look: Look::Radio } => {
            choice::radios(question, &choice::named(question, options))
        }
        Control::Choice { options, look: Look::List } => {
            choice::select(question, &choice::named(question, options))
        }
        Control::Choice { options, look: Look::Search } => {
            choice::search(question, &choice::named(question, options))
        }
        Control::Choices { options, chips: true, .. } => {
            choice::chips(question, &choice::named(question, options))
        }
        Control::Choices { options, .. } => choice::checkboxes(question, &choice::named(question, options)),
        Control::Date => line::date(question, true),
        Control::DateRange => line::date_range(question),
        Control::YearMonth => line::date(question, false),
        Control::Region(check) => region::region(question, *check),
        Control::Opinion(_) | Control::Seal(_) | Control::Repeat { .. } => html! {},
    }
}

/// The answer of a field in words.
pub(super) fn said(question: &Question) -> String {
    let inner = question.inner;
    let Some(answer) = inner.told(&question.pointer) else { return String::new() };
    match (&question.field.control, answer.as_str()) {
        (Control::Region(_), Some(code)) => inner.region(code),
        (control, _) => in_words(control, answer, inner.words.locale, &[]),
    }
}

fn yes_no(words: Forms) -> [(String, &'static str); 2] {
    [("true", words.yes()), ("false", words.no())].map(|(wire, label)| (wire.to_owned(), label))
}
