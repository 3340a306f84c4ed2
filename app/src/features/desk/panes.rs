//! The first two panes: the queues with their counts, and the cases of one of them in its order.

use crate::prelude::*;
use schema::cases::{Queue, QueueCount, QueueGroup, Worklist, WorklistQuery};

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
    let shown = query.queue;
    let counts = worklist.counts;
    let title = title(&query, &counts, words);
    let order = if shown.is_of_tasks() { words.earliest_first() } else { words.latest_first() };
    let more = worklist.cases.next.map(|cursor| {
        let href = to::worklist(&WorklistQuery { cursor: Some(cursor), ..query.clone() });
        view! { <p class="empty"><a href=href>{words.more()}</a></p> }
    });
    let groups = QueueGroup::ALL.map(|group| view! { <Group group counts=counts.clone() shown/> });
    let links = QueueGroup::ALL.into_iter().flat_map(QueueGroup::queues);
    let links = links.map(|queue| view! { <QueueLink queue counts=counts.clone() shown/> });
    view! {
        <nav class="queues" aria-label=words.queues()>{groups.collect_view()}</nav>
        <section class="list" aria-label=words.queue(shown)>
            <Notes notes=worklist.notes proceedings=worklist.proceedings enquiries=worklist.enquiries/>
            <Outcome/>
            <div class="list-head"><h2>{title}</h2><span class="cap">{order}</span></div>
            <nav class="qs" aria-label=words.queues()>{links.collect_view()}</nav>
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

/// The queues of a group under its name; among the joint ones the way to what one's agency leads.
#[component]
fn Group(group: QueueGroup, counts: Vec<QueueCount>, shown: Queue) -> impl IntoView {
    let words = use_words().desk;
    let id = format!("queues-{}", group.slug());
    let links = group.queues().map(|queue| view! { <li><QueueLink queue counts=counts.clone() shown/></li> });
    let led = (group == QueueGroup::Joint).then(|| {
        view! { <li><a href=to::DESK_JOINT>{words.led()}</a></li> }
    });
    view! {
        <p class="group" id=id.clone()>{words.group(group)}</p>
        <ul aria-labelledby=id>{links.collect_view()}{led}</ul>
    }
}

/// A queue, with how many it has where that is counted.
#[component]
fn QueueLink(queue: Queue, counts: Vec<QueueCount>, shown: Queue) -> impl IntoView {
    let words = use_words();
    let current = (queue == shown).then_some("true");
    let is_copied = queue == Queue::Copied;
    let count = counts.into_iter().find(|count| count.queue == queue);
    let count = count.filter(|count| !is_copied || count.count > 0);
    let hint = is_copied.then(|| view! { <span class="hidden">" "{words.desk.unread()}</span> });
    let glyph = match queue {
        Queue::DueSoon => Some(("glyph am", "/icons.svg#tri")),
        Queue::Late => Some(("glyph", "/icons.svg#sq")),
        Queue::Waiting => Some(("glyph", "/icons.svg#pause")),
        _ => None,
    };
    view! {
        <a href=to::queue(queue) aria-current=current>
            {glyph.map(|(class, href)| view! { <svg class=class aria-hidden="true"><use href=href></use></svg> })}
            {words.desk.queue(queue)}
            {count.map(|count| view! { <b>{count.badge()}{hint}</b> })}
        </a>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queues_stand_in_groups_each_with_its_count_and_one_of_them_is_shown() {
        let counts =
            vec![QueueCount { queue: Queue::Late, count: 3 }, QueueCount { queue: Queue::Mine, count: 7 }];
        let drawn = |group| {
            let html = view! { <Group group counts=counts.clone() shown=Queue::Late/> }.to_html();
            html.replace("<!>", "")
        };
        let agency = drawn(QueueGroup::Agency);
        let (name, list) = agency.split_once("<ul").unwrap();
        assert!(name.contains("id=\"queues-agency\"") && name.contains("本部门"), "{agency}");
        assert!(list.contains("aria-labelledby=\"queues-agency\"") && list.contains("<b>3</b>"), "{agency}");
        assert_eq!(agency.matches("aria-current").count(), 1, "{agency}");
        assert!(!agency.contains("待我办") && drawn(QueueGroup::Own).contains("<b>7</b>"), "{agency}");
        // What has ended is not counted, and can be looked at all the same.
        let done = drawn(QueueGroup::Done);
        assert!(done.contains("/desk?queue=closed") && !done.contains("<b>"), "{done}");
        assert!(drawn(QueueGroup::Joint).contains("href=\"/desk/joint\""));
    }
}
