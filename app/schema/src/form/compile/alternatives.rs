//! Alternatives: `anyOf`, `oneOf`, `then`, `else` and their like. Which of them holds is checked on the whole; what they
//! speak of has to be asked all the same.

use std::collections::BTreeSet;

use super::MAX_DEPTH;
use super::node::{Node, Properties};
use super::place::Place;

/// Properties that only alternatives speak of.
#[derive(Default)]
pub(super) struct Alternatives<'a> {
    /// Each as the first alternative has it.
    pub(super) first: Properties<'a>,
    /// The names of those that another alternative has otherwise.
    pub(super) varied: BTreeSet<&'a str>,
}

impl<'a> Alternatives<'a> {
    fn add(&mut self, name: &'a str, places: Vec<Place<'a>>) {
        let values = |places: &[Place<'a>]| places.iter().map(|place| place.value).collect::<Vec<_>>();
        match self.first.iter().find(|(other, _)| *other == name) {
            None => self.first.push((name, places)),
            Some((_, first)) if values(first) != values(&places) => _ = self.varied.insert(name),
            Some(_) => {}
        }
    }
}

/// What only the alternatives of this schema speak of, not the schema itself.
pub(super) fn alternatives<'a>(node: &Node<'_, 'a>, named: &[(&'a str, Vec<Place<'a>>)]) -> Alternatives<'a> {
    let mut branches: Vec<Place<'a>> = Vec::new();
    for place in node.places() {
        for keyword in ["anyOf", "oneOf"] {
            branches.extend(place.listed(keyword));
        }
        for keyword in ["then", "else"] {
            branches.extend(place.one(keyword));
        }
        for keyword in ["dependentSchemas", "dependencies"] {
            branches.extend(place.named(keyword).into_iter().map(|(_, place)| place));
        }
    }
    let mut found = Alternatives::default();
    for branch in branches {
        let branch = Node::schema(node.context, &[branch]);
        let mut properties = branch.properties();
        // Alternatives have alternatives.
        if branch.places().count() < MAX_DEPTH {
            let nested: Vec<Place<'a>> = branch.places().cloned().collect();
            for keyword in ["anyOf", "oneOf"] {
                let deeper = nested.iter().flat_map(|place| place.listed(keyword));
                properties.extend(deeper.flat_map(|place| Node::schema(node.context, &[place]).properties()));
            }
        }
        for (name, places) in properties {
            let is_named = named.iter().any(|(other, _)| *other == name);
            // `false` says that there must be no such thing.
            if !is_named && places.iter().any(|place| place.value != false) {
                found.add(name, places);
            }
        }
    }
    found
}

/// The first of the alternatives that a schema names, if it does.
pub(super) fn first_alternative<'a>(place: &Place<'a>) -> Option<Place<'a>> {
    ["anyOf", "oneOf"].iter().find_map(|keyword| place.listed(keyword).into_iter().next())
}
