//! The file as a tree: its encoding, its bounds, and where in it something stands.

use std::collections::BTreeSet;

use roxmltree::{Document, Node, ParsingOptions};

use super::super::MODEL;
use super::report::{Place, Refusal, Refused};

/// An element.
pub(super) type Xml<'x> = Node<'x, 'x>;

/// The largest file, in bytes.
const LARGEST: usize = 8 << 20;

/// The most elements, texts and comments.
const MOST_NODES: u32 = 200_000;

/// How deep elements may lie within each other.
const DEEPEST: usize = 64;

impl Refused {
    /// About the file as a whole.
    pub(super) fn whole(why: Refusal, detail: impl Into<String>) -> Self {
        Self { place: Place::default(), why, detail: detail.into() }
    }
}

/// The file as text.
pub(super) fn decode(bytes: &[u8]) -> Result<String, Refused> {
    if bytes.len() > LARGEST {
        return Err(Refused::whole(Refusal::TooLarge, format!("{} bytes", bytes.len())));
    }
    let wide = |first: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| first([pair[0], pair[1]])).collect();
        String::from_utf16(&units).map_err(|error| Refused::whole(Refusal::Encoding, error.to_string()))
    };
    let text = match bytes {
        [0xff, 0xfe, ..] | [b'<', 0, ..] => wide(u16::from_le_bytes)?,
        [0xfe, 0xff, ..] | [0, b'<', ..] => wide(u16::from_be_bytes)?,
        _ => narrow(bytes)?,
    };
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// UTF-8, or what says that it is ISO-8859-1, whose bytes are the first characters of Unicode.
fn narrow(bytes: &[u8]) -> Result<String, Refused> {
    let head: String = bytes.iter().take(200).map(|byte| char::from(*byte).to_ascii_lowercase()).collect();
    let said = head.strip_prefix("<?xml").and_then(|head| head.split_once("?>")).and_then(|(head, _)| {
        let (_, after) = head.split_once("encoding")?;
        after.split(['"', '\'']).nth(1).map(str::to_owned)
    });
    match said.as_deref() {
        None | Some("utf-8" | "utf8" | "us-ascii" | "ascii") => {}
        Some("iso-8859-1" | "latin1") => return Ok(bytes.iter().map(|byte| char::from(*byte)).collect()),
        // Whatever it is called, these bytes mean the same in it.
        Some(_) if bytes.is_ascii() => {}
        Some(other) => return Err(Refused::whole(Refusal::Encoding, other)),
    }
    let text = std::str::from_utf8(bytes);
    text.map(str::to_owned).map_err(|error| Refused::whole(Refusal::Encoding, error.to_string()))
}

/// The tree of it. A document type is refused: it could say anything of the text.
pub(super) fn parse(text: &str) -> Result<Document<'_>, Refused> {
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).map_err(|error| {
        let why = match error {
            roxmltree::Error::NodesLimitReached => Refusal::TooLarge,
            _ => Refusal::Unreadable,
        };
        Refused::whole(why, error.to_string())
    })?;
    if is_too_deep(&document) {
        return Err(Refused::whole(Refusal::TooDeep, format!("more than {DEEPEST} elements")));
    }
    Ok(document)
}

fn is_too_deep(document: &Document<'_>) -> bool {
    let (mut node, mut depth) = (document.root(), 0_usize);
    loop {
        if let Some(child) = node.first_child() {
            (node, depth) = (child, depth + 1);
            if depth > DEEPEST {
                return true;
            }
            continue;
        }
        while node.next_sibling().is_none() {
            let Some(parent) = node.parent() else { return false };
            (node, depth) = (parent, depth - 1);
        }
        let Some(next) = node.next_sibling() else { return false };
        node = next;
    }
}

/// The name of an element of BPMN; none of another vocabulary.
pub(super) fn word<'x>(node: Xml<'x>) -> Option<&'x str> {
    (node.is_element() && node.tag_name().namespace() == Some(MODEL)).then(|| node.tag_name().name())
}

/// The elements of BPMN in it.
pub(super) fn children<'x>(node: Xml<'x>) -> impl Iterator<Item = Xml<'x>> {
    node.children().filter(|child| word(*child).is_some())
}

/// The names of the elements of BPMN in it, each once.
pub(super) fn words_in<'x>(node: Xml<'x>) -> Vec<&'x str> {
    children(node).filter_map(word).collect::<BTreeSet<_>>().into_iter().collect()
}

/// The first of this name in it.
pub(super) fn child<'x>(node: Xml<'x>, name: &str) -> Option<Xml<'x>> {
    children(node).find(|child| word(*child) == Some(name))
}

/// An attribute without the blanks around it; none if it is empty.
pub(super) fn attribute<'x>(node: Xml<'x>, name: &str) -> Option<&'x str> {
    node.attribute(name).map(str::trim).filter(|value| !value.is_empty())
}

/// All the text in it.
pub(super) fn text(node: Xml<'_>) -> String {
    node.children().filter_map(|child| child.text()).collect::<String>().trim().to_owned()
}
