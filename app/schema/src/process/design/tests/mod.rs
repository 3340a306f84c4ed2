//! Edits one by one and at random; computed facts, doubts, differences and plays on processes drawn with them.

mod doubts;
mod edits;
mod facts;
mod lists;
mod merges;
mod plays;
mod random;

use serde_json::Value;

use super::*;
use crate::locale::{Locale, Text};
use crate::process::TaskKind;

fn place(text: &str) -> Place {
    text.parse().unwrap()
}

fn words(name: &str) -> Wording {
    let text = |zh: &str| Text::zh(zh).with(Locale::En, zh);
    Wording { name: text(name), within: [text("甲"), text("乙")] }
}

fn template(id: &str) -> Value {
    templates().into_iter().find(|template| template.id == id).unwrap().definition
}

fn edited(definition: &Value, edit: Edit) -> Value {
    apply(definition, &edit).unwrap_or_else(|fault| panic!("{edit:?}: {fault:?}")).definition
}

fn add(definition: &Value, what: New, at: &str) -> Value {
    edited(definition, Edit::Add { what, at: place(at), words: words("新") })
}

fn set(definition: &Value, at: &str, member: &str, value: Value) -> Value {
    edited(definition, Edit::Set { place: place(at), member: member.to_owned(), value: Some(value) })
}

/// The kinds and names of all that is there, each by its depth.
fn shape(definition: &Value) -> Vec<String> {
    let piece = Piece::read(definition).unwrap();
    let line = |(place, piece): &(Place, &Piece)| {
        let name = piece.id().map_or_else(|| piece.name().get(Locale::ZhCn).to_owned(), str::to_owned);
        format!("{}{}", " ".repeat(place.0.len() - 1), name)
    };
    piece.all().iter().skip(1).map(line).collect()
}

const REVIEW: New = New::Task(TaskKind::Review);
