//! The page that plays a payment platform where none is connected, and says so.

use leptos_router::hooks::use_params_map;
use schema::bills::{Bill, PayingBy};
use schema::catalogue::yuan;

use super::texts;
use crate::api;
use crate::page::Head;
use crate::prelude::*;
use crate::returned::use_returned;
use crate::routes::to;
use crate::text::{problem, use_words};
use crate::ui::icon::Icon;
use crate::ui::state::NotFound;

/// The page at `/bills/{number}/demonstration`; where a gateway is connected there is none.
#[component]
pub fn DemonstrationPage() -> impl IntoView {
    let number = use_params_map().with_untracked(|params| params.get("number").unwrap_or_default());
    api::bill(&number).document(|bill| match bill.by {
        PayingBy::Demonstration => view! { <Shown bill/> }.into_any(),
        PayingBy::Gateway | PayingBy::Window => view! { <NotFound/> }.into_any(),
    })
}

#[component]
fn Shown(bill: Bill) -> impl IntoView {
    let words = texts();
    let action = to::demonstration(bill.number);
    let locale = use_words().locale;
    let refused = use_returned(&action).map(|returned| problem(locale, returned.problem.kind()));
    let buttons = match bill.payment {
        None => view! { <p class="say">{words.demo_none()}</p> }.into_any(),
        Some(_) => view! {
            <form method="post" action=action class="act">
                <button class="button" name="paid" value="1">{words.demo_pay(&yuan(bill.left))}</button>
                <button class="button quiet" name="paid" value="0">{words.demo_leave()}</button>
            </form>
        }
        .into_any(),
    };
    view! {
        <Head title=words.demo_title()/>
        <main id="main">
            <h1 class="title">{words.demo_title()}</h1>
            <p class="notice amber"><Icon name="warn"/><span>{words.demo_lead()}</span></p>
            {refused.map(|refused| view! { <p class="say" role="alert">{refused}</p> })}
            <p class="soft">{words.bill()}" "<span class="n">{bill.number.to_string()}</span></p>
            {buttons}
            <p><a href=to::bill(bill.number)>{words.back()}</a></p>
        </main>
    }
}
