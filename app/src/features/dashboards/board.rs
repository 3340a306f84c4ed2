//! The board: a sentence, then the questions, each a chart over its table. Every number opens the cases it counts.

use crate::prelude::*;
use leptos_router::hooks::{use_navigate, use_query_map};
use schema::dashboards::{CasesQuery, Dashboard, DashboardQuery, Figure, Headline, Row, Tile};

use crate::api;
use crate::chart::Chart;
use crate::data::Read;
use crate::page::{Head, Styles};
use crate::routes::to;
use crate::text::{tenths, typeset, use_words};

use super::compared::Compared;
use super::found::found;

/// The files a table can be had as.
pub const FORMATS: [(&str, &str); 2] = [("csv", "CSV"), ("xlsx", "XLSX")];

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
    let Headline { in_hand, late, .. } = dashboard.headline;
    let tiles = dashboard.tiles.clone();
    let whole = CasesQuery::all(Figure::Opened, dashboard.from, dashboard.to, dashboard.region.clone());
    let tiles = tiles.into_iter().map(|tile| view! { <Answer tile whole=whole.clone()/> }).collect_view();
    view! {
        <Head title=words.title()/>
        <main id="main" class="dash">
            <header>
                <div>
                    <h1>{headline(&dashboard.headline)}</h1>
                    <p>{words.in_hand(in_hand, late)}</p>
                    <Figures headline=dashboard.headline whole/>
                </div>
                <Filter dashboard=dashboard.clone()/>
                <p><a href=to::dashboard_screen(dashboard.region.as_deref()) rel="external">{words.screen()}</a></p>
            </header>
            <div class="questions">{tiles}</div>
            <Compared dashboard/>
        </main>
    }
}

/// The sentence on top.
pub fn headline(headline: &Headline) -> String {
    let words = use_words().dashboards;
    let Headline { opened, decided, .. } = *headline;
    let share = headline.on_time_permille().map(|share| format!("{}%", tenths(share.cast_signed())));
    words.headline(opened, decided, &share.unwrap_or_else(|| words.nothing_decided().to_owned()))
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
    let Tile { question, dimension, rows, option, .. } = tile.clone();
    if rows.is_empty() {
        return view! { <section class="tile"><h2>{words.question(question)}</h2><p class="an">{words.nothing()}</p></section> };
    }
    let columns = tile.measures.iter().map(|measure| {
        view! { <th scope="col" class="num">{words.measure(*measure)}</th> }
    });
    let columns = columns.collect_view();
    let lines = rows
        .iter()
        .map(|row| view! { <Line tile=tile.clone() row=row.clone() whole=whole.clone()/> })
        .collect_view();
    let asked = DashboardQuery {
        from: Some(whole.from),
        to: Some(whole.to),
        region: whole.region.clone(),
        language: None,
    };
    let files = FORMATS.map(|(format, name)| {
        let path = to::dashboard_file(&asked, question.slug(), format);
        view! { <a href=path download rel="external">{name}</a>" " }
    });
    let says = found(&tile);
    let navigate = use_navigate();
    let open = Callback::new(move |(series, key): (usize, String)| {
        let row = rows.iter().find(|row| row.key == key);
        if let Some(cases) = row.and_then(|row| tile.cases(series, row, &whole)) {
            navigate(&to::dashboard_cases(&cases), leptos_router::NavigateOptions::default());
        }
    });
    view! {
        <section class="tile">
            <h2>{words.question(question)}</h2>
            {says}
            <Chart option open/>
            <div class="af">
                <details>
                    <summary>{words.table()}</summary>
                    <table>
                        <thead><tr><th scope="col">{words.dimension(dimension)}</th>{columns}</tr></thead><tbody>{lines}</tbody>
                    </table>
                    <p>{files}</p>
                </details>
            </div>
        </section>
    }
}

/// A row of a table: what it is of, and its numbers, each a link to its cases.
#[component]
fn Line(tile: Tile, row: Row, whole: CasesQuery) -> impl IntoView {
    let words = use_words().dashboards;
    let numbers = row.numbers.iter().zip(&tile.measures).enumerate().map(|(place, (number, measure))| {
        let shown = words.number(*measure, *number);
        let cases = tile.cases(place, &row, &whole).filter(|_| *number > 0);
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
