//! The buttons of a page of a form that do more than save: rows that change places, and fields that are filled in. Pure.

use schema::applications::Pressed;
use schema::expr::under;
use schema::form::{self, Action, Control, Form, Item, Known, Prefilled};
use serde_json::Value;

use super::domain::Patterns;

/// The fields as they would have been sent, had the rows that a button exchanges stood in each other's place: also where
/// nothing was written in one of them, so that no answer is made of it.
pub fn exchanged(form: &Form, mut fields: Vec<(String, String)>, pressed: &Pressed) -> Vec<(String, String)> {
    let Some((row, other)) = rows_of(form, pressed) else { return fields };
    for (name, _) in &mut fields {
        let (from, to) = if under(name, &row) { (&row, &other) } else { (&other, &row) };
        if under(name, from) {
            *name = format!("{to}{}", &name[from.len()..]);
        }
    }
    fields
}

/// The two rows that a button exchanges, in a group whose rows have an order.
fn rows_of(form: &Form, pressed: &Pressed) -> Option<(String, String)> {
    let (row, is_up) = match pressed {
        Pressed::Up(row) => (row, true),
        Pressed::Down(row) => (row, false),
        Pressed::Action(_) => return None,
    };
    let (list, place) = row.rsplit_once('/')?;
    let place: u32 = place.parse().ok()?;
    let other = if is_up { place.checked_sub(1)? } else { place.checked_add(1)? };
    let has_order = matches!(form::find(form, row)?.field.control, Control::Repeat { reorder: true, .. });
    has_order.then(|| (format!("{list}/{place}"), format!("{list}/{other}")))
}

/// What a button of the page does besides saving. Tells what it filled in from what is known.
pub fn press(form: &Form, answers: &mut Value, pressed: &Pressed, known: &[Known<'_>]) -> Vec<Prefilled> {
    let Pressed::Action(place) = pressed else { return Vec::new() };
    match form::item_at(form, place) {
        Some(Item::Action { action: Action::TakeFromLibrary, targets, .. }) => {
            form::take_known(form, known, targets, answers, &Patterns)
        }
        // What is computed follows from every save: a button that works it out anew has nothing to add.
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::domain::with_page;
    use super::*;

    #[test]
    fn rows_change_places_as_they_stand_on_the_screen() {
        let name = json!({"type": "object", "properties": {"name": {"type": "string", "title": "姓名"}}});
        let group = |order: bool| json!({"type": "array", "title": "人", "items": name, "x-reorder": order});
        let properties = json!({"owners": group(true), "others": group(false)});
        let (form, _) = form::compile(&json!({"schema": {"type": "object", "properties": properties}}));
        let check = |list: &str, pressed: Pressed, expect: &str| {
            // Nothing was written in the second row, nor in those before the last.
            let names = ["甲", "", "乙", "丙"].into_iter().enumerate();
            let fields = names.map(|(row, name)| (format!("/{list}/{row}/name"), name.to_owned()));
            let fields = fields.chain([(format!("/{list}/10/name"), "丁".to_owned())]).collect();
            let page = &form.pages[0];
            let answers = with_page(&form, page, &json!({}), exchanged(&form, fields, &pressed));
            let names = answers[list].as_array().unwrap().iter();
            let found: String = names.map(|row| row["name"].as_str().unwrap()).collect();
            assert_eq!(found, expect, "{pressed:?}");
        };
        let row = |place: u32| format!("/owners/{place}");
        check("owners", Pressed::Up(row(3)), "甲丙乙丁");
        check("owners", Pressed::Up(row(2)), "甲乙丙丁");
        check("owners", Pressed::Down(row(2)), "甲丙乙丁");
        check("owners", Pressed::Down(row(1)), "甲乙丙丁");
        check("owners", Pressed::Up(row(0)), "甲乙丙丁");
        check("owners", Pressed::Down("/owners".into()), "甲乙丙丁");
        check("others", Pressed::Up("/others/3".into()), "甲乙丙丁");
    }
}
