//! Questions that are answered by writing: text, numbers, days.

use maud::{Markup, html};
use schema::form::{Format, date_parts};

use super::question::Question;

/// How a phone helps with a line of text.
#[derive(Clone, Copy, Default)]
struct Help {
    kind: Option<&'static str>,
    inputmode: Option<&'static str>,
    autocapitalize: Option<&'static str>,
}

/// One line of text.
pub(super) fn text(question: &Question, format: Option<Format>) -> Markup {
    let by_format = match format {
        Some(Format::Email) => Help { kind: Some("email"), ..Help::default() },
        Some(Format::Phone) => Help { kind: Some("tel"), ..Help::default() },
        Some(Format::PostalCode) => Help { inputmode: Some("numeric"), ..Help::default() },
        Some(Format::IdentityNumber | Format::CreditCode) => {
            Help { autocapitalize: Some("characters"), ..Help::default() }
        }
        Some(Format::LocalTime) => Help { kind: Some("time"), ..Help::default() },
        Some(Format::Uri) => Help { kind: Some("url"), ..Help::default() },
        Some(
            Format::Date
            | Format::YearMonth
            | Format::Region
            | Format::Time
            | Format::DateTime
            | Format::DateRange
            | Format::Duration
            | Format::Ipv4
            | Format::Ipv6
            | Format::Uuid,
        )
        | None => Help::default(),
    };
    input(question, by_format)
}

/// A number, typed on the keyboard for it.
pub(super) fn number(question: &Question, inputmode: &'static str) -> Markup {
    input(question, Help { inputmode: Some(inputmode), ..Help::default() })
}

fn input(question: &Question, help: Help) -> Markup {
    let autocomplete = || autocomplete(question.field.element.as_deref()?);
    question.single(html! {
        input type=(help.kind.unwrap_or("text")) id=(question.id) name=(question.pointer) value=(question.value())
            inputmode=[help.inputmode] autocomplete=[autocomplete()] autocapitalize=[help.autocapitalize]
            aria-invalid=[question.invalid()] aria-describedby=[question.described()];
    })
}

/// Several lines of text.
pub(super) fn area(question: &Question) -> Markup {
    let value = question.value();
    // A parser takes the first line break of a text area for its beginning.
    let first = if value.starts_with('\n') { "\n" } else { "" };
    question.single(html! {
        textarea id=(question.id) name=(question.pointer) rows="4" aria-invalid=[question.invalid()]
            aria-describedby=[question.described()] { (first) (value) }
    })
}

/// A day, or a month, in its parts.
pub(super) fn date(question: &Question, with_day: bool) -> Markup {
    let words = question.inner.words.forms;
    let birth = question.field.element.as_deref() == Some("person.birth_date");
    let labels = [
        ("y", words.year(), "bday-year", "4"),
        ("m", words.month(), "bday-month", "2"),
        ("d", words.day(), "bday-day", "2"),
    ];
    let shown = if with_day { 3 } else { 2 };
    let parts = labels.into_iter().zip(date_parts(&question.value())).take(shown);
    question.several(
        None,
        html! {
            div.date {
                @for ((end, label, autocomplete, size), value) in parts {
                    label {
                        input type="text" inputmode="numeric" id=(part_id(&question.id, end))
                            name={ (question.pointer) "." (end) } value=(value) size=(size)
                            autocomplete=[birth.then_some(autocomplete)] aria-invalid=[question.invalid()];
                        (label)
                    }
                }
            }
        },
    )
}

/// The id of a part of a date: that of the field for the first, so that links lead to it.
pub(super) fn part_id(id: &str, end: &str) -> String {
    if end == "y" { id.to_owned() } else { format!("{id}-{end}") }
}

/// The browser's own word for a datum about whoever fills in the form (WCAG 1.3.5).
fn autocomplete(element: &str) -> Option<&'static str> {
    Some(match element {
        "person.name" => "name",
        "person.phone" => "tel",
        "person.email" => "email",
        "person.address" => "street-address",
        "person.postal_code" => "postal-code",
        "person.sex" => "sex",
        "enterprise.name" | "person.employer" => "organization",
        _ => return None,
    })
}
