//! What it costs, how long it takes, where it is handed in and how the result comes: in one's situation, with the answers it is so
//! because of; and while that is open, what it may be and when.

use schema::catalogue::{TermAspect, yuan};
use schema::guide::{Situation, SituationTerm, TermCase, TermSays};

use super::answer_words;
use crate::prelude::*;
use crate::text::{Guides, Words, typeset};
use crate::ui::limit::limit_words;

/// Everything the item says of one's situation; nothing where it says nothing of any.
pub fn own(words: Words, situation: &Situation) -> Option<AnyView> {
    let texts = Guides(words.locale);
    let line = |term: &SituationTerm| {
        let label = match term.aspect {
            TermAspect::Fees => texts.how_much(),
            TermAspect::Limit => texts.how_long(),
            TermAspect::Window => texts.hand_in(),
            TermAspect::Delivery => texts.comes_back(),
        };
        let said = if term.settled { settled(words, situation, term) } else { open(words, term) };
        view! { <div><dt>{label}</dt><dd>{said}</dd></div> }
    };
    let lines: Vec<AnyView> = situation.terms.iter().map(line).collect();
    let title =
        if situation.terms.iter().all(|term| term.settled) { texts.your_terms() } else { texts.terms_by() };
    (!lines.is_empty()).then(|| view! { <h2>{title}</h2><dl class="facts own-facts">{lines}</dl> })
}

/// One of them in short: what it is, and why or between what it still hangs.
pub fn short(words: Words, situation: &Situation, aspect: TermAspect) -> Option<(String, String)> {
    let term = situation.terms.iter().find(|term| term.aspect == aspect)?;
    let of = |case: &TermCase| said(words, &case.says);
    Some(if term.settled {
        (of(term.may.first()?), because(words, situation, term).unwrap_or_default())
    } else {
        let mut each: Vec<String> = term.may.iter().map(of).collect();
        each.dedup();
        (Guides(words.locale).depends().to_owned(), each.join(words.catalogue.separator()))
    })
}

fn settled(words: Words, situation: &Situation, term: &SituationTerm) -> AnyView {
    let Some(case) = term.may.first() else { return ().into_any() };
    let because = because(words, situation, term).map(|text| view! { <span>{text}</span> });
    view! { <b>{said(words, &case.says)}</b>{because}{rests_on(words, case)} }
}

/// What may be, each with its situation.
fn open(words: Words, term: &SituationTerm) -> AnyView {
    let texts = Guides(words.locale);
    let case = |case: &TermCase| {
        let when = match case.when.get(words.locale) {
            "" => texts.otherwise().to_owned(),
            when => texts.if_so(when),
        };
        view! { <li><b>{said(words, &case.says)}</b><span class="soft">{when}</span>{rests_on(words, case)}</li> }
    };
    view! { <ul class="may">{term.may.iter().map(case).collect_view()}</ul> }
}

fn rests_on(words: Words, case: &TermCase) -> Option<AnyView> {
    let basis = case.basis.as_deref().map(typeset)?;
    Some(view! { <span class="soft">{words.duty.fee_basis(&basis)}</span> })
}

/// The answers that settled it, in words.
fn because(words: Words, situation: &Situation, term: &SituationTerm) -> Option<String> {
    let texts = Guides(words.locale);
    let answer = |pointer: &String| {
        let question = situation.questions.iter().find(|question| question.pointer == *pointer)?;
        let written = question.written.as_deref()?;
        let choice = question.choices.iter().find(|choice| choice.written == written)?;
        Some(texts.said_so(question.label.get(words.locale), &answer_words(words, choice)))
    };
    let said: Vec<String> = term.because.iter().filter_map(answer).collect();
    (!said.is_empty()).then(|| typeset(&texts.because(&said.join(texts.said_too()))))
}

/// What a term says, in a few words.
fn said(words: Words, says: &TermSays) -> String {
    match says {
        TermSays::Fees(fees) if fees.is_empty() => Guides(words.locale).no_fee().to_owned(),
        TermSays::Fees(fees) => words.duty.yuan(&yuan(fees.iter().map(|fee| fee.amount).sum())),
        TermSays::Limit(limit) => limit_words(words.catalogue, *limit),
        TermSays::Window(text) | TermSays::Delivery(text) => typeset(text.get(words.locale)),
    }
}
