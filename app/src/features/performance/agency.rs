//! One agency in a month: every line of its score with what was counted and how that becomes points; what people entered.

use crate::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use schema::dashboards::{CasesQuery, Figure};
use schema::performance::{IndexSystem, Line, Measure, PerformanceAgency, Period, RecordedEntry};
use schema::proceedings::Choice;
use schema::supervise::{CardsQuery, Grade as Colour};

use super::texts;
use crate::api;
use crate::desk::{Framed, Room, Trouble};
use crate::inputs::Asking;
use crate::page::Head;
use crate::returned::{form_key, use_returned};
use crate::routes::to;
use crate::text::{hundredths, signed, use_words};
use crate::ui::errors::ErrorSummary;

/// The page at `/desk/performance/{period}/{agency}`.
#[component]
pub fn PerformanceAgencyPage() -> impl IntoView {
    let (period, agency) = use_params_map().with_untracked(|params| {
        (params.get("period").unwrap_or_default(), params.get("agency").unwrap_or_default())
    });
    let shown = api::performance::agency(&period, &agency).keep().document(|found| match found {
        Ok(it) => view! { <Shown it/> },
        Err(problem_) => view! { <Trouble problem_/> },
    });
    view! { <Framed here=Room::Performance title=texts().title()>{shown}</Framed> }
}

#[component]
fn Shown(it: PerformanceAgency) -> impl IntoView {
    let (all, words) = (use_words(), texts());
    let month = words.month(it.period);
    let score = it.assessment.score.map(|score| hundredths(u64::from(score)));
    let grade = it.assessment.grade.map_or(words.no_score(), |grade| words.grade_of(grade));
    let title = format!("{} {month}", it.department);
    let (points, of) = (hundredths(it.assessment.points), hundredths(it.assessment.of));
    let sum = match &score {
        Some(score) => words.total_is(&points, &of, score),
        None => words.too_little(&of, u64::from(it.system.enough)),
    };
    let closed = it.closed_at.map(|at| words.closed_at(&all.moment(at)));
    let sees_cases = it.sees_cases;
    let rows = it.system.indicators.iter().zip(&it.assessment.lines).map(|(indicator, line)| {
        let cases = indicator
            .measure
            .filter(|_| sees_cases)
            .and_then(|measure| behind(measure, it.period, it.agency));
        let counted = match (indicator.measure, line.value) {
            (Some(measure), Some(value)) => words.value(measure, value),
            _ => String::new(),
        };
        let name = indicator.name.get(all.locale).to_owned();
        let rule = words.scoring(indicator.scoring, indicator.points);
        row(Told { name, counted, rule, cases }, line)
    });
    let rows = rows.collect_view();
    view! {
        <Head title=title.clone()/>
        <header class="page-head">
            <p class="no-print"><a href=to::performance(it.period)>{words.back()}</a></p>
            <h1>{title}" · "{score.unwrap_or_default()}" "{grade}</h1>
            <p class="cap">{closed}</p>
        </header>
        <section class="performance">
            <h2>{words.arithmetic()}</h2>
            <table class="scores lines">
                <thead><tr>
                    <th scope="col">{words.indicator()}</th>
                    <th scope="col">{words.counted()}</th>
                    <th scope="col">{words.rule()}</th>
                    <th scope="col" class="num">{words.entered()}</th>
                    <th scope="col" class="num">{words.points()}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
                <tfoot><tr><th scope="row">{words.total()}</th><td colspan="4" class="num">{sum}</td></tr></tfoot>
            </table>
            <Entries period=it.period agency=it.agency system=it.system entries=it.entries may_enter=it.may_enter/>
        </section>
    }
}

/// What a line says in words.
struct Told {
    name: String,
    counted: String,
    rule: String,
    cases: Option<String>,
}

fn row(told: Told, line: &Line) -> impl IntoView + use<> {
    let words = texts();
    let points = match line.left_out {
        None => format!("{} / {}", hundredths(line.points), hundredths(line.of)),
        Some(why) => words.left_out(why).to_owned(),
    };
    let entered = (line.entered != 0).then(|| signed(line.entered));
    let cases = told.cases.map(|href| view! { " "<a class="no-print" href=href>{words.see()}</a> });
    view! {
        <tr>
            <th scope="row">{told.name}</th>
            <td>{told.counted}{cases}</td>
            <td class="s">{told.rule}</td>
            <td class="num">{entered}</td>
            <td class="num">{points}</td>
        </tr>
    }
}

/// Where the cases or cards stand that a measure counts against an agency.
fn behind(measure: Measure, period: Period, agency: i64) -> Option<String> {
    let cases = |figure| {
        let whole = CasesQuery::all(figure, period.first(), period.last(), None);
        to::dashboard_cases(&CasesQuery { agency: Some(agency), ..whole })
    };
    let cards = |grade| {
        to::supervision(&CardsQuery { grade: Some(grade), agency: Some(agency), ..CardsQuery::default() })
    };
    match measure {
        Measure::OnTime => Some(cases(Figure::DecidedLate)),
        Measure::Speed | Measure::Rated => Some(cases(Figure::Decided)),
        Measure::Online => Some(cases(Figure::Opened)),
        Measure::YellowCards => Some(cards(Colour::Yellow)),
        Measure::RedCards => Some(cards(Colour::Red)),
        _ => None,
    }
}

/// What people entered, and the form to enter more.
#[component]
fn Entries(
    period: Period,
    agency: i64,
    system: IndexSystem,
    entries: Vec<RecordedEntry>,
    may_enter: bool,
) -> impl IntoView {
    let words = texts();
    let action = to::performance_of(period, agency);
    let none = entries.is_empty().then(|| view! { <p class="cap">{words.no_entries()}</p> });
    let form = may_enter.then(|| view! { <Enter action=action.clone() system=system.clone()/> });
    let lines = entries.into_iter().map(|entry| {
        let name = system.indicator(&entry.indicator).map(|it| it.name.get(use_words().locale).to_owned());
        view! { <EntryLine action=action.clone() name=name.unwrap_or_default() entry may_enter/> }
    });
    let lines = lines.collect_view();
    view! {
        <h2>{words.entries()}</h2>
        {none}
        <ul class="away">{lines}</ul>
        {form}
    }
}

#[component]
fn EntryLine(action: String, name: String, entry: RecordedEntry, may_enter: bool) -> impl IntoView {
    let (all, words) = (use_words(), texts());
    let is_withdrawn = entry.withdrawn_at.is_some();
    let withdrawn = is_withdrawn.then(|| view! { " · "{words.withdrawn()} });
    let withdraw = (may_enter && !is_withdrawn).then(|| {
        view! {
            <form method="post" action=action class="no-print">
                <input type="hidden" name="entry" value=entry.id.to_string()/>
                <button class="btn" name="act" value="withdraw">{words.withdraw()}</button>
            </form>
        }
    });
    view! {
        <li>
            <div>
                <b>{name}" "{signed(i64::from(entry.points))}</b>" "{entry.reason}
                <span class="s">{entry.evidence}" · "{entry.by}" · "{all.moment(entry.at)}{withdrawn}</span>
            </div>
            {withdraw}
        </li>
    }
}

#[component]
fn Enter(action: String, system: IndexSystem) -> impl IntoView {
    let (all, words) = (use_words(), texts());
    let is_done = use_query_map().with_untracked(|query| query.get_str("done").is_some());
    let returned = use_returned(&action);
    let done =
        (is_done && returned.is_none()).then(|| view! { <p class="done" role="status">{words.saved()}</p> });
    let wrong = returned.clone().map(|returned| {
        view! { <ErrorSummary problem_=returned.problem label=|pointer| label(pointer).to_owned()/> }
    });
    let choices: Vec<Choice> = system
        .indicators
        .iter()
        .map(|indicator| Choice { id: indicator.id.clone(), name: indicator.name.get(all.locale).to_owned() })
        .collect();
    let asking = Asking { name: "entry".to_owned(), returned };
    view! {
        <form method="post" action=action class="set do no-print">
            <h2>{words.enter()}</h2>
            {done}
            {wrong}
            {form_key()}
            {asking.one_of("/indicator", words.indicator(), &choices)}
            {asking.hinted("/points", words.change(), "text", Some(words.change_hint().to_owned()))}
            {asking.text("/reason", words.reason(), true)}
            {asking.line("/evidence", words.evidence(), "text")}
            <div class="main-act"><button class="btn main" name="act" value="enter">{words.save_entry()}</button></div>
        </form>
    }
}

fn label(pointer: &str) -> &'static str {
    let words = texts();
    match pointer {
        "/indicator" => words.indicator(),
        "/reason" => words.reason(),
        "/evidence" => words.evidence(),
        _ => words.change(),
    }
}
