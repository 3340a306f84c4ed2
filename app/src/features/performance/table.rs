//! The scores of a month, the best first; counting it, and closing it.

use crate::prelude::*;
use chrono::{DateTime, Utc};
use leptos_router::hooks::use_query_map;
use schema::calendar::local_day;
use schema::performance::{AgencyScore, Grade, PerformanceTable, Period};

use super::texts;
use crate::api;
use crate::desk::{Framed, Room, Trouble};
use crate::returned::use_returned;
use crate::routes::to;
use crate::text::{hundredths, use_words};
use crate::ui::errors::ErrorSummary;

/// The page at `/desk/performance`; `?period=2026-10`.
#[component]
pub fn PerformancePage() -> impl IntoView {
    let period = use_query_map().with_untracked(|query| Period::parse(query.get_str("period")?));
    let shown = api::performance::table(period).keep().document(|found| match found {
        Ok(table) => view! { <Shown table/> },
        Err(problem_) => view! { <Trouble problem_/> },
    });
    view! { <Framed here=Room::Performance title=texts().title()>{shown}</Framed> }
}

#[component]
fn Shown(table: PerformanceTable) -> impl IntoView {
    let (all, words) = (use_words(), texts());
    let PerformanceTable { period, name, ground, agencies, counted_at, closed_at, may_count } = table;
    let month = words.month(period);
    let excellent = agencies.iter().filter(|score| score.grade == Some(Grade::Excellent)).count();
    let headline = match counted_at {
        Some(_) => {
            words.headline(&month, agencies.iter().filter(|score| score.score.is_some()).count(), excellent)
        }
        None => words.not_counted(&month),
    };
    let state = match (closed_at, counted_at) {
        (Some(at), _) => words.closed_at(&all.moment(at)),
        (None, Some(at)) => words.counted_at(&all.moment(at)),
        (None, None) => String::new(),
    };
    let rows = agencies.into_iter().map(|score| view! { <Line period score/> }).collect_view();
    let shown = counted_at.map(|_| {
        view! {
            <table class="scores">
                <thead><tr>
                    <th scope="col">{words.agency()}</th>
                    <th scope="col" class="num">{words.score()}</th>
                    <th scope="col">{words.grade()}</th>
                    <th scope="col" class="num">{words.filed()}</th>
                    <th scope="col" class="num">{words.decided()}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
            <p class="more no-print"><a href=to::bulletin(period)>{words.to_bulletin()}</a></p>
        }
    });
    let acts = may_count.then(|| view! { <Acts period counted_at/> });
    view! {
        <header class="page-head">
            <h1>{headline}</h1>
            <p class="cap">{words.by(name.get(all.locale), ground.get(all.locale))}" "{state}</p>
            <nav class="narrow no-print">
                <a href=to::performance(period.before())>{words.before()}</a>
                <a href=to::performance(period.next())>{words.after()}</a>
            </nav>
        </header>
        <section class="performance">{acts}{shown}</section>
    }
}

#[component]
fn Acts(period: Period, counted_at: Option<DateTime<Utc>>) -> impl IntoView {
    let words = texts();
    let wrong = use_returned(to::PERFORMANCE).map(|returned| {
        view! { <ErrorSummary problem_=returned.problem label=|_| texts().title().to_owned()/> }
    });
    let count = if counted_at.is_some() { words.count_again() } else { words.count() };
    let close = counted_at.map(|at| match local_day(at) > period.last() {
        true => view! {
            <button class="btn" name="act" value="close">{words.close()}</button>
            <p class="cap">{words.close_what()}</p>
        }
        .into_any(),
        false => view! { <p class="cap">{words.close_later()}</p> }.into_any(),
    });
    view! {
        // With the month: what is refused is told beside it, and no button is of another.
        <form method="post" action=to::performance(period) class="acts no-print">
            {wrong}
            <input type="hidden" name="period" value=period.to_string()/>
            <button class="btn" name="act" value="count">{count}</button>
            {close}
        </form>
    }
}

#[component]
fn Line(period: Period, score: AgencyScore) -> impl IntoView {
    let words = texts();
    let points = score.score.map_or_else(|| "–".to_owned(), |points| hundredths(u64::from(points)));
    let grade = score.grade.map_or(words.no_score(), |grade| words.grade_of(grade));
    view! {
        <tr>
            <th scope="row"><a href=to::performance_of(period, score.agency)>{score.department}</a></th>
            <td class="num">{points}</td>
            <td>{grade}</td>
            <td class="num">{score.filed}</td>
            <td class="num">{score.decided}</td>
        </tr>
    }
}
