//! The rules that bear on one field, and what they make of it: what a screen or a check asks of a [`FormState`].

use std::collections::BTreeMap;

use serde_json::Value;

use super::super::control::Choice;
use super::super::program::{Effect, Field, Form, Item, Need, Page, Soft, Tone};
use super::super::same::same;
use super::FormState;
use crate::expr::Truth;
use crate::locale::Text;

/// The rules that bear on one field.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Marks {
    /// By their places in the form, each with what it gives.
    rules: BTreeMap<usize, Value>,
    hidden: u32,
    locked: u32,
    required: u32,
    recommended: u32,
    optional: u32,
    computed: u32,
}

impl Marks {
    /// Whether no rule bears on it.
    pub(super) fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// What the rule gives, if it applies.
    pub(super) fn given_by(&self, place: usize) -> Option<&Value> {
        self.rules.get(&place)
    }

    /// The rules that apply, by their places in the form, each with what it gives.
    pub(super) fn given(&self) -> impl Iterator<Item = (usize, &Value)> {
        self.rules.iter().map(|(place, gives)| (*place, gives))
    }

    /// Counts a rule in or out.
    pub(super) fn set(&mut self, place: usize, effect: &Effect, outcome: Option<Value>) {
        let (before, after) = (self.rules.contains_key(&place), outcome.is_some());
        match outcome {
            Some(value) => _ = self.rules.insert(place, value),
            None => _ = self.rules.remove(&place),
        }
        let count = match effect {
            Effect::Show | Effect::Hide => &mut self.hidden,
            Effect::Enable | Effect::ReadOnly => &mut self.locked,
            Effect::Require => &mut self.required,
            Effect::Recommend(_) => &mut self.recommended,
            Effect::Optional => &mut self.optional,
            Effect::Compute(_) => &mut self.computed,
            Effect::Restrict(_) | Effect::Message { .. } => return,
        };
        *count = count.saturating_add(u32::from(after)).saturating_sub(u32::from(before));
    }

    /// What counts in place of the answer that was given; null where it cannot be computed.
    pub(super) fn computed<'a>(&'a self, form: &'a Form) -> Option<&'a Value> {
        self.rules_of(form).find(|(effect, _)| matches!(effect, Effect::Compute(_))).map(|(_, value)| value)
    }

    fn rules_of<'a>(&'a self, form: &'a Form) -> impl Iterator<Item = (&'a Effect, &'a Value)> {
        let rule = |(place, value): (&usize, &'a Value)| Some((&form.rules.get(*place)?.effect, value));
        self.rules.iter().filter_map(rule)
    }
}

impl FormState {
    /// The answers that count: those given, without the hidden ones, and with those that are computed.
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
            Some(marks) if marks.recommended > 0 => Need::Recommended,
            Some(marks) if marks.optional > 0 && field.need == Need::Required => Need::Optional,
            _ => field.need,
        }
    }

    /// What follows when the field at this pointer, being recommended, is left out.
    pub fn soft<'a>(&'a self, form: &'a Form, field: &'a Field, pointer: &str) -> &'a Soft {
        let mut rules = self.marks.get(pointer).into_iter().flat_map(|marks| marks.rules_of(form));
        let said = rules.find_map(|(effect, _)| match effect {
            Effect::Recommend(soft) if !soft.is_empty() => Some(soft),
            _ => None,
        });
        said.unwrap_or(&field.soft)
    }

    /// Whether the applicant cannot change the answer at this pointer: it is fixed, or computed.
    pub fn locked(&self, field: &Field, pointer: &str) -> bool {
        field.read_only || self.marks.get(pointer).is_some_and(|marks| marks.locked + marks.computed > 0)
    }

    /// Whether a rule gives the answer at this pointer.
    pub fn computed(&self, pointer: &str) -> bool {
        self.marks.get(pointer).is_some_and(|marks| marks.computed > 0)
    }

    /// Whether rules leave this to be answered at the pointer; of a list each entry.
    pub fn allows(&self, form: &Form, pointer: &str, answer: &Value) -> bool {
        let Some(marks) = self.marks.get(pointer) else { return true };
        let entries = answer.as_array().map_or(std::slice::from_ref(answer), Vec::as_slice);
        marks.rules_of(form).all(|(effect, list)| match (effect, list.as_array()) {
            (Effect::Restrict(_), Some(list)) => {
                entries.iter().all(|entry| list.iter().any(|allowed| same(allowed, entry)))
            }
            _ => true,
        })
    }

    /// The choices that rules leave.
    pub fn choices<'a>(
        &self,
        form: &Form,
        pointer: &str,
        options: &'a [Choice],
    ) -> impl Iterator<Item = &'a Choice> {
        options.iter().filter(move |option| self.allows(form, pointer, &option.value))
    }

    /// What is said beside the field at this pointer, the group or the page (`#id`).
    pub fn messages<'a>(&'a self, form: &'a Form, target: &str) -> impl Iterator<Item = (Tone, &'a Text)> {
        let rules = self.marks.get(target).into_iter().flat_map(|marks| marks.rules_of(form));
        rules.filter_map(|(effect, _)| match effect {
            Effect::Message { tone, text } => Some((*tone, text)),
            _ => None,
        })
    }

    /// Whether a rule says that there need be nothing at this pointer.
    pub(in crate::form) fn waives(&self, pointer: &str) -> bool {
        let waived = |marks: &Marks| marks.optional + marks.recommended > 0 && marks.required == 0;
        !self.visible(pointer) || self.marks.get(pointer).is_some_and(waived)
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
}
