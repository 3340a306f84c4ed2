//! A counter from close by: what is done there, when it is open, how many wait, and how to do without coming.

use leptos_router::hooks::use_params_map;
use maud::html;
use schema::ask::{AskFacet, AskQuery};
use schema::catalogue::{ItemQuery, ItemSummary};
use schema::hall::{CounterView, Lamp, OpenDay, Scene};

use super::parts::parts;
use super::projection::{At, View};
use super::{Light, asked, hours, texts, time};
use crate::api;
use crate::navigator::says;
use crate::page::Head;
use crate::prelude::*;
use crate::routes::to::{self, HallLink};
use crate::text::{Halls, typeset, use_words};
use crate::ui::limit::limit_words;

/// The page at `/hall/counters/{id}`; `?region=` names the region where there are several halls.
#[component]
pub fn CounterPage() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get_str("id").unwrap_or_default().to_owned());
    match asked("region") {
        Some(region) => {
            api::counter(&region, &id).document(|seen| view! { <Shown seen region=Some(region)/> })
        }
        None => api::halls().document(move |halls| {
            let region = halls.first().map(|hall| hall.region.to_string()).unwrap_or_else(|| "0".to_owned());
            api::counter(&region, &id).document(|seen| view! { <Shown seen region=None/> })
        }),
    }
}

#[component]
fn Shown(seen: CounterView, region: Option<String>) -> impl IntoView {
    let (all, words) = (use_words(), texts());
    let CounterView { hall, floor, floor_name, counter, now, week, items, total } = seen;
    let agency = typeset(&counter.agency);
    let title = words.counter(&counter.id);
    let back = HallLink { floor: Some(floor), to: None, step_free: false, region: region.as_deref() };
    let way = HallLink { to: Some(&counter.id), ..back };
    let (back, way) = (to::hall(&back), to::hall(&way));
    let until = now.until.map(|until| view! { <span class="soft">" · "{words.until(&time(until))}</span> });
    let called = now.called.map_or_else(|| words.nobody_called().to_owned(), |called| words.number(called));
    let ask = AskQuery::default().with(AskFacet::Agency, Some(&counter.agency));
    let plate = counter.short.get(words.0).to_owned();
    view! {
        <Head title=format!("{title} · {agency}") description=words.describe(hall.name.get(words.0)) path=to::counter(&counter.id, region.as_deref())/>
        <main id="main" class="at-counter wide">
            <nav class="crumb" aria-label=all.frame.position()>
                <ol>
                    <li><a href=back>{hall.name.get(words.0).to_owned()}</a></li>
                    <li>{words.floor_named(floor, floor_name.get(words.0))}</li>
                    <li>{title.clone()}</li>
                </ol>
            </nav>
            <div class="column">
                <p class="soft">{title}</p>
                <h1 class="title">{agency}</h1>
                <p><Light lamp=now.lamp/>{until}</p>
                <dl class="facts across">
                    <div><dt>{words.waiting_now()}</dt><dd><b>{words.people(now.waiting)}</b></dd></div>
                    <div><dt>{words.called()}</dt><dd><b>{called}</b></dd></div>
                    <div><dt>{words.hours()}</dt><dd>{week.first().map(|day| on(words, day))}</dd></div>
                </dl>
                {says(Scene::Counter, view! { <p><a class="link" href=to::ask(&ask)>{words.ask_navigator()}</a></p> })}
                <Items items total agency=counter.agency.clone() region=hall.region.to_string()/>
            </div>
            <aside class="aside">
                <div class="close-up" inner_html=close_up(words, (&plate, &counter.id), now.lamp, now.waiting)></div>
                <div class="stack"><a class="button" href=way>{words.way_here()}</a></div>
                <Week week/>
            </aside>
        </main>
    }
}

/// When it is open on a day.
fn on(words: Halls, day: &OpenDay) -> AnyView {
    if day.hours.is_empty() {
        return view! { <b>{words.closed_all_day()}</b> };
    }
    view! { <b>{hours(&day.hours)}</b> }
}

/// What is taken in there; each a link to all that is known of it.
#[component]
fn Items(items: Vec<ItemSummary>, total: u64, agency: String, region: String) -> impl IntoView {
    let (all, words) = (use_words(), texts());
    if items.is_empty() {
        return view! { <section><h2>{words.done_here()}</h2><p class="missing">{words.nothing_listed()}</p></section> };
    }
    let more = total > items.len() as u64;
    let of_agency = ItemQuery { agency: Some(agency), region: Some(region), ..ItemQuery::default() };
    let online = ItemQuery { online: Some(true), ..of_agency.clone() };
    let begin = items.iter().any(|item| item.online == Some(true)).then(|| {
        view! { <div class="stack"><a class="button quiet" href=to::items(&online)>{words.begin_online()}</a></div> }
    });
    let line = |item: ItemSummary| {
        let limit =
            item.promised_limit.or(item.statutory_limit).map(|limit| limit_words(all.catalogue, limit));
        view! { <li><a href=to::item(&item.code)>{typeset(&item.name)}<small>{limit}</small></a></li> }
    };
    let lines = items.into_iter().map(line).collect_view();
    let rest =
        more.then(|| view! { <p class="say"><a href=to::items(&of_agency)>{words.all_items(total)}</a></p> });
    view! { <section><h2>{words.done_here()}</h2><ul class="matters one">{lines}</ul>{rest}{begin}</section> }
}

/// Today and the six days after it.
#[component]
fn Week(week: Vec<OpenDay>) -> impl IntoView {
    let (all, words) = (use_words(), texts());
    let rows = week.into_iter().enumerate().map(|(ahead, day)| {
        let name = all.weekday_and_day(day.day);
        let name = if ahead == 0 { format!("{}（{name}）", words.today()) } else { name };
        let open = if day.hours.is_empty() { words.closed_all_day().to_owned() } else { hours(&day.hours) };
        let current = (ahead == 0).then_some("date");
        view! { <div aria-current=current><dt>{name}</dt><dd>{open}</dd></div> }
    });
    let rows: Vec<AnyView> = rows.collect();
    view! { <section><h2>{words.hours()}</h2><dl class="list">{rows}</dl></section> }
}

/// The counter alone, drawn of the parts of the hall.
fn close_up(words: Halls, (plate, id): (&str, &str), lamp: Lamp, waiting: u32) -> String {
    let floor =
        View::LOCAL.face(&[At(-8.0, 0.0, 0.0), At(8.0, 0.0, 0.0), At(8.0, 9.0, 0.0), At(-8.0, 9.0, 0.0)]);
    let wall =
        View::LOCAL.face(&[At(-8.0, 0.0, 0.0), At(8.0, 0.0, 0.0), At(8.0, 0.0, 4.0), At(-8.0, 0.0, 4.0)]);
    let light = match lamp {
        Lamp::Open => "#h-open",
        Lamp::Busy => "#h-busy",
        Lamp::Closed => "#h-closed",
    };
    let status = if lamp == Lamp::Closed { words.closed().to_owned() } else { words.wait(waiting) };
    let drawing = html! {
        svg.iso viewBox="-170 -110 290 180" aria-hidden="true" {
            (parts())
            path.it d=(floor) {} path.il d=(wall) {}
            use href="#h-plate" {}
            @if lamp != Lamp::Closed { use href="#h-clerk" {} }
            use href="#h-desk" {} use href=(light) {}
            text.a transform="matrix(1 .5 0 1 0 -57)" { (plate) }
            text.b transform="matrix(1 .5 0 1 0 -42)" { (status) }
            text.no transform="matrix(1 .5 0 1 -74.800 23)" { (id) }
        }
    };
    drawing.into_string()
}
