//! The inputs of the part that is open: each holds what was typed when a save was refused, else what is stored, and what is wrong
//! with it stands beside it.

use schema::form::html_id;
use schema::guide::{GuideIs, GuideTerm, GuideWhen};
use schema::locale::{Locale, Text};

use crate::prelude::*;
use crate::returned::Returned;
use crate::text::{Guiding, field_error, use_words};
use crate::ui::field::{Around, TextArea};

/// The form that came back, if the open part is that of one.
#[derive(Clone, Copy)]
pub struct Typed<'a>(pub Option<&'a Returned>);

impl Typed<'_> {
    /// What an input of this name holds.
    pub fn or(self, name: &str, stored: &str) -> String {
        self.0.map_or(stored, |returned| returned.value(name).unwrap_or_default()).to_owned()
    }

    /// Whether a box of this name is ticked.
    pub fn ticked(self, name: &str, stored: bool) -> bool {
        self.0.map_or(stored, |returned| returned.value(name).is_some())
    }

    /// The comparisons of a condition, and whether one of them is enough; nothing where none came back.
    pub fn when(self) -> Option<GuideWhen> {
        let returned = self.0?;
        let of = |at: usize, part: &str| returned.value(&format!("/term/{at}/{part}"));
        let term = |at: usize| {
            let question = of(at, "question")?.to_owned();
            let is = GuideIs::ALL.into_iter().find(|is| Some(is.slug()) == of(at, "is"));
            let value = of(at, "value").unwrap_or_default().to_owned();
            Some(GuideTerm { question, is: is.unwrap_or(GuideIs::Is), value })
        };
        let terms = (0..).map_while(term).filter(|term| !term.question.is_empty() || !term.value.is_empty());
        Some(GuideWhen { any: returned.value("/join") == Some("any"), terms: terms.collect() })
    }

    /// What is wrong at a pointer.
    pub fn message(self, pointer: &str) -> Option<String> {
        let error = self.0?.problem.errors.iter().find(|error| error.pointer == pointer)?;
        Some(field_error(use_words().locale, error))
    }

    /// One line.
    pub fn line(self, name: &'static str, label: &'static str, stored: &str) -> AnyView {
        self.input(name, label, ("text", None), stored)
    }

    /// A whole number.
    pub fn number(self, name: &'static str, label: &'static str, stored: &str) -> AnyView {
        self.input(name, label, ("text", Some(Guiding(use_words().locale).whole_number())), stored)
    }

    /// A day.
    pub fn day(self, name: &'static str, label: &'static str, stored: &str) -> AnyView {
        self.input(name, label, ("date", None), stored)
    }

    fn input(
        self,
        name: &'static str,
        label: &'static str,
        (kind, hint): (&'static str, Option<&'static str>),
        stored: &str,
    ) -> AnyView {
        let id = html_id(name);
        let around = Around {
            id: id.clone(),
            label: label.to_owned(),
            hint: hint.map(str::to_owned),
            message: self.message(name),
        };
        let (invalid, described) = (around.invalid(), around.described());
        let value = self.or(name, stored);
        around.input(view! {
            <input id=id type=kind name=name value=value autocomplete="off" aria-invalid=invalid aria-describedby=described/>
        })
    }

    /// Several lines.
    pub fn area(self, name: &'static str, label: &'static str, stored: &str) -> AnyView {
        let (value, message) = (self.or(name, stored), self.message(name));
        view! { <TextArea id=html_id(name) name=name label=label hint=None value=value message=message/> }
    }

    /// A text in both languages.
    pub fn both(
        self,
        name: &'static str,
        (zh, en): (&'static str, &'static str),
        text: Option<&Text>,
    ) -> AnyView {
        let stored = |locale: Locale| {
            let text = text.filter(|text| text.has(locale));
            text.map(|text| text.get(locale).to_owned()).unwrap_or_default()
        };
        let (other, id) = (format!("{name}/en"), html_id(name));
        let (chinese, english) = (self.or(name, &stored(Locale::ZhCn)), self.or(&other, &stored(Locale::En)));
        view! {
            <TextArea id=id.clone() name=name label=zh hint=None value=chinese message=self.message(name)/>
            <TextArea id=format!("{id}-en") name=other label=en hint=None value=english message=None/>
        }
    }

    /// One of some.
    pub fn choose(
        self,
        name: &'static str,
        label: &'static str,
        options: &[(&'static str, &'static str)],
        stored: &str,
    ) -> AnyView {
        let chosen = self.or(name, stored);
        let option = |(value, label): &(&'static str, &'static str)| {
            let selected = *value == chosen;
            view! { <option value=*value selected=selected>{*label}</option> }
        };
        let id = html_id(name);
        view! {
            <div class="field">
                <label for=id.clone()>{label}</label>
                <select id=id name=name>{options.iter().map(option).collect_view()}</select>
            </div>
        }
    }
}
