//! The lanes of a joint application on one ruler of days: who has which part, where it stands, and the way to it.

use crate::prelude::*;
use schema::bundles::{JointView, Lane};
use schema::calendar::local_day;
use schema::process::Status;

use super::names::Names;
use super::ruler::{row, ruler};
use super::state::{Standing, standing};
use super::table::LaneTable;
use crate::routes::to;
use crate::text::{Words, typeset, use_words};
use crate::ui::lanes::{Axis, Track};

/// The lanes, each a line with its drawing, and the same as a table behind a fold.
#[component]
pub fn Lanes(
    /// The joint application.
    view: JointView,
) -> impl IntoView {
    let words = use_words();
    let text = words.bundles;
    let (shared, first, last) = ruler(&view);
    let names = Names::of_lanes(&view.lanes, words);
    let lines = view.lanes.iter().map(|lane| {
        let standing = standing(lane);
        let (row, ruler) = (row(&view, lane), shared.clone());
        view! {
            <li class=standing.class()>
                <h3><i class=standing.mark()></i>{lane.department.clone()}<small>{standing.said(lane, words)}</small></h3>
                <p>{text.said(&typeset(&lane.item_name), &said(lane, standing, &names, words))}{link(lane, words)}</p>
                <Track ruler row/>
            </li>
        }
    });
    let lines = lines.collect_view();
    let (first, last) = (words.day(first), words.day(last));
    view! {
        <section>
            <h2>{text.lanes_now(view.lanes.len())}</h2>
            <Axis ruler=shared.clone() today=text.today() first last/>
            <ol class="lanes" role="list">{lines}</ol>
            <LaneTable view/>
        </section>
    }
}

/// The way to its case.
fn link(lane: &Lane, words: Words) -> Option<impl IntoView + use<>> {
    let number = lane.number.filter(|_| lane.may_open)?;
    let label = words.bundles.see(&typeset(&lane.item_name));
    Some(view! { " "<a class="nb" href=to::case(number) aria-label=label>{words.bundles.see_short()}</a> })
}

/// What is to be said of a lane, beside its name.
fn said(lane: &Lane, standing: Standing, names: &Names, words: Words) -> String {
    let text = words.bundles;
    let due = lane.due.map(|due| words.day(due));
    let ended = lane.closed_at.map(|at| text.lane_ended(&words.day(local_day(at))));
    match standing {
        Standing::Held => text.lane_held(&names.quoted(&lane.held_for)),
        Standing::Dropped if lane.held_for.is_empty() => text.lane_never().to_owned(),
        Standing::Dropped => text.lane_dropped(&names.quoted(&lane.held_for)),
        Standing::Waits => {
            let since = lane.pauses.last().filter(|pause| pause.until.is_none()).map(|pause| pause.from);
            since.map_or_else(String::new, |day| text.lane_stands_since(&words.day(day)))
        }
        Standing::Late => due.map_or_else(String::new, |day| text.lane_was_due(&day)),
        Standing::Handled => match (due, lane.status) {
            (Some(day), Some(Status::Submitted)) => text.lane_checking_until(&day),
            (Some(day), _) => text.lane_until(&day),
            (None, Some(Status::SpecialProcedure)) => text.lane_special().to_owned(),
            (None, _) => text.lane_no_limit().to_owned(),
        },
        Standing::Approved | Standing::Ended => ended.unwrap_or_else(|| text.lane_decided().to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use schema::Locale;
    use schema::bundles::{LanePause, LaneState};

    use super::super::samples::{day, lane, moment, view};
    use super::*;

    fn told(lane: &Lane) -> String {
        let words = Words::new(Locale::ZhCn);
        let others = Names::of_lanes(std::slice::from_ref(lane), words);
        said(lane, standing(lane), &others, words).replace('\u{a0}', " ")
    }

    #[test]
    fn a_lane_says_what_it_waits_for_or_until_when_it_is() {
        let open = || lane("甲", LaneState::Open);
        let held = Lane { held_for: vec!["甲".to_owned()], ..lane("甲", LaneState::Held) };
        assert_eq!(told(&held), "等《事项甲》办好后开始。");
        assert_eq!(told(&Lane { state: LaneState::Dropped, ..held }), "《事项甲》没有办成，这一件不再开始。");
        assert_eq!(told(&Lane { due: Some(day(20)), ..open() }), "最迟 9 月 20 日。");
        assert_eq!(told(&Lane { due: Some(day(4)), late: true, ..open() }), "应当在 9 月 4 日办完。");
        assert_eq!(told(&open()), "没有公布期限。");
        let pauses = vec![LanePause { from: day(4), until: None }];
        let waits = Lane { status: Some(Status::WaitingForApplicant), pauses, ..open() };
        assert_eq!(told(&waits), "9 月 4 日起停表。");
        let closed = Lane { closed_at: Some(moment(5)), ..lane("甲", LaneState::Closed) };
        assert_eq!(told(&closed), "9 月 5 日办结。");
    }

    #[test]
    fn a_lane_leads_to_its_case_only_who_may_open_it() {
        let html = |may_open| {
            let lane = Lane { may_open, ..lane("甲", LaneState::Open) };
            view! { <Lanes view=view(vec![lane])/> }.to_html()
        };
        let here = "href=\"/cases/440103-260305-00042-7\"";
        assert!(html(true).contains(here), "{}", html(true));
        assert!(html(true).contains("看这一件：事项甲"));
        assert!(!html(false).contains(here));
    }
}
