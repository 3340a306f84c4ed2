//! One's own enquiry: what became of it, and what one can do.

use crate::prelude::*;
use leptos_router::hooks::use_query_map;
use schema::enquiries::{EnquiryAct, EnquiryKind, OwnEnquiry};
use schema::form::html_id;

use super::arrived::{Arrived, due_said};
use super::one::{Answer, Crumb, paragraphs};
use super::{course, said_of, texts};
use crate::page::Head;
use crate::returned::{Returned, use_returned};
use crate::routes::to;
use crate::text::typeset;
use crate::ui::errors::ErrorSummary;
use crate::ui::field::TextField;
use crate::ui::icon::Icon;

/// The page of one's own; `?new=1` has just been sent.
#[component]
pub fn Own(
    /// The enquiry.
    own: OwnEnquiry,
) -> impl IntoView {
    let words = texts();
    let new = use_query_map().with_untracked(|query| query.get_str("new").is_some());
    let OwnEnquiry { line, words: written, reply, is_published, consents: _, steps, allowed } = own;
    let due = due_said(line.kind, line.stage, line.due);
    let arrived = new.then(|| view! { <Arrived due=due.clone()/> });
    let due = due.filter(|_| !new).map(|said| view! { <p>{said}</p> });
    let reply = reply.map(|reply| view! { <Answer line=line.clone() reply/> });
    let remedies = (line.kind == EnquiryKind::Complaint && reply.is_some())
        .then(|| view! { <div class="notice"><Icon name="info"/><p><b>{words.remedies()}</b>" "{words.remedies_what()}</p></div> });
    let published = is_published.then(|| view! { <p class="soft">{words.published_mark()}</p> });
    let rate = allowed.contains(&EnquiryAct::Rate).then(|| view! { <Rate id=line.id/> });
    let thanks = line.grade.map(|_| view! { <p class="soft" role="status">{words.thanks()}</p> });
    let offered = [EnquiryAct::WithdrawConsent, EnquiryAct::Withdraw];
    let offered = offered.into_iter().filter(|act| allowed.contains(act));
    let offered = offered.map(|act| view! { <Offered id=line.id act/> }).collect_view();
    view! {
        <Head title=line.subject.clone()/>
        <main id="main" class="event enquiries">
            <Crumb/>
            {arrived}
            <article>
                <h1 class="title">{typeset(&line.subject)}</h1>
                <p class="soft">{words.stage(line.stage)}" · "{said_of(&line)}</p>
                {due}
                {reply}
                {remedies}
                {published}
                <div class="asked prose"><h2>{words.what_you_wrote()}</h2>{paragraphs(&written)}</div>
            </article>
            {rate}
            {thanks}
            {course(&steps)}
            {offered}
        </main>
    }
}

/// The form that came back, where it did this.
fn returned_of(id: i64, act: EnquiryAct) -> Option<Returned> {
    use_returned(&to::enquiry(id)).filter(|returned| returned.value("act") == Some(act.slug()))
}

#[component]
fn Rate(id: i64) -> impl IntoView {
    let words = texts();
    let returned = returned_of(id, EnquiryAct::Rate);
    let chosen = returned.as_ref().and_then(|returned| returned.value("/grade")).map(str::to_owned);
    let grades = (1..=5_u8).rev().map(|grade| {
        // The first is where a link from the error summary leads.
        let first = (grade == 5).then(|| html_id("/grade"));
        let checked = chosen.as_deref() == Some(grade.to_string().as_str());
        view! {
            <label>
                <input type="radio" name="/grade" id=first value=grade.to_string() checked=checked required/>
                <Icon name=FACES[usize::from(grade) - 1]/>
                <span>{words.grade(grade)}</span>
            </label>
        }
    });
    let grades = grades.collect_view();
    view! {
        <form method="post" action=to::enquiry(id)>
            {returned.clone().map(|returned| view! {
                <ErrorSummary problem_=returned.problem label=|pointer| label(pointer).to_owned()/>
            })}
            <input type="hidden" name="act" value=EnquiryAct::Rate.slug()/>
            <fieldset class="field"><legend>{words.rate()}</legend><div class="rating">{grades}</div></fieldset>
            <TextField pointer="/words" label=words.rate_words() required=false returned/>
            <div class="stack"><button class="button">{words.rate_send()}</button></div>
        </form>
    }
}

/// The face of each grade, the worst first.
const FACES: [&str; 5] = ["grade-1", "grade-2", "grade-3", "grade-4", "grade-5"];

fn label(pointer: &str) -> &'static str {
    let words = texts();
    if pointer == "/words" { words.rate_words() } else { words.rate() }
}

/// What one can do that needs nothing but the wish, behind a fold, with what follows from it.
#[component]
fn Offered(id: i64, act: EnquiryAct) -> impl IntoView {
    let (title, follows) = texts().act(act);
    let returned = returned_of(id, act);
    let open = returned.is_some();
    view! {
        <details class="more" open=open>
            <summary>{title}</summary>
            <form method="post" action=to::enquiry(id)>
                {returned.map(|returned| view! {
                    <ErrorSummary problem_=returned.problem label=|pointer| label(pointer).to_owned()/>
                })}
                <input type="hidden" name="act" value=act.slug()/>
                <p>{follows}</p>
                <button class="button quiet">{title}</button>
            </form>
        </details>
    }
}
