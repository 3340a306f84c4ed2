//! The third pane: a case. Its head with the clock, the answers beside the materials, what can be done, its history.

use crate::prelude::*;
use leptos_meta::Title;
use schema::cases::{DeskCase, Queue};
use schema::form::Form;
use schema::questionnaires::Questionnaire;
use schema::window::Came;

use super::acts::Acts;
use super::answers::Answers;
use super::history::History;
use super::joint::PartOfJoint;
use super::live::Live;
use super::materials::Materials;
use super::outside::Elsewhere;
use super::tasks::{holder, name};
use super::thread::Thread;
use crate::asked::Answers as FurtherAnswers;
use crate::case::{Days, DueChip, Strip, grouped, use_due};
use crate::routes::to;
use crate::text::{Questions, Window, use_words};

/// A case at the desk.
#[component]
pub fn CaseArticle(
    /// The case.
    case: DeskCase,
    /// The form it was made with.
    form: Form,
    /// The queue one came from.
    queue: Queue,
) -> impl IntoView {
    let words = use_words();
    #[cfg(feature = "hydrate")]
    crate::arrival::when_mounted();
    let summary = &case.view.summary;
    let title = format!("{} {} · {}", summary.item_name, summary.number, words.frame.hall());
    view! {
        <Title text=title/>
        <article class="case">
            <CaseHead case=case.clone() queue/>
            <div class="work">
                <Answers case=case.clone() form=form.clone()/>
                <Materials case=case.clone() form=form.clone() queue/>
            </div>
            <Acts case=case.clone() form/>
            <Elsewhere case=case.clone()/>
            {case.asked.clone().map(|asked| view! { <Further asked/> })}
            {case.view.part_of.clone().map(|part_of| view! { <PartOfJoint part_of/> })}
            <History case=case.clone()/>
            <Thread case/>
        </article>
    }
}

#[component]
fn CaseHead(case: DeskCase, queue: Queue) -> impl IntoView {
    let words = use_words();
    let summary = case.view.summary.clone();
    let due = use_due(&summary);
    let until = summary.due.map(|due| words.desk.until(&words.weekday_and_day(due)));
    let steps = summary.tasks.iter();
    let steps: Vec<String> =
        steps.map(|task| format!(" · {} · {}", name(task, words), holder(task, words))).collect();
    let remaining = summary.remaining;
    let clock = case
        .view
        .deadline
        .map(|deadline| view! { <Strip deadline=deadline.clone() remaining/><Days deadline/> });
    view! {
        <header class="case-head">
            <Live number=summary.number revision=case.revision remark=case.remark/>
            <div>
                <p class="meta ways">
                    <a href=to::queue(queue)>{words.desk.back()}</a>
                    <a href=to::print_case(summary.number) rel="external">{words.print_form()}</a>
                    <a href=to::desk_bills(summary.number) rel="external">{words.desk.bills()}</a>
                    <a href=to::slips(summary.number) rel="external">{words.desk.slips()}</a>
                    <a href=to::beside_case(summary.number) rel="external">{words.desk.beside()}</a>
                    <a href=to::desk_questions(summary.number) rel="external">{Questions(words.locale).desk_link()}</a>
                    <a href=to::originals(summary.number) rel="external">{words.desk.originals()}</a>
                </p>
                <h1>{summary.item_name}</h1>
                <p class="meta"><b>{summary.applicant}</b>" "{grouped(summary.number)}" "{words.desk.opened(&words.moment(summary.opened_at))}</p>
                <p class="meta"><b>{words.cases.status(summary.status)}</b>{steps.concat()}</p>
                {case.came.map(|came| view! { <HowItCame came/> })}
            </div>
            <div class="clock">
                <p class="say"><DueChip due/>{until.map(|until| view! { " "<b>{until}</b> })}</p>
                {clock}
            </div>
        </header>
    }
}

/// What the agency asked the applicant further, and the answers.
#[component]
fn Further(asked: Questionnaire) -> impl IntoView {
    let title = Questions(use_words().locale).title();
    view! { <section class="log" aria-label=title><h3>{title}</h3><FurtherAnswers asked/></section> }
}

/// How it came where a clerk filed it, with what a caller said.
#[component]
fn HowItCame(came: Came) -> impl IntoView {
    let words = Window(use_words().locale);
    let Came { channel, clerk, phone, said } = came;
    view! {
        <div class="meta came">
            <p><b>{words.came(channel)}</b>" · "{words.filed_by(&clerk)}{phone.map(|phone| format!(" · {phone}"))}</p>
            {said.map(|said| view! { <p>{words.quoted(&said)}</p> })}
        </div>
    }
}
