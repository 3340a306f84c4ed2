//! The receipt: a slip with the case number and its code, and the days by which something has to happen.

use crate::prelude::*;
use leptos_router::hooks::use_params_map;
use schema::applications::Receipt;
use schema::calendar::Deadline;

use crate::api;
use crate::case::{Days, Month, Promises, Provisional};
use crate::page::Head;
use crate::routes::to;
use crate::text::{Words, machine_time, use_words};
use crate::ui::icon::Icon;

/// The page at `/applications/{id}/receipt`.
#[component]
pub fn ReceiptPage() -> impl IntoView {
    // No application has the number 0: an address that is none finds nothing.
    let id = use_params_map().with_untracked(|params| params.get_str("id").and_then(|id| id.parse().ok()));
    let id = id.unwrap_or(0);
    api::receipt(id).document(move |receipt| view! { <Shown id receipt/> })
}

#[component]
fn Shown(id: i64, receipt: Receipt) -> impl IntoView {
    let words = use_words();
    let texts = words.applications;
    let follow = to::case(receipt.number);
    view! {
        <Head title=texts.receipt_title()/>
        <main id="main">
            <h1 class="title">{texts.receipt_title()}</h1>
            <p>{texts.receipt_lead()}</p>
            <Slip receipt=receipt.clone()/>
            <Promises promises=receipt.promises/>
            {due(words, texts.accepted_by(), receipt.acceptance)}
            {due(words, texts.decided_by(), receipt.decision)}
            <div class="act">
                <a class="button" href=follow>{texts.follow()}</a>
                <Print/>
                <a class="button quiet" href=to::step(id, "print") rel="external">{words.print_form()}</a>
            </div>
        </main>
    }
}

#[component]
fn Slip(receipt: Receipt) -> impl IntoView {
    let words = use_words();
    let texts = words.applications;
    let side = receipt.qr_size;
    view! {
        <article class="paper slip">
            <div>
                <h2>{texts.receipt()}</h2>
                <span class="stamp">
                    <svg role="img" aria-label=texts.stamp()><use href="/icons.svg#stamp"></use></svg>
                </span>
                <p class="soft">
                    <time datetime=machine_time(receipt.submitted_at)>{words.full_moment(receipt.submitted_at)}</time>
                </p>
                <dl>
                    <dt>{texts.item()}</dt><dd>{receipt.item_name}</dd>
                    <dt>{texts.applicant()}</dt><dd>{receipt.applicant}</dd>
                    <dt>{texts.handled_by()}</dt><dd>{receipt.department}</dd>
                </dl>
            </div>
            <div>
                <p class="soft">{texts.number()}</p>
                <b class="caseno">{receipt.number.to_string()}</b>
            </div>
            <div class="qr">
                <svg viewBox=format!("0 0 {side} {side}") role="img" aria-label=texts.qr()><path d=receipt.qr></path></svg>
                <p class="soft">{texts.qr_note()}</p>
            </div>
        </article>
    }
}

/// A day by which something has to happen, and how it was counted.
fn due(words: Words, what: &'static str, deadline: Deadline) -> AnyView {
    let day = deadline.due.map(|day| {
        view! { <time class="due" datetime=day.to_string()>{words.weekday_and_day(day)}</time> }
    });
    view! {
        <section>
            <p class="soft">{what}</p>
            {day}
            <Provisional deadline=deadline.clone()/>
            <Month deadline=deadline.clone()/>
            <Days deadline/>
        </section>
    }
}

/// Prints the page, where a script is there to do it; else it is said where the browser does that.
#[component]
fn Print() -> impl IntoView {
    let texts = use_words().applications;
    view! {
        <button type="button" class="button quiet live" data-print>
            <Icon name="print"/>
            {texts.print()}
        </button>
        <span class="soft not-live">{texts.print_hint()}</span>
    }
}
