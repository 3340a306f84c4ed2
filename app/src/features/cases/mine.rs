//! One's own cases, those that wait for the applicant with a mark of their own.

use crate::prelude::*;
use leptos_router::hooks::use_query_map;
use schema::Page;
use schema::bundles::{JointStatus, JointSummary};
use schema::cases::CaseSummary;
use schema::process::Status;

use super::sentence::in_a_list;
use crate::api;
use crate::case::{Due, DueChip, Look, due_in, use_due};
use crate::page::Head;
use crate::routes::to;
use crate::text::{typeset, use_words};
use crate::ui::icon::Icon;

/// The page at `/me/cases`.
#[component]
pub fn MyCasesPage() -> impl IntoView {
    let cases = use_query_map().with_untracked(|query| api::bundles::cases(query.get_str("cursor")));
    cases.document(|(page, joints)| view! { <Shown page joints/> })
}

#[component]
fn Shown(page: Page<CaseSummary>, joints: Option<Page<JointSummary>>) -> impl IntoView {
    let words = use_words().cases;
    let (joints, further) = joints.map_or_else(Default::default, |page| (page.items, page.next.is_some()));
    if page.items.is_empty() && joints.is_empty() {
        return view! { <Empty/> };
    }
    let joints = joints.into_iter().map(|joint| view! { <Joint joint/> }).collect_view();
    let lines = page.items.into_iter().map(|case| view! { <Line case/> }).collect_view();
    let more = page.next.map(|cursor| to::list_from(to::MY_CASES, &cursor));
    view! {
        <Head title=words.mine_title()/>
        <main id="main">
            <h1 class="title">{words.mine_title()}</h1>
            <div class="waitings">{joints}{lines}</div>
            {further.then(|| view! { <p class="say"><a href=to::MY_APPLICATIONS>{use_words().bundles.all_joint()}</a></p> })}
            {more.map(|href| view! { <p class="say"><a href=href>{words.more()}</a></p> })}
        </main>
    }
}

/// A joint application is one entry, with how many of its parts are done.
#[component]
fn Joint(joint: JointSummary) -> impl IntoView {
    let words = use_words();
    let text = words.bundles;
    let mark = match (joint.status, joint.waiting) {
        (JointStatus::Open, 1..) => "mark",
        (JointStatus::Open, 0) => "mark doing",
        (JointStatus::Decided | JointStatus::Apart | JointStatus::Withdrawn, _) => "mark done",
    };
    let due = match (joint.remaining, joint.status) {
        (Some(days), JointStatus::Open) => due_in(days, words.cases),
        (None, JointStatus::Open) => Due { look: Look::Hold, words: text.not_accepted_yet().to_owned() },
        (_, status) => Due { look: Look::Done, words: text.status(status).to_owned() },
    };
    let late =
        (!joint.late.is_empty()).then(|| text.agencies_late(&joint.late.join(words.catalogue.separator())));
    let waits = (joint.waiting > 0).then(|| text.waits_for_you(joint.waiting));
    let said: Vec<String> =
        [Some(text.ended_of(joint.ended, joint.lanes)), waits, late].into_iter().flatten().collect();
    view! {
        <a class="waiting" href=to::joint(joint.number)>
            <i class=mark></i>
            <span>{text.joint(&typeset(&joint.item_name))}</span>
            <DueChip due/>
            <span class="soft">{said.join(" · ")}</span>
        </a>
    }
}

#[component]
fn Line(case: CaseSummary) -> impl IntoView {
    let mark = match case.status {
        Status::WaitingForApplicant => "mark",
        Status::Submitted
        | Status::Accepted
        | Status::InReview
        | Status::SpecialProcedure
        | Status::Decided => "mark doing",
        Status::Delivered | Status::NotAccepted | Status::Withdrawn | Status::Terminated => "mark done",
    };
    let sentence = in_a_list(&case, use_words());
    let due = use_due(&case);
    view! {
        <a class="waiting" href=to::case(case.number)>
            <i class=mark></i>
            <span>{case.item_name}</span>
            <DueChip due/>
            <span class="soft">{sentence}</span>
        </a>
    }
}

#[component]
fn Empty() -> impl IntoView {
    let words = use_words().cases;
    view! {
        <Head title=words.mine_title()/>
        <main id="main" class="state">
            <Icon name="xt-rest"/>
            <h1>{words.none()}</h1>
            <p>{words.none_help()}</p>
            <div class="stack"><a class="button" href=to::ITEMS>{words.find_item()}</a></div>
        </main>
    }
}
