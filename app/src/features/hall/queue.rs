//! The queues at the counters of one's agency: hand out a number, call the next. Buttons of plain forms.

use schema::accounts::Session;
use schema::hall::{Counter, Hall, HallNow};
use schema::role::Role;
use schema::{Problem, ProblemKind};

use super::{Light, asked, texts};
use crate::api;
use crate::data::Read;
use crate::desk::{DeskHeader, DeskTabs, Room, Trouble};
use crate::page::{Head, Styles};
use crate::prelude::*;
use crate::returned::use_returned;
use crate::routes::to;
use crate::session::with_session;
use crate::text::typeset;
use crate::ui::errors::ErrorSummary;

/// The page at `/desk/hall`.
#[component]
pub fn QueuePage() -> impl IntoView {
    let words = texts();
    let session = Read::resource(api::session);
    let shown = with_session(|session| match session {
        Ok(Some(session)) if session.has(Role::Intake) => {
            api::halls().keep().document(move |halls| match halls {
                Ok(halls) => {
                    let halls = halls.into_iter().map(|line| {
                        let session = session.clone();
                        api::hall(&line.region.to_string()).keep().document(move |found| match found {
                            Ok((hall, now)) => view! { <Queues hall now session/> },
                            Err(problem_) => view! { <Trouble problem_/> },
                        })
                    });
                    halls.collect_view().into_any()
                }
                Err(problem_) => view! { <Trouble problem_/> },
            })
        }
        Ok(Some(_)) => view! { <Trouble problem_=Problem::new(ProblemKind::Forbidden)/> },
        Ok(None) => view! { <Trouble problem_=Problem::new(ProblemKind::SignInNeeded)/> },
        Err(problem_) => view! { <Trouble problem_/> },
    });
    view! {
        <Styles name="desk.css"/>
        <Head title=words.queue_title()/>
        <div class="desk">
            <DeskHeader here=Room::Window session/>
            <main id="main" class="catalogue">
                <header class="page-head"><h1>{words.queue_title()}</h1><p class="cap">{words.queue_lead()}</p></header>
                <Done/>
                {shown}
            </main>
            <DeskTabs here=Room::Window session/>
        </div>
    }
}

/// What was done just now, or what stood against it.
#[component]
fn Done() -> impl IntoView {
    told().map_or_else(|| ().into_any(), |told| view! { <div class="hall-told">{told}</div> })
}

fn told() -> Option<AnyView> {
    let words = texts();
    if let Some(returned) = use_returned(to::DESK_HALL) {
        let counter = returned.value("counter").unwrap_or_default();
        if let Some((title, help)) = words.not_done(returned.problem.kind(), counter) {
            return Some(
                view! { <div class="errors" role="alert" tabindex="-1" id="errors" autofocus><h2>{title}</h2><p>{help}</p></div> },
            );
        }
        let label = |pointer: &str| pointer.to_owned();
        return Some(view! { <ErrorSummary problem_=returned.problem label/> });
    }
    let said = match (asked("taken"), asked("called")) {
        (Some(id), _) => Some(words.taken(&id)),
        (None, Some(id)) => Some(words.called_next(&id)),
        (None, None) => None,
    };
    said.map(|said| view! { <p class="cap" role="status">{said}</p> })
}

/// Whether a clerk stands at a counter: one of their agency, or any where they take in for the whole region.
fn stands_at(session: &Session, hall: &Hall, counter: &Counter) -> bool {
    session.grants.iter().filter(|grant| grant.role == Role::Intake).any(|grant| {
        let here = grant.region.is_none_or(|region| region.contains(&hall.region));
        here && grant.agency.as_ref().is_none_or(|agency| *agency == counter.agency)
    })
}

#[component]
fn Queues(hall: Hall, now: HallNow, session: Session) -> impl IntoView {
    let words = texts();
    let region = hall.region.to_string();
    let mine = hall.counters().filter(|(_, counter)| stands_at(&session, &hall, counter));
    let rows = mine
        .map(|(_, counter)| view! { <Line counter=counter.clone() now=now.clone() region=region.clone()/> });
    let rows: Vec<AnyView> = rows.collect();
    if rows.is_empty() {
        return view! { <section><p class="cap">{words.no_counters()}</p></section> };
    }
    let name = hall.name.get(words.0).to_owned();
    view! { <section class="hall-queues"><h2>{name}</h2><ul class="away">{rows}</ul></section> }
}

#[component]
fn Line(counter: Counter, now: HallNow, region: String) -> impl IntoView {
    let words = texts();
    let state = now.counter(&counter.id).cloned();
    let waiting = state.as_ref().map_or(0, |state| state.waiting);
    let called = state.as_ref().and_then(|state| state.called);
    let (last, issued) = (called.unwrap_or_default(), state.as_ref().map_or(0, |state| state.issued));
    let called = called.map_or_else(
        || words.nobody_called().to_owned(),
        |called| format!("{} {}", words.called(), words.number(called)),
    );
    let light = state.map(|state| view! { <Light lamp=state.lamp/> });
    view! {
        <li>
            <span class="n">{words.counter(&counter.id)}" · "{typeset(&counter.agency)}</span>
            <span class="s">{light}" "{words.wait(waiting)}" · "{called}</span>
            <form method="post" action=to::DESK_HALL>
                <input type="hidden" name="region" value=region/>
                <input type="hidden" name="counter" value=counter.id.clone()/>
                <input type="hidden" name="issued" value=issued/>
                <input type="hidden" name="called" value=last/>
                <button class="btn" name="act" value="take">{words.take()}</button>
                <button class="btn main" name="act" value="call" disabled=(waiting == 0)>{words.call()}</button>
            </form>
        </li>
    }
}
