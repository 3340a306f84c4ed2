//! Parts of a layout, wherever they stand: what one of two people moved and the other edited is moved and edited.
//!
//! What is said of a part is brought together before the layout is, so that to the layout it is the same part in all
//! versions, and only its place is left to tell.

use std::collections::BTreeMap;

use serde_json::Value;

use super::identity::{elements, look, shown};
use super::kind::Kind;
use super::place::{Place, Versions};
use super::walk::Walk;
use super::{Matter, Side};

/// Where a part stands.
#[derive(Clone)]
struct Spot {
    pointer: String,
    /// What the part that it is in is known by.
    home: String,
    depth: usize,
    has_parts: bool,
}

/// Parts by what they are known by; nothing for what there is more than one of.
type Spots = BTreeMap<String, Option<Spot>>;

/// Settles what stands where, and what is said of each part, in the base, mine and theirs.
pub(super) fn settle(walk: &mut Walk<'_>, versions: &mut [Value; 3]) {
    settle_places(walk, versions);
    let (containers, parts): (Vec<_>, Vec<_>) =
        in_all(versions).into_iter().partition(|(_, spots)| spots.iter().any(|spot| spot.has_parts));
    for (_, spots) in &parts {
        settle_content(walk, versions, spots);
    }
    // What is inside comes first. Places inside of what has been settled are other places now.
    let mut names: Vec<(usize, String)> =
        containers.into_iter().map(|(name, [base, ..])| (base.depth, name)).collect();
    names.sort_by(|(one, _), (other, _)| other.cmp(one));
    for (_, name) in names {
        let found = in_all(versions).into_iter().find(|(other, _)| *other == name);
        let Some((_, spots)) = found else { continue };
        // What stands where it was is brought together with what is around it.
        if is_moved(versions, &spots, 1) || is_moved(versions, &spots, 2) {
            settle_content(walk, versions, &spots);
        }
    }
}

/// A question that both moved, to different places, stays in one of them.
fn settle_places(walk: &mut Walk<'_>, versions: &mut [Value; 3]) {
    // What is removed on the way moves what stands after it.
    let before = versions.clone();
    let known = spots(&before[0]);
    for (name, all) in in_all(&before) {
        let [base, mine, theirs] = &all;
        let is_apart = base.home != mine.home && base.home != theirs.home && mine.home != theirs.home;
        // Where both are in something new, it may be the same thing by another name.
        let is_known = [mine, theirs].iter().any(|spot| known.contains_key(&spot.home));
        if !is_apart || !is_known || all.iter().any(|spot| spot.has_parts) {
            continue;
        }
        let (my, their) = (before[1].pointer(&mine.pointer), before[2].pointer(&theirs.pointer));
        let loser = match walk.disagree(&mine.pointer, Matter::Order, my, their) {
            Side::Mine => 2,
            Side::Theirs => 1,
        };
        // To the layout it is then new where it stays.
        for version in [0, loser] {
            remove(&mut versions[version]["uischema"], &name);
        }
    }
}

/// Whether one of them moved it into something else. What it is in may have got another name.
fn is_moved(versions: &[Value; 3], all: &[Spot; 3], version: usize) -> bool {
    let (before, after) = (&all[0].home, &all[version].home);
    let knows = |version: usize, home: &String| spots(&versions[version]).contains_key(home);
    before != after && (knows(0, after) || knows(version, before))
}

fn settle_content(walk: &mut Walk<'_>, versions: &mut [Value; 3], spots: &[Spot; 3]) {
    let at = Place { mine: spots[1].pointer.clone(), theirs: spots[2].pointer.clone() };
    let [base, mine, theirs] = [0, 1, 2].map(|version| versions[version].pointer(&spots[version].pointer));
    let Some(merged) = walk.value(&at, Kind::Layout, Versions { base, mine, theirs }) else { return };
    for (version, spot) in versions.iter_mut().zip(spots) {
        if let Some(part) = version.pointer_mut(&spot.pointer) {
            part.clone_from(&merged);
        }
    }
}

/// The parts that are there once in each version.
fn in_all(versions: &[Value; 3]) -> Vec<(String, [Spot; 3])> {
    let [base, mut mine, mut theirs] = versions.each_ref().map(spots);
    let all = base.into_iter().filter_map(|(name, spot)| {
        let spots = [spot?, mine.remove(&name)??, theirs.remove(&name)??];
        Some((name, spots))
    });
    all.collect()
}

fn spots(definition: &Value) -> Spots {
    let root = Spot { pointer: "/uischema".to_owned(), home: String::new(), depth: 0, has_parts: true };
    let mut spots = Spots::new();
    if let Some(layout) = definition.get("uischema") {
        collect(layout, &root, &mut spots);
    }
    spots
}

/// What a part is known by wherever it stands.
fn name(part: &Value) -> Option<String> {
    shown(part).or_else(|| look(part))
}

fn collect(part: &Value, at: &Spot, into: &mut Spots) {
    let home = name(part).unwrap_or_else(|| at.home.clone());
    for (place, inner) in elements(part).into_iter().flatten().enumerate() {
        let pointer = format!("{}/elements/{place}", at.pointer);
        let has_parts = elements(inner).is_some();
        let spot = Spot { pointer, home: home.clone(), depth: at.depth + 1, has_parts };
        collect(inner, &spot, into);
        if let Some(name) = name(inner) {
            into.entry(name).and_modify(|spot| *spot = None).or_insert(Some(spot));
        }
    }
}

fn remove(part: &mut Value, gone: &str) {
    if let Some(Value::Array(inside)) = part.get_mut("elements") {
        inside.retain(|inner| name(inner).is_none_or(|name| name != gone));
        inside.iter_mut().for_each(|inner| remove(inner, gone));
    }
}
