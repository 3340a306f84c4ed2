//! The plan by which all of it is handled (并联审批处理方案) as a table of the desk: which item at which agency, beside what or after
//! what, by when, and how it stands.

use crate::prelude::*;
use schema::bundles::{JointView, Lane, LanePlan};
use schema::calendar::local_day;

use super::lane::chip;
use crate::case::DueChip;
use crate::joint::Names;
use crate::text::{Words, typeset, use_words};

/// The table; nothing for who is not told the plan.
#[component]
pub fn Scheme(
    /// The joint application.
    view: JointView,
) -> impl IntoView {
    let words = use_words();
    let text = words.bundles;
    let mut planned: Vec<(&Lane, &LanePlan)> =
        view.lanes.iter().filter_map(|lane| Some((lane, lane.plan.as_ref()?))).collect();
    if planned.is_empty() {
        return ().into_any();
    }
    // Of one step they stay in the order of the bundle.
    planned.sort_by_key(|(_, plan)| plan.rank);
    let names = Names::of_lanes(&view.lanes, words);
    let columns = [
        text.column_step(),
        text.column_item(),
        text.column_order(),
        text.column_planned(),
        text.column_state(),
    ];
    let columns = columns.map(|column| view! { <th scope="col">{column}</th> }).collect_view();
    let lines = planned.iter().map(|part| line(*part, &planned, &names, words));
    let lines = lines.collect::<Vec<_>>();
    view! {
        <section class="scheme">
            <h2>{text.scheme()}</h2>
            <p class="cap">{text.scheme_what(planned.len(), &view.lead)}</p>
            <div class="table" role="region" tabindex="0" aria-label=text.scheme()>
                <table><thead><tr>{columns}</tr></thead><tbody>{lines}</tbody></table>
            </div>
        </section>
    }
}

fn line(
    (lane, plan): (&Lane, &LanePlan),
    all: &[(&Lane, &LanePlan)],
    names: &Names,
    words: Words,
) -> AnyView {
    let text = words.bundles;
    let step = plan.rank.saturating_add(1).to_string();
    let by = plan.by.map_or_else(|| text.none().to_owned(), |by| words.day(by));
    let behind = is_behind(lane, plan).then(|| view! { " "<b class="behind">{text.behind_plan()}</b> });
    view! {
        <tr>
            <td>{step}</td>
            <th scope="row">{typeset(&lane.item_name)}<span>{lane.department.clone()}</span></th>
            <td>{order(lane, plan, all, names, words)}</td>
            <td><span class="nb">{by}</span>{behind}</td>
            <td><DueChip due=chip(lane, words)/></td>
        </tr>
    }
}

/// What it waits for, and what runs beside it.
fn order(lane: &Lane, plan: &LanePlan, all: &[(&Lane, &LanePlan)], names: &Names, words: Words) -> String {
    let text = words.bundles;
    let beside: Vec<&String> = all
        .iter()
        .filter(|(other, place)| place.rank == plan.rank && other.item != lane.item)
        .map(|(other, _)| &other.item)
        .collect();
    let after = (!plan.after.is_empty()).then(|| text.after(&names.quoted(&plan.after)));
    let beside = (!beside.is_empty()).then(|| text.beside_these(&names.quoted(beside)));
    let said: Vec<String> = after.into_iter().chain(beside).collect();
    if said.is_empty() { text.alone().to_owned() } else { said.join(text.clause()) }
}

/// Whether it ended, or is due, after the day that was planned.
fn is_behind(lane: &Lane, plan: &LanePlan) -> bool {
    let ends = lane.closed_at.map(local_day).or(lane.due).filter(|_| lane.decision.is_none());
    ends.zip(plan.by).is_some_and(|(ends, by)| by < ends)
}

#[cfg(test)]
mod tests {
    use schema::Locale;
    use schema::bundles::LaneState;
    use schema::process::Decision;

    use super::*;
    use crate::joint::samples::{day, lane, moment, view};

    fn planned(item: &str, state: LaneState, rank: u32, after: &[&str]) -> Lane {
        let after = after.iter().map(|item| (*item).to_owned()).collect();
        Lane { plan: Some(LanePlan { rank, after, by: Some(day(15)) }), ..lane(item, state) }
    }

    #[test]
    fn what_runs_side_by_side_and_what_waits_for_what_is_said_step_by_step() {
        let lanes = vec![
            planned("丙", LaneState::Held, 1, &["甲"]),
            planned("甲", LaneState::Open, 0, &[]),
            planned("乙", LaneState::Open, 0, &[]),
        ];
        let html = view! { <Scheme view=view(lanes)/> }.to_html().replace('\u{a0}', " ");
        let at = |said: &str| html.find(said).unwrap_or_else(|| panic!("{said} is not in {html}"));
        assert!(at("和《事项乙》同时办") < at("和《事项甲》同时办"), "{html}");
        assert!(at("和《事项甲》同时办") < at("等《事项甲》办好再开始"), "{html}");
        assert!(html.contains("3 件，市场监管局牵头") && html.contains("9 月 15 日"), "{html}");
        let alone = view! { <Scheme view=view(vec![planned("甲", LaneState::Open, 0, &[])])/> }.to_html();
        assert!(alone.contains("单独办"), "{alone}");
    }

    #[test]
    fn whoever_is_not_told_the_plan_sees_none() {
        assert!(
            !view! { <Scheme view=view(vec![lane("甲", LaneState::Open)])/> }.to_html().contains("<table")
        );
    }

    #[test]
    fn what_is_due_after_the_planned_day_is_behind() {
        let words = Words::new(Locale::ZhCn);
        let said = |lane: Lane| {
            let plan = lane.plan.clone().unwrap();
            let names = Names::of_lanes(std::slice::from_ref(&lane), words);
            line((&lane, &plan), &[(&lane, &plan)], &names, words).to_html().contains("晚于方案")
        };
        let open = || planned("甲", LaneState::Open, 0, &[]);
        assert!(said(Lane { due: Some(day(16)), ..open() }));
        assert!(!said(Lane { due: Some(day(15)), ..open() }) && !said(open()));
        // What is decided is only handed over.
        let decided = Lane { decision: Some(Decision::Approved), due: Some(day(20)), ..open() };
        assert!(!said(decided));
        assert!(said(Lane { closed_at: Some(moment(18)), ..open() }));
    }
}
