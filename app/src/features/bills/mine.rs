//! One's own bills: those to be paid first seen by their mark, the newest on top.

use leptos_router::hooks::use_query_map;
use schema::Page;
use schema::bills::{BillStatus, BillSummary};
use schema::catalogue::yuan;

use super::texts;
use crate::api;
use crate::page::Head;
use crate::prelude::*;
use crate::routes::to;
use crate::text::use_words;
use crate::ui::icon::Icon;

/// The page at `/me/bills`.
#[component]
pub fn MyBillsPage() -> impl IntoView {
    let bills = use_query_map().with_untracked(|query| api::bills(query.get_str("cursor")));
    bills.document(|page| match page.items.is_empty() {
        true => view! { <Empty/> },
        false => view! { <List page/> },
    })
}

#[component]
fn List(page: Page<BillSummary>) -> impl IntoView {
    let words = texts();
    let lines = page.items.into_iter().map(|bill| view! { <Line bill/> }).collect_view();
    let more = page.next.map(|cursor| to::list_from(to::MY_BILLS, &cursor));
    view! {
        <Head title=words.mine()/>
        <main id="main">
            <h1 class="title">{words.mine()}</h1>
            <div class="waitings">{lines}</div>
            {more.map(|href| view! { <p class="say"><a href=href>{words.more()}</a></p> })}
        </main>
    }
}

#[component]
fn Line(bill: BillSummary) -> impl IntoView {
    let (all, words) = (use_words(), texts());
    let mark = if bill.status == BillStatus::Open { "mark doing" } else { "mark done" };
    let stands = match bill.status {
        BillStatus::Open => words.left(&yuan(bill.left)),
        BillStatus::Paid => words.paid(&yuan(bill.paid)),
        status => words.status(status).to_owned(),
    };
    let more = (bill.lines > 1).then(|| format!(" {}", words.and_more(bill.lines)));
    view! {
        <a class="waiting" href=to::bill(bill.number)>
            <i class=mark></i>
            <span>{bill.item_name}{more}</span>
            <span class="soft">{stands}" · "{all.moment(bill.opened_at)}</span>
        </a>
    }
}

#[component]
fn Empty() -> impl IntoView {
    let words = texts();
    view! {
        <Head title=words.mine()/>
        <main id="main" class="state">
            <Icon name="xt-rest"/>
            <h1>{words.none()}</h1>
            <p>{words.none_help()}</p>
            <div class="stack"><a class="button" href=to::MY_CASES>{use_words().frame.my_cases()}</a></div>
        </main>
    }
}
