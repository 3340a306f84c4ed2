//! A condition: as a sentence, slot by slot as in the form designer, and as JSON Logic for what slots cannot say.

use std::rc::Rc;

use schema::expr::{Condition, Expr};
use schema::form::Form;
use schema::form::design::{Predicate, SubjectKind, subjects};
use schema::process::design::{Piece, Place};
use serde_json::Value;

use super::state::Drawing;
use crate::designing::input::lines;
use crate::designing::{Told, branch, statement};
use crate::flow::condition as said;
use crate::prelude::*;
use crate::text::{Editor as Texts, Words};

/// The condition under this name. While there is none, it is `false`: never.
pub fn condition(
    drawing: Drawing,
    words: Words,
    place: &Place,
    piece: &Piece,
    member: &'static str,
) -> AnyView {
    let texts = words.processes;
    let raw = piece.members.get(member).cloned().unwrap_or(Value::Bool(false));
    let expr = Expr::parse(&raw).ok();
    let form = drawing.form.get();
    let sentence = expr.as_ref().map(|expr| said(words, expr, form.as_deref()));
    let here = place.clone();
    let put = move |value: Value| drawing.set(&here, member, Some(value));
    let is_blank = raw == Value::Bool(false);
    let slots = match (form.as_deref(), expr.as_ref().filter(|_| !is_blank)) {
        (None, _) => view! { <p class="sm soft">{texts.no_form()}</p> },
        (Some(form), None) => begin(words, form, put.clone()),
        (Some(form), Some(expr)) => match Condition::try_from(expr) {
            Ok(whole) => {
                let put = put.clone();
                let told: Told = Rc::new(move |changed| put(Expr::from(changed).to_value()));
                view! { <div class="opened">{branch(Texts(words.locale), form, None, &whole, &[], told)}</div> }
            }
            Err(_) => ().into_any(),
        },
    };
    let typed = put.clone();
    let clear = (!is_blank).then(|| {
        let clear = move |_| put(Value::Bool(false));
        view! { <button type="button" class="link" on:click=clear>{texts.clear_condition()}</button> }
    });
    let choice = form.is_none().then(|| form_choice(drawing, words));
    view! {
        {sentence.map(|sentence| view! { <p class="sentence"><span class="slot">{sentence}</span></p> })}
        {slots}
        {choice}
        {clear}
        <details>
            <summary>{texts.by_hand()}</summary>
            <dl>{lines("logic", texts.by_hand(), raw.to_string(), move |text| {
                // What is no JSON leaves what was there.
                if let Ok(logic) = serde_json::from_str(&text) {
                    typed(logic);
                }
            })}</dl>
        </details>
    }
}

/// A button that puts in the first thing one could ask of the form.
fn begin(words: Words, form: &Form, put: impl Fn(Value) + 'static) -> AnyView {
    let all = subjects(form, None);
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
