//! A proceeding: what it is and by when, who is invited and what they said, what was attached, and what one can do.

use crate::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use schema::proceedings::{Attached, PartyView, ProceedingFile, ProceedingView};

use super::acts::Acts;
use super::{around, texts};
use crate::api;
use crate::desk::Trouble;
use crate::returned::{use_answered, use_returned};
use crate::routes::to;
use crate::text::use_words;
use crate::together::{Stands, named};

/// The page at `/desk/proceedings/{id}`, which is also where what is done about it is sent.
#[component]
pub fn ProceedingPage() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get("id").unwrap_or_default());
    let shown = api::proceeding(&id).keep().document(|found| match found {
        Ok(view) => view! { <Shown view/> },
        Err(problem_) => view! { <Trouble problem_/> },
    });
    around(texts().list(), shown)
}

#[component]
fn Shown(view: ProceedingView) -> impl IntoView {
    let words = texts();
    let action = to::proceeding(view.line.id);
    // Who was invited just now has a link, which is told in place and this once.
    let link = use_answered::<ProceedingView>(&action).and_then(|answer| answer.link);
    let returned = use_returned(&action);
    let is_done =
        use_query_map().with_untracked(|query| query.get_str("done").is_some()) && returned.is_none();
    let parties = view.parties.iter().map(|it| party(&view, it)).collect_view();
    let none = view.parties.is_empty().then(|| view! { <p class="cap">{words.no_parties()}</p> });
    view! {
        <OneHead view=view.clone()/>
        <div class="edit both">
            {is_done.then(|| view! { <p class="done" role="status">{words.done()}</p> })}
            {link.map(|link| view! {
                <section class="set"><p class="done" role="status">{words.link()}" "<b>{link}</b></p></section>
            })}
            <Ended view=view.clone()/>
            <section><h2>{words.parties()}</h2>{none}<ul class="away">{parties}</ul></section>
            <Shelf attached=view.attached.clone() files=view.files.clone() path=files_of(&view)/>
            <Acts view returned/>
        </div>
    }
}

#[component]
fn OneHead(view: ProceedingView) -> impl IntoView {
    let (all, words) = (use_words(), texts());
    let line = view.line.clone();
    let held = line.held_at.map(|at| format!(" · {}", words.held(&all.moment(at))));
    let place = view.place.map(|place| format!(" · {place}"));
    let due = line.due.map(|due| format!(" · {}", words.until(&all.weekday_and_day(due))));
    let case = view.case.map(|case| view! { " · "<a href=to::beside_case(case)>{words.back()}</a> });
    let joint = view.joint.filter(|_| case.is_none());
    let joint = joint.map(|joint| view! { " · "<a href=to::beside_joint(joint)>{words.back_joint()}</a> });
    view! {
        <header class="page-head">
            <h1>{named(&line)}" · "{line.subject.clone()}</h1>
            <p class="cap">{words.from(&line.agency)}{held}{place}{due}</p>
            <p><Stands line/>" · "<a href=to::DESK_PROCEEDINGS>{words.to_list()}</a>{case}{joint}</p>
        </header>
    }
}

#[component]
fn Ended(view: ProceedingView) -> impl IntoView {
    let words = texts();
    let minutes = view.minutes.map(|text| view! { <h2>{words.minutes()}</h2><p>{text}</p> });
    let result = view.result.map(|text| {
        let text = if text.is_empty() { words.ended_with_case().to_owned() } else { text };
        view! { <h2>{words.result()}</h2><p>{text}</p> }
    });
    (minutes.is_some() || result.is_some()).then(|| view! { <section>{minutes}{result}</section> })
}

fn files_of(view: &ProceedingView) -> String {
    format!("/api/desk/proceedings/{}/files/", view.line.id)
}

fn party(view: &ProceedingView, it: &PartyView) -> AnyView {
    let (all, words) = (use_words(), texts());
    let comes = match (it.comes, &it.reason) {
        (Some(false), reason) => Some(words.stays_away(reason.as_deref().unwrap_or_default())),
        (Some(true), _) => Some(words.comes().to_owned()),
        (None, _) => None,
    };
    let outside = it.outside.then(|| words.outside().to_owned());
    let until = it.until.map(|until| words.link_until(&all.moment(until)));
    let said = [outside, until.filter(|_| !it.revoked), comes].into_iter().flatten().collect::<Vec<_>>();
    let opinion = it.opinion.clone().map(|given| {
        let stance = given.stance.map(|stance| words.stands(stance)).unwrap_or_default();
        view! { <p><b>{stance}</b>" "{given.words}" "<span class="cap">{all.moment(given.at)}</span></p> }
    });
    let chip = match (it.revoked, it.late, it.opinion.is_some()) {
        (true, ..) => view! { <b class="stands holds">{words.revoked()}</b> },
        (_, true, _) => view! { <b class="stands">{words.late()}</b> },
        (_, _, true) => view! { <b class="stands holds">{words.arrived()}</b> },
        _ => view! { <b class="stands waits">{words.no_answer()}</b> },
    };
    let path = files_of(view);
    let reports = it.reports.iter().map(|file| file_link(file, &path, "")).collect_view();
    view! {
        <li>
            <div><span class="n">{it.name.clone()}</span><span class="s">{said.join(" · ")}</span>{opinion}{reports}</div>
            {chip}
        </li>
    }
}

/// A link to a file; `query` is what its address ends with.
pub fn file_link(file: &ProceedingFile, path: &str, query: &str) -> AnyView {
    let href = format!("{path}{}{query}", file.id);
    view! { <p><a href=href rel="external">{file.name.clone()}</a></p> }
}

/// What was attached, if anything was.
#[component]
pub fn Shelf(
    /// Answers, each with its label.
    attached: Vec<Attached>,
    /// Files.
    files: Vec<ProceedingFile>,
    /// Where they are read.
    path: String,
    /// What their addresses end with.
    #[prop(optional)]
    query: String,
) -> impl IntoView {
    let some = !attached.is_empty() || !files.is_empty();
    let entries = attached.into_iter().map(|it| view! { <div><dt>{it.label}</dt><dd>{it.value}</dd></div> });
    let entries = entries.collect_view();
    let files = files.iter().map(|file| file_link(file, &path, &query)).collect_view();
    some.then(
        || view! { <section><h2>{texts().attached()}</h2><dl class="list">{entries}</dl>{files}</section> },
    )
}
