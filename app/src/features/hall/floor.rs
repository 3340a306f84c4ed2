//! A floor of the hall: the drawing, the way to a counter in words, and below it the same hall as a list.

use leptos_router::hooks::use_params_map;
use schema::hall::{Counter, Floor, Hall, HallNow, Lamp, Leg, Scene as Cue};

use super::directions::directions;
use super::list::{Arrive, Counters};
use super::scene::Scene;
use super::{Light, asked, texts, today};
use crate::api;
use crate::navigator::{cue, says, with_navigator};
use crate::page::Head;
use crate::prelude::*;
use crate::routes::to::{self, HallLink};
use crate::ui::icon::Icon;

/// The pages at `/hall` and `/hall/{floor}`; `?to=` is the counter one is led to, `?access=1` asks for the way without steps,
/// `?region=` names the region where there are several halls.
#[component]
pub fn HallPage() -> impl IntoView {
    let number =
        use_params_map().with_untracked(|params| params.get_str("floor").and_then(|text| text.parse().ok()));
    let goal = Goal { to: asked("to"), step_free: asked("access").is_some(), region: asked("region") };
    match goal.region.clone() {
        Some(region) => {
            api::hall(&region).document(move |(hall, now)| view! { <Shown hall now number goal/> })
        }
        None => api::halls().document(move |halls| match halls.first() {
            Some(first) => api::hall(&first.region.to_string())
                .document(move |(hall, now)| view! { <Shown hall now number goal/> }),
            None => view! { <Nowhere/> },
        }),
    }
}

/// Where one wants to go.
#[derive(Clone)]
struct Goal {
    to: Option<String>,
    step_free: bool,
    region: Option<String>,
}

impl Goal {
    /// The address of a floor, with a counter one is led to.
    fn link<'a>(&'a self, floor: u8, counter: Option<&'a str>) -> HallLink<'a> {
        HallLink {
            floor: Some(floor),
            to: counter,
            step_free: self.step_free,
            region: self.region.as_deref(),
        }
    }
}

/// There is no hall to be shown.
#[component]
fn Nowhere() -> impl IntoView {
    let words = texts();
    view! {
        <Head title=words.title()/>
        <main id="main" class="state">
            <Icon name="xt-sorry"/>
            <h1>{words.none()}</h1>
            <p>{words.none_help()}</p>
            <div class="stack"><a class="button quiet" href=to::ITEMS>{words.plain_door()}</a></div>
        </main>
    }
}

#[component]
fn Shown(hall: Hall, now: HallNow, number: Option<u8>, goal: Goal) -> impl IntoView {
    let words = texts();
    let goal_floor = goal.to.as_deref().and_then(|to| hall.counter(to)).map(|(floor, _)| floor.number);
    let number = number.or(goal_floor);
    let floor = number.map_or_else(|| hall.floors.first(), |number| hall.floor(number)).cloned();
    let Some(floor) = floor else {
        crate::page::set_status(404);
        return view! { <Nowhere/> };
    };
    let name = hall.name.get(words.0).to_owned();
    let is_ground = hall.floors.first().is_some_and(|first| first.number == floor.number);
    let mut own = goal.link(floor.number, goal.to.as_deref());
    // The hall itself is its ground floor; the floor of a counter is said, since the way to it may begin on another.
    own.floor = own.floor.filter(|_| !is_ground || own.to.is_some());
    let own = to::hall(&own);
    let route = goal.to.as_deref().and_then(|to| hall.route(to, goal.step_free));
    let open = now.counters.iter().filter(|counter| counter.lamp != Lamp::Closed).count();
    let waiting = now.counters.iter().map(|counter| counter.waiting).sum();
    view! {
        <Head title=name.clone() description=words.describe(&name) path=own/>
        <main id="main" class="in-hall wide">
            <div class="hall-head">
                <h1 class="title">{name}</h1>
                <p class="soft">{today(words, &now.today)}" · "{words.summary(open, waiting)}</p>
            </div>
            <Floors hall=hall.clone() current=floor.number goal=goal.clone()/>
            <Stage hall=hall.clone() now=now.clone() floor=floor.clone() goal=goal.clone() route=route.clone()/>
            <div class="cols">
                <div class="column">
                    {route.map(|route| view! { <Way hall=hall.clone() floor=floor.clone() goal=goal.clone() route/> })}
                    <Counters floor=floor.clone() now to=goal.to.clone() region=goal.region/>
                </div>
                <Arrive hall/>
            </div>
        </main>
    }
}

/// The floors to step through.
#[component]
fn Floors(hall: Hall, current: u8, goal: Goal) -> impl IntoView {
    let words = texts();
    let link = |floor: &Floor| {
        let is_here = (floor.number == current).then_some("page");
        let (number, name) = (words.floor(floor.number), floor.name.get(words.0).to_owned());
        let href = to::hall(&goal.link(floor.number, None));
        view! { <a href=href aria-current=is_here><b>{number}</b><span>{name}</span></a> }
    };
    let links = hall.floors.iter().map(link).collect_view();
    view! { <nav class="floors" aria-label=words.floors()>{links}</nav> }
}

/// The drawing, with the navigator at the end of the way; what the lamps mean below it.
#[component]
fn Stage(hall: Hall, now: HallNow, floor: Floor, goal: Goal, route: Option<Vec<Leg>>) -> impl IntoView {
    let words = texts();
    let drawn = with_navigator(move |navigator| {
        let leg = route.iter().flatten().find(|leg| leg.floor == floor.number);
        let figure = navigator.and_then(|navigator| cue(&navigator, Cue::Way).0);
        let said = goal.to.as_deref().map(|to| said_at_end(&hall, leg, to)).unwrap_or_default();
        let link = |counter: &Counter| match goal.to.as_deref() {
            Some(to) if to == counter.id => to::counter(&counter.id, goal.region.as_deref()),
            _ => to::hall(&goal.link(floor.number, Some(&counter.id))),
        };
        let guide = figure.map(|figure| (figure, said.as_str()));
        let to = goal.to.as_deref();
        let to_floor = |floor: &Floor| to::hall(&goal.link(floor.number, None));
        let floors: Option<&dyn Fn(&Floor) -> String> = Some(&to_floor);
        let scene =
            Scene { hall: &hall, floor: &floor, now: &now, to, leg, words, link: &link, floors, guide };
        let markup = scene.draw().into_string();
        view! { <div class="stage" inner_html=markup></div> }
    });
    let lights = [Lamp::Open, Lamp::Busy, Lamp::Closed].map(|lamp| view! { <li><Light lamp/></li> });
    view! {
        <a class="skip-scene" href="#counters">{words.to_list()}</a>
        {drawn}
        <ul class="lamps" aria-label=words.lamps()>{lights.collect_view()}</ul>
    }
}

/// What is said where the way ends on a floor.
fn said_at_end(hall: &Hall, leg: Option<&Leg>, to: &str) -> String {
    let words = texts();
    match (leg, hall.counter(to)) {
        (Some(leg), Some((floor, _))) if leg.to_lift => words.please_up(floor.number, to),
        _ => words.please(to),
    }
}

/// The way in words, and how else one could go.
#[component]
fn Way(hall: Hall, floor: Floor, goal: Goal, route: Vec<Leg>) -> impl IntoView {
    let words = texts();
    let to = goal.to.clone().unwrap_or_default();
    let here = route.iter().find(|leg| leg.floor == floor.number);
    let said = here.map(|leg| directions(words, &hall, leg)).unwrap_or_default();
    let title = said_at_end(&hall, here, &to);
    let other = route.iter().find(|leg| leg.floor != floor.number).map(|leg| {
        let label = if leg.to_lift { words.first_part(leg.floor) } else { words.go_on(leg.floor) };
        view! { <a class="button quiet" href=to::hall(&goal.link(leg.floor, Some(&to)))>{label}</a> }
    });
    let switched = Goal { step_free: !goal.step_free, ..goal.clone() };
    let switch = if goal.step_free { words.with_steps() } else { words.step_free() };
    let switch_to = to::hall(&switched.link(floor.number, Some(&to)));
    let more = view! {
        <p class="soft" data-read>{said}</p>
        <p class="ways"><a class="link" href=switch_to>{switch}</a></p>
        <div class="two-ways">
            {other}
            <a class="button quiet" href=to::counter(&to, goal.region.as_deref())>{words.look()}</a>
        </div>
    };
    view! {
        <section class="go-there" aria-labelledby="way">
            <h2 id="way">{title}</h2>
            {says(Cue::Way, more)}
        </section>
    }
}
