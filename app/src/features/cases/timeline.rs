//! What happened to a case, the newest first, in plain words.

use crate::prelude::*;
use schema::cases::CaseView;
use schema::process::Status;

use crate::text::{machine_time, use_words};

/// The timeline of a case.
#[component]
pub fn Timeline(
    /// The case.
    view: CaseView,
) -> impl IntoView {
    let words = use_words();
    let newest = match view.summary.status {
        Status::WaitingForApplicant => "you",
        Status::Submitted
        | Status::Accepted
        | Status::InReview
        | Status::SpecialProcedure
        | Status::Decided => "doing",
        Status::Delivered | Status::NotAccepted | Status::Withdrawn | Status::Terminated => "done",
    };
    let lines = view.timeline.into_iter().enumerate().map(|(place, happening)| {
        let text = words.cases.happening(&happening, view.decision);
        let who = words.role(happening.role);
        view! {
            <li class=if place == 0 { newest } else { "done" }>
                <h3>{text}</h3>
                <time datetime=machine_time(happening.at)>{words.moment(happening.at)}</time>
                <p>{who}{happening.words.map(|reason| format!(" · {reason}"))}</p>
            </li>
        }
    });
    view! {
        <section>
            <h2>{words.cases.timeline()}</h2>
            <ol class="timeline">{lines.collect_view()}</ol>
        </section>
    }
}
