//! One case, for its applicant: what it says, and what can be done now.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use schema::Problem;
use schema::cases::CaseView;
use schema::form::Form;

use super::messages::News;
use super::rating::{RateForm, Rated};
use super::supplement::Supplement;
use super::view::{CaseBody, CaseHead};
use super::withdraw::WithdrawForm;
use crate::api;
use crate::page::Head;
use crate::text::use_words;
use crate::ui::state::{Failed, Waiting};

/// The page at `/cases/{number}`, and at the addresses of its forms when one of them came back.
#[component]
pub fn CasePage() -> impl IntoView {
    let params = use_params_map();
    let number =
        Memo::new(move |_| params.with(|params| params.get_str("number").unwrap_or_default().to_owned()));
    let case = Resource::new(move || number.get(), load);
    view! {
        <Transition fallback=Waiting>
            {move || Suspend::new(async move {
                match case.await {
                    Ok((view, form)) => view! { <Shown view form/> }.into_any(),
                    Err(problem_) => view! { <Failed problem_/> }.into_any(),
                }
            })}
        </Transition>
    }
}

/// The case; and while something is to be put right, the form that has the names for it.
async fn load(number: String) -> Result<(CaseView, Option<Form>), Problem> {
    let view = api::case(&number).await?;
    let application = view.application.filter(|_| !view.supplement.is_empty());
    match application {
        Some(id) => api::application(id).await.map(|(_, form)| (view, Some(form))),
        None => Ok((view, None)),
    }
}

#[component]
fn Shown(view: CaseView, form: Option<Form>) -> impl IntoView {
    let number = view.summary.number;
    let may_withdraw = view.application.is_some() && view.decision.is_none() && is_open(&view);
    view! {
        <Head title=format!("{} {number}", use_words().cases.number())/>
        <main id="main">
            <CaseHead view=view.clone()/>
            <News unread=view.unread/>
            {view.application.map(|application| view! {
                <Supplement application points=view.supplement.clone() form/>
            })}
            {view.may_rate.then(|| view! { <RateForm number/> })}
            <CaseBody view=view.clone()/>
            {view.rating.map(|rating| view! { <Rated rating/> })}
            {may_withdraw.then(|| view! { <WithdrawForm number/> })}
        </main>
    }
}

fn is_open(view: &CaseView) -> bool {
    use schema::process::Status;
    !matches!(view.summary.status, Status::Delivered | Status::NotAccepted | Status::Withdrawn)
}
