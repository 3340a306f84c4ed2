//! A lane at the desk: item and agency, its days on the ruler, and where it stands.

use crate::prelude::*;
use schema::bundles::{JointView, Lane};
use schema::calendar::local_day;
use schema::process::Status;

use crate::case::{Due, DueChip, Look, due_in};
use crate::joint::{Names, Standing, columns, counted, row, ruler, squares, standing};
use crate::routes::to;
use crate::text::{Words, typeset, use_words};
use crate::ui::lanes::{Axis, Track};
use crate::ui::squares::{Columns, DayHead, DayRow, Square};

/// The lanes as the table of the lead: their days as squares, or as lines where there are too many.
#[component]
pub fn LaneRows(
    /// The joint application.
    view: JointView,
) -> impl IntoView {
    let words = use_words();
    let text = words.bundles;
    let columns = columns(&view);
    let seen: Vec<Vec<Square>> = match &columns {
        Some(columns) => view.lanes.iter().map(|lane| squares(&view, lane, columns)).collect(),
        None => Vec::new(),
    };
    let names = Names::of_lanes(&view.lanes, words);
    let lines = view.lanes.iter().enumerate().map(|(place, lane)| {
        let drawn = match (&columns, seen.get(place)) {
            (Some(columns), Some(squares)) => days(columns.clone(), squares.clone(), words),
            _ => track(&view, lane),
        };
        let leads = lane.department == view.lead;
        let agency = view! { {lane.department.clone()}{leads.then(|| view! { " "<span class="tag">{text.lead_tag()}</span> })} };
        view! {
            <tr>
                <th scope="row">{name(lane)}<span>{agency}</span></th>
                <td>{drawn}</td>
                <td><DueChip due=chip(lane, words)/><span class="st">{said(lane, &names, words)}</span></td>
            </tr>
        }
    });
    let lines = lines.collect_view();
    let legend = columns.is_some().then(|| view! { <Legend seen=seen.concat()/> });
    view! {
        <div class="table" role="region" tabindex="0" aria-label=text.column_lane()>
            <table class="lanes">
                <thead>
                    <tr>
                        <th scope="col">{text.column_item()}</th>
                        <th scope="col"><span class="hidden">{text.column_lane()}</span>{head(&view, columns, words)}</th>
                        <th scope="col">{text.column_clock()}</th>
                    </tr>
                </thead>
                <tbody>{lines}</tbody>
            </table>
        </div>
        {legend}
    }
}

/// The days over the lanes.
fn head(view: &JointView, columns: Option<Columns>, words: Words) -> AnyView {
    let today = words.bundles.today();
    if let Some(columns) = columns {
        return view! { <DayHead columns today month=move |day| words.month(day)/> };
    }
    let (ruler, first, last) = ruler(view);
    let (first, last) = (words.day(first), words.day(last));
    view! { <Axis ruler today first last/> }
}

fn track(view: &JointView, lane: &Lane) -> AnyView {
    let (ruler, ..) = ruler(view);
    view! { <Track ruler row=row(view, lane)/> }
}

/// The squares of a lane, and what they come to in words.
fn days(columns: Columns, squares: Vec<Square>, words: Words) -> AnyView {
    let text = words.bundles;
    let (worked, stood) = counted(&squares);
    let said = [(worked, text.days_worked(worked)), (stood, text.days_stood(stood))];
    let said: Vec<String> = said.into_iter().filter(|(days, _)| *days > 0).map(|(_, said)| said).collect();
    view! { <DayRow columns squares/><span class="hidden">{said.join(text.clause())}</span> }
}

/// What the squares that are to be seen mean.
#[component]
fn Legend(seen: Vec<Square>) -> impl IntoView {
    let text = use_words().bundles;
    let kinds = [
        (Square::Used(1), text.key_used()),
        (Square::Now(2), text.key_now()),
        (Square::ToCome(3), text.key_to_go()),
        (Square::Last(4), text.key_end()),
        (Square::Done(5), text.key_done()),
        (Square::Stood, text.key_stood()),
        (Square::Late(1), text.key_late()),
        (Square::Held, text.key_held()),
    ];
    let is_seen = |kind: Square| seen.iter().any(|square| square.class() == kind.class());
    let sample = |class: &'static str, number: Option<String>, said: &'static str| {
        view! { <li><span class="squares" aria-hidden="true"><span class=class><i>{number}</i></span></span>{said}</li> }
    };
    let kinds = kinds.into_iter().filter(|(kind, _)| is_seen(*kind));
    let kinds = kinds.map(|(kind, said)| sample(kind.class(), kind.said(), said)).collect_view();
    view! {
        <ul class="legend" role="list"><li>{text.key()}</li>{kinds}{sample("off", None, text.key_off())}</ul>
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
pub fn chip(lane: &Lane, words: Words) -> Due {
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

#[cfg(test)]
mod tests {
    use schema::bundles::LaneState;

    use super::*;
    use crate::joint::samples::{day, lane, view};

    #[test]
    fn each_day_is_a_square_with_its_number_and_the_sum_is_said() {
        let lane = Lane { due: Some(day(11)), ..lane("甲", LaneState::Open) };
        let view = JointView { off: vec![day(5), day(6)], ..view(vec![lane]) };
        let html = view! { <LaneRows view/> }.to_html();
        for said in ["now here\"><i>7<", "end\"><i>8<", "办了 7 个工作日", "今天", "最后一天", "不上班"]
        {
            assert!(html.replace("<!>", "").contains(said), "{said}: {html}");
        }
        assert!(!html.contains("class=\"track\"") && !html.contains("停表"), "{html}");
    }

    #[test]
    fn of_more_days_than_can_be_read_lines_are_drawn() {
        let due = day(1).checked_add_days(chrono::Days::new(200));
        let html =
            view! { <LaneRows view=view(vec![Lane { due, ..lane("甲", LaneState::Open) }])/> }.to_html();
        assert!(html.contains("class=\"track\"") && !html.contains("class=\"squares\""), "{html}");
    }
}
