//! Which field of the older version is which field of the newer one.
//!
//! The pointer says it; where a pointer is gone, the data element says it, or the name of the question in the same
//! place, if only one is gone and one is new by that name. Two questions that are merely called alike (an agent's name,
//! an applicant's name) are never taken for each other.

use std::collections::{BTreeMap, BTreeSet};
use std::mem::discriminant;

use crate::expr::under;
use crate::form::control::Control;
use crate::form::program::{Field, Form};
use crate::locale::Text;

/// A field in both versions. Pointers have their rows written `-`.
pub(in crate::form) struct Pair<'a> {
    pub(in crate::form) before: String,
    pub(in crate::form) old: &'a Field,
    pub(in crate::form) at: String,
    pub(in crate::form) new: &'a Field,
}

/// The fields of two versions, paired.
#[derive(Default)]
pub(in crate::form) struct Pairing<'a> {
    /// Those in both, in the order of the newer version.
    pub(in crate::form) pairs: Vec<Pair<'a>>,
    /// Those of the newer version only; with a group its fields are not named again.
    pub(in crate::form) added: Vec<(String, &'a Field)>,
    /// Those of the older version only.
    pub(in crate::form) removed: Vec<(String, &'a Field)>,
    /// From old pointers to new ones.
    renamed: BTreeMap<String, String>,
}

impl<'a> Pairing<'a> {
    pub(in crate::form) fn of(old: &'a Form, new: &'a Form) -> Self {
        let mut pairing = Self::default();
        pairing.fields((&old.fields, ""), (&new.fields, ""));
        let each = pairing.pairs.iter().filter(|pair| pair.before != pair.at);
        pairing.renamed = each.map(|pair| (pair.before.clone(), pair.at.clone())).collect();
        pairing
    }

    fn fields(&mut self, (old, before): (&'a [Field], &str), (new, at): (&'a [Field], &str)) {
        let by_pointer: BTreeMap<&str, &Field> =
            old.iter().map(|field| (field.pointer.as_str(), field)).collect();
        let still: BTreeSet<&str> = new.iter().map(|field| field.pointer.as_str()).collect();
        let gone = || old.iter().filter(|field| !still.contains(field.pointer.as_str()));
        let fresh: Vec<&Field> =
            new.iter().filter(|field| !by_pointer.contains_key(field.pointer.as_str())).collect();
        let (lost, found) = (Identities::of(gone()), Identities::of(fresh.iter().copied()));
        let mut taken: BTreeSet<&str> = BTreeSet::new();
        for field in new {
            let same = by_pointer.get(field.pointer.as_str()).copied();
            let same = same.or_else(|| found.only(field).and_then(|()| lost.find(field)));
            match same {
                Some(other) if taken.insert(&other.pointer) => self.pair((other, before), (field, at)),
                _ => self.added.push((field.at(at), field)),
            }
        }
        let removed = old.iter().filter(|field| !taken.contains(field.pointer.as_str()));
        self.removed.extend(removed.map(|field| (field.at(before), field)));
    }

    fn pair(&mut self, (old, before): (&'a Field, &str), (new, at): (&'a Field, &str)) {
        let (before, at) = (old.at(before), new.at(at));
        self.pairs.push(Pair { before: before.clone(), old, at: at.clone(), new });
        if let (Control::Repeat { fields: old, .. }, Control::Repeat { fields: new, .. }) =
            (&old.control, &new.control)
        {
            self.fields((old, &format!("{before}/-")), (new, &format!("{at}/-")));
        }
    }

    /// What an old pointer is called in the newer version.
    pub(in crate::form) fn renamed<'p>(&'p self, old: &'p str) -> &'p str {
        self.renamed.get(old).map_or(old, String::as_str)
    }

    /// Whether any field at or below this pointer is in both versions.
    pub(super) fn keeps_below(&self, pointer: &str) -> bool {
        self.pairs.iter().any(|pair| under(&pair.at, pointer) || under(&pair.before, pointer))
    }
}

/// What fields are known by besides their pointers, and how many are known by it.
#[derive(Default)]
struct Identities<'a> {
    elements: BTreeMap<&'a str, Vec<&'a Field>>,
    labels: BTreeMap<(&'a str, String), Vec<&'a Field>>,
}

impl<'a> Identities<'a> {
    fn of(fields: impl Iterator<Item = &'a Field>) -> Self {
        let mut all = Self::default();
        for field in fields {
            if let Some(element) = &field.element {
                all.elements.entry(element).or_default().push(field);
            }
            if !field.label.is_empty() {
                all.labels.entry((parent(field), written(&field.label))).or_default().push(field);
            }
        }
        all
    }

    /// The one field that has the identity of this one and is asked in the same way.
    fn find(&self, field: &Field) -> Option<&'a Field> {
        let one = |fields: &Vec<&'a Field>| match fields.as_slice() {
            [only] => Some(*only),
            _ => None,
        };
        let element = field.element.as_deref().and_then(|element| self.elements.get(element)).and_then(one);
        let label = || self.labels.get(&(parent(field), written(&field.label))).and_then(one);
        let same_way = |other: &&Field| discriminant(&other.control) == discriminant(&field.control);
        element.or_else(label).filter(same_way)
    }

    /// Whether no other field has the identity of this one.
    fn only(&self, field: &Field) -> Option<()> {
        self.find(field).filter(|other| std::ptr::eq(*other, field)).map(|_| ())
    }
}

fn parent(field: &Field) -> &str {
    field.pointer.rsplit_once('/').map_or("", |(parent, _)| parent)
}

fn written(label: &Text) -> String {
    crate::Locale::ALL.map(|locale| label.get(locale)).join("\n")
}
