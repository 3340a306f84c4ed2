//! What leaders see: a sentence, then six questions, each a chart over its table.

use crate::prelude::*;
use leptos_router::hooks::use_query_map;
use schema::dashboards::{Dashboard, DashboardQuery, Headline, Tile};

use crate::api;
use crate::chart::Chart;
use crate::data::Read;
use crate::page::{Head, Styles};
use crate::routes::to;
use crate::text::{tenths, typeset, use_words};

/// The page at `/dashboard`.
#[component]
pub fn DashboardPage() -> impl IntoView {
    let language = use_words().locale;
    let map = use_query_map();
    let query = Memo::new(move |_| {
        map.with(|map| {
            let day = |name: &str| map.get_str(name).and_then(|day| day.parse().ok());
            let region = map.get_str("region").filter(|region| !region.is_empty()).map(str::to_owned);
            DashboardQuery { from: day("from"), to: day("to"), region, language: Some(language) }
        })
    });
    let numbers = Read::resource(move || query.with(api::dashboard));
    view! {
        <Styles name="dashboard.css"/>
        {numbers.page(|dashboard| view! { <Shown dashboard/> })}
    }
}

#[component]
fn Shown(dashboard: Dashboard) -> impl IntoView {
    let words = use_words().dashboards;
    let Headline { opened, decided, in_hand, late, .. } = dashboard.headline;
    let share = dashboard.headline.on_time_permille();
    let share = share.map_or_else(
        || words.nothing_decided().to_owned(),
        |share| format!("{}%", tenths(share.cast_signed())),
    );
    let tiles = dashboard.tiles.clone();
    view! {
        <Head title=words.title()/>
        <main id="main" class="dash">
            <header>
                <div>
                    <h1>{words.headline(opened, decided, &share)}</h1>
                    <p>{words.in_hand(in_hand, late)}</p>
                </div>
                <Filter dashboard/>
            </header>
            <div class="six">{tiles.into_iter().map(|tile| view! { <Answer tile/> }).collect_view()}</div>
        </main>
    }
}

/// Period and region: a form that asks for the same page.
#[component]
fn Filter(dashboard: Dashboard) -> impl IntoView {
    let words = use_words().dashboards;
    let chosen = dashboard.region;
    let regions = dashboard.regions.into_iter().map(|(code, name)| {
        let selected = chosen.as_deref() == Some(code.as_str());
        view! { <option value=code selected=selected>{name}</option> }
    });
    let regions = regions.collect_view();
    view! {
        <form class="flt" method="get" action=to::DASHBOARD>
            <label>{words.from()}" "<input type="date" name="from" value=dashboard.from.to_string()/></label>
            <label>{words.to()}" "<input type="date" name="to" value=dashboard.to.to_string()/></label>
            <label>
                {words.region()}" "
                <select name="region"><option value="">{words.everywhere()}</option>{regions}</select>
            </label>
            <button>{words.show()}</button>
        </form>
    }
}

/// A question with its chart and its table.
#[component]
fn Answer(tile: Tile) -> impl IntoView {
    let words = use_words().dashboards;
    let Tile { question, rows, option } = tile;
    if rows.is_empty() {
        return view! { <section class="tile"><h2>{words.question(question)}</h2><p class="an">{words.nothing()}</p></section> }
            .into_any();
    }
    let columns = words.columns(question).into_iter().enumerate().map(|(place, column)| {
        view! { <th scope="col" class:num=(place > 0)>{column}</th> }
    });
    let columns = columns.collect_view();
    let lines = rows.into_iter().map(|row| {
        let numbers = row.numbers.into_iter().enumerate().map(|(place, number)| {
            view! { <td class="num">{words.number(question, place, number)}</td> }
        });
        let numbers = numbers.collect_view();
        view! { <tr><th scope="row">{typeset(&row.name)}</th>{numbers}</tr> }
    });
    let lines = lines.collect_view();
    view! {
        <section class="tile">
            <h2>{words.question(question)}</h2>
            <Chart option/>
            <div class="af">
                <details>
                    <summary>{words.table()}</summary>
                    <table><thead><tr>{columns}</tr></thead><tbody>{lines}</tbody></table>
                </details>
            </div>
        </section>
    }
    .into_any()
}
