//! What a case says to whoever may read it: its sentence, its deadline, its decision, its timeline.

use crate::prelude::*;
use schema::cases::CaseView;

use super::sentence::{Sentence, sentence};
use super::timeline::Timeline;
use crate::case::{Days, Fees, Promises, Provisional, Strip, grouped};
use crate::text::use_words;

/// The head of a case: which it is, and its sentence.
#[component]
pub fn CaseHead(
    /// The case.
    view: CaseView,
) -> impl IntoView {
    let Sentence { now, next } = sentence(&view, use_words());
    view! {
        <p class="soft">{view.summary.item_name}" "{grouped(view.summary.number)}</p>
        <h1 class="now">{now}</h1>
        <p class="lead">{next}</p>
    }
}

/// The rest of a case, below what can be done.
#[component]
pub fn CaseBody(
    /// The case.
    view: CaseView,
) -> impl IntoView {
    view! {
        <Outcome view=view.clone()/>
        <Promises promises=view.promises.clone()/>
        <Fees fees=view.fees.clone()/>
        <Limit view=view.clone()/>
        <Timeline view/>
    }
}

/// How it was decided, and why.
#[component]
fn Outcome(view: CaseView) -> impl IntoView {
    let words = use_words().cases;
    let fact = |label: &'static str, value: Option<String>| {
        value.map(|value| view! { <div><dt>{label}</dt><dd class="prose">{value}</dd></div> })
    };
    let opinion = view.opinion;
    let says_something = view.decision.is_some() || view.reason.is_some();
    says_something.then(|| {
        view! {
            <section>
                <h2>{words.decision()}</h2>
                <dl class="list">
                    {fact(words.decision(), view.decision.map(|decision| words.decision_words(decision).to_owned()))}
                    {fact(words.reason(), view.reason)}
                    {opinion.map(|opinion| view! {
                        {fact(words.facts_found(), Some(opinion.facts))}
                        {fact(words.opinion(), Some(opinion.opinion))}
                        {fact(words.article(), Some(opinion.article))}
                    })}
                </dl>
            </section>
        }
    })
}

/// The deadline that runs, with its explanation.
#[component]
fn Limit(view: CaseView) -> impl IntoView {
    let words = use_words();
    let remaining = view.summary.remaining;
    view.deadline.map(|deadline| {
        let title = match deadline.due {
            Some(due) => words.cases.at_latest(&words.weekday_and_day(due)),
            None => words.cases.limit().to_owned(),
        };
        view! {
            <section>
                <h2>{title}</h2>
                <Strip deadline=deadline.clone() remaining/>
                <Provisional deadline=deadline.clone()/>
                <Days deadline/>
            </section>
        }
    })
}
