//! One of one's own bills: what is to be paid, for what and on which basis; paying it; and the proof that it was paid, to print.

use leptos_router::hooks::use_params_map;
use schema::ProblemKind;
use schema::bills::{BegunPayment, Bill, BillStatus, PayingBy};
use schema::catalogue::yuan;

use super::lines::Lines;
use super::{Stands, texts};
use crate::api;
use crate::page::Head;
use crate::prelude::*;
use crate::returned::use_returned;
use crate::routes::to;
use crate::text::{machine_time, problem, use_words};
use crate::ui::icon::Icon;

/// The page at `/bills/{number}`, which is also where paying begins.
#[component]
pub fn BillPage() -> impl IntoView {
    let number = use_params_map().with_untracked(|params| params.get("number").unwrap_or_default());
    api::bill(&number).document(|bill| view! { <Shown bill/> })
}

#[component]
fn Shown(bill: Bill) -> impl IntoView {
    let words = texts();
    let title = if bill.status == BillStatus::Paid { words.receipt() } else { words.bill() };
    let now = match bill.status {
        BillStatus::Open => words.left(&yuan(bill.left)),
        BillStatus::Paid => words.paid(&yuan(bill.paid)),
        status => words.status(status).to_owned(),
    };
    let warning = bill.demonstration.then(|| {
        view! { <p class="notice amber"><Icon name="warn"/><span>{words.demonstration()}</span></p> }
    });
    let surplus =
        (bill.surplus > 0).then(|| view! { <p class="say">{words.surplus(&yuan(bill.surplus))}</p> });
    view! {
        <Head title=title/>
        <main id="main">
            <p class="soft">{title}" "<span class="n">{bill.number.to_string()}</span></p>
            <h1 class="now">{now}</h1>
            {warning}
            {surplus}
            {(bill.status == BillStatus::Open).then(|| view! { <Pay bill=bill.clone()/> })}
            <Sheet bill=bill.clone()/>
            <p class="soft">{words.published()}</p>
            <div class="stack">
                <button type="button" class="button quiet live" data-print><Icon name="print"/>{words.print()}</button>
                <span class="soft not-live">{words.print_hint()}</span>
                <a class="button quiet" href=to::MY_BILLS>{words.all()}</a>
            </div>
        </main>
    }
}

/// The bill as it is printed.
#[component]
fn Sheet(bill: Bill) -> impl IntoView {
    let (all, words) = (use_words(), texts());
    let fact = |label: &'static str, value: String| view! { <dt>{label}</dt><dd>{value}</dd> };
    let reference = bill.reference.filter(|it| !it.is_empty()).map(|it| fact(words.reference(), it));
    let closed = bill.closed_at.map(|at| fact(words.paid_on(), all.full_moment(at)));
    view! {
        <article class="paper slip">
            <div>
                <h2>{if bill.status == BillStatus::Paid { words.receipt() } else { words.bill() }}" "<Stands status=bill.status/></h2>
                <p class="soft"><time datetime=machine_time(bill.opened_at)>{all.full_moment(bill.opened_at)}</time></p>
                <dl>
                    {fact(words.number(), bill.number.to_string())}
                    {fact(words.payer(), bill.applicant)}
                    {closed}
                    {reference}
                </dl>
            </div>
            <div><Lines lines=bill.lines/></div>
            // Notices are not printed; that it proves nothing goes with the paper.
            {bill.demonstration.then(|| view! { <div><p><b>{words.demonstration()}</b></p></div> })}
        </article>
    }
}

/// How it is paid.
#[component]
fn Pay(bill: Bill) -> impl IntoView {
    let (all, words) = (use_words(), texts());
    let action = to::bill(bill.number);
    let refused = use_returned(&action).map(|returned| match returned.problem.kind() {
        ProblemKind::Unavailable => words.failed(),
        ProblemKind::Refused if returned.problem.detail.as_deref() == Some("window_only") => {
            words.at_window()
        }
        ProblemKind::Refused => words.settled(),
        kind => problem(all.locale, kind),
    });
    let refused =
        refused.map(|refused| view! { <p class="notice amber" role="alert"><Icon name="warn"/><span>{refused}</span></p> });
    let how = match (bill.by, bill.payment) {
        (PayingBy::Window, _) => view! { <p class="say">{words.at_window()}</p> }.into_any(),
        (_, Some(BegunPayment { address: Some(address), .. })) => view! {
            <p class="say">{words.paying()}</p>
            <div class="act"><a class="button" href=address rel="external">{words.pay_here()}</a></div>
        }
        .into_any(),
        (_, begun) => {
            let label = if begun.is_some() { words.pay_again() } else { words.pay() };
            view! { <form method="post" action=action class="act"><button class="button">{label}</button></form> }
                .into_any()
        }
    };
    view! { {refused}{how} }
}
