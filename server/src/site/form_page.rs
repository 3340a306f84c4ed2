//! The twin of a page of a form: what was typed is saved, then one goes on, or stays where a button was pressed.

use axum::http::Method;
use schema::Problem;
use schema::applications::{PageSaved, Pressed};
use schema::form::html_id;
use serde_json::{Value, json};

use super::twins::{Call, Sent, Then};

/// Saves the fields of the page; those that begin with an underscore are buttons.
pub fn save(sent: &Sent) -> Call {
    let path = format!("/api/applications/{}/pages/{}", sent.param("id"), sent.param("page"));
    let fields: Vec<_> = sent.fields.iter().filter(|(name, _)| !name.starts_with('_')).collect();
    Call::new(Method::POST, path, json!({ "fields": fields, "pressed": pressed(sent) }))
}

/// The button that was pressed, if it changes answers.
fn pressed(sent: &Sent) -> Option<Pressed> {
    let value = |name: &str| Some(sent.field(name).to_owned()).filter(|value| !value.is_empty());
    let up = value("_up").map(Pressed::Up);
    up.or_else(|| value("_down").map(Pressed::Down)).or_else(|| value("_action").map(Pressed::Action))
}

/// Where on the page one goes on who pressed a button that stays on it. Who chooses a region without scripts sends the
/// page level by level, and is not told each time that there is more to choose.
fn stays(sent: &Sent) -> Option<String> {
    let buttons =
        ["_more", "_up", "_down", "_action", "_stay", "_remove", "_licence", "_file_up", "_file_down"];
    let pressed = buttons.into_iter().find(|name| !sent.field(name).is_empty())?;
    let value = sent.field(pressed);
    Some(match pressed {
        "_more" => html_id(value),
        "_up" | "_down" => html_id(list_of(value)),
        "_action" => format!("a{value}"),
        "_stay" => value.to_owned(),
        _ => String::new(),
    })
}

/// The pointer of the group that a row is in.
fn list_of(row: &str) -> &str {
    row.rsplit_once('/').map_or(row, |(list, _)| list)
}

/// The next page, or this one again with what does not hold. What was typed is saved either way.
pub fn saved(sent: &Sent, answer: Value) -> Then {
    let id = sent.param("id");
    if let Some(place) = stays(sent) {
        let place = schema::catalogue::encode(&place);
        return Then::Go(format!("/applications/{id}/{}#{place}", sent.param("page")));
    }
    match serde_json::from_value::<PageSaved>(answer) {
        Ok(saved) if !saved.errors.is_empty() => Then::Back(Problem::invalid(saved.errors)),
        Ok(PageSaved { next: Some(next), .. }) => Then::Go(format!("/applications/{id}/{next}")),
        Ok(PageSaved { materials: false, .. }) => Then::Go(format!("/applications/{id}/check")),
        _ => Then::Go(format!("/applications/{id}/materials")),
    }
}
