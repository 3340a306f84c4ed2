//! Repeated groups: a box a row. Without scripts there is always one blank row more, which is not kept if it stays so.

use maud::{Markup, html};
use schema::form::{Control, Field, html_id};
use schema::locale::Text;
#[cfg(feature = "hydrate")]
use serde_json::{Map, Value};

use super::control;
use super::filling::Inner;
use super::question::Question;
use crate::text::Words;

/// The names of the buttons that move a row, whose pointer is their value.
pub(super) const UP: &str = "_up";
pub(super) const DOWN: &str = "_down";

/// What the rows of a group have in common.
pub(super) struct List<'a> {
    inner: &'a Inner,
    fields: &'a [Field],
    pointer: &'a str,
    name: &'a str,
    /// Whether rows may come and go.
    grows: bool,
    /// Whether rows may be put in another order.
    moves: bool,
    least: usize,
    most: usize,
}

impl<'a> List<'a> {
    /// The rows of the group `field` at this pointer; nothing if it is no group.
    pub fn new(inner: &'a Inner, field: &'a Field, pointer: &'a str) -> Option<Self> {
        let Control::Repeat { row, fields, min, max, reorder, .. } = &field.control else { return None };
        let count = |number: &Option<u32>| number.and_then(|number| usize::try_from(number).ok());
        let grows = !field.read_only && inner.scope.is_open(pointer);
        Some(Self {
            name: row_name(row, &field.label, inner.words),
            grows,
            moves: grows && *reorder,
            least: count(min).unwrap_or(0),
            most: count(max).unwrap_or(usize::MAX),
            inner,
            fields,
            pointer,
        })
    }

    /// How many rows to show: those answered, one more if it may be, and as many as there have to be.
    pub fn count(&self) -> usize {
        let answered = self.inner.rows(self.pointer);
        if self.grows { (answered + 1).min(self.most).max(self.least).max(answered) } else { answered }
    }

    /// Whether one more may be shown beside so many.
    pub fn has_room(&self, shown: usize) -> bool {
        self.grows && shown < self.most
    }

    /// A row that nothing was written in.
    #[cfg(feature = "hydrate")]
    pub fn blank(&self) -> Value {
        if self.first().is_empty() { Value::Null } else { Value::Object(Map::new()) }
    }

    /// The pointer of the first field in a row.
    #[cfg(feature = "hydrate")]
    pub fn first(&self) -> &'a str {
        self.fields.first().map_or("", |field| &field.pointer)
    }

    /// So many rows, from the first.
    pub fn rows(&self, count: usize) -> Markup {
        html! { @for index in 0..count { (self.row(index)) } }
    }

    /// What is said when a row has moved from one place to another.
    #[cfg(feature = "hydrate")]
    pub fn moved(&self, from: usize, to: usize) -> String {
        let words = self.inner.words.forms;
        words.moved(&words.row(self.name, from + 1), to + 1)
    }

    /// One row.
    pub fn row(&self, index: usize) -> Markup {
        let base = format!("{}/{index}", self.pointer);
        let words = self.inner.words.forms;
        html! {
            fieldset.group {
                legend { (words.row(self.name, index + 1)) }
                @for field in self.fields { (control::field(self.inner, field, &base)) }
                @if self.grows {
                    div.moves {
                        @if self.moves {
                            (mover(&base, true, words.move_up()))
                            (mover(&base, false, words.move_down()))
                        }
                        button.button.quiet.small.live type="button" data-remove=(base) { (words.remove_row()) }
                    }
                }
            }
        }
    }
}

/// A button that moves the row at a pointer.
fn mover(row: &str, up: bool, label: &str) -> Markup {
    let name = if up { UP } else { DOWN };
    html! { button.button.quiet.small id=(move_id(row, up)) name=(name) value=(row) { (label) } }
}

/// The html id of the button that moves the row at a pointer.
pub(super) fn move_id(row: &str, up: bool) -> String {
    format!("{}{}", html_id(row), if up { UP } else { DOWN })
}

/// The html id of what is said of the group with this id.
pub(super) fn said_id(id: &str) -> String {
    format!("{id}-said")
}

/// A group with its rows.
pub(super) fn rows(question: &Question) -> Markup {
    let Question { inner, field, pointer, .. } = question;
    let Some(list) = List::new(inner, field, pointer) else { return html! {} };
    let (words, count) = (inner.words.forms, list.count());
    html! {
        fieldset.group.wrong[question.is_wrong()] hidden[!question.standing.visible] id=(question.id) tabindex="-1"
            aria-describedby=[question.described()] {
            legend { (question.label()) (question.mark()) }
            (question.help())
            @if list.grows { p.hint { (words.rows_hint()) } }
            div.rows { (list.rows(count)) }
            @if list.grows {
                button.button.quiet.small.live type="button" data-add=(pointer) hidden[!list.has_room(count)] {
                    (words.add_row(list.name))
                }
            }
            @if list.moves { p.hidden id=(said_id(&question.id)) aria-live="polite" {} }
        }
    }
}

/// What a row of a group is called.
fn row_name<'a>(row: &'a Text, label: &'a Text, words: Words) -> &'a str {
    let name = if row.is_empty() { label } else { row };
    name.get(words.locale)
}
