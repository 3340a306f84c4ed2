//! What surrounds the inputs of one field: label, mark, hint, why it is asked again, and what is wrong.

use std::borrow::Cow;

use maud::{Markup, html};
use schema::applications::Origin;
use schema::element::Source;
use schema::form::{Field, Need, Tone, html_id, inputs};

use super::filling::{Inner, Standing};
use super::icon;
use crate::routes::to;
use crate::text::{Forms, field_error};

/// One field on the screen.
pub(super) struct Question<'a> {
    pub inner: &'a Inner,
    pub field: &'a Field,
    /// Its pointer in the answers, which is the name of its inputs.
    pub pointer: String,
    /// The id of its first input.
    pub id: String,
    pub standing: Standing,
}

impl<'a> Question<'a> {
    /// The field in the row at `base`.
    pub fn new(inner: &'a Inner, field: &'a Field, base: &str) -> Self {
        let pointer = field.at(base);
        let standing = inner.standing(field, &pointer);
        Self { id: html_id(&pointer), inner, field, pointer, standing }
    }

    /// What stands in its inputs.
    pub fn values(&self) -> Vec<String> {
        inputs(self.field, self.inner.answer(&self.pointer))
    }

    /// What stands in its only input.
    pub fn value(&self) -> String {
        self.values().into_iter().next().unwrap_or_default()
    }

    pub fn label(&self) -> &'a str {
        self.field.label.get(self.inner.words.locale)
    }

    pub fn is_wrong(&self) -> bool {
        self.inner.errors.contains_key(&self.pointer)
    }

    /// `aria-invalid` while something is wrong.
    pub fn invalid(&self) -> Option<&'static str> {
        self.is_wrong().then_some("true")
    }

    /// The ids of what else is to be read out with the field.
    pub fn described(&self) -> Option<String> {
        let parts = [
            ("reason", self.reason().is_some()),
            ("hint", !self.hint().is_empty()),
            ("origin", self.origin().is_some()),
            ("error", self.is_wrong()),
        ];
        let ids =
            parts.into_iter().filter(|(_, there)| *there).map(|(part, _)| format!("{}-{part}", self.id));
        let ids = ids.collect::<Vec<_>>().join(" ");
        (!ids.is_empty()).then_some(ids)
    }

    /// What helps to answer, in the form's own words.
    fn hint(&self) -> &'a str {
        self.field.hint.get(self.inner.words.locale)
    }

    fn reason(&self) -> Option<&str> {
        self.inner.scope.reason(&self.pointer)
    }

    /// Where the answer comes from, if the hall filled it in.
    fn origin(&self) -> Option<&Origin> {
        self.inner.origins.iter().find(|origin| origin.pointer == self.pointer)
    }

    /// That in words, with the way to what was filed before.
    fn credit(&self, origin: &Origin) -> Markup {
        let words = self.inner.words.forms;
        let from = match origin.source {
            Source::Account => words.from_account(),
            Source::Licence => words.from_licence(),
            Source::EarlierApplication => words.from_earlier(),
            Source::Region => words.from_region(),
            Source::Form => words.from_form(),
        };
        let day = origin.earlier.map(|earlier| self.inner.words.full_day(earlier.filed_on));
        let from = day.map_or(Cow::from(from), |day| words.from_filed_on(&day).into());
        html! {
            p.hint id={ (self.id) "-origin" } {
                (if origin.corrected { words.origin_corrected(&from) } else { words.origin(&from) })
                @if let Some(earlier) = origin.earlier {
                    " " a href=(to::step(earlier.application, "print")) target="_blank" { (words.see_filed()) }
                }
            }
        }
    }

    /// Hint, origin, reason and message, in the order they are read.
    pub fn help(&self) -> Markup {
        html! {
            @if let Some(reason) = self.reason() {
                p.notice.amber id={ (self.id) "-reason" } { (icon("warn")) span { (reason) } }
            }
            @if !self.hint().is_empty() { p.hint id={ (self.id) "-hint" } { (self.hint()) } }
            @if let Some(origin) = self.origin() { (self.credit(origin)) }
            (self.messages())
            (self.message())
        }
    }

    /// What rules say beside the field.
    pub fn messages(&self) -> Markup {
        messages(self.inner, &self.pointer)
    }

    /// What is wrong.
    pub fn message(&self) -> Markup {
        html! {
            @if let Some(error) = self.inner.errors.get(&self.pointer) {
                p.message id={ (self.id) "-error" } { (field_error(self.inner.words.locale, error)) }
            }
        }
    }

    /// The mark of a field that may be left out.
    pub fn mark(&self) -> Markup {
        mark(self.inner.words.forms, self.standing.need)
    }

    /// A field with one input.
    pub fn single(&self, input: Markup) -> Markup {
        html! {
            div.field.wrong[self.is_wrong()] hidden[!self.standing.visible] {
                label for=(self.id) { (self.label()) (self.mark()) }
                (self.help())
                (input)
            }
        }
    }

    /// A field with several inputs; `role` where it is one to assistive technology.
    pub fn several(&self, role: Option<&'static str>, content: Markup) -> Markup {
        html! {
            fieldset.field.wrong[self.is_wrong()] hidden[!self.standing.visible] role=[role]
                aria-describedby=[self.described()] {
                legend { (self.label()) (self.mark()) }
                (self.help())
                (content)
            }
        }
    }

    /// An answer in words, also where there is none.
    pub fn or_blank<'s>(&'s self, said: &'s str) -> &'s str {
        if said.is_empty() { self.inner.words.forms.blank() } else { said }
    }

    /// A field that is shown and not asked; what it says is sent along as it is.
    pub fn fixed(&self, said: String) -> Markup {
        html! {
            div.field hidden[!self.standing.visible] id={ (self.id) "-box" } {
                span.label { (self.label()) }
                (self.messages())
                @if self.inner.state.computed(&self.pointer) {
                    output.said id={ (self.id) "-said" } { (self.or_blank(&said)) }
                } @else {
                    p { (self.or_blank(&said)) }
                    @for value in self.values() { input type="hidden" name=(self.pointer) value=(value); }
                }
            }
        }
    }
}

/// What rules say of a field, or of a page or group (`#id`).
pub(super) fn messages(inner: &Inner, target: &str) -> Markup {
    html! {
        @for (tone, text) in inner.state.messages(&inner.form, target) {
            p.notice.ruled.amber[tone == Tone::Warning] {
                (icon(if tone == Tone::Warning { "warn" } else { "info" })) span { (text.get(inner.words.locale)) }
            }
        }
    }
}

/// The mark of a field that is needed as much as this.
pub(super) fn mark(words: Forms, need: Need) -> Markup {
    let mark = match need {
        Need::Required => return html! {},
        Need::Recommended => words.recommended(),
        Need::Optional => words.optional(),
    };
    html! { span.optional { (mark) } }
}
