//! One card: what was found and when, what proves it, on what ground, how the days were counted, and how it is argued.

use crate::prelude::*;
use leptos_router::hooks::use_params_map;
use schema::supervise::{Card, CardSignal, Evidence};

use super::inquiry::Proceedings;
use super::{flag, texts};
use crate::api;
use crate::case::{Days, grouped};
use crate::desk::{Framed, Room, Trouble};
use crate::page::Head;
use crate::routes::to;
use crate::text::{typeset, use_words};

/// The page at `/desk/supervision/{id}`.
#[component]
pub fn CardPage() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get("id")).unwrap_or_default();
    let shown = api::supervision::card(&id).keep().document(|found| match found {
        Ok(card) => view! { <Shown card/> },
        Err(problem_) => view! { <Trouble problem_/> },
    });
    view! { <Framed here=Room::Supervision title=texts().card()>{shown}</Framed> }
}

#[component]
fn Shown(card: Card) -> impl IntoView {
    let (all, words) = (use_words(), texts());
    let Card { line, ground, signals, deadline, acknowledged_at, may_acknowledge, inquiry } = card;
    let rule = line.rule_name.get(all.locale).to_owned();
    let seen = acknowledged_at
        .map_or_else(|| words.not_acknowledged().to_owned(), |at| words.acknowledged_at(&all.moment(at)));
    let found = signals.into_iter().map(|signal| view! { <Found signal/> }).collect_view();
    let days = deadline.map(|deadline| {
        let due = deadline.due.map(|due| words.due(&all.full_day(due)));
        view! { <p class="why">{due}</p><Days deadline/> }
    });
    view! {
        <Head title=words.about(words.grade(line.grade), &rule)/>
        <header class="page-head">
            <p><a href=to::SUPERVISION>{words.back()}</a></p>
            <h1>{words.about(words.grade(line.grade), &rule)}</h1>
            <p class="cap">{seen}</p>
        </header>
        <article class="redcard">
            {flag(line.grade)}
            <div>
                <h2>{typeset(&line.item_name)}</h2>
                <p class="s">{line.department}" · "{grouped(line.case_number)}" · "{all.cases.status(line.status)}</p>
                <p class="why"><b>{words.ground()}</b>" "{ground.get(all.locale).to_owned()}</p>
                {days}
            </div>
            <div>{found}</div>
        </article>
        <Proceedings card=line.id stage=line.stage inquiry may_acknowledge/>
    }
}

/// What was found, with the events that prove it.
#[component]
fn Found(signal: CardSignal) -> impl IntoView {
    let (all, words) = (use_words(), texts());
    let caption = words.found(words.grade(signal.grade), &all.moment(signal.at), signal.version);
    let rows = signal.evidence.into_iter().map(|event| {
        let said = said(&event);
        view! { <tr><td>{all.moment(event.at)}</td><td>{said}" "<span class="s">{words.place(event.seq)}</span></td></tr> }
    });
    let rows = rows.collect_view();
    view! { <table class="ev"><caption>{caption}</caption><tbody>{rows}</tbody></table> }
}

/// An event with the name of its task and how that ended.
fn said(event: &Evidence) -> String {
    let (all, words) = (use_words(), texts());
    let mut said = words.event(&event.kind);
    if let Some(task) = &event.task {
        said = words.of_task(&said, task.get(all.locale));
    }
    match event.outcome {
        Some(outcome) => words.with_outcome(&said, all.desk.outcome(outcome)),
        None => said,
    }
}
