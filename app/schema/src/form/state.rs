//! What is shown and what is needed, for given answers, and how that changes with one edit.
//!
//! A hidden answer is as good as not given: rules read the answers that are left when it is taken out. The compiler
//! puts each rule after those that decide what it may read, so one pass in order settles everything.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::pointer::{bases, overlap, remove, set};
use super::program::{Affected, Effect, Field, Form, Item, Need, Page, Rule};
use crate::expr::{Truth, under};

/// What is shown and what is needed. Made by [`state()`], kept up to date by [`FormState::update`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FormState {
    answers: Value,
    /// The rules that hold something back or put something on, by row and place.
    applied: BTreeSet<(String, usize)>,
    marks: BTreeMap<String, Marks>,
    materials: Vec<Truth>,
}

/// How many rules bear on one field.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Marks {
    hidden: u32,
    required: u32,
    optional: u32,
}

/// What an edit changed besides itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Pointers of fields that came, went, or are needed more or less than before.
    pub fields: BTreeSet<String>,
    /// Places in [`Form::materials`] that are asked for or no longer, or may now be known to be.
    pub materials: BTreeSet<usize>,
}

/// What is shown and needed for these answers.
pub fn state(form: &Form, answers: &Value) -> FormState {
    let mut state = FormState { answers: answers.clone(), ..FormState::default() };
    state.run(form, answers, 0..form.rules.len(), &mut Changes::default());
    state.materials = form.materials.iter().map(|material| state.wanted(material.when.as_ref())).collect();
    state
}

/// All that may change with the datum at this pointer. A keystroke need look at nothing else.
pub fn affected(form: &Form, pointer: &str) -> Affected {
    let mut all = Affected::default();
    for (_, some) in form.index.iter().filter(|(read, _)| overlap(read, pointer)) {
        all.rules.extend(&some.rules);
        all.fields.extend(some.fields.iter().cloned());
        all.pages.extend(&some.pages);
        all.materials.extend(&some.materials);
    }
    all
}

impl FormState {
    /// The answers that count: those given, without the hidden ones.
    pub fn answers(&self) -> &Value {
        &self.answers
    }

    /// Whether the field at this pointer is shown, and every group of rows around it.
    pub fn visible(&self, pointer: &str) -> bool {
        // Most forms have few marks, and most fields none.
        let ends = pointer.match_indices('/').map(|(end, _)| end).chain([pointer.len()]);
        self.marks.is_empty()
            || ends.filter_map(|end| self.marks.get(&pointer[..end])).all(|marks| marks.hidden == 0)
    }

    /// Whether an answer to the field at this pointer is needed.
    pub fn need(&self, field: &Field, pointer: &str) -> Need {
        match self.marks.get(pointer) {
            Some(marks) if marks.required > 0 => Need::Required,
            Some(marks) if marks.optional > 0 && field.need == Need::Required => Need::Optional,
            _ => field.need,
        }
    }

    /// Whether a rule says that there need be nothing at this pointer.
    pub(super) fn waives(&self, pointer: &str) -> bool {
        let optional = |marks: &Marks| marks.optional > 0 && marks.required == 0;
        !self.visible(pointer) || self.marks.get(pointer).is_some_and(optional)
    }

    /// Whether there is anything to answer on the page.
    pub fn page_visible(&self, form: &Form, page: &Page) -> bool {
        self.group_visible(form, &page.items)
    }

    /// Whether there is anything to answer among the items.
    pub fn group_visible(&self, form: &Form, items: &[Item]) -> bool {
        items.iter().any(|item| match item {
            Item::Field(place) => form.fields.get(*place).is_some_and(|field| self.visible(&field.pointer)),
            Item::Group { items, .. } | Item::Row { items } => self.group_visible(form, items),
            Item::Material(place) => self.materials.get(*place).is_some_and(|wanted| *wanted != Truth::No),
            Item::Note { .. } | Item::Action { .. } => false,
        })
    }

    /// For each of [`Form::materials`], whether it is asked for.
    pub fn materials(&self) -> &[Truth] {
        &self.materials
    }

    /// Follows one edit: `answers` after it, and the pointer of the field it was made in. When rows come or go, that
    /// is the pointer of their group. The result is the same as [`state()`] anew, at the cost of what is affected.
    pub fn update(&mut self, form: &Form, answers: &Value, pointer: &str) -> Changes {
        let pointer = self.changed_list(answers, pointer);
        let affected = affected(form, pointer);
        let mut changes = Changes::default();
        if self.visible(pointer) {
            self.take_over(answers, pointer);
        }
        self.run(form, answers, affected.rules.iter().copied(), &mut changes);
        for place in affected.materials {
            let Some(material) = form.materials.get(place) else { continue };
            let wanted = self.wanted(material.when.as_ref());
            if let Some(before) = self.materials.get_mut(place).filter(|before| **before != wanted) {
                *before = wanted;
                changes.materials.insert(place);
            }
        }
        changes
    }

    /// The outermost list on the way to the pointer whose rows are not as many as before; else the pointer itself.
    fn changed_list<'a>(&self, given: &Value, pointer: &'a str) -> &'a str {
        let rows = |answers: &Value, list| answers.pointer(list).and_then(Value::as_array).map(Vec::len);
        let mut lists = pointer.match_indices('/').skip(1).map(|(end, _)| &pointer[..end]);
        lists
            .find(|list| self.visible(list) && rows(given, list) != rows(&self.answers, list))
            .unwrap_or(pointer)
    }

    fn wanted(&self, when: Option<&crate::expr::Expr>) -> Truth {
        when.map_or(Truth::Yes, |when| when.eval3(&self.answers))
    }

    fn run(&mut self, form: &Form, given: &Value, rules: impl Iterator<Item = usize>, changes: &mut Changes) {
        for place in rules {
            let Some(rule) = form.rules.get(place) else { continue };
            for base in bases(&rule.row, &self.answers) {
                let data = self.answers.pointer(&base).unwrap_or(&Value::Null);
                let holds = rule.when.eval3_at(data, &base).is_yes();
                let applies = if rule.effect == Effect::Show { !holds } else { holds };
                self.apply(rule, (base, place), applies, given, changes);
            }
        }
    }

    fn apply(
        &mut self,
        rule: &Rule,
        key: (String, usize),
        applies: bool,
        given: &Value,
        changes: &mut Changes,
    ) {
        let pointers: Vec<String> = rule.targets.iter().map(|target| format!("{}{target}", key.0)).collect();
        let changed = if applies { self.applied.insert(key) } else { self.applied.remove(&key) };
        if !changed {
            return;
        }
        for pointer in pointers {
            let was_hidden = self.mark(&pointer, rule.effect, applies);
            match (was_hidden, !self.visible(&pointer)) {
                (false, true) => {
                    self.forget_rows(&pointer);
                    remove(&mut self.answers, &pointer);
                }
                (true, false) => self.take_over(given, &pointer),
                _ => {}
            }
            changes.fields.insert(pointer);
        }
    }

    /// Counts a rule in or out, and tells whether the field was hidden before.
    fn mark(&mut self, pointer: &str, effect: Effect, applies: bool) -> bool {
        let was_hidden = !self.visible(pointer);
        let marks = self.marks.entry(pointer.to_owned()).or_default();
        let count = match effect {
            Effect::Show | Effect::Hide => &mut marks.hidden,
            Effect::Require => &mut marks.required,
            Effect::Optional => &mut marks.optional,
        };
        *count = if applies { count.saturating_add(1) } else { count.saturating_sub(1) };
        if *marks == Marks::default() {
            self.marks.remove(pointer);
        }
        was_hidden
    }

    /// Copies the answer at the pointer as it was given.
    fn take_over(&mut self, given: &Value, pointer: &str) {
        self.forget_rows(pointer);
        match given.pointer(pointer) {
            Some(value) => set(&mut self.answers, pointer, value.clone()),
            None => remove(&mut self.answers, pointer),
        }
    }

    /// What is known about rows does not outlast them.
    fn forget_rows(&mut self, pointer: &str) {
        if self.answers.pointer(pointer).is_some_and(Value::is_array) {
            self.applied.retain(|(base, _)| !under(base, pointer));
            self.marks.retain(|marked, _| marked == pointer || !under(marked, pointer));
        }
    }
}
