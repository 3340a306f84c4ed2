//! Rules. They have no ids: the same effect on the same fields is the same rule, and so is the same condition on some of
//! the same fields.

use std::collections::{BTreeMap, BTreeSet};
use std::mem::discriminant;

use super::{Difference, Named, Pairing};
use crate::form::control::Control;
use crate::form::program::{Field, Form, Rule};
use crate::locale::Text;

pub(super) fn compare(old: &Form, new: &Form, pairing: &Pairing<'_>, found: &mut Vec<Difference>) {
    let (old_names, new_names) = (Names::of(old), Names::of(new));
    let mut before: Vec<Ours<'_>> = old.rules.iter().map(|rule| Ours::of(rule, pairing)).collect();
    let mut after: Vec<Ours<'_>> = new.rules.iter().map(Ours::new).collect();
    take(&mut before, &mut after, Ours::same);
    for (one, other) in take(&mut before, &mut after, Ours::same_subject) {
        found.push(Difference::RuleChanged {
            was: one.rule.effect.clone(),
            effect: other.rule.effect.clone(),
            row: other.row.clone(),
            targets: new_names.all(&other.targets),
            from: one.rule.when.clone(),
            to: other.rule.when.clone(),
        });
    }
    for (one, other) in take(&mut before, &mut after, Ours::same_condition) {
        let only =
            |some: &Ours<'_>, others: &Ours<'_>| some.targets.difference(&others.targets).cloned().collect();
        found.push(Difference::RuleRetargeted {
            effect: other.rule.effect.clone(),
            row: other.row.clone(),
            added: new_names.all(&only(&other, &one)),
            removed: old_names.all(&only(&one, &other)),
            when: other.rule.when.clone(),
        });
    }
    for Ours { rule, row, targets } in before {
        let (effect, when) = (rule.effect.clone(), rule.when.clone());
        found.push(Difference::RuleRemoved { effect, row, targets: old_names.all(&targets), when });
    }
    for Ours { rule, row, targets } in after {
        let (effect, when) = (rule.effect.clone(), rule.when.clone());
        found.push(Difference::RuleAdded { effect, row, targets: new_names.all(&targets), when });
    }
}

/// Takes out what belongs together, each once.
fn take<'a>(
    before: &mut Vec<Ours<'a>>,
    after: &mut Vec<Ours<'a>>,
    belong: impl Fn(&Ours<'a>, &Ours<'a>) -> bool,
) -> Vec<(Ours<'a>, Ours<'a>)> {
    let mut taken = Vec::new();
    let mut left = Vec::new();
    for one in before.drain(..) {
        match after.iter().position(|other| belong(&one, other)) {
            Some(place) => taken.push((one, after.remove(place))),
            None => left.push(one),
        }
    }
    *before = left;
    taken
}

/// A rule with its row and targets under their newer names.
struct Ours<'a> {
    rule: &'a Rule,
    row: String,
    targets: BTreeSet<String>,
}

impl<'a> Ours<'a> {
    fn of(rule: &'a Rule, pairing: &Pairing<'_>) -> Self {
        let list = rule.row.strip_suffix("/-");
        let row = list.map_or_else(|| rule.row.clone(), |list| format!("{}/-", pairing.renamed(list)));
        let whole = |target: &String| format!("{}{target}", rule.row);
        let targets = rule.targets.iter().map(|target| pairing.renamed(&whole(target)).to_owned()).collect();
        Self { rule, row, targets }
    }

    fn new(rule: &'a Rule) -> Self {
        let targets = rule.targets.iter().map(|target| format!("{}{target}", rule.row)).collect();
        Self { rule, row: rule.row.clone(), targets }
    }

    fn same(&self, other: &Self) -> bool {
        self.same_subject(other) && self.rule.effect == other.rule.effect && self.rule.when == other.rule.when
    }

    fn same_subject(&self, other: &Self) -> bool {
        discriminant(&self.rule.effect) == discriminant(&other.rule.effect)
            && self.row == other.row
            && self.targets == other.targets
    }

    fn same_condition(&self, other: &Self) -> bool {
        self.rule.effect == other.rule.effect
            && self.row == other.row
            && self.rule.when == other.rule.when
            && !self.targets.is_disjoint(&other.targets)
    }
}

/// What the fields of a form are called, by pointer.
struct Names<'a>(BTreeMap<String, &'a Text>);

impl<'a> Names<'a> {
    fn of(form: &'a Form) -> Self {
        let mut names = BTreeMap::new();
        collect(&form.fields, "", &mut |pointer, field| {
            names.insert(pointer, &field.label);
        });
        Self(names)
    }

    fn all(&self, pointers: &BTreeSet<String>) -> Vec<Named> {
        let label = |pointer: &String| self.0.get(pointer).map(|label| (*label).clone()).unwrap_or_default();
        pointers.iter().map(|key| Named { key: key.clone(), label: label(key) }).collect()
    }
}

/// Every field with its pointer, rows written `-`.
pub(in crate::form) fn collect<'a>(
    fields: &'a [Field],
    base: &str,
    visit: &mut impl FnMut(String, &'a Field),
) {
    for field in fields {
        let key = field.at(base);
        if let Control::Repeat { fields, .. } = &field.control {
            collect(fields, &format!("{key}/-"), visit);
        }
        visit(key, field);
    }
}
