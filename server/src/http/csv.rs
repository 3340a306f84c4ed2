//! CSV (RFC 4180) as spreadsheets read it.

use serde_json::Value;

/// What a file begins with: spreadsheets take a text without it for one in the code page of the machine.
pub const MARK: &str = "\u{feff}";

/// The media type.
pub const MEDIA_TYPE: &str = "text/csv; charset=utf-8";

/// One line.
pub fn line(text: &mut String, cells: &[Value]) {
    for (place, cell) in cells.iter().enumerate() {
        if place > 0 {
            text.push(',');
        }
        *text += &written(cell);
    }
    *text += "\r\n";
}

/// A cell. Text that a spreadsheet would take for a formula is quoted for it.
fn written(cell: &Value) -> String {
    let text = match cell {
        Value::Null => return String::new(),
        Value::String(text) if text.starts_with(['=', '+', '-', '@', '\t', '\r']) => format!("'{text}"),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn cells_are_read_as_they_were_meant() {
        for (cell, expected) in [
            (Value::Null, ""),
            (json!(-3), "-3"),
            (json!(true), "true"),
            (json!("王明"), "王明"),
            (json!("a,\"b\"\nc"), "\"a,\"\"b\"\"\nc\""),
            (json!("=1+1"), "'=1+1"),
            (json!("-"), "'-"),
            (json!(["a", "b"]), "\"[\"\"a\"\",\"\"b\"\"]\""),
        ] {
            assert_eq!(written(&cell), expected, "{cell}");
        }
    }
}
