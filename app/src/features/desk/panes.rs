//! The first two panes: the queues with their counts, and the cases of one of them in its order.

use crate::prelude::*;
use schema::cases::{Queue, QueueCount, Worklist, WorklistQuery};

use super::bulk::Outcome;
use super::narrow::Narrow;
use super::notes::{Notes, OtherWays};
use super::rows::Cases;
use crate::routes::to;
use crate::text::{Desk, use_words};

/// Queues and list.
#[component]
pub fn ListPanes(
    /// The list and the counts.
    worklist: Worklist,
    /// Of which queue, and what narrows it.
    query: WorklistQuery,
    /// The case that is open.
    number: Memo<Option<String>>,
) -> impl IntoView {
    let words = use_words().desk;
    let queue = query.queue;
    let counts = worklist.counts;
    let title = title(&query, &counts, words);
    let order = if queue.is_of_tasks() { words.earliest_first() } else { words.latest_first() };
    let more = worklist.cases.next.map(|cursor| {
        let href = to::worklist(&WorklistQuery { cursor: Some(cursor), ..query.clone() });
        view! { <p class="empty"><a href=href>{words.more()}</a></p> }
    });
    let links = counts.clone().into_iter().map(|count| view! { <li><QueueLink count queue/></li> });
    view! {
        <nav class="queues" aria-label=words.queues()><ul>{links.collect_view()}</ul></nav>
        <section class="list" aria-label=words.queue(queue)>
            <Notes notes=worklist.notes/>
            <Outcome/>
            <div class="list-head"><h2>{title}</h2><span class="cap">{order}</span></div>
            <nav class="qs" aria-label=words.queues()>
                {counts.into_iter().map(|count| view! { <QueueLink count queue/> }).collect_view()}
            </nav>
            <Narrow query=query.clone() facets=worklist.cases.facets/>
            <Cases cases=worklist.cases.items unread=worklist.unread query number/>
            {more}
            <OtherWays leads=worklist.leads/>
        </section>
    }
}

/// What stands in a queue; of what one was told of, how many one has not opened. Of a part it is not known.
fn title(query: &WorklistQuery, counts: &[QueueCount], words: Desk) -> String {
    let queue = query.queue;
    let name = words.queue(queue);
    if query.is_narrowed() {
        return format!("{name} · {}", use_words().together.narrowed());
    }
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
        Queue::DueSoon => Some(("glyph am", "/icons.svg#tri")),
        Queue::Late => Some(("glyph", "/icons.svg#sq")),
        Queue::Waiting => Some(("glyph", "/icons.svg#pause")),
        _ => None,
    };
    view! {
        <a href=to::queue(count.queue) aria-current=current>
            {glyph.map(|(class, href)| view! { <svg class=class aria-hidden="true"><use href=href></use></svg> })}
            {words.desk.queue(count.queue)}
            {is_counted.then(|| view! { <b>{count.badge()}{hint}</b> })}
        </a>
    }
}
