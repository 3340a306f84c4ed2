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

/// What a spreadsheet would take for a formula is written with this before it.
const QUOTE: char = '\'';

/// A text that is to be read in again: one that begins with a quote of its own keeps it.
pub fn kept(text: &str) -> String {
    if text.starts_with(QUOTE) { format!("{QUOTE}{text}") } else { text.to_owned() }
}

/// What a cell meant that was written from a text by [`kept`].
pub fn meant(cell: &str) -> &str {
    let quoted = cell.strip_prefix(QUOTE);
    quoted.filter(|rest| rest.starts_with(['=', '+', '-', '@', '\t', '\r', QUOTE])).unwrap_or(cell)
}

/// The rows of a table, each with the number of the line it begins on; blank ones are left out. None where a quote is not closed.
pub fn read(text: &str) -> Option<Vec<(usize, Vec<String>)>> {
    let text = text.strip_prefix(MARK).unwrap_or(text);
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let (mut quoted, mut begun, mut line) = (false, 1, 1);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        line += usize::from(letter == '\n');
        match letter {
            '"' if quoted && letters.next_if_eq(&'"').is_some() => cell.push('"'),
            '"' if quoted => quoted = false,
            '"' if cell.is_empty() => quoted = true,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted && letters.peek() == Some(&'\n') => {}
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push((begun, std::mem::take(&mut row)));
                begun = line;
            }
            _ => cell.push(letter),
        }
    }
    if quoted {
        return None;
    }
    row.push(cell);
    rows.push((begun, row));
    rows.retain(|(_, row)| row.iter().any(|cell| !cell.trim().is_empty()));
    Some(rows)
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

    #[test]
    fn a_table_is_read_as_it_was_written() {
        let texts = ["王明", "a,\"b\"\nc", "=1+1", "'=1", "'", "''x", "-", "", "'a", "x\r\ny"];
        let mut text = MARK.to_owned();
        line(&mut text, &texts.map(|cell| json!(kept(cell))));
        line(&mut text, &["", ""].map(|cell| json!(cell)));
        line(&mut text, &["z"].map(|cell| json!(cell)));
        let rows = read(&text).unwrap();
        let read_again: Vec<&str> = rows[0].1.iter().map(|cell| meant(cell)).collect();
        assert_eq!(read_again, texts);
        assert_eq!((rows.len(), rows[1].0, rows[1].1.as_slice()), (2, 5, ["z".to_owned()].as_slice()));
        assert_eq!(read("a\nb").unwrap(), [(1, vec!["a".to_owned()]), (2, vec!["b".to_owned()])]);
        assert_eq!(read("\"a"), None);
    }
}
