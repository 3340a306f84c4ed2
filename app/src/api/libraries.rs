//! The endpoints of the desk of the libraries.

use schema::Page;
use schema::ask::{AskedQuestion, Entry, EntryHistory, Libraries, Library, QuestionGroup, Trial};
use schema::catalogue::encode;

use crate::data::Read;

/// All libraries, counted.
pub fn all() -> Read<Libraries> {
    Read::one("/api/desk/libraries".to_owned())
}

fn narrowed(path: &str, q: Option<&str>, cursor: Option<&str>) -> String {
    let pairs = [("q", q), ("cursor", cursor)].into_iter();
    let pairs = pairs.filter_map(|(name, value)| Some(format!("{name}={}", encode(value?))));
    let pairs: Vec<String> = pairs.collect();
    if pairs.is_empty() { path.to_owned() } else { format!("{path}?{}", pairs.join("&")) }
}

/// The entries of a library that say this.
pub fn entries(library: Library, q: Option<&str>, cursor: Option<&str>) -> Read<Page<Entry>> {
    Read::one(narrowed(&format!("/api/desk/libraries/{}", library.slug()), q, cursor))
}

/// An entry with its changes.
pub fn entry(library: &str, id: &str) -> Read<EntryHistory> {
    Read::one(format!("/api/desk/libraries/{}/{}", encode(library), encode(id)))
}

/// What was asked.
pub fn asked(q: Option<&str>, cursor: Option<&str>) -> Read<Page<AskedQuestion>> {
    Read::one(narrowed("/api/desk/asked", q, cursor))
}

/// The groups of questions that were not answered well.
pub fn groups() -> Read<Page<QuestionGroup>> {
    Read::one("/api/desk/asked/groups".to_owned())
}

/// One of them.
pub fn group(id: &str) -> Read<QuestionGroup> {
    Read::one(format!("/api/desk/asked/groups/{}", encode(id)))
}

/// What an entry made of a group would change: its fields by name.
pub fn trial(id: i64, fields: &[(&str, String)]) -> Read<Trial> {
    let fields: Vec<String> =
        fields.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
    Read::one(format!("/api/desk/asked/groups/{id}/trial?{}", fields.join("&")))
}
