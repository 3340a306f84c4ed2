//! The board: a sentence, then the questions, each a chart over its table. Every number opens the cases it counts.

use crate::prelude::*;
use leptos_router::hooks::{use_navigate, use_query_map};
use schema::dashboards::{CasesQuery, Dashboard, DashboardQuery, Figure, Headline, Question, Row, Tile};

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
    let whole = CasesQuery::all(Figure::Opened, dashboard.from, dashboard.to, dashboard.region.clone());
    let tiles = tiles.into_iter().map(|tile| view! { <Answer tile whole=whole.clone()/> }).collect_view();
    view! {
        <Head title=words.title()/>
        <main id="main" class="dash">
            <header>
                <div>
                    <h1>{words.headline(opened, decided, &share)}</h1>
                    <p>{words.in_hand(in_hand, late)}</p>
                    <Figures headline=dashboard.headline whole/>
                </div>
                <Filter dashboard/>
            </header>
            <div class="questions">{tiles}</div>
        </main>
    }
}

/// The numbers of the sentence once more, each with the way to its cases.
#[component]
fn Figures(headline: Headline, whole: CasesQuery) -> impl IntoView {
    let words = use_words().dashboards;
    let links = Figure::ALL.into_iter().map(|figure| {
        let count = headline.count(figure);
        let cases = CasesQuery { figure, ..whole.clone() };
        view! { <a href=to::dashboard_cases(&cases)>{words.figure(figure)}" "<b class="num">{count}</b></a> }
    });
    let links = links.collect_view();
    view! { <nav class="af figures" aria-label=words.behind()>{links}</nav> }
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
fn Answer(tile: Tile, whole: CasesQuery) -> impl IntoView {
    let words = use_words().dashboards;
    let Tile { question, rows, option } = tile;
    if rows.is_empty() {
        return view! { <section class="tile"><h2>{words.question(question)}</h2><p class="an">{words.nothing()}</p></section> };
    }
    let columns = words.columns(question).into_iter().enumerate().map(|(place, column)| {
        view! { <th scope="col" class:num=(place > 0)>{column}</th> }
    });
    let columns = columns.collect_view();
    let lines =
        rows.iter().map(|row| view! { <Line question row=row.clone() whole=whole.clone()/> }).collect_view();
    let navigate = use_navigate();
    let open = Callback::new(move |(series, key): (usize, String)| {
        let row = rows.iter().find(|row| row.key == key);
        if let Some(cases) = row.and_then(|row| question.cases(series, row, &whole)) {
            navigate(&to::dashboard_cases(&cases), leptos_router::NavigateOptions::default());
        }
    });
    view! {
        <section class="tile">
            <h2>{words.question(question)}</h2>
            <Chart option open/>
            <div class="af">
                <details>
                    <summary>{words.table()}</summary>
                    <table><thead><tr>{columns}</tr></thead><tbody>{lines}</tbody></table>
                </details>
            </div>
        </section>
    }
}

/// A row of a table: what it is of, and its numbers, each a link to its cases.
#[component]
fn Line(question: Question, row: Row, whole: CasesQuery) -> impl IntoView {
    let words = use_words().dashboards;
    let numbers = row.numbers.iter().enumerate().map(|(place, number)| {
        let shown = words.number(question, place, *number);
        let cases = question.cases(place, &row, &whole).filter(|_| *number > 0);
        match cases {
            Some(cases) => {
                view! { <td class="num"><a href=to::dashboard_cases(&cases)>{shown}</a></td> }
            }
            None => view! { <td class="num">{shown}</td> },
        }
    });
    let numbers = numbers.collect_view();
    view! { <tr><th scope="row">{typeset(&row.name)}</th>{numbers}</tr> }
}
