//! A joint application at the desk: who is late, every lane on one ruler, what the lead can do, and what happened.

use crate::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use schema::bundles::{JointAct, JointStatus, JointView};
use schema::proceedings::Beside;

use super::acts::Acts;
use super::lane::LaneRows;
use super::scheme::Scheme;
use crate::api;
use crate::case::{Days, Due, DueChip, Look, Provisional, due_in, grouped};
use crate::data::Read;
use crate::desk::{DeskHeader, DeskTabs, Room, Trouble};
use crate::joint::{LaneTable, Log, Standing, standing};
use crate::page::{Head, Styles};
use crate::returned::use_returned;
use crate::routes::to;
use crate::text::{Words, typeset, use_words};
use crate::together::{Lines, texts};

/// The page at `/desk/joint/{number}`; `?done=` is what was just done.
#[component]
pub fn DeskJointPage() -> impl IntoView {
    let session = Read::resource(api::session);
    let number =
        use_params_map().with_untracked(|params| params.get_str("number").unwrap_or_default().to_owned());
    let shown = api::bundles::desk_joint(&number).keep().document(|found| match found {
        Ok(view) => view! { <Shown view/> },
        Err(problem_) => view! { <Trouble problem_/> },
    });
    let together = api::beside_joint(&number).keep().document(|found| match found {
        Ok(beside) => view! { <Together beside/> },
        Err(_) => ().into_any(),
    });
    let href = to::beside_joint(&number);
    view! {
        <Styles name="desk.css"/>
        <Head title=use_words().bundles.desk()/>
        <div class="desk">
            <DeskHeader here=Room::Joint session/>
            <main id="main" class="joint">
                {shown}
                <section class="beside">
                    <h2><a href=href>{use_words().desk.beside()}</a></h2>
                    {together}
                </section>
            </main>
            <DeskTabs here=Room::Joint session/>
        </div>
    }
}

/// What runs beside it: each with how it stands, and by when.
#[component]
fn Together(beside: Beside) -> impl IntoView {
    view! { <Lines lines=beside.proceedings none=texts().none()/> }
}

#[component]
fn Shown(view: JointView) -> impl IntoView {
    let words = use_words();
    let text = words.bundles;
    let returned = use_returned(&to::desk_joint(view.number));
    let done = use_query_map().with_untracked(|query| match query.get_str("done") {
        Some("extend") => Some(text.done_extended()),
        Some("set_apart") => Some(text.done_apart()),
        Some("inform") => Some(text.done_informed()),
        _ => None,
    });
    let done = done.filter(|_| returned.is_none());
    let acts = view.leads.then(|| view! { <Acts view=view.clone() returned/> });
    let told = (!view.leads).then(|| view! { <p class="cap told">{text.only_lanes()}</p> });
    view! {
        <JointHead view=view.clone()/>
        {done.map(|done| view! { <p class="done" role="status">{done}</p> })}
        <section class="rows" aria-label=text.column_lane()>
            <LaneRows view=view.clone()/>
            {told}
            <LaneTable view=view.clone()/>
        </section>
        <div class="under">
            <div class="happened"><Scheme view=view.clone()/><Log view=view.clone()/></div>
            {acts}
        </div>
    }
}

/// Which it is, what is to be said of it, and the day for all of it.
#[component]
fn JointHead(view: JointView) -> impl IntoView {
    let words = use_words();
    let text = words.bundles;
    let due = view.deadline.as_ref().and_then(|deadline| deadline.due);
    let chip = view.remaining.filter(|_| view.status == JointStatus::Open);
    let chip = match (chip, view.status) {
        (Some(days), _) => due_in(days, words.cases),
        (None, JointStatus::Open) => Due { look: Look::Hold, words: text.not_accepted_yet().to_owned() },
        (None, status) => Due { look: Look::Done, words: text.status(status).to_owned() },
    };
    let until = due.map(|due| text.whole_by(&words.weekday_and_day(due)));
    let days = view.deadline.clone();
    let days = days.map(|deadline| view! { <Provisional deadline=deadline.clone()/><Days deadline/> });
    view! {
        <header class="jhead">
            <div>
                <p class="meta"><a href=to::DESK_JOINT>{text.back()}</a></p>
                <h1>{text.joint(&typeset(&view.item_name))}</h1>
                <p class="meta"><b>{view.applicant.clone()}</b>" "{grouped(view.number)}" "{words.desk.opened(&words.moment(view.submitted_at))}</p>
                <p class="say">{say(&view, words)}</p>
            </div>
            <div class="clock">
                <p class="say"><DueChip due=chip/>{until.map(|until| view! { " "<b>{until}</b> })}</p>
                {view.extended.then(|| view! { <p class="cap">{text.was_extended()}</p> })}
                {days}
            </div>
        </header>
    }
}

/// How many have ended, who is late, and what waits: the one sentence of the lead.
fn say(view: &JointView, words: Words) -> String {
    let text = words.bundles;
    if view.status != JointStatus::Open {
        return text.say_over().to_owned();
    }
    let count = |wanted| view.lanes.iter().filter(|lane| standing(lane) == wanted).count();
    let late = view.lanes.iter().filter(|lane| standing(lane) == Standing::Late);
    let late: Vec<&str> = late.map(|lane| lane.department.as_str()).collect();
    let late = late.join(words.catalogue.separator());
    let waits = Some(count(Standing::Waits)).filter(|count| *count > 0).map(|count| text.say_waits(count));
    let held = Some(count(Standing::Held)).filter(|count| *count > 0).map(|count| text.say_held(count));
    let first = if late.is_empty() { text.say_fine().to_owned() } else { text.say_late(&late) };
    let all = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let ended = view.lanes.iter().filter(|lane| lane.state.is_over()).count();
    let ended = text.ended_of(all(ended), all(view.lanes.len()));
    let said: Vec<String> = [Some(ended), Some(first), waits, held].into_iter().flatten().collect();
    said.join(text.clause())
}

/// What is sent to say which act it is.
pub const fn slug(act: JointAct) -> &'static str {
    match act {
        JointAct::Extend => "extend",
        JointAct::SetApart => "set_apart",
        JointAct::Inform => "inform",
    }
}
