//! Keeping a hall: its building, floors, counters and ways as one form, saved as a whole. A row that is emptied is gone, and there is
//! always one more row to fill in.

use schema::hall::{DeskHall, HallLine, sheet};
use schema::role::Role;
use schema::{Problem, ProblemKind};

use super::asked;
use super::building_parts::{Filled, around, building, floor};
use crate::api;
use crate::desk::{Framed, Room, Trouble};
use crate::prelude::*;
use crate::returned::use_returned;
use crate::routes::to::{self, HallLink};
use crate::session::with_session;
use crate::text::{Building, use_words};

/// The words of this room in the page's language.
pub(super) fn words() -> Building {
    Building(use_words().locale)
}

/// The page at `/desk/halls`; `?region=` opens the hall of a region.
#[component]
pub fn BuildingPage() -> impl IntoView {
    let words = words();
    let shown = with_session(|session| match session {
        Ok(Some(session)) if session.has(Role::Editor) => match asked("region") {
            Some(region) => api::desk_hall(&region).keep().document(|found| match found {
                Ok(view) => view! { <Kept view/> },
                Err(problem_) => view! { <Trouble problem_/> },
            }),
            None => api::halls().keep().document(|found| match found {
                Ok(halls) => view! { <Halls halls/> },
                Err(problem_) => view! { <Trouble problem_/> },
            }),
        },
        Ok(Some(_)) => view! { <Trouble problem_=Problem::new(ProblemKind::Forbidden)/> },
        Ok(None) => view! { <Trouble problem_=Problem::new(ProblemKind::SignInNeeded)/> },
        Err(problem_) => view! { <Trouble problem_/> },
    });
    view! {
        <Framed here=Room::Catalogue title=words.title()>
            <header class="page-head">
                <h1>{words.title()}</h1>
                <p class="cap">{words.lead()}</p>
                <p><a href=to::DESK_HALLS>{words.halls()}</a>" · "<a href=to::DESK_NAVIGATOR>{words.figure()}</a></p>
            </header>
            {shown}
        </Framed>
    }
}

/// The halls there are, and the way to another.
#[component]
fn Halls(halls: Vec<HallLine>) -> impl IntoView {
    let (words, locale) = (words(), use_words().locale);
    let line = |hall: HallLine| {
        let region = hall.region.to_string();
        view! { <li><a class="n" href=to::desk_hall_of(&region)>{hall.name.get(locale).to_owned()}</a><span class="s">{region}</span></li> }
    };
    let lines = halls.into_iter().map(line).collect_view();
    view! {
        <section class="set keeping">
            <h2>{words.halls()}</h2>
            <ul class="away">{lines}</ul>
            <form method="get" action=to::DESK_HALLS>
                <h2>{words.other()}</h2>
                <div class="field">
                    <label for="region">{words.region()}</label>
                    <input id="region" name="region" inputmode="numeric" pattern="[0-9]{6}" required autocomplete="off"/>
                </div>
                <button class="btn">{words.open()}</button>
            </form>
        </section>
    }
}

/// A hall as a form.
#[component]
fn Kept(view: DeskHall) -> impl IntoView {
    let words = words();
    let DeskHall { hall, revision } = view;
    let region = hall.region.to_string();
    let returned = use_returned(to::DESK_HALLS);
    let conflict = returned.as_ref().is_some_and(|it| it.problem.kind() == ProblemKind::Conflict);
    let filled = match returned {
        Some(returned) => Filled::returned(hall.region, returned),
        None => Filled::of(sheet::fields(&hall)),
    };
    let revision = filled.said("revision").unwrap_or_else(|| revision.to_string());
    let saved = asked("saved").filter(|_| !filled.is_returned());
    let floors = filled.rows("/floors").map(|at| floor(&filled, at)).collect_view();
    let see = to::hall(&HallLink { floor: None, to: None, step_free: false, region: Some(&region) });
    let (is_there, action) = (revision != "0", to::desk_hall_of(&region));
    view! {
        <section class="set keeping">
            {saved.map(|_| view! { <p class="done" role="status">{words.saved()}" "<a href=see.clone()>{words.see()}</a></p> })}
            {filled.wrong()}
            {conflict.then(|| view! { <p class="cap">{words.conflict()}</p> })}
            <h2>{words.of_region(&region)}</h2>
            {(!is_there).then(|| view! { <p class="cap">{words.fresh()}</p> })}
            {is_there.then(|| view! { <p><a href=see>{words.see()}</a></p> })}
            <form method="post" action=action>
                <input type="hidden" name="region" value=region/>
                <input type="hidden" name="revision" value=revision/>
                {building(&filled)}
                {around(&filled)}
                {floors}
                <div class="main-act"><button class="btn main">{words.save()}</button></div>
            </form>
        </section>
    }
}
