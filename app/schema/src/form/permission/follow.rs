//! What rules came to, for somebody who does not see everything that they read: decided where all of it is known, and
//! followed further only where they see it themselves.

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use serde_json::Value;

use super::{FormAccess, Opened, general};
use crate::expr::{Expr, Truth, under};
use crate::form::control::Control;
use crate::form::find::find;
use crate::form::pointer::overlap;
use crate::form::program::{Effect, Form, Rule};
use crate::form::state::{Applied, Decided, FormState, Wanted};
use crate::form::surroundings::Surroundings;

impl Opened<'_> {
    /// What the rules came to, as far as the task sees it. Which data decided it is not told.
    pub fn decided(&self, state: &FormState) -> Decided {
        let mut decided = Decided::default();
        let access = self.accesses();
        for (pointer, rule, gives) in state.applied().filter(|(pointer, ..)| self.sees_within(pointer)) {
            let Some(known) = self.form.rules.get(rule) else { continue };
            let gives = match known.effect {
                Effect::Compute(_) => self.project_at(state.answers(), pointer, Some(gives)),
                Effect::Restrict(_) if access.follows(known) => Some(gives.clone()),
                Effect::Restrict(_) => self.choices_left(state, pointer),
                _ => Some(Value::Null),
            };
            if let Some(gives) = gives {
                decided.fields.entry(pointer.to_owned()).or_default().push(Applied { rule, gives });
            }
        }
        let materials = self.form.materials.iter().zip(state.materials());
        let seen = materials.filter(|(material, _)| self.material(&material.id).is_visible());
        let wanted = seen.filter_map(|(material, wanted)| {
            let wanted = match wanted {
                Truth::Yes => Wanted::Certainly,
                Truth::Unknown(_) => Wanted::Perhaps,
                Truth::No => return None,
            };
            Some((material.id.clone(), wanted))
        });
        decided.materials = wanted.collect();
        decided
    }

    /// Whether the task sees the field at the pointer, or something of what lies there.
    fn sees_within(&self, pointer: &str) -> bool {
        let pointer = general(pointer);
        match self.access.get(&pointer) {
            Some(access) => access.is_visible(),
            None => self.access.iter().any(|(field, access)| access.is_visible() && under(field, &pointer)),
        }
    }

    /// The choices of a field that rules leave: not the list itself, which may have been made of what is hidden.
    fn choices_left(&self, state: &FormState, pointer: &str) -> Option<Value> {
        match &find(self.form, pointer)?.field.control {
            Control::Choice { options, .. } | Control::Choices { options, .. } => {
                let left = state.choices(self.form, pointer, options);
                Some(left.map(|choice| choice.value.clone()).collect())
            }
            _ => None,
        }
    }
}

impl FormAccess {
    /// The form with only those rules followed that read nothing hidden: all others stay as they were decided. Nobody is
    /// asked for materials here.
    #[must_use]
    pub fn followed(&self, mut form: Form) -> Form {
        let rules = form.rules.iter().enumerate().filter(|(_, rule)| self.follows(rule));
        let followed: BTreeSet<usize> = rules.map(|(place, _)| place).collect();
        form.index.retain(|_, readers| {
            readers.rules.retain(|place| followed.contains(place));
            readers.materials.clear();
            !readers.rules.is_empty()
        });
        form
    }

    /// What the rules that are followed read besides the answers; nothing where nothing may be written.
    pub fn surroundings(&self, form: &Form, all: &Surroundings) -> Surroundings {
        if !self.fields.values().any(|access| access.is_open()) {
            return Surroundings::default();
        }
        let followed = form.rules.iter().filter(|rule| self.follows(rule));
        all.read_by(&followed.flat_map(Rule::exprs).collect::<Vec<_>>())
    }

    /// Whether what a rule comes to can be told, and matters, where no more than this is seen.
    fn follows(&self, rule: &Rule) -> bool {
        let here = rule.exprs().flat_map(Expr::reads).map(|read| format!("{}{read}", rule.row));
        let mut reads = here.chain(rule.outside.iter().cloned());
        let mut targets = rule.targets.iter().map(|target| format!("{}{target}", rule.row));
        targets.any(|target| self.field(&target).is_visible()) && reads.all(|read| self.sees_all(&read))
    }

    fn sees_all(&self, read: &str) -> bool {
        let read = general(read);
        let mut about = self.fields.iter().filter(|(field, _)| overlap(field, &read));
        about.all(|(_, access)| access.is_visible())
    }
}
