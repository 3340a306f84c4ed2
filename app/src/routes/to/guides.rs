//! Addresses of guides, and of the desk where they are written.

use schema::catalogue::encode;
use schema::guide::{GuidePart, query_of};

pub const GUIDES: &str = "/guides";
pub const DESK_GUIDES: &str = "/desk/guides";

/// A guide, at these answers.
pub fn guide<'a>(code: &str, answers: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    format!("{GUIDES}/{}{}", encode(code), query_of(answers))
}

/// An item, in the situation that these answers tell.
pub fn situation<'a>(code: &str, answers: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    format!("{}{}", super::item(code), query_of(answers))
}

/// A guide at the desk, with its life.
pub fn desk_guide(id: &str) -> String {
    format!("{DESK_GUIDES}/{}", encode(id))
}

/// Where the draft of a guide is written.
pub fn edit_guide(id: &str) -> String {
    format!("{DESK_GUIDES}/{}/edit", encode(id))
}

/// The same with a part of it open, tried out with these answers.
pub fn edited_guide<'a>(
    id: &str,
    open: Option<(GuidePart, usize)>,
    answers: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> String {
    let at = open.map(|(part, at)| (part, at.to_string()));
    let of_page = at.iter().flat_map(|(part, at)| [("_part", part.slug()), ("_at", at.as_str())]);
    let mut query = query_of(of_page);
    let tried = query_of(answers);
    // The second query goes on where there is a first one.
    query.push_str(&if query.is_empty() { tried } else { tried.replacen('?', "&", 1) });
    format!("{}{query}", edit_guide(id))
}

/// What is different between two versions of a guide.
pub fn guide_differences(id: &str, from: u32, until: &str) -> String {
    format!("{DESK_GUIDES}/{}/diff?from={from}&to={}", encode(id), encode(until))
}

/// A version of a guide as it is stored; `draft` is one too.
pub fn guide_source(id: &str, version: &str) -> String {
    format!("{DESK_GUIDES}/{}/{}", encode(id), encode(version))
}
