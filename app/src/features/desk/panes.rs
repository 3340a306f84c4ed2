//! The first two panes: the queues with their counts, and the cases of one of them in its order.

use crate::prelude::*;
use schema::cases::{CaseSummary, Queue, QueueCount, Worklist};
use schema::id::CaseNumber;

use super::keys::row_id;
use super::notes::{AwayLink, Notes};
use super::tasks::{holder, name};
use crate::case::{DueChip, use_due};
use crate::routes::to;
use crate::text::{Desk, use_words};

/// Queues and list.
#[component]
pub fn ListPanes(
    /// The list and the counts.
    worklist: Worklist,
    /// Of which queue.
    queue: Queue,
    /// The case that is open.
    number: Memo<Option<String>>,
) -> impl IntoView {
    let words = use_words().desk;
    let counts = worklist.counts;
    let title = title(queue, &counts, words);
    let order = match queue {
        Queue::Copied | Queue::Closed => words.latest_first(),
        Queue::Mine | Queue::Unclaimed | Queue::Late | Queue::Waiting => words.earliest_first(),
    };
    view! {
        <nav class="queues" aria-label=words.queues()>
            <ul>{counts.iter().map(|count| view! { <li><QueueLink count=count.clone() queue/></li> }).collect_view()}</ul>
        </nav>
        <section class="list" aria-label=words.queue(queue)>
            <Notes notes=worklist.notes/>
            <div class="list-head"><h2>{title}</h2><span class="cap">{order}</span></div>
            <nav class="qs" aria-label=words.queues()>
                {counts.into_iter().map(|count| view! { <QueueLink count queue/> }).collect_view()}
            </nav>
            <Cases cases=worklist.cases.items unread=worklist.unread queue number/>
            {worklist.cases.next.map(|cursor| {
                let href = format!("{}&cursor={}", to::queue(queue), schema::catalogue::encode(&cursor));
                view! { <p class="empty"><a href=href>{words.more()}</a></p> }
            })}
            <AwayLink/>
        </section>
    }
}

/// What stands in a queue; of what one was told of, how many one has not opened.
fn title(queue: Queue, counts: &[QueueCount], words: Desk) -> String {
    let name = words.queue(queue);
    match counts.iter().find(|count| count.queue == queue) {
        Some(count) if queue != Queue::Copied => format!("{name} {}", count.badge()),
        Some(count) if count.count > 0 => format!("{name} · {}", words.unread_count(&count.badge())),
        _ => name.to_owned(),
    }
}

#[component]
fn QueueLink(count: QueueCount, queue: Queue) -> impl IntoView {
    let words = use_words();
    let current = (count.queue == queue).then_some("true");
    let is_copied = count.queue == Queue::Copied;
    let is_counted = !is_copied || count.count > 0;
    let hint = is_copied.then(|| view! { <span class="hidden">" "{words.desk.unread()}</span> });
    let glyph = match count.queue {
        Queue::Late => Some("/icons.svg#sq"),
        Queue::Waiting => Some("/icons.svg#pause"),
        Queue::Mine | Queue::Unclaimed | Queue::Copied | Queue::Closed => None,
    };
    view! {
        <a href=to::queue(count.queue) aria-current=current>
            {glyph.map(|href| view! { <svg class="glyph" aria-hidden="true"><use href=href></use></svg> })}
            {words.desk.queue(count.queue)}
            {is_counted.then(|| view! { <b>{count.badge()}{hint}</b> })}
        </a>
    }
}

#[component]
fn Cases(
    cases: Vec<CaseSummary>,
    unread: Vec<CaseNumber>,
    queue: Queue,
    number: Memo<Option<String>>,
) -> impl IntoView {
    let words = use_words().desk;
    if cases.is_empty() {
        let said = if queue == Queue::Mine { words.nothing_mine() } else { words.nothing() };
        return view! { <p class="empty">{said}</p> };
    }
    let rows = cases.into_iter().enumerate().map(|(place, case)| {
        let unread = unread.contains(&case.number);
        view! { <Row place case unread queue number/> }
    });
    view! {
        <table class="cases">
            <thead class="hidden"><tr><th scope="col">{words.item_and_applicant()}</th><th scope="col">{words.deadline()}</th></tr></thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
}

#[component]
fn Row(
    place: usize,
    case: CaseSummary,
    unread: bool,
    queue: Queue,
    number: Memo<Option<String>>,
) -> impl IntoView {
    let words = use_words();
    let own = case.number.to_string();
    let is_open = move || number.with(|number| number.as_ref() == Some(&own)).then_some("true");
    let first = case.tasks.first().filter(|_| case.tasks.len() == 1);
    let task =
        first.map(|task| format!("&task={}", schema::catalogue::encode(&task.key))).unwrap_or_default();
    let href = format!("{}?queue={}{task}", to::desk_case(case.number), queue.slug());
    let names: Vec<String> = case.tasks.iter().map(|task| name(task, words)).collect();
    let step = match names.as_slice() {
        [] => words.cases.status(case.status).to_owned(),
        names => names.join(words.catalogue.separator()),
    };
    let held = first.filter(|task| task.holder.is_some());
    let holder = held.map(|task| format!(" · {}", holder(task, words)));
    let due = use_due(&case);
    let mark = unread.then(|| view! { <b class="unread">{words.desk.unread()}</b>" · " });
    view! {
        <tr aria-selected=is_open>
            <td>
                <a class="n ell" id=row_id(place) href=href>{case.item_name}</a>
                <div class="s ell">{mark}{case.applicant}" · "{step}{holder}</div>
            </td>
            <td><DueChip due/></td>
        </tr>
    }
}
