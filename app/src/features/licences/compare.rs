//! Comparing a licence that somebody shows at the desk with what was issued: its file, or what stands on its paper.

use crate::prelude::*;
use schema::form::html_id;
use schema::licences::{ComparedField, Comparison, Verdict};
use schema::role::Role;
use schema::{Problem, ProblemKind};

use super::Stands;
use super::desk::Around;
use crate::desk::Trouble;
use crate::page::set_status;
use crate::returned::{Returned, use_answered, use_returned};
use crate::routes::to;
use crate::session::with_session;
use crate::text::{Words, use_words};
use crate::ui::errors::ErrorSummary;
use crate::ui::field::{TextArea, TextField};

/// Who is shown licences.
const AT_DESK: [Role; 3] = [Role::Intake, Role::Officer, Role::AgencyLead];

/// The page at `/desk/licences/compare`. What came of it is shown in the answer to the form: no address gives away what was typed.
#[component]
pub fn ComparePage() -> impl IntoView {
    let shown = with_session(|session| match session {
        Ok(Some(session)) if AT_DESK.iter().any(|role| session.has(*role)) => {
            match use_answered::<Comparison>(to::DESK_COMPARE) {
                Some(comparison) => view! { <Compared comparison/> },
                None => view! { <Ask/> },
            }
        }
        Ok(Some(_)) => view! { <Trouble problem_=Problem::new(ProblemKind::Forbidden)/> },
        Ok(None) => view! { <Trouble problem_=Problem::new(ProblemKind::SignInNeeded)/> },
        Err(problem_) => view! { <Trouble problem_/> },
    });
    view! { <Around title=use_words().licences.compare().to_owned()>{shown}</Around> }
}

#[component]
fn Ask() -> impl IntoView {
    let words = use_words().licences;
    let returned = use_returned(to::DESK_COMPARE);
    let field = |pointer: &'static str, label: &'static str, kind: &'static str| {
        view! { <TextField pointer label kind autocomplete="off" required=false returned=returned.clone()/> }
    };
    let file = returned.as_ref().and_then(|returned| returned.value("/file")).unwrap_or_default().to_owned();
    view! {
        <header class="page-head">
            <h1>{words.compare()}</h1>
            <p class="cap">{words.compare_what()}</p>
        </header>
        <section class="set licence-desk">
            {returned.clone().map(|returned| view! { <Wrong returned/> })}
            <form method="post" action=to::DESK_COMPARE>
                {field("/number", words.number(), "text")}
                {field("/fields/holder", words.holder(), "text")}
                {field("/fields/agency", words.agency(), "text")}
                {field("/fields/issued_on", words.issued(), "date")}
                {field("/fields/valid_until", words.term(), "date")}
                <TextArea id=html_id("/file") name="/file" label=words.compare_file() hint=None value=file/>
                <button class="btn main">{words.compare_now()}</button>
            </form>
        </section>
    }
}

#[component]
fn Wrong(returned: Returned) -> impl IntoView {
    let words = use_words().licences;
    set_status(returned.problem.status);
    if returned.problem.kind() == ProblemKind::NotFound {
        return view! {
            <div class="errors" role="alert" tabindex="-1" id="errors" autofocus>
                <h2>{words.unknown()}</h2>
                <p>{words.unknown_help()}</p>
            </div>
        };
    }
    view! { <ErrorSummary problem_=returned.problem label=|pointer| label(pointer, use_words()).to_owned()/> }
}

fn label(pointer: &str, words: Words) -> &'static str {
    match pointer {
        "/file" => words.licences.compare_file(),
        "holder" => words.licences.holder(),
        "agency" => words.licences.agency(),
        "issued_on" => words.licences.issued(),
        "valid_until" => words.licences.term(),
        _ => words.licences.number(),
    }
}

#[component]
fn Compared(comparison: Comparison) -> impl IntoView {
    let words = use_words().licences;
    let Comparison { number, standing, genuine, fields } = comparison;
    let genuine = genuine.map(|genuine| if genuine { words.genuine() } else { words.not_genuine() });
    let rows = fields.into_iter().map(|field| view! { <Row field/> }).collect_view();
    view! {
        <header class="page-head">
            <h1>{words.compare()}" "<span class="n">{number}</span></h1>
            <p><Stands standing/></p>
        </header>
        <div class="licence-desk">
            {genuine.map(|genuine| view! { <p class="done" role="status">{genuine}</p> })}
            <ul class="away">{rows}</ul>
            <p><a href=to::DESK_COMPARE rel="external">{words.verify_another()}</a></p>
        </div>
    }
}

#[component]
fn Row(field: ComparedField) -> impl IntoView {
    let all = use_words();
    let named = if field.label.is_empty() { label(&field.id, all) } else { field.label.get(all.locale) };
    let class = if field.verdict == Verdict::Same { "stands holds" } else { "stands" };
    let named = if field.verdict == Verdict::Unknown { field.id.clone() } else { named.to_owned() };
    view! {
        <li>
            <div><b>{named}</b><span class="s">{field.shown}</span></div>
            <b class=class>{all.licences.verdict(field.verdict)}</b>
        </li>
    }
}
