//! The properties of blocks: how they fork, when a branch is taken, rounds, and for whom something is done.

use schema::form::design::{SubjectKind, subjects};
use schema::process::design::{Edit, Piece, PieceKind, Place, Shell, fact_lists};
use schema::process::{EachRule, ExtensionBound, Over, WhenEmpty};
use schema::role::Role;
use serde_json::{Value, json};

use super::condition::condition;
use super::effects::say;
use super::state::Drawing;
use crate::designing::input::{both, lines, number, select};
use crate::prelude::*;
use crate::text::{Computed, Words};

const FORKS: [Shell; 3] = [Shell::All, Shell::Choose, Shell::Any];

/// How a fork takes its branches.
pub fn fork(drawing: Drawing, words: Words, place: &Place, piece: &Piece) -> AnyView {
    let texts = words.processes;
    let number = |shell: &Shell| FORKS.iter().position(|it| it == shell).unwrap_or_default();
    let chosen = FORKS.iter().find(|shell| shell.kind() == piece.kind).map_or(0, number);
    let names = FORKS.iter().map(|shell| (number(shell).to_string(), texts.shell(*shell).to_owned()));
    let here = place.clone();
    let turn = select("fork", texts.fork_kind(), &chosen.to_string(), names.collect(), move |typed| {
        let into = typed.parse().ok().and_then(|number: usize| FORKS.get(number).copied());
        if let Some(into) = into {
            let _ = drawing.edit(&Edit::Turn { place: here.clone(), into });
        }
    });
    view! { <dl>{turn}</dl> }
}

/// What is said of the whole process: the form its conditions speak of, by how much deciding may be put off, and what is
/// computed once for its conditions.
pub fn whole(drawing: Drawing, words: Words, place: &Place, piece: &Piece) -> AnyView {
    let texts = words.processes;
    let bound: Option<ExtensionBound> = piece.said("extension");
    let (here, now) = (place.clone(), bound.clone());
    let days =
        number("extension", texts.extension(), bound.as_ref().map(|it| it.days.to_string()), move |typed| {
            let ground = now.clone().map(|bound| bound.ground).unwrap_or_default();
            let said = typed.trim().parse().ok().map(|days: u32| json!(ExtensionBound { days, ground }));
            drawing.set(&here, "extension", said);
        });
    let labels = [texts.extension_ground_zh(), texts.extension_ground_en()];
    let ground = bound.map(|bound| {
        let here = place.clone();
        both("extension-ground", labels, &bound.ground.clone(), move |locale, text| {
            let mut said = bound.clone();
            say(&mut said.ground, locale, &text);
            drawing.set(&here, "extension", Some(json!(said)));
        })
    });
    view! {
        {super::condition::form_choice(drawing, words)}
        <dl>{days}{ground}</dl>
        {super::facts::facts(drawing, words, piece)}
    }
}

/// When a branch is taken.
pub fn branch(drawing: Drawing, words: Words, place: &Place, piece: &Piece, fork: Option<&Piece>) -> AnyView {
    let texts = words.processes;
    let heading = view! { <h3>{texts.when()}</h3> };
    if fork.is_none_or(|fork| fork.kind == PieceKind::All) {
        return view! { {heading}<p class="sm soft">{texts.always_taken()}</p> };
    }
    let here = place.clone();
    let set = move |value: Option<Value>| {
        let here = here.clone();
        move |_| drawing.set(&here, "when", value.clone())
    };
    if !piece.members.contains_key("when") {
        return view! {
            {heading}
            <p class="sm soft">{texts.is_otherwise()}</p>
            <button type="button" class="link" on:click=set(Some(Value::Bool(false)))>{texts.make_conditional()}</button>
        };
    }
    view! {
        {heading}
        {condition(drawing, words, place, piece, "when")}
        <button type="button" class="link" on:click=set(None)>{texts.make_otherwise()}</button>
    }
}

/// When there is another round, and how many there are at most.
pub fn repeat(drawing: Drawing, words: Words, place: &Place, piece: &Piece) -> AnyView {
    let texts = words.processes;
    let most = piece.said::<u32>("most").map(|most| most.to_string());
    let here = place.clone();
    let most = number("most", texts.most(), most, move |typed| {
        if let Ok(most) = typed.trim().parse::<u32>() {
            drawing.set(&here, "most", Some(most.into()));
        }
    });
    view! {
        <dl>{most}</dl>
        <h3>{texts.again()}</h3>
        {condition(drawing, words, place, piece, "again")}
    }
}

/// For whom it is done, when it has ended, and what happens where there is nobody.
pub fn each(drawing: Drawing, words: Words, place: &Place, piece: &Piece) -> AnyView {
    view! {
        <dl>
            {over(drawing, words, place, piece)}
            {rule(drawing, words, place, piece)}
            {empty(drawing, words, place, piece)}
        </dl>
    }
}

fn over(drawing: Drawing, words: Words, place: &Place, piece: &Piece) -> AnyView {
    let texts = words.processes;
    let over: Over = piece.said("over").unwrap_or(Over::Role(Role::Officer));
    let chosen = match &over {
        Over::Role(_) => "role",
        Over::Data(_) => "data",
        Over::People(_) => "people",
    };
    let lists = list_fields(drawing);
    let first = lists.first().map(|(path, _)| path.clone()).unwrap_or_default();
    let kinds = [("role", texts.over_role()), ("data", texts.over_data()), ("people", texts.over_people())];
    let kinds = kinds.map(|(value, name)| (value.to_owned(), name.to_owned())).to_vec();
    let here = place.clone();
    let kind = select("over", texts.over(), chosen, kinds, move |kind| {
        let over = match kind.as_str() {
            "data" => json!({ "data": { "var": first } }),
            "people" => json!({ "people": [] }),
            _ => json!({ "role": Role::Officer }),
        };
        drawing.set(&here, "over", Some(over));
    });
    let here = place.clone();
    let put = move |over: Value| drawing.set(&here, "over", Some(over));
    let which = match over {
        Over::Role(role) => {
            let roles = Role::ALL.into_iter().filter(|role| role.is_staff());
            let roles = roles.map(|role| (role.slug().to_owned(), words.role(role).to_owned())).collect();
            select("over-role", texts.role(), role.slug(), roles, move |slug| put(json!({ "role": slug })))
        }
        Over::Data(list) => {
            let path = list.reads().into_iter().next();
            let path = path.map(|it| schema::expr::path_of_pointer(&it)).unwrap_or_default();
            select("over-data", texts.over_data(), &path, lists, move |path| {
                put(json!({ "data": { "var": path } }));
            })
        }
        Over::People(people) => lines("over-people", texts.over_people(), people.join("\n"), move |typed| {
            let people: Vec<&str> = typed.split_whitespace().collect();
            put(json!({ "people": people }));
        }),
    };
    view! { {kind}{which} }
}

/// The lists in the form, and those that are computed: their paths and names.
pub fn list_fields(drawing: Drawing) -> Vec<(String, String)> {
    let (form, now) = (drawing.form.get(), drawing.now.get());
    let locale = crate::text::use_words().locale;
    let asked = form.as_deref().map(|form| subjects(form, None)).unwrap_or_default().into_iter();
    let asked = asked.filter(|subject| subject.kind == SubjectKind::List);
    let asked = asked.map(|list| (list.pointer, list.label.get(locale).to_owned()));
    let facts = now.piece.as_ref().map(|piece| fact_lists(piece, form.as_deref())).unwrap_or_default();
    let facts = facts.into_iter().map(|(pointer, name)| (pointer, Computed(locale).named(name.get(locale))));
    asked.chain(facts).map(|(pointer, name)| (schema::expr::path_of_pointer(&pointer), name)).collect()
}

fn rule(drawing: Drawing, words: Words, place: &Place, piece: &Piece) -> AnyView {
    let texts = words.processes;
    let rule: EachRule = piece.said("rule").unwrap_or_default();
    let chosen = match rule {
        EachRule::All => "all",
        EachRule::One => "one",
        EachRule::InTurn => "in_turn",
        EachRule::Vote(_) => "vote",
    };
    let names = [
        ("all", texts.rule_all()),
        ("one", texts.rule_one()),
        ("in_turn", texts.rule_in_turn()),
        ("vote", texts.rule_vote()),
    ];
    let names = names.map(|(value, name)| (value.to_owned(), name.to_owned())).to_vec();
    let here = place.clone();
    let kind = select("rule", texts.rule(), chosen, names, move |rule| {
        let rule = if rule == "vote" { json!(EachRule::Vote(50)) } else { rule.into() };
        drawing.set(&here, "rule", Some(rule));
    });
    let here = place.clone();
    let share = match rule {
        EachRule::Vote(share) => {
            Some(number("share", texts.share(), Some(share.to_string()), move |typed| {
                if let Ok(share) = typed.trim().parse() {
                    drawing.set(&here, "rule", Some(json!(EachRule::Vote(share))));
                }
            }))
        }
        _ => None,
    };
    view! { {kind}{share} }
}

fn empty(drawing: Drawing, words: Words, place: &Place, piece: &Piece) -> AnyView {
    let texts = words.processes;
    let chosen = match piece.said("empty").unwrap_or_default() {
        WhenEmpty::Refuse => "refuse",
        WhenEmpty::Lead => "lead",
        WhenEmpty::Skip => "skip",
    };
    let names =
        [("refuse", texts.empty_refuse()), ("lead", texts.empty_lead()), ("skip", texts.empty_skip())];
    let names = names.map(|(value, name)| (value.to_owned(), name.to_owned())).to_vec();
    let here = place.clone();
    select("empty", texts.empty(), chosen, names, move |empty| {
        drawing.set(&here, "empty", Some(empty.into()));
    })
}
