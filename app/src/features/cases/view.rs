//! What a case says to whoever may read it: its sentence, its deadline, its decision, its timeline.

use crate::prelude::*;
use schema::cases::CaseView;
use schema::licences::NamedLicence;

use super::sentence::{Sentence, sentence};
use super::timeline::Timeline;
use crate::case::{Days, Fees, Promises, Provisional, Strip, grouped};
use crate::routes::to;
use crate::text::use_words;
use crate::ui::icon::Icon;

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
        <Brought licences=view.licences.clone()/>
        <Promises promises=view.promises.clone()/>
        <Fees fees=view.fees.clone()/>
        {owes(&view).then(|| view! { <p><a class="button quiet" href=to::MY_BILLS>{use_words().duty.fee_pay()}</a></p> })}
        <Limit view=view.clone()/>
        <Timeline view/>
    }
}

/// Whether something of it is left to pay.
fn owes(view: &CaseView) -> bool {
    view.fees.iter().any(|fee| fee.amount.is_some_and(|amount| amount > 0) && fee.paid_at.is_none())
}

/// The licences it has brought about; nothing where there are none.
#[component]
fn Brought(licences: Vec<NamedLicence>) -> impl IntoView {
    let all = use_words();
    let words = all.licences;
    let line = |licence: NamedLicence| {
        let name = licence.name.get(all.locale).to_owned();
        view! { <li><a href=to::licence(&licence.number)>{name}" "{licence.number.clone()}<Icon name="next"/></a></li> }
    };
    (!licences.is_empty()).then(|| {
        let lines = licences.into_iter().map(line).collect_view();
        view! {
            <section>
                <h2>{words.brought()}</h2>
                <ul class="people">{lines}</ul>
                <p class="soft">{words.show_it()}</p>
            </section>
        }
    })
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
