//! What forms ask for that stand several on a page: inputs whose ids are those that errors lead to in the form that came back, and
//! begin with the form's name in the others, because two forms of one page may have fields of one name.

use crate::prelude::*;
use schema::form::html_id;
use schema::proceedings::Choice;

use crate::returned::Returned;
use crate::text::{field_error, use_words};
use crate::ui::field::{Around, TextArea};

/// What one line is.
struct Input {
    kind: &'static str,
    hint: Option<String>,
    value: String,
    required: bool,
}

/// A form of the page: its name, and what came back to it.
#[derive(Clone)]
pub struct Asking {
    /// The name, such as that of the command.
    pub name: String,
    /// What came back to it.
    pub returned: Option<Returned>,
}

impl Asking {
    fn id(&self, pointer: &str) -> String {
        match &self.returned {
            Some(_) => html_id(pointer),
            None => format!("{}-{}", self.name, html_id(pointer)),
        }
    }

    fn value(&self, pointer: &str) -> String {
        self.returned.as_ref().and_then(|it| it.value(pointer)).unwrap_or_default().to_owned()
    }

    /// What is wrong at a pointer.
    pub fn message(&self, pointer: &str) -> Option<String> {
        let errors = self.returned.as_ref().map(|it| it.problem.errors.as_slice()).unwrap_or_default();
        let error = errors.iter().find(|error| error.pointer == pointer)?;
        Some(field_error(use_words().locale, error))
    }

    /// Several lines.
    pub fn text(&self, pointer: &'static str, label: &'static str, required: bool) -> AnyView {
        let (id, message) = (self.id(pointer), self.message(pointer));
        view! { <TextArea id name=pointer label hint=None value=self.value(pointer) message required/> }
    }

    /// Several lines that are there already, to be changed.
    pub fn text_with(&self, pointer: &'static str, label: &'static str, before: String) -> AnyView {
        let (id, message) = (self.id(pointer), self.message(pointer));
        let value = self.value_or(pointer, before);
        view! { <TextArea id name=pointer label hint=None value message required=true/> }
    }

    /// One line that is there already, to be changed.
    pub fn line_with(&self, pointer: &'static str, label: &'static str, before: String) -> AnyView {
        self.input(
            pointer,
            label,
            Input { kind: "text", hint: None, value: self.value_or(pointer, before), required: true },
        )
    }

    /// One line that need not be filled in.
    pub fn optional_line(&self, pointer: &'static str, label: &'static str, kind: &'static str) -> AnyView {
        self.input(pointer, label, Input { kind, hint: None, value: self.value(pointer), required: false })
    }

    fn value_or(&self, pointer: &str, before: String) -> String {
        self.returned.as_ref().map_or(before, |_| self.value(pointer))
    }

    /// One line, a day, a time, a number.
    pub fn line(&self, pointer: &'static str, label: &'static str, kind: &'static str) -> AnyView {
        self.hinted(pointer, label, kind, None)
    }

    /// The same with a hint.
    pub fn hinted(
        &self,
        pointer: &'static str,
        label: &'static str,
        kind: &'static str,
        hint: Option<String>,
    ) -> AnyView {
        self.input(pointer, label, Input { kind, hint, value: self.value(pointer), required: true })
    }

    fn input(&self, pointer: &'static str, label: &'static str, input: Input) -> AnyView {
        let Input { kind, hint, value, required } = input;
        let around = self.around(pointer, label, hint);
        let (id, invalid, described) = (around.id.clone(), around.invalid(), around.described());
        around.input(view! {
            <input
                type=kind
                id=id
                name=pointer
                value=value
                required=required
                autocomplete="off"
                aria-invalid=invalid
                aria-describedby=described
            />
        })
    }

    /// What stands around the input of a pointer.
    fn around(&self, pointer: &str, label: &str, hint: Option<String>) -> Around {
        Around { id: self.id(pointer), label: label.to_owned(), hint, message: self.message(pointer) }
    }

    /// One of some.
    pub fn one_of(&self, pointer: &'static str, label: &'static str, choices: &[Choice]) -> AnyView {
        let (around, chosen) = (self.around(pointer, label, None), self.value(pointer));
        let option = |choice: &Choice| {
            let selected = choice.id == chosen;
            view! { <option value=choice.id.clone() selected=selected>{choice.name.clone()}</option> }
        };
        let options = choices.iter().map(option).collect_view();
        let (id, invalid, described) = (around.id.clone(), around.invalid(), around.described());
        around.input(view! {
            <select id=id name=pointer required aria-invalid=invalid aria-describedby=described>
                <option value="">{use_words().forms.choose()}</option>
                {options}
            </select>
        })
    }

    /// Some of some; nothing where there is nothing to choose.
    pub fn some_of(&self, pointer: &'static str, label: &'static str, choices: &[Choice]) -> Option<AnyView> {
        let fields = self.returned.as_ref().map(|it| it.fields.clone()).unwrap_or_default();
        let first = self.id(pointer);
        let lines = choices.iter().enumerate().map(|(place, choice)| {
            let id = if place == 0 { first.clone() } else { format!("{first}-{place}") };
            let checked = fields.iter().any(|(name, value)| name == pointer && *value == choice.id);
            view! {
                <li class="pick">
                    <input type="checkbox" id=id.clone() name=pointer value=choice.id.clone() checked=checked/>
                    <label for=id>{choice.name.clone()}</label>
                </li>
            }
        });
        let lines = lines.collect_view();
        let (message, message_id) = (self.message(pointer), format!("{first}-error"));
        let wrong = message.is_some();
        let described = wrong.then(|| message_id.clone());
        (!choices.is_empty()).then(|| {
            view! {
                <fieldset class="field" class:wrong=wrong aria-describedby=described>
                    <legend>{label}</legend>
                    {message.map(|message| view! { <p class="message" id=message_id>{message}</p> })}
                    <ul>{lines}</ul>
                </fieldset>
            }
        })
    }
}
