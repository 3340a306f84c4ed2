//! What surrounds the inputs of one field: label, mark, hint, why it is asked again, and what is wrong.

use crate::prelude::*;
use schema::form::{Field, Need, html_id, inputs};

use super::filling::{Filling, Look};
use crate::text::{Words, field_error};
use crate::ui::icon::Icon;

/// One field on the screen.
pub(super) struct Question<'a> {
    pub filling: Filling,
    pub field: &'a Field,
    /// Its pointer in the answers, which is the name of its inputs.
    pub pointer: String,
    /// The id of its first input.
    pub id: String,
    pub look: Look,
    pub words: Words,
}

impl<'a> Question<'a> {
    /// Puts the field on the screen. `place` leads to it in the form, from group to group.
    pub fn new(filling: Filling, words: Words, field: &'a Field, base: &str, place: &[usize]) -> Self {
        let pointer = field.at(base);
        let look = filling.ask(field, &pointer, place);
        Self { id: html_id(&pointer), filling, field, pointer, look, words }
    }

    /// What stands in its inputs.
    pub fn values(&self) -> Vec<String> {
        inputs(self.field, self.filling.answer(&self.pointer).as_ref())
    }

    /// What stands in its only input.
    pub fn value(&self) -> String {
        self.values().into_iter().next().unwrap_or_default()
    }

    pub fn label(&self) -> String {
        self.field.label.get(self.words.locale).to_owned()
    }

    /// `hidden`, as the rules have it.
    pub fn hidden(&self) -> Signal<bool> {
        let standing = self.look.standing;
        if self.look.is_ruled() {
            Signal::derive(move || !standing.get().visible)
        } else {
            Signal::stored(!standing.get_untracked().visible)
        }
    }

    /// `aria-invalid` while something is wrong.
    pub fn invalid(&self) -> impl Fn() -> Option<&'static str> + Clone + Send + Sync + 'static {
        let error = self.look.error;
        move || error.with(|error| error.is_some().then_some("true"))
    }

    /// The ids of what else is to be read out with the field.
    pub fn described(&self) -> impl Fn() -> Option<String> + Clone + Send + Sync + 'static {
        let error = self.look.error;
        let hint = (!self.hint().is_empty()).then(|| format!("{}-hint", self.id));
        let reason = self.reason().map(|_| format!("{}-reason", self.id));
        let message = format!("{}-error", self.id);
        move || {
            let message = error.with(Option::is_some).then_some(&message);
            let ids: Vec<&str> =
                [&reason, &hint].into_iter().flatten().chain(message).map(String::as_str).collect();
            (!ids.is_empty()).then(|| ids.join(" "))
        }
    }

    /// What helps to answer, in the form's own words.
    fn hint(&self) -> &str {
        self.field.hint.get(self.words.locale)
    }

    fn reason(&self) -> Option<String> {
        self.filling.scope().reason(&self.pointer).map(str::to_owned)
    }

    /// Hint, reason and message, in the order they are read.
    pub fn help(&self) -> AnyView {
        let (locale, error, id) = (self.words.locale, self.look.error, self.id.clone());
        let hint = self.hint().to_owned();
        let hint_id = format!("{id}-hint");
        let reason_id = format!("{id}-reason");
        let message = move || {
            let text = error.with(|error| error.as_ref().map(|error| field_error(locale, error)));
            text.map(|text| view! { <p class="message" id=format!("{id}-error")>{text}</p> })
        };
        view! {
            {self.reason().map(|reason| view! {
                <p class="notice amber" id=reason_id><Icon name="warn"/><span>{reason}</span></p>
            })}
            {(!hint.is_empty()).then(|| view! { <p class="hint" id=hint_id>{hint}</p> })}
            {message}
        }
    }

    /// The mark of a field that may be left out.
    pub fn mark(&self) -> AnyView {
        let words = self.words.forms;
        let standing = self.look.standing;
        let mark = move |need: Need| match need {
            Need::Required => None,
            Need::Recommended => Some(words.recommended()),
            Need::Optional => Some(words.optional()),
        };
        let shown = move |need| mark(need).map(|mark| view! { <span class="optional">{mark}</span> });
        if self.look.is_ruled() {
            (move || shown(standing.get().need)).into_any()
        } else {
            shown(standing.get_untracked().need).into_any()
        }
    }

    /// A field with one input.
    pub fn single(&self, input: AnyView) -> AnyView {
        let (hidden, error) = (self.hidden(), self.look.error);
        view! {
            <div class="field" class:wrong=move || error.with(Option::is_some) hidden=hidden>
                <label for=self.id.clone()>{self.label()}{self.mark()}</label>
                {self.help()}
                {input}
            </div>
        }
    }

    /// A field with several inputs; `role` where it is one to assistive technology.
    pub fn several(&self, role: Option<&'static str>, content: AnyView) -> AnyView {
        let (hidden, error) = (self.hidden(), self.look.error);
        view! {
            <fieldset
                class="field"
                class:wrong=move || error.with(Option::is_some)
                hidden=hidden
                role=role
                aria-describedby=self.described()
            >
                <legend>{self.label()}{self.mark()}</legend>
                {self.help()}
                {content}
            </fieldset>
        }
    }

    /// A field that is shown and not asked; what it says is sent along as it is.
    pub fn fixed(&self, said: String) -> AnyView {
        let name = self.pointer.clone();
        let said = if said.is_empty() { self.words.forms.blank().to_owned() } else { said };
        let kept = self
            .values()
            .into_iter()
            .map(|value| view! { <input type="hidden" name=name.clone() value=value/> });
        view! {
            <div class="field" hidden=self.hidden()>
                <span class="label">{self.label()}</span>
                <p>{said}</p>
                {kept.collect_view()}
            </div>
        }
    }
}
