//! Last month's figures for everybody: a table, the same as files, and what is not told and why.

use crate::prelude::*;
use schema::catalogue::PowerType;
use schema::dashboards::{OpenFigures, OpenLine};

use crate::api;
use crate::page::Head;
use crate::routes::to;
use crate::text::{OpenData, use_words};

/// The page at `/open-data`.
#[component]
pub fn OpenDataPage() -> impl IntoView {
    api::open_data().document(|figures| view! { <Shown figures/> })
}

#[component]
fn Shown(figures: OpenFigures) -> impl IntoView {
    let words = OpenData(use_words().locale);
    let hides = figures.hides();
    let OpenFigures { month, lines, total } = figures;
    let none = lines.is_empty();
    let lines = lines.into_iter().map(|line| view! { <Line line/> }).collect_view();
    let table = view! {
        // A table wider than a phone scrolls by itself, also by keyboard.
        <div class="table" role="region" tabindex="0" aria-label=words.table()>
            <table>
                <thead>
                    <tr>
                        <th scope="col">{words.kind()}</th>
                        <th scope="col" class="num">{words.opened()}</th>
                        <th scope="col" class="num">{words.decided()}</th>
                        <th scope="col" class="num">{words.on_time()}</th>
                    </tr>
                </thead>
                <tbody>{lines}<Line line=total/></tbody>
            </table>
        </div>
    };
    view! {
        <Head title=words.title() description=words.describe() path=to::OPEN_DATA/>
        <main id="main" class="event enquiries published">
            <h1 class="title">{words.title()}</h1>
            <p class="soft">{words.lead(&month)}</p>
            {if none { view! { <p>{words.none()}</p> }.into_any() } else { table.into_any() }}
            {hides.then(|| view! { <p class="soft">{words.hidden()}</p> })}
            <div class="stack row">
                <a class="button quiet" href=to::OPEN_DATA_CSV download rel="external">{words.csv()}</a>
                <a class="button quiet" href=to::OPEN_DATA_JSON rel="external">{words.json()}</a>
            </div>
            <p class="soft">{words.meaning()}</p>
        </main>
    }
}

/// A line; what is not told is a dash with its reason for who cannot see it.
#[component]
fn Line(line: OpenLine) -> impl IntoView {
    let words = use_words();
    let open = OpenData(words.locale);
    let OpenLine { kind, opened, decided, on_time } = line;
    let name = match PowerType::from_word(&kind) {
        Some(power) => words.power_type(power).to_owned(),
        None if kind.is_empty() => open.total().to_owned(),
        None => kind,
    };
    let cell = |number: Option<u64>| match number {
        Some(number) => view! { <td class="num">{number}</td> }.into_any(),
        None => view! { <td class="num"><span aria-label=open.not_told()>"—"</span></td> }.into_any(),
    };
    view! { <tr><th scope="row">{name}</th>{cell(opened)}{cell(decided)}{cell(on_time)}</tr> }
}
