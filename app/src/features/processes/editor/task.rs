//! The properties of a task: by whom, what, how long, and what it may do with the form.

use schema::calendar::{Limit, LimitUnit};
use schema::process::TaskKind;
use schema::process::design::{Piece, Place};
use schema::role::Role;
use serde_json::json;

use super::agency::agency;
use super::assignment::assignment;
use super::external::external;
use super::instructions::instructions;
use super::permissions::permissions;
use super::state::Drawing;
use crate::designing::input::{number, select};
use crate::prelude::*;
use crate::text::Words;

/// Who tasks are given to; whoever else a definition names stays.
const ROLES: [Role; 3] = [Role::Intake, Role::Officer, Role::AgencyLead];

const KINDS: [(&str, TaskKind); 6] = [
    ("accept", TaskKind::Accept),
    ("review", TaskKind::Review),
    ("decide", TaskKind::Decide),
    ("pay", TaskKind::Pay),
    ("print", TaskKind::Print),
    ("deliver", TaskKind::Deliver),
];

/// What is said of a task.
pub fn task(drawing: Drawing, words: Words, place: &Place, piece: &Piece) -> AnyView {
    let texts = words.processes;
    let given: Option<Role> = piece.said("role");
    let other = given.filter(|role| !ROLES.contains(role));
    let roles = ROLES.into_iter().chain(other);
    let roles = roles.map(|role| (role.slug().to_owned(), words.role(role).to_owned())).collect();
    let chosen = given.map(Role::slug).unwrap_or_default();
    let here = place.clone();
    let role = select("role", texts.role(), chosen, roles, move |slug| {
        drawing.set(&here, "role", Some(slug.into()));
    });
    let kind: Option<TaskKind> = piece.said("kind");
    let chosen = KINDS.iter().find(|(_, it)| Some(*it) == kind).map_or("", |(slug, _)| *slug);
    let kinds = KINDS.iter().map(|(slug, kind)| ((*slug).to_owned(), texts.task_kind(*kind).to_owned()));
    let here = place.clone();
    let kind = select("kind", texts.kind_label(), chosen, kinds.collect(), move |slug| {
        drawing.set(&here, "kind", Some(slug.into()));
    });
    view! {
        <dl>{role}{agency(drawing, words, place, piece)}{kind}{limit(drawing, words, place, piece)}</dl>
        {assignment(drawing, words, place, piece)}
        {instructions(drawing, words, place, piece)}
        {permissions(drawing, words, place, piece)}
        {external(drawing, words, place, piece)}
    }
}

/// How long it may take: no number is no limit.
fn limit(drawing: Drawing, words: Words, place: &Place, piece: &Piece) -> AnyView {
    let texts = words.processes;
    let limit: Option<Limit> = piece.said("limit");
    let unit = limit.map_or(LimitUnit::WorkingDays, |limit| limit.unit);
    let here = place.clone();
    let value = number("limit", texts.limit(), limit.map(|limit| limit.value.to_string()), move |typed| {
        let value = typed.trim().parse().ok().map(|value: u16| json!(Limit { value, unit }));
        drawing.set(&here, "limit", value);
    });
    let units = [
        (LimitUnit::WorkingDays, "working", texts.unit_working()),
        (LimitUnit::CalendarDays, "calendar", texts.unit_calendar()),
    ];
    let chosen = units.iter().find(|(it, ..)| *it == unit).map_or("", |(_, slug, _)| slug);
    let names = units.iter().map(|(_, slug, name)| ((*slug).to_owned(), (*name).to_owned())).collect();
    let here = place.clone();
    let unit = limit.map(|limit| {
        select("unit", texts.unit(), chosen, names, move |chosen| {
            let unit = units.iter().find(|(_, slug, _)| *slug == chosen).map(|(unit, ..)| *unit);
            let unit = unit.unwrap_or(LimitUnit::WorkingDays);
            drawing.set(&here, "limit", Some(json!(Limit { unit, ..limit })));
        })
    });
    view! { {value}{unit} }
}
