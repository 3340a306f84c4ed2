//! The documents that go with a survey (附件): the draft that opinions are asked about, and what explains it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A document that goes with a survey. What it says never changes: one that is not right is taken away, and another attached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SurveyAttachment {
    /// Its number within the hall.
    pub id: i64,
    /// What the file is called; it ends as files of its kind do.
    pub name: String,
    /// What it is, by its content.
    pub media_type: String,
    /// How large it is, in bytes.
    pub bytes: u64,
    /// The day it was attached.
    pub attached_on: NaiveDate,
}

/// How names of files end, by what the files are.
const ENDS: [(&str, &[&str]); 5] = [
    ("application/pdf", &["pdf"]),
    ("image/heif", &["heif", "heic"]),
    ("image/jpeg", &["jpg", "jpeg"]),
    ("image/png", &["png"]),
    ("image/webp", &["webp"]),
];

impl SurveyAttachment {
    /// How many there are of one survey at the most.
    pub const MOST: usize = 10;

    /// What a file is called that somebody named so: without what is not seen, and ending as its content says, since a device opens it
    /// by that.
    pub fn name_of(name: &str, media_type: &str) -> String {
        // Marks of direction, too, which make a name look as if it ended differently.
        let is_seen = |letter: &char| {
            !letter.is_control()
                && !matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        };
        let name: String = name.chars().filter(is_seen).collect();
        let name = name.trim();
        let Some((_, ends)) = ENDS.iter().find(|(kind, _)| *kind == media_type) else {
            return name.to_owned();
        };
        let end = name.rsplit_once('.').map(|(_, end)| end.to_lowercase());
        match end {
            Some(end) if ends.contains(&end.as_str()) => name.to_owned(),
            _ => format!("{name}.{}", ends[0]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_ends_as_its_content_says() {
        for (name, media_type, expect) in [
            ("某办法（征求意见稿）.pdf", "application/pdf", "某办法（征求意见稿）.pdf"),
            ("起草说明.PDF", "application/pdf", "起草说明.PDF"),
            ("照片.jpeg", "image/jpeg", "照片.jpeg"),
            ("run.exe", "application/pdf", "run.exe.pdf"),
            ("没有后缀", "image/png", "没有后缀.png"),
            ("a\u{202e}fdp.exe\r\n", "application/pdf", "afdp.exe.pdf"),
            (" ", "application/pdf", ".pdf"),
            ("a.odt", "text/plain", "a.odt"),
        ] {
            assert_eq!(SurveyAttachment::name_of(name, media_type), expect, "{name:?}");
        }
    }
}
