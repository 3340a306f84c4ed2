//! The catalogue of public documents: the list, one document, and the desk where editors keep it. Documents, all of them.

mod desk;
mod list;
mod one;
mod write;

pub use desk::DeskDisclosuresPage;
pub use list::DisclosuresPage;
pub use one::DisclosurePage;
pub use write::{DeskDisclosurePage, NewDisclosurePage};

use schema::disclosures::DisclosureLine;

use crate::text::{Disclosures, use_words};

/// The words of this room in the page's language.
fn texts() -> Disclosures {
    Disclosures(use_words().locale)
}

/// What stands below the title of a line: its number, whose it is, when, and whether it holds.
fn said_of(line: &DisclosureLine) -> String {
    let (all, words) = (use_words(), texts());
    let validity = line.validity.map(|validity| words.validity_of(validity).to_owned());
    let mode =
        (line.mode == schema::disclosures::DisclosureMode::OnRequest).then(|| words.on_request().to_owned());
    let day = all.full_day(line.published_on);
    let said = [line.document_number.clone(), Some(line.issuer.clone()), Some(day), validity, mode];
    said.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
