//! An item played before it is done: step by step, the latest day of each, the counter in the hall, and what one does oneself.

use leptos_router::hooks::use_params_map;
use schema::hall::{Counter, Hall, HallNow, ItemWalk, Scene as Cue, WalkMatter, WalkStep};
use schema::role::RegionCode;

use super::scene::Scene;
use super::{asked, texts};
use crate::api;
use crate::navigator::{cue, says, with_navigator};
use crate::page::Head;
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
    let drawing = place.zip(shown.counter.clone()).map(|((hall, now), counter)| drawn(hall, now, counter));
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
                <Step shown matter=walk.matter.clone() hall=walk.hall number=step count/>
                <Turn code=code.clone() step count/>
                {drawing}
            </div>
            <aside class="aside"><Steps walk step/>{provisional}</aside>
        </main>
    }
}

/// One step: when, who, where, what one does.
#[component]
fn Step(
    shown: WalkStep,
    matter: WalkMatter,
    hall: Option<RegionCode>,
    number: usize,
    count: usize,
) -> impl IntoView {
    let (all, words) = (use_words(), texts());
    let name = shown.name.as_ref().map_or(words.part(shown.part), |name| name.get(words.0)).to_owned();
    let who = shown.agency.clone().unwrap_or_else(|| words.higher_agency().to_owned());
    let region = hall.map(|region| region.to_string());
    let place = match shown.counter.as_deref() {
        _ if !shown.part.is_yours() => view! { <span class="soft">{words.no_counter()}</span> },
        Some(id) => {
            let way = HallLink { floor: None, to: Some(id), step_free: false, region: region.as_deref() };
            view! { <a class="link" href=to::hall(&way)>{words.counter(id)}</a> }
        }
        None => undrawn(&shown, &matter),
    };
    let whose = if shown.part.is_yours() { words.you() } else { words.office() };
    let perhaps =
        shown.perhaps.then(|| view! { <p class="notice" role="note"><span>{words.perhaps()}</span></p> });
    view! {
        <section class="walk-step" aria-live="polite">
            <p class="soft">{words.step(number, count)}</p>
            <h2 data-read>{name}</h2>
            <dl class="facts across">
                <div><dt>{words.day(shown.working_day)}</dt><dd><b>{words.at_latest(&all.weekday_and_day(shown.by))}</b></dd></div>
                <div><dt>{words.who_handles()}</dt><dd><b>{typeset(&who)}</b>{place}</dd></div>
            </dl>
            {perhaps}
            <h3>{whose}</h3>
            <p data-read>{words.your_part(shown.part, &matter)}</p>
        </section>
    }
}

/// Where one goes to an agency without a counter in the hall: as published of the item, where it is the agency of that.
fn undrawn(shown: &WalkStep, matter: &WalkMatter) -> AnyView {
    let words = texts();
    let is_own = shown.agency.as_ref() == Some(&matter.agency);
    let published = |text: &Option<String>| text.clone().filter(|_| is_own);
    let (location, phone) = (published(&matter.location), published(&matter.phone));
    let place = match &location {
        Some(location) => typeset(location),
        None => words.place_unpublished().to_owned(),
    };
    let call = phone.map(|phone| view! { <span class="soft">{words.phone()}" "{phone}</span> });
    view! { <span class="soft">{words.not_drawn()}</span><span>{place}</span>{call} }
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
fn drawn(hall: Hall, now: HallNow, counter: String) -> AnyView {
    with_navigator(move |navigator| {
        let words = texts();
        let (Some((floor, _)), Some(route)) = (hall.counter(&counter), hall.route(&counter, false)) else {
            return ().into_any();
        };
        let leg = route.iter().find(|leg| leg.floor == floor.number);
        let region = hall.region.to_string();
        let link = |counter: &Counter| to::counter(&counter.id, Some(&region));
        let figure = navigator.and_then(|navigator| cue(&navigator, Cue::Way).0);
        let said = words.counter(&counter);
        let guide = figure.map(|figure| (figure, said.as_str()));
        let to = Some(counter.as_str());
        let scene = Scene { hall: &hall, floor, now: &now, to, leg, words, link: &link, floors: None, guide };
        view! { <div class="stage" inner_html=scene.draw().into_string()></div> }
    })
}
