//! One's own joint application: who is waiting for whom, each part on a lane, and what can be done now.

use crate::prelude::*;
use leptos_router::hooks::use_params_map;
use schema::bundles::{HandlingPlan, JointStatus, JointView, LaneState};
use schema::process::Status;

use super::withdraw::WithdrawForm;
use crate::api;
use crate::case::{Days, Provisional, grouped};
use crate::joint::{Fewer, Lanes, Log, Plan, Sentence, sentence};
use crate::page::Head;
use crate::routes::to;
use crate::text::{typeset, use_words};
use crate::ui::icon::Icon;

/// The page at `/joint/{number}`, and at the address of its form when that came back.
#[component]
pub fn JointPage() -> impl IntoView {
    let number =
        use_params_map().with_untracked(|params| params.get_str("number").unwrap_or_default().to_owned());
    api::bundles::joint(&number).document(|(view, plan)| view! { <Shown view plan/> })
}

#[component]
fn Shown(view: JointView, plan: Option<HandlingPlan>) -> impl IntoView {
    let words = use_words();
    let number = view.number;
    let open = view.status == JointStatus::Open;
    let whole = open.then(|| view! { <Whole view=view.clone()/> });
    view! {
        <Head title=format!("{} {number}", words.bundles.number())/>
        <main id="main">
            <Top view=view.clone()/>
            <Lanes view=view.clone()/>
            {whole}
            {plan.map(|plan| view! { <Folded plan/> })}
            <Log view=view.clone()/>
            {view.may_withdraw.then(|| view! { <WithdrawForm number/> })}
        </main>
    }
}

/// Which it is, its sentence, and what the reader can do about it.
#[component]
fn Top(view: JointView) -> impl IntoView {
    let words = use_words();
    let text = words.bundles;
    let Sentence { now, next } = sentence(&view, words);
    let waits = view
        .lanes
        .iter()
        .filter(|lane| lane.state == LaneState::Open && lane.status == Some(Status::WaitingForApplicant));
    let buttons = waits.filter_map(|lane| {
        let href = to::application(lane.application?);
        Some(view! { <a class="button" href=href>{text.put_right(&lane.department)}</a> })
    });
    let drafts = (view.status == JointStatus::Apart)
        .then(|| view! { <a class="button" href=to::MY_APPLICATIONS>{text.next_apart_go()}</a> });
    let buttons: Vec<AnyView> = buttons.chain(drafts).collect();
    let buttons = (!buttons.is_empty()).then(|| view! { <div class="stack">{buttons}</div> });
    view! {
        <p class="soft">{text.joint(&typeset(&view.item_name))}" "{grouped(view.number)}</p>
        <h1 class="now">{now}</h1>
        <p class="lead">{next}</p>
        {buttons}
    }
}

/// The day for all of it, and how it was counted.
#[component]
fn Whole(view: JointView) -> impl IntoView {
    let words = use_words();
    let text = words.bundles;
    let due = view.deadline.as_ref().and_then(|deadline| deadline.due);
    let title = due.map(|due| text.whole_by(&words.weekday_and_day(due)));
    let led = text.led_by(&view.lead);
    let days =
        view.deadline.map(|deadline| view! { <Provisional deadline=deadline.clone()/><Days deadline/> });
    view! {
        <section>
            <h2>{title.unwrap_or_else(|| text.whole().to_owned())}</h2>
            <p class="soft">{text.whole_counted()}" "{led}</p>
            {view.extended.then(|| view! { <p class="soft">{text.was_extended()}</p> })}
            {days}
            <Fewer fields=view.fields materials=view.materials/>
        </section>
    }
}

#[component]
fn Folded(plan: HandlingPlan) -> impl IntoView {
    view! {
        <details class="more">
            <summary>{use_words().bundles.plan()}<Icon name="down"/></summary>
            <Plan plan/>
        </details>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::joint::samples::{lane, view};
    use schema::bundles::Lane;

    #[test]
    fn what_waits_for_the_applicant_is_one_button_each_and_leads_to_its_own_part() {
        let status = Some(Status::WaitingForApplicant);
        let waits = Lane { status, application: Some(7), asked: 2, ..lane("甲", LaneState::Open) };
        let top = |view| view! { <Top view/> }.to_html();
        let html = top(view(vec![waits.clone(), lane("乙", LaneState::Open)]));
        let (button, _) = html.split_once(">去补正：部门甲<").unwrap();
        let (_, button) = button.rsplit_once('<').unwrap();
        assert!(button.contains("class=\"button\"") && button.contains("href=\"/applications/7\""), "{html}");
        // Who only tracks it is not told the application, and can do nothing.
        let html = top(view(vec![Lane { application: None, ..waits }]));
        assert!(!html.contains("class=\"button\""), "{html}");
    }

    #[test]
    fn who_has_to_apply_one_by_one_is_led_to_what_was_begun_for_them() {
        let apart = JointView { status: JointStatus::Apart, ..view(vec![lane("甲", LaneState::Closed)]) };
        assert!(view! { <Top view=apart/> }.to_html().contains("href=\"/me/applications\""));
    }
}
