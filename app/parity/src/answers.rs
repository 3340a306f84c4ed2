//! Answers to a form by chance: right, nearly right, blank or something else; and edits, made as a browser makes them.

use schema::form::{Control, Field, Form, example, from_pairs_field, inputs, move_row};
use serde_json::{Map, Value};

use super::chance::Chance;
use super::values::{anything, day, near, number, scalar, text};

/// Answers to all of the form: of somebody careful, or of anybody.
pub fn answers(chance: &mut Chance, form: &Form) -> Value {
    let careful = chance.odds(30);
    let mut answers = row(chance, &form.fields, careful);
    match chance.below(40) {
        _ if careful => {}
        0 => put(&mut answers, &format!("/{}", text(chance)), anything(chance, 1)),
        1 => answers = near(chance, answers),
        2 => answers = anything(chance, 2),
        _ => {}
    }
    answers
}

fn row(chance: &mut Chance, fields: &[Field], careful: bool) -> Value {
    let mut row = Value::Object(Map::new());
    for field in fields {
        if careful || chance.odds(85) {
            let answer = answer(chance, &field.control, careful);
            put(&mut row, &field.pointer, answer);
        }
    }
    row
}

/// An answer to a field with this control.
fn answer(chance: &mut Chance, control: &Control, careful: bool) -> Value {
    match chance.below(20) {
        _ if careful => right(chance, control, careful),
        0..=11 => right(chance, control, careful),
        12..=15 => {
            let answer = right(chance, control, careful);
            near(chance, answer)
        }
        16 => scalar(chance),
        17 => Value::from(*chance.pick(&["", " ", "\u{3000}"])),
        18 => Value::Null,
        _ => anything(chance, 2),
    }
}

fn right(chance: &mut Chance, control: &Control, careful: bool) -> Value {
    match control {
        Control::Text(check) if check.format.is_none() && !careful => text(chance).into(),
        Control::Integer(_) | Control::Number(_) | Control::Money(_) if !careful && chance.odds(60) => {
            number(chance)
        }
        Control::YesNo => chance.odds(50).into(),
        Control::Choice { options, .. } if !options.is_empty() => chance.pick(options).value.clone(),
        Control::Choices { options, .. } if !careful && !options.is_empty() => {
            chance.some(0, 3, |chance| chance.pick(options).value.clone()).into()
        }
        Control::Date => day(chance).into(),
        Control::DateRange if !careful => format!("{}/{}", day(chance), day(chance)).into(),
        Control::Region(_) if !careful => {
            (*chance.pick(&["440103", "440100", "441900", "440103001", "110101"])).into()
        }
        Control::Repeat { fields, .. } => chance.some(0, 3, |chance| entry(chance, fields, careful)).into(),
        other => example(other),
    }
}

/// A row of a repeated group, or an entry of a list.
fn entry(chance: &mut Chance, fields: &[Field], careful: bool) -> Value {
    match fields {
        [field] if field.pointer.is_empty() => answer(chance, &field.control, careful),
        _ => row(chance, fields, careful),
    }
}

/// Every field that is asked for with these answers, in each row, and the row it is in.
pub fn asked<'a>(fields: &'a [Field], base: &str, answers: &Value, into: &mut Vec<(&'a Field, String)>) {
    for field in fields {
        into.push((field, base.to_owned()));
        if let Control::Repeat { fields, .. } = &field.control {
            let list = field.at(base);
            let count = answers.pointer(&list).and_then(Value::as_array).map_or(0, Vec::len);
            (0..count).for_each(|row| asked(fields, &format!("{list}/{row}"), answers, into));
        }
    }
}

/// One edit. Gives the pointer of what was edited; nothing where there is nothing to edit.
pub fn edit(chance: &mut Chance, form: &Form, answers: &mut Value) -> Option<String> {
    let mut all = Vec::new();
    asked(&form.fields, "", answers, &mut all);
    let all: Vec<_> = all.into_iter().filter(|(field, _)| !field.control.is_official()).collect();
    if all.is_empty() {
        return None;
    }
    let (field, base) = chance.pick(&all);
    let pointer = field.at(base);
    match &field.control {
        Control::Repeat { fields, .. } if answers.pointer(&pointer).is_some_and(Value::is_array) => {
            let last = answers.pointer(&pointer)?.as_array()?.len();
            let row = entry(chance, fields, false);
            match chance.below(4) {
                0 => _ = answers.pointer_mut(&pointer)?.as_array_mut()?.pop(),
                1 => _ = move_row(form, answers, &format!("{pointer}/{}", chance.index(last + 1)), true),
                _ => put(answers, &format!("{pointer}/{last}"), row),
            }
        }
        control => {
            let answer = answer(chance, control, false);
            type_in(chance, field, base, answers, &answer);
        }
    }
    Some(pointer)
}

fn type_in(chance: &mut Chance, field: &Field, base: &str, answers: &mut Value, answer: &Value) {
    let name = field.at(base);
    let typed = inputs(field, Some(answer));
    let day = typed.first().filter(|_| chance.odds(50)).map(|day| day.splitn(3, '-').collect::<Vec<_>>());
    let parts = [".y", ".m", ".d"];
    let pairs: Vec<(String, String)> = match (&field.control, day) {
        (Control::Date | Control::YearMonth, Some(day)) => {
            parts.iter().zip(day).map(|(part, typed)| (format!("{name}{part}"), typed.to_owned())).collect()
        }
        _ => typed.into_iter().map(|typed| (name.clone(), typed)).collect(),
    };
    from_pairs_field(field, base, answers, pairs);
}

/// Puts a value where the pointer says, making the objects on the way.
fn put(data: &mut Value, pointer: &str, value: Value) {
    let mut place = data;
    for token in pointer.split('/').skip(1) {
        if let Value::Array(rows) = place {
            let index = token.parse().unwrap_or(usize::MAX).min(rows.len());
            if index == rows.len() {
                rows.push(Value::Null);
            }
            place = &mut rows[index];
            continue;
        }
        if !place.is_object() {
            *place = Value::Object(Map::new());
        }
        let Value::Object(members) = place else { return };
        place = members.entry(token.replace("~1", "/").replace("~0", "~")).or_insert(Value::Null);
    }
    *place = value;
}
