//! Rows of a repeated group in another order, as one button moves them: `_up` or `_down` with the pointer of the row.

use serde_json::Value;

use super::control::Control;
use super::find::find;
use super::program::Form;

/// Changes the place of the row at this pointer (`/children/1`) with that of the one before it, or after it. Tells
/// whether there are two such rows, in a group whose rows have an order.
pub fn move_row(form: &Form, answers: &mut Value, row: &str, up: bool) -> bool {
    let Some(found) = find(form, row) else { return false };
    let Some((list, place)) = row.rsplit_once('/') else { return false };
    let (Ok(place), Control::Repeat { reorder: true, .. }) = (place.parse::<usize>(), &found.field.control)
    else {
        return false;
    };
    let other = if up { place.checked_sub(1) } else { place.checked_add(1) };
    match (answers.pointer_mut(list), other) {
        (Some(Value::Array(rows)), Some(other)) if place.max(other) < rows.len() => {
            rows.swap(place, other);
            true
        }
        _ => false,
    }
}
