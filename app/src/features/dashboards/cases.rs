//! The cases behind a number: number, item, agency, stage, days; nothing of who applied.

use crate::prelude::*;
use leptos_router::hooks::use_query_map;
use schema::calendar::local_day;
use schema::dashboards::{CaseLine, CasesQuery, DashboardQuery};
use schema::{Page, Problem, ProblemKind};

use crate::api;
use crate::case::{Look, grouped};
use crate::page::{Head, Styles};
use crate::routes::to;
use crate::text::{typeset, use_words};
use crate::ui::state::Failed;

use super::board::FORMATS;

/// The page at `/dashboard/cases`.
#[component]
pub fn CasesPage() -> impl IntoView {
    let query = use_query_map().with_untracked(|query| CasesQuery::from_params(|name| query.get_str(name)));
    let cases = match query {
        Some(query) => api::dashboard_cases(&query).document(|page| view! { <Shown query page/> }),
        None => view! { <Failed problem_=Problem::new(ProblemKind::NotFound)/> },
    };
    view! {
        <Styles name="dashboard.css"/>
        {cases}
    }
}

#[component]
fn Shown(query: CasesQuery, page: Page<CaseLine>) -> impl IntoView {
    let words = use_words();
    let title = words.dashboards.list(words.dashboards.figure(query.figure));
    let period = if query.figure.is_of_now() {
        words.dashboards.now().to_owned()
    } else {
        words.dashboards.period(&words.full_day(query.from), &words.full_day(query.to))
    };
    let board = DashboardQuery {
        from: Some(query.from),
        to: Some(query.to),
        region: query.region.clone(),
        language: None,
    };
    // What the list is narrowed to stands in each of its lines.
    let narrowed = page.items.first().and_then(|case| {
        let agency = query.agency.map(|_| case.department.clone());
        agency.or_else(|| query.item.as_ref().map(|_| case.item_name.clone()))
    });
    let narrowed = narrowed.or_else(|| query.item_type.map(|power| words.power_type(power).to_owned()));
    let files = FORMATS.map(|(format, name)| {
        view! { <a href=to::dashboard_cases_file(&query, format) download rel="external">{words.dashboards.whole(name)}</a>" " }
    });
    let further = page.next.as_ref().map(|next| {
        let next = CasesQuery { cursor: Some(next.clone()), ..query.clone() };
        view! { <p class="pager"><a href=to::dashboard_cases(&next)>{words.dashboards.further()}</a></p> }
    });
    view! {
        <Head title=title.clone()/>
        <main id="main" class="dash behind">
            <header>
                <div>
                    <h1>{title}</h1>
                    <p>{period}{narrowed.map(|name| format!(" · {}", typeset(&name)))}</p>
                    <p class="af"><a href=to::dashboard(&board)>{words.dashboards.back()}</a>" "{files}</p>
                </div>
            </header>
            <Cases cases=page.items/>
            {further}
        </main>
    }
}

#[component]
fn Cases(cases: Vec<CaseLine>) -> impl IntoView {
    let words = use_words().dashboards;
    if cases.is_empty() {
        return view! { <p class="note">{words.no_cases()}</p> };
    }
    let columns = [
        words.case_number(),
        words.service(),
        words.agency(),
        words.stage(),
        words.filed_on(),
        words.decided_on(),
        words.last_day(),
        words.in_time(),
    ];
    let columns = columns.into_iter().map(|column| view! { <th scope="col">{column}</th> }).collect_view();
    let lines = cases.into_iter().map(|case| view! { <Line case/> }).collect_view();
    view! {
        // A table wider than a phone scrolls by itself, also by keyboard.
        <div class="table" role="region" tabindex="0" aria-label=words.behind()>
            <table><thead><tr>{columns}</tr></thead><tbody>{lines}</tbody></table>
        </div>
    }
}

#[component]
fn Line(case: CaseLine) -> impl IntoView {
    let words = use_words();
    let (look, limit) = match (case.late, case.decided_at) {
        (true, _) => (Look::Late, words.dashboards.is_late()),
        (false, Some(_)) => (Look::Done, words.dashboards.is_on_time()),
        (false, None) if case.due.is_none() => (Look::Hold, words.cases.status(case.status)),
        (false, None) => (Look::Fine, words.dashboards.is_running()),
    };
    let decided = case.decided_at.map(|at| words.full_day(local_day(at)));
    view! {
        <tr>
            <th scope="row">{grouped(case.number)}</th>
            <td>{typeset(&case.item_name)}</td>
            <td>{case.department}</td>
            <td class="nb">{words.cases.status(case.status)}</td>
            <td class="nb">{words.full_day(local_day(case.opened_at))}</td>
            <td class="nb">{decided}</td>
            <td class="nb">{case.due.map(|due| words.full_day(due))}</td>
            <td><span class=look.class()>{limit}</span></td>
        </tr>
    }
}
