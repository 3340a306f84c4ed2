//! The cases of a list: a row each, coloured and shaped by how near its limit is, with a box to do several at once.

use crate::prelude::*;
use schema::cases::{CaseSummary, Queue, WorklistQuery};
use schema::id::CaseNumber;

use super::bulk::{BulkForm, FORM, PICK, picked};
use super::keys::row_id;
use super::tasks::{holder, name};
use crate::case::{DueChip, use_due};
use crate::routes::to;
use crate::text::use_words;

/// The table of a list.
#[component]
pub fn Cases(
    /// Its cases.
    cases: Vec<CaseSummary>,
    /// Which of them one was told of and has not opened.
    unread: Vec<CaseNumber>,
    /// Of which queue, and what narrows it.
    query: WorklistQuery,
    /// The case that is open.
    number: Memo<Option<String>>,
) -> impl IntoView {
    let words = use_words();
    if cases.is_empty() {
        let said = match query.queue {
            _ if query.is_narrowed() => words.together.nothing_narrowed(),
            Queue::Mine => words.desk.nothing_mine(),
            _ => words.desk.nothing(),
        };
        return view! { <p class="empty">{said}</p> }.into_any();
    }
    // What waits nobody takes up, and what has ended neither.
    let is_picked = query.queue.is_of_tasks() && query.queue != Queue::Waiting;
    let here = WorklistQuery { cursor: None, ..query.clone() }.to_query_string();
    let rows = cases.into_iter().enumerate().map(|(place, case)| {
        let unread = unread.contains(&case.number);
        view! { <Row place case unread here=here.clone() is_picked number/> }
    });
    view! {
        <table class="cases">
            <thead class="hidden"><tr><th scope="col">{words.desk.item_and_applicant()}</th><th scope="col">{words.desk.deadline()}</th></tr></thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
        {is_picked.then(|| view! { <BulkForm query/> })}
    }
    .into_any()
}

#[component]
fn Row(
    place: usize,
    case: CaseSummary,
    unread: bool,
    /// The list, as an address says it.
    here: String,
    is_picked: bool,
    number: Memo<Option<String>>,
) -> impl IntoView {
    let words = use_words();
    let own = case.number.to_string();
    let is_open = move || number.with(|number| number.as_ref() == Some(&own)).then_some("true");
    let first = case.tasks.first().filter(|_| case.tasks.len() == 1);
    let task =
        first.map(|task| format!("&task={}", schema::catalogue::encode(&task.key))).unwrap_or_default();
    let href = format!("{}{here}{task}", to::desk_case(case.number));
    let names: Vec<String> = case.tasks.iter().map(|task| name(task, words)).collect();
    let step = match names.as_slice() {
        [] => words.cases.status(case.status).to_owned(),
        names => names.join(words.catalogue.separator()),
    };
    let held = first.filter(|task| task.holder.is_some());
    let holder = held.map(|task| format!(" · {}", holder(task, words)));
    let due = use_due(&case);
    let look = due.look.class();
    let mark = unread.then(|| view! { <b class="unread">{words.desk.unread()}</b>" · " });
    let pick = first.filter(|_| is_picked).map(|task| {
        let label = words.together.choose_case(&format!("{} {}", case.item_name, case.applicant));
        view! { <input type="checkbox" name=PICK value=picked(case.number, &task.key) form=FORM aria-label=label/> }
    });
    view! {
        <tr aria-selected=is_open class=look>
            <td>
                {pick}
                <a class="n ell" id=row_id(place) href=href>{case.item_name}</a>
                <div class="s ell">{mark}{case.applicant}" · "{step}{holder}</div>
            </td>
            <td><DueChip due/></td>
        </tr>
    }
}
