//! What is due today: how many tasks of each agency and of whoever has them are late, end today, or end on the next working day.

use crate::prelude::*;
use schema::dashboards::{CasesQuery, Figure};
use schema::supervise::{DueBoard, DueRow};

use super::texts;
use crate::api;
use crate::desk::{Framed, Room, Trouble};
use crate::routes::to;
use crate::text::use_words;

/// The page at `/desk/supervision/due`.
#[component]
pub fn DuePage() -> impl IntoView {
    let shown = api::supervision::due().keep().document(|found| match found {
        Ok(board) => view! { <Shown board/> },
        Err(problem_) => view! { <Trouble problem_/> },
    });
    view! { <Framed here=Room::Supervision title=texts().due_today()>{shown}</Framed> }
}

#[component]
fn Shown(board: DueBoard) -> impl IntoView {
    let (all, words) = (use_words(), texts());
    let sum = |of: fn(&DueRow) -> u64| board.rows.iter().map(of).sum::<u64>();
    let headline = words.due_headline(sum(|row| row.late), sum(|row| row.today), sum(|row| row.next));
    let days = words.due_days(&all.full_day(board.today), &all.weekday_and_day(board.next));
    let none = board.rows.is_empty().then(|| view! { <p class="cap">{words.due_none()}</p> });
    let groups = board.rows.chunk_by(|one, other| one.agency == other.agency);
    let groups = groups.map(|rows| group(rows, &board)).collect_view();
    view! {
        <header class="page-head">
            <p><a href=to::SUPERVISION>{words.back()}</a></p>
            <h1>{headline}</h1>
            <p class="cap">{days}</p>
        </header>
        <section class="performance">
            {none}
            <table class="scores due-table">
                <thead><tr>
                    <th scope="col">{words.due_who()}</th>
                    <th scope="col" class="num">{words.due_late()}</th>
                    <th scope="col" class="num">{words.due_now()}</th>
                    <th scope="col" class="num">{words.due_next()}</th>
                </tr></thead>
                {groups}
            </table>
        </section>
    }
}

/// An agency with its sums, and below it who has what.
fn group(rows: &[DueRow], board: &DueBoard) -> impl IntoView + use<> {
    let words = texts();
    let sum = |of: fn(&DueRow) -> u64| rows.iter().map(of).sum::<u64>();
    let (late, today, next) = (sum(|row| row.late), sum(|row| row.today), sum(|row| row.next));
    let first = rows.first().map(|row| (row.agency, row.department.clone())).unwrap_or_default();
    let (agency, department) = first;
    let name = match board.sees_cases && late > 0 {
        true => {
            let (from, to) = (board.today, board.today);
            let whole = CasesQuery::all(Figure::Late, from, to, None);
            let query = CasesQuery { agency: Some(agency), ..whole };
            view! { <a href=to::dashboard_cases(&query)>{department}</a> }.into_any()
        }
        false => view! { {department} }.into_any(),
    };
    let officers = rows.iter().map(|row| {
        let who = row.officer.clone().unwrap_or_else(|| words.due_nobody().to_owned());
        view! {
            <tr>
                <th scope="row" class="s">{who}</th>
                <td class="num">{row.late}</td><td class="num">{row.today}</td><td class="num">{row.next}</td>
            </tr>
        }
    });
    let officers = officers.collect_view();
    view! {
        <tbody>
            <tr class="whole">
                <th scope="rowgroup">{name}</th>
                <td class="num">{late}</td><td class="num">{today}</td><td class="num">{next}</td>
            </tr>
            {officers}
        </tbody>
    }
}
