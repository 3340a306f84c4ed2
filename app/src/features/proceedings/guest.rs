//! The page of who is invited from outside: what was attached for them, what they say, their report, and that it has arrived. It is
//! opened by its link; there is no session and no way from here into the hall.

use crate::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use schema::proceedings::Invitation;
use schema::{Problem, ProblemKind};

use super::acts::file_field;
use super::one::{Shelf, file_link};
use super::texts;
use crate::api;
use crate::page::{Head, set_status};
use crate::returned::use_returned;
use crate::routes::to;
use crate::text::use_words;
use crate::ui::errors::ErrorSummary;
use crate::ui::field::TextArea;
use crate::ui::state::Failed;

/// The page at `/invited/{id}?code=`.
#[component]
pub fn GuestPage() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get("id").unwrap_or_default());
    let action = to::invited(&id);
    // A form that came back has the code among its fields.
    let typed = use_returned(&action).and_then(|returned| returned.value("code").map(str::to_owned));
    let asked = use_query_map().with_untracked(|query| query.get("code"));
    let code = typed.or(asked).unwrap_or_default();
    let found = api::invitation(&id, &code).keep();
    found.document(move |found| match found {
        Ok(invitation) => view! { <Shown invitation id code/> },
        Err(problem_) => view! { <Closed problem_/> },
    })
}

#[component]
fn Shown(invitation: Invitation, id: String, code: String) -> impl IntoView {
    let (all, words) = (use_words(), texts());
    let Invitation { name, agency, ground, subject, due, attached, files, over, .. } = invitation.clone();
    let ground = ground.map(|ground| all.ground(ground).to_owned()).unwrap_or_default();
    let due = due.filter(|_| !over).map(|due| view! { <p>{words.until(&all.full_day(due))}</p> });
    let path = format!("/api/invited/{id}/files/");
    let query = format!("?code={}", schema::catalogue::encode(&code));
    let send = match over {
        true => view! { <p>{words.invited_closed()}</p> }.into_any(),
        false => view! { <Send id=id.clone() code=code.clone() invitation=invitation.clone()/> }.into_any(),
    };
    view! {
        <Head title=words.invited()/>
        <main id="main" class="form guest">
            <h1>{words.invited()}</h1>
            <p class="soft">{name}</p>
            <p>{words.invited_what(&agency)}</p>
            <p><b>{ground}</b>" "{subject}</p>
            {due}
            <Shelf attached files path=path.clone() query=query.clone()/>
            <Arrived invitation path query/>
            {send}
        </main>
    }
}

/// What has arrived.
#[component]
fn Arrived(invitation: Invitation, path: String, query: String) -> impl IntoView {
    let (all, words) = (use_words(), texts());
    let opinion = invitation.opinion.map(|given| {
        view! { <p role="status">{words.arrived_opinion(&all.moment(given.at))}</p><p>{given.words}</p> }
    });
    let reports = invitation.reports;
    let files = (!reports.is_empty()).then(|| {
        let files = reports.iter().map(|file| file_link(file, &path, &query)).collect_view();
        view! { <h3>{words.arrived_files()}</h3>{files} }
    });
    (opinion.is_some() || files.is_some())
        .then(|| view! { <section><h2>{words.arrived()}</h2>{opinion}{files}</section> })
}

/// The two forms: an answer, and a report.
#[component]
fn Send(id: String, code: String, invitation: Invitation) -> impl IntoView {
    let words = texts();
    let action = to::invited(&id);
    let returned = use_returned(&action);
    let said = invitation.opinion.map(|given| given.words).unwrap_or_default();
    let typed = returned.as_ref().and_then(|returned| returned.value("/words")).map(str::to_owned);
    let wrong = returned.map(|returned| {
        view! { <ErrorSummary problem_=returned.problem label=|_| texts().your_answer().to_owned()/> }
    });
    let value = typed.unwrap_or(said);
    view! {
        {wrong}
        <form class="paper" method="post" action=action.clone()>
            <input type="hidden" name="code" value=code.clone()/>
            <TextArea id=schema::form::html_id("/words") name="/words" label=words.your_answer() hint=None value required=true/>
            <button class="button">{words.opine_send()}</button>
        </form>
        <form class="paper" method="post" action=action enctype="multipart/form-data">
            <input type="hidden" name="code" value=code/>
            <p class="soft">{words.file_what()}</p>
            {file_field("report")}
            <button class="button">{words.file_send()}</button>
        </form>
    }
}

/// A link that opens nothing; anything else that went wrong is said as everywhere.
#[component]
fn Closed(problem_: Problem) -> impl IntoView {
    let words = texts();
    if problem_.kind() != ProblemKind::NotFound {
        return view! { <Failed problem_/> };
    }
    set_status(404);
    view! {
        <Head title=words.invited_none()/>
        <main id="main" class="form guest">
            <h1>{words.invited_none()}</h1>
            <p>{words.invited_none_help()}</p>
        </main>
    }
}
