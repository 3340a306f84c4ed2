//! Questions that are answered by writing: text, numbers, sums of money, days.

use maud::{Markup, html};
use schema::Locale;
use schema::form::{Format, capital_amount, date_parts, date_range_parts};

use super::question::Question;

/// What the names of the inputs for a day end in.
pub(super) const DAY: [&str; 3] = ["y", "m", "d"];
/// What the names of the inputs for the first and the last day of a range end in.
pub(super) const RANGE: [[&str; 3]; 2] = [["from.y", "from.m", "from.d"], ["to.y", "to.m", "to.d"]];

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

/// A sum of money: its unit beside it, and below it what it is when written as on a receipt.
pub(super) fn money(question: &Question) -> Markup {
    let help = Help { inputmode: Some("decimal"), ..Help::default() };
    question.single(html! {
        div.unit { (bare(question, help)) span { (question.inner.words.forms.yuan()) } }
        p.capitals id=(capitals_id(&question.id)) { (capitals(question)) }
    })
}

/// A sum in the capitals that make it hard to misread by a nought; English has none.
pub(super) fn capitals(question: &Question) -> String {
    let answer = question.inner.answer(&question.pointer);
    let is_chinese = question.inner.words.locale == Locale::ZhCn;
    answer.filter(|_| is_chinese).and_then(capital_amount).unwrap_or_default()
}

/// The html id of the sum in capitals.
pub(super) fn capitals_id(id: &str) -> String {
    format!("{id}-capitals")
}

fn input(question: &Question, help: Help) -> Markup {
    question.single(bare(question, help))
}

fn bare(question: &Question, help: Help) -> Markup {
    let autocomplete = || autocomplete(question.field.element.as_deref()?);
    html! {
        input type=(help.kind.unwrap_or("text")) id=(question.id) name=(question.pointer) value=(question.value())
            inputmode=[help.inputmode] autocomplete=[autocomplete()] autocapitalize=[help.autocapitalize]
            aria-invalid=[question.invalid()] aria-describedby=[question.described()];
    }
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
    let shown = if with_day { 3 } else { 2 };
    question.several(None, parts(question, &DAY[..shown], &question.value()))
}

/// From one day to another.
pub(super) fn date_range(question: &Question) -> Markup {
    let words = question.inner.words.forms;
    let value = question.value();
    let days = date_range_parts(&value);
    let halves = RANGE.iter().zip([words.from(), words.to()]).zip(days);
    question.several(
        None,
        html! {
            div.range {
                @for ((ends, label), day) in halves {
                    div role="group" aria-label=(label) {
                        span aria-hidden="true" { (label) }
                        (parts(question, ends, day))
                    }
                }
            }
        },
    )
}

/// A day in as many parts as there are ends of names.
fn parts(question: &Question, ends: &[&str], day: &str) -> Markup {
    let words = question.inner.words.forms;
    let birth = question.field.element.as_deref() == Some("person.birth_date");
    let labels = [
        (words.year(), "bday-year", "4"),
        (words.month(), "bday-month", "2"),
        (words.day(), "bday-day", "2"),
    ];
    let parts = ends.iter().zip(labels).zip(date_parts(day));
    html! {
        div.date {
            @for ((end, (label, autocomplete, size)), value) in parts {
                label {
                    input type="text" inputmode="numeric" id=(part_id(&question.id, end))
                        name={ (question.pointer) "." (end) } value=(value) size=(size)
                        autocomplete=[birth.then_some(autocomplete)] aria-invalid=[question.invalid()];
                    (label)
                }
            }
        }
    }
}

/// The id of a part of a date: that of the field for the first, so that links lead to it.
pub(super) fn part_id(id: &str, end: &str) -> String {
    if end == DAY[0] || end == RANGE[0][0] { id.to_owned() } else { format!("{id}-{end}") }
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
