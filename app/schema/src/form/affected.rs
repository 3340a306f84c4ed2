//! What an edit may touch, at first or second hand: what a designer is told before saving.

use std::collections::BTreeSet;

use super::find::materials_on;
use super::pointer::overlap;
use super::program::{Form, Item};
use super::validate::fields_of;
use crate::expr::under;

/// What may change when a datum changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Affected {
    /// Places in [`Form::rules`].
    pub rules: BTreeSet<usize>,
    /// Pointers of fields, rows written `-`, and `#id` of groups and pages that may say something else.
    pub fields: BTreeSet<String>,
    /// Places among [`Form::every_page`].
    pub pages: BTreeSet<usize>,
    /// Places in [`Form::materials`].
    pub materials: BTreeSet<usize>,
}

/// All that may change with the datum at this pointer.
pub fn affected(form: &Form, pointer: &str) -> Affected {
    let mut all = Affected::default();
    for (_, readers) in form.index.iter().filter(|(read, _)| overlap(read, pointer)) {
        all.rules.extend(&readers.rules);
        all.materials.extend(&readers.materials);
    }
    for rule in all.rules.iter().filter_map(|place| form.rules.get(*place)) {
        all.fields.extend(rule.targets.iter().map(|target| format!("{}{target}", rule.row)));
    }
    for (place, page) in form.every_page().enumerate() {
        let mut on_page = fields_of(form, &page.items);
        if on_page.any(|field| all.fields.iter().any(|pointer| under(pointer, &field.pointer)))
            || materials_on(&page.items).iter().any(|material| all.materials.contains(material))
            || is_named(&all.fields, &page.id)
            || has_group(&all.fields, &page.items)
        {
            all.pages.insert(place);
        }
    }
    all
}

/// Whether a page or a group is among those about which something is said.
fn is_named(about: &BTreeSet<String>, id: &str) -> bool {
    about.contains(&format!("#{id}"))
}

fn has_group(about: &BTreeSet<String>, items: &[Item]) -> bool {
    items.iter().any(|item| match item {
        Item::Group { id, items, .. } => is_named(about, id) || has_group(about, items),
        Item::Row { items } => has_group(about, items),
        _ => false,
    })
}
