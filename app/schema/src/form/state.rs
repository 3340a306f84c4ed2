//! What is shown, needed, computed and said, for given answers, and how that changes with one edit.
//!
//! A hidden answer is as good as not given, and a computed one is given by its rule: rules read the answers that are
//! left. The compiler puts each rule after those that decide what it may read, so one pass in order settles everything.
//! A rule in a row reads the row, and by a path that begins with `/` any answer that counts.

mod decided;
mod marks;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

pub use self::decided::{Applied, Decided, Wanted};
use self::marks::Marks;
use super::pointer::{bases, bases_on, overlap, remove, set};
use super::program::{Effect, Form, Rule};
use crate::expr::{Context, Expr, Truth, under};

/// What is shown, needed, computed and said. Made by [`state()`], kept up to date by [`FormState::update`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FormState {
    answers: Value,
    /// The rules that bear on a field, a group or a page.
    marks: BTreeMap<String, Marks>,
    materials: Vec<Truth>,
}

/// What an edit changed besides itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Pointers of fields that came, went, are needed more or less than before, may or may not be changed, have other
    /// answers to choose from or another message; `#id` for the messages of a group or a page.
    pub fields: BTreeSet<String>,
    /// Pointers of fields that have another computed value, or are no longer computed.
    pub values: BTreeSet<String>,
    /// Places in [`Form::materials`] that are asked for or no longer, or may now be known to be.
    pub materials: BTreeSet<usize>,
}

/// What follows from these answers.
pub fn state(form: &Form, answers: &Value) -> FormState {
    state_in(form, answers, Context::default())
}

/// [`state()`] with what there is besides the answers: facts and a calendar.
pub fn state_in(form: &Form, answers: &Value, context: Context<'_>) -> FormState {
    let mut state = FormState { answers: answers.clone(), ..FormState::default() };
    let mut edit = Edit::new(form, answers, context, "");
    state.run(&mut edit, 0..form.rules.len());
    state.materials = form.materials.iter().map(|it| state.wanted(it.when.as_ref(), context)).collect();
    state
}

/// One way through the rules.
struct Edit<'a> {
    form: &'a Form,
    given: &'a Value,
    context: Context<'a>,
    /// Where answers that count have changed so far.
    touched: Vec<String>,
    changes: Changes,
}

impl<'a> Edit<'a> {
    fn new(form: &'a Form, given: &'a Value, context: Context<'a>, pointer: &str) -> Self {
        let touched = vec![pointer.to_owned()];
        Self { form, given, context, touched, changes: Changes::default() }
    }

    fn touch(&mut self, pointer: &str) {
        // Where all is new, nothing is newer.
        if self.touched.first().is_some_and(|first| !first.is_empty()) {
            self.touched.push(pointer.to_owned());
        }
    }

    /// The rows in which something that the rule reads may have changed.
    fn bases(&self, rule: &Rule, answers: &Value) -> Vec<String> {
        let is_all = |touched: &String| {
            under(&rule.row, touched) || rule.outside.iter().any(|read| overlap(read, touched))
        };
        if self.touched.iter().any(is_all) {
            return bases(&rule.row, answers);
        }
        let mut some = Vec::new();
        for base in self.touched.iter().flat_map(|touched| bases_on(&rule.row, touched, answers)) {
            if !some.contains(&base) {
                some.push(base);
            }
        }
        some
    }
}

impl FormState {
    /// Follows one edit: `answers` after it, and the pointer of the field it was made in. When rows come or go, that
    /// is the pointer of their group. The result is the same as [`state()`] anew, at the cost of what is affected.
    pub fn update(&mut self, form: &Form, answers: &Value, pointer: &str) -> Changes {
        self.update_in(form, answers, pointer, Context::default())
    }

    /// [`FormState::update`] with what there is besides the answers, as it was from the beginning.
    pub fn update_in(
        &mut self,
        form: &Form,
        answers: &Value,
        pointer: &str,
        context: Context<'_>,
    ) -> Changes {
        let pointer = self.changed_list(answers, pointer);
        let (mut rules, mut materials) = (BTreeSet::<usize>::new(), BTreeSet::<usize>::new());
        for (_, some) in form.index.iter().filter(|(read, _)| overlap(read, pointer)) {
            rules.extend(&some.rules);
            materials.extend(&some.materials);
        }
        let mut edit = Edit::new(form, answers, context, pointer);
        self.settle(&mut edit, pointer);
        self.run(&mut edit, rules.into_iter());
        for place in materials {
            let Some(material) = form.materials.get(place) else { continue };
            let wanted = self.wanted(material.when.as_ref(), context);
            if let Some(before) = self.materials.get_mut(place).filter(|before| **before != wanted) {
                *before = wanted;
                edit.changes.materials.insert(place);
            }
        }
        edit.changes
    }

    /// The outermost list on the way to the pointer whose rows are not as many as before; else the pointer itself.
    fn changed_list<'a>(&self, given: &Value, pointer: &'a str) -> &'a str {
        let rows = |answers: &Value, list| answers.pointer(list).and_then(Value::as_array).map(Vec::len);
        let mut lists = pointer.match_indices('/').skip(1).map(|(end, _)| &pointer[..end]);
        lists
            .find(|list| self.visible(list) && rows(given, list) != rows(&self.answers, list))
            .unwrap_or(pointer)
    }

    fn wanted(&self, when: Option<&Expr>, context: Context<'_>) -> Truth {
        when.map_or(Truth::Yes, |when| when.eval3_in(&self.answers, "", self.within(context)))
    }

    fn within<'a>(&'a self, context: Context<'a>) -> Context<'a> {
        Context { whole: Some(&self.answers), ..context }
    }

    fn run(&mut self, edit: &mut Edit<'_>, rules: impl Iterator<Item = usize>) {
        let form = edit.form;
        for place in rules {
            let Some(rule) = form.rules.get(place) else { continue };
            for base in edit.bases(rule, &self.answers) {
                let outcome = self.outcome(rule, &base, edit.context);
                for target in &rule.targets {
                    self.apply(edit, (place, &rule.effect), format!("{base}{target}"), outcome.as_ref());
                }
            }
        }
    }

    /// What the rule gives, if it applies; null for one that gives nothing.
    fn outcome(&self, rule: &Rule, base: &str, context: Context<'_>) -> Option<Value> {
        let data = self.answers.pointer(base).unwrap_or(&Value::Null);
        let context = self.within(context);
        let holds = rule.when.eval3_in(data, base, context).is_yes();
        let applies = holds != matches!(rule.effect, Effect::Show | Effect::Enable);
        applies.then(|| match &rule.effect {
            Effect::Compute(expr) | Effect::Restrict(expr) => {
                expr.known_in(data, base, context).unwrap_or_default()
            }
            _ => Value::Null,
        })
    }

    fn apply(
        &mut self,
        edit: &mut Edit<'_>,
        (place, effect): (usize, &Effect),
        pointer: String,
        outcome: Option<&Value>,
    ) {
        let before = self.marks.get(&pointer).and_then(|marks| marks.given_by(place));
        if before == outcome {
            return;
        }
        let is_new = before.is_some() != outcome.is_some();
        let marks = self.marks.entry(pointer.clone()).or_default();
        marks.set(place, effect, outcome.cloned());
        if marks.is_empty() {
            self.marks.remove(&pointer);
        }
        if effect.is_changing() {
            self.settle(edit, &pointer);
            edit.touch(&pointer);
        }
        if matches!(effect, Effect::Compute(_)) && outcome.is_none() {
            edit.changes.values.insert(pointer.clone());
        }
        if is_new || !effect.is_changing() {
            edit.changes.fields.insert(pointer);
        }
    }

    /// Puts in place what counts: nothing where it is hidden, what a rule computes, else what was given.
    fn settle(&mut self, edit: &mut Edit<'_>, pointer: &str) {
        self.forget_rows(pointer);
        let computed = self.marks.get(pointer).and_then(|marks| marks.computed(edit.form)).cloned();
        let before = if computed.is_some() { self.answers.pointer(pointer).cloned() } else { None };
        let is_computed = computed.is_some();
        let value = computed.or_else(|| edit.given.pointer(pointer).cloned());
        match value.filter(|value| self.visible(pointer) && !(is_computed && value.is_null())) {
            Some(value) => set(&mut self.answers, pointer, value),
            None => self.take_out(edit.given, pointer),
        }
        if is_computed && self.answers.pointer(pointer) != before.as_ref() {
            edit.changes.values.insert(pointer.to_owned());
        }
    }

    /// Takes an answer out, and with it the objects that only what was computed in them has made. Those that were given
    /// stay, with nothing in them.
    fn take_out(&mut self, given: &Value, pointer: &str) {
        remove(&mut self.answers, pointer);
        if let Some((parent, _)) = pointer.rsplit_once('/')
            && given.pointer(parent).is_some_and(Value::is_object)
            && !self.answers.pointer(parent).is_some_and(Value::is_object)
            && self.visible(parent)
        {
            set(&mut self.answers, parent, Value::Object(Map::new()));
        }
        let mut left = pointer;
        while let Some((parent, _)) = left.rsplit_once('/').filter(|(parent, _)| !parent.is_empty()) {
            let is_empty =
                self.answers.pointer(parent).and_then(Value::as_object).is_some_and(|it| it.is_empty());
            match given.pointer(parent) {
                _ if !is_empty => return,
                Some(Value::Object(_)) => return,
                Some(other) => set(&mut self.answers, parent, other.clone()),
                None => remove(&mut self.answers, parent),
            }
            left = parent;
        }
    }

    /// What is known about rows does not outlast them.
    fn forget_rows(&mut self, pointer: &str) {
        if self.answers.pointer(pointer).is_some_and(Value::is_array) {
            self.marks.retain(|marked, _| marked == pointer || !under(marked, pointer));
        }
    }
}
