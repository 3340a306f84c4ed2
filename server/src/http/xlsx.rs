//! Spreadsheets (Office Open XML, ECMA-376) written line by line: what was written is handed on at once, so that a table of any
//! length takes the memory of some lines. One sheet, text and numbers. Text stands in the cells as text: nothing of it is a formula.

use std::io::Write;

use flate2::{Compression, Crc, write::DeflateEncoder};
use serde_json::Value;

/// The media type.
pub const MEDIA_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// How many lines a sheet holds: whoever has more takes the other format.
pub const MOST_LINES: usize = 1_048_576;

/// What a cell can hold, in characters: more is cut off there anyhow.
const LONGEST: usize = 32_767;

/// The parts that are the same in every file, but for the sheet itself.
const PARTS: [(&str, &str); 4] = [
    (
        "[Content_Types].xml",
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"#,
    ),
    (
        "_rels/.rels",
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
    ),
    (
        "xl/_rels/workbook.xml.rels",
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#,
    ),
    (
        "xl/workbook.xml",
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
    ),
];

const SHEET: &str = "xl/worksheets/sheet1.xml";
const SHEET_BEGINS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>"#;
const SHEET_ENDS: &str = "</sheetData></worksheet>";

/// A spreadsheet that is being written.
pub struct Workbook {
    /// What is not handed on yet, compressed.
    sheet: DeflateEncoder<Vec<u8>>,
    /// The sheet so far: its check sum, and how many bytes it has.
    crc: Crc,
    /// How many bytes of the sheet were handed on, compressed.
    sent: u64,
    /// The parts before the sheet, and the sheet: what the directory at the end says of each.
    entries: Vec<Entry>,
    /// What comes before the compressed sheet, until it is handed on.
    head: Vec<u8>,
    /// How many bytes come before the compressed sheet.
    offset: u64,
}

/// A file in the archive (PKWARE APPNOTE 4.3.7 and 4.3.12).
struct Entry {
    name: &'static str,
    crc: u32,
    compressed: u64,
    size: u64,
    offset: u64,
}

impl Default for Workbook {
    fn default() -> Self {
        Self::new()
    }
}

impl Workbook {
    /// An empty one.
    pub fn new() -> Self {
        let (mut head, mut entries) = (Vec::new(), Vec::new());
        for (name, content) in PARTS {
            let mut crc = Crc::new();
            crc.update(content.as_bytes());
            let size = content.len() as u64;
            let entry = Entry { name, crc: crc.sum(), compressed: size, size, offset: head.len() as u64 };
            entry.begin(&mut head, Method::Stored);
            head.extend_from_slice(content.as_bytes());
            entries.push(entry);
        }
        let sheet = Entry { name: SHEET, crc: 0, compressed: 0, size: 0, offset: head.len() as u64 };
        sheet.begin(&mut head, Method::Deflated);
        entries.push(sheet);
        let offset = head.len() as u64;
        let sheet = DeflateEncoder::new(Vec::new(), Compression::fast());
        let mut workbook = Self { sheet, crc: Crc::new(), sent: 0, entries, head, offset };
        workbook.write(SHEET_BEGINS);
        workbook
    }

    /// One line.
    pub fn line(&mut self, cells: &[Value]) {
        let mut text = "<row>".to_owned();
        cells.iter().for_each(|cell| text += &written(cell));
        text += "</row>";
        self.write(&text);
    }

    fn write(&mut self, text: &str) {
        self.crc.update(text.as_bytes());
        // Writing to memory does not fail.
        let _ = self.sheet.write_all(text.as_bytes());
    }

    /// What was written since the last time, as far as it is compressed.
    pub fn take(&mut self) -> Vec<u8> {
        let mut bytes = std::mem::take(&mut self.head);
        let compressed = std::mem::take(self.sheet.get_mut());
        self.sent += compressed.len() as u64;
        bytes.extend(compressed);
        bytes
    }

    /// The rest.
    pub fn end(mut self) -> Vec<u8> {
        self.write(SHEET_ENDS);
        let mut bytes = std::mem::take(&mut self.head);
        let compressed = self.sheet.finish().unwrap_or_default();
        self.sent += compressed.len() as u64;
        bytes.extend(compressed);
        let mut end = Vec::new();
        if let Some(sheet) = self.entries.last_mut() {
            (sheet.crc, sheet.compressed, sheet.size) =
                (self.crc.sum(), self.sent, u64::from(self.crc.amount()));
            // What was not known when the sheet began (4.3.9).
            end.extend(0x0807_4b50_u32.to_le_bytes());
            sheet.sums(&mut end);
        }
        let directory = self.offset + self.sent + end.len() as u64;
        let start = end.len();
        for entry in &self.entries {
            let method = if entry.name == SHEET { Method::Deflated } else { Method::Stored };
            entry.list(&mut end, method);
        }
        let length = end.len() - start;
        // The end of the directory (4.3.16).
        end.extend(0x0605_4b50_u32.to_le_bytes());
        end.extend([0; 4]);
        let count = self.entries.len() as u16;
        end.extend(count.to_le_bytes());
        end.extend(count.to_le_bytes());
        end.extend((length as u32).to_le_bytes());
        end.extend((directory as u32).to_le_bytes());
        end.extend([0; 2]);
        bytes.extend(end);
        bytes
    }
}

/// How a file of the archive is kept.
#[derive(Clone, Copy)]
enum Method {
    Stored,
    /// Compressed, with its sums behind it: they are not known before.
    Deflated,
}

impl Method {
    /// The version it needs, the flags, the method, and the first moment there is: no time is told.
    fn header(self, bytes: &mut Vec<u8>) {
        let (flags, method): (u16, u16) = match self {
            Self::Stored => (0, 0),
            Self::Deflated => (8, 8),
        };
        bytes.extend(20_u16.to_le_bytes());
        bytes.extend(flags.to_le_bytes());
        bytes.extend(method.to_le_bytes());
        bytes.extend(0_u16.to_le_bytes());
        bytes.extend(0x0021_u16.to_le_bytes());
    }
}

impl Entry {
    /// What stands before its content.
    fn begin(&self, bytes: &mut Vec<u8>, method: Method) {
        bytes.extend(0x0403_4b50_u32.to_le_bytes());
        method.header(bytes);
        self.sums(bytes);
        bytes.extend((self.name.len() as u16).to_le_bytes());
        bytes.extend([0; 2]);
        bytes.extend(self.name.as_bytes());
    }

    /// Its line in the directory.
    fn list(&self, bytes: &mut Vec<u8>, method: Method) {
        bytes.extend(0x0201_4b50_u32.to_le_bytes());
        bytes.extend(20_u16.to_le_bytes());
        method.header(bytes);
        self.sums(bytes);
        bytes.extend((self.name.len() as u16).to_le_bytes());
        bytes.extend([0; 12]);
        bytes.extend((self.offset as u32).to_le_bytes());
        bytes.extend(self.name.as_bytes());
    }

    fn sums(&self, bytes: &mut Vec<u8>) {
        bytes.extend(self.crc.to_le_bytes());
        bytes.extend((self.compressed as u32).to_le_bytes());
        bytes.extend((self.size as u32).to_le_bytes());
    }
}

/// A cell. XML has no words for most control characters: they are left out.
fn written(cell: &Value) -> String {
    match cell {
        Value::Null => "<c/>".to_owned(),
        Value::Number(number) => format!("<c><v>{number}</v></c>"),
        Value::String(text) => inline(text),
        other => inline(&other.to_string()),
    }
}

fn inline(text: &str) -> String {
    let is_written = |letter: &char| {
        matches!(letter, '\t' | '\n' | '\r') || (*letter >= ' ' && !matches!(letter, '\u{fffe}' | '\u{ffff}'))
    };
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars().filter(is_written).take(LONGEST) {
        match letter {
            '&' => escaped += "&amp;",
            '<' => escaped += "&lt;",
            '>' => escaped += "&gt;",
            other => escaped.push(other),
        }
    }
    format!(r#"<c t="inlineStr"><is><t xml:space="preserve">{escaped}</t></is></c>"#)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use flate2::read::DeflateDecoder;
    use serde_json::json;

    use super::*;

    fn number(bytes: &[u8], place: usize, length: usize) -> usize {
        bytes[place..place + length].iter().rev().fold(0, |sum, byte| sum << 8 | usize::from(*byte))
    }

    /// The files of an archive as its directory has them, each proved by its sums.
    fn files(bytes: &[u8]) -> Vec<(String, String)> {
        let end = bytes.len() - 22;
        assert_eq!(number(bytes, end, 4), 0x0605_4b50);
        let mut place = number(bytes, end + 16, 4);
        assert_eq!(place + number(bytes, end + 12, 4), end, "the directory is where it is said to be");
        let mut files = Vec::new();
        for _ in 0..number(bytes, end + 10, 2) {
            assert_eq!(number(bytes, place, 4), 0x0201_4b50);
            let (method, crc) = (number(bytes, place + 10, 2), number(bytes, place + 16, 4));
            let (compressed, size) = (number(bytes, place + 20, 4), number(bytes, place + 24, 4));
            let length = number(bytes, place + 28, 2);
            let name = String::from_utf8(bytes[place + 46..place + 46 + length].to_vec()).unwrap();
            let at = number(bytes, place + 42, 4);
            assert_eq!(number(bytes, at, 4), 0x0403_4b50);
            let content = &bytes[at + 30 + length..at + 30 + length + compressed];
            let mut text = String::new();
            match method {
                0 => text += std::str::from_utf8(content).unwrap(),
                _ => drop(DeflateDecoder::new(content).read_to_string(&mut text).unwrap()),
            }
            let mut sum = Crc::new();
            sum.update(text.as_bytes());
            assert_eq!((sum.sum() as usize, text.len()), (crc, size), "{name}");
            files.push((name, text));
            place += 46 + length;
        }
        files
    }

    #[test]
    fn a_sheet_that_was_sent_in_pieces_is_whole() {
        let mut workbook = Workbook::new();
        let mut bytes = Vec::new();
        for line in 0..5_000 {
            workbook.line(&[json!(line), json!("王明 <a&b>\u{1}"), json!("=1+1"), Value::Null, json!(true)]);
            if line % 500 == 0 {
                bytes.extend(workbook.take());
            }
        }
        assert!(workbook.sheet.get_ref().len() < 100_000, "it keeps what was not taken only");
        bytes.extend(workbook.end());
        let files = files(&bytes);
        assert_eq!(files.len(), 5);
        let (name, sheet) = &files[4];
        assert_eq!((name.as_str(), sheet.matches("<row>").count()), (SHEET, 5_000));
        assert!(
            sheet.contains("<row><c><v>7</v></c>") && sheet.contains("王明 &lt;a&amp;b&gt;</t>"),
            "{name}"
        );
        assert!(sheet.ends_with(SHEET_ENDS) && !sheet.contains("<f>"), "nothing is a formula");
    }
}
