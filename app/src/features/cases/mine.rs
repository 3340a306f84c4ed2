//! One's own cases, those that wait for the applicant with a mark of their own.

use leptos::prelude::*;
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
use crate::ui::state::{Failed, Waiting};

/// The page at `/me/cases`.
#[component]
pub fn MyCasesPage() -> impl IntoView {
    let query = use_query_map();
    let cursor = Memo::new(move |_| query.with(|query| query.get("cursor")));
    let cases = Resource::new(move || cursor.get(), |cursor| api::cases(cursor.as_deref()));
    view! {
        <Transition fallback=Waiting>
            {move || Suspend::new(async move {
                match cases.await {
                    Ok(page) => view! { <Shown page/> }.into_any(),
                    Err(problem_) => view! { <Failed problem_/> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn Shown(page: Page<CaseSummary>) -> impl IntoView {
    let words = use_words().cases;
    if page.items.is_empty() {
        return view! { <Empty/> }.into_any();
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
    .into_any()
}

#[component]
fn Line(case: CaseSummary) -> impl IntoView {
    let mark = match case.status {
        Status::WaitingForApplicant => "mark",
        Status::Submitted | Status::Accepted | Status::InReview | Status::Decided => "mark doing",
        Status::Delivered | Status::NotAccepted | Status::Withdrawn => "mark done",
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
