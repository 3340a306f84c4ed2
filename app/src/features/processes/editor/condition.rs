//! A condition: as a sentence, slot by slot as in the form designer, and as JSON Logic for what slots cannot say.

use std::rc::Rc;

use schema::expr::{Condition, Expr};
use schema::form::Form;
use schema::form::design::{Predicate, Subject, SubjectKind, subjects};
use schema::locale::Text;
use schema::process::design::{Piece, Place, fact_names, fact_subjects};
use serde_json::Value;

use super::state::Drawing;
use crate::designing::input::lines;
use crate::designing::{Told, branch, statement};
use crate::flow::{Names, condition as said};
use crate::prelude::*;
use crate::text::{Computed, Editor as Texts, Words};

/// The condition under this name. While there is none, it is `false`: never.
pub fn condition(
    drawing: Drawing,
    words: Words,
    place: &Place,
    piece: &Piece,
    member: &'static str,
) -> AnyView {
    let raw = piece.members.get(member).cloned().unwrap_or(Value::Bool(false));
    let here = place.clone();
    let put = move |value: Value| drawing.set(&here, member, Some(value));
    let choice = drawing.form.get().is_none().then(|| form_choice(drawing, words));
    view! { {logic(drawing, words, ("logic", None), &raw, put)}{choice} }.into_any()
}

/// What is computed: in words, slot by slot where it asks what a condition may ask, and by hand. `of` is the html id of that,
/// and the computed fact that it is, if it is one: that does not ask what leads back to it.
pub fn logic(
    drawing: Drawing,
    words: Words,
    (id, of): (&str, Option<&str>),
    raw: &Value,
    put: impl Fn(Value) + Clone + 'static,
) -> AnyView {
    let texts = words.processes;
    let expr = Expr::parse(raw).ok();
    let (form, now) = (drawing.form.get(), drawing.now.get());
    let facts = now.piece.as_ref().map(fact_names).unwrap_or_default();
    let names = Names { form: form.as_deref(), facts: &facts };
    let sentence = expr.as_ref().map(|expr| said(words, expr, names));
    let computed = now.piece.as_ref().map(|piece| fact_subjects(piece, form.as_deref(), of));
    let asked = Asked { form: form.as_deref(), facts: computed.unwrap_or_default() };
    let is_blank = *raw == Value::Bool(false);
    let slots = match expr.as_ref().filter(|_| !is_blank) {
        _ if asked.is_nothing() => view! { <p class="sm soft">{texts.no_form()}</p> },
        None => begin(words, &asked, put.clone()),
        Some(expr) => match Condition::try_from(expr) {
            Ok(whole) => {
                let put = put.clone();
                let told: Told = Rc::new(move |changed| put(Expr::from(changed).to_value()));
                let subjects = |row: Option<&str>| asked.subjects(row);
                view! { <div class="opened">{branch(Texts(words.locale), &subjects, None, &whole, &[], told)}</div> }
            }
            Err(_) => ().into_any(),
        },
    };
    let typed = put.clone();
    let clear = (!is_blank).then(|| {
        let clear = move |_| put(Value::Bool(false));
        view! { <button type="button" class="link" on:click=clear>{texts.clear_condition()}</button> }
    });
    view! {
        {sentence.map(|sentence| view! { <p class="sentence"><span class="slot">{sentence}</span></p> })}
        {slots}
        {clear}
        <details>
            <summary>{texts.by_hand()}</summary>
            <dl>{lines(id, texts.by_hand(), raw.to_string(), move |text| {
                // What is no JSON leaves what was there.
                if let Ok(logic) = serde_json::from_str(&text) {
                    typed(logic);
                }
            })}</dl>
        </details>
    }
}

/// What a condition may be about: the questions of the form and, outside rows, the computed facts.
struct Asked<'f> {
    form: Option<&'f Form>,
    facts: Vec<Subject>,
}

impl Asked<'_> {
    const fn is_nothing(&self) -> bool {
        self.form.is_none() && self.facts.is_empty()
    }

    fn subjects(&self, row: Option<&str>) -> Vec<Subject> {
        let questions = self.form.map(|form| subjects(form, row)).unwrap_or_default();
        let facts = self.facts.iter().filter(|_| row.is_none()).map(|fact| {
            // Among questions it is said what it is.
            let label = schema::Locale::ALL.into_iter().fold(Text::default(), |label, locale| {
                label.with(locale, Computed(locale).named(fact.label.get(locale)))
            });
            Subject { label, ..fact.clone() }
        });
        questions.into_iter().chain(facts).collect()
    }
}

/// A button that puts in the first thing one could ask.
fn begin(words: Words, asked: &Asked<'_>, put: impl Fn(Value) + 'static) -> AnyView {
    let all = asked.subjects(None);
    let Some(subject) = all.into_iter().find(|subject| subject.kind != SubjectKind::List) else {
        return ().into_any();
    };
    let (predicate, values) = match &subject.kind {
        SubjectKind::YesNo => (Predicate::Yes, Vec::new()),
        SubjectKind::Choice(options) => {
            (Predicate::Equal, options.iter().take(1).map(|(value, _)| value.clone()).collect())
        }
        _ => (Predicate::Given, Vec::new()),
    };
    let first = Expr::from(statement(&subject.pointer, predicate, values)).to_value();
    let write = move |_| put(first.clone());
    view! { <button type="button" class="btn small" on:click=write>{words.processes.write_condition()}</button> }
}

/// The form whose questions conditions speak of: that of its items, or another one to draw with.
pub fn form_choice(drawing: Drawing, words: Words) -> AnyView {
    let texts = words.processes;
    let now = drawing.form.get();
    let chosen = now.as_ref().map(|form| format!("{}/{}", form.meta.id, form.meta.version));
    let chosen = chosen.unwrap_or_default();
    #[cfg(feature = "hydrate")]
    super::save::list_forms(drawing);
    let options = move || {
        let chosen = chosen.clone();
        let known = now.as_ref().map(|form| (chosen.clone(), form.meta.title.get(words.locale).to_owned()));
        let mut all: Vec<(String, String)> = vec![(String::new(), String::new())];
        all.extend(known);
        let others = drawing.forms.get().into_iter().filter(|(value, _)| *value != chosen);
        all.extend(others.map(|(value, title)| (value, title.get(words.locale).to_owned())));
        crate::designing::input::choices(&chosen, all)
    };
    let take = move |_event: leptos::ev::Event| {
        #[cfg(feature = "hydrate")]
        super::save::take_form(drawing, event_target_value(&_event));
    };
    view! {
        <dl>
            <dt><label for="p-of-form">{texts.of_form()}</label></dt>
            <dd><select id="p-of-form" on:change=take>{options}</select></dd>
        </dl>
    }
}
