//! A lane at the desk: item and agency, its days on the ruler, and where it stands.

use crate::prelude::*;
use schema::bundles::{JointView, Lane};
use schema::calendar::local_day;
use schema::process::Status;

use crate::case::{Due, DueChip, Look, due_in};
use crate::joint::{Names, Standing, row, ruler, standing};
use crate::routes::to;
use crate::text::{Words, typeset, use_words};
use crate::ui::lanes::{Axis, Track};

/// The lanes as the table of the lead.
#[component]
pub fn LaneRows(
    /// The joint application.
    view: JointView,
) -> impl IntoView {
    let words = use_words();
    let text = words.bundles;
    let (shared, first, last) = ruler(&view);
    let names = Names::of_lanes(&view.lanes, words);
    let lines = view.lanes.iter().map(|lane| {
        let (row, ruler) = (row(&view, lane), shared.clone());
        let leads = lane.department == view.lead;
        let agency = view! { {lane.department.clone()}{leads.then(|| view! { " "<span class="tag">{text.lead_tag()}</span> })} };
        view! {
            <tr>
                <th scope="row">{name(lane)}<span>{agency}</span></th>
                <td><Track ruler row/></td>
                <td><DueChip due=chip(lane, words)/><span class="st">{said(lane, &names, words)}</span></td>
            </tr>
        }
    });
    let lines = lines.collect_view();
    let (first, last) = (words.day(first), words.day(last));
    view! {
        <table class="lanes">
            <thead>
                <tr>
                    <th scope="col">{text.column_item()}</th>
                    <th scope="col"><span class="hidden">{text.column_lane()}</span><Axis ruler=shared.clone() today=text.today() first last/></th>
                    <th scope="col">{text.column_clock()}</th>
                </tr>
            </thead>
            <tbody>{lines}</tbody>
        </table>
    }
}

fn name(lane: &Lane) -> AnyView {
    let name = typeset(&lane.item_name);
    match lane.number.filter(|_| lane.may_open) {
        Some(number) => view! { <a href=to::desk_case(number)>{name}</a> },
        None => view! { <b>{name}</b> },
    }
}

/// The chip of its clock.
fn chip(lane: &Lane, words: Words) -> Due {
    let say = |look, words: &str| Due { look, words: words.to_owned() };
    let standing = standing(lane);
    let said = standing.said(lane, words);
    match (standing, lane.remaining) {
        (Standing::Held | Standing::Dropped, _) => say(Look::Hold, said),
        (Standing::Waits, _) => say(Look::Hold, words.cases.stands()),
        (Standing::Approved | Standing::Ended, _) => say(Look::Done, said),
        (Standing::Late | Standing::Handled, Some(days)) => due_in(days, words.cases),
        (Standing::Late, None) => say(Look::Late, said),
        (Standing::Handled, None) if lane.status == Some(Status::SpecialProcedure) => {
            say(Look::Hold, words.cases.stands_special())
        }
        (Standing::Handled, None) if lane.status.is_none() => say(Look::Hold, said),
        (Standing::Handled, None) => say(Look::Hold, words.cases.no_limit()),
    }
}

/// What stands under the chip: the last day, and where it is now.
fn said(lane: &Lane, names: &Names, words: Words) -> String {
    let text = words.bundles;
    let held = || names.quoted(&lane.held_for);
    let day = match (standing(lane), lane.closed_at) {
        (Standing::Held, _) => Some(text.part_waits(&held())),
        (Standing::Dropped, _) if !lane.held_for.is_empty() => Some(text.dropped_for(&held())),
        (_, Some(at)) => Some(text.ended_on(&words.day(local_day(at)))),
        _ => lane.due.map(|due| words.desk.until(&words.day(due))),
    };
    let tasks = lane.tasks.iter().map(|task| task.get(words.locale).to_owned());
    let asked = (lane.asked > 0).then(|| text.asked(lane.asked));
    day.into_iter().chain(asked).chain(tasks).collect::<Vec<_>>().join(" · ")
}
