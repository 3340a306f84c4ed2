//! One case, for its applicant: what it says, and what can be done now.

use crate::prelude::*;
use leptos_router::hooks::use_params_map;
use schema::bundles::PartOf;
use schema::cases::CaseView;
use schema::form::Form;
use schema::id::CaseNumber;
use schema::questionnaires::QuestionsNotice;

use super::messages::News;
use super::rating::{RateForm, Rated};
use super::remind::RemindForm;
use super::slips::Slips;
use super::supplement::Supplement;
use super::view::{CaseBody, CaseHead};
use super::withdraw::WithdrawForm;
use crate::api;
use crate::page::Head;
use crate::routes::to;
use crate::text::{Questions, typeset, use_words};

/// The page at `/cases/{number}`, and at the addresses of its forms when one of them came back.
#[component]
pub fn CasePage() -> impl IntoView {
    let number =
        use_params_map().with_untracked(|params| params.get_str("number").unwrap_or_default().to_owned());
    api::case(&number).document(|(view, form)| view! { <Shown view form/> })
}

#[component]
fn Shown(view: CaseView, form: Option<Form>) -> impl IntoView {
    let number = view.summary.number;
    let may_withdraw = view.application.is_some() && view.decision.is_none() && is_open(&view);
    view! {
        <Head title=format!("{} {number}", use_words().cases.number())/>
        <main id="main">
            <CaseHead view=view.clone()/>
            {view.part_of.clone().map(|part_of| view! { <Joint part_of/> })}
            <News unread=view.unread/>
            {view.application.map(|application| view! {
                <Supplement application points=view.supplement.clone() form/>
            })}
            {view.questions.clone().map(|questions| view! { <Asked questions number/> })}
            {view.may_rate.then(|| view! { <RateForm number/> })}
            <CaseBody view=view.clone()/>
            <Slips number/>
            {view.rating.map(|rating| view! { <Rated rating/> })}
            {view.may_remind.then(|| view! { <RemindForm number/> })}
            {may_withdraw.then(|| view! { <WithdrawForm number/> })}
        </main>
    }
}

/// That its agency asks something further, with the way there.
#[component]
fn Asked(questions: QuestionsNotice, number: CaseNumber) -> impl IntoView {
    let words = Questions(use_words().locale);
    let (said, way, class) = match (questions.answered_at, questions.is_open) {
        (Some(at), _) => (words.your_answers(&use_words().full_moment(at)), words.see(), "button quiet"),
        (None, true) => (words.voluntary().to_owned(), words.answer(), "button"),
        (None, false) => (words.over().to_owned(), words.see(), "button quiet"),
    };
    view! {
        <section>
            <h2>{words.title()}</h2>
            <p class="soft">{said}</p>
            <div class="stack"><a class=class href=to::questions(number) rel="external">{way}</a></div>
        </section>
    }
}

/// The joint application it is part of.
#[component]
fn Joint(part_of: PartOf) -> impl IntoView {
    let words = use_words().bundles;
    view! { <p class="soft"><a href=to::joint(part_of.number)>{words.one_of(&typeset(&part_of.item_name))}</a></p> }
}

fn is_open(view: &CaseView) -> bool {
    use schema::process::Status;
    !matches!(
        view.summary.status,
        Status::Delivered | Status::NotAccepted | Status::Withdrawn | Status::Terminated
    )
}
