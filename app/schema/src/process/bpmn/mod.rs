//! BPMN 2.0: any process as a diagram that common modellers open, and their block-structured models as processes.
//!
//! Two doors: [`export`] and [`import`]. What BPMN has no word for stands in `extensionElements` under [`OWN`], so a process
//! that goes out and comes back is what it was. What comes from elsewhere is read as a graph and reduced to blocks; what did
//! not come along is named, and what has no blocks is refused with its place.

mod export;
mod import;
mod marks;
mod roles;
#[cfg(test)]
mod tests;

pub use export::export;
pub use import::{Imported, Loss, LossCode, Options, Place, Refusal, Refused, import};

/// The namespace of BPMN 2.0 models (OMG formal/2011-01-03).
const MODEL: &str = "http://www.omg.org/spec/BPMN/20100524/MODEL";

/// The namespace of what BPMN has no word for. A name, not an address.
const OWN: &str = "https://onehall.dev/bpmn";

/// The language of the conditions.
const LOGIC: &str = "https://jsonlogic.com/";

/// The text as XML can carry it: characters that XML 1.0 has no way to write are replaced.
fn shown(text: &str) -> String {
    let fits = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..);
    text.chars().map(|c| if fits(c) { c } else { char::REPLACEMENT_CHARACTER }).collect()
}
