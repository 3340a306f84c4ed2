//! Of a task: who gets it of those whose work it is, what happens when it is late, what is said before, where else it may go,
//! and what follows.

use schema::process::design::{Piece, PieceKind, Place};
use schema::process::{Assign, Late, TaskKind};
use serde_json::{Value, json};

use super::effects::effects;
use super::state::Drawing;
use super::urge::urge;
use crate::designing::fold::fold;
use crate::designing::input::{select, ticks};
use crate::prelude::*;
use crate::text::{Assignment, Urging, Words};

/// All of it.
pub fn assignment(drawing: Drawing, words: Words, place: &Place, piece: &Piece) -> AnyView {
    let texts = Assignment(words.locale);
    let is_said = piece.members.contains_key("assign") || piece.members.contains_key("late");
    let hands = view! {
        <dl class="stacked">
            {assign(drawing, texts, place, piece)}
            {late(drawing, texts, place, piece)}
        </dl>
    };
    view! {
        <h3>{texts.title()}</h3>
        {fold(texts.hands(), is_said, hands)}
        {urge(drawing, Urging(words.locale), place, piece)}
        {next(drawing, words, texts, place, piece)}
        {effects(drawing, words, texts, place, piece)}
    }
}

fn assign(drawing: Drawing, texts: Assignment, place: &Place, piece: &Piece) -> AnyView {
    let chosen = match piece.said("assign").unwrap_or_default() {
        Assign::Post => "",
        Assign::Load => "load",
        Assign::Turn => "turn",
        Assign::Superior => "superior",
    };
    let names = [
        ("", texts.assign_post()),
        ("load", texts.assign_load()),
        ("turn", texts.assign_turn()),
        ("superior", texts.assign_superior()),
    ];
    member(drawing, place, "assign", texts.assign(), chosen, &names)
}

fn late(drawing: Drawing, texts: Assignment, place: &Place, piece: &Piece) -> AnyView {
    let chosen = match piece.said::<Late>("late") {
        None => "",
        Some(Late::Remind) => "remind",
        Some(Late::TellLead) => "tell_lead",
        Some(Late::HandToLead) => "hand_to_lead",
    };
    let names = [
        ("", texts.late_nothing()),
        ("remind", texts.late_remind()),
        ("tell_lead", texts.late_tell()),
        ("hand_to_lead", texts.late_hand()),
    ];
    member(drawing, place, "late", texts.late(), chosen, &names)
}

/// A member that is one word, and is left out where it is the usual one.
fn member(
    drawing: Drawing,
    place: &Place,
    name: &'static str,
    label: &str,
    chosen: &str,
    names: &[(&str, &str)],
) -> AnyView {
    let here = place.clone();
    select(name, label, chosen, named(names), move |word| {
        drawing.set(&here, name, (!word.is_empty()).then(|| word.into()));
    })
}

/// The reviews and decisions that it may go to besides; those of other kinds are never gone to.
fn next(drawing: Drawing, words: Words, texts: Assignment, place: &Place, piece: &Piece) -> Option<AnyView> {
    let leaves = matches!(piece.said("kind"), Some(TaskKind::Accept | TaskKind::Review));
    let said: Vec<String> = piece.said("next").unwrap_or_default();
    if !leaves && said.is_empty() {
        return None;
    }
    let now = drawing.now.get();
    let all = now.piece.as_ref().map(Piece::all).unwrap_or_default();
    let goes = |task: &&Piece| {
        task.kind == PieceKind::Task
            && task.id() != piece.id()
            && matches!(task.said("kind"), Some(TaskKind::Review | TaskKind::Decide))
    };
    let all: Vec<&Piece> = all.into_iter().map(|(_, task)| task).filter(goes).collect();
    let ids: Vec<String> = all.iter().map(|task| task.id().unwrap_or_default().to_owned()).collect();
    let options = all.iter().zip(&ids);
    let options = options.map(|(task, id)| (task.name().get(words.locale).to_owned(), said.contains(id)));
    let options = options.collect();
    let (here, is_said) = (place.clone(), !said.is_empty());
    let choice = ticks("next", texts.next(), options, move |at, ticked| {
        let Some(id) = ids.get(at) else { return };
        let mut next: Vec<String> = said.iter().filter(|other| *other != id).cloned().collect();
        next.extend(ticked.then(|| id.clone()));
        drawing.set(&here, "next", (!next.is_empty()).then(|| json!(next)));
    });
    Some(fold(texts.next_fold(), is_said, view! { <dl class="stacked">{choice}</dl> }))
}

/// The options of a list, as it takes them.
pub fn named(names: &[(&str, &str)]) -> Vec<(String, String)> {
    names.iter().map(|(value, name)| ((*value).to_owned(), (*name).to_owned())).collect()
}

/// A list of the definition; nothing where it is empty.
pub fn listed(all: Vec<Value>) -> Option<Value> {
    (!all.is_empty()).then_some(Value::Array(all))
}
