//! The part of a form that officers fill in: the questions that are open to their task, opinions among them.

use std::collections::BTreeSet;

use crate::prelude::*;
use maud::{Markup, html};
use schema::form::{
    Access, Control, Field, FormAccess, Item, Need, Opinion, OpinionPart, html_id, opinion_input,
};

use super::filling::{Filling, Inner};
use super::opinion::official;
use super::question::Question;
use super::{control, icon};

/// What a task is asked, and what was typed when it was asked before.
pub struct Asked<'a> {
    /// What the task may see and change.
    pub access: &'a FormAccess,
    /// The names and values of inputs that came back.
    pub typed: &'a [(String, String)],
}

impl Asked<'_> {
    /// The questions, page by page in the order of the form; nothing where none is open.
    pub fn questions(&self, filling: Filling) -> Markup {
        filling.inner.with_value(|inner| {
            let asked = self.access.asked(&inner.form, &inner.state);
            let asked: BTreeSet<&str> = asked.map(|field| field.pointer.as_str()).collect();
            let pages = inner.form.pages.iter().chain(&inner.form.office);
            let pages = pages.filter_map(|page| {
                let questions = self.items(inner, &asked, &page.items)?;
                Some(section(page.title.get(inner.words.locale), questions))
            });
            html! { @for page in pages { (page) } }
        })
    }

    /// What is asked of these items; nothing where none of them is.
    fn items(&self, inner: &Inner, asked: &BTreeSet<&str>, items: &[Item]) -> Option<Markup> {
        let mut written = items.iter().filter_map(|item| match item {
            Item::Field(place) => {
                let field = inner.form.fields.get(*place)?;
                asked.contains(field.pointer.as_str()).then(|| self.question(inner, field))
            }
            Item::Group { title, items, .. } => {
                let questions = self.items(inner, asked, items)?;
                Some(section(title.get(inner.words.locale), questions))
            }
            Item::Row { items } => self.items(inner, asked, items),
            Item::Note { .. } | Item::Material(_) | Item::Action { .. } => None,
        });
        let first = written.next()?;
        Some(html! { (first) @for item in written { (item) } })
    }

    fn question(&self, inner: &Inner, field: &Field) -> Markup {
        let mut question = Question::new(inner, field, "");
        // What applicants only see is open to the task; how much it is needed, the task says.
        question.standing.locked = false;
        let is_needed = self.access.field(&field.pointer) == Access::Required;
        question.standing.need = if is_needed { Need::Required } else { Need::Optional };
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
fn is_signed(answer: &serde_json::Value) -> bool {
    answer.is_array() || answer.get(OpinionPart::Name.name()).is_some()
}

fn section(title: &str, questions: Markup) -> Markup {
    html! { section.group { @if !title.is_empty() { h4 { (title) } } (questions) } }
}
