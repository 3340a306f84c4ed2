//! Pages: which came and went, what they are called, and how they are laid out.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::{Difference, Named, Pairing};
use crate::form::program::{Form, Item, Page};
use crate::form::validate::collect;

pub(super) fn compare(old: &Form, new: &Form, pairing: &Pairing<'_>, found: &mut Vec<Difference>) {
    let before = |id: &str| old.every_page().find(|page| page.id == id);
    let after = |id: &str| new.every_page().find(|page| page.id == id);
    let gone = old.every_page().filter(|page| after(&page.id).is_none());
    found.extend(gone.map(|page| Difference::PageRemoved { page: named(page) }));
    let stayed: Vec<&str> = ids(old).filter(|id| after(id).is_some()).collect();
    let stays: Vec<&str> = ids(new).filter(|id| before(id).is_some()).collect();
    let in_place = longest_in_order(&stayed, &stays);
    let (pages_before, pages_after) = (pages_of(old), pages_of(new));
    let is_kept = |pair: &&super::Pair<'_>| {
        let (from, to) = (pages_before.get(pair.before.as_str()), pages_after.get(pair.at.as_str()));
        from.map(|page| &page.key) == to.map(|page| &page.key)
    };
    let kept: Vec<&super::Pair<'_>> = pairing.pairs.iter().filter(is_kept).collect();
    let old_names = kept.iter().map(|pair| (pair.before.as_str(), pair.at.as_str())).collect();
    let new_names = kept.iter().map(|pair| (pair.at.as_str(), pair.at.as_str())).collect();
    for page in new.every_page() {
        let Some(other) = before(&page.id) else {
            found.push(Difference::PageAdded { page: named(page) });
            continue;
        };
        if !in_place.contains(page.id.as_str()) {
            found.push(Difference::PageMoved { page: named(page) });
        }
        if other.title != page.title {
            let (from, to) = (other.title.clone(), page.title.clone());
            found.push(Difference::PageRenamed { page: named(page), from, to });
        }
        if (&other.question, &other.why) != (&page.question, &page.why) {
            found.push(Difference::PageReworded { page: named(page) });
        }
        if layout(old, &other.items, &old_names) != layout(new, &page.items, &new_names) {
            found.push(Difference::PageRearranged { page: named(page) });
        }
    }
}

fn ids(form: &Form) -> impl Iterator<Item = &str> {
    form.every_page().map(|page| page.id.as_str())
}

fn named(page: &Page) -> Named {
    Named { key: page.id.clone(), label: page.title.clone() }
}

/// For each difference the page it is about: where its field stands, or the first of its rule's; where it stood, if it is
/// gone.
pub(super) fn of_each(old: &Form, new: &Form, differences: &[Difference]) -> Vec<Option<Named>> {
    let places = [pages_of(new), pages_of(old)];
    let of = |key: &str| {
        let holds = |place: &str| {
            key.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let page = |pages: &BTreeMap<&str, Named>| {
            pages.iter().find(|(place, _)| holds(place)).map(|(_, page)| page.clone())
        };
        // A rule may be about a page, by its id.
        let by_id = || new.pages.iter().chain(&old.pages).find(|page| page.id == key).map(named);
        places.iter().find_map(page).or_else(by_id)
    };
    differences.iter().map(|difference| subject(difference).and_then(|subject| of(&subject.key))).collect()
}

/// What a difference is about first, where that may stand on a page.
fn subject(difference: &Difference) -> Option<&Named> {
    use Difference as D;
    match difference {
        D::PageAdded { page }
        | D::PageRemoved { page }
        | D::PageMoved { page }
        | D::PageRenamed { page, .. }
        | D::PageReworded { page }
        | D::PageRearranged { page } => Some(page),
        D::FieldAdded { field, .. }
        | D::FieldRemoved { field }
        | D::FieldMoved { field, .. }
        | D::IdChanged { field, .. }
        | D::LabelChanged { field, .. }
        | D::HintChanged { field, .. }
        | D::NeedChanged { field, .. }
        | D::ControlChanged { field, .. }
        | D::ChoiceAdded { field, .. }
        | D::ChoiceRemoved { field, .. }
        | D::ChoiceRenamed { field, .. }
        | D::CheckChanged { field, .. }
        | D::FieldChanged { field, .. } => Some(field),
        D::RuleAdded { targets, .. } | D::RuleRemoved { targets, .. } | D::RuleChanged { targets, .. } => {
            targets.first()
        }
        D::RuleRetargeted { added, removed, .. } => added.first().or(removed.first()),
        D::TitleChanged { .. }
        | D::FormChanged { .. }
        | D::WholeChanged { .. }
        | D::MaterialAdded { .. }
        | D::MaterialRemoved { .. }
        | D::MaterialRenamed { .. }
        | D::MaterialNeedChanged { .. }
        | D::MaterialConditionChanged { .. }
        | D::MaterialChanged { .. } => None,
    }
}

/// The page of each field that stands on one.
pub(super) fn pages_of(form: &Form) -> BTreeMap<&str, Named> {
    let mut found = BTreeMap::new();
    for page in form.every_page() {
        let mut places = Vec::new();
        collect(&page.items, &mut places);
        for field in places.into_iter().filter_map(|place| form.fields.get(place)) {
            found.insert(field.pointer.as_str(), named(page));
        }
    }
    found
}

/// What stands on a page as far as both versions have it there, fields by their newer names.
fn layout(form: &Form, items: &[Item], names: &BTreeMap<&str, &str>) -> Vec<Value> {
    let each = items.iter().filter_map(|item| match item {
        Item::Field(place) => {
            let field = form.fields.get(*place)?;
            names.get(field.pointer.as_str()).map(|name| json!(name))
        }
        Item::Group { title, items, .. } => {
            let items = layout(form, items, names);
            (!items.is_empty()).then(|| json!({"title": title, "items": items}))
        }
        Item::Row { items } => {
            let items = layout(form, items, names);
            (!items.is_empty()).then(|| json!({"row": items}))
        }
        other => serde_json::to_value(other).ok(),
    });
    each.collect()
}

/// The most of the names that stand in the same order in both lists: what is not among them has moved.
fn longest_in_order<'a>(old: &[&str], new: &[&'a str]) -> BTreeSet<&'a str> {
    let mut best: Vec<Vec<&'a str>> = Vec::new();
    let place = |name: &str| old.iter().position(|other| *other == name);
    for name in new {
        let before = best.iter().filter(|run| run.last().is_none_or(|last| place(last) < place(name)));
        let mut run = before.max_by_key(|run| run.len()).cloned().unwrap_or_default();
        run.push(name);
        best.push(run);
    }
    best.into_iter().max_by_key(Vec::len).unwrap_or_default().into_iter().collect()
}
