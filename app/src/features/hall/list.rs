//! The hall without a drawing: its counters as a list, and how one gets there.

use schema::hall::{Counter, CounterNow, Floor, Hall, HallNow, Lamp, Scene};

use super::{Light, texts};
use crate::navigator::says;
use crate::prelude::*;
use crate::routes::to;
use crate::text::{typeset, use_words};

/// The counters of a floor, by number.
#[component]
pub fn Counters(
    /// The floor.
    floor: Floor,
    /// How it is there now.
    now: HallNow,
    /// The counter one is led to.
    to: Option<String>,
    /// The region, where the address names one.
    region: Option<String>,
) -> impl IntoView {
    let words = texts();
    let title = words.floor_named(floor.number, floor.name.get(words.0));
    let greeting = to.is_none().then(|| says(Scene::Hall, ().into_any()));
    let rows = floor.counters.iter().map(|counter| {
        let state = now.counter(&counter.id).cloned();
        let current = (to.as_deref() == Some(counter.id.as_str())).then_some("true");
        view! { <li aria-current=current><Row counter=counter.clone() state region=region.clone()/></li> }
    });
    let rows = rows.collect_view();
    view! {
        {greeting}
        <section id="counters" tabindex="-1">
            <h2>{title}</h2>
            <ul class="counter-rows">{rows}</ul>
        </section>
    }
}

#[component]
fn Row(counter: Counter, state: Option<CounterNow>, region: Option<String>) -> impl IntoView {
    let words = texts();
    let state = state.map(|state| {
        let waits = (state.lamp != Lamp::Closed || state.waiting > 0).then(|| words.wait(state.waiting));
        view! { <span class="now"><Light lamp=state.lamp/><span>{waits}</span></span> }
    });
    let (agency, serves) = (typeset(&counter.agency), counter.serves.get(words.0).to_owned());
    view! {
        <a href=to::counter(&counter.id, region.as_deref())>
            <b class="number" aria-label=words.counter(&counter.id)>{counter.id.clone()}</b>
            <span class="who"><span>{agency}</span><small>{serves}</small></span>
            {state}
        </a>
    }
}

/// How one gets there: address, stops, parking, ways without steps.
#[component]
pub fn Arrive(
    /// The hall.
    hall: Hall,
) -> impl IntoView {
    let words = texts();
    let text = |text: &schema::locale::Text| text.get(words.0).to_owned();
    let around = &hall.surroundings;
    let stops = around.stops.iter().map(|stop| {
        let lines = stop.lines.join("、");
        view! { <span>{words.lines(&text(&stop.name), &lines)}</span> }
    });
    let stops = stops.collect_view();
    let free = around.step_free.iter().map(|line| view! { <span>{text(line)}</span> }).collect_view();
    let parking = (!around.parking.is_empty())
        .then(|| view! { <div><dt>{words.parking()}</dt><dd>{text(&around.parking)}</dd></div> });
    let phone = hall.phone.as_ref().map(|phone| {
        let href = format!("tel:{phone}");
        view! { <div><dt>{words.phone()}</dt><dd><a class="link" href=href>{phone.clone()}</a></dd></div> }
    });
    let note = hall.demonstration.then(|| {
        view! { <p class="notice" role="note"><span><b>{use_words().frame.demonstration_label()}</b><br/>{words.demonstration()}</span></p> }
    });
    view! {
        <aside class="arrive">
            <h2>{words.arrive()}</h2>
            <dl class="list">
                <div><dt>{words.address()}</dt><dd>{text(&hall.address)}</dd></div>
                <div><dt>{words.stops()}</dt><dd class="lines">{stops}</dd></div>
                {parking}
                <div><dt>{words.without_steps()}</dt><dd class="lines">{free}</dd></div>
                {phone}
            </dl>
            {note}
        </aside>
    }
}
