//! Which rule must come before which, and what may change with what: the dependency graph of a form.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::context::Context;
use super::rules::{Draft, shown_by};
use crate::expr::{Expr, under};
use crate::form::find::materials_on;
use crate::form::lint::LintCode;
use crate::form::pointer::overlap;
use crate::form::program::{Effect, Form, Material, Readers, Rule};

/// Puts each rule after those that show, hide or compute what it reads. Rules in a circle are reported and left out.
pub(super) fn sort(context: &Context<'_>, drafts: Vec<Draft>) -> Vec<Draft> {
    let rules: Vec<&Rule> = drafts.iter().map(|draft| &draft.rule).collect();
    let next = successors(&rules);
    let cycle = in_cycles(&next);
    for place in &cycle {
        let Some(draft) = drafts.get(*place) else { continue };
        context.error(&draft.at, LintCode::RuleCycle, draft.rule.targets.join(" "));
    }
    let left = (0..rules.len()).filter(|place| !cycle.contains(place)).collect();
    let order = strip(&left, &next);
    let mut drafts: Vec<Option<Draft>> = drafts.into_iter().map(Some).collect();
    order.into_iter().filter_map(|place| drafts.get_mut(place)?.take()).collect()
}

/// Reports pages of which every field is hidden whatever is answered.
pub(super) fn find_unreachable(context: &Context<'_>, form: &Form) {
    let is_constant =
        |rule: &&Rule| rule.row.is_empty() && reads(rule).is_empty() && rule.when.elements().is_empty();
    let constant = form.rules.iter().filter(is_constant);
    let hides = constant.filter(|rule| {
        let holds = rule.when.eval3(&Value::Null).is_yes();
        matches!((&rule.effect, holds), (Effect::Show, false) | (Effect::Hide, true))
    });
    let hidden: BTreeSet<&String> = hides.flat_map(|rule| &rule.targets).collect();
    for page in &form.pages {
        let fields = shown_by(&page.items, &form.fields);
        let has_more = !materials_on(&page.items).is_empty();
        if !has_more && !fields.is_empty() && fields.iter().all(|field| hidden.contains(field)) {
            context.error("/uischema", LintCode::UnreachablePage, page.id.as_str());
        }
    }
}

/// For each datum that is read, all that may change with it, at first or second hand.
pub(super) fn index(form: &Form) -> BTreeMap<String, Readers> {
    let rules: Vec<&Rule> = form.rules.iter().collect();
    let next = successors(&rules);
    let mut index: BTreeMap<String, Readers> = BTreeMap::new();
    for (place, rule) in form.rules.iter().enumerate() {
        for read in causes(rule) {
            index.entry(read).or_default().rules.extend(reach(place, &next));
        }
    }
    let reads = |material: &Material| material.when.as_ref().map(read_by).unwrap_or_default();
    let materials: Vec<BTreeSet<String>> = form.materials.iter().map(reads).collect();
    for (place, reads) in materials.iter().enumerate() {
        for read in reads {
            index.entry(read.clone()).or_default().materials.insert(place);
        }
    }
    for readers in index.values_mut() {
        let rules = readers.rules.iter().filter_map(|place| form.rules.get(*place));
        for target in rules.filter(|rule| rule.effect.is_changing()).flat_map(targets) {
            let reading = |reads: &BTreeSet<String>| reads.iter().any(|read| overlap(read, &target));
            let places = materials.iter().enumerate().filter(|(_, reads)| reading(reads));
            readers.materials.extend(places.map(|(place, _)| place));
        }
    }
    index
}

/// What the rule reads.
fn reads(rule: &Rule) -> BTreeSet<String> {
    let within = rule.exprs().flat_map(Expr::reads).map(|read| format!("{}{read}", rule.row));
    within.chain(rule.outside.iter().cloned()).collect()
}

/// What the rule hangs on: what it reads, and its rows, which may come and go.
fn causes(rule: &Rule) -> BTreeSet<String> {
    let mut causes = reads(rule);
    if !rule.row.is_empty() && !causes.iter().any(|read| under(read, &rule.row)) {
        causes.insert(rule.row.clone());
    }
    causes
}

/// What an expression about the form as a whole reads.
fn read_by(expr: &Expr) -> BTreeSet<String> {
    expr.reads().into_iter().chain(expr.reads_of_whole()).collect()
}

fn targets(rule: &Rule) -> impl Iterator<Item = String> {
    rule.targets.iter().map(|target| format!("{}{target}", rule.row))
}

/// For each rule, the rules that read what it shows, hides or computes.
fn successors(rules: &[&Rule]) -> Vec<BTreeSet<usize>> {
    let mut readers: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (place, rule) in rules.iter().enumerate() {
        for read in reads(rule) {
            readers.entry(read).or_default().insert(place);
        }
    }
    let readers_of = |target: &String| {
        let reading = readers.iter().filter(|(read, _)| overlap(read, target));
        let in_rows =
            rules.iter().enumerate().filter(|(_, rule)| !rule.row.is_empty() && under(&rule.row, target));
        let places = reading.flat_map(|(_, places)| places.iter().copied());
        places.chain(in_rows.map(|(place, _)| place)).collect::<Vec<_>>()
    };
    let each = rules.iter().map(|rule| {
        let targets = targets(rule).filter(|_| rule.effect.is_changing());
        targets.flat_map(|target| readers_of(&target)).collect()
    });
    each.collect()
}

/// The rule and all that come after it.
fn reach(place: usize, next: &[BTreeSet<usize>]) -> BTreeSet<usize> {
    let mut reached = BTreeSet::from([place]);
    let mut open = vec![place];
    while let Some(place) = open.pop() {
        open.extend(next[place].iter().copied().filter(|place| reached.insert(*place)));
    }
    reached
}

/// The rules that come after themselves.
fn in_cycles(next: &[BTreeSet<usize>]) -> BTreeSet<usize> {
    let back = |place: usize| next[place].iter().any(|after| reach(*after, next).contains(&place));
    (0..next.len()).filter(|place| back(*place)).collect()
}

/// The order in which nothing comes before what it hangs on; otherwise as written.
fn strip(left: &BTreeSet<usize>, next: &[BTreeSet<usize>]) -> Vec<usize> {
    let mut waits: BTreeMap<usize, usize> = left.iter().map(|place| (*place, 0)).collect();
    for after in left.iter().flat_map(|place| &next[*place]) {
        waits.entry(*after).and_modify(|count| *count += 1);
    }
    let mut ready: BTreeSet<usize> =
        waits.iter().filter(|(_, count)| **count == 0).map(|(place, _)| *place).collect();
    let mut order = Vec::with_capacity(left.len());
    while let Some(place) = ready.pop_first() {
        order.push(place);
        for after in next[place].iter().filter(|after| left.contains(*after)) {
            let Some(count) = waits.get_mut(after) else { continue };
            *count -= 1;
            if *count == 0 {
                ready.insert(*after);
            }
        }
    }
    order
}
