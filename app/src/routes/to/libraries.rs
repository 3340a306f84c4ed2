//! Addresses of the libraries behind the questions, and of what is learnt from questions.

use schema::ask::Library;
use schema::catalogue::encode;

pub const DESK_LIBRARIES: &str = "/desk/libraries";
pub const DESK_LEARNING: &str = "/desk/libraries/questions";
pub const RATE_ANSWER: &str = "/ask/rating";

/// A library behind the questions, which is also where entries are added and read in.
pub fn library(library: Library) -> String {
    format!("{DESK_LIBRARIES}/{}", library.slug())
}

/// The entries of a library that say this, after one of them.
pub fn library_from(library: Library, sought: &str, cursor: &str) -> String {
    format!("{DESK_LIBRARIES}/{}?q={}&cursor={}", library.slug(), encode(sought), encode(cursor))
}

/// A library as a table for spreadsheets.
pub fn library_table(library: Library) -> String {
    format!("/api{DESK_LIBRARIES}/{}/entries.csv", library.slug())
}

/// An entry of a library, which is also where it is changed.
pub fn library_entry(library: Library, id: i64) -> String {
    format!("{DESK_LIBRARIES}/{}/{id}", library.slug())
}

/// A group of questions that were not answered well, which is also where an entry is made of it.
pub fn question_group(id: i64) -> String {
    format!("{DESK_LEARNING}/{id}")
}

/// The same, with what is to be made of it.
pub fn teach(id: i64, library: Library) -> String {
    format!("{DESK_LEARNING}/{id}?library={}", library.slug())
}

/// The same, with a field filled in.
pub fn teach_with(id: i64, library: Library, field: &str, value: &str) -> String {
    format!("{}&{}={}", teach(id, library), encode(field), encode(value))
}
