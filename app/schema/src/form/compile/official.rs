//! What only officers answer: `"x-control": "opinion"`, `"countersign"` or `"seal"`. The parts of an opinion are its
//! properties, in their order; `blocks` has written out what they are.

use serde_json::Value;

use super::choice;
use super::field::Asked;
use super::node::Node;
use crate::form::control::Control;
use crate::form::lint::LintCode;
use crate::form::opinion::{Opinion, OpinionPart, Seal};
use crate::form::pointer::{key, tokens};

/// Whether it is one of these.
pub(super) fn is_official(node: &Node<'_, '_>) -> bool {
    let name = node.peek("x-control").and_then(Value::as_str);
    matches!(name, Some("opinion" | "countersign" | "seal"))
}

/// The control, if it is one for officers. What is right is said by its schema.
pub(super) fn control(node: &Node<'_, '_>, pointer: &str, is_in_row: bool) -> Option<Asked> {
    let name = node.string("x-control")?;
    let control = match name {
        "opinion" => Control::Opinion(opinion(node, false)),
        "countersign" => {
            let places: Vec<_> = node.places().filter_map(|place| place.one("items")).collect();
            let items = Node::schema(node.context, &places);
            Control::Opinion(opinion(&items, true))
        }
        "seal" => Control::Seal(seal(node, pointer)),
        _ => {
            node.bad("x-control", LintCode::UnsupportedKeyword, name);
            return None;
        }
    };
    if is_in_row {
        node.bad("x-control", LintCode::UnsupportedElement, "officers sign a form, not a row of it");
    }
    Some(Asked { control, is_loose: true })
}

fn opinion(node: &Node<'_, '_>, several: bool) -> Opinion {
    let mut opinion = Opinion { several, ..Opinion::default() };
    for (name, places) in node.properties() {
        let member = Node::schema(node.context, &places);
        match OpinionPart::from_name(name) {
            Some(part) => opinion.parts.push(part),
            None => node.context.error(&member.at, LintCode::BadName, name),
        }
        if name == OpinionPart::Outcome.name()
            && let Some(Asked { control: Control::Choice { options, .. }, .. }) =
                choice::control(&member, Some("string"), true)
        {
            opinion.outcomes = options;
        }
    }
    opinion
}

/// `"x-seal": {"id": "main", "of": "某某局"}`, both as one likes.
fn seal(node: &Node<'_, '_>, pointer: &str) -> Seal {
    if node.peek("type").and_then(Value::as_str) != Some("string") {
        node.bad("x-control", LintCode::BadValue, "a seal is a string");
    }
    let asked = node.get("x-seal").and_then(|asked| Node::open(node.context, asked, node.path("x-seal")));
    let mut seal = Seal::default();
    if let Some(asked) = asked {
        seal = Seal { id: asked.owned("id"), of: asked.text("of") };
        asked.close();
    }
    if seal.id.is_empty() {
        seal.id = tokens(pointer).last().map(key).unwrap_or_default();
    }
    seal
}
