//! The part of a form that officers fill in: the questions that are open to their task, opinions among them. Rules are
//! followed where the officer sees what they read; all else stands as the server decided it.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::prelude::*;
use maud::{Markup, html};
use schema::FieldError;
use schema::form::{
    Access, Control, Field, Form, FormAccess, FormState, Item, Need, Opinion, OpinionPart, Surroundings,
    html_id, opinion_input,
};
use schema::locale::Text;
use serde_json::Value;

use super::filling::{Filling, Inner, Standing};
use super::opinion::official;
use super::question::Question;
use super::scope::Scope;
use super::{control, icon, page};

/// The officer's part of a form, as far as it is filled in.
pub struct Part {
    /// The form, of which no more is followed than the officer sees: [`FormAccess::followed`].
    pub form: Form,
    /// The answers they see, and what they typed.
    pub answers: Value,
    /// What is asked and needed.
    pub state: FormState,
    /// What the task may see and change.
    pub access: FormAccess,
    /// What the rules read besides the answers.
    pub surroundings: Surroundings,
}

impl Filling {
    /// The officer's part, being filled in.
    pub fn of_part(part: Part, errors: &[FieldError]) -> Self {
        let Part { form, answers, state, access, surroundings } = part;
        let filling = Self::following(Arc::new(form), (answers, state), errors, Scope::Whole, surroundings);
        filling.inner.update_value(|inner| inner.access = Some(access));
        filling
    }

    /// The questions of the officer's part, page by page in the order of the form; nothing where none is open. `typed` are
    /// the names and values of inputs that came back.
    pub fn part(self, typed: &[(String, String)]) -> Markup {
        self.inner.with_value(|inner| {
            let asked = Asked { inner, open: open(inner), typed };
            let pages = inner.form.every_page().enumerate();
            let pages = pages.filter_map(|(number, page)| {
                asked.section(&page.id, &page.title, &page.items, &number.to_string())
            });
            html! { @for page in pages { (page) } }
        })
    }
}

/// How a field stands that a task may write: how much it is needed, task and rules say together.
pub(super) fn standing(state: &FormState, access: &FormAccess, field: &Field, pointer: &str) -> Standing {
    let own = access.field(pointer);
    let is_needed = own == Access::Required || state.need(field, pointer) == Need::Required;
    Standing {
        visible: state.visible(pointer),
        need: if is_needed { Need::Required } else { Need::Optional },
        // What applicants only see is open to the task.
        locked: state.computed(pointer) || !own.is_open(),
    }
}

/// The pointers of the fields that have inputs.
fn open(inner: &Inner) -> BTreeSet<&str> {
    let access = inner.access.iter();
    access.flat_map(|access| access.inputs(&inner.form)).map(|field| field.pointer.as_str()).collect()
}

/// The sections of the part, with the pointers of what stands in them: each goes when nothing in it is asked.
#[cfg(feature = "hydrate")]
pub(super) fn sections(inner: &Inner) -> Vec<(String, Vec<String>)> {
    let open = open(inner);
    let mut found = Vec::new();
    for (number, page) in inner.form.every_page().enumerate() {
        collect_sections(inner, &open, &page.items, &number.to_string(), &mut found);
    }
    found
}

#[cfg(feature = "hydrate")]
fn collect_sections(
    inner: &Inner,
    open: &BTreeSet<&str>,
    items: &[Item],
    place: &str,
    found: &mut Vec<(String, Vec<String>)>,
) {
    let pointers = within(inner, open, items);
    found.push((section_id(place), pointers.into_iter().map(str::to_owned).collect()));
    for (number, item) in items.iter().enumerate() {
        if let Item::Group { items, .. } | Item::Row { items } = item {
            collect_sections(inner, open, items, &format!("{place}-{number}"), found);
        }
    }
}

/// The pointers of the questions among the items.
fn within<'i>(inner: &'i Inner, open: &BTreeSet<&str>, items: &[Item]) -> Vec<&'i str> {
    let one = |item: &Item| match item {
        Item::Field(place) => {
            let field = inner.form.fields.get(*place).filter(|field| open.contains(field.pointer.as_str()));
            field.map(|field| field.pointer.as_str()).into_iter().collect()
        }
        Item::Group { items, .. } | Item::Row { items } => within(inner, open, items),
        Item::Note { .. } | Item::Material(_) | Item::Action { .. } => Vec::new(),
    };
    items.iter().flat_map(one).collect()
}

/// The html id of the section at a place of the layout; officers' pages count on after those of applicants.
fn section_id(place: &str) -> String {
    format!("o{place}")
}

/// What a task is asked.
struct Asked<'a> {
    inner: &'a Inner,
    open: BTreeSet<&'a str>,
    typed: &'a [(String, String)],
}

impl Asked<'_> {
    /// The questions among the items, under their heading and what rules say there; nothing where there is none.
    fn section(&self, id: &str, title: &Text, items: &[Item], place: &str) -> Option<Markup> {
        let title = title.get(self.inner.words.locale);
        let pointers = within(self.inner, &self.open, items);
        let is_gone = pointers.iter().all(|pointer| !self.inner.state.visible(pointer));
        (!pointers.is_empty()).then(|| {
            html! {
                section.group id=(section_id(place)) hidden[is_gone] {
                    @if !title.is_empty() { h4 { (title) } }
                    (page::said(self.inner, id))
                    (self.items(items, place))
                }
            }
        })
    }

    fn items(&self, items: &[Item], place: &str) -> Markup {
        let written = items.iter().enumerate().filter_map(|(number, item)| {
            let place = format!("{place}-{number}");
            match item {
                Item::Field(field) => {
                    let field = self.inner.form.fields.get(*field)?;
                    self.open.contains(field.pointer.as_str()).then(|| self.question(field))
                }
                Item::Group { id, title, items } => self.section(id, title, items, &place),
                Item::Row { items } => Some(self.items(items, &place)),
                Item::Note { .. } | Item::Material(_) | Item::Action { .. } => None,
            }
        });
        html! { @for item in written { (item) } }
    }

    fn question(&self, field: &Field) -> Markup {
        let question = Question::new(self.inner, field, "");
        match &field.control {
            Control::Opinion(opinion) => self.opinion(&question, opinion),
            _ => control::written(&question),
        }
    }

    /// A text to write and, where something is decided, what; above it what was signed before.
    fn opinion(&self, question: &Question, opinion: &Opinion) -> Markup {
        let words = question.inner.words;
        let name = |part| opinion_input(&question.pointer, part);
        let (text, outcome) = (name(OpinionPart::Text), name(OpinionPart::Outcome));
        let before = question.inner.answer(&question.pointer).filter(|answer| is_signed(answer));
        let chosen = self.value(&outcome);
        question.several(
            None,
            html! {
                @if let Some(before) = before { (official(words, &question.field.control, before)) }
                @if !opinion.outcomes.is_empty() {
                    div.choices.pair {
                        @for choice in &opinion.outcomes {
                            label.choice {
                                input type="radio" id=(html_id(&format!("{outcome}/{}", choice.wire())))
                                    name=(outcome) value=(choice.wire()) checked[chosen == choice.wire()];
                                span { (choice.label.get(words.locale)) }
                            }
                        }
                    }
                }
                textarea id=(question.id) name=(text) rows="3" aria-label=(question.label())
                    aria-invalid=[question.invalid()] aria-describedby=[question.described()] { (self.value(&text)) }
                p.hint { (icon("info")) (words.forms.opinion_signed()) }
            },
        )
    }

    fn value(&self, name: &str) -> &str {
        self.typed.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }
}

/// Whether it is what somebody signed: what is typed just now is no opinion yet.
fn is_signed(answer: &Value) -> bool {
    answer.is_array() || answer.get(OpinionPart::Name.name()).is_some()
}
