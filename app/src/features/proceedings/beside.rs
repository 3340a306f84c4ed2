//! What runs beside a case or a joint application, and the forms to call one, each behind a fold with its consequence in one line.

use crate::prelude::*;
use leptos_router::hooks::use_params_map;
use schema::FieldCode;
use schema::proceedings::{Beside, Choice, ProceedingKind};

use super::{around, texts};
use crate::api;
use crate::desk::Trouble;
use crate::inputs::Asking;
use crate::returned::{Returned, use_returned};
use crate::routes::to;
use crate::text::use_words;
use crate::together::{Lines, named};
use crate::ui::errors::ErrorSummary;

/// The page at `/desk/cases/{number}/proceedings`.
#[component]
pub fn BesideCasePage() -> impl IntoView {
    let number = number();
    let shown = api::beside_case(&number).keep().document(move |found| match found {
        Ok(beside) => {
            let back = (format!("{}/cases/{number}", to::DESK), texts().back());
            view! { <Shown beside action=to::beside_case(&number) back/> }
        }
        Err(problem_) => view! { <Trouble problem_/> },
    });
    around(texts().beside(), shown)
}

/// The page at `/desk/joint/{number}/proceedings`.
#[component]
pub fn BesideJointPage() -> impl IntoView {
    let number = number();
    let shown = api::beside_joint(&number).keep().document(move |found| match found {
        Ok(beside) => {
            let back = (to::desk_joint(&number), texts().back_joint());
            view! { <Shown beside action=to::beside_joint(&number) back/> }
        }
        Err(problem_) => view! { <Trouble problem_/> },
    });
    around(texts().beside(), shown)
}

fn number() -> String {
    use_params_map().with_untracked(|params| params.get("number").unwrap_or_default())
}

#[component]
fn Shown(beside: Beside, action: String, back: (String, &'static str)) -> impl IntoView {
    let words = texts();
    let returned = use_returned(&action);
    let wrong = returned.clone().map(|returned| view! { <Wrong returned/> });
    let can = beside.may_call.clone().into_iter().map(|kind| {
        let mine = returned.clone().filter(|returned| returned.value("kind") == Some(kind.slug()));
        view! { <Call kind beside=beside.clone() action=action.clone() returned=mine/> }
    });
    let can = can.collect_view();
    let may_call = !beside.may_call.is_empty();
    let special = (may_call && beside.of_case).then(|| view! { <p class="cap">{words.special_here()}</p> });
    view! {
        <header class="page-head">
            <h1>{words.beside()}</h1>
            <p class="cap">{words.beside_what()}</p>
            <p><a href=back.0 rel="external">{back.1}</a>" · "<a href=to::DESK_PROCEEDINGS>{words.to_list()}</a></p>
        </header>
        <div class="edit both">
            <section><Lines lines=beside.proceedings none=words.none()/></section>
            {may_call.then(|| view! {
                <section class="set do">
                    <h2>{words.call()}</h2>
                    {wrong}
                    <ul>{can}</ul>
                    {special}
                </section>
            })}
        </div>
    }
}

#[component]
fn Wrong(returned: Returned) -> impl IntoView {
    let taken = returned.problem.errors.iter().any(|error| error.code == FieldCode::Taken);
    match taken {
        true => view! { <p class="done" role="alert">{texts().subject_taken()}</p> },
        false => {
            view! { <ErrorSummary problem_=returned.problem label=|pointer| label(pointer).to_owned()/> }
        }
    }
}

/// What an error is about.
fn label(pointer: &str) -> &'static str {
    let words = texts();
    match pointer {
        "/place" => words.place(),
        "/held_on" => words.held_on(),
        "/time" => words.time(),
        "/due" => words.due(),
        "/days" => words.days(),
        "/who" => words.who(),
        "/fields" => words.fields(),
        "/files" => words.files(),
        "/dossier" => words.dossier(),
        "/summary" => words.summary(),
        _ => words.subject(),
    }
}

#[component]
fn Call(kind: ProceedingKind, beside: Beside, action: String, returned: Option<Returned>) -> impl IntoView {
    let words = texts();
    let (title, follows) = match kind {
        ProceedingKind::Meeting => (words.call_meeting(), words.follows_meeting()),
        ProceedingKind::SiteVisit => (words.call_visit(), words.follows_visit()),
        ProceedingKind::Assist => (words.call_assist(), words.follows_assist()),
        ProceedingKind::Special | ProceedingKind::Escalation => {
            (words.call_escalation(), words.follows_escalation())
        }
    };
    let open = returned.is_some();
    let asking = Asking { name: kind.slug().to_owned(), returned };
    // Follows from what there is, so that the same form sent twice calls one.
    let last = beside.proceedings.iter().map(|line| line.id).max().unwrap_or_default();
    let key = format!("{action}:{}:{last}", kind.slug());
    view! {
        <li>
            <details open=open>
                <summary><span class="a">{title}</span><span class="so">{follows}</span></summary>
                <form method="post" action=action>
                    <input type="hidden" name="kind" value=kind.slug()/>
                    <input type="hidden" name="_key" value=key/>
                    {fields(kind, &beside, &asking)}
                    <div class="main-act"><button class="btn main">{words.send_call()}</button></div>
                </form>
            </details>
        </li>
    }
}

fn fields(kind: ProceedingKind, beside: &Beside, asking: &Asking) -> Vec<AnyView> {
    let words = texts();
    let subject = asking.line("/subject", words.subject(), "text");
    let attached = [
        asking.some_of("/fields", words.fields(), &beside.fields),
        asking.some_of("/files", words.files(), &beside.files),
    ];
    let asked: Vec<AnyView> = match kind {
        ProceedingKind::Meeting | ProceedingKind::SiteVisit => {
            let first = beside.earliest.map(|day| words.earliest(&use_words().full_day(day)));
            vec![
                asking.line("/place", words.place(), "text"),
                asking.hinted("/held_on", words.held_on(), "date", first),
                asking.line("/time", words.time(), "time"),
                asking.line("/due", words.due(), "date"),
            ]
            .into_iter()
            .chain(asking.some_of("/who", words.who(), &beside.guests))
            .collect()
        }
        ProceedingKind::Assist => vec![
            asking.one_of("/who", words.who(), &beside.units),
            asking.line("/days", words.days(), "number"),
        ],
        ProceedingKind::Special | ProceedingKind::Escalation => vec![
            asking.one_of("/who", words.who(), &beside.superiors),
            asking.line("/days", words.days(), "number"),
            asking.text("/summary", words.summary(), true),
        ]
        .into_iter()
        .chain(asking.some_of("/dossier", words.dossier(), &dossier(beside)))
        .collect(),
    };
    std::iter::once(subject).chain(asked).chain(attached.into_iter().flatten()).collect()
}

/// What happened so far that one may open.
fn dossier(beside: &Beside) -> Vec<Choice> {
    let open = beside.proceedings.iter().filter(|line| line.may_open);
    open.map(|line| Choice { id: line.id.to_string(), name: format!("{} · {}", named(line), line.subject) })
        .collect()
}
