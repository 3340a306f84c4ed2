//! The desk's side of bills: what is due of a case and how it stands; the lead waives, line by line.

use leptos_router::hooks::{use_params_map, use_query_map};
use schema::ProblemKind;
use schema::bills::{Bill, BillLine, BillStatus, CaseBills};
use schema::catalogue::yuan;
use schema::form::html_id;

use super::lines::Lines;
use super::{Stands, texts};
use crate::api;
use crate::data::Read;
use crate::desk::{DeskHeader, DeskTabs, Room, Trouble};
use crate::page::{Head, Styles};
use crate::prelude::*;
use crate::returned::{Returned, use_returned};
use crate::routes::to;
use crate::text::use_words;
use crate::ui::errors::ErrorSummary;
use crate::ui::field::{TextArea, TextField};

/// The page at `/desk/cases/{number}/bills`, which is also where a waiver is sent.
#[component]
pub fn DeskBillsPage() -> impl IntoView {
    let number = use_params_map().with_untracked(|params| params.get("number").unwrap_or_default());
    let session = Read::resource(api::session);
    let shown = api::case_bills(&number).keep().document(|found| match found {
        Ok(found) => view! { <Shown found/> },
        Err(problem_) => view! { <Trouble problem_/> },
    });
    view! {
        <Styles name="desk.css"/>
        <Head title=texts().desk()/>
        <div class="desk">
            <DeskHeader here=Room::Cases session/>
            <main id="main" class="catalogue">{shown}</main>
            <DeskTabs here=Room::Cases session/>
        </div>
    }
}

#[component]
fn Shown(found: CaseBills) -> impl IntoView {
    let words = texts();
    let action = to::desk_bills(found.case);
    let returned = use_returned(&action);
    let is_done =
        use_query_map().with_untracked(|query| query.get_str("done").is_some()) && returned.is_none();
    let open = found.bills.iter().flat_map(|bill| &bill.lines);
    let open: Vec<BillLine> = open.filter(|line| line.status == BillStatus::Open).cloned().collect();
    let may = found.may_waive && !open.is_empty();
    let none = found.bills.is_empty().then(|| view! { <p class="cap">{words.desk_none()}</p> });
    let bills = found.bills.into_iter().map(|bill| view! { <One bill/> }).collect_view();
    view! {
        <header class="page-head">
            <h1>{words.desk()}</h1>
            <p class="cap">{found.item_name}" · "{found.case.to_string()}</p>
            <p><a href=to::desk_case(found.case) rel="external">{words.back_to_case()}</a></p>
        </header>
        <div class="edit">
            {is_done.then(|| view! { <p class="done" role="status">{words.waived_done()}</p> })}
            {none}
            {bills}
            {may.then(|| view! { <Waive action open returned/> })}
        </div>
    }
}

#[component]
fn One(bill: Bill) -> impl IntoView {
    let words = texts();
    let surplus = (bill.surplus > 0)
        .then(|| view! { <p class="done" role="alert">{words.surplus_desk(&yuan(bill.surplus))}</p> });
    view! {
        <section class="set">
            <h2>{words.bill()}" "<span class="n">{bill.number.to_string()}</span>" "<Stands status=bill.status/></h2>
            <p class="cap">{use_words().moment(bill.opened_at)}" · "{words.left(&yuan(bill.left))}" · "{words.paid(&yuan(bill.paid))}</p>
            {surplus}
            <Lines lines=bill.lines/>
        </section>
    }
}

#[component]
fn Waive(action: String, open: Vec<BillLine>, returned: Option<Returned>) -> impl IntoView {
    let words = texts();
    let chosen = returned.as_ref().and_then(|returned| returned.value("line")).unwrap_or_default().to_owned();
    let option = |line: BillLine| {
        let selected = line.id.to_string() == chosen;
        view! { <option value=line.id.to_string() selected=selected>{line.name.clone()}" · "{words.left(&yuan(line.left()))}</option> }
    };
    let options = open.into_iter().map(option).collect_view();
    let ground =
        returned.as_ref().and_then(|returned| returned.value("/ground")).unwrap_or_default().to_owned();
    let wrong = returned.clone().map(|returned| view! { <Wrong returned/> });
    view! {
        <section class="set">
            <h2>{words.waive()}</h2>
            <p class="cap">{words.waive_lead()}</p>
            {wrong}
            <form method="post" action=action>
                <div class="field">
                    <label for="line">{words.which()}</label>
                    <select id="line" name="line" required>{options}</select>
                </div>
                <TextField pointer="/amount" label=words.waive_amount() hint=words.waive_amount_hint() inputmode="decimal" autocomplete="off" returned/>
                <TextArea id=html_id("/ground") name="/ground" label=words.waive_ground() hint=None value=ground/>
                <button class="btn main">{words.waive_now()}</button>
            </form>
        </section>
    }
}

#[component]
fn Wrong(returned: Returned) -> impl IntoView {
    let words = texts();
    let said = match (returned.problem.kind(), returned.problem.detail.as_deref()) {
        (ProblemKind::Refused, Some("payment_under_way")) => Some(words.under_way()),
        (ProblemKind::Refused, Some("settled")) => Some(words.settled()),
        _ => None,
    };
    match said {
        Some(said) => view! { <p class="done" role="alert">{said}</p> }.into_any(),
        None => view! { <ErrorSummary problem_=returned.problem label=|pointer| label(pointer).to_owned()/> }
            .into_any(),
    }
}

fn label(pointer: &str) -> &'static str {
    match pointer {
        "/amount" => texts().waive_amount(),
        "/ground" => texts().waive_ground(),
        _ => texts().which(),
    }
}
