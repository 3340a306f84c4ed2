//! The receipt: a slip with the case number and its code, and the days by which something has to happen.

use crate::prelude::*;
use leptos_router::hooks::use_params_map;
use schema::applications::Receipt;
use schema::bundles::ReceiptPart;
use schema::calendar::Deadline;
use schema::id::CaseNumber;

use crate::api;
use crate::case::{Days, Month, Promises, Provisional, grouped};
use crate::joint::Names;
use crate::page::Head;
use crate::routes::to;
use crate::text::{Words, machine_time, typeset, use_words};
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
    let joint = !receipt.parts.is_empty();
    let follow = if joint { to::joint(receipt.number) } else { to::case(receipt.number) };
    let follow = (!receipt.on_behalf).then_some(follow);
    let clerk = receipt.on_behalf.then(|| view! { <AtWindow id number=receipt.number/> });
    let lead = if joint { words.bundles.receipt_lead() } else { texts.receipt_lead() };
    let decided = if joint { words.bundles.all_decided_by() } else { texts.decided_by() };
    view! {
        <Head title=texts.receipt_title()/>
        <main id="main">
            <h1 class="title">{texts.receipt_title()}</h1>
            <p>{lead}</p>
            <Slip receipt=receipt.clone()/>
            <Promises promises=receipt.promises/>
            {due(words, texts.accepted_by(), receipt.acceptance)}
            {due(words, decided, receipt.decision)}
            <div class="act">
                {clerk}
                {follow.map(|follow| view! { <a class="button" href=follow>{texts.follow()}</a> })}
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
    let joint = !receipt.parts.is_empty();
    let parts = joint.then(|| view! { <Parts parts=receipt.parts.clone()/> });
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
                    <dt>{if joint { words.bundles.lead() } else { texts.handled_by() }}</dt><dd>{receipt.department}</dd>
                </dl>
            </div>
            <div>
                <p class="soft">{if joint { words.bundles.number() } else { texts.number() }}</p>
                <b class="caseno">{receipt.number.to_string()}</b>
            </div>
            {parts}
            <div class="qr">
                <svg viewBox=format!("0 0 {side} {side}") role="img" aria-label=texts.qr()><path d=receipt.qr></path></svg>
                <p class="soft">{texts.qr_note()}</p>
            </div>
        </article>
    }
}

/// The parts of a joint application: who has each, under which number, or what it waits for.
#[component]
fn Parts(parts: Vec<ReceiptPart>) -> impl IntoView {
    let words = use_words();
    let text = words.bundles;
    let names = Names::new(parts.iter().map(|part| (&part.item, &part.item_name)), words);
    let lines = parts.iter().map(|part| {
        let which = match part.number {
            Some(number) => grouped(number).into_any(),
            None => text.part_waits(&names.quoted(&part.held_for)).into_any(),
        };
        view! {
            <li>
                <b>{typeset(&part.item_name)}</b>
                <span class="soft">{part.department.clone()}</span>
                <span class="soft">{which}</span>
            </li>
        }
    });
    let lines = lines.collect_view();
    view! {
        <div>
            <p class="soft">{text.parts(parts.len())}</p>
            <ol class="parts">{lines}</ol>
        </div>
    }
}

/// Where a clerk goes on: to the next applicant by one key, because the focus is there; or to what this one gets on paper.
#[component]
fn AtWindow(id: i64, number: CaseNumber) -> impl IntoView {
    let (words, texts) = (use_words(), use_words().applications);
    view! {
        <a class="button" href=to::DESK_WINDOW autofocus accesskey="n">{texts.on_behalf_next()}</a>
        <a class="button quiet" href=to::originals(number)>{words.desk.originals()}</a>
        <a class="button quiet" href=to::slips(number)>{words.desk.slips()}</a>
        <a class="button quiet" href=to::window_code(id)>{texts.on_behalf_code()}</a>
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
