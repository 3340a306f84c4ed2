//! What a definition says besides questions: where it comes from, and the documents asked for.

use std::collections::BTreeSet;

use serde_json::Value;

use super::node::Node;
use crate::form::lint::LintCode;
use crate::form::program::{Capture, Material, Meta, Source};

/// Media types of a document, unless the definition names others.
const ACCEPT: [&str; 3] = ["image/jpeg", "image/png", "application/pdf"];
/// Of a photograph and of a signature there is one file.
const PICTURES: [&str; 2] = ["image/jpeg", "image/png"];
/// The photograph of an identity card, GA/T 1011: 26 by 32 mm at 350 dots an inch.
const PHOTO: Capture = Capture::Photo { width: 358, height: 441 };
/// Files in one document, unless the definition says otherwise.
const MAX_FILES: u32 = 5;

/// Reads `meta`.
pub(super) fn meta(file: &Node<'_, '_>) -> Meta {
    let opened = file.get("meta").and_then(|meta| Node::open(file.context, meta, file.path("meta")));
    let Some(node) = opened else {
        // A JSON Forms example says it thus.
        return Meta { id: file.owned("name"), title: file.text("label"), ..Meta::default() };
    };
    let sources = node.entries("sources").filter_map(|(at, source)| {
        let source = Node::open(node.context, source, at)?;
        let read =
            Source { title: source.owned("title"), url: source.owned("url"), date: source.owned("date") };
        source.close_leniently();
        Some(read)
    });
    let meta = Meta {
        id: node.owned("id"),
        version: version(&node),
        title: node.text("title"),
        demonstration: node.flag("demonstration").unwrap_or(false),
        sources: sources.collect(),
    };
    node.close_leniently();
    meta
}

/// A version is written as text or as a number.
fn version(node: &Node<'_, '_>) -> String {
    match node.get("version") {
        Some(Value::Number(number)) => number.to_string(),
        _ => node.owned("version"),
    }
}

/// Reads `materials`. A material is required unless it says otherwise.
pub(super) fn materials(file: &Node<'_, '_>) -> Vec<Material> {
    let mut ids = BTreeSet::new();
    let mut materials = Vec::new();
    for (at, material) in file.entries("materials") {
        let Some(node) = Node::open(file.context, material, at) else { continue };
        let Some(material) = read_material(&node) else { continue };
        if ids.insert(material.id.clone()) {
            materials.push(material);
        } else {
            node.bad("id", LintCode::Duplicate, material.id);
        }
        node.close();
    }
    materials
}

fn read_material(node: &Node<'_, '_>) -> Option<Material> {
    let id = node.owned("id");
    let name = node.text("name");
    if id.is_empty() || name.is_empty() {
        node.context.error(&node.at, LintCode::MissingLabel, "id and name");
        return None;
    }
    // Whether it is asked for cannot be told from a condition that was not understood.
    let when = if node.has("when") { Some(node.expr("when")?) } else { None };
    let capture = capture(node);
    let (usual, most) = match capture {
        Capture::File => (&ACCEPT[..], MAX_FILES),
        Capture::Photo { .. } | Capture::Signature => (&PICTURES[..], 1),
    };
    let mut accept: Vec<String> =
        node.list("accept").iter().filter_map(|kind| kind.as_str().map(ToOwned::to_owned)).collect();
    if accept.is_empty() {
        accept = usual.iter().map(|kind| (*kind).to_owned()).collect();
    }
    Some(Material {
        id,
        name,
        required: node.flag("required").unwrap_or(true),
        when,
        hint: node.text("hint"),
        accept,
        max_files: node.count("max_files").unwrap_or(most),
        capture,
        licence: licence(node),
    })
}

/// The code of a type of licence. Which types there are is not known here.
fn licence(node: &Node<'_, '_>) -> Option<String> {
    let code = node.get("licence")?;
    let said = code.as_str().map(str::trim).filter(|code| !code.is_empty());
    if said.is_none() {
        node.bad("licence", LintCode::BadValue, "not the code of a type of licence");
    }
    said.map(str::to_owned)
}

/// `"file"`, `"photo"`, `{"photo": {"width": 358, "height": 441}}` or `"signature"`.
fn capture(node: &Node<'_, '_>) -> Capture {
    match node.get("capture") {
        None => Capture::File,
        Some(Value::String(name)) => match name.as_str() {
            "file" => Capture::File,
            "photo" => PHOTO,
            "signature" => Capture::Signature,
            other => {
                node.bad("capture", LintCode::BadValue, other);
                Capture::File
            }
        },
        Some(held) => photo(node, held).unwrap_or_else(|| {
            node.bad("capture", LintCode::BadValue, "not the size of a photograph");
            Capture::File
        }),
    }
}

fn photo(node: &Node<'_, '_>, held: &Value) -> Option<Capture> {
    let held = Node::open(node.context, held, node.path("capture"))?;
    let size = Node::open(node.context, held.get("photo")?, held.path("photo"))?;
    let (width, height) = (size.count("width")?, size.count("height")?);
    size.close();
    held.close();
    (width > 0 && height > 0).then_some(Capture::Photo { width, height })
}
