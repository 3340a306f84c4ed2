//! BPMN 2.0 of elsewhere, or of ours, as a definition.
//!
//! Of several processes in a file, the first that is executable is taken, or else the one with most nodes; the others are
//! named as lost. Nothing here decides what an office does: a task that says nothing of itself is a review by an officer,
//! and is named. A definition that is no process of ours yet, for want of an acceptance or a decision, is given with what
//! [`Process::read`] says of it.

mod activity;
mod definition;
mod fork;
mod graph;
mod piece;
mod reader;
mod reduce;
mod report;
mod scope;
mod source;

use std::cmp::Reverse;

use serde_json::Value;

use super::super::definition::Process;
use super::super::read::DefinitionError;
use reader::Reader;
pub use report::{Loss, LossCode, Place, Refusal, Refused};
use source::{Xml, attribute, children, decode, parse, word};

/// What one may wish of an import.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Put an acceptance before what is done, and a decision and a delivery after it.
    pub frame: bool,
}

/// A definition, and what is not in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Imported {
    /// The definition, as [`Process::read`] takes it.
    pub definition: Value,
    /// What did not come along as it was, in the order of the file.
    pub losses: Vec<Loss>,
    /// What [`Process::read`] says of the definition; nothing if it is a process.
    pub problems: Vec<DefinitionError>,
}

/// Reads a BPMN 2.0 file (OMG formal/2011-01-03): its block-structured part.
///
/// # Errors
///
/// Refuses what is no such file, what has no blocks, and what would do something else if a part were left out.
pub fn import(bytes: &[u8], options: Options) -> Result<Imported, Refused> {
    let text = decode(bytes)?;
    let document = parse(&text)?;
    let definitions = document.root_element();
    if word(definitions) != Some("definitions") {
        let name = definitions.tag_name();
        let detail = format!("{{{}}}{}", name.namespace().unwrap_or_default(), name.name());
        return Err(Refused::whole(Refusal::NotBpmn, detail));
    }
    let mut reader = Reader::new(&text, definitions)?;
    let process = chosen(definitions).ok_or_else(|| Refused::whole(Refusal::NoProcess, ""))?;
    let definition = reader.definition(definitions, process, options)?;
    let problems = Process::read(&definition.to_string()).err().unwrap_or_default();
    Ok(Imported { definition, losses: reader.losses(), problems })
}

/// The process that is taken of a file.
fn chosen(definitions: Xml<'_>) -> Option<Xml<'_>> {
    let size = |process: &Xml<'_>| {
        let nodes = process.descendants().filter_map(word);
        nodes.filter(|name| scope::is_flow_node(name)).count()
    };
    let all = || children(definitions).filter(|part| word(*part) == Some("process"));
    let is_executable = |process: &Xml<'_>| matches!(attribute(*process, "isExecutable"), Some("true" | "1"));
    let runs = all().find(|process| is_executable(process) && size(process) > 0);
    // Of several that are alike `min_by_key` keeps the first.
    runs.or_else(|| all().min_by_key(|process| Reverse(size(process))))
}
