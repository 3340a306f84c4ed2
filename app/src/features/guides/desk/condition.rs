//! A condition of a guide: as a sentence, and as rows of plain inputs.

use schema::expr::{Expr, sentence};
use schema::form::html_id;
use schema::guide::{Ask, Guide, GuideIs, GuideTerm, GuideWhen, MOST_TERMS};
use serde_json::Value;

use super::card::Cards;
use super::typed::Typed;
use crate::prelude::*;
use crate::text::{Guides, Guiding, Words};
use crate::ui::field::Around;

/// Rows beyond those that are filled in.
const BLANK: usize = 2;

/// A condition in words, with the questions and answers by what they are called.
pub fn in_words(words: Words, guide: &Guide, when: &Expr) -> String {
    let labels = |pointer: &str, value: Option<&Value>| {
        let question = guide.question(pointer.trim_start_matches('/'))?;
        match (value, &question.kind) {
            (None, _) => Some(question.ask.get(words.locale).trim_end_matches(['？', '?']).to_owned()),
            (Some(Value::String(value)), Ask::Choice { choices }) => {
                let choice = choices.iter().find(|choice| choice.value == *value)?;
                Some(choice.label.get(words.locale).to_owned())
            }
            (Some(Value::Bool(yes)), Ask::YesNo) => {
                let texts = Guides(words.locale);
                Some(if *yes { texts.yes() } else { texts.no() }.to_owned())
            }
            _ => None,
        }
    };
    sentence(when, words.locale, &labels).text(words.locale)
}

/// Where the API says that a condition cannot be read.
const POINTER: &str = "/edit/when";

/// The inputs of a condition: comparisons in rows, or JSON Logic where it is more than that; as they came back, where they did.
pub fn inputs(cards: Cards<'_>, when: Option<&Expr>, legend: &'static str) -> AnyView {
    let Cards { words, guide, typed, .. } = cards;
    let texts = Guiding(words.locale);
    let logic_typed = typed.0.and_then(|returned| returned.value("/logic"));
    let plain = typed
        .when()
        .or_else(|| when.map_or_else(|| Some(GuideWhen::default()), |when| GuideWhen::of(guide, when)));
    let Some(GuideWhen { any, terms }) = plain.filter(|_| logic_typed.is_none()) else {
        let stored = when.map(|when| format!("{:#}", when.to_value())).unwrap_or_default();
        return logic(texts, typed, logic_typed.unwrap_or(&stored));
    };
    let filled = terms.iter().map(Some).chain(std::iter::repeat_n(None, BLANK)).take(MOST_TERMS);
    let rows = filled.enumerate().map(|(at, term)| row(words, guide, at, term)).collect_view();
    let choice = |value: &'static str, label: &'static str, ticked: bool| {
        view! { <label class="choice"><input type="radio" name="/join" value=value checked=ticked/><span>{label}</span></label> }
    };
    let message = typed.message(POINTER);
    let wrong = message.is_some();
    let message = message.map(|message| view! { <p class="message">{message}</p> });
    view! {
        <fieldset class="field when" id=html_id(POINTER) class:wrong=wrong>
            <legend>{legend}</legend>
            <p class="hint">{texts.when_hint()}</p>
            {message}
            <div class="choices pair">{choice("all", texts.all(), !any)}{choice("any", texts.any(), any)}</div>
            {rows}
        </fieldset>
    }
}

/// A condition as JSON Logic.
fn logic(texts: Guiding, typed: Typed<'_>, logic: &str) -> AnyView {
    let message = typed.message(POINTER);
    let hint = Some(texts.logic_hint().to_owned());
    let around = Around { id: html_id(POINTER), label: texts.logic().to_owned(), hint, message };
    let (id, invalid, described) = (around.id.clone(), around.invalid(), around.described());
    around.input(view! {
        <textarea id=id name="/logic" rows="8" class="code" aria-invalid=invalid aria-describedby=described>{logic.to_owned()}</textarea>
    })
}

/// One comparison.
fn row(words: Words, guide: &Guide, at: usize, term: Option<&GuideTerm>) -> AnyView {
    let texts = Guiding(words.locale);
    let name = |part: &str| format!("/term/{at}/{part}");
    let labelled = |part: &'static str| format!("{} · {part}", texts.term(at + 1));
    let question = |it: &schema::guide::GuideQuestion| {
        let chosen = term.is_some_and(|term| term.question == it.id);
        view! { <option value=it.id.clone() selected=chosen>{it.ask.get(words.locale).to_owned()}</option> }
    };
    let questions = guide.questions.iter().map(question).collect_view();
    let is = |it: GuideIs| {
        let chosen = term.is_some_and(|term| term.is == it);
        view! { <option value=it.slug() selected=chosen>{texts.comparison(it)}</option> }
    };
    let value = term.map(|term| term.value.clone()).unwrap_or_default();
    view! {
        <div class="term">
            <select name=name("question") aria-label=labelled(texts.term_question())><option value=""></option>{questions}</select>
            <select name=name("is") aria-label=labelled(texts.term_is())>{GuideIs::ALL.map(is).into_iter().collect_view()}</select>
            <input name=name("value") value=value list="values" aria-label=labelled(texts.term_value())/>
        </div>
    }
}

/// What there is to compare with: every answer of every question, for the inputs to offer.
pub fn values(words: Words, guide: &Guide) -> AnyView {
    let texts = Guides(words.locale);
    let mut all: Vec<(String, String)> =
        vec![("yes".to_owned(), texts.yes().to_owned()), ("no".to_owned(), texts.no().to_owned())];
    for question in &guide.questions {
        if let Ask::Choice { choices } = &question.kind {
            let of = |choice: &schema::guide::GuideChoice| {
                (choice.value.clone(), choice.label.get(words.locale).to_owned())
            };
            all.extend(choices.iter().map(of));
        }
    }
    let option = |(value, label)| view! { <option value=value label=label></option> };
    view! { <datalist id="values">{all.into_iter().map(option).collect_view()}</datalist> }
}
