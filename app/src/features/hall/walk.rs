//! An item played before it is done: step by step, the latest day of each, the counter in the hall, and what one does oneself.

use leptos_router::hooks::use_params_map;
use schema::hall::{Counter, Hall, HallNow, ItemWalk, Scene as Cue, WalkStep};

use super::scene::Scene;
use super::{asked, texts};
use crate::api;
use crate::navigator::{says, symbol};
use crate::page::Head;
use crate::preferences::use_preferences;
use crate::prelude::*;
use crate::routes::to::{self, HallLink};
use crate::text::{typeset, use_words};

/// The page at `/items/{code}/walk`; `?step=` is the step one looks at, from 1.
#[component]
pub fn WalkPage() -> impl IntoView {
    let code =
        use_params_map().with_untracked(|params| params.get_str("code").unwrap_or_default().to_owned());
    let step = asked("step").and_then(|step| step.parse::<usize>().ok()).unwrap_or(1);
    api::walk(&code).document(move |(walk, place)| view! { <Shown walk place step/> })
}

#[component]
fn Shown(walk: ItemWalk, place: Option<(Hall, HallNow)>, step: usize) -> impl IntoView {
    let (all, words) = (use_words(), texts());
    let count = walk.steps.len();
    let step = step.clamp(1, count.max(1));
    let Some(shown) = step.checked_sub(1).and_then(|place| walk.steps.get(place)).cloned() else {
        return ().into_any();
    };
    let name = typeset(&walk.matter.name);
    let code = walk.matter.code.clone();
    let title = words.play_title(&name);
    let drawing = place.and_then(|(hall, now)| drawn(&hall, &now, shown.counter.as_deref()));
    let scene = if step == count { Cue::Goodbye } else { Cue::Walk };
    let provisional = walk.provisional.then(|| view! { <p class="soft">{words.provisional()}</p> });
    let begun = words.begin_day(&all.weekday_and_day(walk.start));
    view! {
        <Head title=title.clone() description=words.play_describe(&name) path=to::walk(&code, step)/>
        <main id="main" class="walking wide">
            <nav class="crumb" aria-label=all.frame.position()>
                <ol><li><a href=to::HOME>{all.frame.home()}</a></li><li><a href=to::item(&code)>{name}</a></li><li>{words.played()}</li></ol>
            </nav>
            <div class="column">
                <h1 class="title">{title}</h1>
                {says(scene, view! { <p class="soft">{begun}</p> })}
                <Step shown documents=walk.matter.materials.len() number=step count/>
                <Turn code=code.clone() step count/>
                {drawing}
            </div>
            <aside class="aside"><Steps walk step/>{provisional}</aside>
        </main>
    }
}

/// One step: when, who, where, what one does.
#[component]
fn Step(shown: WalkStep, documents: usize, number: usize, count: usize) -> impl IntoView {
    let (all, words) = (use_words(), texts());
    let name = shown.name.as_ref().map_or(words.part(shown.part), |name| name.get(words.0)).to_owned();
    let who = shown.agency.clone().unwrap_or_else(|| words.higher_agency().to_owned());
    let link = shown.counter.as_deref().map(|id| {
        let way = HallLink { floor: None, to: Some(id), step_free: false, region: None };
        view! { <a class="link" href=to::hall(&way)>{words.counter(id)}</a> }
    });
    let counter = link.filter(|_| shown.part.is_yours());
    let elsewhere = counter.is_none().then(|| view! { <span class="soft">{words.no_counter()}</span> });
    let whose = if shown.part.is_yours() { words.you() } else { words.office() };
    let perhaps =
        shown.perhaps.then(|| view! { <p class="notice" role="note"><span>{words.perhaps()}</span></p> });
    view! {
        <section class="walk-step" aria-live="polite">
            <p class="soft">{words.step(number, count)}</p>
            <h2 data-read>{name}</h2>
            <dl class="facts across">
                <div><dt>{words.day(shown.working_day)}</dt><dd><b>{words.at_latest(&all.weekday_and_day(shown.by))}</b></dd></div>
                <div><dt>{words.who_handles()}</dt><dd><b>{typeset(&who)}</b>{counter}{elsewhere}</dd></div>
            </dl>
            {perhaps}
            <h3>{whose}</h3>
            <p data-read>{words.your_part(shown.part, documents)}</p>
        </section>
    }
}

/// To the step before, and to the next.
#[component]
fn Turn(code: String, step: usize, count: usize) -> impl IntoView {
    let words = texts();
    let previous = (step > 1).then(
        || view! { <a class="button quiet" rel="prev" href=to::walk(&code, step - 1)>{words.previous()}</a> },
    );
    let next = if step < count {
        view! { <a class="button" rel="next" href=to::walk(&code, step + 1)>{words.next()}</a> }
    } else {
        view! { <a class="button" href=to::item(&code)>{words.to_item()}</a> }
    };
    view! { <nav class="turn" aria-label=words.whole_way()>{previous}{next}</nav> }
}

/// All steps, with where one is.
#[component]
fn Steps(walk: ItemWalk, step: usize) -> impl IntoView {
    let (all, words) = (use_words(), texts());
    let code = walk.matter.code;
    let line = |(place, shown): (usize, WalkStep)| {
        let name = shown.name.as_ref().map_or(words.part(shown.part), |name| name.get(words.0)).to_owned();
        let current = (place + 1 == step).then_some("step");
        let href = to::walk(&code, place + 1);
        view! { <li aria-current=current><a href=href>{name}<small>{all.day(shown.by)}</small></a></li> }
    };
    let lines = walk.steps.into_iter().enumerate().map(line).collect_view();
    view! { <section><h2>{words.whole_way()}</h2><ol class="walk-steps">{lines}</ol></section> }
}

/// The floor with the counter of a step, the way to it, and the navigator there.
fn drawn(hall: &Hall, now: &HallNow, counter: Option<&str>) -> Option<AnyView> {
    let words = texts();
    let id = counter?;
    let (floor, _) = hall.counter(id)?;
    let route = hall.route(id, false)?;
    let leg = route.iter().find(|leg| leg.floor == floor.number);
    let link = |counter: &Counter| to::counter(&counter.id, None);
    let said = words.counter(id);
    let figure = (!use_preferences().alone)
        .then(|| symbol(schema::hall::Figure::Paper, schema::hall::Expression::Answering));
    let guide = figure.map(|figure| (figure, said.as_str()));
    let scene = Scene { hall, floor, now, to: Some(id), leg, words, link: &link, guide };
    Some(view! { <div class="stage" inner_html=scene.draw().into_string()></div> })
}
