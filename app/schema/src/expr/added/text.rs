//! Text as people type it: counted by character, trimmed, folded to half width.

use std::borrow::Cow;

use serde_json::Value;

use super::{Added, Refusal};
use crate::expr::coerce::to_text;
use crate::expr::eval::NULL;

pub(super) fn value(added: Added, values: &[Cow<'_, Value>]) -> Result<Value, Refusal> {
    let arg = |index: usize| values.get(index).map_or(&NULL, AsRef::as_ref);
    if let (Added::Length, Value::Array(items)) = (added, arg(0)) {
        return Ok(items.len().into());
    }
    let text = |index: usize| match arg(index) {
        value @ (Value::String(_) | Value::Number(_)) => Ok(to_text(value)),
        _ => Err(Refusal::Argument(index)),
    };
    Ok(match added {
        Added::Length => text(0)?.chars().count().into(),
        Added::Trim => text(0)?.trim().into(),
        Added::Upper => text(0)?.to_ascii_uppercase().into(),
        Added::StartsWith => text(0)?.starts_with(&*text(1)?).into(),
        Added::EndsWith => text(0)?.ends_with(&*text(1)?).into(),
        _ => text(0)?.chars().map(half_width).collect::<String>().into(),
    })
}

/// U+FF01 to U+FF5E are the ASCII characters 0x21 to 0x7E in full width, in the same order.
fn half_width(character: char) -> char {
    match character {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character),
        other => other,
    }
}
