//! One's own cases, those that wait for the applicant with a mark of their own.

use crate::prelude::*;
use leptos_router::hooks::use_query_map;
use schema::Page;
use schema::cases::CaseSummary;
use schema::process::Status;

use super::sentence::in_a_list;
use crate::api;
use crate::case::{DueChip, use_due};
use crate::page::Head;
use crate::routes::to;
use crate::text::use_words;
use crate::ui::icon::Icon;

/// The page at `/me/cases`.
#[component]
pub fn MyCasesPage() -> impl IntoView {
    let cases = use_query_map().with_untracked(|query| api::cases(query.get_str("cursor")));
    cases.document(|page| view! { <Shown page/> })
}

#[component]
fn Shown(page: Page<CaseSummary>) -> impl IntoView {
    let words = use_words().cases;
    if page.items.is_empty() {
        return view! { <Empty/> };
    }
    let lines = page.items.into_iter().map(|case| view! { <Line case/> }).collect_view();
    let more = page.next.map(|cursor| to::list_from(to::MY_CASES, &cursor));
    view! {
        <Head title=words.mine_title()/>
        <main id="main">
            <h1 class="title">{words.mine_title()}</h1>
            <div class="waitings">{lines}</div>
            {more.map(|href| view! { <p class="say"><a href=href>{words.more()}</a></p> })}
        </main>
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
